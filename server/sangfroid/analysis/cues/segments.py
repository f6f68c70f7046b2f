"""A text cut where one thing ends and the next begins: clauses, split again at the words that link them."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from sangfroid.analysis.cues.lexicon import Hit, Reading

#: Which ingredient a slot of the lexicons belongs to.
THREAT = frozenset({"will_write", "worsen", "harm", "spread", "silence", "unwritten", "stay"})
RETROACTIVE = frozenset({"remove", "change"})
REVIEW = frozenset({"review", "star", "low", "high", "platform", "social", "write"})
EXPOSURE = frozenset({"audience", "reach", "many", "reputation"})
ADVANTAGE = frozenset({"refund", "discount", "free", "gesture", "waive", "upgrade", "voucher", "treat"})
ASKING = frozenset({"give", "want", "polite"})
MONEY = frozenset({"money", "bill"})
CONDITION = frozenset({"if", "unless", "depends", "choice"})
ALTERNATIVE = frozenset({"otherwise", "or"})
EXCHANGE = frozenset({"exchange"})
DEADLINE = frozenset({"until", "deadline"})
LINK = CONDITION | ALTERNATIVE | EXCHANGE | DEADLINE
_ACTS = frozenset({"write", "will_write", "remove", "change", "refund"})
#: Circumstances that make the same words harmless.
CLEARING = frozenset(
    {
        "nothing_asked", "deny", "accused", "withdraw", "rights", "business", "third", "past", "received",
        "repair", "honest", "partner", "joke", "reader", "regardless", "violence", "thanks",
    }
)  # fmt: skip

#: Circumstances in which nobody presses in so many words; thanks and a repair may stand beside it.
UNPLAIN = CLEARING - {"thanks", "repair"}
#: Where somebody says what they will write.
_PUBLIC = frozenset({"review", "star", "low", "platform", "social"})
#: What a short text holds that is always looked at: a threat, a review, an advantage, and one of these links.
COMPLETE = frozenset({"T", "R", "D"})
BARGAIN = frozenset({"if", "or"})
#: What says that nothing is open any more, but in a condition.
_SETTLED = frozenset({"nothing_asked", "received"})
#: The ingredient of circumstances that make pressure unlikely.
CLEARED = "ok"
INGREDIENTS: dict[str, str] = {
    **dict.fromkeys(THREAT, "T"),
    **dict.fromkeys(RETROACTIVE, "X"),
    **dict.fromkeys(REVIEW, "R"),
    **dict.fromkeys(EXPOSURE, "E"),
    **dict.fromkeys(ADVANTAGE, "D"),
    **dict.fromkeys(ASKING, "A"),
    **dict.fromkeys(MONEY, "M"),
    **dict.fromkeys(CONDITION, "if"),
    **dict.fromkeys(ALTERNATIVE, "or"),
    **dict.fromkeys(EXCHANGE, "for"),
    **dict.fromkeys(DEADLINE, "by"),
    **dict.fromkeys(CLEARING, CLEARED),
}
PRESSING = frozenset(INGREDIENTS.values()) - {CLEARED}


class Segment(NamedTuple):
    """Units `first` to `last` (both included) that say one thing.

    `slots` are those of the phrases in it, `link` the slots of the words it begins with, `role` is "threat",
    "demand", "both" or "".
    """

    first: int
    last: int
    sentence: int
    slots: frozenset[str]
    link: frozenset[str]
    role: str


def ingredients(slots: Iterable[str]) -> frozenset[str]:
    """What of pressure slots bring: `PRESSING` ingredients, not the circumstances that clear."""
    return PRESSING & {INGREDIENTS.get(slot, "") for slot in slots}


def requests_once(reading: Reading) -> Reading:
    """The reading without the sentences that only ask again.

    Somebody who asks for a refund three times presses no more than somebody who asks once: only the first
    plain request of a text is weighed.
    """
    kinds: dict[int, set[str]] = {}
    for hit in reading.hits:
        kind = INGREDIENTS.get(hit.slot)
        if kind and hit.slot != "thanks":
            kinds.setdefault(reading.sentences[hit.first], set()).add(kind)
    plain = [
        sentence
        for sentence, found in sorted(kinds.items())
        if ("D" in found or {"A", "M"} <= found) and found <= {"D", "A", "M", CLEARED}
    ]
    asked_before = any("D" in found for sentence, found in kinds.items() if sentence not in plain)
    repeated = set(plain if asked_before else plain[1:])
    if not repeated:
        return reading
    kept = [at for at, sentence in enumerate(reading.sentences) if sentence not in repeated]
    place = {old: new for new, old in enumerate(kept)}
    return Reading(
        [reading.starts[at] for at in kept],
        [reading.words[at] for at in kept],
        [reading.sentences[at] for at in kept],
        [reading.clauses[at] for at in kept],
        [
            Hit(place[hit.first], place[hit.last], hit.slot)
            for hit in reading.hits
            if hit.first in place and hit.last in place
        ],
        reading.ends,
    )


def conditions_open(reading: Reading) -> Reading:
    """The reading without what a negated condition only seems to say: "if you give no refund".

    Nothing is given, taken back or left unasked there: it is what somebody makes a condition of.
    """
    clauses = reading.clauses
    if not any(hit.slot in _SETTLED for hit in reading.hits):
        return reading
    conditions: dict[int, int] = {}
    for hit in reading.hits:
        if hit.slot in CONDITION:
            conditions.setdefault(clauses[hit.first], hit.first)
    denied = {clauses[hit.first] for hit in reading.hits if hit.slot == "not"}
    hits = [
        hit
        for hit in reading.hits
        if hit.slot not in _SETTLED
        or (clause := clauses[hit.first]) not in denied
        or conditions.get(clause, hit.first + 1) > hit.first
    ]
    return reading if len(hits) == len(reading.hits) else reading._replace(hits=hits)


def segments(reading: Reading) -> list[Segment]:
    """The segments of a text, in order."""
    clauses = reading.clauses
    if not clauses:
        return []
    links: dict[int, set[str]] = {}
    for hit in linking_hits(reading):
        links.setdefault(hit.first, set()).add(hit.slot)
    begins = [at for at, clause in enumerate(clauses) if at in links or not at or clause != clauses[at - 1]]
    inside: list[set[str]] = [set() for _ in begins]
    for hit in reading.hits:
        inside[bisect_right(begins, hit.first) - 1].add(hit.slot)
    found = []
    for number, (begin, end) in enumerate(pairwise([*begins, len(clauses)])):
        slots = frozenset(inside[number])
        link = frozenset(links.get(begin, ()))
        found.append(Segment(begin, end - 1, reading.sentences[begin], slots, link, _role(slots)))
    return found


def linking_hits(reading: Reading) -> list[Hit]:
    """The words that link, without what a phrase may begin or end with ("[me] and [I]", "or [I post]")."""
    pronouns = {hit.first for hit in reading.hits if hit.slot in {"i", "we", "you"} and hit.first == hit.last}
    spoken = pronouns | {hit.first for hit in reading.hits if hit.slot in _ACTS}
    found = []
    for hit in reading.hits:
        if hit.slot in LINK and hit.slot != "deadline":
            first, last = hit.first, hit.last
            while first < last and first in pronouns:
                first += 1
            while last > first and last in spoken:
                last -= 1
            found.append(Hit(first, last, hit.slot))
    return found


def _role(slots: frozenset[str]) -> str:
    """What the slots of a segment make it: a threat needs a review or an audience beside the verb."""
    if not slots:
        return ""
    kinds = {INGREDIENTS.get(slot, "") for slot in slots}
    demand = "D" in kinds or ("M" in kinds and "A" in kinds)
    about_review = bool(kinds & {"R", "E"})
    threat = ("T" in kinds or "X" in kinds) and (about_review or "T" in kinds)
    threat = threat or ("low" in slots and "star" in slots) or ("R" in kinds and "E" in kinds)
    if demand and threat:
        return "both"
    return "demand" if demand else "threat" if threat else ""


def said_plainly(cut: Sequence[Segment], slots: Collection[str]) -> bool:
    """Whether one sentence sets an advantage against a review or stars: as its condition, or as a choice.

    `slots` are those of the whole text: nobody says it plainly who quotes, recalls or takes it back.
    """
    if not UNPLAIN.isdisjoint(slots):
        return False
    for first, second in pairwise(cut):
        if first.sentence != second.sentence:
            continue
        choice = _asks(first) and _announces(second) and not ALTERNATIVE.isdisjoint(second.link)
        if choice or _conditions(first, second) or _conditions(second, first):
            return True
    return False


def _conditions(asking: Segment, announcing: Segment) -> bool:
    said = "will_write" in announcing.slots and _announces(announcing)
    return said and _asks(asking) and not CONDITION.isdisjoint(asking.link)


def _asks(segment: Segment) -> bool:
    slots = segment.slots
    return not ADVANTAGE.isdisjoint(slots) or not (MONEY.isdisjoint(slots) or ASKING.isdisjoint(slots))


def _announces(segment: Segment) -> bool:
    slots = segment.slots
    return not _PUBLIC.isdisjoint(slots) and not slots.isdisjoint({"will_write", "low"})
