"""Everyday words that mean several things: which subject a reply takes up, and what exactly.

The short reviews stand in `tests/corpus/taken_up`, each with what is expected of the answer: `+food` is
praised, `-food` complained of, `food` either, `~served_cold` told exactly; `!` before any of them says that
it is not.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import exact
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.writing import Writing

FOLDER = Path(__file__).parents[2] / "corpus" / "taken_up"


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """The short reviews of every language."""
    for language in LANGUAGES:
        for line in (FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines():
            yield language, json.loads(line)


def holds(writing: Writing, expected: str) -> bool:
    """Whether a reply takes up what is expected of it."""
    liked, against = writing.liked, (*writing.concerns, *writing.noted)
    wanted = expected.removeprefix("!")
    name = wanted.lstrip("~+-")
    found = {
        "~": name in writing.taken_up,
        "+": name in liked,
        "-": name in against,
    }.get(wanted[0], name in (*liked, *against))
    return found != expected.startswith("!")


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_a_reply_takes_up_what_is_meant(language: str, case: dict[str, Any]) -> None:
    review = Review(case["text"], rating=case["rating"], language=language)
    writing = Writing(DraftRequest(review, analyze(review)), language, Audience.PUBLIC)
    missed = [expected for expected in case["expects"] if not holds(writing, expected)]
    told = f"{writing.liked} {writing.concerns} {writing.noted} {sorted(writing.taken_up)}"
    assert not missed, f"{case['text']}: {told}"


def test_what_is_expected_is_known() -> None:
    exactly = {*exact.subjects(exact.GRIEVANCES), *exact.subjects(exact.COMPLIMENTS)}
    told = {name for _, case in cases() for name in case["expects"] if "~" in name}
    assert {name.lstrip("!~") for name in told} <= exactly


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_misses_stand_beside_hits(language: str) -> None:
    of_it = [case["expects"] for other, case in cases() if other == language]
    denied = sum(any(name.startswith("!") for name in expects) for expects in of_it)
    assert denied >= len(of_it) / 4
