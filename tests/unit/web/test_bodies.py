"""Senders who do not finish hold some threads, never all."""

import io
from contextlib import ExitStack
from threading import Event, Thread

import pytest
from flask import Flask

from sangfroid.domain.errors import TooManyRequests
from sangfroid.web import bodies
from sangfroid.web.bodies import Arriving


def waits(arriving: Arriving, address: str, stack: ExitStack) -> bool:
    """Whether one more may wait for this address, until the stack is closed."""
    try:
        stack.enter_context(arriving.waiting(address))
    except TooManyRequests:
        return False
    return True


def test_one_address_holds_half_of_the_threads_at_most():
    arriving = Arriving(16)
    with ExitStack() as stack:
        assert [waits(arriving, "a", stack) for _ in range(10)] == [True] * 8 + [False] * 2
        assert waits(arriving, "b", stack)


def test_a_quarter_is_kept_from_all_of_them():
    arriving = Arriving(16)
    with ExitStack() as stack:
        assert sum(waits(arriving, str(number), stack) for number in range(20)) == 12


@pytest.mark.parametrize("threads", [1, 2, 3, 4])
def test_a_small_server_still_reads_bodies(threads):
    with ExitStack() as stack:
        assert waits(Arriving(threads), "a", stack)


def test_who_has_come_in_is_not_counted_any_more():
    arriving = Arriving(4)
    for _ in range(50):
        with arriving.waiting("a"):
            pass
    with pytest.raises(OSError, match="gone"), arriving.waiting("a"):
        raise OSError("gone")
    with ExitStack() as stack:
        assert waits(arriving, "a", stack)
        assert waits(arriving, "a", stack)
        assert not waits(arriving, "a", stack)


class Slow(io.BytesIO):
    """A body that comes when told to."""

    def __init__(self) -> None:
        super().__init__(b"123456789")
        self.waited_for, self.comes = Event(), Event()

    def read(self, size: int = -1) -> bytes:
        """What there is, in the end."""
        self.waited_for.set()
        assert self.comes.wait(20)
        return super().read(size)


def test_a_request_waits_for_its_body_and_those_without_one_for_nothing():
    app = Flask("bodies")
    bodies.install(app, threads=2)
    app.register_error_handler(TooManyRequests, lambda error: (error.message, 429))

    @app.post("/")
    def post():
        return bodies.whole_body()

    @app.get("/")
    def get():
        return "here"

    def send(stream):
        return app.test_client().post("/", input_stream=stream).status_code

    slow = Slow()
    first = Thread(target=send, args=(slow,))
    first.start()
    try:
        assert slow.waited_for.wait(20)
        assert send(io.BytesIO(b"123456789")) == 429
        assert app.test_client().get("/").text == "here"
    finally:
        slow.comes.set()
        first.join(20)
    assert send(io.BytesIO(b"123456789")) == 200
