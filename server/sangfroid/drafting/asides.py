"""What somebody pleased says beside their praise, a wish or a small reserve, and which subjects it is about.

It is about the subjects of its own clause: "dinner was superb, I would have liked a shorter wait" wishes
nothing of the dinner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from sangfroid.domain.review import Theme
from sangfroid.drafting.remarks import Clause, Remarks

#: From this polarity on a subject is praised, whatever stands beside it; below the second it is blamed.
PRAISED: Final = 0.6
_BLAMED: Final = -0.4
#: Characters between what announces a reserve and the clause that tells it.
_NO_MORE: Final = 12


@dataclass(frozen=True, slots=True)
class Asides:
    """`about` holds the subjects of a wish, or of a reserve; `slight` those of it said mildly.

    `unnamed` tells that there is one as well that names no subject but what is praised, or none.
    """

    about: list[Theme] = field(default_factory=list)
    slight: list[Theme] = field(default_factory=list)
    unnamed: bool = False


def wishes(remarks: Remarks, themes: Sequence[Theme]) -> Asides:
    """What somebody content wishes for."""
    about: list[Theme] = []
    unnamed = False
    for sentence in _sentences(remarks):
        if not remarks.wishes(_said(sentence)):
            continue
        holding = [place for place, clause in enumerate(sentence) if remarks.wishes(clause.said)]
        if not holding:
            about += [theme for clause in sentence for theme in _within(clause, themes)]
        for place in holding:
            found = _wished(remarks, sentence, place, themes)
            about += found
            unnamed = unnamed or not found
    return Asides(about, unnamed=unnamed)


def reserves(remarks: Remarks, themes: Sequence[Theme]) -> Asides:
    """What somebody marks as a small reserve: "the only downside", "a bit slow"."""
    about: list[Theme] = []
    slight: list[Theme] = []
    unnamed = False
    clauses = remarks.clauses
    barred = {
        sentence[0].sentence for sentence in _sentences(remarks) if remarks.bars_reserve(_said(sentence))
    }
    for place, clause in enumerate(clauses):
        mildly, announced = remarks.slight(clause.said), remarks.announces_reserve(clause.said)
        if (mildly is None and announced is None) or clause.sentence in barred:
            continue
        here = _within(clause, themes)
        follows = clauses[place + 1 : place + 2]
        if announced is not None and len(clause.said) - announced <= _NO_MORE and not here and follows:
            # "Only downside: the Wi-Fi."
            if follows[0].sentence != clause.sentence:
                unnamed = True
                continue
            clause, announced = follows[0], 0
            here, mildly = _within(clause, themes), remarks.slight(clause.said)
        meant = [theme for theme in here if theme.polarity < PRAISED]
        if announced is not None:
            # What is announced is the reserve, whatever colour the praise around lends it.
            coming = [theme for theme in here if remarks.place(clause, theme) >= announced]
            meant += [theme for theme in coming[:1] if theme not in meant]
        blamed = [theme for theme in meant if theme.polarity < _BLAMED]
        if mildly is not None and not blamed and meant:
            blamed = [min(meant, key=lambda theme: abs(remarks.place(clause, theme) - mildly))]
        meant = blamed or meant
        about += meant
        slight += meant if mildly is not None else []
        unnamed = unnamed or not meant
    return Asides(about, slight, unnamed)


def _sentences(remarks: Remarks) -> Iterator[list[Clause]]:
    """The clauses of each sentence."""
    for _, sentence in groupby(remarks.clauses, key=lambda clause: clause.sentence):
        yield list(sentence)


def _said(clauses: Sequence[Clause]) -> str:
    return "".join(clause.said for clause in clauses).replace("  ", " ")


def _within(clause: Clause, themes: Sequence[Theme]) -> list[Theme]:
    return [theme for theme in themes if clause.start <= theme.start < clause.end]


def _wished(remarks: Remarks, sentence: Sequence[Clause], place: int, themes: Sequence[Theme]) -> list[Theme]:
    """The subjects of the wish in a clause: its own, else those beside it that are not praised."""
    clause = sentence[place]
    here = _within(clause, themes)
    if here:
        begins = remarks.begins_wish(clause.said)
        praised = [
            theme for theme in here if theme.polarity >= PRAISED and remarks.place(clause, theme) < begins
        ]
        return [theme for theme in here if theme not in praised] or here
    if remarks.opens_list(clause):
        # "A little thing is missing: a hook, a lamp by the bed."
        return [theme for other in sentence[place + 1 :] for theme in _within(other, themes)]
    for other in (place - 1, place + 1):
        near = _within(sentence[other], themes) if 0 <= other < len(sentence) else []
        if near and all(theme.polarity < PRAISED for theme in near):
            return near
    return []
