"""Which points of a review are praise, which are complaints, and which are left alone."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Establishment
from sangfroid.domain.review import (
    Analysis,
    Blackmail,
    LanguageGuess,
    Review,
    Situation,
    Theme,
    Tone,
    ToneLabel,
)
from sangfroid.drafting.composer import compose
from sangfroid.drafting.points import points
from sangfroid.drafting.request import DraftRequest


def analysis(situation: Situation, *themes: tuple[str, float]) -> Analysis:
    return Analysis(
        language=LanguageGuess("en", 1.0),
        tone=Tone(ToneLabel.MIXED, 0.0, 0.5),
        blackmail=Blackmail(),
        cues=(),
        themes=tuple(
            Theme(name, value, 10 * at, 10 * at + 4, "word") for at, (name, value) in enumerate(themes)
        ),
        personal_data=(),
        situation=situation,
        risks=(),
    )


@pytest.mark.parametrize("situation", [Situation.POSITIVE, Situation.MIXED])
def test_praise_twice_as_strong_as_the_complaint_stays_praise(situation: Situation) -> None:
    assert points(analysis(situation, ("food", 0.8), ("food", -0.4))).liked == ["food"]


@pytest.mark.parametrize(
    ("situation", "praise"), [(Situation.MIXED, 0.7), (Situation.NEGATIVE, 0.8), (Situation.POSITIVE, 0.5)]
)
def test_praise_and_complaint_of_like_weight_are_neither(situation: Situation, praise: float) -> None:
    found = points(analysis(situation, ("food", praise), ("food", -0.4)))
    assert (found.liked, found.concerns, found.mentioned) == ([], [], ["food"])


def reply(text: str, rating: int) -> str:
    review = Review(text, rating=rating, language="en")
    house = Establishment(contact="desk@house.example")
    return compose(DraftRequest(review, analyze(review), establishment=house)).text


def test_what_an_insult_says_of_the_people_of_the_house_is_not_said_back() -> None:
    text = reply(
        "Complete idiots. The receptionist is a thick moron and my room was dirty. Avoid these clowns.", 1
    )
    assert "room" in text
    assert "service" not in text


def test_nothing_is_to_be_settled_in_private_about_the_rain() -> None:
    text = reply("It rained all week, not a single ray of sunshine. One star for the weather.", 1)
    assert "desk@house.example" not in text
    assert "trust" not in text
