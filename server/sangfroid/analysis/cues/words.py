"""What words say by themselves: pressure in a text, a threat or a demand in one of its clauses.

A word counts as itself and through the pieces it is made of, so that a form nobody wrote down is judged by
the stem and the ending it shares with others; two words in a row count together.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

#: Letters of a piece, the marks for the ends of the word included.
SHORTEST, LONGEST = 3, 5
#: Words kept in mind for each language; a text is never so long that forgetting them all would matter.
MOST_KEPT = 20_000
#: Words looked at in a text.
MOST_WORDS = 400


class Said(NamedTuple):
    """What words add to each question (log-odds): is there pressure, is this a threat, is this a demand."""

    pressure: float
    threat: float
    demand: float


_NOTHING = (0.0, 0.0, 0.0)


def pieces(word: str) -> list[str]:
    """The pieces of a word; a sign alone has none."""
    if len(word) < 2:
        return []
    marked = f"<{word}>"
    return [
        marked[at : at + size]
        for size in range(SHORTEST, LONGEST + 1)
        for at in range(len(marked) - size + 1)
    ]


def named(words: Sequence[str], language: str) -> dict[str, float]:
    """Names and values of all that words count for; the more there is, the less each one weighs.

    A piece is `#rem`, a word `fr=rembourser`, two words in a row `fr_je poste`.
    """
    words = words[:MOST_WORDS]
    found: dict[str, float] = {}
    total = len(words) + 1
    for word in dict.fromkeys(words):
        parts = pieces(word)
        total += len(parts) + 1
        found[f"{language}={word}"] = 1.0
        for part in parts:
            found["#" + part] = found.get("#" + part, 0.0) + 1.0
    for first, second in zip(("<", *words), (*words, ">"), strict=True):
        found[f"{language}_{first} {second}"] = 1.0
    scale = total**-0.5
    return {name: value * scale for name, value in found.items()}


class Words:
    """Weights of words and pieces; `table` gives each name its three shares."""

    def __init__(self, table: Mapping[str, Sequence[float]]) -> None:
        self.table = table
        self._pairs: dict[str, dict[str, Sequence[float]]] = {}
        self._known: dict[str, dict[str, tuple[float, float, float, int]]] = {}
        for name, shares in table.items():
            if name[2:3] == "_":
                self._pairs.setdefault(name[:2], {})[name[3:]] = shares

    def weigh(self, words: Sequence[str], language: str) -> Said:
        """The sums over `named(words, language)`, without spelling them out."""
        words = words[:MOST_WORDS]
        known = self._known.setdefault(language, {})
        pressure = threat = demand = 0.0
        total = len(words) + 1
        for word in dict.fromkeys(words):
            sums = known.get(word)
            if sums is None:
                if len(known) >= MOST_KEPT:
                    known.clear()
                sums = known[word] = self._sums(word, language)
            pressure += sums[0]
            threat += sums[1]
            demand += sums[2]
            total += sums[3]
        pairs = self._pairs.get(language, {})
        seen = [first + " " + second for first, second in zip(("<", *words), (*words, ">"), strict=True)]
        for shares in [pairs[pair] for pair in dict.fromkeys(seen) if pair in pairs]:
            pressure += shares[0]
            threat += shares[1]
            demand += shares[2]
        scale = total**-0.5
        return Said(pressure * scale, threat * scale, demand * scale)

    def _sums(self, word: str, language: str) -> tuple[float, float, float, int]:
        parts = pieces(word)
        shares = [self.table.get(f"{language}={word}", _NOTHING)]
        shares += [self.table.get("#" + part, _NOTHING) for part in parts]
        pressure, threat, demand = (sum(column) for column in zip(*shares, strict=True))
        return pressure, threat, demand, len(parts) + 1
