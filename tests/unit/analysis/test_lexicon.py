"""How the entries of the lexicons are written."""

import pytest

from sangfroid.analysis.lexicon import phrases
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("", []),
        (" , ,", []),
        ("not bad, check in", ["not bad", "check in"]),
        ("pas|jamais venu", ["pas venu", "jamais venu"]),
        ("never eaten here|there, ate", ["never eaten here", "never eaten there", "ate"]),
        ("jamais|pas decu*", ["jamais decu*", "pas decu*"]),
        ("nie da*, war|bin fort", ["nie da*", "war fort", "bin fort"]),
    ],
)  # fmt: skip
def test_an_entry_with_alternatives_is_as_many_phrases(entries: str, expected: list[str]) -> None:
    assert list(phrases(entries)) == expected


@pytest.mark.parametrize(
    ("language", "text", "elsewhere"),
    [
        ("fr", "Désolé, mauvais hôtel.", True),
        ("en", "Wrong hotel, sorry!", True),
        ("es", "Perdón, me equivoqué de hotel.", True),
        ("de", "Sorry, falsches Hotel.", True),
        ("it", "Scusate, ho sbagliato ristorante.", True),
        ("nl", "Sorry, verkeerde zaak.", True),
        ("pt", "Desculpem, enganei-me no restaurante.", True),
        ("en", "Sorry, the hotel was wrong to charge us.", False),
        ("nl", "Sorry, de verkeerde soep gekregen.", False),
        ("de", "Sorry, falsches Gericht bekommen.", False),
    ],
)
def test_an_entry_may_hold_a_mark(language: str, text: str, elsewhere: bool) -> None:
    assert analyze(Review(text, language=language, rating=1)).elsewhere is elsewhere
