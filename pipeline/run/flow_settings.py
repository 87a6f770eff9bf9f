"""Prefect's settings, made before Prefect is imported: it reads them once, at import."""

import os
from pathlib import Path
from typing import Final

from pipeline.run.streams import silence_teardown

_SETTINGS: Final = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The first start of its server makes a database; on a busy machine that takes longer than the default 20 s.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # Runs keep their logs; the terminal is for our own messages.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
}


def prepare_prefect(output: Path) -> bool:
    """Let Prefect keep its history under ``output``, quietly; return whether a server of its own has to start.

    What the environment already says goes first: with a ``PREFECT_API_URL`` that server is used as it is.

    Raises:
        OSError: The folder cannot be made.
    """
    home = Path(os.environ.get("PREFECT_HOME", output.absolute() / "prefect"))
    home.mkdir(parents=True, exist_ok=True)
    for name, value in {"PREFECT_HOME": str(home), **_SETTINGS}.items():
        os.environ.setdefault(name, value)
    silence_teardown()
    return "PREFECT_API_URL" not in os.environ
