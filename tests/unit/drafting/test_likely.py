"""What a sentence most likely tells, by all its words."""

import math
from typing import Any

import numpy as np
import pytest

from sangfroid.drafting import exact, likely, own_words
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.exact import COMPLIMENTS, GRIEVANCES
from sangfroid.drafting.likely import Weights, named
from sangfroid.drafting.likely_training import Sentence, in_pairs, order, packed, spelt


def arrays(**changed: Any) -> dict[str, Any]:
    """Two names that add to two grievances."""
    made = {
        "names": np.frombuffer(b"en=cold\nen=soup", np.uint8),
        "order": np.frombuffer(b"served_cold\nbed", np.uint8),
        "starts": np.array([0, 2, 3]),
        "places": np.array([0, 1, 0]),
        "shares": np.array([10, -5, 4]),
        "bias": np.array([-1.0, -2.0]),
        "step": np.float32(0.5),
    }
    return made | changed


def test_every_word_adds_its_share_to_what_it_may_tell() -> None:
    weights = Weights(arrays())
    scale = named(["cold", "soup"], "en")["en=cold"]
    assert weights.weigh("cold soup", "en").tolist() == pytest.approx([-1 + 7 * scale, -2 - 2.5 * scale])
    assert weights.weigh("nothing here", "en").tolist() == [-1, -2]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", " the soup was cold and the waiter was cold too "),
        ("fr", " la soupe etait froide et la note salee "),
        ("de", " suppe "),
        ("pt", ""),
    ],
)
def test_nothing_is_weighed_but_what_words_count_for(language: str, said: str) -> None:
    counted = named(likely.words(said), language)
    names = sorted({*counted, "en=unsaid"})
    weights = Weights(
        arrays(
            names=np.frombuffer("\n".join(names).encode(), np.uint8),
            starts=np.arange(len(names) + 1),
            places=np.arange(len(names)) % 2,
            shares=np.arange(len(names)) - 3,
        )
    )
    expected = [-1.0, -2.0]
    for at, name in enumerate(names):
        expected[at % 2] += 0.5 * (at - 3) * counted.get(name, 0.0)
    assert weights.weigh(said, language).tolist() == pytest.approx(expected)
    # And so with what is kept of each word from the first time.
    assert weights.weigh(said, language).tolist() == pytest.approx(expected)


def test_numbers_say_nothing() -> None:
    weights = Weights(arrays())
    assert weights.weigh("cold soup 40 3b", "en").tolist() == weights.weigh("cold soup", "en").tolist()


@pytest.mark.parametrize(
    "changed",
    [
        {"starts": np.array([0, 2])},
        {"starts": np.array([0, 2, 4])},
        {"places": np.array([0, 1])},
        {"bias": np.array([0.0])},
    ],
)
def test_arrays_that_do_not_fit_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="fit"):
        Weights(arrays(**changed))


def test_a_missing_array_is_named() -> None:
    made = arrays()
    del made["bias"]
    with pytest.raises(ValueError, match="bias"):
        Weights(made)


def test_what_is_shipped_knows_all_that_can_be_told() -> None:
    assert tuple(likely.weights().places) == order()


def test_what_is_packed_weighs_as_before_but_for_small_shares() -> None:
    shares = np.zeros((3, len(order())))
    shares[0, 0], shares[1, 4], shares[2, 1] = 1.5, -0.74, 0.05
    weights = Weights(packed(["en=b", "en=a", "en=c"], shares, [0.0] * len(order())))
    scale = named(["a", "b", "c"], "en")["en=a"]
    assert weights.weigh("a b c", "en")[[0, 4, 1]].tolist() == pytest.approx([1.5 * scale, -0.7 * scale, 0])


def test_entries_are_spelt_out_in_turn() -> None:
    assert list(spelt(" cold|icy soup|soups|broth* # ")) == ["cold soup", "icy soups", "cold broth"]
    assert list(spelt("~ #")) == []


def test_two_sentences_of_a_language_are_learnt_from_as_one() -> None:
    told = [
        Sentence("en", "The soup was cold.", frozenset({"served_cold"})),
        Sentence("en", "Loud, too!", frozenset({"noisy"})),
        Sentence("fr", "Rien.", frozenset()),
    ]
    pairs = list(in_pairs(told, 30))
    assert pairs == list(in_pairs(told, 30))
    # What has no other of its language beside it stays alone.
    assert len(pairs) == 20
    assert {pair.text for pair in pairs} == {"The soup was cold, Loud, too!", "Loud, too, The soup was cold."}
    assert {pair.tells for pair in pairs} == {frozenset({"served_cold", "noisy"})}


def test_a_sentence_without_end_is_read_in_parts() -> None:
    filler = " and then we walked along the quay to see the boats" * 12
    told = " the soup was stone cold when it reached our table"
    names = tuple(exact.subjects(GRIEVANCES))
    best, odds = likely.likeliest("en", names, filler + told + filler) or ("", 0.0)
    assert best == "served_cold"
    assert odds > 3 + likely.weights().weigh(filler, "en")[likely.weights().places[best]]
    # What stands beyond all that is read changes nothing.
    far = likely.likeliest("en", names, filler * 9 + told)
    assert far == likely.likeliest("en", names, filler * 9) != (best, odds)


def test_a_few_words_say_too_little() -> None:
    names = tuple(exact.subjects(GRIEVANCES))
    assert likely.likeliest("en", names, " stone cold ") is None
    assert likely.likeliest("en", names, " ") is None
    assert likely.likeliest("en", (), " the soup was stone cold when it reached our table ") is None


def test_few_words_take_surer_odds(monkeypatch: pytest.MonkeyPatch) -> None:
    many, few = " our window looked straight onto the bins behind the kitchen ", " window onto the bins "
    for odds, told in ((0.2, (None, None)), (1.0, ("poor_view", None)), (4.0, ("poor_view", "poor_view"))):
        monkeypatch.setattr(likely, "likeliest", lambda *_, odds=odds: ("poor_view", odds))
        assert (exact.surely_told(GRIEVANCES, "en", many), exact.surely_told(GRIEVANCES, "en", few)) == told


#: What no list has words for, and a sentence much like it that tells nothing of the kind.
TOLD = [
    (
        *("it", "no_space"),
        "Abbiamo girato mezz’ora prima di trovare dove lasciare la macchina.",
        "Abbiamo girato mezz’ora per il centro prima di trovare la gelateria.",
    ),
    (
        *("nl", "wrong_order"),
        "Mijn zus kreeg haar hoofdgerecht toen wij al aan de koffie zaten.",
        "Mijn zus nam een hoofdgerecht met vis en wij zaten al snel aan de koffie.",
    ),
]


@pytest.mark.parametrize(("language", "name", "said", "near"), TOLD)
def test_what_no_list_has_words_for_is_heard(language: str, name: str, said: str, near: str) -> None:
    theme = next(iter(exact.subjects(GRIEVANCES)[name]))
    assert not exact.tells(GRIEVANCES, language, name, [spaced(said)])
    assert exact.heard(GRIEVANCES, language, theme, [spaced(said)]) == name
    assert exact.heard_of_anything(GRIEVANCES, language, [spaced(said)]) == name
    assert exact.heard_whatever(GRIEVANCES, language, spaced(said)) == [name]
    assert exact.heard(GRIEVANCES, language, theme, [spaced(near)]) is None
    assert exact.heard_whatever(GRIEVANCES, language, spaced(near)) == []


#: Words of a list that mean it, and the same words where they do not.
MEANT = [
    (
        *("pt", "noisy"),
        "Havia barulho na rua o dia inteiro.",
        "Deixei o carro na oficina por causa de um barulho nos travões e agora o travão chia ainda mais.",
    ),
    (
        *("en", "rude"),
        "The waiter shouted at my wife in front of the other guests.",
        "We shouted and danced with the band all night.",
    ),
]


@pytest.mark.parametrize(("language", "name", "said", "near"), MEANT)
def test_words_that_hardly_mean_it_are_let_go(language: str, name: str, said: str, near: str) -> None:
    words = own_words.pattern(exact.told_in(GRIEVANCES, language)[name].words)
    assert words.search(spaced(said))
    assert words.search(spaced(near))
    assert exact.tells(GRIEVANCES, language, name, [spaced(said)])
    assert not exact.tells(GRIEVANCES, language, name, [spaced(near)])


def test_nothing_speaks_against_what_was_not_learnt() -> None:
    assert likely.odds("en", "person", " thank you maria ", (1, 5)) == math.inf


#: By language: a complaint, and the same words behind what says that there was none.
DENIED = {
    "fr": ("charged_extra", "Un supplément même pour l’eau.", "Aucun supplément même pour l’eau."),
    "en": ("queue", "There was a queue right to the door.", "No queue at the door, in and out."),
    "es": ("charged_extra", "Nos cobraron un recargo por la cuna.", "La cuna, sin recargo por nada."),
    "de": (
        "charged_extra",
        "Versteckte Kosten auf der Rechnung.",
        "Keine versteckten Kosten auf der Rechnung.",
    ),
    "it": ("smell", "Una puzza di fogna in bagno.", "Un bagno pulito e senza puzza di fogna."),
    "nl": ("worn", "Het bankstel was versleten.", "Oud bankstel, maar niet versleten."),
    "pt": ("queue", "Filas de uma hora para tudo.", "Correu tudo sem filas de uma hora."),
}


@pytest.mark.parametrize("language", DENIED)
def test_what_is_denied_is_no_complaint(language: str) -> None:
    name, said, denied = DENIED[language]
    words = own_words.pattern(exact.told_in(GRIEVANCES, language)[name].words)
    assert words.search(spaced(denied))
    assert exact.tells(GRIEVANCES, language, name, [spaced(said)])
    assert not exact.tells(GRIEVANCES, language, name, [spaced(denied)])


def test_a_name_of_the_reviews_own_says_more() -> None:
    language, name, said, _ = TOLD[0]
    assert exact.heard(GRIEVANCES, language, "parking", [spaced(said)]) == name
    assert exact.heard(GRIEVANCES, language, "parking", [spaced(said)], named=True) is None


def test_it_is_told_of_its_own_subjects_alone() -> None:
    language, name, said, _ = TOLD[1]
    assert "wifi" not in exact.subjects(GRIEVANCES)[name]
    assert exact.heard(GRIEVANCES, language, "wifi", [spaced(said)]) is None


def test_praise_that_is_denied_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely, "likeliest", lambda *_: ("recommended", 4.0))
    assert exact.heard_of_the_whole(COMPLIMENTS, "en", [spaced("Somebody told us to go there.")]) == [
        "recommended"
    ]
    assert exact.heard_of_the_whole(COMPLIMENTS, "en", [spaced("I would never go there.")]) == []


def test_words_that_are_most_of_a_sentence_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely, "odds", lambda *_: -9.0)
    assert exact.tells(
        COMPLIMENTS, "de", "recommended", [spaced("Ich kann das Haus ohne Einschränkung empfehlen.")]
    )
    told = "Ob ich kann das Haus ohne Einschränkung empfehlen sagen darf nach nur einer Nacht?"
    assert not exact.tells(COMPLIMENTS, "de", "recommended", [spaced(told)])


@pytest.mark.parametrize(
    ("language", "denied", "said"),
    [
        ("en", "Not too far away from the airport.", "Too far away from the airport."),
        ("fr", "Pas trop loin du centre.", "Beaucoup trop loin du centre."),
        ("es", "No muy lejos del centro.", "Muy lejos del centro."),
        ("de", "Nicht zu weit vom Zentrum.", "Viel zu weit vom Zentrum."),
    ],
)
def test_what_no_list_says_is_not_learnt_from_words_that_are_denied(
    language: str, denied: str, said: str
) -> None:
    assert exact.heard_whatever(GRIEVANCES, language, spaced(denied)) == []
    assert exact.heard_whatever(GRIEVANCES, language, spaced(said)) == ["far_away"]
