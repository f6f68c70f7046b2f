"""What a review says of its points, and how much of it a reply takes up."""

import re

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import DraftOptions, Establishment, Fact, Length
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.points import Points, points
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest


def heard(text: str, rating: float, language: str = "en") -> Points:
    analysis = analyze(Review(text, rating=rating, language=language))
    return points(analysis, Remarks(text, language), rating / 5)


def composed(text: str, rating: float, language: str = "en", length: Length = Length.FULL) -> Composition:
    review = Review(text, id="r", rating=rating, language=language)
    options = DraftOptions(length=length)
    return compose(DraftRequest(review, analyze(review), establishment=Establishment("H"), options=options))


MORNING = {
    "fr": ("Petit déjeuner décevant, café froid, pain rassis.", "Petit déjeuner décevant, dîner froid."),
    "en": ("Breakfast was poor, coffee cold.", "Breakfast was poor and dinner was inedible."),
    "es": ("El desayuno fue malo, el café frío.", "El desayuno fue malo y la cena malísima."),
    "de": ("Das Frühstück war schlecht, der Kaffee kalt.", "Das Frühstück war schlecht, das Steak zäh."),
    "it": ("La colazione era pessima, il caffè freddo.", "La colazione era pessima e la pizza cruda."),
    "nl": ("Het ontbijt was slecht, de koffie koud.", "Het ontbijt was slecht en de biefstuk taai."),
    "pt": ("O pequeno-almoço era mau, o café frio.", "O pequeno-almoço era mau e o jantar péssimo."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_eaten_at_breakfast_is_breakfast(language: str) -> None:
    one, two = MORNING[language]
    assert heard(one, 2, language).concerns == ["breakfast"]
    assert set(heard(two, 2, language).concerns) == {"breakfast", "food"}


def test_what_is_praised_at_breakfast_is_breakfast_and_another_sentence_is_not() -> None:
    assert heard("Great breakfast, delicious pancakes.", 5).liked == ["breakfast"]
    assert set(heard("Great breakfast. The coffee at the bar was delicious.", 5).liked) == {
        "breakfast",
        "food",
    }


MOCKED = {
    "fr": "Bravo le service, une heure pour une salade.",
    "en": "Great service, two hours for a burger.",
    "es": "Estupendo servicio, una hora para una caña.",
    "de": "Toller Service, zwei Stunden auf einen Burger gewartet.",
    "it": "Complimenti per il servizio, un'ora per una pizza.",
    "nl": "Geweldige service, twee uur op een biertje gewacht.",
    "pt": "Belo serviço, uma hora por uma bica.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_praise_that_goes_on_to_the_complaint_is_the_complaint(language: str) -> None:
    found = heard(MOCKED[language], 1, language)
    assert "staff" in found.concerns
    assert found.liked == []


@pytest.mark.parametrize(
    ("text", "rating", "liked"),
    [
        ("Great service, two hours flew by.", 5, "staff"),
        ("Great service but the burger took two hours and was cold.", 3, "staff"),
        ("Lovely location, we waited two hours for a burger.", 1, "location"),
        ("Great service, the room was dirty.", 3, "staff"),
    ],
)
def test_praise_that_is_meant_stays_praise(text: str, rating: float, liked: str) -> None:
    assert liked in heard(text, rating).liked


SIX = {
    "fr": "Chambre superbe, petit déjeuner excellent, personnel adorable, piscine magnifique, très bon "
    "emplacement et propreté impeccable.",
    "en": "Lovely room, great breakfast, friendly staff, superb pool, good location and good value.",
}


@pytest.mark.parametrize("language", sorted(SIX))
def test_at_full_length_six_points_of_praise_are_named_in_two_sentences(language: str) -> None:
    said = composed(SIX[language], 5, language)
    assert said.points_left == ()
    naming = [sentence for sentence in said.sentences if sentence.source.kind.value == "review"]
    assert len(naming) == 2
    short = composed(SIX[language], 5, language, Length.STANDARD)
    assert len(short.points_left) == 3


def test_a_complaint_comes_before_further_praise() -> None:
    text = f"{SIX['en'][:-1]}. But the wifi was useless and the parking awful."
    said = composed(text, 3)
    assert re.search(r"internet|Wi-Fi|connection", said.text)
    assert "parking" in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "13 euros for three prawns."),
        ("fr", "Vingt euros la salade, trois feuilles."),
        ("de", "Achtzehn Franken für ein Bier."),
        ("es", "Veinte euros la ensalada."),
        ("it", "Quindici euro per un toast."),
        ("nl", "Twaalf euro voor een soep."),
        ("pt", "Quinze euros por uma sopa."),
    ],
)
def test_a_sum_in_words_is_a_price_somebody_discontent_complains_of(language: str, text: str) -> None:
    assert heard(text, 2, language).concerns[0] == "price"


@pytest.mark.parametrize(
    "text", ["The soup took twenty minutes.", "Three prawns on a plate.", "Room 13, euro chic."]
)
def test_what_is_no_sum_is_no_price(text: str) -> None:
    assert "price" not in heard(text, 2).themes


def test_beside_what_nobody_can_help_the_one_real_complaint_is_regretted() -> None:
    said = composed("Il a plu toute la semaine, et la douche était bouchée.", 1, "fr").text
    assert re.search("évacuation|douche", said)
    assert heard("Il a plu toute la semaine, et la douche était bouchée.", 1, "fr").concerns == ["room"]
    assert heard("Il a plu toute la semaine.", 1, "fr").concerns == []


HOURS = {
    "fr": "Fermé à notre arrivée alors que le site indiquait ouvert jusqu'à 18 h.",
    "en": "Closed when we came although the site said open until ten.",
    "es": "Cerrado cuando llegamos, en Google ponía abierto.",
    "de": "Wir standen vor verschlossener Tür, im Internet steht geöffnet bis 18 Uhr.",
    "it": "Chiuso quando siamo arrivati, il sito diceva aperto fino alle 18.",
    "nl": "Gesloten toen we aankwamen, terwijl de openingstijden iets anders zeggen.",
    "pt": "Fechado quando chegámos, o site dizia aberto até às 18h.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_door_is_answered_with_the_opening_hours(language: str) -> None:
    review = Review(HOURS[language], id="r", rating=2, language=language)
    hours = Fact("h", type="opening_hours", values={"service": "shop", "opens": "10:00", "closes": "18:00"})
    said = compose(DraftRequest(review, analyze(review), facts=(hours,)))
    assert heard(review.text, 2, language).concerns == ["opening_hours"]
    assert said.facts_used == ("h",)
    assert said.points_left == ()


def test_when_the_kitchen_closed_is_a_matter_of_the_hours_first() -> None:
    found = heard("Google says open until 10pm and the kitchen closed at 8.30.", 2)
    assert found.concerns[0] == "opening_hours"


UNWANTED = {
    "fr": "Je ne veux pas de remboursement. Le service était nul.",
    "en": "I don't want my money back. The service was hopeless.",
    "es": "No quiero un reembolso. El servicio fue pésimo.",
    "de": "Ich will keine Erstattung. Der Service war furchtbar.",
    "it": "Non voglio un rimborso. Il servizio era pessimo.",
    "nl": "Ik wil geen terugbetaling. De service was slecht.",
    "pt": "Não quero um reembolso. O serviço foi péssimo.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_asks_for_is_no_point(language: str) -> None:
    found = heard(UNWANTED[language], 2, language)
    assert found.concerns == ["staff"]
    assert "refund" not in found.themes


def test_what_somebody_does_ask_for_stays_a_point() -> None:
    assert "refund" in heard("I want my money back. The service was hopeless.", 2).themes
    assert "price" in heard("I don't want to come back. The prices are awful.", 2).themes


def test_pure_praise_is_not_asked_to_talk_in_private() -> None:
    said = composed("Je suis une idiote, chargeur oublié, on m'en a prêté un. Équipe serviable.", 4, "fr")
    assert "desk@" not in said.text
    assert not re.search(r"en parler|contacter|joindre", said.text), said.text
