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

#: What weighs more than any wording: somebody may have come to harm.
SAFETY = frozenset(
    {Risk.PESTS, Risk.FOOD_POISONING, Risk.INJURY, Risk.THEFT, Risk.ASSAULT, Risk.CHILD, Risk.HEALTH}
)


def decide(
    review: Review, tone: Tone, blackmail: Blackmail, risks: Sequence[Risk], hits: Mapping[str, Sequence[Hit]]
) -> Situation:
    """The one situation that decides on the reply, asked in the order of what must not be overlooked."""
    if blackmail.level is not Level.NONE:
        return _pressure(review, blackmail)
    named = {hit.name for hit in hits.get("situation", ())}
    if tone.label is ToneLabel.DISCRIMINATORY or (Risk.DISCRIMINATION in risks and tone.polarity < 0.2):
        return Situation.DISCRIMINATORY
    if tone.polarity < 0.5 and SAFETY.intersection(risks):
        return Situation.SAFETY
    if tone.label is ToneLabel.INSULTING:
        return Situation.INSULTING
    displeased = tone.polarity < -0.05 or tone.label is ToneLabel.SARCASTIC
    if displeased and "never_came" in named:
        return Situation.NO_MATCHING_STAY
    if displeased and "demand_refused" in named:
        return Situation.REFUSED_DEMAND
    # Praise with the lowest rating is unfair to the house; a complaint with the highest is a complaint.
    if displeased and ("not_theirs" in named or (tone.note and tone.label is ToneLabel.SARCASTIC)):
        return Situation.UNFAIR
    if tone.label is ToneLabel.MIXED:
        return Situation.MIXED
    if tone.polarity > 0.15:
        return Situation.POSITIVE
    if tone.polarity < -0.15 or tone.label in (
        ToneLabel.SARCASTIC,
        ToneLabel.THREATENING,
        ToneLabel.PROCEDURAL,
    ):
        return Situation.NEGATIVE
    return Situation.UNCLEAR


def _pressure(review: Review, blackmail: Blackmail) -> Situation:
    """A threat carried out in a posted review is answered in public, one that is only announced is not."""
    if blackmail.pattern in (Pattern.ORGANISED, Pattern.MASS):
        return Situation.ORGANISED
    if blackmail.pattern is Pattern.RETROACTIVE:
        return Situation.RETROACTIVE
    # A rating or a date shows that it stands in public already; until then nothing may be answered in public.
    posted = review.channel is Channel.REVIEW and (review.rating is not None or review.published is not None)
    return Situation.REFUSED_DEMAND if posted else Situation.PRESSURE
