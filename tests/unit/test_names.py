"""Lists of names, and who they name."""

import pytest

from pipeline.references.names import parse_names

CASES = [
    ("Louis, K. S., H. M. Marks, and S. Kruse", ["Louis|K. S.", "Marks|H. M.", "Kruse|S."]),
    ("Scott, D., and de Souza, C. S.", ["Scott|D.", "de+Souza|C. S."]),
    ("Dale, R.; Mellish, C.; and Zock, M.", ["Dale|R.", "Mellish|C.", "Zock|M."]),
    ("Weiss MC, Sousa FL, Martin WF", ["Weiss|MC", "Sousa|FL", "Martin|WF"]),
    ("John Lafferty and Andrew McCallum", ["Lafferty|John", "McCallum|Andrew"]),
    ("Beethoven, Ludwig van", ["Beethoven|Ludwig van"]),
    ("Mijangos y González, Pablo", ["Mijangos y González|Pablo"]),
    ("World Bank and OECD", ["=World Bank and OECD"]),
    (
        "National Academies of Sciences, Engineering, and Medicine",
        ["=National Academies of Sciences, Engineering, and Medicine"],
    ),
    ("Plato", ["=Plato"]),
    ("Church, Robert", ["Church|Robert"]),
]


@pytest.mark.parametrize(("listed", "expected"), CASES)
def test_a_list_of_names(listed: str, expected: list[str]) -> None:
    names = parse_names(listed, 0, len(listed), "author")
    shown = [
        f"={n.literal}"
        if n.literal
        else f"{n.particle}+{n.family}|{n.given}"
        if n.particle
        else f"{n.family}|{n.given}"
        for n in names
    ]
    assert shown == expected


def test_et_al_is_kept_as_what_it_is() -> None:
    listed = "Adams, B., C. Baker, et al."
    names = parse_names(listed, 0, len(listed), "author")
    assert [n.family for n in names] == ["Adams", "Baker", None]
    assert names[-1].is_et_al
