"""What exactly a review says of a subject, where its words are known: a dish served cold, good advice given.

A theme says what a review speaks of; this says what went wrong with it (`GRIEVANCES`) or what pleased in it
(`COMPLIMENTS`), so that a reply can answer just that.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.draft import Person
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import likely, own_words, phrases
from sangfroid.drafting.choosing import spaced

#: The kinds: each has a file of its subjects, and a folder with a file for each language.
GRIEVANCES: Final = "grievances"
COMPLIMENTS: Final = "compliments"
#: Stands for the subjects of what is said of the whole.
WHOLE: Final = "whole"
#: Stands for any subject, also one that no word of the sentence names.
ANYTHING: Final = "anything"
#: Characters between the words that tell it and its theme that make no difference; places looked at.
_BESIDE: Final = 6
_MOST: Final = 20
#: Words of a list are let go where all words around them make it less likely than this that they are meant
#: (log-odds): of what lies below, more than nine in ten are heard wrongly in sentences half of which only
#: sound like it; blind readers of whole replies preferred those without it.
_HARDLY: Final = -3.5
#: The share of the words of a sentence that is most of it.
_MOSTLY: Final = 0.7
#: What no list has words for is told from here on (log-odds): below, readers preferred the reply without it.
#: Of a few words more is asked.
_SURE: Final = 0.5
_SURE_OF_FEW: Final = 3.5
#: Words, of three letters or more, that are few.
_FEW: Final = 6
#: Behind a theme that yields to a name of the review's own, or to several, with how many these are; and
#: behind one of which praise says more than any name.
_YIELDS: Final = {"~": 1, "&": 2, "!": -1}


class Exact(BaseModel):
    """One exact thing in one language.

    `words` tell it, entries as in `remarks.yaml`. `called` is its name in a list, with its article, "+"
    before a plural one; `said` are sentences that answer it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str
    called: str
    said: tuple[str, ...]


@cache
def subjects(kind: str) -> Mapping[str, Mapping[str, int]]:
    """Everything of a kind, in the order it is looked for, with the themes it may be said of.

    With each theme, to how many names of the review's own for it this yields; none where it is 0, and below
    it says more than they do.

    Raises:
        InvalidData: the file does not fit.
    """
    return {
        name: {theme.rstrip("".join(_YIELDS)): _YIELDS.get(theme[-1], 0) for theme in themes.split()}
        for name, themes in own_words.read(f"{kind}.yaml", dict[str, str]).items()
    }


@cache
def told_in(kind: str, language: str) -> Mapping[str, Exact]:
    """Everything of a kind in a language.

    Raises:
        InvalidData: the file does not fit, or does not hold those of `subjects`.
    """
    name = f"{kind}/{language}.yaml"
    found = own_words.read(name, dict[str, Exact])
    if found.keys() != subjects(kind).keys():
        odd = ", ".join(sorted(found.keys() ^ subjects(kind).keys()))
        raise InvalidData(f"drafting/phrases/{name}: missing or not known: {odd}", {"file": name})
    return found


@cache
def _all(kind: str, language: str) -> Mapping[str, re.Pattern[str]]:
    """Everything of a kind with its words, in order; no gap in words of praise holds a negation."""
    told = told_in(kind, language)
    never = ""
    if kind == COMPLIMENTS:
        turned = _negations(language)
        never = f"{turned.before}, {turned.behind}, {turned.within}"
    return {name: own_words.pattern(told[name].words, never) for name in subjects(kind)}


@cache
def _about(kind: str, theme: str, named: bool) -> tuple[str, ...]:
    """What may be said of a theme, in order; of what is named, what does not yield."""
    return tuple(
        name for name, known in subjects(kind).items() if theme in known and not (named and known[theme] == 1)
    )


def yields(kind: str, name: str, theme: str, names: int) -> bool:
    """Whether so many names of the review's own for a theme say more than this does."""
    return 0 < subjects(kind)[name].get(theme, 0) <= names


def outdoes(kind: str, name: str, theme: str) -> bool:
    """Whether this says more of a theme than any name of the review's own for it."""
    return subjects(kind)[name].get(theme, 0) < 0


class _Negations(BaseModel):
    """What turns praise into its opposite in one language, before, behind or within its words, what says that
    there is none of what would please, and what denies a complaint it stands before; entries as in
    `remarks.yaml`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: str
    none: str
    between: str
    behind: str
    within: str
    denied: str


def _negations(language: str) -> _Negations:
    found: _Negations = own_words.load("negations.yaml", _Negations)[language]
    return found


@cache
def _negated(language: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """What stands at the end of the words before praise, and at the beginning of those after, to turn it."""
    words = _negations(language)
    turning = f"{words.before}, {words.none}"
    before, between = (own_words.pattern(entries).pattern for entries in (turning, words.between))
    behind = re.compile(f" {own_words.pattern(words.behind).pattern}") if words.behind else None
    return re.compile(f"{before}(?: {between})? $"), behind


@cache
def _denied(language: str) -> re.Pattern[str]:
    return re.compile(rf"{own_words.pattern(_negations(language).denied).pattern} $")


def _turned(kind: str, language: str, match: re.Match[str], said: str) -> bool:
    """Whether something at once beside it turns praise into its opposite, or says there is no complaint."""
    if kind != COMPLIMENTS:
        return bool(_denied(language).search(said[: match.start()]))
    before, behind = _negated(language)
    return bool(before.search(said[: match.start()]) or (behind and behind.match(said[match.end() :])))


@lru_cache(maxsize=4096)
def _found(kind: str, language: str, name: str, said: str) -> re.Match[str] | None:
    """Where the words of this one stand in a sentence, unless they hardly mean it there.

    A review is asked the same of a sentence for each subject in it, and for every wording of its reply.
    """
    match = _all(kind, language)[name].search(said)
    if match is None or _turned(kind, language, match, said):
        return None
    # Where they are most of the sentence, nothing around them gives them another sense.
    if len(match[0].split()) > _MOSTLY * len(said.split()):
        return match
    return match if likely.odds(language, name, said, match.span()) > _HARDLY else None


def surely_told(kind: str, language: str, said: str) -> str | None:
    """What a sentence surely tells though no list has its words; nothing whose own words are denied, and no
    praise where anything is.
    """
    best = likely.likeliest(language, _learnt(kind), said)
    if best is None or best[1] <= (_SURE if likely.full_words(said) >= _FEW else _SURE_OF_FEW):
        return None
    if kind == COMPLIMENTS and _denial(language).search(said):
        return None
    places = list(_all(kind, language)[best[0]].finditer(said))
    denied = places and all(_turned(kind, language, one, said) for one in places)
    return None if denied else best[0]


@cache
def _denial(language: str) -> re.Pattern[str]:
    return own_words.pattern(_negations(language).before)


@cache
def _learnt(kind: str) -> tuple[str, ...]:
    return tuple(name for name in subjects(kind) if name in likely.weights().places)


def heard(
    kind: str, language: str, theme: str, said: Iterable[str], named: bool = False, quote: str = ""
) -> str | None:
    """What is said of a theme whose words stand in the first of these sentences that holds any; where none
    are known, nor a name of the review's own, what one of them surely tells.

    Of several in one sentence the one nearest to the `quote` that names the theme, then the first; the
    sentences are evened out. `named` says that the review has a name of its own for the theme. Nothing in a
    language that is not known.
    """
    known = _about(kind, theme, named) if language in LANGUAGES else ()
    sentences = tuple(said)
    for one in sentences:
        found = [(name, match) for name in known if (match := _found(kind, language, name, one))]
        if found:
            places = _places(one, spaced(quote).strip())
            return min(found, key=lambda pair: _apart(pair[1].span(), places))[0]
    if named:
        return None
    return next((name for one in sentences if (name := surely_told(kind, language, one)) in known), None)


def has_words(kind: str, language: str, theme: str, said: str) -> bool:
    """Whether a sentence, evened out, holds words of a list that tell something of a kind of a theme."""
    return any(_found(kind, language, name, said) for name in _about(kind, theme, named=False))


def apart(kind: str, language: str, name: str, said: str, quote: str) -> int | None:
    """Characters between the words of this one in a sentence and a quote of it; 0 where they overlap."""
    match = _found(kind, language, name, said)
    return None if match is None else _apart(match.span(), _places(said, spaced(quote).strip()))


def heard_apart(kind: str, language: str, theme: str, said: str, named: bool, first: str) -> list[str]:
    """What else is said of a theme in a sentence where `first` is: in words of its own, each apart from the
    others, in their order.
    """
    known = _about(kind, theme, named) if language in LANGUAGES else ()
    before, _ = _negated(language)
    found = [(match.span(), name) for name in known if (match := _found(kind, language, name, said))]
    taken = [span for span, name in found if name == first]
    apart = []
    # Of two that begin alike the longer says more: the smell of smoke.
    for span, name in sorted(found, key=lambda pair: (pair[0][0], -pair[0][1])):
        free = all(span[1] <= start or end <= span[0] for start, end in taken)
        if free and not before.search(said[: span[0]]):
            taken.append(span)
            apart.append(name)
    return apart


def _places(said: str, quote: str) -> list[tuple[int, int]]:
    """Where a quote stands in a sentence."""
    if not quote:
        return []
    return [found.span() for found in islice(re.finditer(re.escape(quote), said), _MOST)]


def _apart(words: tuple[int, int], places: Sequence[tuple[int, int]]) -> int:
    """Characters between words and the nearest place; none where one holds the other."""
    nearest = min((max(start - words[1], words[0] - end) for start, end in places), default=0)
    # A word or two between them make no difference.
    return nearest if nearest > _BESIDE else int(nearest >= 0)


def heard_of_anything(kind: str, language: str, said: Iterable[str]) -> str | None:
    """The first of a kind, of whatever theme, whose words stand in one of these sentences; else the first
    that one of them surely tells.
    """
    if language not in LANGUAGES:
        return None
    sentences, known = tuple(said), _all(kind, language)
    in_words = (name for one in sentences for name in known if _found(kind, language, name, one))
    by_all_words = (name for one in sentences if (name := surely_told(kind, language, one)))
    return next(in_words, None) or next(by_all_words, None)


def tells(kind: str, language: str, name: str, said: Iterable[str]) -> bool:
    """Whether the words of this one stand in any of these sentences."""
    known = language in LANGUAGES and name in subjects(kind)
    return known and any(_found(kind, language, name, one) for one in said)


def stands(kind: str, language: str, name: str, said: str, ends: bool = False, within: int = 0) -> bool:
    """Whether the words of this one end a stretch of text, or begin in its first characters."""
    for match in _all(kind, language)[name].finditer(said):
        turned = _turned(kind, language, match, said)
        if not turned and (match.end() == len(said.rstrip()) if ends else match.start() <= within):
            return True
    return False


def heard_of_the_whole(kind: str, language: str, said: Iterable[str]) -> list[str]:
    """What is said of no subject but the whole, in the order of the file."""
    known = _about(kind, WHOLE, False) if language in LANGUAGES else ()
    sentences = tuple(said)
    surely = {surely_told(kind, language, one) for one in sentences} if known else set()
    return [
        name
        for name in known
        if name in surely or any(_found(kind, language, name, one) for one in sentences)
    ]


def heard_whatever(kind: str, language: str, said: str) -> list[str]:
    """What a sentence says in words that need no subject beside them, in the order of the file; else what it
    surely tells.
    """
    if language not in LANGUAGES:
        return []
    known = _about(kind, ANYTHING, False)
    found = [name for name in known if _found(kind, language, name, said)]
    return found or [name for name in (surely_told(kind, language, said),) if name]


@cache
def ways(kind: str, language: str, name: str, person: Person) -> phrases.Wordings:
    """The sentences that answer it, their variations written out."""
    said = told_in(kind, language)[name].said
    return tuple(phrases.spread((template,), language, person) for template in said)
