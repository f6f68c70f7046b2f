"""Which of many wordings: by the seed of the review, and unlike what recent replies say."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from hashlib import sha256
from typing import Final

from sangfroid.drafting import phrases

#: Recent replies that are not opened or closed alike.
RECENT: Final = 30
#: Words that make two openings, and those that make two endings, sound alike.
_FIRST, _LAST = 6, 5

#: What is chosen for, and its wordings.
Move = tuple[str, phrases.Wordings]


class Choosing:
    """Chooses wordings for one reply. The same seed, variant and recent replies choose the same."""

    def __init__(self, seed: bytes, variant: int, recent: Sequence[str]) -> None:
        self._seed = seed
        self._variant = variant
        self._recent = tuple(folded(text) for text in recent[:RECENT])

    def order(self, key: str, wordings: phrases.Wordings) -> Iterator[str]:
        """All wordings, the seed's own first; the next one, and the next variant, is another sentence."""
        digest = sha256(key.encode() + b"\0" + self._seed).digest()
        seed = int.from_bytes(digest[:8], "big")
        for turn in range(max(len(group) for group in wordings)):
            for place in range(len(wordings)):
                group = wordings[(seed + self._variant + place) % len(wordings)]
                if turn < len(group):
                    yield group[((seed >> 16) + self._variant + turn) % len(group)]

    def pick(self, key: str, wordings: phrases.Wordings, heard: AbstractSet[str] = frozenset()) -> str:
        """One wording: the seed's own among those no recent reply has, else the one longest unsaid.

        Of those no recent reply has, the first that repeats none of the words `heard` in this reply already
        (their `stems`), else the one that repeats the fewest.
        """
        fresh = longest = None
        fewest = oldest = -1
        for way in self.order(key, wordings):
            said = self._last_said(way) if self._recent else None
            if said is not None:
                if said > oldest:
                    longest, oldest = way, said
                continue
            spoken = stems(way)
            if spoken.isdisjoint(heard):
                fresh = way
                break
            repeated = len(spoken & heard)
            if fresh is None or repeated < fewest:
                fresh, fewest = way, repeated
        chosen = fresh if fresh is not None else longest
        if chosen is None:
            raise ValueError(f"nothing to choose from for {key}")
        return chosen

    def said(self, way: str) -> bool:
        """Whether a recent reply has this wording, whatever stood in its slots."""
        return self._last_said(way) is not None

    def _last_said(self, way: str) -> int | None:
        """How many replies ago a wording was said; None when in none of them."""
        parts = _fixed_parts(way)
        return next((at for at, text in enumerate(self._recent) if all(part in text for part in parts)), None)

    def opening(self, greeting: Move, thanks: Move) -> tuple[str, str]:
        """A greeting and the sentence after it, unlike the openings of recent replies."""
        if not self._recent:
            return next(self.order(*greeting)), next(self.order(*thanks))

        def stale(first: str, way: str) -> int:
            whole = folded(f"{first} {way}")
            beginning = " ".join(whole.split()[:_FIRST])
            if any(text.startswith(whole) for text in self._recent):
                return 3
            if any(text.startswith(beginning) for text in self._recent):
                return 2
            return int(self.said(way))

        ways = list(self.order(*thanks))
        return self._freshest(((first, way) for first in self.order(*greeting) for way in ways), stale)

    def ending(
        self, formula: Move, closing: Move | None, heard: AbstractSet[str] = frozenset()
    ) -> tuple[str, str]:
        """A formula and the sentence before it, unlike the endings of recent replies.

        A sentence that repeats the words `heard` in this reply comes after those that do not.
        """

        def stale(last: str, way: str) -> int:
            if any(folded(f"{way} {last}") in text for text in self._recent):
                return 3
            if self.said(way):
                return 2
            end = " ".join(folded(way).split()[-_LAST:])
            return int(any(end in text for text in self._recent))

        ways = list(self.order(*closing)) if closing else [""]
        if not self._recent:
            return next(self.order(*formula)), min(ways, key=lambda way: len(stems(way) & heard))
        ways.sort(key=lambda way: len(stems(way) & heard))
        return self._freshest(((last, way) for last in self.order(*formula) for way in ways), stale)

    def _freshest(
        self, pairs: Iterator[tuple[str, str]], stale: Callable[[str, str], int]
    ) -> tuple[str, str]:
        """The first pair that is new to the recent replies, else the least stale one."""
        best = next(pairs)
        least = stale(*best)
        for pair in pairs:
            if least == 0:
                break
            staleness = stale(*pair)
            if staleness < least:
                best, least = pair, staleness
        return best


def shorter_half(wordings: phrases.Wordings, fewest: int) -> phrases.Wordings:
    """The shorter wordings, all of them where fewer than `fewest` would be left to choose from."""
    lengths = sorted(len(way) for group in wordings for way in group)
    if len(lengths) < 2 * fewest:
        return wordings
    middle = lengths[len(lengths) // 2]
    halves = (tuple(way for way in group if len(way) <= middle) for group in wordings)
    return tuple(half for half in halves if half)


#: Letters a word has in common with another of its family; what stands in every reply is no repetition.
_STEM: Final = 5
_EVERYWHERE: Final = frozenset(
    re.findall(
        r"\w+",
        """votre notre avons cette comme messa remar ecriv toujo about would which their there revie exper
        usted sobre nuest opini mensa cuent ihnen ihrer ihren haben nicht diese unser schre erfah nostr della
        quest recen scriv esper consi beric ervar schri nossa nosso""",
    )
)
#: Shorter words that carry a sentence as well.
_BRIEF: Final = frozenset({"care", "cura", "lire", "lu", "read", "soin", "soins", "zorg"})
#: Words, and beginnings, of one family that part too early to be seen as one.
_KIN: Final = {
    "accur": "cura",
    "atent": "atenc",
    "caref": "care",
    "decev": "decep",
    "lire": "lu",
    "serie": "serio",
    "soign": "soin",
    "soins": "soin",
    "zorgv": "zorg",
}


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry a sentence, and the two words it opens with.

    "Disappointed" and "disappointment" have one beginning; "we take" is no way to open two sentences.
    """
    words = re.findall(r"[^\W\d_]+", _OPEN.sub(" ", folded(text)))
    telling = (word[:_STEM] for word in words if len(word) >= _STEM or word in _BRIEF)
    opens = {f"^{words[0]} {words[1]}"} if len(words) > 1 else set()
    return frozenset(_KIN.get(stem, stem) for stem in telling) - _EVERYWHERE | opens


_OPEN = re.compile(r"\{[a-z_:]+\}|#[^#|]*\|[^#|]*#")


#: The first character that marks another: the letters of most texts stand before it.
_FIRST_MARK: Final = "\u0300"
_BETWEEN: Final = re.compile(r"\W+")
#: Characters of a review that are read.
_LONGEST: Final = 20_000


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Case, accents and spaces evened out, to compare wordings."""
    return _folded(text)


def _folded(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in spread if char < _FIRST_MARK or not unicodedata.combining(char))
        plain = plain.replace("œ", "oe").replace("æ", "ae")
    return " ".join(plain.split())


def spaced(text: str) -> str:
    """The words of a text, folded, with one space between them, before the first and after the last."""
    return f" {_BETWEEN.sub(' ', _folded(text)).strip()} "


@lru_cache(maxsize=8)
def evened(text: str) -> str:
    """The beginning of a review, `spaced`: read for several things while one reply is made, and no longer."""
    return spaced(text[:_LONGEST])


@lru_cache(maxsize=8192)
def _fixed_parts(way: str) -> tuple[str, ...]:
    """What a wording says whatever stands in its slots."""
    return tuple(folded(part) for part in _OPEN.split(way))
