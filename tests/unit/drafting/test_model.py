"""The model client without a server: how it is made, what it learns from refusals."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest

from sangfroid.config import Settings
from sangfroid.drafting import model
from sangfroid.drafting.model import ModelClient, connect

CONFIGURED = Settings(
    model_base_url="https://models.example:8443/v1", model_name="tiny", model_api_key="a-secret"
)


def test_no_address_or_no_name_is_no_model():
    assert connect(Settings()) is None
    assert connect(replace(CONFIGURED, model_name=None)) is None


def test_the_same_settings_give_the_same_client_and_so_the_same_breaker():
    assert connect(CONFIGURED) is connect(replace(CONFIGURED, port=9000))
    assert connect(CONFIGURED) is not connect(replace(CONFIGURED, model_name="large"))


def test_the_host_is_what_the_screen_shows():
    client = connect(CONFIGURED)
    assert client is not None
    assert client.host == "models.example"
    assert client.timeout == 20.0


def test_accounts_share_everything_but_the_bill():
    client = ModelClient("http://127.0.0.1:9/v1", "tiny")
    charged = client.charged_to("house 1")
    assert charged is not client
    assert charged._breaker is client._breaker
    assert (charged._account, client._account) == ("house 1", "default")


def test_the_library_is_loaded_on_first_use_only():
    told = "import sys, sangfroid.drafting.drafter; print('openai' in sys.modules, 'limits' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_names_of_accounts_in_the_environment_stay_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "somebody")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "something")
    library = ModelClient("http://127.0.0.1:9/v1", "tiny")._client()
    assert "somebody" not in str(library.default_headers)
    assert "something" not in str(library.default_headers)
    library.close()


def test_a_proxy_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch):
    def ours(address: str) -> bool:
        from sangfroid.drafting.transport import TRANSPORT

        library = ModelClient(address, "tiny")._client()
        return library._client._transport is TRANSPORT

    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert ours("https://models.example/v1")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    assert not ours("https://models.example/v1")
    assert ours("http://models.example/v1")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "-5"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
    ],
)
def test_how_long_a_server_asks_to_wait(headers: dict[str, str], seconds: float | None):
    error: Any = SimpleNamespace(response=SimpleNamespace(headers=headers))
    assert model._retry_after(error) == seconds


def test_a_date_to_come_back_at(monkeypatch: pytest.MonkeyPatch):
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    monkeypatch.setattr(model.time, "time", now.timestamp)
    headers = {"retry-after": format_datetime(now + timedelta(seconds=90), usegmt=True)}
    error: Any = SimpleNamespace(response=SimpleNamespace(headers=headers))
    assert model._retry_after(error) == 90


@pytest.mark.parametrize(
    ("manner", "said", "then"),
    [
        (0, "unknown parameter: stream_options", 1),
        (0, "response_format of type json_schema is not supported", 2),
        (0, "something else", 1),
        (1, "bad request", 2),
        (2, "response_format is not supported", 3),
        (3, "stream is not supported", 4),
        (4, "no", None),
    ],
)
def test_what_is_left_out_after_a_refusal(manner: int, said: str, then: int | None):
    assert model._next_manner(manner, said) == then
