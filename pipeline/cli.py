"""The command line: ``annobib COMMAND``.

Exit codes, everywhere: 0 done; 1 done, but something was quarantined or blocked; 2 could not run; 130 interrupted.
No traceback reaches the user: what was not foreseen is written to a file, and the file is named.

``pipeline.commands.app`` lists the commands. Typer takes longer to import than thousands of references to parse, so
it is left out where a call needs nothing of it.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from pipeline.errors import AnnobibError
from pipeline.run.streams import STDIN, ReaderGoneError

if TYPE_CHECKING:
    from pathlib import Path

EXIT_DONE: Final = 0
EXIT_FAILED: Final = 2
EXIT_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code."""
    try:
        _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except ReaderGoneError:
        sys.exit(EXIT_DONE)
    except AnnobibError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or 'A file'}: {error.strerror or error}.")
    except Exception as error:  # noqa: BLE001 (the last door: whatever it is, the user gets plain words)
        _fail(f"This should not have happened: {type(error).__name__}: {error}. Details: {_write_details()}")
    sys.exit(EXIT_DONE)


def _run(arguments: Sequence[str]) -> None:
    if _is_plain(arguments):
        from pipeline.run.reference_lines import write_references

        write_references(arguments[1] if len(arguments) > 1 else STDIN)
    else:
        from pipeline.commands.app import run

        run(arguments)


def _is_plain(arguments: Sequence[str]) -> bool:
    """Return whether this is ``references`` with a file or nothing: no option, no help, no mistake."""
    if not arguments or arguments[0] != "references":
        return False
    return len(arguments) == 1 or (len(arguments) == 2 and (arguments[1] == STDIN or arguments[1][:1] not in ("-", "")))  # noqa: PLR2004


def _fail(message: str) -> NoReturn:
    text = f"annobib: {message}"
    print(f"\x1b[31m{text}\x1b[0m" if sys.stderr.isatty() else text, file=sys.stderr)  # noqa: T201
    sys.exit(EXIT_FAILED)


def _write_details() -> "Path":
    """Write the traceback of the error at hand to a file and return its path."""
    import tempfile
    import traceback
    from pathlib import Path

    from pipeline.commands.app import installed_version

    with tempfile.NamedTemporaryFile(
        "w", prefix="annobib-error-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"annobib {installed_version()}, Python {sys.version}\n{sys.argv}\n\n{traceback.format_exc()}")
    return Path(file.name)
