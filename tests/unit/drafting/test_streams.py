"""Answers read by one thread, over real sockets: framed and cut in every way, stopped, broken off."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPResponse

import pytest

from sangfroid.drafting.streams import Body, BrokenAnswer, Chunks, Reader, Reading

TEXT = "data: Voilà, été 😀\n\n".encode() * 40
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
FRAMED = {
    "chunked": CHUNKED + b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in (TEXT[:7], TEXT[7:])),
    "sized": b"Content-Length: %d\r\n\r\n%s" % (len(TEXT), TEXT),
    "until closed": b"\r\n" + TEXT,
}
#: What may follow the last chunk is not waited for.
END = {"chunked": b"0\r\n", "sized": b"", "until closed": b""}


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self, refuses: Exception | None = None) -> None:
        self.data = b""
        self.ends: list[Exception | None] = []
        self.begun = threading.Event()
        self.over = threading.Event()
        self._refuses = refuses

    def heard(self, data: bytes) -> None:
        """More."""
        if self._refuses is not None:
            raise self._refuses
        self.data += data
        self.begun.set()

    def ended(self, error: Exception | None) -> None:
        """The end."""
        self.ends.append(error)
        self.over.set()


class Far:
    """The server's end of a connection; `read` begins to read the other one."""

    def __init__(self, reader: Reader) -> None:
        self.socket, self._near = socket.socketpair()
        self.socket.settimeout(10)
        self._reader = reader

    def says(self, data: bytes) -> None:
        """Sends."""
        self.socket.sendall(data)

    def leaves(self) -> None:
        """Closes."""
        self.socket.close()

    @property
    def left_alone(self) -> bool:
        """Whether the other end is closed, waiting for it."""
        return self.socket.recv(1) == b""

    def read(self, heard: Heard) -> Reading:
        """Has the head read, then the body by the reader."""
        answer = HTTPResponse(self._near)
        answer.begin()
        return self._reader.read(Body(self._near, answer), heard)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def far(reader: Reader) -> Iterator[Callable[[], Far]]:
    made: list[Far] = []

    def make() -> Far:
        made.append(Far(reader))
        return made[-1]

    yield make
    for one in made:
        one.leaves()


@pytest.mark.parametrize("size", [1, 3, 100_000])
@pytest.mark.parametrize("framing", FRAMED)
def test_all_of_an_answer_is_heard_however_it_is_cut(framing: str, size: int, far: Callable[[], Far]):
    server, heard = far(), Heard()
    answer = b"HTTP/1.1 200 OK\r\n" + FRAMED[framing] + END[framing]
    head = answer.index(b"\r\n\r\n") + 4
    server.says(answer[:head])
    server.read(heard)
    body = answer[head:]
    for at in range(0, len(body), size):
        server.says(body[at : at + size])
    if framing == "until closed":
        server.leaves()
    assert heard.over.wait(10)
    assert (heard.data, heard.ends) == (TEXT, [None])
    if framing != "until closed":
        assert server.left_alone


@pytest.mark.parametrize("framing", FRAMED)
def test_an_answer_that_came_with_its_head(framing: str, far: Callable[[], Far]):
    server, heard = far(), Heard()
    server.says(b"HTTP/1.1 200 OK\r\n" + FRAMED[framing] + END[framing])
    if framing == "until closed":
        server.leaves()
    server.read(heard)
    assert heard.over.wait(10)
    assert (heard.data, heard.ends) == (TEXT, [None])


def test_an_answer_of_nothing(far: Callable[[], Far]):
    server, heard = far(), Heard()
    server.says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    server.read(heard)
    assert (heard.data, heard.ends) == (b"", [None])
    assert server.left_alone


@pytest.mark.parametrize("framing", ["chunked", "sized"])
def test_an_answer_that_is_cut_short(framing: str, far: Callable[[], Far]):
    server, heard = far(), Heard()
    server.says(b"HTTP/1.1 200 OK\r\n" + FRAMED[framing][:-9])
    server.read(heard)
    server.leaves()
    assert heard.over.wait(10)
    assert TEXT.startswith(heard.data)
    assert heard.data
    assert [type(error) for error in heard.ends] == [BrokenAnswer]


def test_stopping_closes_the_connection(far: Callable[[], Far]):
    server, heard = far(), Heard()
    server.says(b"HTTP/1.1 200 OK\r\n" + FRAMED["chunked"][:60])
    reading = server.read(heard)
    assert heard.begun.wait(10)
    reading.stop()
    assert server.left_alone
    reading.stop()
    assert heard.over.wait(10)
    assert len(heard.ends) == 1
    assert heard.ends[0] is not None


def test_a_silent_answer_can_be_stopped(far: Callable[[], Far]):
    server, heard = far(), Heard()
    server.says(b"HTTP/1.1 200 OK\r\n" + CHUNKED)
    server.read(heard).stop()
    assert server.left_alone
    assert heard.data == b""


def test_answers_come_side_by_side_and_one_that_fails_ends_alone(far: Callable[[], Far]):
    servers = [far() for _ in range(3)]
    refusal = ValueError("no")
    listeners = [Heard(), Heard(refusal), Heard()]
    for server, heard in zip(servers, listeners, strict=True):
        server.says(b"HTTP/1.1 200 OK\r\n" + CHUNKED)
        server.read(heard)
    for part in (b"2\r\nab\r\n", b"1\r\nc\r\n"):
        for server in servers if part[:1] == b"2" else (servers[0], servers[2]):
            server.says(part)
    assert servers[1].left_alone
    for server in (servers[0], servers[2]):
        server.says(END["chunked"])
    assert all(heard.over.wait(10) for heard in listeners)
    assert [heard.data for heard in listeners] == [b"abc", b"", b"abc"]
    assert [heard.ends for heard in listeners] == [[None], [refusal], [None]]


def test_a_process_made_by_fork_gets_a_thread_of_its_own(reader: Reader, far: Callable[[], Far]):
    reader._thread = threading.Thread()  # as a copy has it: never alive there
    server, heard = far(), Heard()
    server.says(b"HTTP/1.1 200 OK\r\n" + CHUNKED)
    server.read(heard)
    server.says(b"1\r\na\r\n0\r\n\r\n")
    assert heard.over.wait(10)
    assert heard.data == b"a"


@pytest.mark.parametrize("said", [b"x\r\n", b"-1\r\nabc", b"\r\n", b"5 5\r\n", b"1" * 70, b"1;" + b"x" * 70])
def test_chunks_without_a_size_are_refused(said: bytes):
    with pytest.raises(BrokenAnswer):
        Chunks().feed(said)


@pytest.mark.parametrize("size", [1, 2, 5, 64])
def test_chunks_with_extensions_and_a_trailer(size: int):
    said = b"3;name=value\r\nabc\r\n0A \r\n0123456789\r\n000\r\nTrailer: x\r\n\r\nmore"
    chunks = Chunks()
    found = b"".join(chunks.feed(said[at : at + size]) for at in range(0, len(said), size))
    assert (found, chunks.whole) == (b"abc0123456789", True)
