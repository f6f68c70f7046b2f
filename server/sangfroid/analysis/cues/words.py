"""What words say by themselves: pressure in a text, a threat or a demand in one of its clauses.

A word counts as itself and through the pieces it is made of, so that a form nobody wrote down is judged by
the stem and the ending it shares with others; and through its meaning, so that what was learnt from it in one
language counts in the others. Two words in a row, and two meanings, count together.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sangfroid.analysis.glosses import glosses

#: Letters of a piece, the marks for the ends of the word included.
SHORTEST, LONGEST = 3, 5
#: Words kept in mind for each language; a text is never so long that forgetting them all would matter.
MOST_KEPT = 20_000
#: Words looked at in a text.
MOST_WORDS = 400
#: Words looked at for meanings that stand apart, and how far from each other those may stand.
MOST_APART, FARTHEST_APART = 120, 9
#: How much a meaning counts against a word of one language, or a piece of it.
MEANT = 2.5
#: Meanings too empty to stand beside another.
_EMPTY = frozenset({"a", "it", "of", "the"})


class Said(NamedTuple):
    """What words add to each question (log-odds): is there pressure, is this a threat, is this a demand."""

    pressure: float
    threat: float
    demand: float


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


def meant(words: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """What the words mean, one after the other, between two marks; the emptiest left out.

    A word of unknown meaning stands for itself.
    """
    return ["<", *[said for word in words if (said := known.get(word, word)) not in _EMPTY], ">"]


def named(words: Sequence[str], language: str) -> dict[str, float]:
    """Names and values of all that words count for; the more there is, the less each one weighs.

    A piece is `#rem`, a word `fr=rembourser`, two words in a row `fr_je poste`; a meaning is `@refund`, two
    in a row `@i post`.
    """
    words = words[:MOST_WORDS]
    found, total = counted(words, language, glosses(language))
    scale = total**-0.5
    return {name: value * scale for name, value in found.items()}


def counted(words: Sequence[str], language: str, known: Mapping[str, str]) -> tuple[dict[str, float], int]:
    """How often words count for each name of `named`, with these meanings, and how much there is of them."""
    found: dict[str, float] = {}
    total = len(words) + 1
    for word in dict.fromkeys(words):
        parts = pieces(word)
        total += len(parts) + 1
        found[f"{language}={word}"] = 1.0
        for part in parts:
            found["#" + part] = found.get("#" + part, 0.0) + 1.0
        if word in known:
            total += 1
            name = "@" + known[word]
            found[name] = found.get(name, 0.0) + MEANT
    for first, second in pairwise(meant(words, known)):
        found[f"@{first} {second}"] = MEANT
    for first, second in zip(("<", *words), (*words, ">"), strict=True):
        found[f"{language}_{first} {second}"] = 1.0
    return found, total


def apart(words: Sequence[str], language: str) -> set[tuple[str, str]]:
    """Every two meanings that stand near each other without touching, in their order.

    Neighbours are among `named`.
    """
    said = meant(words[:MOST_APART], glosses(language))[1:-1]
    found: set[tuple[str, str]] = set()
    for distance in range(2, FARTHEST_APART + 1):
        found.update(zip(said, said[distance:], strict=False))
    return found


def apart_named(words: Sequence[str], language: str) -> dict[str, float]:
    """Names and values of meanings apart, `m:refund~star`; the more there is, the less each one weighs."""
    found = apart(words, language)
    return {f"m:{first}~{second}": (len(found) + 1) ** -0.5 for first, second in sorted(found)}


class Apart:
    """Weights of meanings that stand apart; `table` gives each name its weight (log-odds)."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self.table = table
        self._pairs: dict[tuple[str, str], float] = {}
        for name, weight in table.items():
            first, _, second = name.removeprefix("m:").partition("~")
            self._pairs[first, second] = weight

    def pressure(self, words: Sequence[str], language: str) -> float:
        """The sum over `apart_named(words, language)`, without spelling it out."""
        found, pairs = apart(words, language), self._pairs
        # An exact sum, since a set has no order of its own and the same text must always say the same.
        return math.fsum([pairs[pair] for pair in found if pair in pairs]) / math.sqrt(len(found) + 1)


def _scale(words: Sequence[str], names: float) -> float:
    """What scales the sums of words that count for so many names, in hundredths."""
    return 0.01 / math.sqrt(len(words) + 1 + names)


class Words:
    """Weights of words and pieces; `table` gives each name its share of each question, in hundredths.

    Whole numbers, and halves of them, add up to the same sum in whatever order they come.
    """

    def __init__(self, table: Mapping[str, Sequence[int]]) -> None:
        self.table = table
        self._nothing = (0,) * len(next(iter(table.values()), ()))
        self._pairs: dict[str, dict[tuple[str, str], Sequence[float]]] = {}
        #: The shares of a meaning, and of two in a row, with what they count.
        self._meant: dict[str, Sequence[float]] = {}
        self._meant_pairs: dict[tuple[str, str], Sequence[float]] = {}
        self._known: dict[str, dict[str, tuple[float, ...]]] = {}
        #: What each word says of pressure, and as the other part how many names it counts for.
        self._glimpses: dict[str, dict[str, complex]] = {}
        for name, shares in table.items():
            first, space, second = name[1:].partition(" ")
            if name[0] == "@":
                counted = [MEANT * share for share in shares]
                if space:
                    self._meant_pairs[first, second] = counted
                else:
                    self._meant[first] = counted
            elif name[2:3] == "_":
                self._pairs.setdefault(name[:2], {})[first[2:], second] = shares

    def weigh(self, words: Sequence[str], language: str) -> Said:
        """What the words of a review say."""
        return Said(*self.sums(words, language))

    def sums(self, words: Sequence[str], language: str) -> list[float]:
        """The sums over `named(words, language)`, one for each question, without spelling them out."""
        rows, scale = self._rows(words, language)
        # The words' own rows end in how many names they count for.
        columns = len(self._nothing)
        totals = list(map(sum, zip(*rows, strict=False)))[:columns] if rows else self._nothing
        return [total * scale for total in totals]

    def pressure(self, words: Sequence[str], language: str) -> float:
        """What `weigh` says of pressure alone."""
        rows, scale = self._rows(words, language)
        return sum([row[0] for row in rows]) * scale

    def glimpse(self, words: Sequence[str], language: str) -> float:
        """What each word says of pressure without its neighbours: cheap, and asked of every text."""
        words = words[:MOST_WORDS]
        known, different = self._glimpses.setdefault(language, {}), set(words)
        if not different <= known.keys():
            if len(known) >= MOST_KEPT:
                known.clear()
            for word in different.difference(known):
                shares = self._sums(word, language)
                known[word] = complex(shares[0], shares[-1])
        # One sum adds what the words say and how many names they count for.
        both = sum([known[word] for word in different])
        return both.real * _scale(words, both.imag)

    def _rows(self, words: Sequence[str], language: str) -> tuple[list[Sequence[float]], float]:
        """The shares of all that words count for, and what scales their sums."""
        words = words[:MOST_WORDS]
        single = self._single(words, language)
        pairs, meant_pairs = self._pairs.get(language, {}), self._meant_pairs
        rows: list[Sequence[float]] = [*single]
        rows += [pairs[pair] for pair in pairs.keys() & set(zip(("<", *words), (*words, ">"), strict=True))]
        said = meant(words, glosses(language))
        rows += [meant_pairs[pair] for pair in meant_pairs.keys() & set(pairwise(said))]
        return rows, _scale(words, sum([one[-1] for one in single]))

    def _single(self, words: Sequence[str], language: str) -> list[tuple[float, ...]]:
        """The `_sums` of every different word."""
        known = self._known.setdefault(language, {})
        different = set(words)
        if different <= known.keys():
            return [known[word] for word in different]
        for word in different.difference(known):
            if len(known) >= MOST_KEPT:
                known.clear()
            known[word] = self._sums(word, language)
        return [known.get(word) or self._sums(word, language) for word in different]

    def _sums(self, word: str, language: str) -> tuple[float, ...]:
        """The shares of a word, its pieces and its meaning, and last how many they are."""
        parts = pieces(word)
        nothing = self._nothing
        rows: list[Sequence[float]] = [self.table.get(f"{language}={word}", nothing)]
        rows += [self.table.get("#" + part, nothing) for part in parts]
        gloss = glosses(language).get(word)
        if gloss is not None:
            rows.append(self._meant.get(gloss, nothing))
        return (*(sum(column) for column in zip(*rows, strict=True)), len(rows))
