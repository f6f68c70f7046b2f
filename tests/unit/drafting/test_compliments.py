"""What exactly pleased is answered as that, and what is said of the whole beside it."""

from dataclasses import replace
from itertools import product

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience, Length, Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import exact, guards, phrases
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.exact import COMPLIMENTS, WHOLE
from sangfroid.drafting.guards.context import GuardContext
from tests.unit.drafting.test_composer import request

NAMES = tuple(exact.subjects(COMPLIMENTS))
OF_THE_WHOLE = tuple(name for name, themes in exact.subjects(COMPLIMENTS).items() if WHOLE in themes)
EACH = [f"{language}-{name}" for language, name in product(LANGUAGES, NAMES)]


def sentences(language: str, name: str, person: Person = Person.WE) -> set[str]:
    return {way for group in exact.ways(COMPLIMENTS, language, name, person) for way in group}


def written(language: str, text: str, rating: float = 5, **options: object) -> Composition:
    review = Review(text, id="1", rating=rating, language=language)
    asked = request(language, **options)  # type: ignore[arg-type]
    return compose(replace(asked, review=review, analysis=analyze(review)))


def said_in(reply: Composition) -> set[str]:
    return {sentence.text for sentence in reply.sentences}


@pytest.mark.parametrize("each", EACH)
def test_every_sentence_may_be_posted(each: str) -> None:
    language, name = each.split("-")
    context = GuardContext(language=language, audience=Audience.PUBLIC)
    for person in Person:
        for way in sentences(language, name, person):
            found = [finding for finding in guards.check(way, context) if finding.guard != "language"]
            assert not found, (way, found)
            assert not set(way) & set("{}<>()|!0123456789"), way
            assert way[0].isupper(), way
            assert way.endswith("."), way
            assert 5 <= len(way.split()) <= 28, way


@pytest.mark.parametrize("each", EACH)
def test_it_has_words_and_what_is_no_whole_has_a_name(each: str) -> None:
    language, name = each.split("-")
    told = exact.told_in(COMPLIMENTS, language)[name]
    assert told.words.strip()
    assert len(told.said) >= 2
    assert bool(told.called.strip("+ ")) == (name not in OF_THE_WHOLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_them_in_one_order(language: str) -> None:
    assert tuple(exact.told_in(COMPLIMENTS, language)) == NAMES


def test_the_themes_they_stand_with_are_known() -> None:
    known = {theme for themes in exact.subjects(COMPLIMENTS).values() for theme in themes} - {WHOLE}
    assert known <= set(phrases.bank("en").themes)
    assert all(
        set(themes) == {WHOLE} or WHOLE not in themes for themes in exact.subjects(COMPLIMENTS).values()
    )


#: A review in each language that praises exactly this, and one that praises the same for another thing.
SAID = {
    "fr": ("Le serveur nous a donné d'excellents conseils.", "Le serveur était souriant."),
    "en": ("The waiter gave us great advice.", "The waiter was smiling."),
    "es": ("El camarero nos dio muy buenos consejos.", "El camarero era muy simpático."),
    "de": ("Der Kellner hat uns sehr gut beraten.", "Der Kellner war sehr freundlich."),
    "it": ("Il cameriere ci ha dato ottimi consigli.", "Il cameriere era molto simpatico."),
    "nl": ("De ober gaf ons goed advies.", "De ober was heel vriendelijk."),
    "pt": ("O empregado deu-nos ótimos conselhos.", "O empregado foi muito simpático."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_exactly_pleased_is_answered_in_its_own_words(language: str) -> None:
    said, other = SAID[language]
    own = sentences(language, "advice")
    for variant in range(3):
        assert own & said_in(written(language, said, variant=variant)), said
        assert not own & said_in(written(language, other, variant=variant)), other


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_heard_in_a_complaint(language: str) -> None:
    said, _ = SAID[language]
    own = {way for name in NAMES for way in sentences(language, name)}
    assert exact.heard(COMPLIMENTS, language, "staff", [spaced(said)]) == "advice"
    assert exact.heard(COMPLIMENTS, language, "parking", [spaced(said)]) is None
    bad = {
        "fr": "Personnel odieux.",
        "en": "Appalling staff.",
        "es": "Personal pésimo.",
        "de": "Personal furchtbar.",
    }
    bad |= {"it": "Personale pessimo.", "nl": "Vreselijk personeel.", "pt": "Pessoal péssimo."}
    assert not own & said_in(written(language, bad[language], 1))


#: Somebody who comes back, in each language, and somebody who never will.
BACK = {
    "fr": ("Nous venons chaque été depuis dix ans, un régal.", "Nous ne reviendrons pas."),
    "en": ("We have been coming every summer for years, lovely.", "We will not be back."),
    "es": ("Venimos todos los veranos desde hace años, una delicia.", "No volveremos."),
    "de": ("Wir kommen seit Jahren jeden Sommer, herrlich.", "Wir kommen nicht wieder."),
    "it": ("Veniamo ogni estate da anni, una meraviglia.", "Non torneremo."),
    "nl": ("We komen al jaren elke zomer, heerlijk.", "Wij komen niet terug."),
    "pt": ("Vimos todos os verões há anos, uma maravilha.", "Não voltaremos."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_who_comes_back_is_thanked_for_that(language: str) -> None:
    back, never = BACK[language]
    loyal, again = sentences(language, "loyal"), sentences(language, "will_return")
    assert (loyal | again) & said_in(written(language, back))
    assert not (loyal | again) & said_in(written(language, never, 1))
    assert exact.heard_of_the_whole(COMPLIMENTS, language, [spaced(never)]) == []


def test_where_nothing_else_is_named_it_stands_for_general_praise() -> None:
    general = {
        way
        for voice in Voice
        for group in phrases.ways("en", "praise_general", voice, Person.WE)
        for way in group
    }
    reply = said_in(written("en", "We have been coming every summer for years."))
    assert sentences("en", "loyal") & reply
    assert not general & reply


def test_the_full_length_has_room_for_a_second() -> None:
    text = "We came for our wedding anniversary. We have been coming every summer for years."
    named = {
        name
        for name in OF_THE_WHOLE
        if sentences("en", name) & said_in(written("en", text, length=Length.FULL))
    }
    assert named == {"loyal", "occasion"}
    standard = said_in(written("en", text))
    assert len([name for name in OF_THE_WHOLE if sentences("en", name) & standard]) == 1


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("I recommend it warmly.", True),
        ("I would not recommend it.", False),
        ("I wouldn't really recommend it.", False),
        ("We will be back.", True),
        ("We will never be back.", False),
    ],
)
def test_a_negation_turns_praise_into_none(text: str, heard: bool) -> None:
    assert bool(exact.heard_of_the_whole(COMPLIMENTS, "en", [spaced(text)])) is heard


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Je recommande sans hésiter."),
        ("fr", "Pas déçus, on reviendra."),
        ("fr", "Aucun souci, je recommande."),
        ("en", "I recommend it without hesitation."),
        ("en", "No complaints, will be back."),
        ("en", "Not disappointed, would recommend."),
        ("es", "Lo recomiendo sin duda."),
        ("de", "Ich kann das Haus ohne Einschränkung empfehlen."),
        ("de", "Keine Beschwerden, kommen gerne wieder."),
        ("it", "Lo consiglio senza dubbio."),
        ("pt", "Recomendo sem dúvida."),
    ],
)
def test_without_doubt_is_no_negation(language: str, text: str) -> None:
    found = exact.heard_of_the_whole(COMPLIMENTS, language, [spaced(text)])
    assert {"recommended", "will_return"} & set(found), text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Je ne le recommande à personne."),
        ("fr", "Nous n'y reviendrons plus."),
        ("es", "No lo recomiendo."),
        ("es", "No volveremos."),
        ("de", "Wir kommen nicht wieder."),
        ("it", "Non lo consiglio."),
        ("it", "Non ci torneremo."),
        ("nl", "Wij komen niet meer terug."),
        ("nl", "Ik raad het niet aan."),
        ("pt", "Não recomendo."),
        ("pt", "Não voltarei."),
    ],
)
def test_whoever_says_no_is_not_thanked_for_a_yes(language: str, text: str) -> None:
    assert exact.heard_of_the_whole(COMPLIMENTS, language, [spaced(text)]) == []


def test_a_negation_in_a_gap_and_behind_counts_too() -> None:
    assert exact.heard_of_the_whole(COMPLIMENTS, "de", [spaced("Ich kann es nur empfehlen.")]) == [
        "recommended"
    ]
    assert exact.heard_of_the_whole(COMPLIMENTS, "de", [spaced("Ich kann es nicht empfehlen.")]) == []
    assert exact.heard_of_the_whole(COMPLIMENTS, "fr", [spaced("Je recommande pas.")]) == []


@pytest.mark.parametrize(
    ("language", "none", "some"),
    [
        ("fr", "Aucune belle vue depuis la chambre.", "Une belle vue depuis la chambre."),
        ("en", "No great views from up there.", "Great views from up there."),
        ("es", "Ninguna bonita vista desde el balcón.", "Una bonita vista desde el balcón."),
        ("de", "Kein toller Blick vom Balkon.", "Ein toller Blick vom Balkon."),
        ("it", "Nessuna bella vista dal balcone.", "Una bella vista dal balcone."),
        ("nl", "Geen mooi uitzicht vanaf het balkon.", "Een mooi uitzicht vanaf het balkon."),
        ("pt", "Nenhuma vista bonita da varanda.", "Uma vista bonita da varanda."),
    ],
)
def test_what_there_is_none_of_is_not_praised(language: str, none: str, some: str) -> None:
    told = [exact.heard(COMPLIMENTS, language, "location", [spaced(text)]) for text in (none, some)]
    assert told == [None, "view"]


def test_what_is_said_once_beside_two_subjects_is_answered_once_and_both_are_named() -> None:
    reply = written("en", "Lovely staff and lovely food, with a welcome drink on the house.")
    assert len(sentences("en", "small_attention") & said_in(reply)) == 1
    assert "the food" in reply.text
    assert reply.points_left == ()


def test_who_books_again_and_again_is_not_thanked_for_praise_of_the_booking() -> None:
    reply = written("es", "Siempre reservo aquí, volvería a reservar con los ojos cerrados.")
    own = {way for group in phrases.theme_ways("es", "booking", True, Person.WE) for way in group}
    assert not own & said_in(reply)
    assert (sentences("es", "loyal") | sentences("es", "will_return")) & said_in(reply)
    assert reply.points_left == ()


def test_the_first_thing_that_pleased_exactly_leads_and_the_others_follow() -> None:
    reply = written(
        "en", "The receptionist gave us great advice. The room was lovely and breakfast excellent."
    )
    texts = [sentence.text for sentence in reply.sentences]
    led = next(at for at, text in enumerate(texts) if text in sentences("en", "advice"))
    assert "breakfast" in texts[led + 1]
    assert "room" in texts[led + 1]
