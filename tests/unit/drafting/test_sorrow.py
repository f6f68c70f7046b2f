"""Where somebody mourns or is ill, a human sentence comes first, and never names it."""

import re
from itertools import product

import pytest

from sangfroid.domain.draft import Length, Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation
from sangfroid.drafting import phrases, sorrow
from tests.unit.drafting.test_composer import typical

TOLD = {
    "fr": ("Nous venions pour l'enterrement de ma mère.", "J'étais hospitalisée, ils ont gardé l'acompte."),
    "en": ("We stayed the night after the funeral.", "I was in hospital and they kept the deposit."),
    "es": ("Veníamos al entierro de mi padre.", "Me operaron y no me cambiaron la fecha."),
    "de": ("Wir kamen zur Beerdigung meiner Mutter.", "Ich lag im Krankenhaus, storniert wurde nichts."),
    "it": ("Eravamo lì per il funerale di mio padre.", "Ero in ospedale e non hanno rimborsato."),
    "nl": ("Wij kwamen voor de begrafenis van mijn vader.", "Ik lag in het ziekenhuis."),
    "pt": ("Viemos ao velório da minha mãe.", "Fui operada e não mudaram a data."),
}
#: The same words, of something else.
HARMLESS = {
    "fr": (
        "Un enterrement de vie de garçon réussi.",
        "Ambiance d'enterrement.",
        "Garanties obsèques chères.",
    ),
    "en": (
        "The bar was like a funeral.",
        "Nearly had a heart attack at the bill.",
        "They lost my father's bag.",
    ),
    "es": (
        "La cena parecía un funeral.",
        "Me han ingresado el dinero dos veces.",
        "Un seguro de decesos caro.",
    ),
    "de": (
        "Stimmung wie auf einer Beerdigung.",
        "Wir sind fast gestorben vor Hitze.",
        "Ein Bad wie im Krankenhaus.",
    ),
    "it": (
        "Sembrava un funerale.",
        "Bianco e freddo, come in ospedale.",
        "Il prezzo fa quasi venire un infarto.",
    ),
    "nl": (
        "Net een begrafenis, zo stil.",
        "Een kamer als in het ziekenhuis.",
        "Bijna een hartinfarct van de prijs.",
    ),
    "pt": ("Parecia um velório.", "Clima de enterro no restaurante."),
}


def families(language: str, move: str) -> set[str]:
    return {
        way[0].upper() + way[1:]
        for voice, person in product(Voice, Person)
        for group in phrases.ways(language, move, voice, person)
        for way in group
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_sentence_is_a_human_one(language: str) -> None:
    for text, move in zip(TOLD[language], ("condolence", "well_wish"), strict=True):
        for situation, length in product(sorted(sorrow.SPOKEN_OF), Length):
            said = typical(language, situation, text=text, length=length)
            assert said.sentences[1].text in families(language, move), said.text
            assert "!" not in said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_neither_a_death_nor_an_illness(language: str) -> None:
    """What it says would tell nobody who did not read the review what happened."""
    for move in ("condolence", "well_wish"):
        for way in families(language, move):
            assert sorrow.heard(way, language) is None, way
            assert not re.search(
                r"(?i)malad|ill\b|sick|enferm|krank|malatt|ziek|doen|deuil|loss|verlies", way
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_tell_of_something_else_are_no_sorrow(language: str) -> None:
    for text in HARMLESS[language]:
        assert sorrow.heard(text, language) is None, text
    assert sorrow.heard("", language) is None


def test_grave_matters_and_attacks_keep_their_own_words() -> None:
    for situation in set(Situation) - sorrow.SPOKEN_OF:
        said = typical("en", situation, text=TOLD["en"][0])
        assert not families("en", "condolence") & {sentence.text for sentence in said.sentences}


def test_nobody_is_told_what_a_joy_their_review_is() -> None:
    for variant in range(8):
        text = TOLD["en"][0]
        said = typical(
            "en", Situation.POSITIVE, text=text, voice=Voice.WARM, variant=variant, length=Length.FULL
        )
        joyful = families("en", "thanks_positive") | families("en", "encouragement")
        assert not any(way.lower() in said.text.lower() for way in joyful), said.text
