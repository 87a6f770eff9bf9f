"""Logs: what a run did, one line an event, for people or for machines; nothing unless it is asked for.

An event is a few plain words and its facts. ``--log-format text`` writes both on one line, ``json`` one JSON object a
line with the keys ``time`` (UTC, ISO 8601), ``level``, ``event`` and those of the facts. Prefect, where a run is a
flow, keeps the same lines (``flow_settings.py``).
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.errors import RunError

LOGGER: Final = "annobib"
Format = Literal["text", "json"]

_log = logging.getLogger(LOGGER)
_log.addHandler(logging.NullHandler())
_log.setLevel(logging.INFO)


def note(event: str, level: int = logging.INFO, **facts: Any) -> None:
    """Log an event with its facts: numbers, strings and None."""
    shown = " ".join(f"{name}={_shown(value)}" for name, value in facts.items())
    _log.log(level, f"{event}: {shown}" if shown else event, extra={"event": event, "facts": facts})


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text.isprintable() or " " in text or not text else text


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{_time(record)} {record.levelname:<7} {record.getMessage()}"


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = getattr(record, "facts", {})
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", record.getMessage()),
            **{name: round(value, 3) if isinstance(value, float) else value for name, value in facts.items()},
        }
        return json.dumps(line, ensure_ascii=False, default=str)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextmanager
def logging_to(form: Format | None, file: Path | None) -> Iterator[None]:
    """Write what is logged meanwhile to a file, which is added to, or to standard error; nowhere when neither is given.

    Raises:
        RunError: The file cannot be written (``log-not-writable``).
    """
    if form is None and file is None:
        yield
        return
    handler = _handler(file)
    handler.setFormatter(_JsonLine() if form == "json" else _Line())
    _log.addHandler(handler)
    try:
        yield
    finally:
        _log.removeHandler(handler)
        handler.close()


def _handler(file: Path | None) -> logging.Handler:
    if file is None:
        return logging.StreamHandler(sys.stderr)
    try:
        return logging.FileHandler(file, encoding="utf-8")
    except OSError as error:
        raise RunError(
            "log-not-writable", f"{file}: {error.strerror or error}.", "Choose another --log-file."
        ) from error
