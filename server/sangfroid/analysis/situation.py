"""What kind of reply is due."""

from collections.abc import Mapping, Sequence

from sangfroid.analysis.lexicon import Hit
from sangfroid.domain.review import (
    Blackmail,
    Channel,
    Level,
    Pattern,
    Review,
    Risk,
    Situation,
    Tone,
    ToneLabel,
)

_SAFETY = {
    Risk.PESTS,
    Risk.FOOD_POISONING,
    Risk.INJURY,
    Risk.THEFT,
    Risk.ASSAULT,
    Risk.HEALTH,
}


def decide(
    review: Review,
    tone: Tone,
    blackmail: Blackmail,
    risks: Sequence[Risk],
    hits: Mapping[str, Sequence[Hit]],
) -> Situation:
    """The one situation that decides on the reply. What weighs most is asked first."""
    if blackmail.level is not Level.NONE:
        if blackmail.pattern in (Pattern.ORGANISED, Pattern.MASS):
            return Situation.ORGANISED
        if blackmail.pattern is Pattern.RETROACTIVE:
            return Situation.RETROACTIVE
        return Situation.REFUSED_DEMAND if review.channel is Channel.REVIEW else Situation.PRESSURE
    if tone.label is ToneLabel.DISCRIMINATORY:
        return Situation.DISCRIMINATORY
    if _SAFETY.intersection(risks):
        return Situation.SAFETY
    if tone.label is ToneLabel.INSULTING:
        return Situation.INSULTING
    if tone.label is ToneLabel.MIXED:
        return Situation.MIXED
    if tone.polarity > 0.2:
        return Situation.POSITIVE
    if tone.polarity < -0.2:
        return Situation.NEGATIVE
    return Situation.UNCLEAR
