"""Texts in pieces: nothing is lost, nothing added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangfroid.web.console.marking import Piece, compared, marked


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [Piece("abcdef")]),
        ([(0, 6, "x")], [Piece("abcdef", "x")]),
        ([(1, 3, "x")], [Piece("a"), Piece("bc", "x"), Piece("def")]),
        ([(1, 3, "x"), (3, 4, "y")], [Piece("a"), Piece("bc", "x"), Piece("d", "y"), Piece("ef")]),
        ([(1, 4, "x"), (2, 6, "y")], [Piece("a"), Piece("bcd", "x"), Piece("ef", "y")]),
        ([(4, 99, "x"), (-3, 1, "y"), (3, 3, "z")], [Piece("a", "y"), Piece("bcd"), Piece("ef", "x")]),
    ],
)
def test_spans(spans, expected):
    assert marked("abcdef", spans) == expected


def test_an_empty_text():
    assert marked("", [(0, 1, "x")]) == []
    assert compared("", "") == ([], [])


@given(st.text(), st.text())
def test_comparing_loses_nothing(old, new):
    left, right = compared(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    same = [piece.text for piece in left if piece.label is None]
    assert same == [piece.text for piece in right if piece.label is None]


def test_what_changed_is_named_by_word():
    left, right = compared("un ancien texte", "un nouveau texte")
    assert [piece for piece in left if piece.label] == [Piece("ancien", "removed")]
    assert [piece for piece in right if piece.label] == [Piece("nouveau", "added")]
