"""The doctor says in plain words what a configured model lacks."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from sangfroid.config import Settings
from sangfroid.drafting import model as model_module
from sangfroid.drafting.doctor import Examination, examine

REPLY = [
    {"part": "greeting", "rests_on": ["courtesy"], "quote": "", "text": "Hello,"},
    {
        "part": "opening",
        "rests_on": ["courtesy"],
        "quote": "",
        "text": "Thank you for taking the time to write to us about your stay, the good and the less good.",
    },
    {
        "part": "opening",
        "rests_on": ["review"],
        "quote": "breakfast came late",
        "text": "We are sorry that your morning began with a wait.",
    },
    {"part": "body", "rests_on": ["F1"], "quote": "", "text": "Breakfast is served from 7 to 10.30 am."},
]
CONTENT = json.dumps({"sentences": REPLY})


@pytest.fixture(scope="module")
def running() -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        yield server


@pytest.fixture
def http(running: HTTPServer) -> HTTPServer:
    running.clear()
    return running


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module.random, "random", lambda: -1.0)


def settings(http: HTTPServer, **changed: Any) -> Settings:
    known = Settings(model_base_url=http.url_for("/v1"), model_name="tiny", model_timeout=5.0)
    return replace(known, **changed)


def serve(
    http: HTTPServer, *, models: Any = None, streams: bool = True, form: str | None = "json_schema"
) -> None:
    """A server that lists `models`, and takes answers of this `form` only."""
    listed = {"object": "list", "data": [{"id": name} for name in models or ["tiny"]]}
    http.expect_request("/v1/models").respond_with_json(listed)

    def chat(request: Request) -> Response:
        asked = json.loads(request.get_data())
        wanted = asked.get("response_format", {}).get("type")
        if wanted is not None and wanted != form:
            return Response('{"error": "response_format"}', status=400)
        if asked["stream"] and streams:
            delta = {"choices": [{"delta": {"content": CONTENT}, "finish_reason": "stop"}]}
            return Response(f"data: {json.dumps(delta)}\n\n", content_type="text/event-stream")
        whole = {"choices": [{"message": {"content": CONTENT}, "finish_reason": "stop"}]}
        return Response(json.dumps(whole), content_type="application/json")

    http.expect_request("/v1/chat/completions").respond_with_handler(chat)


def by_name(found: list[Examination]) -> dict[str, Examination]:
    return {examination.name: examination for examination in found}


def test_no_model_is_no_problem():
    (only,) = examine(Settings())
    assert only.ok
    assert "the composer writes" in only.message


def test_a_server_with_all_it_takes(http: HTTPServer):
    serve(http)
    found = examine(settings(http))
    assert [examination.name for examination in found] == [
        "address",
        "name",
        "answer",
        "streaming",
        "schema",
        "draft",
    ]
    assert all(examination.ok for examination in found), found
    assert "127.0.0.1" in found[0].message


def test_a_name_the_server_does_not_have(http: HTTPServer):
    serve(http, models=["large", "small"])
    name = by_name(examine(settings(http)))["name"]
    assert not name.ok
    assert "large, small" in name.message
    assert "SANGFROID_MODEL_NAME" in name.message


def test_a_server_that_lists_nothing(http: HTTPServer):
    serve(http)
    http.clear()
    http.expect_request("/v1/models").respond_with_data("no", status=404)
    found = examine(settings(http))
    assert by_name(found)["name"].ok
    assert not found[-1].ok


@pytest.mark.parametrize(
    ("form", "said"), [("json_object", "JSON answers without"), (None, "plain text only")]
)
def test_a_server_without_schemas(http: HTTPServer, form: str | None, said: str):
    serve(http, form=form)
    schema = by_name(examine(settings(http)))["schema"]
    assert schema.ok
    assert said in schema.message


def test_a_server_that_knows_no_streaming(http: HTTPServer):
    serve(http, streams=False)
    streaming = by_name(examine(settings(http)))["streaming"]
    assert streaming.ok
    assert "in one piece" in streaming.message


@pytest.mark.parametrize(
    ("status", "name", "said"),
    [(401, "key", "SANGFROID_MODEL_API_KEY"), (307, "address", "SANGFROID_MODEL_BASE_URL")],
)
def test_a_server_that_refuses(http: HTTPServer, status: int, name: str, said: str):
    http.expect_request("/v1/models").respond_with_data("no", status=status, headers={"Location": "/x"})
    (only,) = examine(settings(http))
    assert (only.name, only.ok) == (name, False)
    assert said in only.message


def test_an_address_where_nothing_listens():
    with HTTPServer(host="127.0.0.1") as gone:
        unused = settings(gone)
    (only,) = examine(unused)
    assert not only.ok
    assert "Is the server running" in only.message


def test_a_web_site_is_no_model(http: HTTPServer):
    http.expect_request("/v1/models").respond_with_data("<html>", content_type="text/html")
    http.expect_request("/v1/chat/completions").respond_with_data("<html>", content_type="text/html")
    found = examine(settings(http))
    assert not found[-1].ok
    assert "OpenAI-compatible" in found[-1].message


def test_the_key_is_in_no_message(http: HTTPServer):
    serve(http)
    assert "a-secret" not in repr(examine(settings(http, model_api_key="a-secret")))
