"""The learnt weights: read once, summed over a text's features, and shown feature by feature on request.

`weights.json` is made by `sangfroid.analysis.cues.training` from texts written for this project and from
ordinary reviews whose terms allow it; nothing of a text is in it but single words, pairs of words and pieces
of words.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from sangfroid.analysis.cues.features import Roles, clause_features
from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.network import NOTHING, ensemble, told
from sangfroid.analysis.cues.segments import Segment
from sangfroid.analysis.cues.words import MOST_KEPT, Apart, Words, apart_named, named
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Pattern

#: How much meanings count against the other features when patterns are told apart.
PATTERN_WORDS = 8.0


def pattern_features(words: Sequence[str], language: str, found: Mapping[str, float]) -> dict[str, float]:
    """What tells one pattern from another: what the words mean, and all features but pairs."""
    telling = {name: value for name, value in found.items() if name[:2] != "p:"}
    meanings = named(words, language).items()
    return telling | {name: PATTERN_WORDS * value for name, value in meanings if name[0] == "@"}


class Clause:
    """Linear weights of one role of a clause, beside those of its words."""

    def __init__(self, bias: float, features: Mapping[str, float]) -> None:
        self.bias = bias
        self.features = features
        self._known: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def likelihood(self, said: float, segment: Segment) -> float:
        """How likely a clause whose words say this plays the role, from 0 to 1."""
        key = segment.slots, segment.link
        stands = self._known.get(key)
        if stands is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            features = self.features
            stands = self.bias + sum(
                [
                    features[name] * value
                    for name, value in clause_features(segment).items()
                    if name in features
                ]
            )
            self._known[key] = stands
        return _likelihood(stands + said)


class Listening(NamedTuple):
    """How the networks are heard: where the other weights add up to `asked_from` (log-odds), the sum becomes
    `bias`, plus `before` times that sum, plus `share` times what they hear at the mean.
    """

    asked_from: float
    bias: float
    before: float
    share: float


class Score(NamedTuple):
    """How likely a text puts pressure, from 0 to 1, and what is heard of its link (log-odds)."""

    likely: float
    linked: float


class Linking(NamedTuple):
    """How it is judged whether a link is said: `bias`, plus `heard` times what the networks hear of it, plus
    `worded` where a word that links stands in its place (log-odds).
    """

    bias: float
    heard: float
    worded: float


class Glance(NamedTuple):
    """How a text is judged before anything costly is done: `bias`, plus `said` times what its words say of
    pressure, plus the weight of each ingredient that a phrase of it brings (log-odds).
    """

    bias: float
    said: float
    ingredients: Mapping[str, float]

    def enough(self, said: float, ingredients: Collection[str]) -> bool:
        """Whether a text whose words say this, and that holds these ingredients, is looked at."""
        return self.bias + self.said * said + sum([self.ingredients[kind] for kind in ingredients]) >= 0


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear weights of pressure, of the two roles of a clause, and of each pattern once there is pressure.

    `threshold` is the score from which a text counts as pressure. `glimpse` is what the single words must say
    for anything else to be looked at.
    """

    bias: float
    features: Mapping[str, float]
    words: Words
    apart: Apart
    threat: Clause
    demand: Clause
    patterns: Mapping[Pattern, tuple[float, Mapping[str, float]]]
    threshold: float
    glimpse: float
    glance: Glance
    listening: Listening
    linking: Linking

    def glimpsed(self, words: Sequence[str], language: str) -> float:
        """What the single words of a text say of pressure (log-odds): cheap, and asked of every text."""
        return self.words.glimpse(words, language)

    def say(self, words: Sequence[str], language: str) -> float:
        """What the words of a text say of pressure by themselves (log-odds)."""
        return self.words.pressure(words, language)

    def roles(self, words: Sequence[str], cut: Sequence[Segment], language: str) -> Roles:
        """How likely each segment of a text with these words is a threat and a demand."""
        threat, demand = [], []
        for segment in cut:
            said = self.words.weigh(words[segment.first : segment.last + 1], language)
            threat.append(self.threat.likelihood(said.threat, segment))
            demand.append(self.demand.likelihood(said.demand, segment))
        return Roles(threat, demand)

    def score(self, said: float, found: Mapping[str, float], reading: Reading, language: str) -> Score:
        """The score of a text whose words say this, with these features."""
        weights = self.features
        total = (
            self.bias
            + weights["words"] * said
            + self.apart.pressure(reading.words, language)
            + sum([weights[name] * value for name, value in found.items() if name in weights])
        )
        asked_from, bias, before, share = self.listening
        linked = NOTHING
        if total >= asked_from:
            heard = ensemble().hear(told(reading, language))
            total, linked = bias + before * total + share * heard.pressure, heard.linked
        return Score(_likelihood(total), linked)

    def linked(self, heard: float, worded: bool) -> bool:
        """Whether the link is said in a text of which this is heard (log-odds), with a word for it or not."""
        return self.linking.bias + self.linking.heard * heard + self.linking.worded * worded >= 0

    def shares(self, reading: Reading, language: str, found: Mapping[str, float]) -> list[tuple[str, float]]:
        """Each known feature of the text with what it adds to the sum (log-odds), weightiest first.

        With `bias` they add up to the whole. What the networks hear is told word by word, as `~refund`: what
        would be missing without the word; `~` is what it hears in no single one.
        """
        known = [
            (name, self.features[name] * value) for name, value in found.items() if name in self.features
        ]
        share = self.features["words"]
        known += [
            (name, self.apart.table[name] * value)
            for name, value in apart_named(reading.words, language).items()
            if name in self.apart.table
        ]
        known += [
            (name, self.words.table[name][0] * value * share / 100)
            for name, value in named(reading.words, language).items()
            if name in self.words.table
        ]
        total = self.bias + sum(added for _, added in known)
        asked_from, bias, before, share = self.listening
        if total >= asked_from:
            units = told(reading, language)
            heard = [share * added for added in ensemble().shares(units)]
            known = [(name, before * added) for name, added in known]
            known += [(f"~{word}", added) for word, added in zip(reading.words, heard, strict=False)]
            final = bias + before * total + share * ensemble().hear(units).pressure
            known.append(("~", final - self.bias - sum(added for _, added in known)))
        return sorted(known, key=lambda share: (-abs(share[1]), share[0]))

    def pattern(self, words: Sequence[str], language: str, found: Mapping[str, float]) -> Pattern:
        """The likeliest pattern of a text with these words and features whose link is said."""
        telling = pattern_features(words, language, found)
        totals = {
            pattern: bias + sum(weights[name] * value for name, value in telling.items() if name in weights)
            for pattern, (bias, weights) in self.patterns.items()
        }
        return max(totals, key=lambda pattern: totals[pattern])


def _likelihood(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> Weights:
    """The shipped weights.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.analysis.cues") / "weights.json"
    try:
        return shaped(json.loads(source.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"analysis/cues/weights.json: {error}", {"file": "weights.json"}) from error


def shaped(data: Mapping[str, Any]) -> Weights:
    """The weights a file's content stands for."""
    return Weights(
        bias=float(data["bias"]),
        features=data["features"],
        words=Words(data["words"]),
        apart=Apart(data["apart"]),
        threat=Clause(float(data["threat"]["bias"]), data["threat"]["features"]),
        demand=Clause(float(data["demand"]["bias"]), data["demand"]["features"]),
        patterns={
            Pattern(name): (float(entry["bias"]), entry["features"])
            for name, entry in data["patterns"].items()
        },
        threshold=float(data["threshold"]),
        glimpse=float(data["glimpse"]),
        glance=Glance(
            float(data["glance"]["bias"]), float(data["glance"]["said"]), data["glance"]["ingredients"]
        ),
        listening=Listening(
            *(float(data["network"][name]) for name in ("from", "bias", "before", "share")),
        ),
        linking=Linking(*(float(data["linking"][name]) for name in Linking._fields)),
    )
