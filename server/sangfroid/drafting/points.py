"""The points of a review: what pleased, what did not, what was only named, what lies outside the house."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sangfroid.analysis.situation import OUTSIDE
from sangfroid.domain.review import Analysis, Situation, Theme
from sangfroid.drafting import outside

#: What surrounds the house: where the rain spoilt a stay, "the area" is part of that.
_AROUND: Final = "location"
#: What no house can be at fault for; works and a power cut may well be its own.
_NOBODY: Final = frozenset({"weather", "travel"})
#: Where an advantage is asked for, words of the demand are no complaint about what they name.
ASKING: Final = frozenset({Situation.PRESSURE, Situation.RETROACTIVE, Situation.REFUSED_DEMAND})
#: Where praise of a subject that far outweighs its complaint stays praise.
_PLEASED: Final = frozenset({Situation.POSITIVE, Situation.MIXED})
_FAR: Final = 2
#: In a pleased review what is milder than this is no complaint to answer.
_FAINT: Final = -0.4
#: What an insult says of the people of the house is not answered.
INSULTED: Final = frozenset({"staff"})
#: What is coloured no more than this was not judged itself: the colour is the whole review's.
_BORROWED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Points:
    """Names of themes. `themes` holds each once, in the order of the review; the lists tell what to do.

    `outside` is spoken of by name: all of it in an unfair review, and in a pleased one what took nothing from
    the pleasure. `concerns` begin with what weighs most; what is `noted` is a small reserve in praise.
    """

    themes: dict[str, Theme]
    liked: list[str]
    concerns: list[str]
    mentioned: list[str]
    noted: list[str]
    outside: list[str]


def points(analysis: Analysis, answered: Collection[str] = ()) -> Points:
    """The points of a review; of its concerns those `answered` by a fact of the case come first."""
    situation = analysis.situation
    themes = _by_name(_said(analysis), pleased=situation in _PLEASED)
    # What the house can help first, then what weighs most; else in the order of the review.
    weighed = sorted(themes, key=lambda name: (name in OUTSIDE, min(0.0, themes[name].polarity)))
    beyond = [name for name in weighed if name in OUTSIDE and outside.spoken_of(situation, themes, name)]
    house = [name for name in themes if name not in beyond and name not in _NOBODY]
    if beyond and situation is Situation.UNFAIR:
        house = [name for name in house if name != _AROUND or themes[name].polarity > 0]
    # Nobody likes the rain: praise beside it is for something else.
    pleasing = [name for name in house if themes[name].polarity > 0 and name not in OUTSIDE]
    liked = [name for name in pleasing if themes[name].polarity > _BORROWED]
    if situation is Situation.POSITIVE:
        liked = liked or pleasing
    against = [name for name in weighed if name in house and themes[name].polarity < 0]
    concerns = [name for name in against if _taken_up(situation, themes[name])]
    # What was not judged itself is named after what was, and is no complaint alone.
    if not any(themes[name].polarity < -_BORROWED for name in concerns):
        concerns = []
    concerns.sort(key=lambda name: name not in answered)
    # In praise, a faint complaint is noted and no more; what was not judged itself is no complaint.
    faint = against if situation is Situation.POSITIVE else []
    noted = [name for name in faint if name not in concerns and themes[name].polarity < -_BORROWED]
    mentioned = [name for name in house if name not in liked and name not in concerns and name not in faint]
    return Points(themes, liked, concerns, mentioned, noted, beyond)


def _said(analysis: Analysis) -> Sequence[Theme]:
    """The themes the review speaks of, those left out that only a demand names."""
    if analysis.situation not in ASKING:
        return analysis.themes
    demands = [(cue.start, cue.end) for cue in analysis.cues if cue.kind == "demand"]
    return [
        theme
        for theme in analysis.themes
        if not any(start <= theme.start and theme.end <= end for start, end in demands)
    ]


def _taken_up(situation: Situation, theme: Theme) -> bool:
    """Whether a complaint is taken up: not what an insult says of the staff, nor a faint one in praise."""
    if situation is Situation.INSULTING:
        return theme.name not in INSULTED
    return situation is not Situation.POSITIVE or theme.polarity < _FAINT


def _by_name(themes: Sequence[Theme], pleased: bool) -> dict[str, Theme]:
    """Each theme once, in the order of the review.

    What did not please outweighs milder praise; where praise is as strong, the theme counts as named without
    judgement: "the food was superb, but the starters came late" is neither a compliment nor a complaint. In a
    pleased review praise twice as strong stays a compliment.
    """
    named: dict[str, list[Theme]] = {}
    for theme in sorted(themes, key=lambda theme: theme.start):
        named.setdefault(theme.name, []).append(theme)
    found = {}
    for name, group in named.items():
        worst, best = min(group, key=_polarity), max(group, key=_polarity)
        if worst.polarity < 0 < best.polarity:
            if -worst.polarity > best.polarity:
                found[name] = worst
            else:
                praised = pleased and best.polarity >= -_FAR * worst.polarity
                found[name] = best if praised else replace(worst, polarity=0.0)
        else:
            found[name] = worst if worst.polarity < 0 else best
    return found


def _polarity(theme: Theme) -> float:
    return theme.polarity
