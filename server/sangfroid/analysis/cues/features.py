"""What the weights weigh beside words: the slots found, the roles heard, and how they stand to each other.

Slots and roles mean the same in every language, so these features are learnt from all languages together.
"""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.segments import CLEARING, INGREDIENTS, Segment, said_plainly
from sangfroid.analysis.text import NormalizedText

#: Hits looked at in a text; beyond them a text is long enough to judge, and the work stays linear.
MOST_HITS = 160
#: Hits looked ahead for a pair.
AHEAD = 14
#: Segments looked at to either side of a threat for what is asked.
BESIDE = 3
#: The feature of a text that says it in so many words.
PLAIN = "said plainly"
#: Below this, a clause is not looked at as a threat.
FAINT = 0.1

_ROLES = {"threat": "T", "demand": "D", "both": "B", "": ""}


class Roles(NamedTuple):
    """How likely each segment of a text, by its words, is a threat and a demand: from 0 to 1."""

    threat: list[float]
    demand: list[float]


def features(reading: Reading, cut: list[Segment], roles: Roles, quoting: bool) -> dict[str, float]:
    """Feature names and values of a text; those of its words are in `words`."""
    found = {"s:" + hit.slot: 1.0 for hit in reading.hits[:MOST_HITS]}
    if not quoting and said_plainly(cut, {hit.slot for hit in reading.hits}):
        found[PLAIN] = 1.0
    found |= circumstances(reading, cut)
    for slot, other, near in pairs(reading):
        for name in _pair_names(slot, other, near):
            found[name] = 1.0
    found |= heard(cut, roles)
    return found


def quotes(text: NormalizedText) -> bool:
    """Whether a text puts something between quotation marks: what stands there may be another's words."""
    return text.folded.count('"') > 1


@lru_cache(maxsize=50_000)
def _pair_names(slot: str, other: str, near: str) -> tuple[str, ...]:
    """Two slots by name, and by the ingredients they belong to."""
    kind, other_kind = INGREDIENTS.get(slot), INGREDIENTS.get(other)
    if kind and other_kind and kind != other_kind:
        return f"p:{slot}>{other}:{near}", f"k:{kind}>{other_kind}:{near}"
    return (f"p:{slot}>{other}:{near}",)


def clause_features(segment: Segment) -> dict[str, float]:
    """What a segment's slots say of its role, beside its words."""
    slots = sorted(segment.slots)
    found = {"s:" + slot: 1.0 for slot in slots}
    found |= {"l:" + slot: 1.0 for slot in segment.link}
    found |= {f"p:{first}+{second}": 1.0 for first, second in combinations(slots, 2)}
    return found


def heard(cut: list[Segment], roles: Roles) -> dict[str, float]:
    """How clearly a threat and a demand are heard, and how they stand to each other."""
    threat, demand = roles
    if not threat:
        return {}
    loud, asked = sorted(threat, reverse=True), sorted(demand, reverse=True)
    found = {
        "threat heard": loud[0],
        "demand heard": asked[0],
        "both heard": loud[0] * asked[0],
        "second threat": loud[1] if len(loud) > 1 else 0.0,
        "second demand": asked[1] if len(asked) > 1 else 0.0,
        "threats": math.log1p(sum(threat)),
        "demands": math.log1p(sum(demand)),
        "ends in threat": threat[-1],
        "ends in demand": demand[-1],
    }
    best, place = 0.0, (0, 0)
    for at, likely in enumerate(threat):
        if likely >= FAINT:
            for other in range(max(0, at - BESIDE), min(len(demand), at + BESIDE + 1)):
                if likely * demand[other] > best:
                    best, place = likely * demand[other], (at, other)
    if best:
        first, last = sorted(place)
        together = math.sqrt(best)
        found["near"] = together
        if first == last:
            found["near:one"] = together
        elif place[1] < place[0]:
            found["near:demand first"] = together
        if cut[first].sentence == cut[last].sentence:
            found["near:sentence"] = together
        links = {slot for segment in cut[first : last + 1] for slot in segment.link}
        found |= {f"near:{slot}": together for slot in links}
        if not links:
            found["near:no link"] = together
    return found


def circumstances(reading: Reading, cut: list[Segment]) -> dict[str, float]:
    """The features that do not name single words or pairs of slots: few, whatever the text."""
    slots = {hit.slot for hit in reading.hits[:MOST_HITS]}
    kinds = frozenset(INGREDIENTS[slot] for slot in slots if slot in INGREDIENTS)
    absent = tuple(name for name, expected in _EXPECTED.items() if slots.isdisjoint(expected))
    found = dict.fromkeys((*_together(kinds), *_absences(absent), *_lines(cut)), 1.0)
    sentences, ends = reading.sentences, reading.ends
    found["length"] = min(len(sentences), 120) / 60
    found["sentences"] = min(sentences[-1] + 1, 8) / 4 if sentences else 0.0
    if "?" in ends.values():
        found["question"] = 1.0
    if sentences and ends.get(sentences[-1]) == "?":
        found["ends in question"] = 1.0
    if "…" in ends.values():
        found["ellipsis"] = 1.0
    return found


#: What pressure rarely goes without: somebody spoken to, somebody speaking, a request, an act announced.
_EXPECTED = {
    "you": ("you", "note", "third"),
    "self": ("i", "we", "note", "third"),
    "request": ("want", "give", "polite"),
    "act": ("will_write", "remove", "change", "harm", "worsen", "silence", "spread"),
    "link": ("if", "unless", "otherwise", "or", "exchange", "until", "deadline", "choice", "depends"),
    "review": ("review", "star", "low", "platform", "social"),
}


@lru_cache(maxsize=1024)
def _together(kinds: frozenset[str]) -> tuple[str, ...]:
    """The ingredients of a text, two by two."""
    return tuple(f"b:{first}+{second}" for first, second in combinations(sorted(kinds), 2))


@cache
def _absences(absent: tuple[str, ...]) -> tuple[str, ...]:
    """What is missing, alone and two by two."""
    alone = (f"no {name}" for name in absent)
    return (*alone, *(f"no {first}, no {second}" for first, second in combinations(absent, 2)))


def pairs(reading: Reading) -> set[tuple[str, str, str]]:
    """Every two slots near each other, in order, with how near they stand.

    That is `o` for one over the other, `n` for side by side, `c` and `s` for the same clause and sentence,
    `a` for the next sentence.
    """
    sentences, clauses = reading.sentences, reading.clauses
    hits = reading.hits[:MOST_HITS]
    placed = [(first, slot, sentences[first], clauses[first]) for first, _, slot in hits]
    found: set[tuple[str, str, str]] = set()
    for at, (_, last, slot) in enumerate(hits):
        _, _, sentence, clause = placed[at]
        for first, other, other_sentence, other_clause in placed[at + 1 : at + AHEAD]:
            if other_sentence - sentence > 1:
                break
            if slot == other:
                continue
            if first <= last:
                near = "o"
            elif other_clause == clause:
                near = "n" if first <= last + 2 else "c"
            else:
                near = "s" if other_sentence == sentence else "a"
            found.add((slot, other, near))
    return found


def _lines(cut: list[Segment]) -> Iterator[str]:
    """Threats and demands in the order they are said, with the links between them."""
    line: list[str] = []
    for segment in cut[:MOST_HITS]:
        if not (segment.role or segment.link):
            continue
        mark = "".join(sorted({INGREDIENTS[slot] for slot in segment.link})) + _ROLES[segment.role]
        if segment.role and not segment.slots.isdisjoint(CLEARING):
            mark += "-"
        if not line or line[-1] != mark:
            line.append(mark)
    for size in (1, 2, 3):
        for at in range(len(line) - size + 1):
            yield "l:" + ">".join(line[at : at + size])
