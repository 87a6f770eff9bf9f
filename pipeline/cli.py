"""The command line: ``annobib COMMAND``.

Exit codes, everywhere: 0 done; 1 done, but something was quarantined or blocked; 2 could not run; 130 interrupted.
No traceback reaches the user: what was not foreseen is written to a file, and the file is named.
"""

import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from pipeline.commands import concepts, ingest, parse, publish, references, releases, validate
from pipeline.errors import AnnobibError
from pipeline.run.streams import ReaderGoneError

EXIT_DONE: Final = 0
EXIT_FAILED: Final = 2

COMMANDS: Final[tuple[tuple[str, Any, str], ...]] = (
    ("ingest", ingest.ingest, ingest.EXAMPLES),
    ("parse", parse.parse, parse.EXAMPLES),
    ("references", references.references, references.EXAMPLES),
    ("concepts", concepts.concepts, concepts.EXAMPLES),
    ("validate", validate.validate, validate.EXAMPLES),
    ("releases", releases.releases, releases.EXAMPLES),
    ("publish", publish.publish, publish.EXAMPLES),
)
"""Every command: its name, its function, and what its help says below the options."""

app = typer.Typer(
    name="annobib",
    help="Turn annotated bibliographies into clean, validated, versioned datasets.",
    epilog="`annobib COMMAND --help` has examples. Exit codes: 0 done; 1 done, but something was set aside or blocked; "
    "2 could not run.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, function, examples in COMMANDS:
    app.command(name, epilog=examples)(function)


def _version() -> str:
    try:
        return version("annobib")
    except PackageNotFoundError:
        return "(not installed)"


def _print_version(asked: bool) -> None:  # noqa: FBT001 (typer calls it so)
    if asked:
        typer.echo(f"annobib {_version()}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code."""
    try:
        app(arguments)
    except ReaderGoneError:
        sys.exit(EXIT_DONE)
    except AnnobibError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or 'A file'}: {error.strerror or error}.")
    except Exception as error:  # noqa: BLE001 (the last door: whatever it is, the user gets plain words)
        _fail(f"This should not have happened: {type(error).__name__}: {error}. Details: {_write_details()}")
    sys.exit(EXIT_DONE)


def _fail(message: str) -> NoReturn:
    typer.secho(f"annobib: {message}", err=True, fg="red")
    sys.exit(EXIT_FAILED)


def _write_details() -> Path:
    """Write the traceback of the error at hand to a file and return its path."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="annobib-error-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"annobib {_version()}, Python {sys.version}\n{sys.argv}\n\n{traceback.format_exc()}")
    return Path(file.name)
