"""The Typer application: all commands for the help, or the one that is called."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

COMMANDS: Final = (
    "ingest",
    "schedule",
    "parse",
    "references",
    "concepts",
    "frequencies",
    "validate",
    "releases",
    "diff",
    "publish",
    "prune",
    "export",
    "enrich",
)
"""Every command, in the order of the help: a module of this folder, with a function of its name and ``EXAMPLES``."""


def make_app(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """Return the application with these commands; ``EXAMPLES`` is what the help of one says below its options."""
    app = typer.Typer(
        name="annobib",
        help="Turn annotated bibliographies into clean, validated, versioned datasets.",
        epilog="`annobib COMMAND --help` has examples. Exit codes: 0 done; 1 done, but something was set aside or "
        "blocked; 2 could not run.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in names:
        command = import_module(f"pipeline.commands.{name}")
        app.command(name, epilog=command.EXAMPLES)(getattr(command, name))
    return app


def run(arguments: Sequence[str]) -> None:
    """Run what these arguments ask for; a command that is named first is the only one that is imported."""
    called = arguments[0] if arguments else ""
    make_app((called,) if called in COMMANDS else COMMANDS)(list(arguments))


def installed_version() -> str:
    """Return the version of annobib."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("annobib")
    except PackageNotFoundError:
        return "(not installed)"


def _print_version(asked: bool) -> None:  # noqa: FBT001 (typer calls it so)
    if asked:
        typer.echo(f"annobib {installed_version()}")
        raise typer.Exit


def _options(
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
