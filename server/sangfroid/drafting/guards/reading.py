"""The text a guard checks, read through the disguises words are put in.

"r e f u n d", Cyrillic letters that look Latin, small capitals and "r3fund" read like the word they stand
for, while every finding still points at the text as it was written.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right

from sangfroid.analysis import language
from sangfroid.analysis.lazy import lazy
from sangfroid.analysis.text import NormalizedText, Token
from sangfroid.domain.review import LanguageGuess
from sangfroid.drafting.guards.patterns import STOP

# Cyrillic, Greek and other letters drawn like Latin ones.
_LOOKALIKES = str.maketrans(
    dict(
        zip(
            "аеорсухіјѕһԁԛԝкмтнвгпәАВЕКМНОРСТУХІЈЅԌԚԜαεικνορτυχγωηΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀʙᴄᴅᴇꜰғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢɑɡıⅼ",
            "aeopcyxijshdqwkmthbrneABEKMHOPCTYXIJSGQWaeikvoptuxywnABEZHIKMNOPTYXabcdeffghijklmnopqrstuvwyzagil",
            strict=True,
        )
    )
)
# Letters in squares and the letters flags are made of: four alphabets in a row.
_FRAMED = {
    first + offset: chr(ord("a") + offset)
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
    for offset in range(26)
}
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20a0-\u20bf\u0300-\u036f]")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .\-_*·•|/~\u00a0\n])[^\W\d_])(?:\1[^\W\d_]){2,}(?![^\W_])")
_FIGURES = str.maketrans("01345@$!|", "oieasasil")
_FIGURE = re.compile(r"(?<=[a-z])[01345@$](?=[a-z])")


class CheckedText:
    """A text under check.

    `plain` is lower case without accents or disguises; `bare` is the same with figures as they were written
    ("r3fund"), `folded` the same as that with its accents. All three have the same positions; `span` and
    `quote` lead back to the text as it was written.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._kept: array[int] | None = None
        self._normal = NormalizedText(self._undisguised(original))
        self.folded = self._normal.folded
        self.bare = self._normal.plain
        self.plain = _FIGURE.sub(lambda found: found[0].translate(_FIGURES), self._normal.plain)

    def _undisguised(self, original: str) -> str:
        if not original.isascii() and _BEYOND_LATIN.search(original):
            original = original.translate(_LOOKALIKES).translate(_FRAMED)
            original = _BEYOND_LATIN.sub(_drawn, original)
        if not _SPACED.search(original):
            return original
        kept = array("I")
        at = 0
        for row in _SPACED.finditer(original):
            kept.extend(range(at, row.start()))
            kept.extend(range(row.start(), row.end(), 2))
            at = row.end()
        kept.extend(range(at, len(original)))
        self._kept = kept
        return "".join([original[index] for index in kept])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the original behind a half-open range of `plain`."""
        first, last = self._normal.span(start, end)
        if self._kept is None:
            return first, last
        if first >= last:
            at = self._kept[first] if first < len(self._kept) else len(self.original)
            return at, at
        return self._kept[first], self._kept[last - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The words as they were written."""
        first, last = self.span(start, end)
        return self.original[first:last]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Runs of letters and digits of the text without disguises."""
        return self._normal.tokens

    @lazy
    def guessed(self) -> LanguageGuess:
        """The language the text seems to be in."""
        return language.guess(self._normal)

    @lazy
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Ranges of the sentences in `plain`."""
        return self._normal.sentences

    @lazy
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence around a position of `plain`."""
        index = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.plain))

    @lazy
    def _stops(self) -> list[int]:
        return [found.start() for found in STOP.finditer(self.plain)]

    def stretch(self, position: int, across: int = 0) -> tuple[int, int]:
        """The part of `plain` around a position with at most so many `STOP`s on either side."""
        index = bisect_left(self._stops, position)
        first, last = index - across, index + across
        begin = self._stops[first - 1] + 1 if first > 0 else 0
        return begin, self._stops[last] if last < len(self._stops) else len(self.plain)

    @staticmethod
    def plain_of(words: str) -> list[str]:
        """Words of a passage in lower case without accents."""
        return [token.plain for token in NormalizedText(words).tokens]

    @lazy
    def line(self) -> str:
        """`plain` with line breaks as spaces, for looking up words that may be wrapped."""
        return self.plain.replace("\n", " ")


def _drawn(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    return plain if len(plain) == 1 and plain.isascii() and plain.isalnum() else found[0]
