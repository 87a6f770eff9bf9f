"""What a run is asked to do."""

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.addresses import is_remote, local_path
from pipeline.concepts.extras import ConceptSettings
from pipeline.release.rights import Rights
from pipeline.run.executors import Runner


@dataclass(frozen=True)
class Options:
    """What a run is asked to do; runner, jobs and batch size make no difference to the release."""

    sources: tuple[str, ...]
    output: Path
    runner: Runner | None = None
    jobs: int | None = None
    scheduler: str | None = None
    batch_size: int | None = None
    model: str | None = None
    publish: bool = True
    strict: bool = False
    profile: Path | None = None
    concepts: bool = True
    full: bool = False
    prune_missing: bool = False
    entities: bool = False
    embeddings: bool = False
    vocabularies: tuple[str, ...] = ()
    frequencies: str | None = None
    metadata_only: bool = False
    rights: str | None = None
    expectations: Path | None = None
    waivers: Path | None = None

    def absolute(self) -> "Options":
        """Return the same for processes that stand elsewhere: what is a file or a folder by its absolute path."""
        return replace(
            self,
            sources=tuple(source if is_remote(source) else _absolute(source) for source in self.sources),
            expectations=self.expectations and self.expectations.absolute(),
            waivers=self.waivers and self.waivers.absolute(),
            # The name of a ready vocabulary is no file.
            vocabularies=tuple(_absolute(name) if Path(name).exists() else name for name in self.vocabularies),
            frequencies=self.frequencies and _absolute(self.frequencies),
        )

    @property
    def settings(self) -> ConceptSettings:
        """What to find concepts with, for workers wherever they stand."""
        told = self.absolute()
        return ConceptSettings(self.model, self.entities, self.embeddings, told.vocabularies, told.frequencies)

    @property
    def stated_rights(self) -> Rights:
        """What the release holds of the texts of others, and what it says of its use."""
        return Rights("metadata-only" if self.metadata_only else "full", self.rights)


def _absolute(path: str) -> str:
    return str(local_path(path).absolute())
