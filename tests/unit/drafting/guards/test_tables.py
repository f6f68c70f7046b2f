"""Every guard against sentences it must stop and sentences it must let pass, in every language."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext

CASES = Path(__file__).parent / "cases"


@cache
def table(language: str) -> dict[str, dict[str, list[str]]]:
    return yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))


def sentences(kind: str) -> list[tuple[str, str, str]]:
    return [
        (language, guard, sentence)
        for language in LANGUAGES
        for guard, kinds in table(language).items()
        for sentence in kinds[kind]
    ]


def heard(language: str, guard: str, sentence: str) -> list[str]:
    found = guards.check(sentence, GuardContext(language=language))
    for item in found:
        assert sentence[item.start : item.end] == item.quote
        assert item.message
    return [f"{item.severity.value}: {item.quote}" for item in found if item.guard == guard]


@pytest.mark.parametrize(("language", "guard", "sentence"), sentences("hits"))
def test_is_heard(language: str, guard: str, sentence: str) -> None:
    assert heard(language, guard, sentence)


@pytest.mark.parametrize(("language", "guard", "sentence"), sentences("near"))
def test_is_let_pass(language: str, guard: str, sentence: str) -> None:
    assert heard(language, guard, sentence) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_is_wide_enough(language: str) -> None:
    for guard, kinds in table(language).items():
        assert guard in guards.NAMES
        assert min(len(kinds["hits"]), len(kinds["near"])) >= 6, guard
