"""What lies outside the house, the weather or a strike: whether a reply names it, and by which word."""

from collections.abc import Mapping

from sangfroid.analysis.situation import OUTSIDE
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Situation, Theme
from sangfroid.drafting import own_words

_FILE = "outside.yaml"


def names(language: str) -> own_words.Names:
    """What lies outside the house: by theme its names, each with the beginnings of its words.

    Raises:
        InvalidData: the file does not fit, or a language or a theme is missing.
    """
    found: own_words.Names = own_words.load(_FILE, own_words.Names).get(language, {})
    if found.keys() != OUTSIDE:
        raise InvalidData(
            f"drafting/phrases/{_FILE}: {language} names other themes than {sorted(OUTSIDE)}", {"file": _FILE}
        )
    return found


def name_of(language: str, theme: str, quote: str) -> str | None:
    """The name that the review's own words call for, "+" before a plural one; `quote` is folded."""
    return own_words.called_for(names(language)[theme], quote)


def spoken_of(situation: Situation, themes: Mapping[str, Theme], name: str) -> bool:
    """Whether a reply speaks of one of these by name: where nothing else is complained of."""
    pleased = situation is Situation.POSITIVE and themes[name].polarity >= 0
    alone = situation is Situation.NEGATIVE and OUTSIDE.issuperset(themes)
    return situation is Situation.UNFAIR or pleased or alone
