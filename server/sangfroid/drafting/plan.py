"""What a reply is made of before it is text: pieces, the room they have, and which of them stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from sangfroid.domain.draft import Length, Source, SourceKind
from sangfroid.domain.review import Situation
from sangfroid.platforms.rules import PlatformRules


class Need(IntEnum):
    """How much a piece is needed: the first are taken first, the last only to reach the fewest words."""

    FRAME = 0
    MUST = 1
    FACT = 2
    POINT = 3
    EXTRA = 4
    FILL = 5
    PAD = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in its paragraph. `themes` are the points of the review it answers, `fact` what it says.

    It stands only where the fact it `leans_on` does, and where the theme it `follows` is answered before it.
    Whether it `lists` several points, and whether it `invites` to talk, says how many like it a reply bears.
    """

    text: str
    source: Source
    paragraph: int
    need: Need
    themes: tuple[str, ...] = ()
    fact: str | None = None
    lead: bool = False
    leans_on: str | None = None
    follows: str | None = None
    lists: bool = False
    invites: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Words a reply may have: at least `fewest`, about `target`, at most `most`."""

    fewest: int
    target: int
    most: int


# House rule: positive 25 to 60 words, mixed 50 to 100, negative or unfair 60 to 130, never above 150.
# Stars without a word ask for no more than a sentence or two.
_ROOMS: Final[Mapping[str, Mapping[Length, Room]]] = {
    "positive": {
        Length.SHORT: Room(25, 27, 55),
        Length.STANDARD: Room(25, 40, 60),
        Length.FULL: Room(25, 54, 60),
    },
    "mixed": {
        Length.SHORT: Room(50, 52, 75),
        Length.STANDARD: Room(50, 75, 100),
        Length.FULL: Room(50, 92, 100),
    },
    "negative": {
        Length.SHORT: Room(60, 62, 100),
        Length.STANDARD: Room(60, 90, 130),
        Length.FULL: Room(60, 115, 130),
    },
    "rated": {
        Length.SHORT: Room(12, 32, 60),
        Length.STANDARD: Room(12, 40, 60),
        Length.FULL: Room(12, 48, 60),
    },
    "formula": {
        Length.SHORT: Room(20, 30, 60),
        Length.STANDARD: Room(25, 40, 70),
        Length.FULL: Room(25, 55, 80),
    },
    "brief": {
        Length.SHORT: Room(30, 40, 70),
        Length.STANDARD: Room(35, 60, 100),
        Length.FULL: Room(35, 80, 120),
    },
    "private": {
        Length.SHORT: Room(40, 70, 120),
        Length.STANDARD: Room(40, 100, 145),
        Length.FULL: Room(40, 125, 148),
    },
}
_FAMILIES: Final[Mapping[Situation, str]] = {
    Situation.POSITIVE: "positive",
    Situation.MIXED: "mixed",
    Situation.NO_MATCHING_STAY: "brief",
    Situation.ORGANISED: "formula",
    Situation.DISCRIMINATORY: "formula",
    Situation.UNCLEAR: "formula",
    Situation.PRESSURE: "private",
}


#: Sentences of one reply that list points, and that invite to talk: more reads as a form.
_LISTS: Final = 2
_INVITES: Final = 2


def room_for(situation: Situation, length: Length, wordless: bool = False) -> Room:
    """The words a reply to this situation may have; to a rating without a word fewer do."""
    return _ROOMS["rated" if wordless else _FAMILIES.get(situation, "negative")][length]


#: A limit, in its own unit, that leaves no room for both what the house knows and a polite last sentence.
_SCARCE: Final = 600


def _rank(piece: Piece, scarce: bool) -> float:
    """When a piece is taken; where room is scarce, the last courtesies come after the facts."""
    polite = piece.source.kind is SourceKind.COURTESY and piece.need is Need.MUST and piece.paragraph > 0
    return Need.FACT + 0.5 if scarce and polite else piece.need


_WORD: Final = re.compile(r"(?<!\S)\S*[^\W_]\S*")
_PART: Final = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def size(text: str) -> tuple[int, int]:
    """Words of a text, counted strictly and generously ("l'accueil" is one word or two)."""
    return len(_WORD.findall(text)), len(_PART.findall(text))


def echoes(one: str, other: str) -> bool:
    """Whether two sentences share three words in a row."""
    runs = []
    for text in (one, other):
        words = re.findall(r"\w+", text.casefold())
        runs.append(set(zip(words, words[1:], words[2:], strict=False)))
    return not runs[0].isdisjoint(runs[1])


def fit(pieces: Sequence[Piece], room: Room, platform: PlatformRules | None) -> list[Piece]:
    """The pieces that stand, in their order.

    A platform's documented limit counts above all; then the most words, then the fewest.
    """
    limit = platform.limit if platform and platform.limit and platform.limit.hard else None
    maximum = limit.maximum if limit else None
    in_bytes = limit is not None and limit.unit == "bytes"
    few = many = length = 0
    kept: set[int] = set()
    lists = invites = 0
    told: set[str] = set()
    answered: set[str] = set()
    scarce = maximum is not None and maximum < _SCARCE
    for number in sorted(range(len(pieces)), key=lambda index: (_rank(pieces[index], scarce), index)):
        piece = pieces[number]
        strict, generous = size(piece.text)
        units = 2 + (len(piece.text.encode()) if in_bytes else len(piece.text))
        if piece.need > Need.FRAME and many + generous > room.most:
            continue
        if maximum is not None and piece.need > Need.FRAME and length + units > maximum:
            continue
        if piece.leans_on is not None and piece.leans_on not in told:
            continue
        if piece.follows is not None and piece.follows not in answered:
            continue
        if piece.need is Need.FILL and few + strict // 2 > room.target:
            continue
        if piece.need is Need.PAD and few >= room.fewest:
            continue
        if (piece.lists and lists >= _LISTS) or (piece.invites and invites >= _INVITES):
            continue
        kept.add(number)
        lists, invites = lists + piece.lists, invites + piece.invites
        answered.update(piece.themes)
        if piece.fact is not None:
            told.add(piece.fact)
        few, many, length = few + strict, many + generous, length + units
    stand = [piece for number, piece in enumerate(pieces) if number in kept]
    # A sentence that leads to facts goes when no fact follows it.
    facts = {piece.paragraph for piece in stand if piece.fact is not None and not piece.lead}
    return [piece for piece in stand if not piece.lead or piece.paragraph in facts]
