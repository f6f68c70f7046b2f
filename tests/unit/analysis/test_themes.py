"""Themes: names, spans and the polarity of their own clause."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review, Theme


def themes(text: str) -> dict[str, Theme]:
    found: dict[str, Theme] = {}
    for theme in analyze(Review(text)).themes:
        found.setdefault(theme.name, theme)
    return found


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("Le personnel est charmant, mais la chambre était sale.", "staff", "room"),
        ("Great breakfast but the wifi was terrible.", "breakfast", "wifi"),
        ("Das Essen war köstlich, die Bedienung leider unfreundlich.", "food", "staff"),
        ("La ubicación es perfecta pero el desayuno es malísimo.", "location", "breakfast"),
        ("Posizione ottima, bagno sporco e rotto.", "location", "room"),
        ("Lekker eten, maar de rekening was belachelijk.", "food", "price"),
        ("Entrega rápida, mas o produto é péssimo.", "delivery", "product_quality"),
    ],
)
def test_each_theme_has_the_polarity_of_its_clause(text: str, good: str, bad: str) -> None:
    found = themes(text)
    assert found[good].polarity > 0.2
    assert found[bad].polarity < -0.2


def test_the_span_is_the_word_as_written() -> None:
    text = "PARKING trop cher, petit-déjeuner bon"
    found = themes(text)
    assert found["parking"].quote == "PARKING"
    assert found["breakfast"].quote == "petit-déjeuner"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("My phone was charged at the bar.", "payment"),
        ("It was a pleasure to walk there.", "delivery"),
        ("Nos plus beaux souvenirs", "parking"),
        ("Impossible de dormir, livraisons dès 5 h sous nos fenêtres.", "delivery"),
        ("Our room was above the delivery entrance.", "delivery"),
        ("La qualité des plats est constante, le dessert aussi.", "product_quality"),
        ("Die Zimmer waren schön, die Suppe wäre besser ohne Salz gewesen.", "product_quality"),
        ("Laut Speisekarte ohne Nüsse.", "noise"),
        ("Der Schlüssel sollte im Kasten liegen.", "pool"),
        ("Habíamos comprado la entrada por internet.", "wifi"),
        ("Un sitio precioso junto al río.", "price"),
        ("Seguramente volvamos en verano.", "safety"),
        ("Il secondo giorno ha piovuto.", "food"),
        ("Aspetto positivo: il silenzio.", "waiting"),
        ("We vergeten dit niet snel.", "waiting"),
        ("Esperava mais do quarto.", "waiting"),
        ("Habitación al lado del ascensor, se oía todo.", "accessibility"),
        ("A child friendly place.", "staff"),
        ("Je donne une bonne note.", "price"),
    ],
)
def test_near_misses(text: str, absent: str) -> None:
    assert absent not in themes(text)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Impossible de dormir, livraisons dès 5 h sous nos fenêtres.", "noise"),
        ("Livraison à domicile en deux jours.", "delivery"),
        ("You hear every step from upstairs.", "noise"),
        ("The quality is poor, it broke after a week.", "product_quality"),
        ("Man hört jedes Wort vom Nachbartisch.", "noise"),
        ("Die Ware kam zerkratzt an.", "product_quality"),
        ("El anfitrión, muy amable.", "staff"),
        ("Cuesta aparcar por la zona.", "parking"),
        ("La guida era preparata e gentile.", "staff"),
        ("Mijn geld nog steeds niet teruggekregen.", "refund"),
        ("Devolveram tudo no mesmo dia.", "refund"),
    ],
)
def test_words_of_everyday(text: str, present: str) -> None:
    assert present in themes(text)


@pytest.mark.parametrize(
    ("rating", "sign"),
    [(1, -1), (5, 1)],
)
def test_what_no_clause_judges_takes_a_faint_colour_from_a_clear_review(rating: int, sign: int) -> None:
    praise = "Wonderful, we loved it." if sign > 0 else "Awful, we hated it."
    found = {
        theme.name: theme
        for theme in analyze(Review(f"{praise} The breakfast. {praise}", rating=rating)).themes
    }
    assert 0 < sign * found["breakfast"].polarity <= 0.2


def test_a_theme_counts_once_a_clause() -> None:
    found = analyze(Review("Great staff, waiter and waitress and manager all staff")).themes
    assert sum(theme.name == "staff" for theme in found) == 2


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Pour 140 € la nuit, c'est inadmissible.", "140 €"),
        ("£14.50 and the worst burger of my life.", "£14.50"),
        ("Für 1.089 € war das wirklich enttäuschend.", "1.089 €"),
    ],
)
def test_a_sum_beside_a_complaint_is_a_price(text: str, quote: str) -> None:
    price = themes(text)["price"]
    assert price.quote == quote
    assert price.polarity < -0.2


@pytest.mark.parametrize(
    "text",
    [
        "J'ai attendu le remboursement de 140 € trois mois, c'est honteux.",
        "Menu à 35 €, tout était délicieux.",
        "Le sac de 30 € est resté chez nous.",
    ],
)
def test_a_sum_elsewhere_is_none(text: str) -> None:
    found = themes(text)
    assert "price" not in found or not found["price"].quote.strip("€$£ ").isdigit()
