"""Spans that identify somebody."""

from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import PersonalData, Review


def find(text: NormalizedText, words: object, hits: object, review: Review) -> tuple[PersonalData, ...]:
    """Everything in a text that identifies a person."""
    return ()
