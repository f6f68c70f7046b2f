"""A text folded for matching, with an exact way back to the caller's code points.

Rules are written for lower-case text without accents, typographic marks or invisible characters. What
people type has all of these, so matching happens on a folded copy, and `NormalizedText.span` takes every
finding back to the words as they were written.
"""

import html
import re
import unicodedata
from array import array
from html.entities import html5
from typing import NamedTuple

from sangfroid.analysis.lazy import lazy

# Characters that show nothing: soft hyphen, joiners, marks of direction, variation selectors.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_MARKS = "\u0300-\u034e\u0350-\u036f"
# Letters drawn for effect (full width, mathematical bold); their compatibility form is the plain letter.
_DRAWN = "\uff01-\uff5e\U0001d400-\U0001d7ff\u24b6-\u24e9"
_LIGATURES = {
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
    "ǽ": "ae",
    "Ǽ": "ae",
    "ǣ": "ae",
    "Ǣ": "ae",
    "ĳ": "ij",
    "Ĳ": "ij",
    "ß": "ss",
    "ẞ": "ss",
}

# At most eight marks a letter: sorting marks takes the square of their number.
_ODD = re.compile(
    rf"(?P<entity>&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});)"
    rf"|(?P<composed>[^\W\d_][{_MARKS}]{{1,8}})"
    rf"|(?P<removed>[{_INVISIBLE}{_MARKS}]+)"
    rf"|(?P<space>\s{{2,}}|[^\S \u00a0\u202f])"
    rf"|(?P<drawn>[{_DRAWN}])"
    rf"|(?P<ligature>[{''.join(_LIGATURES)}])"
)
_MARK = re.compile(f"[{_MARKS}]")
# One class and no alternatives, which is what makes looking for it cheap.
_HAS_ODD = re.compile(rf"[{_INVISIBLE}{_MARKS}{_DRAWN}{''.join(_LIGATURES)}\t-\r\x1c-\x1f\x85\u2028\u2029&]")

_HAS_ODD_ASCII = re.compile(r"[\t-\r\x1c-\x1f&]")

_UNIFIED: dict[int, str] = {
    **dict.fromkeys(map(ord, "’‘‛‚′ʼʹ`´＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»＂‹›"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    **dict.fromkeys([0xA0, 0x202F, 0x1680, *range(0x2000, 0x200B), 0x205F, 0x3000], " "),
}
_TYPOGRAPHIC = re.compile(f"[{''.join(map(re.escape, map(chr, _UNIFIED)))}]")


def _plain_letters() -> dict[int, str]:
    """Letters of the Latin script without their accents and strokes, one for one."""
    strokes = dict(zip("øđłıðħŧ", "odlidht", strict=True))
    table = {ord(letter): plain for letter, plain in strokes.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = strokes.get(base, base)
    return table


_PLAIN = _plain_letters()
_WORD = re.compile(r"[^\W_]+")
#: What stands between words, but for spaces.
MARKS_BETWEEN = re.compile(r"[^\w ]|_")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|\n")
# The full stop of these does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[a-z]|mr|mrs|ms|dr|st|mme|sr|sra|dra|sig|dott|nr|bzw|ca|usw|etc|ecc|vs|no|tel|env|approx|min|max|p\.ej|z\.b|d\.h)$"
)


class Token(NamedTuple):
    """A run of letters and digits. `start` and `end` count characters of the folded text."""

    start: int
    end: int
    folded: str
    plain: str


class NormalizedText:
    """`folded` is lower case with plain quotes, dashes and spaces; `plain` is the same without accents.

    The two have the same length and the same positions. A line break is a space where a line was merely
    wrapped, and stays a line break where a new line begins a new thought. Positions of both are called
    folded positions; `span` translates them.
    """

    __slots__ = ("__dict__", "_ends", "_starts", "folded", "original", "plain")

    def __init__(self, original: str) -> None:
        self.original = original
        self._starts: array[int] | None = None
        self._ends: array[int] | None = None
        folded = original.casefold()
        odd = _HAS_ODD_ASCII if original.isascii() else _HAS_ODD
        if len(folded) != len(original) or "  " in original or odd.search(original):
            folded = self._fold(original)
        if folded.isascii():
            self.folded = folded.replace("`", "'")
            self.plain = self.folded
        else:
            self.folded = folded.translate(_UNIFIED) if _TYPOGRAPHIC.search(folded) else folded
            self.plain = self.folded.translate(_PLAIN)

    def _fold(self, original: str) -> str:
        parts: list[str] = []
        starts, ends = array("I"), array("I")

        def add(piece: str, start: int, end: int) -> None:
            parts.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))

        def add_ordinary(start: int, end: int) -> None:
            piece = original[start:end].casefold()
            if len(piece) == end - start:
                parts.append(piece)
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                for at in range(start, end):
                    add(original[at].casefold().replace("\u0307", ""), at, at + 1)

        at = 0
        for odd in _ODD.finditer(original):
            start, end = odd.span()
            add_ordinary(at, start)
            at = end
            match odd.lastgroup:
                case "removed":
                    continue
                case "space":
                    add(_space(original, start, end), start, end)
                case "composed":
                    # A second mark on a letter that has one already has no composed form and goes.
                    letter = unicodedata.normalize("NFKC", odd[0]).casefold()
                    letter = _MARK.sub("", letter) or letter[:1]
                    add("".join(_LIGATURES.get(part, part) for part in letter), start, end)
                case "entity":
                    decoded = html.unescape(odd[0])
                    if odd[0][1] != "#" and odd[0][1:] not in html5:
                        add_ordinary(start, end)
                    else:
                        add(" " if decoded.isspace() else _one(decoded), start, end)
                case _:
                    add(_one(odd[0]), start, end)
        add_ordinary(at, len(original))
        self._starts, self._ends = starts, ends
        return "".join(parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original's code points behind a folded range."""
        if self._starts is None or self._ends is None:
            return start, end
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.original)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """The words as they were written behind a folded range."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def whole(self, start: int, end: int) -> bool:
        """Whether a folded range begins and ends at the edges of words.

        An edge that is itself no letter (an emoji, a mark) counts as one.
        """
        plain = self.plain
        if start > 0 and plain[start - 1].isalnum() and plain[start].isalnum():
            return False
        return not (end < len(plain) and plain[end].isalnum() and plain[end - 1].isalnum())

    @lazy
    def tokens(self) -> tuple[Token, ...]:
        """Runs of letters and digits, in order."""
        folded, plain = self.folded, self.plain
        return tuple(
            Token(m.start(), m.end(), m[0], plain[m.start() : m.end()]) for m in _WORD.finditer(folded)
        )

    @lazy
    def unmarked(self) -> str:
        """`plain` with a space for each character that belongs to no word; positions stay the same."""
        return MARKS_BETWEEN.sub(" ", self.plain)

    @lazy
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Folded ranges of the sentences, without the spaces around them."""
        folded = self.folded
        found: list[tuple[int, int]] = []
        begin = 0
        for mark in _SENTENCE_END.finditer(folded):
            if mark[0] == "." and _ABBREVIATION.search(folded, max(begin, mark.start() - 6), mark.start()):
                continue
            _keep(folded, begin, mark.end(), found)
            begin = mark.end()
        _keep(folded, begin, len(folded), found)
        return tuple(found)

    @lazy
    def elongated(self) -> bool:
        """Whether a Latin letter is written three times or more in a row ("sooo")."""
        return _ELONGATED.search(self.folded) is not None

    def shortened(self, letters: int) -> "NormalizedText":
        """The same text with every such row cut to `letters` (1 for "so", 2 for "good"); spans stay exact."""
        other = object.__new__(NormalizedText)
        other.original = self.original
        parts: list[str] = []
        starts, ends = array("I"), array("I")
        at = 0
        for row in _ELONGATED.finditer(self.folded):
            cuts = [(at, row.start())] if at < row.start() else []
            for first, last in cuts:
                self._copy(first, last, parts, starts, ends)
            self._copy(row.start(), row.start() + letters - 1, parts, starts, ends)
            parts.append(row[1])
            begin, end = self.span(row.start() + letters - 1, row.end())
            starts.append(begin)
            ends.append(end)
            at = row.end()
        self._copy(at, len(self.folded), parts, starts, ends)
        other.folded = "".join(parts)
        other.plain = other.folded if other.folded.isascii() else other.folded.translate(_PLAIN)
        other._starts, other._ends = starts, ends
        return other

    def _copy(
        self, first: int, last: int, parts: list[str], starts: "array[int]", ends: "array[int]"
    ) -> None:
        parts.append(self.folded[first:last])
        if self._starts is None or self._ends is None:
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            starts.extend(self._starts[first:last])
            ends.extend(self._ends[first:last])


def _one(piece: str) -> str:
    """A drawn letter, a ligature or what an entity stands for, in plain lower case."""
    folded = unicodedata.normalize("NFKC", _LIGATURES.get(piece, piece)).casefold()
    return "".join(_LIGATURES.get(letter, letter) for letter in folded)


def _space(original: str, start: int, end: int) -> str:
    """A space where a line is wrapped, a line break where a new line begins a new thought."""
    run = original[start:end]
    breaks = sum(map(run.count, "\n\u2028\u2029\u0085\v\f")) or run.count("\r")
    if not breaks:
        return " "
    after = original[end] if end < len(original) else ""
    before = original[start - 1] if start else ""
    wrapped = breaks == 1 and after.islower() and (before.isalnum() or before in ",;-")
    return " " if wrapped else "\n"


def _keep(folded: str, begin: int, end: int, found: list[tuple[int, int]]) -> None:
    while begin < end and folded[begin].isspace():
        begin += 1
    while end > begin and folded[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append((begin, end))
