"""What words mean: well-formed files, and meanings that count across languages."""

import pytest

from sangfroid.analysis.cues.glosses import glosses, read
from sangfroid.analysis.cues.words import FARTHEST_APART, MEANT, Words, apart, meant, named
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
    found = apart(["remboursement", "zzz", "etoile"], "fr")
    assert "m:refund~star" in found
    assert "m:star~refund" not in found
    assert apart(["remboursement", "etoile"], "fr") == {}
    far = ["remboursement", *["zzz"] * FARTHEST_APART, "etoile"]
    assert "m:refund~star" not in apart(far, "fr")
    assert "m:refund~star" in apart([far[0], *far[2:]], "fr")


def test_the_more_stands_apart_the_less_each_pair_weighs() -> None:
    few = apart(["remboursement", "zzz", "etoile"], "fr")
    many = apart([f"w{number}" for number in range(60)], "fr")
    assert len(few) < len(many)
    for values in (few.values(), many.values()):
        assert sum(value * value for value in values) == pytest.approx(len(values) / (len(values) + 1))
