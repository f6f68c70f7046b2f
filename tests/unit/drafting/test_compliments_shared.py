"""What pleased is said once, of the subject it was said of: two things praised together are both named, and
somebody praised by name is thanked for without it."""

from dataclasses import replace

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Establishment
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import exact, persons
from sangfroid.drafting.exact import COMPLIMENTS
from sangfroid.drafting.persons import PERSON
from tests.unit.drafting.test_compliments import said_in, sentences, written
from tests.unit.drafting.test_composer import request

#: A spotless room and a superb view, in each language, and what a reply calls the two.
ROOM_AND_VIEW = {
    "fr": ("Chambre impeccable et vue superbe sur le lac.", "la chambre", "la vue"),
    "en": ("Spotless room and a superb view of the lake.", "the room", "the view"),
    "es": ("Habitación impecable y vistas preciosas al mar.", "la habitación", "las vistas"),
    "it": ("Camera impeccabile e vista stupenda sul lago.", "la camera", "la vista"),
    "nl": ("Keurige kamer en een prachtig uitzicht op het meer.", "de kamer", "het uitzicht"),
    "pt": ("Quarto espaçoso com vista para o rio.", "o quarto", "a vista"),
}


@pytest.mark.parametrize("language", ROOM_AND_VIEW)
def test_the_view_is_praised_once_and_the_room_keeps_its_name(language: str) -> None:
    text, room, view = ROOM_AND_VIEW[language]
    for variant in range(3):
        reply = written(language, text, variant=variant)
        assert room in reply.text, reply.text
        assert reply.text.count(view) == 1, reply.text
        assert reply.points_left == ()


def test_what_is_said_of_a_nearer_subject_is_not_said_of_another() -> None:
    reply = written("fr", "Très bien accueillie, coupe parfaite.")
    assert not sentences("fr", "careful_work") & said_in(reply)
    assert "l’accueil et la coupe" in reply.text


def test_what_was_said_exactly_is_not_named_again() -> None:
    reply = written("fr", "Emplacement calme et ombragé, sanitaires impeccables.")
    assert sentences("fr", "quiet") & said_in(reply)
    assert "l’emplacement et les sanitaires" in reply.text
    assert reply.text.count("calme") == 1
    assert reply.points_left == ()


def test_the_gift_of_the_staff_stays_theirs_though_the_coffee_stands_nearer() -> None:
    reply = written("fr", "L'équipe, adorable, nous a offert les cafés.")
    assert sentences("fr", "small_attention") & said_in(reply)


def test_what_pleased_in_a_sentence_of_no_subject_is_answered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def surely(kind: str, language: str, said: str) -> str | None:
        return "view" if kind == COMPLIMENTS and "sunrise" in said else None

    monkeypatch.setattr(exact, "surely_told", surely)
    reply = written("en", "Best days in years. Sunrise at six and nobody in a hurry.")
    assert sentences("en", "view") & said_in(reply)
    # The room, of which a view may be said, is praised by its name already.
    reply = written("en", "Lovely room and lovely location. Sunrise at six and nobody in a hurry.")
    assert not sentences("en", "view") & said_in(reply)
    assert "the room" in reply.text


def test_quick_service_and_the_service_are_two_names() -> None:
    reply = written("nl", "De bediening was snel en vriendelijk.")
    assert "de vlotte service" in reply.text
    assert "het team" in reply.text
    assert not sentences("nl", "service_fast") & said_in(reply)


def test_a_price_that_was_kept_says_more_than_the_quote() -> None:
    reply = written("it", "Preventivo rispettato e lavoro fatto bene.")
    assert sentences("it", "price_kept") & said_in(reply)
    assert "il preventivo" not in reply.text
    assert "il lavoro" in reply.text
    assert "il preventivo" in written("it", "Preventivo ottimo.").text
    assert exact.outdoes(COMPLIMENTS, "price_kept", "contract")
    assert not exact.outdoes(COMPLIMENTS, "fresh", "food")


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("de", "Brot und Kuchen sind hervorragend.", "das Brot und der Kuchen"),
        ("nl", "Lekkere koffie en heerlijke taart.", "de koffie en de taart"),
        ("en", "The soup and the bread were lovely.", "the soup and the bread"),
        ("es", "La sopa y el pan estaban muy buenos.", "la sopa y el pan"),
        ("it", "Pizza e dolci ottimi.", "la pizza e i dolci"),
        ("pt", "A sopa e o pão estavam ótimos.", "a sopa e o pão"),
    ],
)
def test_two_things_praised_together_are_both_named(language: str, text: str, named: str) -> None:
    assert named in written(language, text).text


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Lovely coffee and stale cake.", "the cake"),
        ("Great pizza and no wine.", "the wine"),
        ("Lovely coffee and the cake that we had ordered for the children on Sunday.", "the cake"),
    ],
)
def test_what_is_not_praised_with_it_is_not_named(text: str, other: str) -> None:
    assert other not in written("en", text).text


#: Somebody praised by first name alone.
BY_NAME = {
    "fr": "Inès est adorable et très à l'écoute.",
    "en": "Sarah was wonderful.",
    "es": "Carmen es un encanto.",
    "de": "Danke an Sabine, die beste!",
    "it": "Giulia è bravissima.",
    "nl": "Sanne is een topper.",
    "pt": "A Marta é um amor.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_praised_by_name_is_thanked_for_without_it(language: str) -> None:
    reply = written(language, BY_NAME[language])
    assert sentences(language, PERSON) & said_in(reply), reply.text
    assert not {"Inès", "Sarah", "Carmen", "Sabine", "Giulia", "Sanne", "Marta"} & set(reply.text.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Notre chien Max a été adorable."),
        ("fr", "Ma fille Léa est adorable et ravie."),
        ("fr", "Tout était super. Julie"),
        ("en", "My wife Sarah was lovely about it, and we loved the place."),
        ("en", "The Sarah Bernhardt cake was wonderful."),
        ("it", "La Margherita è stupenda."),
        ("de", "Die Schokolade ist ein Schatz."),
    ],
)
def test_the_kin_the_dish_and_the_signature_are_nobody_of_the_house(language: str, text: str) -> None:
    assert not sentences(language, PERSON) & said_in(written(language, text))


def test_neither_the_house_nor_the_writer_is_a_person_praised() -> None:
    plain = Review("Carmen es un encanto.", id="1", rating=5, language="es")
    asked = replace(request("es"), review=plain, analysis=analyze(plain))
    house = Establishment(name="Casa Carmen")
    assert persons.praised("es", plain, asked.analysis, asked.establishment)
    assert not persons.praised("es", plain, asked.analysis, house)
    assert not persons.praised("es", replace(plain, author="Carmen"), asked.analysis, Establishment())


def test_where_the_people_are_praised_anyway_no_name_is_needed() -> None:
    reply = written("fr", "Personnel très sympathique. Inès est adorable.")
    assert not sentences("fr", PERSON) & said_in(reply)


def test_praise_in_so_many_words_is_heard_at_three_stars() -> None:
    text = (
        "Parque de campismo sossegado, com boa sombra. "
        "Os balneários precisavam de uma limpeza mais frequente."
    )
    assert sentences("pt", "quiet") & said_in(written("pt", text, 3))


def test_what_is_only_supposed_at_three_stars_is_no_praise() -> None:
    text = "Si vous aimez le calme, demandez une chambre sur cour. Sinon, prévoyez des bouchons."
    assert not sentences("fr", "quiet") & said_in(written("fr", text, 3))
