"""What words of reviews mean, and the fields of their meanings."""

import pytest

from sangfroid.analysis import glosses as glosses_module
from sangfroid.analysis.glosses import glosses
from sangfroid.analysis.meanings import fields, fields_told, meanings, read
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.choosing import spaced

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


def test_a_form_has_one_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glosses_module, "read", lambda text, name: {"soup": "drink"})
    with pytest.raises(InvalidData, match=r"meanings/en\.txt: soup"):
        meanings.__wrapped__("en")


def test_every_field_has_meanings_that_words_have() -> None:
    said = {meaning for language in LANGUAGES for meaning in meanings(language).values()}
    assert fields().keys() <= said
    named = {field for of in fields().values() for field in of}
    assert len(named) > 100
    # A field of one word says no more than that word.
    assert all(sum(field in of for of in fields().values()) > 2 for field in named)


def test_a_meaning_may_belong_to_several_fields() -> None:
    known = read("heating: boiler radiator\nbroken: boiler\n")
    assert known == {"boiler": ("heating", "broken"), "radiator": ("heating",)}


@pytest.mark.parametrize("line", ["heating", "heating:", "Heating: boiler", "heating: two  spaces", "x: 3b"])
def test_a_line_of_another_shape_is_refused(line: str) -> None:
    with pytest.raises(InvalidData, match=r"fields\.txt, line 2"):
        read(f"bed: pillow\n{line}\n")


def test_fields_are_told_alone_and_with_those_near_them() -> None:
    assert fields_told(["<", "heater", ">"]) == [("heating",)]
    assert fields_told([]) == []
    soup, cold = ("food",), ("cold",)
    assert {soup, cold} <= {*fields_told(["soup", "arrive", "cold"])}
    assert ("food", "cold") in fields_told(["soup", "be", "cold"])
    assert ("cold", "food") not in fields_told(["soup", "be", "cold"])


def test_each_field_is_told_once_and_in_order() -> None:
    assert fields_told(["heater", "be", "heater"]) == [("heating",), ("heating", "heating")]


def test_fields_far_from_each_other_are_not_told_together() -> None:
    between = ["be"] * 6
    assert ("food", "cold") in fields_told(["soup", *between[1:], "cold"])
    assert ("food", "cold") not in fields_told(["soup", *between, "cold"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_written_as_reviews_are_read(language: str) -> None:
    assert [form for form in meanings(language) if spaced(form) != f" {form} "] == []
