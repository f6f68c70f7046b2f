"""What the house offers is named by the review's own word for it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from sangfroid.analysis.lexicon import ThemeData, _checked
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Length, Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation, Theme
from sangfroid.drafting import phrases, things
from sangfroid.drafting.composer import Composition, compose
from tests.unit.drafting.test_composer import request

#: What a review of each language says, and what a reply that regrets it and one that is glad call it.
SAID = {
    "fr": (("pool", "salle de sport", "la salle de sport"), ("room", "mobil-home", "le mobil-home")),
    "en": (("pool", "gym", "the gym"), ("room", "caravan", "the caravan")),
    "es": (("pool", "gimnasio", "el gimnasio"), ("room", "bungalow", "el bungalow")),
    "de": (("pool", "Sauna", "die sauna"), ("room", "Ferienwohnung", "die ferienwohnung")),
    "it": (("pool", "palestra", "la palestra"), ("room", "tenda", "la tenda")),
    "nl": (("pool", "sauna", "de sauna"), ("room", "stacaravan", "de stacaravan")),
    "pt": (("pool", "ginásio", "o ginásio"), ("room", "apartamento", "o apartamento")),
}


def reply(
    language: str, situation: Situation, said: Sequence[tuple[str, str, float]], **given: object
) -> Composition:
    asked = request(language, situation, **given)  # type: ignore[arg-type]
    found = tuple(Theme(name, polarity, at, at + 1, quote) for at, (name, quote, polarity) in enumerate(said))
    return compose(replace(asked, analysis=replace(asked.analysis, themes=found)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reply_says_gym_where_the_review_does(language: str) -> None:
    for theme, quote, called in SAID[language]:
        usual = phrases.theme_name(language, theme, True)
        assert usual
        for voice, person, length, variant in product(Voice, Person, Length, range(3)):
            given = {"voice": voice, "person": person, "length": length, "variant": variant}
            regretted = reply(language, Situation.NEGATIVE, [(theme, quote, -0.8)], **given)
            assert called in regretted.text.lower(), regretted.text
            pleased = reply(language, Situation.POSITIVE, [(theme, quote, 0.9)], **given)
            assert called in pleased.text.lower(), pleased.text
            for said in (regretted, pleased):
                assert usual[0].lower() not in said.text.lower(), said.text
                assert not set(said.text) & set("{}#|"), said.text


def test_german_regrets_in_the_accusative_and_is_glad_in_the_nominative() -> None:
    for variant in range(6):
        regretted = reply("de", Situation.NEGATIVE, [("pool", "Whirlpool", -0.8)], variant=variant)
        assert "den Whirlpool" in regretted.text
        pleased = reply("de", Situation.POSITIVE, [("pool", "Whirlpool", 0.8)], variant=variant)
        assert "der Whirlpool" in pleased.text


def test_several_are_spoken_of_as_several() -> None:
    for variant in range(6):
        said = reply("fr", Situation.POSITIVE, [("food", "cocktails", 0.8)], variant=variant).text
        assert "les cocktails" in said
        assert not re.search(r"les cocktails vous (a|ait)\b", said), said


def test_one_part_does_not_stand_for_two() -> None:
    def named(*quotes: str) -> dict[str, tuple[str, ...]]:
        found = [Theme("room", -0.5, at, at + 1, quote) for at, quote in enumerate(quotes)]
        return things.called("fr", {"room": found[0]}, found)

    assert named("douche") == {"room": ("la douche",)}
    assert named("douche", "matelas") == {}
    assert named("douche", "chambre") == {}
    assert named("tente", "matelas") == {"room": ("la tente",)}
    assert named("porte") == {}


def test_a_few_parts_that_pleased_are_named_and_many_are_the_whole() -> None:
    def named(*said: tuple[str, float]) -> dict[str, tuple[str, ...]]:
        found = [Theme("food", polarity, at, at + 1, quote) for at, (quote, polarity) in enumerate(said)]
        return things.called("en", {"food": found[0]}, found)

    assert named(("steak", 0.9), ("chips", 0.9)) == {"food": ("the steak", "+the chips")}
    assert named(("chips", 0.9), ("steak", 0.9)) == {"food": ("+the chips", "the steak")}
    assert named(("steak", 0.9), ("chips", 0.5)) == {"food": ("the steak",)}
    assert named(("steak", 0.9), ("meal", 0.9)) == {}
    assert named(("steak", 0.9), ("chips", 0.9), ("wine", 0.9)) == {
        "food": ("the steak", "+the chips", "the wine")
    }
    assert named(("steak", 0.9), ("chips", 0.9), ("wine", 0.9), ("soup", 0.9)) == {}


def test_parts_of_a_room_that_clearly_did_not_please_are_named_together() -> None:
    def named(*said: tuple[str, float]) -> dict[str, tuple[str, ...]]:
        found = [Theme("room", polarity, at, at + 1, quote) for at, (quote, polarity) in enumerate(said)]
        return things.called("en", {"room": found[0]}, found)

    assert named(("shower", -0.9), ("carpet", -0.8)) == {"room": ("the shower", "the carpet")}
    assert named(("shower", -0.9), ("carpet", -0.5)) == {}


def test_two_parts_stand_in_the_reply() -> None:
    pleased = reply("en", Situation.POSITIVE, [("food", "steak", 0.9), ("food", "chips", 0.9)])
    assert "the steak and the chips" in pleased.text


def test_a_further_complaint_is_listed_by_its_own_name() -> None:
    text = "Terrible noise all night, dreadful. The spa was awful, truly disgusting, a disgrace."
    review = Review(text, id="1", rating=1, language="en")
    said = compose(replace(request("en"), review=review, analysis=analyze(review)))
    assert "the spa" in said.text
    assert "the pool" not in said.text


def test_what_pleased_does_not_name_what_did_not() -> None:
    bad, good = Theme("room", -0.8, 0, 1, "chambre"), Theme("room", 0.5, 2, 3, "balcon")
    assert things.called("fr", {"room": bad}, [bad, good]) == {}
    assert things.called("fr", {"room": good}, [bad, good]) == {"room": ("le balcon",)}


def test_in_another_language_the_usual_name_stands() -> None:
    """A word is looked up in its own language alone: "spa" begins Spanish and Dutch words of other things."""
    said = reply("fr", Situation.NEGATIVE, [("pool", "gym", -0.8)], answer_in="en")
    assert "the gym" not in said.text
    assert "the pool" in said.text


def test_what_was_asked_for_is_not_called_by_its_name() -> None:
    for situation in (Situation.REFUSED_DEMAND, Situation.RETROACTIVE):
        said = reply("nl", situation, [("food", "dessert", -0.5)])
        assert "dessert" not in said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_called_for_by_a_word_the_analysis_hears(language: str) -> None:
    heard = _checked(ThemeData, "themes", language)
    for theme, names in things.names(language).items():
        assert phrases.theme_name(language, theme, True), theme
        entries = (*heard.themes[theme], *heard.shared.get(theme, ()))
        words = {word.rstrip("*") for entry in entries for word in entry.split()}
        for called, beginnings in names.items():
            assert beginnings.split(), called
            if called == "=":
                continue
            assert any(
                all(any(w.startswith(each) or each.startswith(w) for w in words) for each in way.split("+"))
                for way in beginnings.split()
            ), (theme, called)
