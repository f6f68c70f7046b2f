"""What a sentence amounts to though no rule hears it: a linear classifier for each of the guards on wording.

Rules say why and point at the words; but nobody can write down every way of mocking a guest. What the
sentences of `tests/corpus/replies` have in common, across seven languages, is learnt into
`classifier.json` by `sangfroid.drafting.guards.classifier_training`, and a sentence like them is a warning:
never a block, since nothing but a likeness speaks against it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from sangfroid.analysis.cues.words import Words
from sangfroid.domain.errors import InvalidData

#: The guards that have a classifier.
GUARDS = (
    *("gesture", "accusation", "legal_threat", "personal_data"),
    *("liability", "flat_denial", "removal_request", "tone"),
)
#: The words shown are the shortest run that carries this share of all that speaks for the likeness, and of no
#: fewer words: two words out of a sentence explain nothing.
SHOWN, FEWEST_SHOWN = 0.6, 6
#: Words of a sentence looked at: no sentence of a reply is longer, and the work stays linear in the text.
MOST_WORDS = 120
_UNIT = re.compile(r"[^\W\d_]+|[€$£%?!]")


class Word(NamedTuple):
    """A word of a sentence and where it stands."""

    text: str
    start: int
    end: int


def words(plain: str, start: int, end: int) -> list[Word]:
    """The words and telling signs of a range of a text in lower case without accents.

    What numbers say is the business of the rules.
    """
    return [Word(found[0], *found.span()) for found in _UNIT.finditer(plain, start, end)]


class Classifier:
    """`table` gives each name its share for each of `GUARDS`, in hundredths of log-odds."""

    def __init__(
        self, table: Mapping[str, Sequence[int]], bias: Sequence[float], thresholds: Sequence[float]
    ) -> None:
        if not len(bias) == len(thresholds) == len(GUARDS):
            raise ValueError(f"{len(bias)} biases and {len(thresholds)} thresholds for {len(GUARDS)} guards")
        self.words = Words(table)
        self.bias = bias
        self.thresholds = thresholds

    def judge(self, said: Sequence[str], language: str) -> list[float]:
        """For each guard how far a sentence lies above its threshold (log-odds)."""
        sums = self.words.sums(said, language)
        return [
            bias + one - threshold
            for bias, one, threshold in zip(self.bias, sums, self.thresholds, strict=True)
        ]

    def telling(self, said: Sequence[str], language: str, guard: str) -> tuple[int, int]:
        """The first and the last word of the shortest run, of some words, that tells most of the likeness."""
        said = said[:MOST_WORDS]
        column = GUARDS.index(guard)
        whole = self.judge(said, language)[column]
        lost = [
            max(0.0, whole - self.judge([*said[:at], *said[at + 1 :]], language)[column])
            for at in range(len(said))
        ]
        enough = SHOWN * sum(lost)
        best = (0, len(said) - 1)
        fewest = min(FEWEST_SHOWN, len(said)) - 1
        for first in range(len(said) - fewest):
            heard = sum(lost[first : first + fewest])
            for last in range(first + fewest, len(said)):
                heard += lost[last]
                if heard >= enough:
                    if last - first < best[1] - best[0]:
                        best = (first, last)
                    break
        return best


@cache
def classifier() -> Classifier:
    """The shipped classifier, read on first use.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.drafting.guards") / "data" / "classifier.json"
    try:
        return shaped(json.loads(source.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"guards/data/classifier.json: {error}", {"file": "classifier.json"}) from error


def shaped(data: Mapping[str, Any]) -> Classifier:
    """The classifier a file's content stands for."""
    return Classifier(
        data["words"],
        [float(data["bias"][name]) for name in GUARDS],
        [float(data["thresholds"][name]) for name in GUARDS],
    )
