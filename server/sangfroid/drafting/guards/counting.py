"""Numbers in words: "dix-huit" is one number, not ten and eight."""

import re
from collections.abc import Mapping

# What stands between the words of one number: "vingt-deux", "vingt et un", "vinte e cinco".
_JOINT = r"[ -](?:(?:et|and|e|y)[ -])?"
_HUNDRED, _THOUSAND, _SCORE = 100, 1000, 20
#: No number has more words; longer runs are cut, so that the work stays linear in the text.
_MOST = 8


class Numbers:
    """The numbers of one language, from its words for them."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        # French alone counts by scores: "soixante-quinze", "quatre-vingt-dix".
        self._by_scores = "quatre" in words
        any_word = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        #: A whole number: as many words as belong to it.
        self.expression = rf"(?:{any_word})\b(?:{_JOINT}(?:{any_word})\b){{0,{_MOST}}}"
        self._split = re.compile(rf"\b(?:{any_word})\b")

    def read(self, written: str) -> tuple[int, int]:
        """What a number that `expression` matched is worth, and where in it the number begins.

        Words that make no number together ("two and three") are read from the last one that stands alone.
        """
        found = list(self._split.finditer(written))
        for first, begin in enumerate(found):
            worth = _worth([self._words[word[0]] for word in found[first:]], self._by_scores)
            if worth is not None:
                return worth, begin.start()
        raise ValueError(f"no number: {written!r}")


def _worth(parts: list[int], by_scores: bool) -> int | None:
    """The number some parts make together, None when they make none."""
    total = current = 0
    for place, part in enumerate(parts):
        if part == _THOUSAND:
            total += max(current, 1) * _THOUSAND
            current = 0
        elif part == _HUNDRED:
            if current > _SCORE:
                return None
            current = max(current, 1) * _HUNDRED
        elif by_scores and part == _SCORE and current % _HUNDRED == 4 and parts[place - 1] == 4:
            current += 4 * _SCORE - 4  # quatre-vingts
        elif not current or _fits(current, part, by_scores):
            current += part
        else:
            return None
    return total + current


def _fits(current: int, part: int, by_scores: bool) -> bool:
    """Whether a part may follow what is read: units after tens, less than a hundred after hundreds."""
    if current % _HUNDRED == 0:
        return part < _HUNDRED
    tens = current % _HUNDRED
    if by_scores and tens in (60, 80):
        return part < _SCORE
    return tens % 10 == 0 and part < 10
