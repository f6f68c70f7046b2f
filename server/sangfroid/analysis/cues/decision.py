"""From ingredients and score to a decision that can be read, and the cues that show it.

The order is: is there a threat about a review, is an advantage asked, do the weights see pressure in how the
two stand together, is the link between them said. A single "no" to the first three means no pressure.
"""

from bisect import bisect_right
from collections.abc import Iterable

from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.segments import (
    ADVANTAGE,
    ASKING,
    EXPOSURE,
    LINK,
    MONEY,
    RETROACTIVE,
    REVIEW,
    THREAT,
    Segment,
)
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Blackmail, Cue, Level, Pattern

#: Patterns in which offer and lever are one move, so that no separate word needs to link them.
_LINKED_BY_NATURE = frozenset({Pattern.RETROACTIVE, Pattern.MASS, Pattern.ORGANISED, Pattern.BRIBE})
#: What is not said outright must be clearer to count, so that a plain request never becomes a suspicion.
_SUSPICION_MARGIN = 0.08

_KINDS = {
    "if": "condition", "unless": "condition", "depends": "condition", "choice": "condition",
    "otherwise": "condition", "or": "condition", "exchange": "exchange", "until": "deadline",
    "deadline": "deadline", "platform": "platform", "audience": "audience", "reach": "audience",
    "many": "mass",
}  # fmt: skip


def has_ingredients(slots: Iterable[str]) -> bool:
    """Whether a text has words for a threat about a review and for an advantage; else it is clean."""
    present = set(slots)
    lever = present & (THREAT | RETROACTIVE | EXPOSURE) or (present & REVIEW and present & LINK)
    about_review = present & ((REVIEW | EXPOSURE) - {"high", "write"}) or (present & {"will_write", "harm"})
    asked = present & (ADVANTAGE | MONEY | ASKING)
    return bool(lever and about_review and asked)


def decide(
    reading: Reading, cut: list[Segment], score: float, pattern: Pattern, threshold: float
) -> Blackmail:
    """The level of pressure. Without a word for the link it is `suspected` at most."""
    present = {hit.slot for hit in reading.hits}
    if score < threshold or not has_ingredients(present):
        return Blackmail(score=round(score, 3))
    threats, demands = _with_role(cut, "threat"), _with_role(cut, "demand")
    missing = []
    if not threats:
        missing.append("threat")
    if not demands:
        missing.append("demand")
    said = pattern in _LINKED_BY_NATURE or _linked(cut, present)
    if not said:
        missing.append("link")
    if said and pattern is not Pattern.IMPLIED:
        return Blackmail(Level.EXPLICIT, round(score, 3), pattern)
    if score < threshold + _SUSPICION_MARGIN:
        return Blackmail(score=round(score, 3))
    return Blackmail(Level.SUSPECTED, round(score, 3), Pattern.IMPLIED, tuple(missing) or ("link",))


def cues(text: NormalizedText, reading: Reading, cut: list[Segment], blackmail: Blackmail) -> tuple[Cue, ...]:
    """The words that show a decision; none where there is no pressure, so that nobody is pointed at."""
    if blackmail.level is Level.NONE:
        return ()
    openings = {hit.first: hit.last for hit in reading.hits if hit.slot in LINK and hit.slot != "deadline"}
    found: list[Cue] = []
    for segment in cut:
        first = openings.get(segment.first, segment.first - 1) + 1
        first = first if first <= segment.last else segment.first
        for role in ("threat", "demand"):
            if segment.role in {role, "both"}:
                kind = "retroactive" if role == "threat" and segment.slots & RETROACTIVE else role
                slot = _telling_slot(segment, role)
                found.append(_cue(text, reading, first, segment.last, kind, slot, blackmail.score))
    begins = [segment.first for segment in cut]
    for hit in reading.hits:
        hit_kind = _KINDS.get(hit.slot)
        at = bisect_right(begins, hit.first) - 1
        if hit_kind and any(other.role for other in cut[max(0, at - 1) : at + 2]):
            found.append(_cue(text, reading, hit.first, hit.last, hit_kind, hit.slot, blackmail.score / 2))
    return _without_repeats(found)


def _with_role(cut: list[Segment], role: str) -> list[Segment]:
    """Segments of a role, in order; a segment that is both counts as both."""
    return [segment for segment in cut if segment.role in {role, "both"}]


def _linked(cut: list[Segment], present: set[str]) -> bool:
    """Whether a linking word opens, or a deadline stands in, a segment near a threat or a demand."""
    if not present & LINK:
        return False
    for at, segment in enumerate(cut):
        if not (segment.link or segment.slots & LINK):
            continue
        near = cut[max(0, at - 2) : at + 3]
        if any(other.role for other in near if abs(other.sentence - segment.sentence) <= 1):
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
    start, end = text.span(reading.units[first].start, reading.units[last].end)
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
