"""A circuit breaker: a server that keeps failing is left alone for a while."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed until `failures` in a row, then open for `rest` seconds, then half-open: one try decides.

    One for each model server and process. `clock` gives seconds that never go back.
    """

    def __init__(
        self, failures: int = 5, rest: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._allowed_failures = failures
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened: float | None = None
        self._trying = False

    def admits(self) -> bool:
        """Whether a request may go out now.

        Each True must be followed by `succeeded`, `failed` or `released`.
        """
        with self._lock:
            if self._opened is None:
                return True
            if self._trying or self._clock() - self._opened < self._rest:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """The server answered."""
        with self._lock:
            self._failures, self._opened, self._trying = 0, None, False

    def failed(self) -> None:
        """The server did not answer, or refused."""
        with self._lock:
            self._failures += 1
            if self._trying or self._failures >= self._allowed_failures:
                self._opened = self._clock()
            self._trying = False

    def released(self) -> None:
        """Nothing was learned: the person went away before the server could answer."""
        with self._lock:
            self._trying = False
