"""The small language in which guard data says what it looks for.

A pattern is written in lower case without accents, the way `NormalizedText.plain` reads:

    rembours*            a word that begins so
    (un|une) remise      one or the other
    (tres )?bon          perhaps
    nous _ offr*         at most three words between; __ for at most eight
    #                    a number in digits
    @                    a code: letters and digits, with one digit at least
    <we> offer*          a named group of words of the same file

Patterns begin and end at the edges of words. There is nothing else, so that no pattern can be slow: every
repetition is bounded or runs over one word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sangfroid.analysis.lazy import lazy

_WORD = r"[^\s,.;:!?\"()]+"
# A gap may follow a contraction ("we'd") or a space already read, and end before an elision ("l'equipe").
_SEPARATOR = r"(?:(?<=\s)|[ ,]+)"
_GAPS = {
    name: rf"(?:'\w{{1,2}})?(?:{_SEPARATOR}{_WORD}){{0,{words}}}?{_SEPARATOR}(?:[a-z]{{1,2}}')?"
    for name, words in ((1, 3), (2, 8))
}
_AROUND_GAP = re.compile(r" ?(__?) ?")
_BEGIN = r"(?:(?!\w)|(?<!\w))"
_END = r"(?:(?<!\w)|(?!\w))"
_SHORTEST = 3
#: Gaps and words end before these; numbers hold full stops of their own.
_STOPS = ".;:!?"
STOP = re.compile(r"(?<![\d.,])\.|[;:!?]")


class PatternError(ValueError):
    """A pattern that cannot be read."""


@dataclass(frozen=True)
class Pattern:
    """One pattern: a regular expression, and what any text it matches must hold.

    Of each set in `requires` one word must stand in the text; `literals` is the set that rules out most.
    A match holds at most as many `STOP`s as are written in the pattern: `crosses`.
    """

    source: str
    expression: str
    literals: frozenset[str]
    requires: tuple[frozenset[str], ...]
    crosses: int

    @lazy
    def regex(self) -> re.Pattern[str]:
        """Compiled on first use: most patterns never meet a text that holds their words."""
        return re.compile(f"{_BEGIN}(?:{self.expression}){_END}")


def compile_pattern(source: str, groups: Mapping[str, str] | None = None) -> Pattern:
    """Reads one pattern; `groups` are the named groups of words it may use.

    Raises:
        PatternError: it cannot be read.
    """
    reader = _Reader(source, groups or {})
    expression, literals, needed = reader.top()
    if reader.at < len(reader.source):
        raise PatternError(f"{source!r}: unexpected {reader.source[reader.at]!r}")
    requires = tuple(frozenset(found) for found in needed if found)
    return Pattern(source, expression, frozenset(literals), requires, reader.crosses)


class _Reader:
    """Reads a pattern from left to right; answers with expressions and the literals they require."""

    def __init__(self, source: str, groups: Mapping[str, str], depth: int = 0) -> None:
        self.source = _AROUND_GAP.sub(r"\1", source)
        self.groups = groups
        self.depth = depth
        self.at = 0
        self.single = True
        self.crosses = 0
        self.requirements: list[set[str]] = []

    def top(self) -> tuple[str, set[str], "list[set[str]]"]:
        """The whole pattern: expression, best requirement, and all of them when it has one alternative."""
        expression, literals = self.alternatives()
        return expression, literals, self.requirements if self.single else [literals]

    def alternatives(self) -> tuple[str, set[str]]:
        expressions: list[str] = []
        required: list[set[str]] = []
        while True:
            expression, literals = self._sequence()
            expressions.append(expression)
            required.append(literals)
            if self.at >= len(self.source) or self.source[self.at] != "|":
                break
            self.at += 1
        self.single = len(expressions) == 1
        everywhere: set[str] = set().union(*required) if all(required) else set()
        return ("|".join(expressions), everywhere)

    def _sequence(self) -> tuple[str, set[str]]:
        parts: list[str] = []
        candidates: list[set[str]] = []
        run = ""
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            piece, literal, literals = self._item()
            optional = self.at < len(self.source) and self.source[self.at] == "?"
            if optional:
                self.at += 1
                piece = f"(?:{piece})?"
            if literal and not optional:
                run += literal
            else:
                candidates.append({run})
                run = ""
                if literals and not optional:
                    candidates.append(literals)
            parts.append(piece)
        candidates.append({run})
        self.requirements = _usable(candidates)
        return "".join(parts), max(self.requirements, key=lambda found: min(map(len, found)), default=set())

    def _item(self) -> tuple[str, str, set[str]]:
        """An expression, the character it stands for when it stands for one, and required literals."""
        sign = self.source[self.at]
        self.at += 1
        match sign:
            case "(":
                expression, literals = self.alternatives()
                if self.at >= len(self.source):
                    raise PatternError(f"{self.source!r}: a bracket is not closed")
                self.at += 1
                return f"(?:{expression})", "", literals
            case "<":
                end = self.source.find(">", self.at)
                name = self.source[self.at : end]
                if end < 0 or name not in self.groups or self.depth > 4:
                    raise PatternError(f"{self.source!r}: no group {name!r}")
                self.at = end + 1
                inner = _Reader(self.groups[name], self.groups, self.depth + 1)
                expression, literals = inner.alternatives()
                self.crosses += inner.crosses
                if inner.at < len(inner.source):
                    raise PatternError(f"{inner.source!r}: unexpected {inner.source[inner.at]!r}")
                return f"(?:{expression})", "", literals
            case "*":
                return r"[\w-]*", "", set()
            case "@":
                return r"(?=[\w-]*\d)[\w-]{4,24}", "", set()
            case "#":
                return r"\d[\d.,]*", "", set()
            case " ":
                return r"[ \n]", " ", set()
            case "_":
                gap = 1
                while self.at < len(self.source) and self.source[self.at] == "_":
                    gap = 2
                    self.at += 1
                return _GAPS[gap], "", set()
            case "?" | "]" | "[" | "\\" | "{" | "}" | "^" | ">":
                raise PatternError(f"{self.source!r}: {sign!r} has no meaning here")
        self.crosses += sign in _STOPS
        return re.escape(sign), sign, set()


def _usable(candidates: list[set[str]]) -> list[set[str]]:
    """The requirements long enough to rule out a text."""
    return [found for found in candidates if found and min(map(len, found)) >= _SHORTEST]
