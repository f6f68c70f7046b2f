"""Texts cut into pieces, so that templates can mark some of them without any HTML from strings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Beyond this many words, texts are compared line by line: word by word would take seconds.
_MOST_WORDS = 2500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `label` None means there is nothing to say about it."""

    text: str
    label: str | None = None


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """The text with its spans (start, end, label) marked; where spans overlap the first one counts."""
    labels: list[str | None] = [None] * len(text)
    for start, end, label in reversed(list(spans)):
        for index in range(max(0, start), min(end, len(text))):
            labels[index] = label
    pieces: list[Piece] = []
    begin = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or labels[index] != labels[begin]:
            pieces.append(Piece(text[begin:index], labels[begin]))
            begin = index
    return pieces


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts, with what only the old one has labelled `removed` and what only the new one has `added`."""
    before, after = _units(old), _units(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        label = None if kind == "equal" else ""
        if b > a:
            left.append(Piece("".join(before[a:b]), label if label is None else "removed"))
        if d > c:
            right.append(Piece("".join(after[c:d]), label if label is None else "added"))
    return left, right


def _units(text: str) -> list[str]:
    words = re.findall(r"\s+|\w+|[^\w\s]", text)
    return words if len(words) <= _MOST_WORDS else text.splitlines(keepends=True)
