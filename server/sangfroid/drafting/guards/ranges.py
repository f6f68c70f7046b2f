"""Ranges of a text that are taken: whether another one meets them is found in few steps, however many."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


class Ranges:
    """Ranges in order, none over another; an end is not part of its range."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        """Those of `ranges` that overlap or touch count as one."""
        self._taken: list[tuple[int, int]] = []
        for start, end in sorted(ranges):
            if self._taken and start <= self._taken[-1][1]:
                begin, reached = self._taken.pop()
                start, end = begin, max(reached, end)
            self._taken.append((start, end))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._taken)

    def meet(self, start: int, end: int) -> bool:
        """Whether a range shares a place with one of these; an empty one lies between two places."""
        # The last that begins before `end` also ends last of those.
        before = bisect_left(self._taken, (end,))
        return before > 0 and self._taken[before - 1][1] > start

    def take(self, start: int, end: int) -> None:
        """Adds a range that meets none of them."""
        insort(self._taken, (start, end))
