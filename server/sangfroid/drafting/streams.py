"""One thread reads the answers of all models that are writing.

A model sends its words one by one, some twenty a second. With a thread for each answer every word wakes one
and makes it queue for the interpreter; one thread takes all words that came meanwhile in one go.
"""

import selectors
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from http.client import HTTPResponse

#: Most bytes taken from one answer before the next has its turn.
_MOST: Final = 65_536
#: Longest line that tells the size of a chunk.
_LONGEST_SIZE: Final = 64


class BrokenAnswer(Exception):
    """The connection failed, or what came over it is not HTTP."""


class Listener(Protocol):
    """Who hears an answer, in the thread of the reader."""

    def heard(self, data: bytes) -> None:
        """More of the answer. Whatever is raised ends the reading."""

    def ended(self, error: Exception | None) -> None:
        """The last call: the answer is whole, or why it is not."""


class Chunks:
    """Takes the chunks of a chunked answer apart, however the bytes are cut."""

    def __init__(self) -> None:
        self.whole = False
        self._left = 0  # of the chunk that is open, with the two bytes that end its line
        self._line = b""  # of a size, as far as it came

    def feed(self, data: bytes) -> bytes:
        """The part of the answer in these bytes.

        Raises:
            BrokenAnswer: a chunk has no size.
        """
        found: list[bytes] = []
        at = 0
        while at < len(data) and not self.whole:
            if self._left:
                end = at + self._left
                found.append(data[at : min(end - 2, len(data))] if end - 2 > at else b"")
                self._left -= min(end, len(data)) - at
                at = end
                continue
            end = data.find(b"\n", at)
            self._line += data[at:] if end < 0 else data[at:end]
            if len(self._line) > _LONGEST_SIZE:
                raise BrokenAnswer("a chunk has no size")
            if end < 0:
                break
            at = end + 1
            self._begin(self._line)
            self._line = b""
        return found[0] if len(found) == 1 else b"".join(found)

    def _begin(self, line: bytes) -> None:
        size = line.partition(b";")[0].strip()
        try:
            length = int(size, 16)
        except ValueError:
            length = -1
        if length < 0:
            raise BrokenAnswer("a chunk has no size")
        self.whole = length == 0
        self._left = length + 2


class Body:
    """What follows the head of an answer on its socket."""

    def __init__(self, connection: socket.socket, answer: "HTTPResponse") -> None:
        self.socket = connection
        self._answer = answer
        self._chunks = Chunks() if answer.chunked else None
        self._left = answer.length  # None: until the server closes
        self._lock = threading.Lock()

    def begun(self) -> bytes:
        """What came with the head; from here on nobody waits on the socket."""
        self.socket.setblocking(False)
        try:
            return self._answer.fp.peek()
        except OSError:  # so says a secure connection when there is nothing
            return b""

    @property
    def whole(self) -> bool:
        """Whether all of it was read."""
        return self._chunks.whole if self._chunks is not None else self._left == 0

    @property
    def open_ended(self) -> bool:
        """Whether only the server's closing tells the end."""
        return self._chunks is None and self._left is None

    def taken(self, data: bytes) -> bytes:
        """The part of the answer in bytes read from the socket.

        Raises:
            BrokenAnswer: they are not framed as the head announced.
        """
        if self._chunks is not None:
            return self._chunks.feed(data)
        if self._left is not None:
            data = data[: self._left]
            self._left -= len(data)
        return data

    def close(self) -> None:
        """Closes the connection; also more than once, from any thread."""
        with self._lock, suppress(OSError):
            self._answer.close()
            self.socket.close()


class Reading:
    """One answer being read, known to whoever may want to stop it."""

    def __init__(self, reader: "Reader", body: Body, listener: Listener) -> None:
        self._reader = reader
        self._body = body
        self._listener = listener
        self.socket = body.socket
        self.over = False

    def stop(self) -> None:
        """Ends it where it is and closes the connection; what was heard stays. From any thread."""
        self._reader.stop(self)

    def hear(self, data: bytes) -> None:
        """Passes on bytes of the socket; none are its end."""
        try:
            if data:
                heard = self._body.taken(data)
                if heard:
                    self._listener.heard(heard)
                if self._body.whole:
                    self.end()
            elif self._body.open_ended:
                self.end()
            else:
                raise BrokenAnswer("the answer is cut short")
        except Exception as error:
            self.end(error)

    def read(self) -> bool:
        """Takes what has come; tells whether that was the end."""
        while not self.over:
            try:
                data = self.socket.recv(_MOST)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            except OSError as error:
                self.end(error)
                break
            self.hear(data)
            # What a secure connection has taken from the socket already wakes nobody.
            if not (isinstance(self.socket, ssl.SSLSocket) and self.socket.pending()):
                break
        return self.over

    def end(self, error: Exception | None = None) -> None:
        """Ends it, once; closing the connection is left to the reader, which has to forget it first."""
        if not self.over:
            self.over = True
            self._listener.ended(error)

    def close(self) -> None:
        """Closes the connection."""
        self._body.close()


class Reader:
    """The thread that reads. It begins with the first answer and lasts as long as the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._told: deque[Callable[[], None]] = deque()
        self._selector: selectors.BaseSelector
        self._wake: socket.socket

    def read(self, body: Body, listener: Listener) -> Reading:
        """Has a body read from here on; its connection is closed with its end."""
        reading = Reading(self, body, listener)
        if body.whole:
            reading.end()
        elif first := body.begun():
            reading.hear(first)
        if reading.over:
            reading.close()
        else:
            self._tell(lambda: self._begin(reading))
        return reading

    def stop(self, reading: Reading) -> None:
        """Ends a reading where it is."""
        if not reading.over:
            self._tell(lambda: self._stop(reading))

    def _tell(self, work: Callable[[], None]) -> None:
        """Has the thread do something small."""
        with self._lock:
            # A process made by fork has this object without its thread.
            if self._thread is None or not self._thread.is_alive():
                self._start()
            self._told.append(work)
        with suppress(BlockingIOError):  # enough is there to wake it
            self._wake.send(b".")

    def _start(self) -> None:
        self._told.clear()
        self._selector = selectors.DefaultSelector()
        self._wake, woken = socket.socketpair()
        self._wake.setblocking(False)
        self._selector.register(woken, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, args=(woken,), name="answers", daemon=True)
        self._thread.start()

    def _run(self, woken: socket.socket) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is not None:
                    self._read(key.data)
                    continue
                woken.recv(_MOST)
                while self._told:
                    self._told.popleft()()

    def _begin(self, reading: Reading) -> None:
        self._selector.register(reading.socket, selectors.EVENT_READ, reading)
        self._read(reading)

    def _stop(self, reading: Reading) -> None:
        if not reading.over:
            reading.end(BrokenAnswer("nobody waits for it"))
            self._forget(reading)

    def _read(self, reading: Reading) -> None:
        if not reading.over and reading.read():
            self._forget(reading)

    def _forget(self, reading: Reading) -> None:
        self._selector.unregister(reading.socket)
        reading.close()


#: Reads all answers of this process.
READER: Final = Reader()
