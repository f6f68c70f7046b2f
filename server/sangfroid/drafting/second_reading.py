"""What a review thinks of its subjects, read a second time by all that the words around them tell.

The analysis judges a subject by single words, quickly. Here its judgement is weighed against how likely the
clause and the sentence tell something that is complained of, or that pleases, in this subject or in any: so a
room that smelled of smoke displeases, though no word blames the room. The weights stand in
`second_reading.yaml`. They are those of a multinomial logistic regression, learnt by
`second_reading_training` from what readers marked in `tests/corpus/opinions`.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict

from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Theme
from sangfroid.drafting import exact, joined, learnt, likely
from sangfroid.drafting.remarks import Remarks

_FILE: Final = "second_reading.yaml"
#: A judgement is no surer than this, and log-odds say no more than these.
_SUREST: Final = 0.99
_LEAST: Final = -10.0
_MOST: Final = 6.0
#: What may be told, by the name it has among the weights.
_KINDS: Final = {"complaint": exact.GRIEVANCES, "praise": exact.COMPLIMENTS}
#: The weight that counts whatever is seen.
BIAS: Final = "bias"
#: What is told of no subject in particular.
_ANY: Final = ""


def seen(theme: Theme, remarks: Remarks, language: str) -> dict[str, float]:
    """The names and values a subject is judged by: what the analysis thinks, log-odds of what is told, and
    whether words are there that tell it of this subject.
    """
    opinion = max(-_SUREST, min(_SUREST, theme.polarity))
    found = {"opinion": opinion, "odds": math.atanh(opinion), "strength": abs(opinion)}
    for part, said in (("clause", remarks.clause_of(theme)), ("sentence", remarks.around(theme))):
        odds = likely.whole(language, said)
        for name, kind in _KINDS.items():
            found[f"{part} {name}"] = _any_of(odds, kind, _ANY)
            found[f"{part} {name} of it"] = _any_of(odds, kind, theme.name)
            found[f"{part} {name} in its words"] = float(exact.has_words(kind, language, theme.name, said))
    return found


def _any_of(odds: likely.Odds, kind: str, theme: str) -> float:
    """The log-odds, summed as chances are, of all of a kind that may be told of a theme."""
    places = _places(kind, theme)
    if not places:
        return _LEAST
    return max(_LEAST, min(_MOST, float(np.logaddexp.reduce(odds[list(places)]))))


@cache
def _places(kind: str, theme: str) -> tuple[int, ...]:
    known = likely.weights().places
    return tuple(
        known[name]
        for name, themes in exact.subjects(kind).items()
        if name in known and (theme == _ANY or theme in themes)
    )


class Weights(BaseModel):
    """What each name adds (log-odds) to being displeased, and to being pleased, rather than neither; `bias`
    to any.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    displeased: Mapping[str, float]
    pleased: Mapping[str, float]


@cache
def weights() -> Weights:
    """The learnt weights.

    Raises:
        InvalidData: the file does not fit.
    """
    return learnt.read(_FILE, Weights)


def judged(subject: Mapping[str, float]) -> float:
    """What is thought of a subject as it is `seen`, from -1 to 1."""
    bad, good = (
        math.exp(known.get(BIAS, 0.0) + sum(known.get(name, 0.0) * value for name, value in subject.items()))
        for known in (weights().displeased, weights().pleased)
    )
    return (good - bad) / (bad + 1 + good)


def read_again(themes: Sequence[Theme], remarks: Remarks, language: str) -> tuple[Theme, ...]:
    """The themes of a review, each with what is thought of it on a second reading.

    What the analysis takes for praise and complaint at once stays both; nothing changes beyond what is read
    of a long text, and in a language that is not known.
    """
    if language not in LANGUAGES:
        return tuple(themes)
    times = Counter((theme.name, theme.start) for theme in themes)
    return tuple(
        theme
        if times[theme.name, theme.start] > 1 or theme.start >= remarks.length
        else replace(theme, polarity=_again(theme, remarks, language))
        for theme in themes
    )


def _again(theme: Theme, remarks: Remarks, language: str) -> float:
    """What is thought of a subject; "if you like it quiet" is no more praise than it was."""
    polarity = round(judged(seen(theme, remarks, language)), 2)
    if polarity > theme.polarity and joined.supposes(language, remarks.around(theme)):
        return theme.polarity
    return polarity
