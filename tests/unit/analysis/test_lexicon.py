"""How the entries of the lexicons are written."""

import pytest

from sangfroid.analysis.lexicon import phrases, spellings
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


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("sale", ["sale"]),
        ("salé", ["salé"]),
        ("Été", ["ete"]),
        ("plat trop sale", ["plat trop sale", "plat trop salé"]),
        ("plat trop salé", ["plat trop sale", "plat trop salé"]),
        ("trop froid", ["trop froid"]),
    ],
)
def test_a_word_that_is_another_without_its_accent_keeps_it(entry: str, expected: list[str]) -> None:
    assert spellings(entry, {"sale": "salé"}) == expected


def test_where_no_word_is_another_without_its_accent_accents_do_not_matter() -> None:
    assert spellings("Salé", {}) == ["sale"]


@pytest.mark.parametrize(
    ("text", "subject", "quote"),
    [
        ("C'était beaucoup trop salé.", "food", "salé"),
        ("TOUT EST TROP SALÉ", "food", "SALÉ"),
        ("C\u2019e\u0301tait tre\u0301s sale\u0301.", "food", "sale\u0301"),
        ("C'était vraiment sale.", "cleanliness", "sale"),
        ("Une tache sur la moquette.", "cleanliness", "tache"),
    ],
)
def test_what_is_salty_is_not_dirty(text: str, subject: str, quote: str) -> None:
    themes = {theme.name: theme.quote for theme in analyze(Review(text, language="fr")).themes}
    assert themes[subject] == quote
    assert not {"food", "cleanliness"} - {subject} & themes.keys()


def test_a_task_is_no_stain() -> None:
    themes = analyze(Review("C'est une tâche ingrate, vraiment.", language="fr")).themes
    assert "cleanliness" not in [theme.name for theme in themes]


def test_each_of_several_such_words_keeps_its_own_accent() -> None:
    text = "Plat salé, chambre sale, dessert salé, tache, tâche."
    themes = analyze(Review(text, language="fr")).themes
    dirty = [(theme.quote, theme.start) for theme in themes if theme.name == "cleanliness"]
    assert dirty == [("sale", text.index("sale,")), ("tache", text.index("tache"))]
