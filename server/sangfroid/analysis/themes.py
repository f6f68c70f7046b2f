"""What a review is about."""

from sangfroid.analysis.text import NormalizedText
from sangfroid.analysis.tone import Hearing
from sangfroid.domain.review import Theme


def find(text: NormalizedText, language: str, heard: Hearing) -> tuple[Theme, ...]:
    """The subjects a review speaks of, with what it thinks of each."""
    return ()
