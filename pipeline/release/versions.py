"""Versions: digests that say whether something must be made again.

An article is not parsed again while its source and all that decides what is made of it are the same: the code that
parses and enriches, the packages that code leans on, the language model, the words it is given.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import schemas
from pipeline.release.dictionary import published_files
from pipeline.release.manifest import hash_file
from schemas.release import ConceptFacts, ModelFacts, OfferedFile, Profile, RunFacts

_CODE: Final = (".py", ".tsv", ".txt", ".toml", ".json")
"""Files of the package that say how it works, its word lists and thresholds included."""
_LATER: Final = ("authorities", "report", "exports", "release", "checks", "run", "commands", "cli.py")
"""What works on articles that are parsed already."""
_PACKAGES: Final = ("ftfy", "lxml", "numpy", "snowballstemmer", "spacy", "thinc", "warcio")
"""Packages whose version may change what is made of a source."""
_LAYOUTS: Final = "annobib.layouts"


def run_facts(
    offered: Iterable[OfferedFile],
    model: ModelFacts | None = None,
    concepts: ConceptFacts | None = None,
    profile: Profile = "full",
) -> RunFacts:
    """Return what a run that begins now says about itself.

    Args:
        offered: The files found.
        model: The language model; None when no concepts are asked for.
        concepts: What else concepts are found with.
        profile: Whether texts are left out.
    """
    concepts = concepts or ConceptFacts()
    return RunFacts(
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        code_version=code_version(),
        parser_version=parser_version(model, concepts, profile),
        schema_digest=schema_digest(),
        model=model,
        concepts=concepts,
        offered=tuple(sorted(set(offered), key=lambda file: (file.path, file.sha256 or ""))),
    )


def code_version() -> str:
    """Return the version of annobib and a digest of its code and data: code that was changed is another version."""
    return f"{_version('annobib')}+{_digest(_lines(()))}"


def parser_version(model: ModelFacts | None, concepts: ConceptFacts | None = None, profile: Profile = "full") -> str:
    """Return the digest of all that decides what is made of a source.

    Args:
        model: The language model; None when no concepts are asked for.
        concepts: What else concepts are found with.
        profile: Whether texts are left out.
    """
    layouts = importlib.metadata.entry_points(group=_LAYOUTS)
    added = (f"{entry.value} {entry.dist.version if entry.dist else ''}" for entry in layouts)
    packages = (f"{name} {_version(name)}" for name in _PACKAGES)
    given = (model.digest if model else "no concepts", (concepts or ConceptFacts()).model_dump_json(), profile)
    return _digest((*_lines(_LATER), *packages, *sorted(added), *given))


@cache
def schema_digest() -> str:
    """Return the digest of the schemas of tables and documents, descriptions included."""
    return _digest(tuple(f"{path} {text}" for path, text in published_files().items()))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not-installed"


@cache
def _lines(without: tuple[str, ...]) -> tuple[str, ...]:
    """Return one line a file of the code, with its digest; ``without`` names folders and files of ``pipeline``."""
    package = Path(__file__).parent.parent
    lines = []
    for root in (package, Path(schemas.__file__).parent):
        for path in sorted(root.rglob("*")):
            inner = path.relative_to(root)
            if path.suffix in _CODE and path.is_file() and not (root is package and inner.parts[0] in without):
                lines.append(f"{root.name}/{inner.as_posix()} {hash_file(path)[0]}")
    return tuple(lines)


def _digest(lines: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]
