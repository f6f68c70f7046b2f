"""What a review is about, and what it thinks of each subject."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from sangfroid.analysis import opinions
from sangfroid.analysis.lexicon import NO_THEME, SHARED, Hit
from sangfroid.analysis.money import CURRENCY, CURRENCY_SIGN, CURRENCY_WORD, may_name_a_sum
from sangfroid.analysis.opinions import Subject
from sangfroid.analysis.text import NormalizedText
from sangfroid.analysis.tone import Voice
from sangfroid.domain.review import Theme

_CLAUSE_END = re.compile(r"[.,](?!\d)|[!?;…\n]| - ")
_SENTENCE_END = (".", "!", "?", "…", "\n")
#: Themes kept of a text; a review of a megabyte does not become a list of ten thousand.
MOST = 200
#: Where a text speaks of these, "quality" and "arrived" are not about goods.
_OF_A_HOUSE = frozenset(("room", "food", "breakfast", "pool"))
_AMOUNT = r"\d(?:[\d.,]{0,9}\d)?"
#: A sum of money, in figures or words. Beside a complaint it is what was paid for too little, unless a theme
#: near it says already what the sum was for.
_SUM = re.compile(
    rf"{CURRENCY_SIGN}\s?{_AMOUNT}|{_AMOUNT}\s?{CURRENCY}|\b[a-z]{{3,16}} {CURRENCY_WORD}",
)
_SAYS_WHAT_FOR = frozenset(("price", "payment", "refund", "booking", "contract", "delivery"))
#: What a negation alone is worth: "but nobody came" says nothing of what was named before.
_BARE = -0.6
#: Characters between "but" and what takes back; a longer way leads to a subject of its own.
_AT_ONCE = 12
#: Characters of a remark between commas ("mind you") that parts a subject from what is said of it.
_REMARK = 26
#: From here on a whole review is clear enough to colour what it names without judging it.
_CLEAR = 0.3


def judged(
    text: NormalizedText,
    language: str,
    named: Sequence[Subject],
    overall: float,
    stars: float | None = None,
) -> tuple[Theme, ...]:
    """The subjects a review speaks of, each with what is thought of it.

    `overall` is the polarity of the whole review, `stars` its rating from -1, the lowest, to 1.
    """
    original, span = text.original, text.span
    found: list[Theme] = []
    values = opinions.judge(text, language, named, overall, stars)
    for subject, value in zip(named, values, strict=True):
        first, last = span(subject.start, subject.end)
        found.append(Theme(subject.name, round(value, 2), first, last, original[first:last]))
    return tuple(found)


def subjects(
    text: NormalizedText, hits: Sequence[Hit], voices: Sequence[Voice], overall: float
) -> list[Subject]:
    """The subjects a review speaks of, judged by rules alone.

    A subject's polarity comes from the judging words of its own clause, where that clause judges nothing
    from the nearest clause of the same sentence, and where none of them does, faintly, from `overall`, the
    polarity of the whole review. A subject named several times in one clause counts once. Where "but" takes
    back what a clause said of it and names nothing itself, it counts once more: "generous, but cold".
    """
    if not hits and not _SUM.search(text.plain):
        return []
    house = not _OF_A_HOUSE.isdisjoint([hit.name for hit in hits])
    faint = round(0.2 * overall, 2) if abs(overall) >= _CLEAR else 0.0
    ends = _clause_ends(text, voices)
    values = _values(ends, voices)
    _close_remarks(text.plain, hits, voices, ends, values)
    hits = _with_sums(text, hits, ends, values, faint < 0 and not any(values))
    named = [hit for hit in hits if hit.name != NO_THEME and not (house and hit.weight == SHARED)]
    taken_back = _taken_back(text.plain, named, voices, ends, values)
    found: list[Subject] = []
    seen: set[tuple[str, int]] = set()
    clause = 0
    for hit in named:
        while clause < len(ends) - 1 and ends[clause] <= hit.start:
            clause += 1
        if (hit.name, clause) in seen:
            continue
        seen.add((hit.name, clause))
        value = values[clause]
        if value is None:
            value = _neighbour(text.plain, clause, ends, values)
        polarity = round(_polarity(value), 2) if value is not None else faint
        opens = ends[clause - 1] if clause else 0
        again = taken_back.get(hit) if taken_back else None
        # What is praised and taken back at once is both, whatever else is said.
        both = again is not None
        found.append(Subject(hit.name, hit.start, hit.end, polarity, opens, ends[clause], both))
        if again is not None:
            found.append(found[-1]._replace(polarity=round(_polarity(again), 2)))
        if len(found) >= MOST:
            break
    return found


def _taken_back(
    plain: str,
    named: Sequence[Hit],
    voices: Sequence[Voice],
    ends: Sequence[int],
    values: Sequence[float | None],
) -> dict[Hit, float]:
    """What "but" says against the last subject of the clause before, where it names no subject itself."""
    if CONTRAST not in [voice.value for voice in voices]:
        return {}
    last: dict[int, Hit] = {}
    for hit in named:
        last[bisect_right(ends, hit.start)] = hit
    found = {}
    ordered = sorted(voices, key=lambda voice: voice.start)
    for at, voice in enumerate(ordered):
        if voice.value != CONTRAST:
            continue
        clause = bisect_right(ends, voice.start)
        value = values[clause]
        before = clause - 1 if plain[voice.start - 2 : voice.start].strip() != "," else clause - 2
        praised = values[before] if before >= 0 else None
        if value is None or value >= 0 or praised is None or praised <= 0:
            continue
        # Only what follows at once is looked at, so that the work stays linear in the text.
        near = ordered[at + 1 : at + 1 + _AT_ONCE]
        if not any(other.value < _BARE and other.start - voice.end <= _AT_ONCE for other in near):
            continue
        if clause not in last and before in last and plain[ends[before] - 1] not in _SENTENCE_END:
            found[last[before]] = value
    return found


def _with_sums(
    text: NormalizedText,
    hits: Sequence[Hit],
    ends: Sequence[int],
    values: Sequence[float | None],
    displeased: bool,
) -> Sequence[Hit]:
    """The hits, and a price where a sum stands in or beside a clause of complaint that names no money.

    Somebody `displeased` who names a sum and uses no word of judgement complains of it as well.
    """
    if not may_name_a_sum(text.plain):
        return hits
    money = {bisect_right(ends, hit.start) for hit in hits if hit.name in _SAYS_WHAT_FOR}
    sums = []
    for found in _SUM.finditer(text.plain):
        clause = bisect_right(ends, found.start())
        value = values[clause]
        if value is None:
            value = _neighbour(text.plain, clause, ends, values)
        against = value < _BARE if value is not None else displeased
        if against and money.isdisjoint((clause - 1, clause, clause + 1)):
            money.add(clause)
            sums.append(Hit(*found.span(), "price", 1.0, ""))
    return sorted((*hits, *sums)) if sums else hits


def _clause_ends(text: NormalizedText, voices: Sequence[Voice]) -> list[int]:
    """Where clauses end; a contrast ("but") begins a new one."""
    ends = [mark.end() for mark in _CLAUSE_END.finditer(text.plain)]
    contrasts = [voice.start for voice in voices if voice.value == CONTRAST]
    if contrasts:
        ends = sorted({*ends, *contrasts})
    ends.append(len(text.plain) + 1)
    return ends


#: The value `tone` gives to a contrast word.
CONTRAST = -0.5


def _values(ends: Sequence[int], voices: Sequence[Voice]) -> list[float | None]:
    values: list[float | None] = [None] * len(ends)
    clause = 0
    for voice in sorted(voices, key=lambda voice: voice.start):
        while clause < len(ends) - 1 and ends[clause] <= voice.start:
            clause += 1
        if voice.value != CONTRAST:
            values[clause] = (values[clause] or 0.0) + voice.value
    return values


def _close_remarks(
    plain: str,
    hits: Sequence[Hit],
    voices: Sequence[Voice],
    ends: Sequence[int],
    values: list[float | None],
) -> None:
    """Joins a subject to what is said of it after a remark: "the staff, mind you, were lovely" praises them.

    A remark is short, stands between commas, and neither judges nor names anything; nor does what leads to it
    judge, or what follows name a subject of its own.
    """
    if all(value is None for value in values):
        return
    judging = {voice.start for voice in voices}
    named = {bisect_right(ends, hit.start) for hit in hits}
    # "Friendly" and "delicious" name a subject by judging it, and may speak of the one before the remark.
    others = {bisect_right(ends, hit.start) for hit in hits if hit.start not in judging}
    for clause in named:
        if values[clause] is not None or plain[ends[clause] - 1 : ends[clause]] != ",":
            continue
        after = clause + 1
        # A contrast at once after the comma ("par contre") begins a clause of its own.
        if after < len(ends) and not plain[ends[clause] : ends[after]].strip():
            after += 1
        closed = after + 1 < len(ends) and plain[ends[after] - 1 : ends[after]] == ","
        if not closed or ends[after] - ends[clause] > _REMARK or values[after] is not None:
            continue
        if after not in named and after + 1 not in others:
            values[clause] = values[after + 1]


def _neighbour(plain: str, clause: int, ends: Sequence[int], values: Sequence[float | None]) -> float | None:
    """The judgement of the clause after or before, when no sentence ends in between."""
    for other, border in ((clause + 1, clause), (clause - 1, clause - 1)):
        if 0 <= other < len(values) and plain[ends[border] - 1 : ends[border]] not in _SENTENCE_END:
            value = values[other]
            if value is not None:
                return 0.7 * value
    return None


def _polarity(value: float) -> float:
    return max(-1.0, min(1.0, value / 3))
