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
    ],
)
def test_near_misses(text: str, absent: str) -> None:
    assert absent not in themes(text)


def test_a_theme_counts_once_a_clause() -> None:
    found = analyze(Review("Great staff, waiter and waitress and manager all staff")).themes
    assert sum(theme.name == "staff" for theme in found) == 2
