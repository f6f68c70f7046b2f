"""What the weights weigh: the slots found, how they stand to each other, and the words around them.

Slots mean the same in every language, so most features are learnt from all languages together.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, pairwise

from sangfroid.analysis.cues.lexicon import Reading
from sangfroid.analysis.cues.segments import CLEARING, INGREDIENTS, Segment

#: Hits looked at in a text; beyond them a text is long enough to judge, and the work stays linear.
MOST_HITS = 160
#: Units whose words are looked at.
MOST_UNITS = 400
#: Hits looked ahead for a pair.
AHEAD = 14
#: Value of a word and of two words in a row; most other features are 1 where they are.
WORD = 0.6

_ROLES = {"threat": "T", "demand": "D", "both": "B", "": ""}


def features(reading: Reading, cut: list[Segment], language: str) -> dict[str, float]:
    """Feature names and values of a text."""
    found = {"s:" + hit.slot: 1.0 for hit in reading.hits[:MOST_HITS]}
    found |= circumstances(reading, cut)
    for slot, other, near in pairs(reading):
        found[f"p:{slot}>{other}:{near}"] = 1.0
        kind, other_kind = INGREDIENTS.get(slot), INGREDIENTS.get(other)
        if kind and other_kind and kind != other_kind:
            found[f"k:{kind}>{other_kind}:{near}"] = 1.0
    words = reading.words[:MOST_UNITS]
    prefix = f"w{language}:"
    for word in words:
        found[prefix + word] = WORD
    for first, second in pairwise(words):
        found[f"{prefix}{first} {second}"] = WORD
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
