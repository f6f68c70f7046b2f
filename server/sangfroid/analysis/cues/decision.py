"""From ingredients and score to a decision that can be read, and the cues that show it.

The weights see whether a threat about a review and a demand stand together as pressure; then come the
questions whether both were heard and whether the link between them is said.
"""

from bisect import bisect_right

from sangfroid.analysis.cues.features import Roles
from sangfroid.analysis.cues.lexicon import Hit, Reading
from sangfroid.analysis.cues.segments import (
    ADVANTAGE,
    ASKING,
    EXPOSURE,
    MONEY,
    RETROACTIVE,
    REVIEW,
    THREAT,
    Segment,
    linking_hits,
)
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Blackmail, Cue, Level, Pattern

#: Words that join anything to anything and so link nothing.
_AND = frozenset({"et", "and", "y", "e", "und", "en"})
#: How much the strength of the phrases in a segment counts against its words when the clearest is chosen, and
#: how near another must come to be shown beside it.
PHRASES_COUNT, SHOWN_WITHIN = 8, 0.25
#: From how likely on a segment plays a role by its words alone.
PLAYED_FROM = 0.5
#: And from how likely on it is heard at all where no phrase says it.
FAINTLY_FROM = 0.1
#: A threat with no word of a review is heard from here on: what a customer may simply ask for is none.
UNNAMED_FROM = 0.25
#: How likely a threat times how likely a demand must be where phrases do not say both.
TOGETHER_FROM = 0.1
#: Fewer words cannot hold a threat, a demand and what links them.
FEWEST_WORDS = 4

_KINDS = {
    "if": "condition", "unless": "condition", "depends": "condition", "choice": "condition",
    "otherwise": "condition", "or": "condition", "exchange": "exchange", "until": "deadline",
    "deadline": "deadline", "platform": "platform", "audience": "audience", "reach": "audience",
    "many": "mass",
}  # fmt: skip
#: Slots of what a review is and does, of writing one and of who reads it: a lever can be made of these.
LEVER = (THREAT | RETROACTIVE | REVIEW | EXPOSURE) - {"high", "write"}
#: Those that speak of a review by themselves: batteries are changed, fees removed, and people come and go.
_OF_A_REVIEW = LEVER - {"change", "remove", "worsen", "unwritten", "audience", "many"}
_ASKED = ADVANTAGE | MONEY
_THREATENING = frozenset({"will_write", "remove", "change", "harm", "worsen", "low", "star", "review"})
#: Shown where they stand in a threat or a demand; a link is shown beside one too.
_SHOWN_INSIDE = frozenset({"platform", "audience", "reach", "many"})


def decide(
    reading: Reading, cut: list[Segment], roles: Roles, score: float, linked: bool, pattern: Pattern
) -> Blackmail:
    """The level of pressure of a text whose score says that there is some.

    Where its link is not said it is `suspected` at most.
    """
    score = round(score, 3)
    present = {hit.slot for hit in reading.hits}
    # A single "no" clears: nobody is suspected who holds out no review, or who asks for nothing.
    lever, asked = not present.isdisjoint(_OF_A_REVIEW), not present.isdisjoint(_ASKED)
    threat, demand = max(roles.threat), max(roles.demand)
    if (
        len(reading.words) < FEWEST_WORDS
        or (not lever and threat < UNNAMED_FROM)
        or (not asked and demand < FAINTLY_FROM)
        or (not (lever and asked) and threat * demand < TOGETHER_FROM)
    ):
        return Blackmail(score=score)
    if linked:
        # No guest asks for a refund in coins that leave no trace: a stranger does, and not of one house.
        return Blackmail(Level.EXPLICIT, score, Pattern.ORGANISED if "crypto" in present else pattern)
    missing = [role for role in ("threat", "demand") if not playing(cut, roles, role)]
    return Blackmail(Level.SUSPECTED, score, Pattern.IMPLIED, (*missing, "link"))


def playing(cut: list[Segment], roles: Roles, role: str) -> set[int]:
    """Places of the segments that play a role, by their phrases or by their words."""
    likely = roles.threat if role == "threat" else roles.demand
    return {
        at for at, segment in enumerate(cut) if segment.role in {role, "both"} or likely[at] >= PLAYED_FROM
    }


def cues(
    text: NormalizedText, reading: Reading, cut: list[Segment], roles: Roles, blackmail: Blackmail
) -> tuple[Cue, ...]:
    """The words that show a decision; none where there is no pressure, so that nobody is pointed at."""
    if blackmail.level is Level.NONE:
        return ()
    links = linking_hits(reading)
    openings: dict[int, int] = {}
    for hit in links:
        openings[hit.first] = max(hit.last, openings.get(hit.first, -1))
    found: list[Cue] = []
    shown: set[int] = set()
    for role in ("threat", "demand"):
        for at in _strongest(cut, roles, role):
            segment = cut[at]
            shown.add(at)
            first, last = _part(reading, segment, role)
            if first == segment.first and openings.get(first, last) < last:
                first = openings[first] + 1
            kind = "retroactive" if role == "threat" and segment.slots & RETROACTIVE else role
            slot = _telling_slot(segment, role)
            found.append(_cue(text, reading, first, last, kind, slot, blackmail.score))
    begins = [segment.first for segment in cut]
    inside = (hit for hit in reading.hits if hit.slot in _SHOWN_INSIDE)
    for hit in (*_said_links(reading), *inside):
        at = bisect_right(begins, hit.first) - 1
        beside = shown & ({at} if hit.slot in _SHOWN_INSIDE else {at - 1, at, at + 1})
        if beside and hit.slot in _KINDS:
            found.append(
                _cue(text, reading, hit.first, hit.last, _KINDS[hit.slot], hit.slot, blackmail.score / 2)
            )
    return _without_repeats(found)


def _part(reading: Reading, segment: Segment, role: str) -> tuple[int, int]:
    """The units of a segment that say its threat or its demand, where one is said before the other."""
    if segment.role != "both":
        return segment.first, segment.last
    own, other = (_THREATENING, ADVANTAGE) if role == "threat" else (ADVANTAGE, _THREATENING)
    inside = [hit for hit in reading.hits if segment.first <= hit.first and hit.last <= segment.last]
    owned = [hit for hit in inside if hit.slot in own]
    others = [hit for hit in inside if hit.slot in other]
    if owned and others:
        if max(hit.last for hit in owned) < min(hit.first for hit in others):
            return segment.first, min(hit.first for hit in others) - 1
        if max(hit.last for hit in others) < min(hit.first for hit in owned):
            return min(hit.first for hit in owned), segment.last
    return segment.first, segment.last


def _strongest(cut: list[Segment], roles: Roles, role: str) -> list[int]:
    """Places of the segments that say a threat or a demand most clearly: three at most, in order."""
    weigh = _threat_strength if role == "threat" else _demand_strength
    likely = roles.threat if role == "threat" else roles.demand
    clearest = sorted(
        ((likely[at] + weigh(segment.slots) / PHRASES_COUNT, -at) for at, segment in enumerate(cut)),
        reverse=True,
    )[:3]
    top = clearest[0][0] if clearest else 0.0
    return sorted(-place for clear, place in clearest if clear and clear >= top - SHOWN_WITHIN)


def _threat_strength(slots: frozenset[str]) -> int:
    act = 2 * bool(slots & {"will_write", "remove", "change", "harm", "worsen"})
    hint = bool(slots & {"silence", "spread", "unwritten", "stay"})
    about = bool(slots & {"review", "star", "low", "platform", "social"})
    reached = bool(slots & EXPOSURE)
    return act + hint + about + reached if act or hint or about or reached else 0


def _demand_strength(slots: frozenset[str]) -> int:
    asked = 2 * bool(slots & ADVANTAGE) + bool(slots & MONEY) + bool(slots & ASKING)
    return asked - bool(slots & {"past", "received"}) if slots & (ADVANTAGE | MONEY) else 0


def _said_links(reading: Reading) -> list[Hit]:
    """The words that link one thing to another.

    A mere "and" joins anything to anything, and "without" says what is asked in "without paying".
    """
    asked = [(hit.first, hit.last) for hit in reading.hits if hit.slot in ADVANTAGE and hit.first < hit.last]
    return [
        hit
        for hit in (*linking_hits(reading), *(hit for hit in reading.hits if hit.slot == "deadline"))
        if hit.first != hit.last or reading.words[hit.first] not in _AND
        if not any(first <= hit.first and hit.last <= last for first, last in asked)
    ]


def worded(reading: Reading, cut: list[Segment], roles: Roles) -> bool:
    """Whether a word that links stands beside a threat and a demand, or beside the only one heard."""
    threats, demands = playing(cut, roles, "threat"), playing(cut, roles, "demand")
    begins = [segment.first for segment in cut]
    for hit in _said_links(reading):
        at = bisect_right(begins, hit.first) - 1
        if hit.slot == "deadline" and at in threats - demands:
            continue  # says when it will be posted, not until when to give in
        near = {
            other
            for other in range(max(0, at - 2), min(len(cut), at + 3))
            if abs(cut[other].sentence - cut[at].sentence) <= 1
        }
        if (threats or demands) and all(near & places for places in (threats, demands) if places):
            return True
    return False


_TELLING = {
    "threat": ("remove", "change", "harm", "worsen", "will_write", "silence", "spread", "unwritten", "stay",
               "low", "reach", "audience", "many", "reputation", "social", "star", "review", "platform"),
    "demand": ("refund", "waive", "discount", "voucher", "upgrade", "treat", "free", "gesture", "money",
               "bill", "give", "want"),
}  # fmt: skip


def _telling_slot(segment: Segment, role: str) -> str:
    return next((slot for slot in _TELLING[role] if slot in segment.slots), role)


def _cue(
    text: NormalizedText, reading: Reading, first: int, last: int, kind: str, slot: str, weight: float
) -> Cue:
    start, end = text.span(reading.starts[first], reading.starts[last] + len(reading.words[last]))
    return Cue(kind, start, end, text.original[start:end], f"cues.{slot}", round(weight, 3))


def _without_repeats(found: list[Cue]) -> tuple[Cue, ...]:
    """One cue for a kind and place; a shorter one inside another of its kind says nothing more."""
    kept: list[Cue] = []
    reached: dict[str, int] = {}
    for cue in sorted(found, key=lambda cue: (cue.start, -cue.end, cue.kind)):
        if cue.end > reached.get(cue.kind, -1):
            reached[cue.kind] = cue.end
            kept.append(cue)
    return tuple(kept)
