"""Prefect's settings, made before Prefect is imported: it reads them once, at import."""

import os
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.run.logs import LOGGER
from pipeline.run.prefect_server import running_server
from pipeline.run.streams import silence_teardown

_SETTINGS: Final = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The first start of its server makes a database; on a busy machine that takes longer than the default 20 s.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # Runs keep what we log, line by line; the terminal is for our own messages.
    "PREFECT_LOGGING_EXTRA_LOGGERS": LOGGER,
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
}
_API_URL: Final = "PREFECT_API_URL"


class Prefect(NamedTuple):
    """Where Prefect keeps its history, and the API address of the server; None when one has to be started."""

    home: Path
    server: str | None


def prepare_prefect(output: Path) -> Prefect:
    """Let Prefect keep its history under ``output``, quietly, and return that place and the server to use.

    What the environment or the user's own Prefect profile says goes first: a server named there is used as it is. Else
    a server that already runs on this history (``annobib schedule``, ``make ui``) is used.

    Raises:
        OSError: The folder cannot be made.
    """
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    silence_teardown()
    home = Path(os.environ.get("PREFECT_HOME", output.absolute() / "prefect"))
    server = os.environ.get(_API_URL) or _server_of_profile()
    if server is not None:
        return Prefect(home, server)
    home.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_HOME"] = str(home)
    server = running_server(home)
    if server is not None:
        os.environ[_API_URL] = server
    return Prefect(home, server)


def _server_of_profile() -> str | None:
    """Return the server that ``prefect config set PREFECT_API_URL=...`` or ``prefect cloud login`` left."""
    home = Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect"))
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    name = os.environ.get("PREFECT_PROFILE") or profiles.get("active")
    server = profiles.get("profiles", {}).get(name, {}).get(_API_URL)
    return str(server) if server else None
