"""Ranges of a text: which meet, and which only touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangfroid.drafting.guards.ranges import Ranges

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)).map(lambda one: (one[0], sum(one))))


@given(RANGES, st.integers(0, 45), st.integers(1, 6))
def test_a_range_meets_what_shares_a_place_with_it(ranges, start, size):
    taken = {place for one in ranges for place in range(*one)}
    assert Ranges(ranges).meet(start, start + size) == (not taken.isdisjoint(range(start, start + size)))


@given(RANGES)
def test_what_was_taken_one_by_one_is_met_as_what_was_given_at_once(ranges):
    one_by_one, kept = Ranges(), []
    for one in ranges:
        if not one_by_one.meet(*one):
            one_by_one.take(*one)
            kept.append(one)
    at_once = Ranges(kept)
    assert list(one_by_one) == sorted(kept)
    assert all(at_once.meet(at, at + 1) == one_by_one.meet(at, at + 1) for at in range(50))


def test_ranges_over_each_other_or_side_by_side_are_one():
    assert list(Ranges([(8, 9), (0, 3), (2, 5), (5, 6)])) == [(0, 6), (8, 9)]


@pytest.mark.parametrize(
    ("start", "end", "meets"), [(3, 3, True), (2, 2, False), (5, 5, False), (0, 9, True)]
)
def test_an_empty_range_lies_between_two_places(start, end, meets):
    assert Ranges([(2, 5)]).meet(start, end) is meets
