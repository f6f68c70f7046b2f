"""The bytes of a chat completion, streamed or whole, read without trust in what the server announced."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sangfroid.domain.errors import ModelUnavailable

#: Most bytes read of one answer, with all the wrapping of a stream.
MOST_BYTES: Final = 6 * 1024 * 1024
#: Longest line of a stream, in bytes.
LONGEST_LINE: Final = 512 * 1024


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


def pieces(chunks: Iterable[bytes], exchange: Exchange) -> Iterator[str]:
    """The text of the answer as it comes; fills in `exchange`.

    Server-sent events and a single JSON object are told apart by their first character, as servers that know
    no streaming send the latter whatever was asked.

    Raises:
        ModelUnavailable: neither of the two, too many bytes, or the server reports an error in the stream.
    """
    buffer = bytearray()
    total = 0
    whole: bool | None = None
    for chunk in chunks:
        total += len(chunk)
        if total > MOST_BYTES:
            raise ModelUnavailable("the model's answer does not end", {"reason": "too_long"})
        buffer += chunk
        if whole is None and (start := bytes(buffer[:64]).lstrip()):
            whole = start[:1] in b"{["
        if whole is not False:
            continue
        *lines, rest = bytes(buffer).split(b"\n") if b"\n" in chunk else [bytes(buffer)]
        if len(rest) > LONGEST_LINE:
            raise ModelUnavailable("the model's stream has no lines", {"reason": "nonsense"})
        for line in lines:
            yield from _line(line, exchange)
        if lines:
            buffer = bytearray(rest)
    if whole:
        exchange.whole = True
        yield from _text(_parsed(bytes(buffer)), exchange)
    elif buffer:
        yield from _line(bytes(buffer), exchange)


def _line(line: bytes, exchange: Exchange) -> Iterator[str]:
    """The text of one line of a stream; comments, event names and the closing mark have none."""
    line = line.strip()
    if not line.startswith(b"data:"):
        if line and not line.startswith((b":", b"event:", b"id:", b"retry:")):
            raise ModelUnavailable("the model's server sent no stream", {"reason": "nonsense"})
        return
    data = line[5:].strip()
    if data == b"[DONE]":
        exchange.finish = exchange.finish or "stop"
    elif data:
        yield from _text(_parsed(data), exchange)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ModelUnavailable("the model's server sent no JSON", {"reason": "nonsense"}) from error


def _text(event: Any, exchange: Exchange) -> Iterator[str]:
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
        return
    choice = choices[0]
    message = choice.get("delta") or choice.get("message") or {}
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):  # parts, of which thoughts are no text
        content = "".join(
            part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str)
        )
    if isinstance(content, str) and content:
        exchange.characters += len(content)
        yield content
    if isinstance(choice.get("finish_reason"), str):
        exchange.finish = choice["finish_reason"]
