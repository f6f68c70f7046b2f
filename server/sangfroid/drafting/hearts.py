"""Which of several complaints is the heart of a review, the one somebody who read it would answer first, and
which of them are meant at all.

A complaint is weighed by its subject, by what exactly went wrong, by how strongly, where and at what length
it is told. The weights stand in `hearts.yaml`. They are those of two logistic regressions, learnt by
`hearts_training` from what readers marked in `tests/corpus/opinions`: which complaint of a pair is the heart,
and which is one.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.review import Theme
from sangfroid.drafting import learnt
from sangfroid.drafting.remarks import Remarks

_FILE: Final = "hearts.yaml"
#: Complaints told apart by their order, and sentences that count.
_ORDER: Final = 3
_SENTENCES: Final = 4
#: What may harm people comes before comfort; too few were marked for their learnt weights to say so.
GRAVE: Final = frozenset({"hygiene", "safety"})
_GRAVER: Final = 2.0


def seen(
    concerns: Iterable[str], said: Sequence[Theme], remarks: Remarks, told: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """By theme the names and values that each complaint is weighed by.

    `said` is all that the review says of its subjects, `told` what exactly is complained of, where that is
    known.
    """
    against: dict[str, list[Theme]] = {}
    for name in concerns:
        about = [theme for theme in said if theme.name == name]
        against[name] = [theme for theme in about if theme.polarity < 0] or about
    order = sorted(against, key=lambda name: against[name][0].start)
    return {
        name: {
            f"is {name}": 1.0,
            f"order {min(order.index(name), _ORDER)}": 1.0,
            **_known(told.get(name)),
            **_told(group, remarks),
        }
        for name, group in against.items()
    }


def _known(grievance: str | None) -> dict[str, float]:
    return {} if grievance is None else {"told": 1.0, f"told {grievance}": 1.0}


def _told(group: Sequence[Theme], remarks: Remarks) -> dict[str, float]:
    """How strongly, where and at what length a complaint is told; places, lengths: shares of the text."""
    sentences = {remarks.sentence(theme) for theme in group}
    starts = [theme.start / remarks.length for theme in group]
    return {
        "strength": -min(theme.polarity for theme in group),
        "sentences": float(min(len(sentences), _SENTENCES)),
        "share": sum(map(remarks.length_of, sentences)) / remarks.length,
        "begins": min(starts),
        "ends": max(starts),
        "in the first": float(0 in sentences),
        "in the last": float(remarks.last in sentences),
        "put right": float(all(map(remarks.settled, group))),
    }


class Weights(BaseModel):
    """What each name adds (log-odds): to being the heart, and, beside `bias`, to being meant at all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heart: Mapping[str, float]
    bias: float
    meant: Mapping[str, float]


@cache
def weights() -> Weights:
    """The learnt weights.

    Raises:
        InvalidData: the file does not fit.
    """
    return learnt.read(_FILE, Weights)


def weigh(complaint: Mapping[str, float], theme: str) -> float:
    """How much a complaint, as it is `seen`, about a theme is the heart of its review (log-odds)."""
    return _GRAVER * (theme in GRAVE) + _sum(weights().heart, complaint)


def meant(complaint: Mapping[str, float]) -> float:
    """How likely it is that a reader takes what is `seen` for a complaint at all, from 0 to 1."""
    return 1 / (1 + math.exp(-weights().bias - _sum(weights().meant, complaint)))


def _sum(known: Mapping[str, float], complaint: Mapping[str, float]) -> float:
    return sum(known.get(name, 0.0) * value for name, value in complaint.items())
