"""The learnt weights: read once, summed over a text's features, and shown feature by feature on request.

`weights.json` is made by `sangfroid.analysis.cues.training` from texts written for this project and from
ordinary reviews whose terms allow it; nothing of a text is in it but single words and pairs of words.
"""

import json
import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise, repeat
from typing import Any

from sangfroid.analysis.cues.features import MOST_HITS, MOST_UNITS, WORD, circumstances, pairs
from sangfroid.analysis.cues.lexicon import LANGUAGES, Reading
from sangfroid.analysis.cues.segments import INGREDIENTS, Segment
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Pattern


class _Table:
    """The same weights by what they stand for, so that a text is scored without writing out names."""

    def __init__(self, features: Mapping[str, float]) -> None:
        self.slots: dict[str, float] = {}
        self.pairs: dict[tuple[str, ...], float] = {}
        self.kinds: dict[tuple[str, ...], float] = {}
        self.words: dict[str, dict[str, float]] = {language: {} for language in LANGUAGES}
        self.two_words: dict[str, dict[tuple[str, ...], float]] = {language: {} for language in LANGUAGES}
        for name, weight in features.items():
            sort, _, rest = name.partition(":")
            if sort == "s":
                self.slots[rest] = weight
            elif sort in ("p", "k"):
                table = self.pairs if sort == "p" else self.kinds
                table[tuple(rest.replace(">", ":").split(":"))] = weight
            elif sort[1:] in self.words:
                if " " in rest:
                    self.two_words[sort[1:]][tuple(rest.split(" "))] = weight
                else:
                    self.words[sort[1:]][rest] = weight


@dataclass(frozen=True)
class Weights:
    """Linear weights of pressure, and of each pattern once there is pressure.

    `threshold` is the score from which a text counts as pressure.
    """

    bias: float
    features: Mapping[str, float]
    patterns: Mapping[Pattern, tuple[float, Mapping[str, float]]]
    threshold: float

    def score(self, found: Mapping[str, float]) -> float:
        """How likely a text with these features puts pressure, from 0 to 1."""
        return _likely(self.bias + self._sum(found))

    def score_of(self, reading: Reading, cut: list[Segment], language: str) -> float:
        """What `score` says of the text's `features`, without writing out their names."""
        table = self._table
        total = self.bias + self._sum(circumstances(reading, cut))
        total += _of(table.slots, {slot for _, _, slot in reading.hits[:MOST_HITS]})
        near = pairs(reading)
        total += _of(table.pairs, near)
        kind = INGREDIENTS.get
        total += _of(table.kinds, {(kind(slot), kind(other), how) for slot, other, how in near})
        words = reading.words[:MOST_UNITS]
        total += WORD * _of(table.words[language], set(words))
        total += WORD * _of(table.two_words[language], set(pairwise(words)))
        return _likely(total)

    @cached_property
    def _table(self) -> _Table:
        return _Table(self.features)

    def _sum(self, found: Mapping[str, float]) -> float:
        weights = self.features
        return sum([weights[name] * value for name, value in found.items() if name in weights])

    def shares(self, found: Mapping[str, float]) -> list[tuple[str, float]]:
        """Each known feature of the text with what it adds to the sum (log-odds), weightiest first."""
        known = [
            (name, self.features[name] * value) for name, value in found.items() if name in self.features
        ]
        return sorted(known, key=lambda share: (-abs(share[1]), share[0]))

    def pattern(self, found: Mapping[str, float]) -> Pattern:
        """The likeliest pattern of a text that puts pressure."""
        totals = {
            pattern: bias + sum(weights[name] * value for name, value in found.items() if name in weights)
            for pattern, (bias, weights) in self.patterns.items()
        }
        return max(totals, key=lambda pattern: totals[pattern])


def _likely(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _of(weights: Mapping[Any, float], present: Set[Any]) -> float:
    """Sum of the weights of what is present."""
    return sum(map(weights.get, present, repeat(0.0)))


@cache
def weights() -> Weights:
    """The shipped weights.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.analysis.cues") / "weights.json"
    try:
        data = json.loads(source.read_text("utf-8"))
        return Weights(
            bias=float(data["bias"]),
            features=data["features"],
            patterns={
                Pattern(name): (float(entry["bias"]), entry["features"])
                for name, entry in data["patterns"].items()
            },
            threshold=float(data["threshold"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"analysis/cues/weights.json: {error}", {"file": "weights.json"}) from error
