"""Options of a run, whichever command starts it: each is declared here once, and handed on here once."""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

import typer

from pipeline.commands.concept_options import Embeddings, Entities, Frequencies, ModelName, Vocabularies

if TYPE_CHECKING:
    from pipeline.run.options import Options

RunnerName = Annotated[
    Literal["local", "processes", "dask"] | None,
    typer.Option(
        "--runner",
        help="Work in this process, in several, or on a Dask cluster.",
        show_default="by size of the sources",
    ),
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help="Address of a running Dask cluster: tcp://HOST:PORT.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes.", show_default="all cores")]
BatchSize = Annotated[
    int | None, typer.Option("--batch-size", min=1, help="Sources a worker takes at a time.", show_default="by number")
]
NoPublish = Annotated[bool, typer.Option("--no-publish", help="Build and check a candidate, and leave it at that.")]
NoConcepts = Annotated[bool, typer.Option("--no-concepts", help="Find no concepts; needs no language model.")]
Full = Annotated[bool, typer.Option("--full", help="Read everything again, also what the last release already holds.")]
PruneMissing = Annotated[
    bool, typer.Option("--prune-missing", help="Leave out articles that are no longer offered; else they are kept.")
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Publish only when nothing is in quarantine and no check warns.")
]
MetadataOnly = Annotated[
    bool, typer.Option("--metadata-only", help="Leave out the texts of sources, commentary and notes.")
]
RightsStatement = Annotated[
    str | None,
    typer.Option("--rights", help="Licence, such as CC-BY-4.0, or a statement.", show_default="in plain words"),
]
Expectations = Annotated[
    Path | None, typer.Option("--expectations", help="TOML file of other limits.", show_default="those shipped")
]
Waivers = Annotated[
    Path | None, typer.Option("--waivers", help="TOML file of waivers.", show_default="waivers.toml beside releases")
]


class RunOptions(Protocol):
    """What was typed, waiting for the sources and the output folder."""

    def __call__(self, *, sources: tuple[str, ...], output: Path, profile: Path | None = None) -> "Options":
        """Return the options of the run."""


def run_options(  # noqa: PLR0913 (one parameter an option)
    *,
    runner: RunnerName = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    batch_size: BatchSize = None,
    model: ModelName = None,
    no_publish: NoPublish = False,
    strict: Strict = False,
    metadata_only: MetadataOnly = False,
    rights: RightsStatement = None,
    expectations: Expectations = None,
    waivers: Waivers = None,
    no_concepts: NoConcepts = False,
    entities: Entities = False,
    embeddings: Embeddings = False,
    vocabularies: Vocabularies = None,
    frequencies: Frequencies = None,
    full: Full = False,
    prune_missing: PruneMissing = False,
) -> RunOptions:
    """Return what makes the options of a run of what was typed."""
    from pipeline.run.options import Options

    return functools.partial(
        Options,
        runner=runner,
        jobs=jobs,
        scheduler=scheduler,
        batch_size=batch_size,
        model=model,
        publish=not no_publish,
        strict=strict,
        metadata_only=metadata_only,
        rights=rights,
        expectations=expectations,
        waivers=waivers,
        concepts=not no_concepts,
        full=full,
        prune_missing=prune_missing,
        entities=entities,
        embeddings=embeddings,
        vocabularies=tuple(vocabularies or ()),
        frequencies=frequencies,
    )


def takes_run_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option of `run_options`; it gets what that returns as its parameter ``options``."""
    shared = inspect.signature(run_options).parameters
    own = [one for one in inspect.signature(command).parameters.values() if one.name != "options"]

    @functools.wraps(command)
    def with_options(**typed: Any) -> None:
        options = run_options(**{name: typed.pop(name) for name in shared})
        command(**typed, options=options)

    # Typer asks the signature for the options and their help.
    with_options.__signature__ = inspect.Signature([*own, *shared.values()])  # type: ignore[attr-defined]
    with_options.__annotations__ = {}
    del with_options.__wrapped__
    return with_options
