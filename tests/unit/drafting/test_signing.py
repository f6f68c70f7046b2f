"""How a model signs, and sentences that only look like it."""

from itertools import chain

import pytest

from sangfroid.domain.draft import Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import phrases
from sangfroid.drafting.signing import Unsigned

GREETING = "Madame, Monsieur,"


def left(language: str, *texts: str) -> list[str]:
    """What stays of sentences that follow a greeting."""
    unsigned = Unsigned(language)
    assert unsigned.left_of(GREETING) == GREETING
    return [kept for text in texts if (kept := unsigned.left_of(text))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_the_house_signs_with_is_one(language: str):
    for voice in Voice:
        for person in Person:
            for formula in chain.from_iterable(phrases.ways(language, "signoff", voice, person)):
                assert left(language, formula, "Jean Dupont") == [], formula


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fr", ["Cordialement,", "Jean Dupont, directeur"]),
        ("fr", ["Cordialement, la direction"]),
        ("fr", ["Bien cordialement, Jean Dupont."]),
        ("fr", ["Cordialement, [Votre nom]"]),
        ("fr", ["Cordialement, [[P1]]", "Directrice de l’hôtel des Tilleuls."]),
        ("fr", ["Jean Dupont, directeur."]),
        ("fr", ["L’équipe de l’Hôtel Test"]),
        ("fr", ["— La direction."]),
        (
            "fr",
            [
                "Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.",
                "Jean Dupont",
            ],
        ),
        ("en", ["Kind regards,", "Jane Doe, General Manager"]),
        ("en", ["Sincerely, the Harbour Hotel team"]),
        ("en", ["The management"]),
        ("es", ["Atentamente,", "Juan Pérez, director"]),
        ("es", ["Reciba un cordial saludo, la dirección"]),
        ("de", ["Mit freundlichen Grüßen", "Hans Müller, Direktor"]),
        ("de", ["Herzliche Grüße, Ihr Team vom Hotel am See"]),
        ("it", ["Cordiali saluti,", "Mario Rossi, direttore"]),
        ("it", ["La direzione"]),
        ("nl", ["Met vriendelijke groet,", "Jan de Vries, directeur"]),
        ("nl", ["Het team van Hotel Zee"]),
        ("pt", ["Com os melhores cumprimentos,", "João Silva, diretor"]),
        ("pt", ["A equipa do Hotel Mar"]),
    ],
)
def test_a_sign_off_is_dropped(language: str, texts: list[str]):
    assert left(language, *texts) == []


def test_a_sign_off_at_the_end_of_a_sentence_is_cut_off():
    said = "Nous restons à votre écoute."
    assert left("fr", f"{said} Cordialement, Jean Dupont, directeur") == [said]
    assert left("fr", f"{said} La direction") == [said]
    assert left("fr", f"{said} Bien à vous,", "Jean Dupont") == [said]
    assert left("en", "Do write to us! Best wishes, Jane") == ["Do write to us!"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Cordialement remercié par notre équipe, vous avez reçu un bon."),
        ("fr", "Toute l’équipe vous remercie."),
        ("fr", "La direction reste à votre écoute."),
        ("fr", "Merci à toute l’équipe."),
        ("fr", "Nous remercions M. le directeur."),
        ("fr", "Direction et réception : [[CONTACT]]"),
        ("fr", "Jean Dupont"),
        ("en", "Sincerely, we regret the noise."),
        ("en", "Best wishes for your next trip."),
        ("en", "Thank you."),
        ("en", "Ask our Manager."),
        ("es", "Gracias a nuestro equipo."),
        ("es", "Un saludo de nuestro chef acompañó la cena."),
        ("de", "Vielen Dank."),
        ("de", "Fragen Sie unser Team."),
        ("de", "Mit den besten Wünschen für Ihre Reise."),
        ("it", "La direzione ha letto il Suo messaggio."),
        ("nl", "Het team leest elk bericht."),
        ("pt", "A equipa agradece."),
    ],
)
def test_a_sentence_stays(language: str, text: str):
    assert left(language, text) == [text]


def test_a_greeting_by_role_stays_and_a_sentence_after_the_formula_too():
    assert Unsigned("fr").left_of("Monsieur le Directeur,") == "Monsieur le Directeur,"
    said = "Nous lisons chaque avis."
    assert left("fr", "Cordialement,", said, "Jean Dupont") == [said, "Jean Dupont"]
