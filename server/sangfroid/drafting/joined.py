"""What a clause praises together with a subject: "the soup and the bread were lovely"."""

from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.analysis import tone
from sangfroid.analysis.lexicon import lexicon
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Theme
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.own_words import load, pattern
from sangfroid.drafting.remarks import Remarks

_FILE: Final = "joined.yaml"
#: Words the second thing may have, its article and one of praise among them.
_MOST: Final = 3


class _Words(BaseModel):
    """Phrases of one language, with commas between them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    joins: str
    are: str
    never: str
    supposed: str


class _Patterns:
    """The phrases of one language, each list as one pattern."""

    def __init__(self, words: _Words) -> None:
        self.joins = pattern(words.joins)
        self.are = pattern(words.are)
        self.never = pattern(words.never)
        self.supposed = pattern(words.supposed)


@cache
def _patterns(language: str) -> _Patterns:
    return _Patterns(load(_FILE, _Words)[language])


def second(language: str, remarks: Remarks, theme: Theme) -> str:
    """The words of what is praised in one breath with a theme, folded; none where it is alone.

    It stands at once behind the word that joins the two, and nothing but what is said of both follows it.
    """
    if language not in LANGUAGES or theme.polarity <= 0:
        return ""
    known, rest = _patterns(language), spaced(remarks.behind(theme))
    joint = known.joins.match(rest, 1)
    if joint is None:
        return ""
    said = rest[joint.end() :].strip()
    both = known.are.search(said)
    words = said[: both.start()] if both else said
    if not words or len(words.split()) > _MOST or known.never.search(words) or _blames(language, said):
        return ""
    return words


def doubtful(language: str, said: str) -> bool:
    """Whether a sentence blames something, or only supposes: "if you like it quiet, ask for the back"."""
    return supposes(language, said) or _blames(language, said)


def supposes(language: str, said: str) -> bool:
    """Whether a sentence holds a condition, advice or a wish, in a language that is known."""
    return bool(_patterns(language).supposed.search(said))


def _blames(language: str, said: str) -> bool:
    text = NormalizedText(said)
    hits = lexicon(language).find(text).get("tone", ())
    return any(value < 0 for value in tone.judgements(text, hits))
