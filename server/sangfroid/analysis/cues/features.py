"""What the weights weigh: the slots found, how they stand to each other, and the words around them.

Slots mean the same in every language, so most features are learnt from all languages together.
"""

from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.segments import INGREDIENTS, Segment

#: Hits looked at in a text; beyond them a text is long enough to judge, and the work stays linear.
MOST_HITS = 160
#: Units whose words are looked at.
MOST_UNITS = 400
#: Hits looked ahead for a pair.
AHEAD = 14


def features(reading: Reading, cut: list[Segment], language: str) -> dict[str, float]:
    """Feature names and values of a text."""
    found: dict[str, float] = {}
    hits = reading.hits[:MOST_HITS]
    units = reading.units
    kinds: set[str] = set()
    for hit in hits:
        found["s:" + hit.slot] = 1.0
        kind = INGREDIENTS.get(hit.slot)
        if kind:
            kinds.add(kind)
    ordered = sorted(kinds)
    for at, first in enumerate(ordered):
        for second in ordered[at + 1 :]:
            found[f"b:{first}+{second}"] = 1.0
    _pairs(reading, found)
    _segments(cut, found)
    words = [unit.word for unit in units[:MOST_UNITS]]
    prefix = "w" + language + ":"
    for at, word in enumerate(words):
        found[prefix + word] = 0.6
        if at:
            found[prefix + words[at - 1] + " " + word] = 0.6
    found["length"] = min(len(units), 120) / 60
    found["sentences"] = min(units[-1].sentence + 1, 8) / 4 if units else 0.0
    if "?" in reading.ends.values():
        found["question"] = 1.0
    if units and reading.ends.get(units[-1].sentence) == "?":
        found["ends in question"] = 1.0
    if "…" in reading.ends.values():
        found["ellipsis"] = 1.0
    return found


def _pairs(reading: Reading, found: dict[str, float]) -> None:
    """Every two slots near each other, in order, with how near they stand."""
    units = reading.units
    placed = [
        (
            hit.first,
            hit.last,
            hit.slot,
            INGREDIENTS.get(hit.slot),
            units[hit.first].sentence,
            units[hit.first].clause,
        )
        for hit in reading.hits[:MOST_HITS]
    ]
    for at, (_, last, slot, kind, sentence, clause) in enumerate(placed):
        for first, _, other, other_kind, other_sentence, other_clause in placed[at + 1 : at + AHEAD]:
            if other_sentence - sentence > 1:
                break
            if slot == other:
                continue
            gap = first - last
            if gap <= 0:
                near = "o"
            elif other_clause == clause:
                near = "n" if gap <= 2 else "c"
            else:
                near = "s" if other_sentence == sentence else "a"
            found[f"p:{slot}>{other}:{near}"] = 1.0
            if kind and other_kind and kind != other_kind:
                found[f"k:{kind}>{other_kind}:{near}"] = 1.0


def _segments(cut: list[Segment], found: dict[str, float]) -> None:
    """Threats and demands in the order they are said, with the links between them."""
    line: list[str] = []
    for segment in cut[:MOST_HITS]:
        link = "".join(sorted({INGREDIENTS[slot] for slot in segment.link}))
        mark = link + {"threat": "T", "demand": "D", "both": "B", "": ""}[segment.role]
        if segment.role and "ok" in {INGREDIENTS.get(slot) for slot in segment.slots}:
            mark += "-"
        if mark and (not line or line[-1] != mark):
            line.append(mark)
    for size in (1, 2, 3):
        for at in range(len(line) - size + 1):
            found["l:" + ">".join(line[at : at + size])] = 1.0
