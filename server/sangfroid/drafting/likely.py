"""How likely a sentence tells something exact, weighed by all its words.

A word has several senses, and nobody can write down every way to say that a soup was cold. What the
sentences of `tests/corpus/exact` that tell one thing have in common, across seven languages, is learnt into
`likely.npz` by `sangfroid.drafting.likely_training`: one logistic regression for each grievance and
compliment. A word counts as itself, by its pieces, by its meaning and by the semantic fields of that.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sangfroid.analysis.cues.words import MEANT, MOST_KEPT, counted, meant, pieces
from sangfroid.analysis.meanings import fields_told, meanings
from sangfroid.domain.errors import InvalidData

_FILE: Final = "likely.npz"
#: Words that are weighed at once; and how many it takes, of so many letters: in fewer the lists are surer.
_MOST: Final = 60
_FEWEST, _FULL = 3, 3
#: Words on either side of those that tell something which say in what sense.
_AROUND: Final = (4, 9)
#: Words of a part of a sentence that is read in parts, and words of it that are read.
_PART: Final = 28
_FARTHEST: Final = 280

#: How much a field counts, and two of them near each other, against a word.
_OF_A_FIELD: Final = 2.0
#: Log-odds of each grievance and compliment.
Odds = npt.NDArray[np.float64]


def words(said: str) -> list[str]:
    """The words of a sentence that is evened out; what numbers say is left to the lists."""
    return [word for word in said.split() if word.isalpha()][:_MOST]


def named(words: Sequence[str], language: str) -> dict[str, float]:
    """Names and values of all that words count for, as in `cues.words.named`, with the fields they tell of.

    A field is `%heating`, two of them near each other `%heating cold`.
    """
    known = meanings(language)
    found, total = counted(words, language, known)
    found |= {f"%{' '.join(field)}": _OF_A_FIELD for field in fields_told(meant(words, known))}
    return {name: value / math.sqrt(total) for name, value in found.items()}


class Weights:
    """What each name that words count for adds to each grievance and compliment.

    `names` and `order` are bytes, their parts apart by line ends; the row of a name begins at its place in
    `starts`: `places` are those in `order`, `shares` are multiples of `step` (log-odds).

    Raises:
        ValueError: an array is missing, or does not fit the others.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        try:
            names = bytes(arrays["names"]).decode().split("\n")
            order = bytes(arrays["order"]).decode().split("\n")
            self._starts: list[int] = arrays["starts"].tolist()
            self._places, self._shares = np.asarray(arrays["places"]), np.asarray(arrays["shares"])
            self._step = float(arrays["step"])
            self._bias = np.asarray(arrays["bias"], np.float64)
        except KeyError as error:
            raise ValueError(f"no {error}") from error
        if len(self._starts) != len(names) + 1 or self._starts[-1] != len(self._shares):
            raise ValueError("the rows do not fit the names")
        if len(self._places) != len(self._shares) or len(self._bias) != len(order):
            raise ValueError("the shares do not fit what they add to")
        self._rows = {name: at for at, name in enumerate(names)}
        #: The rows of fields, without the mark before their names.
        self._of_fields = {
            tuple(name[1:].split(" ")): row for name, row in self._rows.items() if name.startswith("%")
        }
        #: The place of each among the odds.
        self.places = {name: at for at, name in enumerate(order)}

        #: What each word adds by itself, and how many names it counts for.
        self._known: dict[tuple[str, str], tuple[Odds, int]] = {}

    def weigh(self, said: str, language: str) -> Odds:
        """The log-odds of everything for words that are evened out; what numbers say is left to the lists.

        The sum over `named(words(said), language)`, without spelling it out.
        """
        spoken = words(said)
        single = [self._word(word, language) for word in dict.fromkeys(spoken)]
        meaning = meant(spoken, meanings(language))
        beside = {f"@{first} {second}": MEANT for first, second in pairwise(meaning)}
        for first, second in zip(("<", *spoken), (*spoken, ">"), strict=True):
            beside[f"{language}_{first} {second}"] = 1.0
        scale = 1 / math.sqrt(len(spoken) + 1 + sum(count for _, count in single))
        rows = [(row, value) for name, value in beside.items() if (row := self._rows.get(name)) is not None]
        of_fields = self._of_fields
        rows += [(of_fields[field], _OF_A_FIELD) for field in fields_told(meaning) if field in of_fields]
        total: Odds = np.sum([self._sum(rows), *(shares for shares, _ in single)], axis=0)
        odds: Odds = self._bias + total * scale
        return odds

    def _word(self, word: str, language: str) -> tuple[Odds, int]:
        known = self._known.get((language, word))
        if known is None:
            parts, meaning = pieces(word), meanings(language).get(word)
            names: dict[str, float] = {f"#{part}": times for part, times in Counter(parts).items()}
            names[f"{language}={word}"] = 1.0
            if meaning is not None:
                names[f"@{meaning}"] = MEANT
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            rows = [
                (row, value) for name, value in names.items() if (row := self._rows.get(name)) is not None
            ]
            known = self._sum(rows), len(parts) + 1 + (meaning is not None)
            self._known[language, word] = known
        return known

    def _sum(self, rows: Sequence[tuple[int, float]]) -> Odds:
        """What rows add, each as often as it counts."""
        if not rows:
            return np.zeros(len(self._bias))
        spans = [(slice(*self._starts[row : row + 2]), value) for row, value in rows]
        places = np.concatenate([self._places[span] for span, _ in spans])
        shares = np.concatenate([self._shares[span] * (self._step * value) for span, value in spans])
        return np.bincount(places, shares, minlength=len(self._bias)).astype(np.float64, copy=False)


@cache
def weights() -> Weights:
    """The learnt weights.

    Raises:
        InvalidData: the file does not fit.
    """
    try:
        with (
            resources.files("sangfroid.drafting").joinpath(_FILE).open("rb") as file,
            np.load(file, allow_pickle=False) as arrays,
        ):
            return Weights(arrays)
    except (OSError, ValueError) as error:
        raise InvalidData(f"drafting/{_FILE}: {error}", {"file": _FILE}) from error


@lru_cache(maxsize=2048)
def _odds(language: str, said: str) -> Odds:
    return weights().weigh(said, language)


def odds(language: str, name: str, said: str, span: tuple[int, int]) -> float:
    """The log-odds that words of a sentence tell this, by those nearest to them, those around, or all of it.

    A long sentence tells several things, each in its own part. Nothing speaks against what was not learnt.
    """
    place = weights().places.get(name)
    if place is None:
        return math.inf
    before, told, behind = (
        said[part].split() for part in (slice(span[0]), slice(*span), slice(span[1], None))
    )
    near = (" ".join([*before[-around:], *told, *behind[:around]]) for around in _AROUND)
    return max(float(_odds(language, part)[place]) for part in (*near, said.strip()))


def full_words(said: str) -> int:
    """How many words of a sentence are long enough to say something by themselves."""
    return sum(len(word) >= _FULL for word in said.split())


def likeliest(language: str, names: Collection[str], said: str) -> tuple[str, float] | None:
    """Which of these a sentence tells most likely, with its log-odds.

    A few words say too little.
    """
    if full_words(said) < _FEWEST or not names:
        return None
    places, found = weights().places, whole(language, said)
    best = max(names, key=lambda name: (found[places[name]], name))
    return best, float(found[places[best]])


def whole(language: str, said: str) -> Odds:
    """The log-odds of everything for a sentence, evened out; of one without end those of its likeliest part.

    It is read in parts that overlap by half.
    """
    found: Odds = np.max([_odds(language, part) for part in _parts(said.split())], axis=0)
    return found


def _parts(words: Sequence[str]) -> list[str]:
    starts = range(0, max(1, min(len(words), _FARTHEST) - _PART // 2), _PART // 2)
    return [" ".join(words[start : start + _PART]) for start in starts]
