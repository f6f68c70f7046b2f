"""A text cut where one thing ends and the next begins: clauses, split again at the words that link them."""

from collections.abc import Iterable
from dataclasses import dataclass

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
#: Circumstances that make the same words harmless.
CLEARING = frozenset(
    {
        "nothing_asked", "deny", "accused", "withdraw", "rights", "business", "third", "past", "received",
        "repair", "honest", "partner", "joke", "reader", "regardless", "violence", "thanks",
    }
)  # fmt: skip

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
    **dict.fromkeys(CLEARING, "ok"),
}


@dataclass(frozen=True, slots=True)
class Segment:
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


def requests_once(reading: Reading) -> Reading:
    """The reading without the sentences that only ask again.

    Somebody who asks for a refund three times presses no more than somebody who asks once: only the first
    plain request of a text is weighed.
    """
    kinds: dict[int, set[str]] = {}
    for hit in reading.hits:
        kind = INGREDIENTS.get(hit.slot)
        if kind and hit.slot != "thanks":
            kinds.setdefault(reading.units[hit.first].sentence, set()).add(kind)
    plain = [
        sentence
        for sentence, found in sorted(kinds.items())
        if ("D" in found or {"A", "M"} <= found) and found <= {"D", "A", "M", "ok"}
    ]
    asked_before = any("D" in found for sentence, found in kinds.items() if sentence not in plain)
    repeated = set(plain if asked_before else plain[1:])
    if not repeated:
        return reading
    units = reading.units
    kept = [at for at, unit in enumerate(units) if unit.sentence not in repeated]
    place = {old: new for new, old in enumerate(kept)}
    return Reading(
        [units[at] for at in kept],
        [
            Hit(place[hit.first], place[hit.last], hit.slot)
            for hit in reading.hits
            if hit.first in place and hit.last in place
        ],
        reading.ends,
    )


def segments(reading: Reading) -> list[Segment]:
    """The segments of a text, in order."""
    units = reading.units
    if not units:
        return []
    starts: dict[int, set[str]] = {0: set()}
    previous = units[0]
    for at, unit in enumerate(units):
        if unit.clause != previous.clause or unit.sentence != previous.sentence:
            starts.setdefault(at, set())
        previous = unit
    for hit in linking_hits(reading):
        starts.setdefault(hit.first, set()).add(hit.slot)
    begins = sorted(starts)
    inside: list[set[str]] = [set() for _ in begins]
    place = [0] * len(units)
    for number, begin in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else len(units)
        for at in range(begin, end):
            place[at] = number
    for hit in reading.hits:
        inside[place[hit.first]].add(hit.slot)
    found = []
    for number, begin in enumerate(begins):
        end = (begins[number + 1] if number + 1 < len(begins) else len(units)) - 1
        slots = frozenset(inside[number])
        found.append(
            Segment(begin, end, units[begin].sentence, slots, frozenset(starts[begin]), _role(slots))
        )
    return found


def linking_hits(reading: Reading) -> list[Hit]:
    """The words that link, without the pronouns a phrase may begin or end with ("[me] and [I]")."""
    pronouns = {hit.first for hit in reading.hits if hit.slot in {"i", "we", "you"} and hit.first == hit.last}
    found = []
    for hit in reading.hits:
        if hit.slot in LINK and hit.slot != "deadline":
            first, last = hit.first, hit.last
            while first < last and first in pronouns:
                first += 1
            while last > first and last in pronouns:
                last -= 1
            found.append(Hit(first, last, hit.slot))
    return found


def _role(slots: Iterable[str]) -> str:
    """What the slots of a segment make it: a threat needs a review or an audience beside the verb."""
    kinds = {INGREDIENTS.get(slot, "") for slot in slots}
    demand = "D" in kinds or ("M" in kinds and "A" in kinds)
    about_review = bool(kinds & {"R", "E"})
    threat = ("T" in kinds or "X" in kinds) and (about_review or "T" in kinds)
    threat = threat or ("low" in slots and "star" in slots) or ("R" in kinds and "E" in kinds)
    if demand and threat:
        return "both"
    return "demand" if demand else "threat" if threat else ""
