"""One request to a model, and what is heard of its answer."""

import queue
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sangfroid.domain.errors import ModelUnavailable
from sangfroid.drafting.wire import Decoder, Exchange

if TYPE_CHECKING:
    from sangfroid.drafting.streams import Reading

#: Most pieces of an answer held back while no object of it ends.
MOST_HELD: Final = 512


@dataclass(slots=True)
class Call:
    """One request, shared by the thread that asks, the one that reads, and the one that waits.

    `manner` is the manner of asking that the words come in answer to.
    """

    messages: Any
    schema: Mapping[str, Any]
    deadline: float
    streamed: bool
    exchange: Exchange
    pieces: "queue.SimpleQueue[str | ModelUnavailable | None]" = field(default_factory=queue.SimpleQueue)
    cancelled: threading.Event = field(default_factory=threading.Event)
    begun: bool = False
    manner: int = 0
    thread: threading.Thread | None = None
    reading: "Reading | None" = None


class Hearing:
    """The bytes of one answer made words, and these given to who waits: each waking has its price.

    They hear at once that words come, and then of whole objects. An answer that fails before its first word
    is no failure of theirs yet: it may be asked for again.
    """

    def __init__(self, call: Call) -> None:
        self.settled = threading.Event()  # words come, or will never
        self.error: Exception | None = None
        self._call = call
        self._decoder = Decoder(call.exchange)
        self._held: list[str] = []

    def listen(self, chunks: Iterable[bytes]) -> None:
        """Hears a whole answer."""
        try:
            for chunk in chunks:
                if self._call.cancelled.is_set():
                    break
                self.heard(chunk)
        except Exception as error:
            self.ended(error)
        else:
            self.ended(None)

    def heard(self, data: bytes) -> None:
        """More of the answer."""
        if text := self._decoder.feed(data):
            self._give(text)

    def ended(self, error: Exception | None) -> None:
        """The end of the answer, or why there is none."""
        if error is None:
            try:
                if text := self._decoder.end():
                    self._give(text)
            except ModelUnavailable as nonsense:
                error = nonsense
        if error is None:
            self._call.pieces.put("".join(self._held))
            self._call.pieces.put(None)
        elif self._call.begun:
            self._call.pieces.put(_broken_off(error))
        else:
            self.error = error
        self.settled.set()

    def _give(self, text: str) -> None:
        self._held.append(text)
        if not self._call.begun:
            self._call.begun = True
            self._call.pieces.put("")
            self.settled.set()
        if "}" in text or len(self._held) >= MOST_HELD:
            self._call.pieces.put("".join(self._held))
            self._held.clear()


def _broken_off(error: Exception) -> ModelUnavailable:
    """While the body is read, failures come from the libraries beneath, under their own names."""
    if isinstance(error, ModelUnavailable):
        return error
    reason = "timeout" if "Timeout" in type(error).__name__ else "broken"
    return ModelUnavailable("the model broke off", {"reason": reason})
