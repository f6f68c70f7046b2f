"""Whether a sentence of a reply regrets something, or only understands it."""

from functools import cache
from re import Pattern

from sangfroid.drafting import own_words
from sangfroid.drafting.choosing import spaced


@cache
def _words(language: str) -> Pattern[str]:
    return own_words.pattern(own_words.load("regrets.yaml", str)[language])


def said_in(text: str, language: str) -> bool:
    """Whether a sentence in one of the product's languages says that something is regretted."""
    return bool(_words(language).search(spaced(text)))
