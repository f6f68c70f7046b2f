"""Values worked out once for each object, whatever other threads are at."""

import threading

from sangfroid.analysis.lazy import lazy
from sangfroid.analysis.text import NormalizedText


class Thing:
    def __init__(self) -> None:
        self.times = 0
        self.entered = threading.Event()
        self.leave = threading.Event()

    @lazy
    def value(self) -> int:
        """What it is worth."""
        self.times += 1
        return self.times

    @lazy
    def slow(self) -> int:
        """What takes its time."""
        self.entered.set()
        assert self.leave.wait(10)
        return 7


def test_it_is_worked_out_once_for_each_object():
    one, other = Thing(), Thing()
    assert (one.value, one.value, other.value) == (1, 1, 1)
    assert (one.times, other.times) == (1, 1)


def test_the_class_has_the_property_and_its_words():
    assert isinstance(Thing.value, lazy)
    assert Thing.value.__doc__ == "What it is worth."
    assert isinstance(NormalizedText.tokens, lazy)


def test_one_object_does_not_wait_for_another():
    slow, quick = Thing(), Thing()
    quick.leave.set()
    found: list[int] = []
    working = threading.Thread(target=lambda: found.append(slow.slow))
    working.start()
    assert slow.entered.wait(10)
    assert quick.slow == 7
    assert found == []
    slow.leave.set()
    working.join(10)
    assert found == [7]
