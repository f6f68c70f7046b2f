"""What words mean: well-formed files, and meanings that count across languages."""

import pytest

from sangfroid.analysis.cues.words import FARTHEST_APART, MEANT, Apart, Words, apart_named, meant, named
from sangfroid.analysis.glosses import glosses, read
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_glosses_as_texts_are_read(language: str) -> None:
    known = glosses(language)
    assert len(known) > 4000
    assert all(NormalizedText(form).plain == form for form in known)


def test_a_language_without_glosses_has_none() -> None:
    assert glosses("und") == {}


def test_one_demand_means_the_same_in_every_language() -> None:
    said = {
        "fr": "remboursement",
        "en": "refunds",
        "es": "reembolso",
        "de": "ruckerstattung",
        "it": "rimborso",
        "nl": "terugbetaling",
        "pt": "reembolso",
    }
    assert {glosses(language)[word] for language, word in said.items()} == {"refund"}


@pytest.mark.parametrize(
    "text",
    [
        "refund\n",
        "refund:\n",
        "Refund: rembourser\n",
        "refund: rembourser  rendre\n",
        "refund: rembourser\n\nreview: avis\n",
        "refund: rembourser\nreview: avis rembourser\n",
    ],
)
def test_a_file_that_is_not_well_formed_is_refused(text: str) -> None:
    with pytest.raises(InvalidData, match="line"):
        read(text, "fr.txt")


def test_meanings_follow_each_other_without_the_emptiest() -> None:
    known = {"je": "i", "mets": "post", "l": "the", "avis": "review"}
    assert meant(["je", "mets", "l", "zzz", "avis"], known) == ["<", "i", "post", "zzz", "review", ">"]
    assert meant([], known) == ["<", ">"]


def test_what_is_learnt_in_one_language_counts_in_another() -> None:
    table = {"@refund": (100, 0, 0), "@refund or": (100, 0, 0)}
    for language, words in (("fr", ["remboursement", "ou"]), ("de", ["ruckerstattung", "oder"])):
        weights = Words(table)
        alone = weights.weigh(words[:1], language).pressure
        assert alone > 0
        found = named(words, language)
        both = sum(value for name, value in found.items() if name in table)
        assert weights.weigh(words, language).pressure == pytest.approx(both)
        assert found["@refund or"] / found[f"{language}={words[0]}"] == MEANT


def test_meanings_apart_are_those_near_each_other_that_do_not_touch() -> None:
    found = apart_named(["remboursement", "zzz", "etoile"], "fr")
    assert "m:refund~star" in found
    assert "m:star~refund" not in found
    assert apart_named(["remboursement", "etoile"], "fr") == {}
    far = ["remboursement", *["zzz"] * FARTHEST_APART, "etoile"]
    assert "m:refund~star" not in apart_named(far, "fr")
    assert "m:refund~star" in apart_named([far[0], *far[2:]], "fr")


def test_the_more_stands_apart_the_less_each_pair_weighs() -> None:
    few = apart_named(["remboursement", "zzz", "etoile"], "fr")
    many = apart_named([f"w{number}" for number in range(60)], "fr")
    assert len(few) < len(many)
    for values in (few.values(), many.values()):
        assert sum(value * value for value in values) == pytest.approx(len(values) / (len(values) + 1))


def test_the_sum_of_meanings_apart_is_what_their_names_add_up_to() -> None:
    table = {"m:refund~star": 1.5, "m:refund~review": -0.25, "m:bed~star": 9.0}
    words = ["remboursement", "zzz", "avis", "etoile", "etoile"]
    expected = sum(table.get(name, 0.0) * value for name, value in apart_named(words, "fr").items())
    assert expected
    assert Apart(table).pressure(words, "fr") == pytest.approx(expected)


def test_a_glimpse_hears_each_word_and_no_two_together() -> None:
    table = {
        "@refund": (100, 0, 0),
        "#rem": (7, 0, 0),
        "@refund or": (900, 0, 0),
        "fr_< remboursement": (900, 0, 0),
    }
    words = ["remboursement", "ou"]
    found = named(words, "fr")
    expected = found["@refund"] + 0.07 * found["#rem"]
    for _ in ("first", "again"):
        assert Words(table).glimpse(words, "fr") == pytest.approx(expected)
    assert Words(table).pressure(words, "fr") > 2 * expected
