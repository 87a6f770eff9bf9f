"""History: when an article came, and when its content last changed, in release numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.release.choice import Chosen
from pipeline.release.manifest import Release
from pipeline.release.parquet import read_rows
from pipeline.release.tables import part_path


@dataclass(frozen=True)
class History:
    """The release that first had an article, and the one in which its content last changed."""

    first_seen: int
    last_changed: int


def article_histories(chosen: Sequence[Chosen], previous: Release | None) -> dict[str, History]:
    """Return when each article came and last changed; numbers, not dates, so that they can be computed again."""
    number = previous.manifest.sequence + 1 if previous else 1
    before = _histories_of(previous) if previous else {}
    histories = {}
    for article in chosen:
        digest, old = before.get(article.facts.article_id, ("", History(number, number)))
        same = digest == article.facts.record_digest
        histories[article.facts.article_id] = History(old.first_seen, old.last_changed if same else number)
    return histories


def _histories_of(release: Release) -> dict[str, tuple[str, History]]:
    digests = {fate.article_id: fate.record_digest or "" for fate in release.manifest.inputs if fate.fate == "article"}
    return {
        article_id: (digests.get(article_id, ""), History(first_seen, last_changed))
        for bucket in range(release.manifest.n_buckets)
        for article_id, first_seen, last_changed in read_rows(
            release.path / part_path("articles", bucket), ("article_id", "first_seen", "last_changed")
        )
    }
