"""How a review sounds."""

from dataclasses import dataclass

from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Review, Tone, ToneLabel


@dataclass(frozen=True, slots=True)
class Hearing:
    """The tone, and how each sentence sounds."""

    tone: Tone


def hear(text: NormalizedText, language: str, review: Review) -> Hearing:
    """The tone of a review."""
    polarity = 0.0
    if review.rating is not None and review.rating_max > 1:
        polarity = max(-1.0, min(1.0, 2 * (review.rating - 1) / (review.rating_max - 1) - 1))
    label = ToneLabel.NEUTRAL
    if polarity > 0.2:
        label = ToneLabel.SATISFIED
    elif polarity < -0.2:
        label = ToneLabel.DISAPPOINTED
    return Hearing(Tone(label, polarity, abs(polarity)))
