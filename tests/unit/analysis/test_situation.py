"""What reply is due: words where they are clear, the stars where they go both ways."""

import pytest

from sangfroid.analysis import situation
from sangfroid.analysis.lexicon import Hit
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Blackmail, Review, Situation, Theme, Tone, ToneLabel

BOTH = "Great breakfast but the room was dirty."
PRAISE = "Lovely staff, superb breakfast, perfect location, we loved it."


@pytest.mark.parametrize(
    ("text", "rating", "scale", "situation"),
    [
        (BOTH, None, 5, Situation.MIXED),
        (BOTH, 3, 5, Situation.MIXED),
        (BOTH, 4, 5, Situation.MIXED),
        (BOTH, 5.5, 10, Situation.MIXED),
        ("Joli cadre, mais plats froids et service désagréable.", 1, 5, Situation.NEGATIVE),
        ("Joli cadre, mais plats froids et service désagréable.", 2, 10, Situation.NEGATIVE),
        ("Todo estupendo, solo que el ascensor es algo lento.", 5, 5, Situation.POSITIVE),
        (f"{PRAISE} The room smelled of smoke.", 3, 5, Situation.MIXED),
        (f"{PRAISE} The room smelled of smoke.", 4, 5, Situation.POSITIVE),
        (f"{PRAISE} We were there in May.", 3, 5, Situation.POSITIVE),
        ("Compré una cafetera en agosto.", 3, 5, Situation.UNCLEAR),
        ("Perfetto, tutto splendido", 1, 5, Situation.UNFAIR),
        ("Polizza rinnovata con piacere a mia insaputa, nessuno risponde.", 1, 5, Situation.NEGATIVE),
        ("It rained all week and the hotel cannot help that.", 1, 5, Situation.UNFAIR),
        ("Perfetto il mare, ma la camera era sporca e rumorosa.", 1, 5, Situation.NEGATIVE),
        ("Une journaliste du quotidien régional m'a rappelée.", 1, 5, Situation.NEGATIVE),
        ("L'assurance refuse, mon père était hospitalisé, sinistre mal géré.", 1, 5, Situation.NEGATIVE),
        ("La salade m'a envoyé à l'hôpital, malaise et fièvre.", 1, 5, Situation.SAFETY),
    ],
)
def test_situation(text: str, rating: float | None, scale: float, situation: Situation) -> None:
    assert analyze(Review(text, rating=rating, rating_max=scale)).situation is situation


@pytest.mark.parametrize(
    "text",
    [
        "Wrong place I think, this is for the Seaview in Whitby, not this one. Cold food.",
        "Sorry, wrong restaurant",
        "We were at another branch across town. Terrible service.",
        "Awful. Not this one, the one with the same name in Leeds.",
        "My mistake, this review wasn't meant for you.",
        "Esta reseña creo que es para otro hotel",
        "Perdón, restaurante equivocado. La paella estaba fría.",
        "Fatal, el que se llama igual en Burgos. Me equivoqué de página.",
        "Péssimo. Foi outro restaurante, o que tem o mesmo nome em Braga",
        "Isto não era para vocês, enganei-me na página",
        "Desculpem, hotel errado. Péssimo serviço.",
        "Pardon, erreur de restaurant. Plats froids.",
        "Service odieux. Cet avis ne vous concerne pas, je me suis trompée de page.",
        "Plats froids. C'était celui qui porte le même nom à Lyon.",
        "Sorry, falsches Restaurant. Das Essen war kalt.",
        "Die Bewertung ist glaube ich für ein anderes Hotel.",
        "Wir waren in einer anderen Filiale. Schrecklicher Service.",
        "Scusate, ristorante sbagliato. Cibo freddo.",
        "La recensione credo sia per un altro hotel.",
        "Pessimo. Era quello con lo stesso nome a Bari.",
        "Sorry, verkeerd restaurant. Het eten was koud.",
        "Deze review is denk ik voor een ander hotel.",
        "Slechte service. Dit was niet voor jullie bedoeld.",
    ],
)
def test_a_review_of_another_house_says_so(text: str) -> None:
    assert analyze(Review(text, rating=1, rating_max=5)).situation is Situation.NO_MATCHING_STAY


@pytest.mark.parametrize(
    "text",
    [
        "Rude staff. Next time we'll go to another hotel.",
        "Cold food, not the right place for children.",
        "This one is better than their other branch.",
        "We booked the wrong hotel for a quiet week, the noise was awful.",
        "Wrong hotel for families, dirty and loud.",
        "They delivered to the wrong branch and nobody cared.",
        "Worse than the one with the same name in Leeds.",
        "We were at another branch last week and it was far better, this one is dirty.",
        "Dirty and loud, this place is not meant for you if you like to sleep.",
        "Sucio. La próxima vez iremos a otro hotel.",
        "Elegimos el hotel equivocado, sucio y ruidoso.",
        "Peor que el que se llama igual en Burgos.",
        "Quarto sujo. Da próxima vez vamos para outro hotel.",
        "Escolhemos o hotel errado, sujo e barulhento.",
        "Pior que o que tem o mesmo nome em Braga.",
        "Sale et bruyant. La prochaine fois nous irons dans un autre hôtel.",
        "Mauvais restaurant, plats froids.",
        "Moins bon que celui qui porte le même nom à Lyon.",
        "Falsches Hotel gebucht, schmutzig und laut.",
        "Schmutzig. Nächstes Mal nehmen wir ein anderes Hotel.",
        "Sporco. Abbiamo scelto il ristorante sbagliato.",
        "Peggio di quello con lo stesso nome a Bari.",
        "Vies. Volgende keer gaan we naar een ander hotel.",
        "We hebben een verkeerd restaurant gekozen, het eten was koud.",
    ],
)
def test_another_house_in_a_review_of_this_one_is_a_comparison(text: str) -> None:
    assert analyze(Review(text, rating=1, rating_max=5)).situation is not Situation.NO_MATCHING_STAY


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ([], False),
        ([("says", 0, 4)], True),
        ([("one", 0, 4), ("other", 20, 25)], True),
        ([("other", 0, 4), ("one", 20, 25)], True),
        ([("one", 0, 4), ("other", 84, 90)], True),
        ([("one", 0, 4), ("other", 85, 90)], False),
        ([("one", 0, 4), ("one", 60, 64), ("other", 140, 145)], True),
        ([("one", 0, 4), ("one", 20, 25)], False),
        ([("other", 0, 4), ("other", 20, 25)], False),
        ([("harmless", 0, 14), ("other", 20, 25)], False),
    ],
)
def test_halves_tell_a_situation_only_near_each_other(signs: list[tuple[str, int, int]], told: bool) -> None:
    hits = [Hit(start, end, name, 1.0, name) for name, start, end in signs]
    assert situation._told(hits) is told


@pytest.mark.parametrize("name", sorted(situation.OUTSIDE))
def test_what_lies_outside_the_house_is_no_complaint_about_it(name: str) -> None:
    """Two halves near each other excuse the house unless it is complained of as well."""
    halves = [Hit(0, 4, "one", 1.0, "one"), Hit(20, 25, "other", 1.0, "other")]
    tone = Tone(ToneLabel.ANGRY, -0.8, 0.5)
    outside, room = Theme(name, -0.9, 0, 4, "x"), Theme("room", -0.9, 30, 34, "y")
    for about, due in (((outside,), Situation.UNFAIR), ((outside, room), Situation.NEGATIVE)):
        hits = {"not_theirs": halves}
        assert situation.decide(Review("x", rating=1), tone, Blackmail(), (), about, hits, ()) is due


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "12 euros la bière, c'est du vol."),
        ("fr", "Voleurs ! 9 euros le coca."),
        ("en", "Thieves! 9 euros for a coke."),
        ("en", "Thieves, they charged me 400 for nothing."),
        ("es", "Ladrones, 8 euros por una caña."),
        ("de", "Diebe! 9 Euro für eine Cola."),
        ("de", "Das ist Diebstahl, 9 Euro für eine Cola."),
        ("it", "Ladri! 7 euro per un caffè."),
        ("nl", "Dieven! 7 euro voor een koffie."),
        ("pt", "Ladrões! 7 euros por um café."),
    ],
)
def test_to_call_a_price_theft_is_no_incident(language: str, text: str) -> None:
    assert analyze(Review(text, rating=1, language=language)).situation is not Situation.SAFETY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thieves! 200 euros gone from my room."),
        ("en", "My wallet with 200 euros was stolen at the table."),
        ("en", "There are thieves about, keep an eye on your bag."),
        ("fr", "On nous a volé 200 euros dans la chambre."),
        ("de", "Diebstahl im Zimmer, 200 Euro weg."),
        ("nl", "Diefstal uit onze kamer, 200 euro weg."),
    ],
)
def test_what_was_stolen_stays_an_incident_whatever_its_sum(language: str, text: str) -> None:
    assert analyze(Review(text, rating=1, language=language)).situation is Situation.SAFETY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I am coeliac and asked about the menu, the waiter did not know."),
        ("en", "As a coeliac I was happy with the menu, but service was slow."),
        ("de", "Ich habe Zöliakie und die Karte sagt nichts dazu."),
        ("es", "Soy celíaco y la carta no indica nada."),
        ("it", "Sono celiaca e il menù non indica nulla."),
        ("nl", "Ik heb coeliakie en de kaart zegt niets."),
        ("pt", "Sou celíaco e o menu não indica nada."),
        ("en", "The music made me sick of it."),
    ],
)
def test_a_diet_and_having_had_enough_are_no_incident(language: str, text: str) -> None:
    assert analyze(Review(text, rating=3, language=language)).situation is not Situation.SAFETY


@pytest.mark.parametrize(
    "text",
    [
        "I am coeliac, they said gluten free and I was ill all night.",
        "I am coeliac and was given gluten.",
        "The oysters made me sick.",
        "My father had a heart attack and nobody called an ambulance.",
    ],
)
def test_who_came_to_harm_is_told_so(text: str) -> None:
    assert analyze(Review(text, rating=1, language="en")).situation is Situation.SAFETY


def test_a_diet_that_was_minded_is_no_incident() -> None:
    text = (
        "A friend, allergic to sesame, had a plate of his own, no fuss. A bit loud, a long wait on Fridays."
    )
    assert analyze(Review(text, rating=4, language="en")).situation is not Situation.SAFETY
    harmed = "I am allergic to sesame and nobody had told me, I was taken to hospital."
    assert analyze(Review(harmed, rating=4, language="en")).situation is Situation.SAFETY


def test_a_small_lunch_is_a_breakfast_and_a_bad_taste_a_complaint() -> None:
    text = "Esqueci-me de marcar o pequeno-almoço. Culpa minha, bem sei, mas ficou um mau sabor."
    found = analyze(Review(text, rating=2, language="pt"))
    assert found.situation is Situation.UNFAIR
    assert [theme.quote for theme in found.themes if theme.name == "breakfast"] == ["pequeno-almoço"]
    assert all(theme.quote != "pequeno" for theme in found.themes)


@pytest.mark.parametrize(
    ("text", "rating", "due"),
    [
        # Two stars are no praise, five no complaint that is not loud.
        (
            "Good beds, good pasta, nice view. The pool had nineteen degrees and the bikes flat tyres.",
            2,
            Situation.MIXED,
        ),
        (
            "Good beds, good pasta, nice view. The pool had nineteen degrees and the bikes flat tyres.",
            4,
            Situation.POSITIVE,
        ),
        ("Our room was not ready, but they found another one at once.", 5, Situation.MIXED),
        ("Awful, dirty, rude, the worst night of my life.", 5, Situation.NEGATIVE),
    ],
)
def test_words_against_the_stars_are_heard_with_them(text: str, rating: float, due: Situation) -> None:
    assert analyze(Review(text, rating=rating, language="en")).situation is due


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("Excellent hotel, perfect staff, lovely breakfast.", Situation.UNFAIR),
        ("Danke für die schlaflose Nacht.", Situation.NEGATIVE),
        ("Gracias por amargarnos las vacaciones.", Situation.NEGATIVE),
        ("We were promised a quiet clean room.", Situation.NEGATIVE),
        ("Wow, amazing: two hours on hold.", Situation.NEGATIVE),
        ("Great room, great staff, 3 hours of waiting.", Situation.NEGATIVE),
    ],
)
def test_praise_with_the_lowest_rating_is_unfair_only_where_nothing_takes_it_back(
    text: str, situation: Situation
) -> None:
    assert analyze(Review(text, rating=1)).situation is situation


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It rained every day of our holiday."),
        ("de", "Es hat die ganze Woche geregnet."),
        ("es", "Llovió toda la semana."),
        ("nl", "Het regende de hele week."),
        ("pt", "Choveu a semana toda."),
    ],
)
def test_who_blames_the_rain_alone_blames_nobody(language: str, text: str) -> None:
    assert analyze(Review(text, rating=1, language=language)).situation is Situation.UNFAIR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Como no nos gustó el vino nos lo cambiaron por otro sin ningún problema y sin cobrarlo."),
        ("it", "Deposito restituito subito, zero problemi."),
    ],
)
def test_five_stars_for_what_went_well_are_praise_however_told(language: str, text: str) -> None:
    assert analyze(Review(text, rating=5, language=language)).situation is Situation.POSITIVE
    assert analyze(Review(text, rating=3, language=language)).situation is not Situation.POSITIVE
