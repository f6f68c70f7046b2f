"""Stars without a word are answered as that: nobody is thanked for what they did not write."""

import re
from dataclasses import replace
from itertools import product

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import DraftOptions, Establishment, Fact, Length, Signature
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.request import DraftRequest
from tests.unit.drafting.test_sentence_choice import families

#: What would speak of words that nobody wrote.
WORDS = {
    "fr": r"messages?|mots?|lignes|lu|lire|lisons|écrit|écrivez|racont|avis|remarque|franchise|détaill",
    "en": r"messages?|words?|read|wr[io]te|comments?|reviews?|account|remarks?|openness|describe\w*",
    "es": r"mensajes?|palabras|leído|leer|leemos|escrib\w+|comentarios?|reseñas?|opinión|cuenta",
    "de": r"Nachricht|Worte|gelesen|lesen|geschrieben|schreiben|schildern|Schilderung|Rückmeldung|Offenheit",
    "it": r"messaggio|parole|letto|leggere|leggiamo|scritto|scrivere|recensione|commento|racconto",
    "nl": r"bericht|woorden|gelezen|lezen|geschreven|schrijft|reactie|openheid|opmerkingen",
    "pt": r"mensagem|palavras|lemos|lido|ler|escrev\w+|comentários?|relato|opinião",
}
AGAIN = "closing_positive"


def house_of(name: str) -> Establishment:
    return Establishment(name, Signature("A. Lee", "owner"), "desk@house.example")


def rated(stars: float | None, language: str, house: str = "Hôtel du Port", **given: object) -> Composition:
    text, title = str(given.pop("text", "")), given.pop("title", None)
    review = Review(text, id="r", title=title and str(title), rating=stars, language=language)
    facts = given.pop("facts", ())
    request = DraftRequest(
        review,
        analyze(review),
        establishment=house_of(house),
        options=replace(DraftOptions(language=language), **given),  # type: ignore[arg-type]
    )
    return compose(replace(request, facts=facts))


def thanked_for_stars(said: Composition) -> bool:
    """Whether the first sentence thanks for a rating."""
    first = said.sentences[0].text
    return any(first.endswith(way[1:]) for way in families("en", "thanks_rating"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_words_nobody_wrote(language: str) -> None:
    known = {move: families(language, move) for move in ("rated_well", "rated_low", AGAIN)}
    for stars, length, variant in product((1, 3, 4, 5), Length, range(4)):
        said = rated(stars, language, length=length, variant=variant)
        assert not re.search(rf"\b(?:{WORDS[language]})\b", said.text, re.IGNORECASE), said.text
        sentences = {sentence.text for sentence in said.sentences}
        assert bool(sentences & known["rated_well"]) is (stars > 3)
        assert bool(sentences & known["rated_low"]) is (stars <= 3)
        assert bool(sentences & known[AGAIN]) is (stars > 3)
        assert ("desk@house.example" in said.text) is (stars <= 3)
        assert 12 <= len(said.text.split()) <= 60, said.text
        context = GuardContext(
            language=language, review=Review("", rating=stars), establishment=house_of("Hôtel du Port")
        )
        assert not guards.check(said.text, context)


def test_a_trade_one_does_not_go_back_to_is_not_looked_forward_to() -> None:
    ways = families("en", AGAIN)
    for house, again in (("Garage Dubreuil", False), ("Northgate", False), ("Harbour Hotel", True)):
        said = rated(5, "en", house)
        assert bool({sentence.text for sentence in said.sentences} & ways) is again


def test_what_the_house_knows_is_said_all_the_same() -> None:
    told = rated(1, "en", facts=(Fact("f", text="The lift was renewed in May.", language="en", public=True),))
    assert "lift" in told.text


@pytest.mark.parametrize(
    ("stars", "text", "title"),
    [(5, "👍 top", None), (5, "", "Perfect"), (1, "Bad.", None), (None, "", None)],
)
def test_a_word_or_a_title_is_answered_as_what_it_says(
    stars: float | None, text: str, title: str | None
) -> None:
    said = rated(stars, "en", text=text, title=title)
    assert not thanked_for_stars(said)


@pytest.mark.parametrize("text", [" \n ", "👍👍", "10/10 !!!"])
def test_a_thumb_or_a_number_is_no_word(text: str) -> None:
    assert thanked_for_stars(rated(5, "en", text=text))
