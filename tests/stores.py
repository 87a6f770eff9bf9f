"""A server that speaks S3, on this machine, with made up credentials."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "made-up", "AWS_SECRET_ACCESS_KEY": "made-up", "AWS_DEFAULT_REGION": "us-east-1"}


@dataclass(frozen=True)
class Bucket:
    """A new, empty bucket; ``environment`` is what a process needs to reach it."""

    url: str
    environment: dict[str, str]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    environment = {**CREDENTIALS, "AWS_ENDPOINT_URL": s3_server}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    import fsspec

    fsspec.get_filesystem_class("s3").clear_instance_cache()
    name = f"annobib-{uuid.uuid4().hex[:12]}"
    fsspec.filesystem("s3").mkdir(name)
    return Bucket(f"s3://{name}", environment)
