"""The plan of a release: which articles stand in which bucket, and what is different in those taken over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.release.buckets import Bucket, Patches, Source
from pipeline.release.choice import Capture, Choice
from pipeline.release.heads import Head
from pipeline.release.history import Before
from pipeline.release.pointers import aim, pointers_of, titles_to_articles
from pipeline.release.query import Connection
from pipeline.release.tables import bucket_of, count_buckets
from schemas.terms import ArticleStatus


def plan_buckets(source: Source, database: Connection, choice: Choice, before: Mapping[str, Before]) -> list[Bucket]:
    """Return the buckets of the release, with what is different in the articles that are taken over."""
    n_buckets = count_buckets(len(choice.articles))
    members: dict[int, list[Capture]] = defaultdict(list)
    for article in choice.articles:
        members[bucket_of(article.article_id, n_buckets)].append(article)
    release, then = source.release, defaultdict(set)
    if release and release.manifest.n_buckets == n_buckets:
        for article_id in before:
            then[bucket_of(article_id, n_buckets)].add(article_id)
    patches = _patches(source, database, choice, before)
    gone = _gone(n_buckets, choice, before)
    return [
        Bucket(
            number=number,
            n_buckets=n_buckets,
            members=tuple(members[number]),
            is_same=bool(then[number])
            and not source.is_older
            and then[number] == {m.article_id for m in members[number] if m.staged is None}
            and len(then[number]) == len(members[number]),
            patches={m.article_id: patches[m.article_id] for m in members[number]},
            gone=tuple(gone[number]),
        )
        for number in range(n_buckets)
    ]


def _patches(source: Source, database: Connection, choice: Choice, before: Mapping[str, Before]) -> dict[str, Patches]:
    """Return what is different in each article: the heads of those taken over, and where articles point to."""
    patches: dict[str, Patches] = {article.article_id: Patches() for article in choice.articles}
    for article in choice.articles:
        if article.staged is None:
            patches[article.article_id].head = _new_head(article, before[article.article_id])
    titles = titles_to_articles((article.title, article.article_id) for article in choice.articles)
    for article in choice.articles:
        targets = {xref_id: aim(heading, titles) for xref_id, heading in article.pointers}
        patches[article.article_id].targets |= {xref_id: target for xref_id, target in targets.items() if target}
    taken_over = {article.article_id for article in choice.articles if article.staged is None}
    for article_id, xref_id, heading, target in pointers_of(database, source.all_parts("cross_references")):
        if article_id in taken_over and aim(heading, titles) != target:
            patches[article_id].targets[xref_id] = aim(heading, titles)
    return patches


def _new_head(article: Capture, before: Before) -> Head | None:
    """Return the head of an article that is taken over, when it is another one than it was."""
    status: ArticleStatus = "not_seen" if article.fate.fate == "not_seen" else before.status_when_seen
    # The text of an article of which the last capture shows only a part is that of an earlier one.
    path = article.fate.source_path if before.is_whole else before.source_path
    if (path, status) == (before.source_path, before.record_status):
        return None
    return Head(path, before.first_seen, before.last_changed, status, before.content_sha256)


def _gone(n_buckets: int, choice: Choice, before: Iterable[str]) -> Mapping[int, list[str]]:
    """Return the articles of the release before that are no longer in the release, by the bucket they would be in."""
    here, gone = {article.article_id for article in choice.articles}, defaultdict(list)
    for article_id in before:
        if article_id not in here:
            gone[bucket_of(article_id, n_buckets)].append(article_id)
    return gone
