"""What the reviewer thinks of each subject: pleased, displeased, or only naming it.

Rules of the clause give a first polarity; this weighs it with the word that named the subject, the other
words of the clause, the whole review and its stars. A word in a story ("told the reception") is no complaint,
and the one thing somebody gives a star for is, however plainly said. The weights are those of a multinomial
logistic regression, learnt by `opinions_training` from `tests/corpus/opinions`.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from sangfroid.analysis.cues.words import MOST_KEPT
from sangfroid.analysis.glosses import glosses
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.errors import InvalidData

#: Characters of a clause looked at on each side of a subject.
_AROUND: Final = 100
#: Bits of a lane, and what a lane is read with: two weights are added as one whole number.
_LANE: Final = 32
_HALF: Final = 1 << (_LANE - 1)
_MASK: Final = (1 << _LANE) - 1
#: No sum of weights says more than this, in hundredths of log-odds.
_MOST: Final = 3000

#: Weights in hundredths of log-odds: for displeased, and for pleased, rather than neither.
Row = tuple[int, int]


class Subject(NamedTuple):
    """A subject as the rules see it. Positions count characters of the plain text, `opens` and `closes` those
    of its clause; what is `decided` is as the rules say.
    """

    name: str
    start: int
    end: int
    polarity: float
    opens: int
    closes: int
    decided: bool = False


#: What a subject is judged by: its theme, the step of the stars, of the whole review and of the clause; then
#: how many subjects there are, and which of them it is.
Standing = tuple[str, str, int, int]
Place = tuple[int, int]


class Seen(NamedTuple):
    """What a subject is judged by, with its own words and the words of its clause."""

    standing: Standing
    place: Place
    said: str
    words: Sequence[str]


def see(text: NormalizedText, subjects: Sequence[Subject], overall: float, stars: float | None) -> list[Seen]:
    """What each subject of a text is judged by.

    `overall` is the polarity of the whole review, `stars` its rating from -1, the lowest, to 1.
    """
    rated, whole, count = _rated(stars), round(4 * overall), min(len(subjects), 6)
    return [
        Seen(
            (name, rated, whole, round(4 * polarity)),
            (count, min(at, 3)),
            text.plain[start:end],
            text.unmarked[max(opens, start - _AROUND) : min(closes, end + _AROUND)].split(),
        )
        for at, (name, start, end, polarity, opens, closes, _) in enumerate(subjects)
    ]


def _rated(stars: float | None) -> str:
    return "?" if stars is None else str(round(2 * stars))


def named(seen: Seen, language: str) -> list[str]:
    """The names of the weights that judge a subject."""
    known = glosses(language)
    return [
        *_standing(*seen.standing),
        *_placed(*seen.place),
        *_said(seen.standing[0], seen.said, language),
        *(f"@{known.get(word, word)}" for word in seen.words),
    ]


def _standing(theme: str, stars: str, whole: int, clause: int) -> list[str]:
    return [
        f"is {theme}",
        f"stars {stars}",
        f"all {whole}",
        f"clause {clause}",
        f"stars {stars} all {whole}",
        f"clause {clause} all {whole}",
        f"clause {clause} stars {stars}",
        f"clause {clause} is {theme}",
        f"stars {stars} is {theme}",
        f"all {whole} is {theme}",
    ]


def _placed(count: int, at: int) -> list[str]:
    return [f"of {count}", f"at {at}"]


def _said(theme: str, said: str, language: str) -> list[str]:
    return [f"{language}={said}", f"is {theme} {glosses(language).get(said, said)}"]


class Opinions:
    """The weights by name; the row without a name is the bias."""

    def __init__(self, table: Mapping[str, Row]) -> None:
        self.table = table
        self._packed = {name: bad + (good << _LANE) for name, (bad, good) in table.items()}
        self._standing: dict[Standing, int] = {}
        self._placed: dict[Place, int] = {}
        self._said: dict[tuple[str, str, str], int] = {}
        self._words: dict[str, dict[str, int]] = {}

    def judge(
        self,
        text: NormalizedText,
        language: str,
        subjects: Sequence[Subject],
        overall: float,
        stars: float | None,
    ) -> list[float]:
        """The polarity of each subject: the sums over `named`, without spelling them out."""
        rated, whole, count = _rated(stars), round(4 * overall), min(len(subjects), 6)
        known = self._words.get(language) or self._known(language)
        plain, unmarked = text.plain, text.unmarked
        heard: dict[tuple[int, int], int] = {}
        found = []
        for at, (name, start, end, polarity, opens, closes, decided) in enumerate(subjects):
            if decided:
                found.append(polarity)
                continue
            standing = name, rated, whole, round(4 * polarity)
            total = self._standing.get(standing)
            if total is None:
                total = self._standing[standing] = self._packed[""] + self._sum(_standing(*standing))
            place = count, min(at, 3)
            placed = self._placed.get(place)
            if placed is None:
                placed = self._placed[place] = self._sum(_placed(*place))
            called = name, plain[start:end], language
            saying = self._said.get(called)
            if saying is None:
                saying = self._sum(_said(*called))
                # What people can write has no end.
                if len(self._said) < MOST_KEPT:
                    self._said[called] = saying
            around = max(opens, start - _AROUND), min(closes, end + _AROUND)
            words = heard.get(around)
            if words is None:
                said = unmarked[around[0] : around[1]].split()
                words = heard[around] = sum(filter(None, map(known.get, said)))
            found.append(_pleased(total + placed + saying + words))
        return found

    def shares(self, seen: Seen, language: str) -> list[tuple[str, Row]]:
        """What each known name adds for a subject, weightiest first; with the bias they are the whole sum."""
        known = [(name, self.table[name]) for name in named(seen, language) if name in self.table]
        return sorted(known, key=lambda share: (-max(map(abs, share[1])), share[0]))

    def _sum(self, names: Sequence[str]) -> int:
        return sum(self._packed.get(name, 0) for name in names)

    def _known(self, language: str) -> dict[str, int]:
        """What each word of a language adds, by its meaning or by itself."""
        known = {name[1:]: added for name, added in self._packed.items() if name.startswith("@")}
        meant = glosses(language)
        known |= {word: self._packed.get(f"@{meaning}", 0) for word, meaning in meant.items()}
        self._words[language] = known
        return known


def _pleased(total: int) -> float:
    """The polarity that two weights added as one number stand for."""
    against = ((total + _HALF) & _MASK) - _HALF
    bad = math.exp(min(_MOST, against) / 100)
    good = math.exp(min(_MOST, (total - against) >> _LANE) / 100)
    return (good - bad) / (bad + 1 + good)


def judge(
    text: NormalizedText, language: str, subjects: Sequence[Subject], overall: float, stars: float | None
) -> list[float]:
    """The polarity of each subject of a text, from -1 to 1.

    `overall` is the polarity of the whole review, `stars` its rating from -1, the lowest, to 1.
    """
    return opinions().judge(text, language, subjects, overall, stars)


@cache
def opinions() -> Opinions:
    """The shipped weights.

    Raises:
        InvalidData: the file does not have its shape.
    """
    source = resources.files("sangfroid.analysis") / "weights" / "opinions.json"
    try:
        return shaped(json.loads(source.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"analysis/weights/opinions.json: {error}", {"file": "opinions.json"}) from error


def shaped(table: Mapping[str, Sequence[int]]) -> Opinions:
    """The weights a file's content stands for.

    Raises:
        KeyError: there is no bias.
        ValueError: a row has not two whole numbers.
    """
    rows = {name: (int(bad), int(good)) for name, (bad, good) in table.items()}
    if "" not in rows:
        raise KeyError("no bias")
    return Opinions(rows)
