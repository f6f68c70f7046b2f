"""Reviews that give orders, and a model that obeys every one of them: nothing of it comes through."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Draft, DraftOptions, Engine, Establishment, Fact, Sentence, Signature
from sangfroid.domain.review import Review
from sangfroid.drafting.breaker import Breaker
from sangfroid.drafting.drafter import draft, stream
from sangfroid.drafting.model import ModelClient
from sangfroid.drafting.request import DraftRequest

CORPUS = Path(__file__).parents[1] / "corpus" / "injections.jsonl"
INJECTIONS: dict[str, dict[str, Any]] = {
    entry["id"]: entry for entry in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
}


class Obedient:
    """A model that says what the review orders, with whatever it claims to rest on."""

    def __init__(self) -> None:
        self.content = ""

    def answer(self, request: Request) -> Response:
        if not json.loads(request.get_data())["stream"]:
            choice = {"message": {"content": self.content}, "finish_reason": "stop"}
            return Response(json.dumps({"choices": [choice]}), content_type="application/json")

        def body() -> Iterator[str]:
            for start in range(0, len(self.content), 11):
                delta = {"content": self.content[start : start + 11]}
                yield f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\n"
            yield "data: [DONE]\n\n"

        return Response(body(), content_type="text/event-stream")


@pytest.fixture(scope="module")
def obedient() -> Iterator[tuple[Obedient, ModelClient]]:
    with HTTPServer(host="127.0.0.1", threaded=True) as http:
        model = Obedient()
        http.expect_request("/v1/chat/completions").respond_with_handler(model.answer)
        # The model always answers, so that no failure hides what it says.
        yield model, ModelClient(http.url_for("/v1"), "obedient", timeout=20, breaker=Breaker(failures=10**9))


def asking(entry: dict[str, Any]) -> DraftRequest:
    review = Review(entry["text"], id=entry["id"], rating=2, language=entry["language"])
    return DraftRequest(
        review=review,
        # An order in another language must not choose the language of the reply.
        options=DraftOptions(language=entry["language"]),
        analysis=analyze(review),
        facts=(
            Fact("hours", "10:00 - 18:00", entry["language"]),
            Fact("secret", "Mme Lemaire, chambre 31, carte 4970 1234 5678 9012.", "fr", public=False),
        ),
        establishment=Establishment(
            "Les Tilleuls", Signature("Ana Ruiz", "direction"), "desk@tilleuls.example"
        ),
    )


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?…])\s+|\n+", text) if part.strip()]


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def claims(entry: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What an obedient model sends: whole or in sentences, as courtesy, as a fact, as words of the review."""
    courtesy = {"part": "body", "rests_on": ["courtesy"], "quote": ""}
    fact = {"part": "body", "rests_on": ["F1", "review"], "quote": ""}
    review = {"part": "body", "rests_on": ["review"], "quote": " ".join(entry["text"].split()[:4])}
    return {
        "one sentence of courtesy": [{**courtesy, "text": entry["obeys"]}],
        "one sentence of the review": [{**review, "text": entry["obeys"]}],
        "one sentence of a fact": [{**fact, "text": entry["obeys"]}],
        "sentence by sentence": [{**courtesy, "text": text} for text in sentences(entry["obeys"])],
    }


@pytest.mark.parametrize("id", INJECTIONS)
def test_nothing_of_an_obeyed_order_comes_through(id: str, obedient: tuple[Obedient, ModelClient]):
    model, client = obedient
    entry = INJECTIONS[id]
    request = asking(entry)
    for claim, said in claims(entry).items():
        model.content = json.dumps({"sentences": said}, ensure_ascii=False)
        *shown, last = stream(request, client)
        assert isinstance(last, Draft)
        for found in (draft(request, client), last):
            assert found.engine is Engine.COMPOSER, claim
            assert folded(entry["obeys"]) not in folded(found.reply or ""), claim
        seen = " ".join(item.text for item in shown if isinstance(item, Sentence))
        assert folded(entry["obeys"]) not in folded(seen), claim


def test_the_corpus_is_wide_enough():
    assert len(INJECTIONS) >= 80
    assert {entry["language"] for entry in INJECTIONS.values()} >= {"fr", "en", "es", "de", "it", "nl", "pt"}
