"""Drafts over HTTP with a model configured: who wrote them, where they went, what they cost and whom."""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from sangfroid.config import Settings
from sangfroid.drafting import model as model_module
from sangfroid.drafting.budget import Budget
from sangfroid.drafting.model import ModelClient
from sangfroid.services.engines import engines
from sangfroid.storage import usage

REVIEW = {
    "id": "r1",
    "text": "Radiateur froid toute la soirée et personne pour s’en occuper.",
    "rating": 2,
    "author": "Paul",
    "language": "fr",
}
FACT = {"id": "heating", "text": "Un technicien est passé le soir même à 21 h 10.", "language": "fr"}


def sentence(part: str, rests_on: str, text: str, quote: str = "") -> dict[str, Any]:
    return {"part": part, "rests_on": [rests_on], "quote": quote, "text": text}


GOOD = [
    sentence("greeting", "courtesy", "Madame, Monsieur,"),
    sentence("opening", "courtesy", "Nous vous remercions d’avoir pris le temps de nous écrire."),
    sentence(
        "opening",
        "review",
        "Nous regrettons que le chauffage n’ait pas répondu à vos attentes.",
        "Radiateur froid toute la soirée",
    ),
    sentence("body", "F1", "Un technicien est passé le soir même à 21 h 10."),
    sentence("closing", "courtesy", "Nous lisons chaque avis avec attention, et le vôtre nous est utile."),
    sentence("closing", "courtesy", "Nous vous lirons avec plaisir si vous souhaitez nous en dire plus."),
]


class Model:
    """A model's server. It answers well, with `status` where that is no 200, and without end on demand."""

    def __init__(self) -> None:
        self.status = 200
        self.endless = False
        self.before: Callable[[], object] = lambda: None
        self.asked: list[str] = []
        self.left = threading.Event()

    def answer(self, request: Request) -> Response:
        """One answer."""
        self.asked.append(request.get_data(as_text=True))
        if self.status != 200:
            return Response("{}", status=self.status)
        content = json.dumps({"sentences": GOOD}, ensure_ascii=False)
        if not json.loads(self.asked[-1])["stream"]:
            choice = {"message": {"content": content}, "finish_reason": "stop"}
            body = {"choices": [choice], "usage": {"total_tokens": 900}}
            return Response(json.dumps(body), content_type="application/json")
        return Response(self._pieces(content), content_type="text/event-stream")

    def _pieces(self, content: str) -> Iterator[str]:
        try:
            self.before()
            for start in range(0, len(content), 40):
                delta = {"content": content[start : start + 40]}
                yield f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\n"
                while self.endless and start > 600:
                    yield ": still there\n\n"
            yield 'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n'
            yield 'data: {"choices": [], "usage": {"total_tokens": 900}}\n\ndata: [DONE]\n\n'
        finally:
            self.left.set()


@pytest.fixture(scope="module")
def http() -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1", threaded=True) as running:
        yield running


@pytest.fixture
def model(http: HTTPServer) -> Model:
    http.clear()
    model = Model()
    http.expect_request("/v1/chat/completions").respond_with_handler(model.answer)
    return model


@pytest.fixture
def house(make_house: Callable[..., Any], settings: Settings, http: HTTPServer, model: Model) -> Any:
    """A house whose establishments may each ask the model three times a day."""
    budget = Budget(requests=3, tokens=1_000_000)
    client = ModelClient(http.url_for("/v1"), "tiny", timeout=20, budget=budget)
    return make_house(engines=engines(settings, client))


def used(house: Any, person: Any) -> tuple[int, int] | None:
    """Requests and tokens of the person's establishment today."""
    id = person.get("/establishments").json["establishments"][0]["id"]
    with house.database.reading() as session:
        row = usage.of_day(session, id, house.clock().date().isoformat())
        assert row is None or row.seconds >= 0
        return (row.requests, row.tokens) if row else None


def events(answer: Any) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_the_model_writes_and_its_cost_is_noted(house: Any, camille: Any):
    got = camille.post("/drafts", {**REVIEW, "facts": [FACT]}).json
    assert got["engine"] == "model"
    assert got["prompt"].startswith("reply/")
    assert got["facts_used"] == ["heating"]
    assert got["model"] == camille.get("/me").json["model"] == {"host": "127.0.0.1"}
    assert used(house, camille) == (1, 900)
    camille.post("/drafts", {**REVIEW, "facts": [FACT]})
    assert used(house, camille) == (2, 1800)
    house.clock.forward(days=1)
    assert used(house, camille) is None


def test_sentences_come_one_by_one(house: Any, camille: Any):
    found = events(camille.post("/drafts", {**REVIEW, "facts": [FACT]}, Accept="text/event-stream"))
    names = [name for name, _ in found]
    assert names == ["analysis", *["sentence"] * (len(names) - 2), "draft"]
    draft = found[-1][1]
    assert draft["engine"] == "model"
    assert [data["text"] for name, data in found if name == "sentence"] == [
        one["text"] for one in draft["sentences"]
    ]
    assert {"kind": "fact", "id": "heating"} in [data["source"] for _, data in found[1:-1]]
    assert used(house, camille) == (1, 900)


@pytest.mark.parametrize(
    ("language", "said"), [("fr-CA", "son serveur refuse la clé"), ("en", "its server refuses the key")]
)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_when_it_fails_the_composer_writes_and_says_why(
    house: Any, camille: Any, model: Model, language: str, said: str, accept: str
):
    model.status = 401
    answer = camille.post("/drafts", REVIEW, Accept=accept, Accept_Language=language)
    got = answer.json if accept == "application/json" else events(answer)[-1][1]
    assert got["engine"] == "composer"
    assert got["reply"]
    assert said in got["notes"][0]


def test_each_establishment_has_its_own_caps_whatever_name_is_given(house: Any, camille: Any, noor: Any):
    def engine(person: Any, **more: Any) -> str:
        return str(person.post("/drafts", {**REVIEW, "facts": [FACT], **more}).json["engine"])

    assert engine(camille) == "model"
    assert engine(camille, establishment={"name": "Another"}) == "model"
    id = camille.get("/establishments").json["establishments"][0]["id"]
    assert engine(camille, establishment=id) == "model"
    assert engine(camille, establishment={"name": "A third"}) == "composer"
    assert engine(noor) == "model"
    assert (used(house, camille), used(house, noor)) == ((3, 2700), (1, 900))


def test_the_composer_alone_costs_nothing(house: Any, camille: Any, model: Model):
    got = camille.post("/drafts", {**REVIEW, "options": {"engine": "composer"}}).json
    assert got["engine"] == "composer"
    assert model.asked == []
    assert used(house, camille) is None


def test_someone_who_leaves_stops_the_model_and_what_it_wrote_is_counted(
    house: Any, camille: Any, model: Model
):
    model.endless = True
    answer = camille.client.post(
        "/api/v1/drafts",
        json={**REVIEW, "facts": [FACT]},
        headers={"Authorization": f"Bearer {camille.token}", "Accept": "text/event-stream"},
        buffered=False,
    )
    assert b"event: analysis" in next(answer.response)
    assert b"event: sentence" in next(answer.response)
    answer.close()
    assert model.left.wait(10)
    requests, tokens = used(house, camille) or (0, 0)
    assert requests == 1
    assert tokens > 100


def test_while_the_model_is_silent_comments_show_whether_somebody_listens(
    house: Any, camille: Any, model: Model, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(model_module, "BREATH_SECONDS", 0.01)
    heard = threading.Event()
    model.before = lambda: heard.wait(10)
    answer = camille.client.post(
        "/api/v1/drafts",
        json={**REVIEW, "facts": [FACT]},
        headers={"Authorization": f"Bearer {camille.token}", "Accept": "text/event-stream"},
        buffered=False,
    )
    pieces = iter(answer.response)
    assert b"event: analysis" in next(pieces)
    assert next(pieces) == b":\n\n"
    heard.set()
    told = [piece for piece in pieces if piece != b":\n\n"]
    assert b"event: sentence" in told[0]
    assert b"event: draft" in told[-1]
    answer.close()


def test_a_draft_does_not_fail_because_its_cost_cannot_be_noted(
    house: Any, camille: Any, monkeypatch: pytest.MonkeyPatch
):
    def away(*_: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(usage, "add", away)
    assert camille.post("/drafts", {**REVIEW, "facts": [FACT]}).json["engine"] == "model"
