"""The bytes of a chat completion, streamed or whole, read without trust in what the server announced."""

import json
from dataclasses import dataclass
from typing import Any, Final

from sangfroid.domain.errors import ModelUnavailable
from sangfroid.drafting.sentences import LONGEST_ANSWER

#: Most bytes read of one answer, with all the wrapping of a stream.
MOST_BYTES: Final = 6 * 1024 * 1024
#: Longest line of a stream, in bytes.
LONGEST_LINE: Final = 512 * 1024


_decode: Final = json.JSONDecoder().decode


@dataclass(slots=True)
class Exchange:
    """What is learned beside the text.

    `finish` is why it ended (None: it did not), `tokens` what it cost (0: not said), `characters` its length,
    `whole` whether it came as one JSON object.
    """

    finish: str | None = None
    tokens: int = 0
    characters: int = 0
    whole: bool = False


class Decoder:
    """Takes the bytes of an answer as they come and gives its text; fills in `exchange`.

    Server-sent events and a single JSON object are told apart by their first character, as servers that know
    no streaming send the latter whatever was asked.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._rest = bytearray()
        self._total = 0
        self._whole: bool | None = None  # until the first character tells

    def feed(self, data: bytes) -> str:
        """The text these bytes complete.

        Raises:
            ModelUnavailable: no such answer, too many bytes, or the server reports an error in the stream.
        """
        self._total += len(data)
        if self._total > MOST_BYTES:
            raise ModelUnavailable("the model's answer does not end", {"reason": "too_long"})
        if self._whole is None and (start := bytes(self._rest[:64] + data[:64]).lstrip()):
            self._whole = start[:1] in b"{["
        if self._whole is not False or b"\n" not in data:
            self._rest += data
            if not self._whole and len(self._rest) > LONGEST_LINE:
                raise ModelUnavailable("the model's stream has no lines", {"reason": "nonsense"})
            return ""
        if self._rest:
            data = bytes(self._rest + data)
        *lines, rest = data.split(b"\n")
        self._rest = bytearray(rest)
        return "".join([_line(line, self._exchange) for line in lines if line])

    def end(self) -> str:
        """The text of what no line end completed.

        Raises:
            ModelUnavailable: as `feed`.
        """
        if self._whole:
            self._exchange.whole = True
            return _text(_parsed(bytes(self._rest)), self._exchange)
        return _line(bytes(self._rest), self._exchange)


def _line(line: bytes, exchange: Exchange) -> str:
    """The text of one line of a stream; comments, event names and the closing mark have none."""
    line = line.strip()
    if not line.startswith(b"data:"):
        if line and not line.startswith((b":", b"event:", b"id:", b"retry:")):
            raise ModelUnavailable("the model's server sent no stream", {"reason": "nonsense"})
        return ""
    data = line[5:].strip()
    if data == b"[DONE]":
        exchange.finish = exchange.finish or "stop"
    elif data:
        return _text(_parsed(data), exchange)
    return ""


def _parsed(data: bytes) -> Any:
    try:
        return _decode(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ModelUnavailable("the model's server sent no JSON", {"reason": "nonsense"}) from error


def _text(event: Any, exchange: Exchange) -> str:
    if not isinstance(event, dict):
        raise ModelUnavailable("the model's server sent another kind of answer", {"reason": "nonsense"})
    if event.get("error"):
        raise ModelUnavailable("the model's server broke off with an error", {"reason": "server_error"})
    usage = event.get("usage")
    if isinstance(usage, dict):
        counted = usage.get("total_tokens")
        if isinstance(counted, int) and not isinstance(counted, bool) and 0 <= counted < 10**9:
            exchange.tokens = counted
    choices = event.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return ""
    choice = choices[0]
    message = choice.get("delta") or choice.get("message") or {}
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):  # parts, of which thoughts are no text
        content = "".join(
            part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str)
        )
    if isinstance(choice.get("finish_reason"), str):
        exchange.finish = choice["finish_reason"]
    if not isinstance(content, str):
        return ""
    exchange.characters += len(content)
    # The reader who waits may be far behind: nobody reads on for it, nor pays for what it will not take.
    if exchange.characters > LONGEST_ANSWER:
        raise ModelUnavailable("the model's answer does not end", {"reason": "too_long"})
    return content
