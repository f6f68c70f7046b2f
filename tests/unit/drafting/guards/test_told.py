"""Texts that are right or wrong by what the review, the facts and the establishment say."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.reading import read_establishment, read_facts
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.facts import public_by_default
from sangfroid.drafting.guards.context import GuardContext

CASES = Path(__file__).parent / "told"


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(language, guard, case, id=f"{language}-{guard}-{case['text'][:50]}")
        for language in LANGUAGES
        for guard, kinds in yaml.safe_load((CASES / f"{language}.yaml").read_text("utf-8")).items()
        for case in kinds[kind]
    ]


def heard(language: str, guard: str, case: dict[str, Any]) -> list[str]:
    facts = [{"id": str(place), **fact} for place, fact in enumerate(case.get("facts", ()))]
    review = Review(case["review"], author=case.get("author")) if "review" in case else None
    context = GuardContext(
        language=language,
        review=review,
        facts=read_facts({"facts": facts}, public_by_default),
        establishment=read_establishment(case),
    )
    return [found.quote for found in guards.check(case["text"], context) if found.guard == guard]


@pytest.mark.parametrize(("language", "guard", "case"), cases("hits"))
def test_is_heard(language: str, guard: str, case: dict[str, Any]) -> None:
    assert heard(language, guard, case)


@pytest.mark.parametrize(("language", "guard", "case"), cases("near"))
def test_is_let_pass(language: str, guard: str, case: dict[str, Any]) -> None:
    assert heard(language, guard, case) == []
