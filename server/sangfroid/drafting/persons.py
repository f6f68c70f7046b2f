"""Whether a review praises somebody of the house by name alone: "Inès is a treasure".

The name itself is never said.
"""

import re
from typing import Final

from sangfroid.domain.draft import Establishment
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Analysis, Review
from sangfroid.drafting import exact
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.exact import COMPLIMENTS
from sangfroid.drafting.own_words import load, pattern

#: What answers it, among the compliments.
PERSON: Final = "person"
_FILE: Final = "kin.yaml"
_NAME: Final = "name"
#: Where what is said of a name ends; at once behind it a comma may stand ("Inès, a treasure").
_PART_END: Final = re.compile(r"[.,;:!?…()\n–—]")
_REMARK: Final = re.compile(r"\s?,\s")
#: Characters on either side of a name that speak of whose it is and how they are; and before the praise.
_WITHIN: Final = 60
_BESIDE: Final = 26
#: Names looked at.
_MOST: Final = 20


def praised(language: str, review: Review, analysis: Analysis, house: Establishment) -> bool:
    """Whether praise stands beside a name that is that of neither the writer, their kin nor the house."""
    if language not in LANGUAGES:
        return False
    text, not_theirs = review.text, spaced(f"{review.author or ''} {house.name or ''}")
    subjects = [(theme.start, theme.end) for theme in analysis.themes]
    for found in [item for item in analysis.personal_data if item.kind == _NAME][:_MOST]:
        if spaced(text[found.start : found.end]) in not_theirs:
            continue
        before, behind = _parts(text, found.start, found.end)
        first = next((start for start, _ in sorted(subjects) if start >= found.end), len(text))
        if not _kin(language, before, behind) and _praise(language, before, behind, first - found.end):
            return True
    return False


def _parts(text: str, start: int, end: int) -> tuple[str, str]:
    """What is said at once before a name and behind it."""
    before = _PART_END.split(text[max(0, start - _WITHIN) : start])[-1]
    remark = _REMARK.match(text, end)
    behind = remark.end() if remark else end
    return before, _PART_END.split(text[behind : behind + _WITHIN])[0]


def _praise(language: str, before: str, behind: str, free: int) -> bool:
    """Whether praise ends at the name, or begins soon behind it; `free` characters there name no subject."""
    led, said = spaced(before), spaced(behind[: max(0, free)])
    return exact.stands(COMPLIMENTS, language, PERSON, led, ends=True) or exact.stands(
        COMPLIMENTS, language, PERSON, said, within=_BESIDE
    )


def _kin(language: str, before: str, behind: str) -> bool:
    kin = pattern(load(_FILE, str)[language])
    return bool(kin.search(spaced(before[-_BESIDE:])) or kin.search(spaced(behind[: _BESIDE // 2])))
