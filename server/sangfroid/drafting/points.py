"""The points of a review: what pleased, what did not, what was only named, what lies outside the house."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sangfroid.analysis.situation import NOBODY, OUTSIDE
from sangfroid.domain.review import Analysis, Level, Situation, Theme, ToneLabel
from sangfroid.drafting import asides, outside
from sangfroid.drafting.remarks import Remarks

#: What surrounds the house: where the rain spoilt a stay, "the area" is part of that.
_AROUND: Final = "location"
#: Where an advantage is asked for, words of the demand are no complaint about what they name.
ASKING: Final = frozenset({Situation.PRESSURE, Situation.RETROACTIVE, Situation.REFUSED_DEMAND})
#: Where the one subject that is named is complained of, whoever else is blamed beside it.
_BLAMING: Final = frozenset({Situation.NEGATIVE, Situation.UNFAIR})
#: Where praise of a subject that far outweighs its complaint stays praise.
_PLEASED: Final = frozenset({Situation.POSITIVE, Situation.MIXED})
_FAR: Final = 2
#: In a pleased review what is milder than this is no complaint to answer.
_FAINT: Final = -0.6
#: With all the stars there are, what is milder than this is none.
_FAINT_AT_BEST: Final = -0.7
#: What a marked reserve weighs that is told mildly, or with all the stars there are; of the latter one told
#: more darkly than the second is grave.
_RESERVE: Final = -0.5
_GRAVE_RESERVE: Final = -0.85
#: What is said of another subject, and is what is meant.
_OF_ANOTHER: Final = frozenset({"price", "opening_hours"})
#: What is praised in mockery where the complaint follows at once, and what takes that praise with it.
_MOCKED: Final = frozenset({"staff", "waiting"})
_BESIDE_MOCKERY: Final = _MOCKED | {"food", "delivery"}
#: What it says of these, at the mildest.
_MOCKERY: Final = -0.5
#: What an insult says of the people of the house is not answered.
INSULTED: Final = frozenset({"staff"})
#: What is coloured no more than this was not judged itself: the colour is the whole review's.
_BORROWED: Final = 0.4
#: And no more than this, it was named in passing, whatever else is complained of.
_PASSING: Final = 0.3
#: What is coloured more darkly is blamed, even where it is asked for in the same breath.
BLAMED: Final = -0.7
#: From here on a subject is praised, though it is complained of elsewhere in the review.
_PRAISED_TOO: Final = 0.5
#: All the stars there are; from how many on somebody is content, up to how many they are of two minds, and
#: up to how many they are not: as shares.
_ALL: Final = 1.0
_CONTENT: Final = 0.75
_SO_SO: Final = 0.6
_DISCONTENT: Final = 0.4


@dataclass(frozen=True, slots=True)
class Points:
    """Names of themes. `themes` holds each once, in the order of the review; the lists tell what to do.

    `outside` is spoken of by name: all of it in an unfair review, and in a pleased one what took nothing from
    the pleasure. Of the `concerns` those a house can help come first, in the order of the review; what is
    `noted` is a small reserve in praise.
    `settled` is what was put right before the review was written, by somebody content with that; `wished` a
    suggestion of somebody content, `asked` what was asked for and refused. `other_words` are subjects that
    only say another one again, with that one. `praised_too` holds the clear praise of subjects that are
    complained of as well. `marked` are themes the review marks as a small reserve, with what is made of them;
    `wishes_else` and `reserved_else` tell of a wish, and of such a reserve, that no subject of its own names.
    """

    themes: dict[str, Theme]
    liked: list[str]
    concerns: list[str]
    mentioned: list[str]
    noted: list[str]
    outside: list[str]
    settled: list[str] = field(default_factory=list)
    wished: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    other_words: dict[str, str] = field(default_factory=dict)
    praised_too: dict[str, Theme] = field(default_factory=dict)
    marked: dict[Theme, Theme] = field(default_factory=dict)
    wishes_else: bool = False
    reserved_else: bool = False


def points(
    analysis: Analysis,
    remarks: Remarks | None = None,
    stars: float | None = None,
) -> Points:
    """The points of a review.

    `remarks` are the sentences of the review, `stars` its rating as a share of the highest.
    """
    situation = analysis.situation
    said, settled, wishes = _set_apart(analysis, remarks, stars)
    wished = wishes.about
    asked = [theme for theme in said if _requested(analysis, theme, remarks)]
    said = [theme for theme in said if theme not in asked and not (remarks and remarks.unwanted(theme))]
    if remarks is not None and stars is not None and stars <= _DISCONTENT:
        said = _turned(said, remarks)
    elif remarks is not None and not (stars is not None and stars <= _SO_SO):
        # "Do you have parking?" complains of nothing and praises nothing; with few stars it may well.
        said = [replace(theme, polarity=0.0) if remarks.asks(theme) else theme for theme in said]
    said = [replace(theme, polarity=0.0) if _mocked(analysis, theme, remarks) else theme for theme in said]
    reserves = _reserves(analysis, said, remarks, stars)
    said = [reserves.marked.get(theme, theme) for theme in said]
    again = remarks.other_words(said) if remarks else {}
    said = [theme for theme in said if theme.name not in again]
    themes = _by_name(said, pleased=situation in _PLEASED)
    # What the house can help first, in the order of the review.
    ordered = sorted(themes, key=OUTSIDE.__contains__)
    beyond = [name for name in ordered if name in OUTSIDE and outside.spoken_of(situation, themes, name)]
    house = [name for name in themes if name not in beyond and name not in NOBODY]
    if beyond and situation is Situation.UNFAIR:
        house = [name for name in house if name != _AROUND or themes[name].polarity > 0]
    # Nobody likes the rain: praise beside it is for something else.
    pleasing = [name for name in house if themes[name].polarity > 0 and name not in OUTSIDE]
    liked = [name for name in pleasing if themes[name].polarity > _BORROWED]
    if situation is Situation.POSITIVE:
        liked = liked or pleasing
    below = [name for name in ordered if name in house and themes[name].polarity < 0]
    against = [name for name in below if themes[name].polarity < -_PASSING]
    content = _content(analysis, stars)
    mildest = 0.0 if not content else _FAINT_AT_BEST if stars == _ALL else _FAINT
    concerns = [name for name in against if _taken_up(situation, themes[name], mildest)]
    # What was not judged itself is named after what was, and is no complaint alone.
    if not any(themes[name].polarity < -_BORROWED for name in concerns):
        concerns = []
    # In praise, a faint complaint is noted and no more; what was not judged itself is no complaint.
    faint = below if content and situation in _PLEASED else []
    noted = [name for name in faint if name not in concerns and themes[name].polarity < -_BORROWED]
    # With all the stars there are, it is not brought up again, but where the review marks it as a reserve.
    reserved = {again.get(theme.name, theme.name) for theme in reserves.marked}
    noted = [name for name in noted if name in reserved] if stars == _ALL else noted
    mentioned = [name for name in house if name not in liked and name not in concerns and name not in faint]
    # The one thing somebody gives one star for, or comes back to, is what they complain of, however said.
    alone = stars is not None and stars <= _DISCONTENT and not concerns and not beyond
    if situation in _BLAMING and alone:
        concerns = _dwelt_on(mentioned, said)
        mentioned = [name for name in mentioned if name not in concerns]
    for theme in (*settled, *wished, *asked):
        themes.setdefault(theme.name, theme)
    mentioned = [
        name for name in mentioned if all(name != theme.name for theme in (*settled, *wished, *asked))
    ]
    return Points(
        themes,
        liked,
        concerns,
        mentioned,
        noted,
        beyond,
        settled=_names(settled, liked, concerns),
        wished=_names(wished, liked, concerns),
        asked=_names(asked, liked, concerns),
        other_words=again,
        marked=reserves.marked,
        wishes_else=wishes.unnamed or any(theme.name in liked for theme in wished),
        reserved_else=reserves.unnamed,
        praised_too={name: best for name in concerns if (best := _praise_of(name, said)) is not None},
    )


def refused(analysis: Analysis) -> bool:
    """Whether a review tells of something asked for and refused, with no pressure put."""
    return analysis.situation is Situation.REFUSED_DEMAND and analysis.blackmail.level is Level.NONE


def _requested(analysis: Analysis, theme: Theme, remarks: Remarks | None) -> bool:
    """Whether a subject was only asked for, where that was refused."""
    return remarks is not None and refused(analysis) and theme.polarity <= 0 and remarks.asked_for(theme)


def _turned(said: Sequence[Theme], remarks: Remarks) -> list[Theme]:
    """What somebody discontent praises only to mock it, as the complaint it is; what stands beside, as none.

    Praise of the service, or of the pace, is what such mockery takes; of a place it may be meant.
    """
    turned = {
        theme: min(-theme.polarity, _MOCKERY) if theme.name in _MOCKED else 0.0
        for theme in said
        if theme.polarity > -_PASSING and theme.name in _BESIDE_MOCKERY and remarks.mocked(theme, said)
    }
    return [replace(theme, polarity=turned[theme]) if theme in turned else theme for theme in said]


def _mocked(analysis: Analysis, theme: Theme, remarks: Remarks | None) -> bool:
    """Whether praise in a complaint is none: the words of the house said back to it, or sarcasm."""
    if theme.polarity <= 0 or analysis.situation in _PLEASED:
        return False
    return analysis.tone.label is ToneLabel.SARCASTIC or (remarks is not None and remarks.quoted(theme))


def _dwelt_on(mentioned: Sequence[str], said: Sequence[Theme]) -> list[str]:
    """The only subject that is named without praise, else the one named more often than any other.

    Beside one thing its price, or when it was to be had, is what is complained of: "thirteen euros for three
    prawns", "open until ten, but the kitchen closed at eight".
    """
    if len(mentioned) == 2 and all(theme.polarity <= 0 for theme in said):
        of_the_other = [name for name in mentioned if name in _OF_ANOTHER]
        if len(of_the_other) == 1:
            return of_the_other
    if len(mentioned) == 1:
        return [
            name for name in mentioned if all(theme.polarity <= 0 for theme in said if theme.name == name)
        ]
    times = Counter(theme.name for theme in said if theme.name in mentioned)
    most = max(times.values(), default=0)
    return [name for name in mentioned if times[name] == most > 1 and list(times.values()).count(most) == 1]


def _names(apart: Sequence[Theme], *spoken_of: Sequence[str]) -> list[str]:
    """The names of what was set apart, but for what is spoken of anyway."""
    elsewhere = {name for names in spoken_of for name in names}
    return [name for name in dict.fromkeys(theme.name for theme in apart) if name not in elsewhere]


def _set_apart(
    analysis: Analysis, remarks: Remarks | None, stars: float | None
) -> tuple[list[Theme], list[Theme], asides.Asides]:
    """What a review says of its subjects, what of it was put right, what the content wish for."""
    said = list(_said(analysis))
    wishes = asides.Asides()
    if remarks is None or analysis.situation not in _PLEASED:
        return said, [], wishes
    settled: list[Theme] = []
    if analysis.tone.polarity > 0 or (stars is not None and stars >= _CONTENT):
        settled = [theme for theme in said if theme.polarity < 0 and remarks.settled(theme)]
    if _content(analysis, stars):
        wishes = asides.wishes(remarks, [theme for theme in said if theme not in settled])
    apart = (*settled, *wishes.about)
    return [theme for theme in said if theme not in apart], settled, wishes


@dataclass(frozen=True, slots=True)
class _Reserves:
    """Themes a pleased review marks as a small reserve, with what is made of them."""

    marked: dict[Theme, Theme] = field(default_factory=dict)
    unnamed: bool = False


def _reserves(
    analysis: Analysis, said: Sequence[Theme], remarks: Remarks | None, stars: float | None
) -> _Reserves:
    """The small reserves of somebody content: clear enough to be noted, told mildly no more than that.

    One about a subject that is praised elsewhere takes nothing from that praise.
    """
    if remarks is None or analysis.situation not in _PLEASED or not _content(analysis, stars):
        return _Reserves()
    found = asides.reserves(remarks, said)
    praised = {theme.name for theme in said if theme.polarity >= asides.PRAISED and theme not in found.about}
    marked: dict[Theme, Theme] = {}
    for theme in found.about:
        noted_only = theme in found.slight or (stars == _ALL and theme.polarity > _GRAVE_RESERVE)
        if theme.name not in praised:
            clear = _RESERVE if noted_only else min(theme.polarity, _RESERVE)
            marked[theme] = replace(theme, polarity=clear)
    return _Reserves(marked, found.unnamed or len(marked) < len(found.about))


def _content(analysis: Analysis, stars: float | None) -> bool:
    """Whether the review is by somebody content, whatever they wish for beside."""
    if analysis.situation is Situation.POSITIVE:
        return stars is None or stars > _DISCONTENT
    return stars is not None and stars >= _CONTENT


def _said(analysis: Analysis) -> Sequence[Theme]:
    """The themes the review speaks of, those left out that only a demand names and does not blame."""
    if analysis.situation not in ASKING:
        return analysis.themes
    demands = [(cue.start, cue.end) for cue in analysis.cues if cue.kind == "demand"]
    return [
        theme
        for theme in analysis.themes
        if theme.polarity < BLAMED
        or not any(start <= theme.start and theme.end <= end for start, end in demands)
    ]


def _taken_up(situation: Situation, theme: Theme, mildest: float) -> bool:
    """Whether a complaint is taken up: no insult to the staff, nor a faint one of the content."""
    if situation is Situation.INSULTING:
        return theme.name not in INSULTED
    return situation not in _PLEASED or theme.polarity < mildest


def _by_name(themes: Sequence[Theme], pleased: bool) -> dict[str, Theme]:
    """Each theme once, in the order of the review.

    What did not please counts beside praise of the same: "generous but cold" is answered as cold. In a
    pleased review praise twice as strong stays a compliment.
    """
    named: dict[str, list[Theme]] = {}
    for theme in sorted(themes, key=lambda theme: theme.start):
        named.setdefault(theme.name, []).append(theme)
    found = {}
    for name, group in named.items():
        worst, best = min(group, key=_polarity), max(group, key=_polarity)
        if worst.polarity < 0 < best.polarity:
            praised = pleased and best.polarity >= -_FAR * worst.polarity
            found[name] = best if praised else worst
        else:
            found[name] = worst if worst.polarity < 0 else best
    return found


def _praise_of(name: str, said: Sequence[Theme]) -> Theme | None:
    """The clearest praise of a subject."""
    praise = [theme for theme in said if theme.name == name and theme.polarity >= _PRAISED_TOO]
    return max(praise, key=_polarity, default=None)


def _polarity(theme: Theme) -> float:
    return theme.polarity
