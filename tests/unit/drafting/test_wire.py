"""Bytes of a completion: split anywhere, streamed or whole, well or not."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from sangfroid.domain.errors import ModelUnavailable
from sangfroid.drafting.sentences import LONGEST_ANSWER
from sangfroid.drafting.wire import Decoder, Exchange


def event(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    return b"data: " + json.dumps({"choices": choices, **more}, ensure_ascii=False).encode() + b"\n\n"


STREAM = b"".join(
    [
        b": hello\r\n\r\nevent: message\r\nid: 1\r\n",
        event({"role": "assistant", "content": ""}),
        event({"content": "Voilà, "}),
        event({"reasoning_content": "hm"}),
        event({"content": [{"type": "thinking", "thinking": []}, {"type": "text", "text": "été "}]}),
        event({"content": "😀"}, "stop"),
        b'data: {"choices": [], "usage": {"total_tokens": 12}}\n\n',
        b"data: [DONE]\n\n",
    ]
)
WHOLE = json.dumps(
    {
        "choices": [{"message": {"content": "Voilà, été 😀"}, "finish_reason": "stop"}],
        "usage": {"total_tokens": 12},
    }
).encode()


def pieces(chunks: Iterable[bytes], exchange: Exchange) -> Iterator[str]:
    """The text of an answer as its bytes complete it."""
    decoder = Decoder(exchange)
    for chunk in chunks:
        if text := decoder.feed(chunk):
            yield text
    if text := decoder.end():
        yield text


@pytest.mark.parametrize("size", [1, 2, 5, 64, 100_000])
@pytest.mark.parametrize(("body", "whole"), [(STREAM, False), (STREAM.rstrip(), False), (WHOLE, True)])
def test_the_text_comes_out_however_the_bytes_are_cut(body: bytes, whole: bool, size: int):
    exchange = Exchange()
    chunks = (body[at : at + size] for at in range(0, len(body), size))
    assert "".join(pieces(chunks, exchange)) == "Voilà, été 😀"
    assert exchange == Exchange("stop", 12, 12, whole)


def test_each_piece_comes_with_its_line():
    def chunks() -> Any:
        yield event({"content": "a"})
        assert given == ["a"]
        yield event({"content": "b"})

    given: list[str] = []
    for piece in pieces(chunks(), Exchange()):
        given.append(piece)
    assert given == ["a", "b"]


def test_a_stream_without_its_end_has_no_finish():
    exchange = Exchange()
    assert list(pieces([event({"content": "a"})], exchange)) == ["a"]
    assert exchange.finish is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>no</html>\n", "nonsense"),
        (b"data: {oops\n\n", "nonsense"),
        (b"data: 4\n\n", "nonsense"),
        (b"{oops", "nonsense"),
        (b"[1]", "nonsense"),
        (b"[" * 100_000, "nonsense"),
        (b'data: {"error": {"message": "no"}}\n\n', "server_error"),
        (b'{"error": "no"}', "server_error"),
        (b"data: " + b"x" * 600_000, "nonsense"),
        (b'{"a": "' + b"x" * 7_000_000, "too_long"),
        (b": comment\n" * 700_000, "too_long"),
    ],
    ids=range(11),
)
def test_nonsense_is_named(body: bytes, reason: str):
    chunks = (body[at : at + 65536] for at in range(0, len(body), 65536))
    with pytest.raises(ModelUnavailable) as caught:
        list(pieces(chunks, Exchange()))
    assert caught.value.details["reason"] == reason


def test_no_more_is_read_than_an_answer_may_have():
    most = event({"content": "é" * LONGEST_ANSWER})
    assert len("".join(pieces([most], Exchange()))) == LONGEST_ANSWER
    with pytest.raises(ModelUnavailable) as caught:
        list(pieces([most, event({"content": "a"})], Exchange()))
    assert caught.value.details["reason"] == "too_long"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"choices": null}',
        b'{"choices": [4]}',
        b'{"choices": [{"message": "x"}]}',
        b'{"choices": [{"message": {"content": 4}}], "usage": {"total_tokens": "many"}}',
        b'{"choices": [{"message": {"content": null}}], "usage": {"total_tokens": -1}}',
    ],
)
def test_what_holds_no_text_gives_none(body: bytes):
    exchange = Exchange()
    assert list(pieces([body], exchange)) == []
    assert exchange.tokens == 0
