"""Bodies of requests as they arrive: whole, within the limit, and never on every thread at once.

A thread that reads a body waits for whoever sends it, and the server sets it no time limit. So that senders
who never finish cannot hold every thread, few may wait at once; who comes beyond is told to come again.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

from sangfroid.domain.errors import TooManyRequests

#: Seconds after which a refused sender may come again.
_COME_AGAIN = 5


class Arriving:
    """Counts the threads that wait for a body, of everybody and of each address.

    Of the threads a quarter is kept for what needs no body, and one address may hold half of them.
    """

    def __init__(self, threads: int) -> None:
        self._most = max(1, threads - max(1, threads // 4))
        self._most_of_one = max(1, threads // 2)
        self._of: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def waiting(self, address: str) -> Iterator[None]:
        """One thread waits for the sender at `address`.

        Raises:
            TooManyRequests: as many wait already as may.
        """
        with self._lock:
            if self._of.total() >= self._most or self._of[address] >= self._most_of_one:
                raise TooManyRequests(
                    "too many requests are still arriving; wait a little", {"retry_after": _COME_AGAIN}
                )
            self._of[address] += 1
        try:
            yield
        finally:
            with self._lock:
                self._of[address] -= 1
                if not self._of[address]:
                    del self._of[address]


class _Counted:
    """A body that is counted while somebody waits for it."""

    def __init__(self, stream: Any, arriving: Arriving, address: str) -> None:
        self._stream, self._arriving, self._address = stream, arriving, address

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        with self._arriving.waiting(self._address):
            read: bytes = self._stream.read(size)
            return read


def install(app: Flask, threads: int) -> None:
    """Counts the bodies of an application's requests; `threads` is how many answer them."""
    arriving = Arriving(threads)

    @app.before_request
    def count() -> None:
        stream = request.environ.get("wsgi.input")
        if stream is not None:
            request.environ["wsgi.input"] = _Counted(stream, arriving, request.remote_addr or "?")


def whole_body() -> bytes:
    """The body of the request.

    Raises:
        RequestEntityTooLarge: it is longer than the limit, whether or not its length was told.
        TooManyRequests: too many are still arriving.
    """
    raw = request.get_data(cache=True)
    limit = request.max_content_length
    # A body that comes in chunks is cut off at the limit in silence.
    cut_off = request.content_length is None and limit is not None and len(raw) >= limit
    if cut_off and request.environ["wsgi.input"].read(1):
        raise RequestEntityTooLarge()
    return raw
