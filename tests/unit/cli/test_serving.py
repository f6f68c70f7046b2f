"""What the server is told when it starts."""

import os
import socket

import granian
import pytest
from click.testing import CliRunner
from granian.constants import HTTPModes

from sangfroid.cli.serving import serve


@pytest.fixture
def told(monkeypatch, tmp_path):
    """What granian was given by one run of `serve`, which ends at once."""
    given = {}

    class Server:
        def __init__(self, target, **options):
            given.update(options)

        def on_startup(self, announce):
            return announce

        def serve(self, target_loader):
            given["loader"] = target_loader

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setattr(granian, "Granian", Server)
    for variable in [name for name in os.environ if name.startswith("SANGFROID_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("SANGFROID_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SANGFROID_HOST", "127.0.0.1")
    monkeypatch.setenv("SANGFROID_PORT", str(port))
    monkeypatch.setenv("SANGFROID_THREADS", "7")
    done = CliRunner().invoke(serve, [], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return given


def test_a_connection_that_says_nothing_is_not_kept(told):
    """Only where the version of HTTP is settled does the time limit for headers begin at once."""
    assert told["http"] is HTTPModes.http1


def test_threads_are_those_of_the_settings(told):
    assert told["blocking_threads"] == 7
