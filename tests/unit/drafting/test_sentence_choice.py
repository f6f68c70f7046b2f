"""Which sentences stand together in one reply, and which must not go."""

import re
from dataclasses import replace
from itertools import pairwise, product

import pytest

from sangfroid.domain.draft import Length, Person, Source, SourceKind, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation, Tone, ToneLabel
from sangfroid.drafting import phrases
from sangfroid.drafting.composer import compose
from sangfroid.drafting.plan import Need, Piece, Room, fit
from tests.unit.drafting.test_composer import request, typical


def families(language: str, move: str) -> set[str]:
    """Every wording of a move, as it stands in a reply."""
    ways = {
        way
        for voice, person in product(Voice, Person)
        for group in phrases.ways(language, move, voice, person)
        for way in group
    }
    return {way[0].upper() + way[1:] for way in ways}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_sentences_of_one_kind_never_stand_side_by_side(language: str) -> None:
    kinds = [families(language, "care"), families(language, "attention")]
    for situation, length, variant in product(Situation, Length, range(3)):
        if situation in {Situation.PRESSURE, Situation.ORGANISED}:
            continue
        said = typical(language, situation, length=length, variant=variant)
        at = 0
        for count in said.paragraphs:
            paragraph = [sentence.text for sentence in said.sentences[at : at + count]]
            at += count
            for one, next_one in pairwise(paragraph):
                for kind in kinds:
                    assert not {one, next_one} <= kind, said.text


def test_a_reply_regrets_in_other_words_than_those_it_has_said() -> None:
    """The same disappointment twice in two sentences reads as a form letter."""
    for variant in range(12):
        said = typical("fr", Situation.UNFAIR, themes=(("product_quality", -0.7),), variant=variant)
        words = re.findall(r"déception|décevant|contrariété|contrariant", said.text)
        assert len({word[:5] for word in words}) == len(words), said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_reply_keeps_the_strongest_point_s_own_regret(language: str) -> None:
    themes = (("price", -0.2), ("noise", -0.9), ("waiting", -0.3))
    own = {
        way[0].upper() + way[1:]
        for person in Person
        for group in phrases.theme_ways(language, "noise", False, person)
        for way in group
    }
    for situation, variant in product(
        (Situation.NEGATIVE, Situation.MIXED, Situation.REFUSED_DEMAND), range(4)
    ):
        said = typical(language, situation, themes=themes, length=Length.SHORT, variant=variant)
        assert own & {sentence.text for sentence in said.sentences}, said.text


def test_a_lesser_point_never_stands_without_the_strongest() -> None:
    source = Source(SourceKind.REVIEW)
    strongest = Piece("w " * 50, source, 0, Need.FACT, ("noise",))
    lesser = Piece("And the price, too.", source, 0, Need.POINT, ("price",), follows="noise")
    assert fit([strongest, lesser], Room(1, 90, 100), None) == [strongest, lesser]
    assert fit([strongest, lesser], Room(1, 30, 40), None) == []


def two_sided(language: str, polarity: float, label: ToneLabel, rating: float | None, **given: object) -> str:
    """A mixed review of which no subject was heard."""
    asked = request(language, Situation.MIXED, **given)  # type: ignore[arg-type]
    tone = Tone(label, polarity, 0.5)
    review = replace(asked.review, text="x", rating=rating)
    return compose(replace(asked, review=review, analysis=replace(asked.analysis, tone=tone))).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mixed_review_without_a_subject_gets_a_kind_word_and_a_regret(language: str) -> None:
    praise, regret = families(language, "praise_partly"), families(language, "regret_partly")
    for voice, length, variant in product(Voice, Length, range(3)):
        given = {"voice": voice, "length": length, "variant": variant}
        both = two_sided(language, 0.0, ToneLabel.MIXED, 3.0, **given)
        assert any(way in both for way in praise), both
        assert any(way in both for way in regret), both
        # Where nothing was praised, nothing is thanked for; where all was well, nothing is regretted.
        only_bad = two_sided(language, -0.4, ToneLabel.DISAPPOINTED, 3.0, **given)
        assert not any(way in only_bad for way in praise), only_bad
        only_good = two_sided(language, 0.4, ToneLabel.SATISFIED, 3.0, **given)
        assert not any(way in only_good for way in regret), only_good


@pytest.mark.usefixtures("as_judged")
@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_a_complaint_alone_nobody_is_thanked_for_praise(language: str) -> None:
    praise = families(language, "praise_partly")
    for variant in range(6):
        given = {"variant": variant, "themes": (("noise", -0.8),)}
        blamed = two_sided(language, -0.1, ToneLabel.MIXED, 3.0, **given)
        assert not any(way in blamed for way in praise), blamed
        assert any(way in two_sided(language, 0.3, ToneLabel.MIXED, 3.0, **given) for way in praise)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_subject_was_heard_nothing_is_said_in_general(language: str) -> None:
    general = families(language, "praise_partly") | families(language, "regret_partly")
    for variant in range(4):
        said = typical(language, Situation.MIXED, variant=variant)
        assert not general & {sentence.text for sentence in said.sentences}


#: Words for care and attention, and for taking seriously.
CARE = {
    "fr": r"soin\w*|attenti\w+",
    "en": r"care\w*|attenti\w+",
    "es": r"cuidado\w*|aten(?:ción|t)\w*",
    "de": r"[Ss]org(?:falt|fältig)\w*|[Aa]ufmerksam\w*",
    "it": r"cura|attenzione|attent\w+",
    "nl": r"zorg\w*|aandacht\w*",
    "pt": r"cuidado\w*|aten(?:ção|t)\w*",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grave_reply_speaks_of_care_once(language: str) -> None:
    repeated = replies = 0
    for situation, length, variant in product(
        (Situation.SAFETY, Situation.INSULTING, Situation.RETROACTIVE), Length, range(8)
    ):
        said = typical(language, situation, length=length, variant=variant).text.split("\n\n")
        found = re.findall(rf"\b(?:{CARE[language]})\b", " ".join(said[:-1]))
        replies += 1
        repeated += len({word[:4].lower() for word in found}) < len(found)
    # Where a recent or a shorter wording leaves no choice, once is the rule all the same.
    assert repeated <= replies // 24, (repeated, replies)
