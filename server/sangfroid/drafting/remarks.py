"""How a review says what it says of a point: as put right since, as a wish, beside another word for the same.

A complaint that was put right at once, told by somebody who is content, is nothing to regret; a wish is
thanked for as one; a point named twice in one breath is one.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Theme
from sangfroid.drafting import pressing, things
from sangfroid.drafting.choosing import folded, spaced
from sangfroid.drafting.own_words import load, pattern

_FILE: Final = "remarks.yaml"
#: What ends a sentence, also where the space behind it is missing: "very good.The room", "good...but cold".
_END: Final = (
    r"(?<![.!?…])[.!?…]++(?=\s|$)|\n++"
    r"|(?<=[^\W\d_]{3})(?:[.!?…]++(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’])|(?:\.{2,}+|[!?…]++)(?=[^\W\d_]))"
)
_SENTENCE_END: Final = re.compile(_END)
#: A few words between quotation marks of any language.
_QUOTE: Final = re.compile(r"«[^«»\n]{1,80}»|„[^„“”\n]{1,80}[“”]|“[^“”\n]{1,80}”|\"[^\"\n]{1,80}\"")
_CLAUSE_END: Final = re.compile(rf"[,;:()–—]|{_END}")
#: Characters between what was done and how soon: "replaced it the very next morning".
_NEAR: Final = 40
#: Characters of a review that are read for it.
_LONGEST: Final = 20_000
#: Characters on either side of a subject that speak of it.
_WITHIN: Final = 400
#: Characters in which a review that names no subject says what is wrong.
_FIRST: Final = 2_000
#: Characters of a review that is about one thing.
_ONE_THING: Final = 320
#: Words between a quick or a slow service and the word for it, and what may follow in the same breath.
_BESIDE: Final = 14
_NO_MORE: Final = 3

#: What somebody may say they do not want of a house.
_MAY_BE_ASKED: Final = frozenset({"refund", "payment", "price"})
#: Of two subjects in one sentence the second is the first in other words; in one clause those of the second
#: list are. The words for service name the time it took where they stand beside it; coffee and bread are part
#: of the breakfast they are named with.
_ONE_IN_A_SENTENCE: Final = (
    ("delivery", "waiting"),
    ("travel", "waiting"),
    ("hygiene", "cleanliness"),
)
_ROOM: Final = "room"
_ONE_IN_A_CLAUSE: Final = (
    ("cleanliness", "room"),
    ("noise", "room"),
    ("heating", "room"),
    ("wifi", "room"),
    ("wifi", "waiting"),
    ("room", "comfort"),
)


class _Words(BaseModel):
    """Phrases of one language, in one text with commas between them; `*` lets the last word go on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    done: str
    soon: str
    undone: str
    wish: str
    no_wish: str
    service: str
    at_breakfast: str
    long: str
    but: str
    unwanted: str
    reserve: str
    slight: str
    no_reserve: str
    however: str


class _Patterns:
    """The phrases of one language, each list as one pattern."""

    def __init__(self, words: _Words) -> None:
        self.done = pattern(words.done)
        self.soon = pattern(words.soon)
        self.undone = pattern(words.undone)
        self.wish = pattern(words.wish)
        self.no_wish = pattern(words.no_wish)
        self.service = pattern(words.service)
        self.at_breakfast = pattern(words.at_breakfast)
        self.long = pattern(words.long)
        self.but = pattern(words.but)
        self.unwanted = pattern(words.unwanted)
        self.reserve = pattern(words.reserve)
        self.slight = pattern(words.slight)
        self.no_reserve = pattern(words.no_reserve)
        self.however = pattern(words.however)


@cache
def _patterns(language: str) -> _Patterns:
    return _Patterns(load(_FILE, _Words)[language])


class Clause(NamedTuple):
    """A piece of a sentence: where it stands, the number of its sentence, its words evened out."""

    start: int
    end: int
    sentence: int
    said: str


class Remarks:
    """What the sentences around the points of one review say. Of a language nobody knows, nothing."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text[:_LONGEST]
        self._language = language
        self._known = _patterns(language) if language in LANGUAGES else None
        self._ends = [end.end() for end in _SENTENCE_END.finditer(self._text)]
        self._quotes = [quote.span() for quote in _QUOTE.finditer(self._text)]
        self._heard: dict[tuple[int, int], str] = {}
        self._clauses: list[Clause] | None = None

    def sentence(self, theme: Theme) -> int:
        """The number of the sentence a theme stands in."""
        return bisect_right(self._ends, theme.start)

    @property
    def length(self) -> int:
        """Characters that are read; one at least, so that shares of it can be told."""
        return max(1, len(self._text))

    @property
    def last(self) -> int:
        """The number of the last sentence."""
        return bisect_left(self._ends, len(self._text.rstrip()))

    def length_of(self, number: int) -> int:
        """Characters of a sentence."""
        first = self._ends[number - 1] if number else 0
        return (self._ends[number] if number < len(self._ends) else len(self._text)) - first

    def around(self, theme: Theme) -> str:
        """What its sentence says, words evened out."""
        return self._spoken(self.sentence(theme), theme.start - _WITHIN, theme.end + _WITHIN)

    def clause_of(self, theme: Theme) -> str:
        """What its clause says, evened out."""
        at = bisect_right(self.clauses, theme.start, key=lambda clause: clause.start)
        return self.clauses[at - 1].said if at else ""

    def beside(self, theme: Theme) -> Iterator[str]:
        """What the sentences after and before its own say, evened out; a short review is of one piece."""
        if len(self._text) <= _ONE_THING:
            yield spaced(self._text)
            return
        number = self.sentence(theme)
        for other in (number + 1, number - 1):
            if 0 <= other <= len(self._ends):
                yield self._spoken(other, theme.start - _WITHIN, theme.end + _WITHIN)

    def behind(self, theme: Theme) -> str:
        """What follows it in its clause, as written."""
        end = _CLAUSE_END.search(self._text, theme.end, theme.end + _WITHIN)
        return self._text[theme.end : end.start() if end else theme.end + _WITHIN]

    @property
    def sentences(self) -> Iterator[str]:
        """The words of each of the first sentences, evened out."""
        for number in range(bisect_left(self._ends, _FIRST) + 1):
            yield self._spoken(number, 0, _FIRST)

    def settled(self, theme: Theme) -> bool:
        """Whether this sentence or the next goes on to say that it was soon put right."""
        if self._known is None:
            return False
        number = self.sentence(theme)
        last = theme.end + _WITHIN
        return any(self._put_right(self._spoken(each, theme.start, last)) for each in (number, number + 1))

    def quoted(self, theme: Theme) -> bool:
        """Whether it stands between quotation marks: the house's own words, said back to it."""
        before = bisect_left(self._quotes, (theme.start, 0))
        return before > 0 and theme.start < self._quotes[before - 1][1]

    def asks(self, theme: Theme) -> bool:
        """Whether its sentence is a question."""
        number = self.sentence(theme)
        end = self._ends[number] if number < len(self._ends) else len(self._text)
        return self._text[theme.end : end].rstrip().endswith("?")

    def mocked(self, theme: Theme, themes: Sequence[Theme]) -> bool:
        """Whether its praise goes on to the complaint: "Great service, two hours for a burger"."""
        if self._known is None:
            return False
        number = self.sentence(theme)
        whole = self._spoken(number, theme.start - _WITHIN, theme.end + _WITHIN)
        if self._known.but.search(whole):
            return False
        if theme.name != "staff":
            return bool(self._known.long.search(whole))
        said = self._spoken(number, theme.end, theme.end + _WITHIN)
        return bool(self._known.long.search(said)) or any(
            other.name in ("staff", "waiting") and other.polarity < 0 and self.sentence(other) == number
            for other in themes
            if other.start > theme.start
        )

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of the review, up to a comma or a turn like "but"; of no language none."""
        if self._known is None:
            return []
        if self._clauses is None:
            # Each character stays one, so that places in it are places in the text.
            evened = "".join(unicodedata.normalize("NFD", char.lower()[0])[0] for char in self._text)
            ends = {end.end() for end in _CLAUSE_END.finditer(self._text)} | {*self._ends, len(self._text)}
            named = [found.span() for found in self._known.reserve.finditer(evened)]
            # "The only but" turns to nothing.
            ends |= {
                turn.start()
                for turn in self._known.however.finditer(evened)
                if not any(start < turn.start() < end for start, end in named)
            }
            self._clauses = [
                Clause(start, end, bisect_right(self._ends, start), spaced(self._text[start:end]))
                for start, end in pairwise(sorted(ends | {0}))
                if self._text[start:end].strip(" ,;:()–—.!?…\n")
            ]
        return self._clauses

    def opens_list(self, clause: Clause) -> bool:
        """Whether a clause ends in a colon."""
        return self._text[clause.start : clause.end].rstrip().endswith(":")

    def place(self, clause: Clause, theme: Theme) -> int:
        """Where a theme stands in what its clause says."""
        return len(spaced(self._text[clause.start : theme.start]))

    def wishes(self, said: str) -> bool:
        """Whether evened words hold a wish or a suggestion."""
        known = self._known
        return known is not None and bool(known.wish.search(said)) and not known.no_wish.search(said)

    def begins_wish(self, said: str) -> int:
        """Where the wish in evened words begins."""
        wish = self._known.wish.search(said) if self._known else None
        return wish.start() if wish else len(said)

    def announces_reserve(self, said: str) -> int | None:
        """Where evened words announce a small reserve, "the only downside", if they do: the end of it."""
        found = self._known.reserve.search(said) if self._known else None
        return found.end() if found else None

    def slight(self, said: str) -> int | None:
        """Where evened words blame mildly, "a bit slow", if they do: the end of it."""
        found = self._known.slight.search(said) if self._known else None
        return found.end() if found else None

    def bars_reserve(self, said: str) -> bool:
        """Whether no reserve is meant beside evened words: "having to leave", "worth it"."""
        return self._known is not None and bool(self._known.no_reserve.search(said))

    def wished(self, theme: Theme) -> bool:
        """Whether its sentence holds a wish or a suggestion."""
        return self.wishes(self.around(theme))

    def asked_for(self, theme: Theme) -> bool:
        """Whether its sentence names it as what somebody asks for: a better room, money back."""
        if self._known is None or theme.name not in pressing.MAY_BE_ASKED:
            return False
        said = self.around(theme)
        return theme.name in pressing.named_by(pressing.asked(said, self._language))

    def unwanted(self, theme: Theme) -> bool:
        """Whether its sentence says that this is just what is not asked for: "I don't want money back"."""
        if self._known is None or theme.name not in _MAY_BE_ASKED:
            return False
        said = self.around(theme)
        if not self._known.unwanted.search(said):
            return False
        return theme.name in pressing.named_by(pressing.asked(said, self._language))

    def other_words(self, themes: list[Theme]) -> dict[str, str]:
        """Subjects that are only other words for another one, each with the one that is spoken of."""
        said: dict[str, str] = {}
        for kept, dropped in (*_ONE_IN_A_SENTENCE, *_ONE_IN_A_CLAUSE):
            near = self._one_sentence if (kept, dropped) in _ONE_IN_A_SENTENCE else self._one_clause
            firsts = [theme for theme in themes if theme.name == kept and kept not in said]
            others = [theme for theme in themes if theme.name == dropped]
            if any(map(self._names_a_part, others)):
                continue
            if firsts and others and all(any(near(one, other) for one in firsts) for other in others):
                said[dropped] = kept
        mornings = [theme for theme in themes if theme.name == "breakfast"]
        eaten = [theme for theme in themes if theme.name == "food"]
        if mornings and eaten and all(any(self._eaten_at(one, other) for one in mornings) for other in eaten):
            said["food"] = "breakfast"
        timed = [theme for theme in themes if theme.name == "waiting" and "waiting" not in said]
        served = [theme for theme in themes if theme.name == "staff"]
        if timed and served and all(any(self._timed(one, other) for one in timed) for other in served):
            said["staff"] = "waiting"
        return said

    def _spoken(self, number: int, first: int, last: int) -> str:
        """What a sentence holds of a stretch of the text, with words evened out."""
        if number > len(self._ends):
            return ""
        first = max(first, self._ends[number - 1] if number else 0)
        last = min(last, self._ends[number] if number < len(self._ends) else len(self._text))
        if (first, last) not in self._heard:
            self._heard[first, last] = spaced(self._text[first:last])
        return self._heard[first, last]

    def _put_right(self, said: str) -> bool:
        known = self._known
        if known is None or known.undone.search(said):
            return False
        soon = [found.span() for found in known.soon.finditer(said)]
        return any(
            done.start() - end <= _NEAR and start - done.end() <= _NEAR
            for done in known.done.finditer(said)
            for start, end in soon
        )

    def _names_a_part(self, theme: Theme) -> bool:
        """Whether it speaks of a part of the room, the shower or the bed: "the room was noisy" does not."""
        return theme.name == _ROOM and self._known is not None and things.names_a_part(self._language, theme)

    def _one_sentence(self, one: Theme, other: Theme) -> bool:
        return self.sentence(one) == self.sentence(other) and _alike(one, other)

    def _one_clause(self, one: Theme, other: Theme) -> bool:
        between = self._text[min(one.start, other.start) : max(one.end, other.end)]
        return (
            min(one.polarity, other.polarity) < 0 and _alike(one, other) and not _CLAUSE_END.search(between)
        )

    def _eaten_at(self, breakfast: Theme, food: Theme) -> bool:
        """Whether a sentence about breakfast goes on to what is eaten at it: coffee, not a steak."""
        return (
            self._known is not None
            and self._one_sentence(breakfast, food)
            and bool(self._known.at_breakfast.search(folded(food.quote)))
        )

    def _timed(self, timed: Theme, served: Theme) -> bool:
        """Whether "service" stands beside the time it took, with nothing more: "slow service"."""
        if self._known is None or not self._known.service.fullmatch(folded(served.quote)):
            return False
        first, last = min(timed.start, served.start), max(timed.end, served.end)
        if max(timed.start, served.start) - min(timed.end, served.end) > _BESIDE:
            return False
        if _CLAUSE_END.search(self._text[first:last]):
            return False
        end = _CLAUSE_END.search(self._text, last)
        return (end.start() if end else len(self._text)) - last <= _NO_MORE


def _alike(one: Theme, other: Theme) -> bool:
    return (one.polarity < 0) == (other.polarity < 0)
