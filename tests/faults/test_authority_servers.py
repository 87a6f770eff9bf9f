"""A server that speaks Crossref's API, and what it may do: fail, limit, drip, lie, talk nonsense."""

import itertools
import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from pipeline.authorities.connection import NoAnswer, Patience, open_connection
from pipeline.authorities.crossref import Crossref
from pipeline.authorities.doi_org import DoiOrg
from pipeline.authorities.lookup import Limits, look_up
from pipeline.authorities.records import WantedWork

QUICK = Patience(connect=1, read=0.5, answer=1, retries=2, pause=0.01, longest_pause=0.2, gap=0)
WENGER = WantedWork("w-1", "book", "Communities of practice", ("Wenger",), 1998, doi="10.1017/cbo9780511803932")
ITEM = {
    "DOI": "10.1017/cbo9780511803932",
    "type": "monograph",
    "title": ["Communities of Practice"],
    "author": [{"given": "Etienne", "family": "Wenger", "sequence": "first", "affiliation": []}],
    "issued": {"date-parts": [[1998, 7, 28]]},
    "publisher": "Cambridge University Press",
    "ISBN": ["9780521430173"],
}
PATH = "/works/10.1017/cbo9780511803932"


def envelope(kind: str, message: dict[str, Any]) -> dict[str, Any]:
    """Return what Crossref wraps around every answer."""
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


@pytest.fixture
def crossref(httpserver: HTTPServer, tmp_path: Path) -> Iterator[Crossref]:
    with open_connection("tests@example.org", tmp_path / "answers.db", QUICK) as connection:
        yield Crossref(connection, httpserver.url_for("").rstrip("/"))


def test_a_record_is_asked_for_politely_and_only_once(httpserver: HTTPServer, crossref: Crossref) -> None:
    httpserver.expect_request(PATH).respond_with_json(envelope("work", ITEM))
    first, second = crossref.by_doi(WENGER.doi or ""), crossref.by_doi(WENGER.doi or "")
    assert first == second
    assert first is not None
    assert (first.title, first.year, first.type) == ("Communities of Practice", 1998, "book")
    assert len(httpserver.log) == 1
    assert "mailto:tests@example.org" in httpserver.log[0][0].headers["User-Agent"]


def test_a_search_sends_what_is_cited_and_reads_the_list(httpserver: HTTPServer, crossref: Crossref) -> None:
    httpserver.expect_request("/works").respond_with_json(envelope("work-list", {"items": [ITEM, {"no": "DOI"}]}))
    (found,) = crossref.search(WENGER)
    assert found.doi == "10.1017/cbo9780511803932"
    assert httpserver.log[0][0].args["query.bibliographic"] == "Wenger 1998 Communities of practice"


def test_an_unknown_doi_is_an_answer(httpserver: HTTPServer, crossref: Crossref) -> None:
    httpserver.expect_request(PATH).respond_with_data("Resource not found.", status=404)
    assert crossref.by_doi(WENGER.doi or "") is None


def test_what_passes_is_tried_again(httpserver: HTTPServer, crossref: Crossref) -> None:
    httpserver.expect_ordered_request(PATH).respond_with_data("busy", status=429, headers={"Retry-After": "0"})
    httpserver.expect_ordered_request(PATH).respond_with_data("down", status=503)
    httpserver.expect_ordered_request(PATH).respond_with_json(envelope("work", ITEM))
    assert crossref.by_doi(WENGER.doi or "") is not None


def test_requests_keep_the_pace_the_server_asks_for(httpserver: HTTPServer) -> None:
    limits = {"X-Rate-Limit-Limit": "10", "X-Rate-Limit-Interval": "1s"}
    httpserver.expect_request("/works").respond_with_json(envelope("work-list", {"items": []}), headers=limits)
    times: list[float] = []
    with open_connection("tests@example.org", None, QUICK) as connection:
        crossref = Crossref(connection, httpserver.url_for("").rstrip("/"))
        for _ in range(3):
            crossref.search(WENGER)
            times.append(time.monotonic())
    # Never earlier than asked for; how much later is the machine's business.
    assert all(later - earlier >= 0.09 for earlier, later in itertools.pairwise(times))


def drip(_: Request) -> Response:
    """Answer a little at a time, without end, each part well before the read time-out."""

    def parts() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 10
            time.sleep(0.1)

    return Response(parts(), content_type="application/json")


def hang(_: Request) -> Response:
    time.sleep(2)
    return Response("late")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Response("down", status=500), "HTTP 500"),
        (Response("busy", status=429, headers={"Retry-After": "86400"}), "HTTP 429"),
        (Response("<html>Maintenance</html>"), "not JSON"),
        (Response(json.dumps(["a list"])), "no message"),
        (Response(json.dumps(envelope("work", {"title": ["x"]}))), "no DOI"),
        (Response(b" " * 9_000_000), "too large"),
        (drip, "takes too long"),
        (hang, "ReadTimeout"),
    ],
    ids=["fails", "limits for a day", "another page", "another shape", "no DOI", "floods", "drips", "hangs"],
)
def test_a_bad_server_is_reported_in_bounded_time(
    httpserver: HTTPServer, crossref: Crossref, answer: Any, reason: str
) -> None:
    respond = (lambda _: answer) if isinstance(answer, Response) else answer
    httpserver.expect_request(PATH).respond_with_handler(respond)
    started = time.monotonic()
    (row,) = look_up([WENGER], crossref, Limits(60), date(2026, 11, 24))
    assert row.status == "failed"
    assert reason in (row.message or "")
    assert time.monotonic() - started < 20


def test_a_server_that_is_not_there_is_reported() -> None:
    with (
        open_connection("tests@example.org", None, QUICK) as connection,
        pytest.raises(NoAnswer, match="ConnectError"),
    ):
        Crossref(connection, "http://127.0.0.1:9").by_doi("10.1000/1")


def test_a_lying_server_is_not_believed(httpserver: HTTPServer, crossref: Crossref) -> None:
    wrong = {**ITEM, "title": ["Fluid mechanics"], "author": [{"family": "Batchelor"}]}
    httpserver.expect_request(PATH).respond_with_json(envelope("work", wrong))
    (row,) = look_up([WENGER], crossref, Limits(60), date(2026, 11, 24))
    assert row.status == "conflict"


def test_content_negotiation_follows_the_resolver_to_the_agency(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/10.1017/cbo9780511803932").respond_with_data(
        "", status=302, headers={"Location": httpserver.url_for("/transform")}
    )
    httpserver.expect_request(
        "/transform", headers={"Accept": "application/vnd.citationstyles.csl+json"}
    ).respond_with_json({**ITEM, "type": "book", "title": "Communities of Practice"})
    with open_connection("tests@example.org", None, QUICK) as connection:
        found = DoiOrg(connection, httpserver.url_for("").rstrip("/")).by_doi(WENGER.doi or "")
    assert found is not None
    assert found.title == "Communities of Practice"
