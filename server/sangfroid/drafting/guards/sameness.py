"""Replies that read like the last ones."""

from collections.abc import Iterator

from sangfroid.analysis.lazy import lazy
from sangfroid.domain.draft import Establishment, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding, report
from sangfroid.drafting.guards.reading import CheckedText

NAME = "sameness"
OVERRIDABLE = True

_SHINGLE = 4
#: Share of a text's shingles that stand in one recent reply, from which it reads as the same text.
_SAME, _COPY = 0.5, 0.9
_EDGE_WORDS = 6
#: Replies compared with, newest first.
_RECENT = 30


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """A copy of a recent reply is blocked; a text much like one, or its opening or closing, is a warning."""
    if not context.recent:
        return
    text = hearing.text
    ours = _shingles(text) - context.once(_house_words)
    first, last = _edges(text, context.establishment)
    opening = closing = False
    for reply in context.once(_recent):
        if len(ours) >= 2 * _SHINGLE:
            share = len(ours & reply.shingles) / len(ours)
            if share >= _SAME:
                severity = Severity.BLOCK if share >= _COPY else Severity.WARN
                yield finding(NAME, "reply", severity, text.original, (0, len(text.original)), context)
                return
        opening = opening or _alike(text, first, reply.text, reply.edges[0], from_end=False)
        closing = closing or _alike(text, last, reply.text, reply.edges[1], from_end=True)
    if opening and first:
        yield report(NAME, "opening", Severity.WARN, text, first, context)
    if closing and last and last != first:
        yield report(NAME, "closing", Severity.WARN, text, last, context)


class _Recent:
    """A recent reply as it is compared with."""

    def __init__(self, reply: str, house: Establishment) -> None:
        self.text = CheckedText(reply)
        self._house = house

    @lazy
    def shingles(self) -> set[tuple[str, ...]]:
        return _shingles(self.text)

    @lazy
    def edges(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        return _edges(self.text, self._house)


def _recent(context: GuardContext) -> list[_Recent]:
    return [_Recent(reply, context.establishment) for reply in context.recent[:_RECENT]]


def _house_words(context: GuardContext) -> set[tuple[str, ...]]:
    """Words every reply of the house may share: its facts, name, contact and signature."""
    known: set[tuple[str, ...]] = set()
    house = context.establishment
    for own in (
        *(fact.text or "" for fact in context.facts),
        house.contact or "",
        " ".join(filter(None, (house.signature.name, house.signature.role, house.name))),
    ):
        known |= _shingles(CheckedText(own))
    return known


def _shingles(text: CheckedText) -> set[tuple[str, ...]]:
    words = [token.plain for token in text.tokens]
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _edges(text: CheckedText, house: Establishment) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The first and the last sentence that are neither greeting nor signature."""
    own = {word.casefold() for word in (house.signature.name, house.name, house.signature.role) if word}
    full = [
        (start, end)
        for start, end in text.sentences
        if len(text.plain[start:end].split()) > _EDGE_WORDS
        and not any(word in text.folded[start:end] and end - start < len(word) + 40 for word in own)
    ]
    return (full[0], full[-1]) if full else (None, None)


def _alike(
    text: CheckedText,
    ours: tuple[int, int] | None,
    other: CheckedText,
    theirs: tuple[int, int] | None,
    *,
    from_end: bool,
) -> bool:
    if ours is None or theirs is None:
        return False
    mine, their = text.plain[slice(*ours)].split(), other.plain[slice(*theirs)].split()
    if from_end:
        return mine == their
    return mine[:_EDGE_WORDS] == their[:_EDGE_WORDS]
