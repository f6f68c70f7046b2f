"""How the entries of the lexicons are written."""

import pytest

from sangfroid.analysis.lexicon import phrases


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
