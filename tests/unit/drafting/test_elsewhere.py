"""A review that says itself that it is of another house is not answered as this one's complaint."""

from dataclasses import replace

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting import phrases
from sangfroid.drafting.composer import compose
from tests.unit.drafting.test_composer import request

ELSEWHERE = {
    "fr": (
        "Désolée, je me suis trompée d'hôtel, la chambre sale c'était ailleurs.",
        "Cet avis est pour un autre restaurant, très mauvais.",
    ),
    "en": ("This review is for another hotel, sorry. Dirty room.", "Sorry wrong restaurant! Cold food."),
    "es": (
        "Esto es para otro hotel, la habitación estaba sucia.",
        "Perdón me equivoqué de restaurante. Fatal.",
    ),
    "de": (
        "Die Bewertung gilt einem anderen Hotel, das Zimmer war schmutzig.",
        "Sorry falsches Restaurant, schlecht war es.",
    ),
    "it": (
        "Questa recensione è per un altro hotel, camera sporca.",
        "Scusate ho sbagliato ristorante. Pessimo.",
    ),
    "nl": ("Deze beoordeling is voor een ander hotel, vieze kamer.", "Sorry verkeerde zaak. Slecht eten."),
    "pt": ("Isto é para outro hotel, o quarto estava sujo.", "Avaliei o restaurante errado, péssimo."),
}
#: The same words, said of this house.
HERE = {
    "fr": (
        "Chambre sale, nous avons opté pour un autre hôtel.",
        "Je me suis trompée d'hôtel en réservant, décevant et sale.",
    ),
    "en": ("Dirty room, we left for another hotel.", "They gave us the wrong key and the room was dirty."),
    "es": (
        "Habitación sucia, nos fuimos a otro hotel.",
        "Me equivoqué de local, buscaba el otro. Todo malo.",
    ),
    "de": (
        "Schmutziges Zimmer, wir sind in ein anderes Hotel gegangen.",
        "Falsche Rechnung, schlechter Service.",
    ),
    "it": ("Camera sporca, siamo andati in un altro hotel.", "Ho sbagliato a scegliere, ristorante pessimo."),
    "nl": ("Vieze kamer, wij zijn naar een ander hotel gegaan.", "Verkeerde bestelling en slecht eten."),
    "pt": ("Quarto sujo, fomos para outro hotel.", "Enganei-me na data e o quarto estava sujo."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_review_of_no_stay_here(language: str) -> None:
    for text in ELSEWHERE[language]:
        review = Review(text, id="r", rating=1, language=language)
        found = analyze(review)
        assert found.situation is Situation.NO_MATCHING_STAY, text
        asked = request(language, Situation.NO_MATCHING_STAY)
        said = compose(replace(asked, review=review, analysis=found))
        ways = {
            way[0].upper() + way[1:]
            for group in phrases.ways(
                language, "elsewhere", asked.establishment.voice, asked.establishment.person
            )
            for way in group
        }
        assert ways & {sentence.text for sentence in said.sentences}, said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_house_that_is_only_named_changes_nothing(language: str) -> None:
    for text in HERE[language]:
        found = analyze(Review(text, rating=1, language=language))
        assert found.situation is not Situation.NO_MATCHING_STAY, text


def test_who_never_came_is_still_answered_as_before() -> None:
    said = compose(request("en", Situation.NO_MATCHING_STAY, text="Never been there, heard bad things."))
    assert "first-hand" in said.text or "not dealt with" in said.text or "of your own" in said.text


#: The next house is named as the one that was meant; and, with the same words, it is not.
MEANT = {
    "fr": ("Désolé, je voulais noter le restaurant d'en face.", "Le restaurant d'en face est mieux noté."),
    "en": ("Oops, I meant to review the cafe across the street.", "The cafe across the street is better."),
    "es": ("Perdón, quería puntuar la pizzería de al lado.", "Quería cenar en la pizzería de al lado."),
    "de": ("War für den Laden nebenan gedacht.", "Der Lärm vom Laden nebenan war schlimm."),
    "it": (
        "Credo di aver sbagliato locale, volevo recensire la pizzeria di fronte",
        "Ho sbagliato locale, la pizzeria di fronte è molto meglio.",
    ),
    "nl": ("Oeps, ik wilde de bakker hiernaast beoordelen.", "De bakker hiernaast is beter."),
    "pt": ("Desculpem, queria avaliar a pizzaria em frente.", "Queria jantar na pizzaria em frente."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_meant_the_house_next_door_is_wished_well(language: str) -> None:
    meant, named = MEANT[language]
    assert not analyze(Review(named, rating=3, language=language)).elsewhere, named
    review = Review(meant, id="r", rating=3, language=language)
    asked = request(language, Situation.NO_MATCHING_STAY)
    said = compose(replace(asked, review=review, analysis=analyze(review)))
    house = asked.establishment
    well = phrases.ways(language, "farewell", house.voice, house.person)
    # Thanks, that it was understood, good wishes, the signature: no regret and no private matter.
    assert len(said.sentences) == 4
    assert said.sentences[2].text in {way for group in well for way in group}, said.text
