"""References as printed, and the CSL-JSON a librarian expects of them."""

from typing import Any

import pytest

from pipeline.references.csl import csl_date, reference_json, spans
from pipeline.references.parse import MAX_LENGTH, parse_reference

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "Lortie, D. C., and B. Marsh. 1975. Schoolteacher: A sociological study. Chicago: Univ. of Chicago Press.",
        {
            "type": "book",
            "title": "Schoolteacher: A sociological study",
            "publisher": "Univ. of Chicago Press",
            "publisher-place": "Chicago",
        },
    ),
    (
        "Rosenholtz, S. J. 1985. Effective schools: Interpreting the evidence. American Journal of Education 93.3: 352–388.",
        {
            "type": "article-journal",
            "container-title": "American Journal of Education",
            "volume": "93",
            "issue": "3",
            "page": "352–388",
        },
    ),
    (
        "Pratt, Mary Louise. Imperial Eyes: Travel Writing and Transculturation. 2d ed. London: Routledge, 2008.",
        {"type": "book", "edition": "2d", "publisher": "Routledge", "issued": {"date-parts": [[2008]]}},
    ),
    (
        "Scott, Joan W. “Gender: A Useful Category of Historical Analysis.” American Historical Review 91.5 (1986): 1053–1075.",
        {
            "title": "Gender: A Useful Category of Historical Analysis",
            "container-title": "American Historical Review",
            "volume": "91",
            "issue": "5",
        },
    ),
    (
        "Corsaro, W. 2009. Peer culture. In The Palgrave handbook of childhood studies. Edited by J. Qvortrup, 301–315. Basingstoke, UK: Palgrave.",
        {
            "type": "chapter",
            "container-title": "The Palgrave handbook of childhood studies",
            "editor": [{"family": "Qvortrup", "given": "J."}],
            "page": "301–315",
        },
    ),
    (
        "National Commission on Excellence in Education. 1983. A nation at risk. Washington, DC: Government Printing Office.",
        {
            "author": [{"literal": "National Commission on Excellence in Education"}],
            "publisher-place": "Washington, DC",
        },
    ),
    (
        "van der Berg, P., Jr. 1990a. What works? 1984 and after. London: Verso.",
        {
            "author": [{"family": "Berg", "given": "P.", "non-dropping-particle": "van der", "suffix": "Jr."}],
            "year-suffix": "a",
        },
    ),
    (
        "Foucault, Michel. [1975] 1995. Discipline and punish. Translated by Alan Sheridan. New York: Vintage.",
        {"original-date": {"date-parts": [[1975]]}, "translator": [{"family": "Sheridan", "given": "Alan"}]},
    ),
    (
        "Wiseman, Frederick, dir. 1968. High School. DVD. Cambridge, MA: Zipporah Films.",
        {"type": "motion_picture", "director": [{"family": "Wiseman", "given": "Frederick"}], "medium": "DVD"},
    ),
    (
        "Doe, J. 1999. Schools that learn. PhD diss., Univ. of Chicago.",
        {"type": "thesis", "genre": "PhD diss.", "publisher": "Univ. of Chicago"},
    ),
    (
        "Goldin, C. 2006. The quiet revolution. NBER Working Paper 11953. Cambridge, MA: National Bureau of Economic Research.",
        {"type": "report", "genre": "NBER Working Paper", "collection-number": "11953"},
    ),
    (
        "Roe, M. 1992. Take aim. Chicago Tribune, 23 September, A2.",
        {
            "type": "article-newspaper",
            "container-title": "Chicago Tribune",
            "issued": {"date-parts": [[1992, 9, 23]]},
            "page": "A2",
        },
    ),
    ("Hall, S. n.d. Encoding. London: Verso.", {"issued": {"literal": "n.d."}}),
    ("Ng, C. forthcoming. Encoding again. Oxford: Blackwell.", {"status": "forthcoming"}),
    (
        "Lamana, Gonzalo. 2008. Domination without Dominance. Latin America Otherwise. Durham, NC: Duke Univ. Press.",
        {"title": "Domination without Dominance", "collection-title": "Latin America Otherwise"},
    ),
    ("Slavery & Abolition.", {"title": "Slavery & Abolition"}),
    (
        "Teaching and Teacher Education. 1985–.",
        {"type": "periodical", "title": "Teaching and Teacher Education", "issued": {"date-parts": [[1985]]}},
    ),
    (
        "Eighteenth-Century Studies. 1967–. Baltimore: Johns Hopkins Univ. Press.",
        {"type": "periodical", "title": "Eighteenth-Century Studies", "publisher": "Johns Hopkins Univ. Press"},
    ),
    ("Journal of Roman Studies.", {"type": "periodical", "title": "Journal of Roman Studies"}),
    ("Slavery & Abolition.", {"type": "document", "title": "Slavery & Abolition"}),
    (
        "Brown v. Board of Education, 347 U.S. 483 (1954).",
        {
            "type": "legal_case",
            "title": "Brown v. Board of Education",
            "container-title": "U.S.",
            "volume": "347",
            "page": "483",
            "issued": {"date-parts": [[1954]]},
        },
    ),
    (
        "Roe v. Wade. 1973. 410 U.S. 113.",
        {"type": "legal_case", "title": "Roe v. Wade", "volume": "410", "issued": {"date-parts": [[1973]]}},
    ),
    (
        "Elementary and Secondary Education Act of 1965. Pub. L. No. 89-10, 79 Stat. 27 (1965).",
        {
            "type": "legislation",
            "title": "Elementary and Secondary Education Act of 1965",
            "container-title": "Stat.",
            "note": "Pub. L. No. 89-10",
        },
    ),
    ("U.S. Constitution. Art. I, sec. 8.", {"type": "legislation", "title": "U.S. Constitution"}),
    (
        "Treaty of Versailles. 1919. Paris.",
        {"type": "treaty", "title": "Treaty of Versailles", "publisher-place": "Paris"},
    ),
    (
        "Teaching Channel. San Francisco: Teaching Channel.",
        {"type": "webpage", "title": "Teaching Channel", "publisher": "Teaching Channel"},
    ),
    (
        "National Assessment of Educational Progress (NAEP). Washington, DC: National Center for Education Statistics. https://nces.ed.gov/nationsreportcard",
        {
            "type": "webpage",
            "title": "National Assessment of Educational Progress (NAEP)",
            "publisher": "National Center for Education Statistics",
            "publisher-place": "Washington, DC",
            "URL": "https://nces.ed.gov/nationsreportcard",
        },
    ),
    (
        "Cochrane Database of Systematic Reviews, issue 4, art. no. CD000088.",
        {"type": "dataset", "title": "Cochrane Database of Systematic Reviews", "issue": "4", "page": "CD000088"},
    ),
    (
        "Illuminated Manuscripts Collection. Princeton University Library.",
        {
            "type": "collection",
            "title": "Illuminated Manuscripts Collection",
            "archive": "Princeton University Library",
            "publisher": None,
        },
    ),
    (
        "Durant, W. 1950. The story of civilization. Vol. 4, The age of faith. New York: Simon & Schuster.",
        {"title": "The story of civilization", "volume": "4", "note": "The age of faith"},
    ),
    (
        "Tawney, R. H. 1926. Religion and the rise of capitalism. Reprint, New York: Dover, 1962.",
        {
            "title": "Religion and the rise of capitalism",
            "issued": {"date-parts": [[1962]]},
            "original-date": {"date-parts": [[1926]]},
            "publisher": "Dover",
            "note": "Reprint",
        },
    ),
    (
        "Tawney, R. H. Religion and the Rise of Capitalism. 1926. Reprint, New York: Dover, 1962.",
        {
            "title": "Religion and the Rise of Capitalism",
            "issued": {"date-parts": [[1962]]},
            "original-date": {"date-parts": [[1926]]},
            "publisher": "Dover",
        },
    ),
    (
        "Doe, J. 1999. Schools. London: Verso. xii + 345 pp.",
        {"publisher": "Verso", "note": "xii + 345 pp."},
    ),
    (
        "Plato. Republic. Translated by G. M. A. Grube. Indianapolis, IN: Hackett, 1992.",
        {"title": "Republic", "translator": [{"family": "Grube", "given": "G. M. A."}]},
    ),
    (
        "Doe, Jane. 2004. “Articulating Islands.” Pp. 21-39 in Roe and S. Poe, eds., Islands Meet Economics. New York: Routledge.",
        {
            "type": "chapter",
            "container-title": "Islands Meet Economics",
            "editor": [{"literal": "Roe"}, {"family": "Poe", "given": "S."}],
            "page": "21–39",
        },
    ),
    (
        "Doe, J. 2009. Seeing faces. In British Machine Vision Conference, Bristol, UK, pp. 242–251.",
        {"container-title": "British Machine Vision Conference", "publisher-place": "Bristol, UK", "publisher": None},
    ),
    (
        "Doe, Jeanne. 1998. La mort au village, une enquête, Paris, Hachette littératures.",
        {"title": "La mort au village, une enquête", "publisher-place": "Paris", "publisher": "Hachette littératures"},
    ),
    (
        "Doe, J. 1836. Observations sur les crabes. Annales des Sciences, Paris, 6: 257–288.",
        {"container-title": "Annales des Sciences", "publisher-place": "Paris", "volume": "6", "page": "257–288"},
    ),
    (
        "Doe, J. 2011. Old rocks. Precambrian Research. (in press)",
        {"container-title": "Precambrian Research", "publisher": None, "note": "in press"},
    ),
    (
        "Doe, J. 2009. Glia again. Neuron, 64, 46–54. doi: S0896-6273(09)00744-2[pii]; 10.1016/j.neuron.2009.09.033[doi]",
        {"container-title": "Neuron", "volume": "64", "DOI": "10.1016/j.neuron.2009.09.033"},
    ),
    (
        "Doe, Tom. 2011. “A Winner.” Wired, 7 March. Online: http://www.example.org/magazine/archive/2011/04/features/how-a-studio-made-a-winner-at-last?page=all (accessed 20 March 2012).",
        {"container-title": "Wired", "issued": {"date-parts": [[2011, 3, 7]]}},
    ),
    (
        "Doe, Ján. 2007. Ekonómia. 2. vyd. Bratislava: Iura Edition, 2007. 634 s.",
        {"publisher": "Iura Edition", "edition": "2.", "note": "634 s."},
    ),
    (
        "Doe, Clara. 1928. Die Sprache. Leipzig: Barth. (Reprinted Darmstadt: Wissenschaftliche Buchgesellschaft, 1965.)",
        {
            "publisher": "Barth",
            "publisher-place": "Leipzig",
            "note": "Reprinted Darmstadt: Wissenschaftliche Buchgesellschaft, 1965",
        },
    ),
    (
        "Storm Warning for the Northern Coast. 1937. Evening Post, 18 February.",
        {"title": "Storm Warning for the Northern Coast", "container-title": "Evening Post"},
    ),
    (
        "Harbour Strike Spreads to the Railways. 1980. New York Times: A22.",
        {"title": "Harbour Strike Spreads to the Railways", "container-title": "New York Times", "page": "A22"},
    ),
    (
        "Ariosto, Ludovico. 2005. In Arts and Humanities. Edited by E. Bleiberg, 350–351. Detroit: Gale.",
        {"title": "Ariosto, Ludovico", "container-title": "Arts and Humanities", "page": "350–351"},
    ),
    (
        "Lake, M. 2020. Deep water of the Labrador Sea. Journal of Geophysical Research: Oceans 125.8: e2020JC016068.",
        {"container-title": "Journal of Geophysical Research: Oceans", "page": "e2020JC016068"},
    ),
    (
        "Lake, M. 1998. Polyclonal antibodies in meat. Dissertation Abstracts International, B 58.9.",
        {"container-title": "Dissertation Abstracts International, B", "volume": "58", "issue": "9"},
    ),
    (
        "Lake, M. 2008. Harbours. In A history of ports, 1–20. John Wiley & Sons, Ltd.",
        {"container-title": "A history of ports", "publisher": "John Wiley & Sons, Ltd."},
    ),
    (
        "Lake, M. 2014. Australia extends search. New Straits Times (Malaysia), 18 March.",
        {"title": "Australia extends search", "container-title": "New Straits Times (Malaysia)"},
    ),
    (
        "Lake, M. 2018. Heat after retrofit. In Springer Proceedings in Energy, 217–229.",
        {"container-title": "Springer Proceedings in Energy", "page": "217–229"},
    ),
    (
        "Lake, M. 1968. By rail. In Prairie days: Impressions, by Travelers and Other Observers. Edited by P. Roe, 2–7. Chicago: Dial.",
        {"container-title": "Prairie days: Impressions, by Travelers and Other Observers"},
    ),
    (
        "Lake, M. 1998. Probleme der Auswahl: Beiträge zum Gespräch, 1. und 2. November 1996. Stuttgart: Hirzel.",
        {"title": "Probleme der Auswahl: Beiträge zum Gespräch, 1. und 2. November 1996", "publisher": "Hirzel"},
    ),
    ("戸坂潤. 1977. 日本イデオロギー論. 岩波書店.", {"title": "日本イデオロギー論", "publisher": "岩波書店"}),
    (
        "Braga, Maria do Socorro, and Jairo Pimentel Jr. “Partidos.” Opinião Pública 17.2 (2011): 271–303.",
        {"title": "Partidos", "container-title": "Opinião Pública"},
    ),
    (
        "Lake, M. 2021. Sprouting of vessels. bioRxiv.",
        {"title": "Sprouting of vessels", "publisher": "bioRxiv"},
    ),
    (
        "Lake, M. 2005. La nucléation des bulles. These de doctorat, Reims.",
        {"title": "La nucléation des bulles", "genre": "These de doctorat"},
    ),
    (  # a region set off by a colon of its own belongs to the place
        "Doyle, G. R. 1998. Wages and saints in a mill town. New York: NY: Oxford Univ. Press.",
        {"publisher-place": "New York: NY", "publisher": "Oxford Univ. Press"},
    ),
    (
        "Pruitt, J. 2011. Zotero in the reading room. Chicago, Etats-Unis d'Amérique: Association of College and Research Libraries.",
        {
            "publisher-place": "Chicago, Etats-Unis d'Amérique",
            "publisher": "Association of College and Research Libraries",
        },
    ),
    (  # a newspaper named by its address
        "Scully, R. 2021. What the kitchen calls a tasting menu. news.com.au, 25 May.",
        {"title": "What the kitchen calls a tasting menu", "container-title": "news.com.au"},
    ),
    (  # no abbreviation stands before an article
        "Chambers, J. 1958. Farm Schools and Modern Tech. The Freeman, October.",
        {"title": "Farm Schools and Modern Tech", "container-title": "The Freeman"},
    ),
    (  # parts as library catalogues have them
        "Smith, C. S. 1988. The setting of milk gels. Dissertation Abstracts International. B, Sciences and Engineering 49.5: 1459.",
        {"container-title": "Dissertation Abstracts International. B, Sciences and Engineering", "volume": "49"},
    ),
    (
        "Gill, J. 1978. Reading test data. 1, Response and its causes. New York: Van Nostrand Reinhold.",
        {"title": "Reading test data. 1, Response and its causes", "publisher": "Van Nostrand Reinhold"},
    ),
    (  # quotation marks around the first words of a title only
        'Storm, M. 2012. "Cheap Ways to Keep References": On a Workshop for Hospital Librarians. Medical Library News 12.3: 4–9.',
        {
            "title": '"Cheap Ways to Keep References": On a Workshop for Hospital Librarians',
            "container-title": "Medical Library News",
        },
    ),
    (
        "Grard, M., and D. Rémy. 2021. Le travail par intermittence. Rapport d'études. Paris, France: DARES.",
        {"type": "report", "title": "Le travail par intermittence", "genre": "Rapport d'études"},
    ),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_a_reference_becomes_csl(raw: str, expected: dict[str, Any]) -> None:
    item = reference_json(parse_reference(raw), raw)
    assert {key: item.get(key) for key in expected} == expected


@pytest.mark.parametrize("raw", [raw for raw, _ in CASES])
def test_spans_cut_the_values_out_of_the_reference(raw: str) -> None:
    reference = parse_reference(raw)
    for field in ("title", "container_title", "publisher", "publisher_place", "volume", "issue", "medium"):
        found = reference.fields.get(field)
        assert found is None or raw[found.start : found.end] == found.value
    assert all(raw[name.start : name.end] == name.raw for name in reference.names)


def test_a_dash_stands_for_the_names_before() -> None:
    first = parse_reference("Syme, Ronald. 1939. The Roman revolution. Oxford: Clarendon.")
    second = parse_reference("———. 1958. Tacitus. Oxford: Clarendon.", previous=first)
    assert [(name.family, name.is_inherited, name.raw) for name in second.names] == [("Syme", True, "———")]


def test_what_nobody_understands_is_named() -> None:
    reference = parse_reference("Doe, J. 1999. Schools. London: Verso. (Zzz 12 qqq)")
    assert reference.parse_status == "partial"
    assert any("qqq" in piece.value for piece in reference.unparsed)


def test_remarks_are_all_kept_each_with_its_place() -> None:
    raw = "Doe, J. 1999. Schools. London: Verso. 345 pp. In English. Accessed 3 May 2010. Available online."
    reference = parse_reference(raw)
    assert reference.value("note") == "345 pp. | Accessed 3 May 2010 | Available online"
    assert [raw[slice(*span)] for span in spans(reference)["note"]] == [
        "345 pp.",
        "Accessed 3 May 2010",
        "Available online",
    ]
    assert reference.parse_status == "complete"


def test_a_month_apart_from_its_year_is_part_of_the_date() -> None:
    raw = "Lee, Vera. 2009. Streets. Elle, March."
    reference = parse_reference(raw)
    assert reference.value("issued") == "2009-03"
    assert [raw[slice(*span)] for span in spans(reference)["issued"]] == ["2009", "March"]


def test_a_complete_reference_says_so() -> None:
    assert parse_reference("Doe, J. 1999. Schools. London: Verso.").parse_status == "complete"


@pytest.mark.parametrize("text", ["", "   ", "x" * (MAX_LENGTH + 1)])
def test_what_is_no_reference_is_kept_as_text(text: str) -> None:
    assert parse_reference(text).parse_status == "unstructured"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1990", {"date-parts": [[1990]]}),
        ("1990-05", {"date-parts": [[1990, 5]]}),
        ("1989/1993", {"date-parts": [[1989], [1993]]}),
        ("1985/..", {"date-parts": [[1985]]}),
        ("1990~", {"date-parts": [[1990]], "circa": True}),
        ("2009-21", {"date-parts": [[2009]], "season": 1}),
        ("XXXX", {"literal": "n.d."}),
    ],
)
def test_dates_go_to_csl(edtf: str, expected: dict[str, Any]) -> None:
    assert csl_date(edtf) == expected
