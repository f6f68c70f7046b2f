"""Who says "see you soon" to whom."""

import re

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Establishment, Signature
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import phrases
from sangfroid.drafting.composer import compose
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.speaking import Trade
from sangfroid.drafting.trade import is_the_house, lodges, premises, trade_of

AGAIN = (
    "see you|next visit|welcome you back|look after you|looking after you|seeing you|welcoming you"
    "|until next time"
)


def house(name: str, role: str = "owner") -> Establishment:
    return Establishment(name, Signature("A. Lee", role), "desk@house.example")


def closing(text: str, rating: int, name: str) -> str:
    review = Review(text, id=text, rating=rating, language="en")
    return compose(DraftRequest(review, analyze(review), establishment=house(name))).sentences[-2].text


@pytest.mark.parametrize(
    ("name", "trade"),
    [
        ("Garage Dubreuil", Trade.ONCE),
        ("Elm Street Dental", Trade.ONCE),
        ("Swift Removals", Trade.ONCE),
        ("Pompes funèbres Martin", Trade.ONCE),
        ("Zahnarztpraxis Dr. Weiß", Trade.ONCE),
        ("Onoranze funebri Rossi", Trade.ONCE),
        ("Uitvaartzorg De Linde", Trade.ONCE),
        ("Clínica Dental Sol", Trade.ONCE),
        ("Harbour Hotel", Trade.AGAIN),
        ("Le Bistrot du Phare", Trade.AGAIN),
        ("Kiku Ramen", Trade.AGAIN),
        ("Museu do Mar", Trade.AGAIN),
        ("Northgate", Trade.UNKNOWN),
        # What it was is in its name still.
        ("Restaurant Le Garage", Trade.UNKNOWN),
    ],
)
def test_a_house_is_known_by_its_name(name: str, trade: Trade) -> None:
    assert trade_of(house(name), "", "en", ()) is trade


def test_a_house_is_known_by_the_role_that_signs() -> None:
    assert trade_of(house("Northgate", "workshop manager"), "", "en", ()) is Trade.ONCE


SERVED = {
    "fr": "Notre déménagement s'est bien passé.",
    "en": "The funeral director was kind.",
    "es": "El cerrajero llegó en media hora.",
    "de": "Unser Umzug lief gut.",
    "it": "L'idraulico è arrivato subito.",
    "nl": "De slotenmaker was er snel.",
    "pt": "O canalizador chegou depressa.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_review_tells_the_trade_where_the_name_does_not(language: str) -> None:
    assert trade_of(house("Northgate"), SERVED[language], language, ()) is Trade.ONCE


def test_a_guest_who_speaks_of_a_garage_is_a_guest() -> None:
    text = "The room was lovely and we left the car in the garage."
    assert trade_of(house("Northgate"), text, "en", ("room", "parking")) is Trade.AGAIN


def test_an_insurance_is_not_looked_forward_to() -> None:
    assert trade_of(house("Northgate"), "They settled my claim in a week.", "en", ("contract",)) is Trade.ONCE
    assert trade_of(house("Harbour Hotel"), "They settled my claim.", "en", ("contract",)) is Trade.AGAIN


def test_nobody_is_seen_again_with_pleasure_by_an_undertaker() -> None:
    said = closing("Kind, discreet, everything was perfect. Thank you all.", 5, "Hill Funeral Directors")
    assert not re.search(AGAIN, said.casefold())
    assert re.search(AGAIN, closing("Lovely room, wonderful staff!", 5, "Harbour Hotel").casefold())


def test_who_complains_of_a_trade_nobody_knows_is_not_told_to_come_back() -> None:
    texts = ("Rude staff, dreadful.", "Nobody answered, shocking service.", "Awful, rude on the phone.")
    for text in texts:
        assert not re.search(f"{AGAIN}|chance|trust|confidence", closing(text, 1, "Northgate").casefold())


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_closings_speak_of_no_next_time(language: str) -> None:
    again = {
        "fr": "revoir|retrouver|bientot|prochain",
        "en": AGAIN,
        "es": "volver|pronto|proxima|de nuevo con usted",
        "de": "wiederseh|begruß|bis bald|nachste",
        "it": "rived|accogl|presto|prossim",
        "nl": "terug te zien|verwelkom|tot snel|volgende keer",
        "pt": "volte|breve|proxima|voltar",
    }[language]
    for move in ("closing_neutral", "closing_wishes"):
        for way in everything(language, move):
            assert not re.search(again, way.casefold()), way


def everything(language: str, move: str) -> list[str]:
    moves = phrases.bank(language).moves[move]
    return [*moves.both, *moves.formal, *moves.warm]


@pytest.mark.parametrize(
    ("name", "text", "sleeps"),
    [
        ("Harbour Hotel", "The room was cramped.", True),
        ("Hotel Restaurant Krone", "The room was cramped.", True),
        ("Seaview", "The room was cramped.", True),
        ("Brass Rail Grill", "The room was cramped.", False),
        ("Brass Rail Grill", "We slept badly, the room was cramped.", True),
        ("Fenway Motors", "The waiting room was cramped.", False),
        ("Seaview", "The garage had my car for a week, the room was dirty.", False),
    ],
)
def test_a_room_is_one_to_sleep_in_where_the_house_or_the_review_says_so(
    name: str, text: str, sleeps: bool
) -> None:
    assert lodges(house(name), text, "en") is sleeps


ROOMS = {
    "fr": ("Restaurant Chez Paul", "La chambre était moche."),
    "en": ("Brass Rail Grill", "The room was ugly."),
    "es": ("Restaurante Sol", "La habitación era fea."),
    "de": ("Restaurant Krone", "Das Zimmer war furchtbar."),
    "it": ("Ristorante Sole", "La camera era brutta."),
    "nl": ("Restaurant Zon", "De kamer was vreselijk."),
    "pt": ("Restaurante Sol", "O quarto era feio."),
}
SLEPT_IN = r"chambre|\broom\b|habitación|Zimmer|camera|kamer|quarto"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_restaurant_answers_for_no_bedroom(language: str) -> None:
    name, text = ROOMS[language]
    review = Review(text, id="r", rating=2, language=language)
    said = compose(DraftRequest(review, analyze(review), establishment=house(name))).text
    assert not re.search(SLEPT_IN, said), said
    assert re.sub(r"^\+?(?:\w+\s)?", "", premises(language)) in said
    at_hotel = compose(DraftRequest(review, analyze(review), establishment=house("Hotel Sol"))).text
    assert re.search(SLEPT_IN, at_hotel), at_hotel


def test_a_garage_is_no_place_to_park_at_a_garage() -> None:
    assert is_the_house("garage", house("Garage Martin"))
    assert not is_the_house("garage", house("Hôtel Martin"))
    assert not is_the_house("age", house("Garage Martin"))
    review = Review("Garage étroit et sale. Accueil froid.", id="r", rating=2, language="fr")
    for name, parked in (("Garage Martin", False), ("Hôtel du Quai", True)):
        said = compose(DraftRequest(review, analyze(review), establishment=house(name))).text
        assert bool(re.search("stationnement|garer|(le|au|du) garage", said)) is parked, said


@pytest.mark.parametrize(
    ("text", "name", "again"),
    [
        ("Very kind people, quick answer.", "Northgate", False),
        ("Very kind people, quick answer.", "Harbour Hotel", True),
        ("Very kind people in a lovely quiet spot.", "Northgate", True),
        ("Very kind people, and good value.", "Northgate", False),
    ],
)
def test_a_trade_nobody_knows_is_looked_forward_to_where_a_place_is_spoken_of(
    text: str, name: str, again: bool
) -> None:
    for number in range(6):
        review = Review(text, id=str(number), rating=5, language="en")
        said = compose(DraftRequest(review, analyze(review), establishment=house(name))).sentences[-2].text
        assert bool(re.search(AGAIN, said.casefold())) is again, said
