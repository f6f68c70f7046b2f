"""What words of reviews mean, and which matters their meanings belong to."""

import pytest

from sangfroid.analysis.cues.glosses import glosses
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.meanings import matters, meanings, read, told_of

#: A word of each language that only replies need the meaning of.
FURTHER = {
    "fr": ("oignons", "onion"),
    "en": ("lettuce", "salad"),
    "es": ("lechuga", "salad"),
    "de": ("unbequem", "uncomfortable"),
    "it": ("appiccicoso", "sticky"),
    "nl": ("verstopt", "clog"),
    "pt": ("entupido", "block"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glosses_of_the_analysis_are_known_and_more(language: str) -> None:
    known = meanings(language)
    assert glosses(language).items() <= known.items()
    form, meaning = FURTHER[language]
    assert form not in glosses(language)
    assert known[form] == meaning


def test_nothing_is_known_of_another_language() -> None:
    assert meanings("und") == {}


def test_every_matter_has_meanings_that_words_have() -> None:
    said = {meaning for language in LANGUAGES for meaning in meanings(language).values()}
    assert matters().keys() <= said
    named = {matter for of in matters().values() for matter in of}
    assert len(named) > 100
    # What would be a matter of one word says no more than that word.
    assert all(sum(matter in of for of in matters().values()) > 2 for matter in named)


def test_a_meaning_may_belong_to_several_matters() -> None:
    known = read("heating: boiler radiator\nbroken: boiler\n")
    assert known == {"boiler": ("heating", "broken"), "radiator": ("heating",)}


@pytest.mark.parametrize("line", ["heating", "heating:", "Heating: boiler", "heating: two  spaces", "x: 3b"])
def test_a_line_of_another_shape_is_refused(line: str) -> None:
    with pytest.raises(InvalidData, match=r"matters\.txt, line 2"):
        read(f"bed: pillow\n{line}\n")


def test_matters_are_told_alone_and_with_those_near_them() -> None:
    assert told_of(["<", "heater", ">"]) == [("heating",)]
    assert told_of([]) == []
    soup, cold = ("food",), ("cold",)
    assert {soup, cold} <= {*told_of(["soup", "arrive", "cold"])}
    assert ("food", "cold") in told_of(["soup", "be", "cold"])
    assert ("cold", "food") not in told_of(["soup", "be", "cold"])


def test_each_matter_is_told_once_and_in_order() -> None:
    assert told_of(["heater", "be", "heater"]) == [("heating",), ("heating", "heating")]


def test_matters_far_from_each_other_are_not_told_together() -> None:
    between = ["be"] * 6
    assert ("food", "cold") in told_of(["soup", *between[1:], "cold"])
    assert ("food", "cold") not in told_of(["soup", *between, "cold"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_written_as_reviews_are_read(language: str) -> None:
    assert [form for form in meanings(language) if spaced(form) != f" {form} "] == []
