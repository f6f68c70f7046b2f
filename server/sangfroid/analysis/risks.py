"""What makes a person read before anything is sent."""

from dataclasses import dataclass

from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Cue, Risk


@dataclass(frozen=True, slots=True)
class Risks:
    """The risks named in a text, each once, and the words that name them."""

    risks: tuple[Risk, ...] = ()
    cues: tuple[Cue, ...] = ()


def find(text: NormalizedText, language: str) -> Risks:
    """The risks a review speaks of."""
    return Risks()
