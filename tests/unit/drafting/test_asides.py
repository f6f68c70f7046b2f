"""A wish or a small reserve beside praise is about its own clause, and is taken up without regret."""

import re

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Establishment, Fact
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Theme
from sangfroid.drafting.asides import Asides, reserves, wishes
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest


def themes(text: str, *words: tuple[str, float]) -> list[Theme]:
    found = []
    for word, polarity in words:
        start = text.index(word)
        found.append(Theme(word, polarity, start, start + len(word), word))
    return found


def reserved(text: str, language: str, *words: tuple[str, float]) -> tuple[list[str], bool]:
    found = reserves(Remarks(text, language), themes(text, *words))
    return [theme.name for theme in found.about], found.unnamed


def wished(text: str, language: str, *words: tuple[str, float]) -> tuple[list[str], bool]:
    found: Asides = wishes(Remarks(text, language), themes(text, *words))
    return [theme.name for theme in found.about], found.unnamed


def composed(text: str, rating: float, language: str = "en", facts: tuple[Fact, ...] = ()) -> Composition:
    review = Review(text, id="r", rating=rating, language=language)
    return compose(DraftRequest(review, analyze(review), facts=facts, establishment=Establishment("H")))


#: What is announced as a reserve, what is said mildly, and what only sounds like either.
RESERVES = {
    "fr": (
        ("Repas parfait. Seul bémol : le wifi coupait.", "Repas", "wifi"),
        ("Repas parfait mais wifi un peu lent.", "Repas", "wifi"),
        ("Repas parfait, aucun bémol, wifi un peu partout.", "Repas", "wifi"),
        "Repas parfait. Seul bémol : il faut repartir !",
    ),
    "en": (
        ("Great food. Only downside was the wifi.", "food", "wifi"),
        ("Great food but the wifi was a bit slow.", "food", "wifi"),
        ("Great food, not a single gripe, even the wifi.", "food", "wifi"),
        "Great food. Only downside was having to leave!",
    ),
    "es": (
        ("Comida genial. Único pero: el wifi fallaba.", "Comida", "wifi"),
        ("Comida genial, aunque el wifi algo lento.", "Comida", "wifi"),
        ("Comida genial, ni un solo fallo, hasta el wifi.", "Comida", "wifi"),
        "Comida genial. Lo único malo: tener que irse.",
    ),
    "de": (
        ("Essen toll. Einziger Kritikpunkt: das WLAN fiel aus.", "Essen", "WLAN"),
        ("Essen toll, nur das WLAN etwas langsam.", "Essen", "WLAN"),
        ("Essen toll, kein einziger Kritikpunkt, auch das WLAN lief.", "Essen", "WLAN"),
        "Essen toll. Einziges Manko: die Abreise.",
    ),
    "it": (
        ("Cibo ottimo. Unico neo: il wifi andava e veniva.", "Cibo", "wifi"),
        ("Cibo ottimo, ma wifi un po' lento.", "Cibo", "wifi"),
        ("Cibo ottimo, nemmeno un appunto, anche il wifi.", "Cibo", "wifi"),
        "Cibo ottimo. Unica pecca: dover tornare a casa.",
    ),
    "nl": (
        ("Eten top. Enige minpunt: de wifi viel weg.", "Eten", "wifi"),
        ("Eten top, maar de wifi was wat traag.", "Eten", "wifi"),
        ("Eten top, geen enkel minpunt, ook de wifi werkte.", "Eten", "wifi"),
        "Eten top. Enige minpunt: we moesten weer naar huis.",
    ),
    "pt": (
        ("Comida ótima. Único senão: o wifi falhava.", "Comida", "wifi"),
        ("Comida ótima, mas o wifi um pouco lento.", "Comida", "wifi"),
        ("Comida ótima, nem um defeito, até o wifi.", "Comida", "wifi"),
        "Comida ótima. Único defeito: ter de ir embora.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reserve_is_about_its_own_clause(language: str) -> None:
    announced, mild, neither, leaving = RESERVES[language]
    for text, praised, blamed in (announced, mild):
        assert reserved(text, language, (praised, 0.9), (blamed, 0.2)) == ([blamed], False)
    text, praised, named = neither
    assert reserved(text, language, (praised, 0.9), (named, 0.2)) == ([], False)
    assert reserved(leaving, language) == ([], False)


def test_a_reserve_about_nothing_that_is_heard_is_one_without_a_name() -> None:
    assert reserved("Friendly staff. Only gripe: no hooks.", "en", ("staff", 0.9)) == ([], True)
    assert reserved("Friendly staff. The soup was a bit salty.", "en", ("soup", 0.9)) == ([], True)


def test_what_is_worth_it_or_only_small_is_no_reserve() -> None:
    assert reserved("The wait was a bit long but worth it.", "en", ("wait", -0.6)) == ([], False)
    assert reserved("Museo piccolo ma curato.", "it", ("Museo", 0.8)) == ([], False)
    assert reserved("Als je iets te vieren hebt, ga naar dit terras.", "nl", ("terras", 0.2)) == ([], False)
    assert reserved("Es gab etwas zu essen und ein Bett.", "de", ("Bett", 0.2)) == ([], False)


#: Somebody who wishes for something in another clause than the one they praise in.
WISHES = {
    "fr": ("Repas excellent, j'aurais aimé une attente plus courte.", "Repas", "attente"),
    "en": ("Dinner was excellent, I would have liked a shorter wait.", "Dinner", "wait"),
    "es": ("Cena excelente, me habría gustado una espera más corta.", "Cena", "espera"),
    "de": ("Essen hervorragend, eine kürzere Wartezeit wäre schön.", "Essen", "Wartezeit"),
    "it": ("Cena molto buona, avrei gradito un'attesa più breve.", "Cena", "attesa"),
    "nl": ("Eten heerlijk, een kortere wachttijd zou fijn zijn.", "Eten", "wachttijd"),
    "pt": ("Jantar excelente, seria bom uma espera mais curta.", "Jantar", "espera"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_is_about_its_own_clause(language: str) -> None:
    text, praised, wish = WISHES[language]
    assert wished(text, language, (praised, 0.9), (wish, -0.6)) == ([wish], False)


def test_a_wish_may_stand_beside_what_it_is_about_and_not_beside_praise() -> None:
    text = "A bigger car park, that would be nice."
    assert wished(text, "en", ("car park", 0.1)) == (["car park"], False)
    assert wished("Superb burger, that with chips would be nice.", "en", ("burger", 0.9)) == ([], True)
    text = "A few things would be nice: a hook, a lamp."
    assert wished(text, "en", ("hook", 0.0), ("lamp", 0.0)) == (["hook", "lamp"], False)


def test_a_suggestion_is_not_named_after_what_is_praised() -> None:
    text = composed("The roast and gravy were superb. Could do with more veggie options.", 4).text
    assert re.search(r"\b(suggestion|idea)\b", text)
    assert not re.search("(suggestion|idea|thoughts) about", text)
    assert not re.search("suggestion|idea", composed("Superb roast. We would love to come back.", 4).text)


def test_a_marked_reserve_is_taken_up_even_with_all_the_stars() -> None:
    marked = composed("Lovely hotel, friendly staff. Only gripe: the towels were a bit thin.", 5).text
    assert "towels" in marked
    assert not re.search("sorry|regret|disappoint|understand", marked)
    # What is not marked is left alone.
    assert "towels" not in composed("Lovely hotel, friendly staff. The towels were thin.", 5).text


def test_a_reserve_without_a_name_is_answered_as_a_remark() -> None:
    text = "Schönes Museum, freundliches Personal. Einziger Kritikpunkt: das Café war um 15 Uhr ausverkauft."
    remark = re.compile("Hinweis|Anmerkung|weniger gefallen")
    assert remark.search(composed(text, 4, "de").text)
    assert not remark.search(composed("Schönes Museum, freundliches Personal.", 4, "de").text)


def test_a_fact_about_a_reserve_is_told() -> None:
    fact = Fact("f1", type="measure_taken", values={"measure": "equipment_replaced", "date": "2026-02-03"})
    text = "Très bon séjour, chambre impeccable. Seul petit bémol : le wifi coupait souvent le soir."
    assert composed(text, 4, "fr", (fact,)).facts_used == ("f1",)
    assert composed("Très bon séjour, chambre impeccable.", 4, "fr", (fact,)).facts_used == ()


#: What is a pity for somebody pleased, and what is none of the house's doing.
PITIES = {
    "fr": (
        "Repas parfait. Dommage que la piscine ferme tôt.",
        "piscine",
        "Dommage que les vacances finissent.",
    ),
    "en": ("Great food. Shame the pool closes early.", "pool", "Shame the holiday is over."),
    "es": ("Comida genial. Lástima que la piscina cierre.", "piscina", "Lástima que las vacaciones acaben."),
    "de": ("Tolles Essen. Schade, dass der Pool früh schließt.", "Pool", "Schade, dass wir zu Ende reisen."),
    "it": ("Cibo ottimo. Peccato che la piscina chiuda.", "piscina", "Peccato che la vacanza finisca."),
    "nl": ("Heerlijk eten. Jammer dat het zwembad sluit.", "zwembad", "Jammer dat de vakantie om is."),
    "pt": ("Comida ótima. Pena que a piscina feche cedo.", "piscina", "Pena que as férias acabem."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pity_is_a_reserve_whatever_colour_the_praise_lends_it(language: str) -> None:
    about_the_house, subject, about_nobody = PITIES[language]
    assert reserved(about_the_house, language, (subject, 0.9)) == ([subject], False)
    assert reserved(about_nobody, language) == ([], False)


def test_only_what_is_announced_first_is_taken_from_the_praise() -> None:
    pity = "Pity about the parking as the room was superb."
    assert reserved(pity, "en", ("parking", 0.1), ("room", 0.9)) == (["parking"], False)


def test_what_somebody_content_says_mildly_is_noted_without_regret() -> None:
    mild = composed("Lovely room and a superb breakfast. The wifi was a bit slow.", 4.0)
    assert not re.search(r"sorry|understand|regret", mild.text)
    assert re.search(r"wi-?fi|connection", mild.text)
    told_plainly = composed("Lovely room. We waited an hour at the bar, it was dreadful.", 4.0)
    assert re.search(r"sorry|understand|regret", told_plainly.text)
