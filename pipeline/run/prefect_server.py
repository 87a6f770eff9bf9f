"""A Prefect server of our own: started when none is configured, known to other runs, ended with what started it.

``python -m pipeline.run.prefect_server OUTPUT``, or ``make ui``, shows the runs of an output folder.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import RunError

HOST: Final = "127.0.0.1"
PORT: Final = 4200
"""Prefect's own; another one is taken when it is in use."""
START_SECONDS: Final = 180
"""How long the first start, which makes the database, may take on a busy machine."""
END_SECONDS: Final = 20
_ADDRESS: Final = "server.url"
_LOG: Final = "server.log"


def running_server(home: Path) -> str | None:
    """Return the API address of the server that runs on the history in ``home``; None when there is none."""
    try:
        url = (home / _ADDRESS).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return url if _serves(url, home) else None


@contextlib.contextmanager
def own_server(home: Path) -> Iterator[str]:
    """Start a server on the history in ``home``, yield its API address when it answers, and end it afterwards.

    Raises:
        RunError: It does not start (``no-prefect-server``).
    """
    url = f"http://{HOST}:{_free_port()}/api"
    home.mkdir(parents=True, exist_ok=True)
    # Only what raises can be cleared up after: a plain SIGTERM would leave the server behind.
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    process = _start(url, home)
    try:
        _wait_for(process, url, home)
        (home / _ADDRESS).write_text(f"{url}\n", encoding="utf-8")
        yield url
    finally:
        (home / _ADDRESS).unlink(missing_ok=True)
        _end(process)
        signal.signal(signal.SIGTERM, before)


def interface(url: str) -> str:
    """Return the address of the pages of a server, from that of its API."""
    return url.removesuffix("/").removesuffix("/api")


def _free_port() -> int:
    for port in (PORT, 0):
        with socket.socket() as found, contextlib.suppress(OSError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((HOST, port))
            return int(found.getsockname()[1])
    raise RunError("no-prefect-server", "There is no free port for a Prefect server.", "Name one by PREFECT_API_URL.")


def _start(url: str, home: Path) -> subprocess.Popen[bytes]:
    port = url.rsplit(":", maxsplit=1)[1].removesuffix("/api")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", port]
    environment = {**os.environ, "PREFECT_HOME": str(home), "PREFECT_API_URL": url}
    with (home / _LOG).open("ab") as log:
        # A session of its own: Ctrl-C is for us, who then end it in good order.
        return subprocess.Popen(  # noqa: S603 (our own command)
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def _wait_for(process: subprocess.Popen[bytes], url: str, home: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not _serves(url, home):
        if process.poll() is not None or time.monotonic() > until:
            raise RunError(
                "no-prefect-server",
                "The Prefect server does not start.",
                f"{home / _LOG} says why; or name a running one by PREFECT_API_URL.",
            )
        time.sleep(0.3)


def _serves(url: str, home: Path) -> bool:
    """Return whether a server answers that keeps its history in ``home``: a port may belong to anybody."""
    try:
        with urllib.request.urlopen(f"{url}/admin/settings", timeout=5) as answer:  # noqa: S310 (http)
            return Path(json.load(answer)["home"]).resolve() == home.resolve()
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
            return


def main(output: Path) -> None:
    """Show the runs of an output folder until Ctrl-C."""
    from pipeline.run.flow_settings import prepare_prefect  # noqa: PLC0415 (which imports this module)

    home = prepare_prefect(output).home
    url = running_server(home)
    if url is not None:
        print(f"A server already shows the runs of {output}: {interface(url)}")  # noqa: T201 (a small command)
        return
    print("Starting a Prefect server; the first time takes a minute ...", flush=True)  # noqa: T201
    with contextlib.suppress(KeyboardInterrupt), own_server(home) as url:
        print(f"Runs, logs and artifacts of {output}: {interface(url)} (Ctrl-C ends it)", flush=True)  # noqa: T201
        signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
