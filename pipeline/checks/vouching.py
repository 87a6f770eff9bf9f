"""Vouching: what need not be looked at again, because the release before had it already and passed.

A check that looks at one article at a time says the same of the same rows. What may differ is told by digests: that of
the article's document, of the parts its rows came from, of the code, of the limits, and of the list of what was found
then. When any of them is another one, the checks look again.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.checks.expectations import Expectations
from pipeline.release.manifest import hash_file
from pipeline.release.parquet import is_in_order, read_rows, read_table, sort_table, write_plain
from pipeline.release.stretches import split_articles
from pipeline.release.tables import OF_ARTICLES, TABLE, bucket_of, part_path
from pipeline.report.read import FAILURES, read_report
from schemas.release import Manifest, Report

Key = tuple[str, str]
"""Code and title of a check."""


@dataclass(frozen=True)
class Vouched:
    """What the release before vouches for.

    Attributes:
        articles: Articles whose documents are those of the release before.
        same_files: Paths of files that are those of the release before.
        asked: The checks that ran then.
        failures: The file with what they found.
        by_bucket: The articles by the bucket they are in now.
    """

    articles: frozenset[str] = frozenset()
    same_files: frozenset[str] = frozenset()
    asked: frozenset[Key] = frozenset()
    failures: Path | None = None
    by_bucket: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def in_bucket(self, bucket: int) -> frozenset[str]:
        """Return the articles of a bucket that are vouched for."""
        return self.by_bucket.get(bucket, frozenset())


NOTHING: Final = Vouched()


def vouched_for(manifest: Manifest, expectations: Expectations, before: Manifest, previous: Path) -> Vouched:
    """Return what the release in ``previous`` vouches for.

    That is nothing at all when other code made it, when it has other buckets, when other limits held, when the year is
    another one, when it did not pass, or when the list of what was found then is not the one its report was written
    with.
    """
    report = read_report(previous)
    if report is None or not _is_comparable(manifest, before, expectations, report, previous):
        return NOTHING
    then, now = _digests(before), _digests(manifest)
    same = frozenset(path for path, digest in now.items() if then.get(path) == digest)
    old, new = _documents(then), _documents(now)
    alike = [article_id for article_id, digest in new.items() if old.get(article_id) == digest]
    harmed = _harmed_buckets(before, previous, alike, same)
    articles = frozenset(one for one in alike if bucket_of(one, before.n_buckets) not in harmed)
    asked = frozenset((result.code, result.title) for result in report.results if result.outcome != "not_run")
    groups: dict[int, set[str]] = defaultdict(set)
    for article_id in articles:
        groups[bucket_of(article_id, manifest.n_buckets)].add(article_id)
    by_bucket = {bucket: frozenset(found) for bucket, found in groups.items()}
    return Vouched(articles, same, asked, previous / FAILURES, by_bucket)


def _is_comparable(
    manifest: Manifest, before: Manifest, expectations: Expectations, report: Report, previous: Path
) -> bool:
    one, other = manifest.run, before.run
    return (
        (one.code_version, one.parser_version) == (other.code_version, other.parser_version)
        and one.created_at[:4] == other.created_at[:4]  # years are possible or not by the year of the run
        and manifest.previous == before.release_id
        and manifest.n_buckets == before.n_buckets
        and report.release_id == before.release_id
        and report.outcome == "passed"
        and report.expectations == expectations.name
        and report.basis == basis_of(before, previous / FAILURES)
    )


def basis_of(manifest: Manifest, failures: Path) -> str | None:
    """Return one digest of a release, its files and what was found in it; None when the list of failures is gone."""
    try:
        found = hash_file(failures)[0]
    except OSError:
        return None
    files = sorted((file.path, file.sha256) for file in manifest.files)
    said = [manifest.release_id, manifest.run.code_version, files, found]
    return sha256(json.dumps(said).encode()).hexdigest()


def _digests(manifest: Manifest) -> dict[str, str]:
    return {file.path: file.sha256 for file in manifest.files}


def _documents(digests: Mapping[str, str]) -> dict[str, str]:
    """Return the digest of the document of each article."""
    return {Path(path).stem: digest for path, digest in digests.items() if path.startswith("documents/")}


def _harmed_buckets(before: Manifest, previous: Path, articles: Iterable[str], same: Collection[str]) -> set[int]:
    """Return the buckets of the release before with a part that is not as its manifest says.

    Of a part that the new release has as it is, the check of its own files asks just that.
    """
    digests = _digests(before)
    harmed = set()
    for bucket in sorted({bucket_of(article_id, before.n_buckets) for article_id in articles}):
        for path in (part_path(table, bucket) for table in OF_ARTICLES):
            if path in digests and path not in same and not _has_digest(previous / path, digests[path]):
                harmed.add(bucket)
    return harmed


def _has_digest(path: Path, digest: str) -> bool:
    try:
        return hash_file(path)[0] == digest
    except OSError:
        return False


@dataclass(frozen=True)
class Parted:
    """The rows of the articles that nobody vouches for, in parts like those of a release, and what the others are like.

    Attributes:
        here: The folder of those of the release.
        before: The folder of those of the release before.
        differing: Tables and buckets in which rows of articles vouched for are not those of the release before.
        unsorted: Paths of parts whose rows are not in the order of the key.
    """

    here: Path
    before: Path
    differing: tuple[tuple[str, int], ...] = ()
    unsorted: tuple[str, ...] = ()


def part_rows(release: Path, previous: Path, n_buckets: int, vouched: Vouched, folder: Path) -> Parted:
    """Write the rows of articles that nobody vouches for to ``folder``, and compare those of all others.

    Buckets without such articles are left out, and so are parts that are those of the release before.
    """
    parted = Parted(folder / "here", folder / "before")
    differing, unsorted = [], []
    for bucket in range(n_buckets):
        known = vouched.in_bucket(bucket)
        if all(_articles(root, bucket) <= known for root in (release, previous)):
            changed = [table for table in OF_ARTICLES if part_path(table, bucket) not in vouched.same_files]
        else:
            changed = list(OF_ARTICLES)
        for table in changed:
            path = part_path(table, bucket)
            rows = read_table(release / path)
            if not is_in_order(rows, TABLE[table]):
                unsorted.append(path)
                rows = sort_table(rows, TABLE[table])
            (ours, new), (theirs, old) = split_articles(rows, known), split_articles(read_table(previous / path), known)
            if not ours.equals(theirs):
                differing.append((table, bucket))
            write_plain(parted.here / path, new)
            write_plain(parted.before / path, old)
    return replace(parted, differing=tuple(differing), unsorted=tuple(unsorted))


def _articles(release: Path, bucket: int) -> set[str]:
    return {article_id for (article_id,) in read_rows(release / part_path("articles", bucket), ("article_id",))}
