"""Placeholders: what identifies people leaves hidden, and comes back only where it may."""

import pytest

from sangfroid.domain.errors import InvalidInput
from sangfroid.drafting.redaction import CONTACT, Redaction, author_names


def spans(text: str, *values: str) -> list[tuple[int, int]]:
    return [(text.index(value), text.index(value) + len(value)) for value in values]


def test_the_same_value_has_the_same_placeholder():
    text = "Appelez le 06 11 22 33 44 ou Karim, karim ou le 06 11 22 33 44, écrivez à k@x.example."
    redaction = Redaction()
    first = text.index("06")
    found = [(first, first + 14), (text.rindex("06"), text.rindex("06") + 14), *spans(text, "k@x.example")]
    hidden = redaction.hide(text, found, ["Karim"])
    assert hidden == "Appelez le [[P1]] ou [[P2]], karim ou le [[P1]], écrivez à [[P3]]."
    assert redaction.restore(hidden, private=True) == text
    assert redaction.uncover(hidden) == text


def test_overlapping_spans_are_one():
    redaction = Redaction()
    text = "M. Jean Dupont est venu"
    assert redaction.hide(text, [(0, 14), (3, 7), (8, 14), (-2, 4), (5, 99)]) == "[[P1]] est venu"


@pytest.mark.parametrize(
    ("author", "text", "hidden"),
    [
        ("Jean Dupont", "JEAN DUPONT est passé", "[[P1]] est passé"),
        ("Jean Dupont", "signé Dupont, jean troué", "signé [[P1]], jean troué"),
        ("Rose M.", "la rose de Rose", "la rose de [[P1]]"),
        ("Al B", "Al dente", "Al dente"),
        ("Émilie-Anne Roux", "Émilie-Anne Roux et Anne", "[[P1]] et [[P2]]"),
        ("Ann", "Anniversaire", "Anniversaire"),
        ("c++ [x", "vive c++ [x !", "vive [[P1]] !"),
        (None, "Jean", "Jean"),
        ("  ", "Jean", "Jean"),
    ],
)
def test_the_authors_name_is_hidden_whole_and_in_parts(author: str | None, text: str, hidden: str):
    assert Redaction().hide(text, (), author_names(author)) == hidden


@pytest.mark.parametrize("typed", ["[[P1]]", "[[ CONTACT ]]", "[ [P1] ]", "[[[P1]]]", "[\n[P1]\n]"])
def test_nobody_can_type_a_placeholder(typed: str):
    redaction = Redaction(contact="us@x.example")
    hidden = redaction.hide(f"a {typed} b Bob", (), ["Bob"])
    assert "us@x.example" not in redaction.restore(hidden, private=True)
    assert redaction.restore(hidden, private=True).count("Bob") == 1


def test_single_brackets_stay():
    assert Redaction().hide("[sic] a[0][1] []", ()) == "[sic] a[0][1] []"


def test_private_values_do_not_come_back_in_public():
    redaction = Redaction(contact="us@x.example")
    private = redaction.hide("Bob", (), ["Bob"])
    public = redaction.hide("Lina, gouvernante", [(0, 4)], public=True)
    assert (private, public) == ("[[P1]]", "[[K1]], gouvernante")
    assert redaction.restore(f"{public} : {CONTACT}", private=False) == "Lina, gouvernante : us@x.example"
    for text in (private, "[[P9]]", "[[SECRET]]", "[ [ p1 ] ]"):
        with pytest.raises(InvalidInput):
            redaction.restore(text, private=False)
    with pytest.raises(InvalidInput):
        Redaction().restore(CONTACT, private=True)


def test_words_that_leave_again_are_covered():
    redaction = Redaction(contact="us@x.example")
    redaction.hide("Bob Marsh, Bob", (), ["Bob Marsh", "Bob"])
    assert redaction.cover("Bob Marsh writes to us@x.example, Bob") == "[[P1]] writes to [[CONTACT]], [[P2]]"
