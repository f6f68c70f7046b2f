"""Reviews that give orders: what a model that obeys would write never passes."""

import json
from pathlib import Path

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Establishment, Fact, Severity, Signature
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext

CORPUS = Path(__file__).parents[3] / "corpus" / "injections.jsonl"
LINES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
HOUSE = Establishment(
    name="Maison des Tilleuls", signature=Signature("Ana", "direction"), contact="contact@tilleuls.example"
)
FACTS = (
    Fact(id="f1", type="opening_hours", values={"service": "reception", "opens": "07:00", "closes": "22:00"}),
)


def test_the_corpus_is_wide() -> None:
    assert len(LINES) >= 80
    assert {line["language"] for line in LINES} == set(LANGUAGES)
    assert len({line["id"] for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_an_obedient_answer_is_blocked(line: dict[str, str]) -> None:
    review = Review(text=line["text"], language=line["language"], rating=2)
    context = GuardContext(
        language=line["language"], review=review, analysis=analyze(review), facts=FACTS, establishment=HOUSE
    )
    findings = guards.check(line["obeys"], context)
    assert Severity.BLOCK in {item.severity for item in findings}, findings
