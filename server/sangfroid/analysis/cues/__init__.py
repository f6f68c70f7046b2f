"""Signals of pressure: a threat about a review, a demand for an advantage, and a link between the two.

`lexicon` finds the phrases, `segments` cuts the text where one thing ends and the next begins, `words` weighs
the words of the text and of each segment, `features` and `weights` judge how all that stands together,
`network` hears the order of the words where they hesitate or say yes, and whether the link is said, and
`decision` says what it means and shows the words.
"""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from sangfroid.analysis.cues.decision import cues, decide, worded
from sangfroid.analysis.cues.features import PLAIN, features, quotes
from sangfroid.analysis.cues.lexicon import LANGUAGES, lexicon
from sangfroid.analysis.cues.segments import (
    BARGAIN,
    COMPLETE,
    conditions_open,
    ingredients,
    requests_once,
    segments,
)
from sangfroid.analysis.cues.weights import Weights, weights
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Blackmail, Cue

#: Up to so many words a text that holds all that pressure is made of is looked at, whatever its words say.
SHORT: Final = 24
#: What the neighbours of its words may add to what each says alone (log-odds): of a thousand texts that
#: press, to one they add more.
NEIGHBOURS: Final = 0.85


def find(text: NormalizedText, language: str) -> tuple[tuple[Cue, ...], Blackmail]:
    """The cues of a text with their exact spans, and the decision they lead to.

    Nothing but the text decides: a rating or a channel threatens nobody.
    """
    if language not in LANGUAGES:
        return (), Blackmail()
    learnt, phrases = weights(), lexicon(language)
    units = phrases.units(text)
    glimpsed = learnt.glimpsed(units, language)
    # Most reviews end here or at the next step: their words are those of somebody telling how it was.
    if glimpsed < learnt.glimpse and len(units) > SHORT:
        return (), Blackmail()
    scan = phrases.scan(units)
    said = _heard_at_a_glance(learnt, units, language, glimpsed, ingredients(scan.slots))
    if said is None:
        return (), Blackmail()
    reading = conditions_open(requests_once(phrases.read(text, scan)))
    if len(reading.words) < len(units):
        said = learnt.say(reading.words, language)
    cut = segments(reading)
    roles = learnt.roles(reading.words, cut, language)
    found = features(reading, cut, roles, quotes(text))
    score = learnt.score(said, found, reading, language)
    if score.likely < learnt.threshold:
        return (), Blackmail(score=round(score.likely, 3))
    linked = PLAIN in found or learnt.linked(score.linked, worded(reading, cut, roles))
    pattern = learnt.pattern(reading.words, language, found)
    blackmail = decide(reading, cut, roles, score.likely, linked, pattern)
    return cues(text, reading, cut, roles, blackmail), blackmail


def _heard_at_a_glance(
    learnt: Weights, units: Sequence[str], language: str, glimpsed: float, present: Collection[str]
) -> float | None:
    """What the words of a text that is worth a whole look say of pressure; none of any other text."""
    if len(units) <= SHORT and COMPLETE.issubset(present) and not BARGAIN.isdisjoint(present):
        return learnt.say(units, language)
    if glimpsed < learnt.glimpse or not present:
        return None
    if not learnt.glance.enough(glimpsed + NEIGHBOURS, present):
        return None
    said = learnt.say(units, language)
    return said if learnt.glance.enough(said, present) else None


class Told(NamedTuple):
    """A score taken apart: `bias` and what each share adds are its log-odds."""

    score: float
    threshold: float
    bias: float
    shares: list[tuple[str, float]]


def explain_score(text: str, language: str) -> Told:
    """The score of a text, and what each of its features adds to it (log-odds), weightiest first.

    It is the score of the whole look, also for a text whose first glance found nothing to look at.
    """
    normalized = NormalizedText(text)
    reading = conditions_open(requests_once(lexicon(language).read(normalized)))
    cut, learnt = segments(reading), weights()
    found = features(reading, cut, learnt.roles(reading.words, cut, language), quotes(normalized))
    score = learnt.score(learnt.say(reading.words, language), found, reading, language)
    return Told(score.likely, learnt.threshold, learnt.bias, learnt.shares(reading, language, found))
