"""Which points of a review are praise, which are complaints, and which are left alone."""

import re

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


@pytest.mark.parametrize(("situation", "praise"), [(Situation.MIXED, 0.7), (Situation.NEGATIVE, 0.8)])
def test_praise_and_complaint_of_one_thing_are_answered_as_the_complaint(
    situation: Situation, praise: float
) -> None:
    found = points(analysis(situation, ("food", praise), ("food", -0.5)))
    assert (found.liked, found.concerns, found.mentioned) == ([], ["food"], [])


def test_in_a_pleased_review_a_complaint_beside_like_praise_is_noted() -> None:
    found = points(analysis(Situation.POSITIVE, ("food", 0.6), ("food", -0.5)))
    assert (found.liked, found.concerns, found.noted) == ([], [], ["food"])


def reply(text: str, rating: int) -> str:
    review = Review(text, rating=rating, language="en")
    house = Establishment(contact="desk@house.example")
    return compose(DraftRequest(review, analyze(review), establishment=house)).text


def test_what_an_insult_says_of_the_people_of_the_house_is_not_said_back() -> None:
    text = reply(
        "Complete idiots. The receptionist is a thick moron and my room was dirty. Avoid these clowns.", 1
    )
    assert "clean" in text.lower()
    assert "service" not in text


def test_nothing_is_to_be_settled_in_private_about_the_rain() -> None:
    text = reply("It rained all week, not a single ray of sunshine. One star for the weather.", 1)
    assert "desk@house.example" not in text
    assert "trust" not in text


def test_the_one_thing_somebody_gives_one_star_for_is_regretted() -> None:
    assert points(analysis(Situation.NEGATIVE, ("room", 0.0)), stars=0.2).concerns == ["room"]
    assert points(analysis(Situation.NEGATIVE, ("room", 0.0)), stars=0.6).concerns == []
    assert points(analysis(Situation.NEGATIVE, ("room", 0.1)), stars=0.2).concerns == []
    two = points(analysis(Situation.NEGATIVE, ("room", 0.0), ("food", 0.0)), stars=0.2)
    assert (two.concerns, two.mentioned) == ([], ["room", "food"])


def test_a_bed_somebody_rolls_out_of_is_regretted_and_not_only_noted() -> None:
    text = reply("Mattress so soft you roll into the middle.", 2)
    assert re.search("(sorry|regret|disappoint|frustrat).*(bed|mattress)|(bed|mattress).*sorry", text)


def test_a_faint_complaint_of_somebody_content_is_noted() -> None:
    themes = (("food", 0.8), ("waiting", -0.5))
    assert points(analysis(Situation.MIXED, *themes), stars=0.8).noted == ["waiting"]
    assert points(analysis(Situation.MIXED, *themes), stars=0.6).concerns == ["waiting"]


def test_generous_but_cold_is_answered_as_cold() -> None:
    text = reply("The breakfast was generous but cold. Nice town.", 3)
    assert "breakfast" in text
    assert not any(word in text for word in ("glad that breakfast", "liked breakfast", "enjoyed breakfast"))


def test_a_remark_beside_praise_is_noted_and_a_clear_complaint_regretted() -> None:
    mild = reply("The breakfast was generous but cold. Nice town.", 3)
    assert not any(word in mild for word in ("sorry", "regret", "disappoint", "frustrat"))
    assert not any(word in mild for word in INVITES)
    clear = reply("Nice town. But the room was filthy, absolutely disgusting.", 3)
    assert any(word in clear for word in ("sorry", "regret", "disappoint", "off-putting", "displeasure"))


def test_two_sides_without_a_fault_at_four_stars_are_regretted_in_nothing() -> None:
    text = reply("We came on Monday but left on Tuesday. A very good stay.", 4)
    assert not any(word in text for word in ("sorry", "regret", "disappoint"))


INVITES = ("contact", "reach us", "get in touch", "talk", "here to listen", "available", "hear from you")


def test_no_reply_invites_three_times_or_lists_points_three_times() -> None:
    text = (
        "Rude staff, dirty room, cold food, long wait, dear parking, slow wifi and a noisy lift. "
        "The garden is pretty, the view superb and the breakfast good."
    )
    for number in range(40):
        review = Review(f"{text} {number}", id=str(number), rating=2, language="en")
        house = Establishment(contact="desk@house.example")
        said = compose(DraftRequest(review, analyze(review), establishment=house)).sentences
        assert sum(any(word in s.text for word in INVITES) for s in said) <= 2
        lists = [s for s in said if re.search(r"[^,] and ", s.text) and s.source.quote is not None]
        assert len(lists) <= 2


def test_somebody_with_four_stars_is_not_asked_to_talk_in_private() -> None:
    text = reply("Lovely food, great view and very friendly staff, but the room was noisy and dated.", 4)
    assert not any(word in text for word in ("in private", "desk@house.example"))
    assert "desk@house.example" in reply("Lovely food, but the room was noisy and filthy, a letdown.", 2)


def test_with_all_the_stars_there_are_only_what_is_grave_is_regretted() -> None:
    themes = (("food", 0.9), ("heating", -0.65))
    best = points(analysis(Situation.POSITIVE, *themes), stars=1.0)
    assert (best.concerns, best.noted) == ([], [])
    assert points(analysis(Situation.POSITIVE, *themes), stars=0.8).concerns == ["heating"]
    grave = points(analysis(Situation.POSITIVE, ("food", 0.9), ("hygiene", -0.9)), stars=1.0)
    assert grave.concerns == ["hygiene"]


def test_what_somebody_comes_back_to_without_a_judging_word_is_regretted() -> None:
    themes = (("wifi", 0.0), ("staff", 0.0), ("wifi", 0.0), ("booking", 0.0))
    found = points(analysis(Situation.NEGATIVE, *themes), stars=0.4)
    assert (found.concerns, found.mentioned) == (["wifi"], ["staff", "booking"])


def test_what_was_put_right_is_said_once() -> None:
    text = reply(
        "Lovely food, friendly people. The shower was broken, fixed at once. A shower in the hall.", 4
    )
    assert "put right" in text or "sorted out" in text
    assert "shower" not in text
