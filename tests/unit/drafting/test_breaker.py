"""The circuit breaker, on a clock of the test's own."""

from sangfroid.drafting.breaker import Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_opens_after_failures_in_a_row_and_tries_once_after_a_rest():
    clock = Clock()
    breaker = Breaker(failures=3, rest=30, clock=clock)
    for _ in range(3):
        assert breaker.admits()
        breaker.failed()
    assert not breaker.admits()
    clock.now += 29.9
    assert not breaker.admits()
    clock.now += 0.1
    assert breaker.admits()
    assert not breaker.admits(), "one try at a time"
    breaker.failed()
    assert not breaker.admits()
    clock.now += 30
    assert breaker.admits()
    breaker.succeeded()
    assert breaker.admits()
    assert breaker.admits()


def test_a_success_forgets_the_failures_before_it():
    breaker = Breaker(failures=2)
    for _ in range(5):
        breaker.failed()
        breaker.succeeded()
    assert breaker.admits()


def test_a_try_that_was_given_up_leaves_the_way_to_the_next():
    clock = Clock()
    breaker = Breaker(failures=1, rest=30, clock=clock)
    breaker.failed()
    clock.now += 30
    assert breaker.admits()
    breaker.released()
    assert breaker.admits()
