"""What the classifier of the guards is learnt from, and how it is written down."""

import json
from collections import Counter
from pathlib import Path

from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.guards.classifier import GUARDS, shaped
from sangfroid.drafting.guards.classifier_training import Sentence, cases, composed, replies, said, written

TESTS = Path(__file__).parents[3]


def test_every_guard_has_hits_and_near_misses_in_every_language() -> None:
    counted = Counter((row.language, row.guard, row.hit) for row in replies(TESTS))
    assert set(counted) == {
        (language, guard, hit) for language in LANGUAGES for guard in GUARDS for hit in (True, False)
    }
    assert min(counted.values()) > 100


def test_no_sentence_stands_twice() -> None:
    rows = [(row.language, row.text) for row in replies(TESTS)]
    assert len(rows) == len(set(rows))


def test_what_facts_and_review_decide_is_learnt_from_as_harmless_alone() -> None:
    told = "Vous avez réglé avec la carte finissant par 4417."
    assert all(row.text != told for row in cases(TESTS))
    assert Sentence("fr", "personal_data", False, "Chère Jeanne, merci de votre message.") in cases(TESTS)


def test_the_wordings_of_the_composer_come_once_without_their_slots() -> None:
    rows = list(composed())
    assert {row.language for row in rows} == set(LANGUAGES)
    assert not any("{" in row.text or row.hit or row.guard for row in rows)
    assert len(rows) == len(set(rows))


def test_numbers_are_not_learnt() -> None:
    assert said(Sentence("en", "gesture", True, "Take 20 off.")) == said(
        Sentence("en", "gesture", True, "Take off.")
    )


def test_what_is_written_can_be_read() -> None:
    data = {
        "bias": dict.fromkeys(GUARDS, 0.5),
        "thresholds": dict.fromkeys(GUARDS, 1.0),
        "words": {"en=rain": [100] * len(GUARDS), "#é": [1] * len(GUARDS)},
    }
    assert json.loads(written(data)) == data
    assert shaped(json.loads(written(data))).judge([], "en") == [-0.5] * len(GUARDS)
