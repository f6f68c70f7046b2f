"""What a reply speaks of has the review's own name, then that of what exactly is said, then its usual one."""

import pytest

from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import exact, phrases
from sangfroid.drafting.called import Called
from sangfroid.drafting.exact import COMPLIMENTS, GRIEVANCES


def called(language: str = "en", **known: object) -> Called:
    given = {"things": {}, "grievances": {}, "compliments": {}} | known
    return Called(language, given["things"], given["grievances"], given["compliments"])  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_more_a_theme_has_its_usual_name(language: str) -> None:
    for liked in (True, False):
        assert called(language).names("food", liked) == (phrases.theme_name(language, "food", liked),)
    assert called(language).names("never heard of", True) == ()


def test_several_own_names_are_listed_with_the_others() -> None:
    names = called(things={"food": ("the steak", "+the chips")})
    assert names.names("food", True) == (("the steak", False), ("the chips", True))
    assert names.filled("{liked} #was|were#", "liked", ("food", "breakfast"), True) == (
        "the steak, the chips and breakfast were"
    )
    assert names.several(("food",), True)
    assert not called().several(("food",), True)


def test_the_same_name_stands_once() -> None:
    names = called(things={"food": ("the wine",), "breakfast": ("the wine",)})
    assert names.filled("{liked} #was|were#", "liked", ("food", "breakfast"), True) == "the wine was"


def test_a_wording_without_a_slot_stays_as_it_is() -> None:
    assert called().filled("As it is #one|several#.", "liked", ("food",), True) == "As it is #one|several#."


def test_what_went_wrong_says_more_than_the_thing_and_what_pleased_less() -> None:
    cold = exact.told_in(GRIEVANCES, "en")["served_cold"].called.removeprefix("+")
    advice = exact.told_in(COMPLIMENTS, "en")["advice"].called.removeprefix("+")
    steak = {"food": ("the steak",)}
    names = called(things=steak, grievances={"food": "served_cold"}, compliments={"food": "advice"})
    assert names.names("food", False)[0][0] == phrases.typeset("en", cold)
    assert names.names("food", True) == (("the steak", False),)
    assert called(compliments={"food": "advice"}).names("food", True)[0][0] == phrases.typeset("en", advice)
    assert called(compliments={"food": "advice"}).names("food", False) == called().names("food", False)


def test_german_names_what_did_not_please_in_the_accusative() -> None:
    names = called("de", things={"pool": ("der Pool",), "food": ("+der Reihe nach",)})
    assert names.names("pool", False) == (("den Pool", False),)
    assert names.names("pool", True) == (("der Pool", False),)
    assert names.names("food", False) == (("der Reihe nach", True),)
