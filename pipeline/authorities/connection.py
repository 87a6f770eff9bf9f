"""The one door to the network: polite, patient, and bounded in time and size.

Requests go out one at a time, at the pace the server asks for in ``X-Rate-Limit-Limit`` and ``X-Rate-Limit-Interval``
(Crossref's headers), and say who asks. Answers are kept on disk (hishel), so that asking again costs the server
nothing. What may pass (429, 5xx, broken connections) is tried again with growing pauses (httpx-retries); a server
that drips, or sends without end, is hung up on.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
from hishel import SqliteStorage
from hishel.httpx import CacheTransport
from httpx_retries import Retry, RetryTransport

AGENT: Final = "annobib/{version} (https://annobib.org; mailto:{mailto})"
_KEPT_SECONDS: Final = 90 * 24 * 3600.0
"""Answers are asked for anew after three months."""
_MAX_BYTES: Final = 8_000_000
_INTERVAL: Final = re.compile(r"(\d+)s?$")


@dataclass
class NoAnswer(Exception):  # noqa: N818 (it is no error of the program: the other side did not answer)
    """There is no answer to be had: why, in words, and whether others are likely to fail as well."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Patience:
    """How long one is willing to wait, in seconds, and how often to try."""

    connect: float = 10.0
    read: float = 20.0
    answer: float = 60.0
    retries: int = 3
    pause: float = 0.5
    longest_pause: float = 30.0
    gap: float = 0.2
    """Between two requests, until the server says what it allows."""


@dataclass
class _Pace(httpx.BaseTransport):
    """Waits before each request as long as the server's own limits ask for."""

    inner: httpx.BaseTransport
    gap: float
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last: float = field(default=float("-inf"), init=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        wait = self._last + self.gap - self.clock()
        if wait > 0:
            self.sleep(wait)
        try:
            response = self.inner.handle_request(request)
        finally:
            self._last = self.clock()
        self.gap = _gap(response.headers, self.gap)
        return response

    def close(self) -> None:
        self.inner.close()


def _gap(headers: Mapping[str, str], gap: float) -> float:
    """Return the pause between requests that the headers ask for; nonsense in them changes nothing."""
    limit, interval = headers.get("x-rate-limit-limit", ""), _INTERVAL.match(headers.get("x-rate-limit-interval", ""))
    if not limit.isdigit() or not interval or int(limit) == 0:
        return gap
    return min(int(interval[1]) / int(limit), 10.0)


@dataclass(frozen=True)
class Connection:
    """An open connection; `get_json` is all it does."""

    client: httpx.Client
    patience: Patience

    def get_json(self, url: str, *, parameters: Mapping[str, str] | None = None, accept: str) -> Any | None:
        """Return the JSON under an address, or None when the server says that there is nothing (404).

        Raises:
            NoAnswer: anything else, after the retries.
        """
        try:
            with self.client.stream("GET", url, params=parameters, headers={"Accept": accept}) as response:
                content = _read(response, time.monotonic() + self.patience.answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}".rstrip(": ")) from error
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        if not response.is_success:
            raise NoAnswer(f"HTTP {response.status_code} {response.reason_phrase}".rstrip())
        try:
            return json.loads(content)
        except ValueError as error:
            raise NoAnswer("The answer is not JSON.") from error


def _read(response: httpx.Response, deadline: float) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > _MAX_BYTES:
            raise NoAnswer("The answer is too large.")
        if time.monotonic() > deadline:
            raise NoAnswer("The answer takes too long.")
        parts.append(part)
    return b"".join(parts)


@contextmanager
def open_connection(
    mailto: str, cache: Path | None, patience: Patience | None = None, *, version: str = "0"
) -> Iterator[Connection]:
    """Yield a connection that says who asks; ``cache`` is the file in which answers are kept, None keeps none."""
    patience = patience or Patience()
    retry = Retry(
        total=patience.retries,
        backoff_factor=patience.pause,
        max_backoff_wait=patience.longest_pause,
        total_timeout=2 * patience.longest_pause,
        status_forcelist=(429, 500, 502, 503, 504),
    )
    # Paced below the retries: a second try waits its turn like any other.
    transport: httpx.BaseTransport = RetryTransport(_Pace(httpx.HTTPTransport(), patience.gap), retry)
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        transport = CacheTransport(transport, SqliteStorage(database_path=cache, default_ttl=_KEPT_SECONDS))
    timeout = httpx.Timeout(patience.read, connect=patience.connect)
    headers = {"User-Agent": AGENT.format(version=version, mailto=mailto)}
    with httpx.Client(transport=transport, timeout=timeout, headers=headers, follow_redirects=True) as client:
        yield Connection(client, patience)
