"""When two texts are the same words."""

import pytest

from sangfroid.services.copy_reply import same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bonjour,\n\nmerci.", "Bonjour, merci."),
        (" Bonjour ", "Bonjour"),
        ("Merci\u00a0!", "Merci !"),
        ("re\u0301ponse", "réponse"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_the_same(one, other):
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Merci.", "Merci"), ("merci", "Merci"), ("a b", "ab"), ("", "a")]
)
def test_not_the_same(one, other):
    assert not same_words(one, other)
