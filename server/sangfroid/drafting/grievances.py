"""What exactly is complained of, where its words are known: a refund still awaited, a dish served cold.

A theme says what a review speaks of; its grievance what went wrong with it, so that a reply can answer just
that. What is said of it admits and denies nothing: it says how such a thing is felt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.draft import Person
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import own_words, phrases
from sangfroid.drafting.choosing import spaced

_FILE: Final = "grievances.yaml"
_FOLDER: Final = "grievances"
#: Those about money, whatever theme they stand with.
OF_MONEY: Final = frozenset(
    {
        *("refund_awaited", "refund_refused", "deposit_kept", "charged_wrongly", "charged_extra"),
        *("price_raised", "poor_value"),
    }
)
#: Those that are one complaint to the person who reads, with the theme that says no more than they do.
_ALIKE: Final = (
    (frozenset({"slow_service", "arrived_late", "file_slow", "appointment_late", "delayed_trip"}), "waiting"),
    (frozenset({"noisy", "night_noise", "loud_music", "thin_walls"}), "noise"),
    (frozenset({"claim_refused", "refund_refused"}), "refund"),
)
#: Characters between the words of a grievance and its theme that make no difference; places looked at.
_BESIDE: Final = 6
_MOST: Final = 20
#: Behind a theme whose grievance yields to a name.
_YIELDS: Final = "~"


class Grievance(BaseModel):
    """One grievance in one language.

    `words` tell it, entries as in `remarks.yaml`. `called` is its name in a list, with its article, "+"
    before a plural one; `regret` are sentences of its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str
    called: str
    regret: tuple[str, ...]


@cache
def subjects() -> Mapping[str, Mapping[str, bool]]:
    """Every grievance, in the order they are looked for, with the themes it may be the complaint about.

    With each theme, whether it yields to a name of the review's own for it.

    Raises:
        InvalidData: the file does not fit.
    """
    return {
        name: {theme.removesuffix(_YIELDS): theme.endswith(_YIELDS) for theme in themes.split()}
        for name, themes in own_words.read(_FILE, dict[str, str]).items()
    }


@cache
def told_in(language: str) -> Mapping[str, Grievance]:
    """The grievances of a language.

    Raises:
        InvalidData: the file does not fit, or does not hold those of `subjects`.
    """
    found = own_words.read(f"{_FOLDER}/{language}.yaml", dict[str, Grievance])
    if found.keys() != subjects().keys():
        name = f"{_FOLDER}/{language}.yaml"
        odd = ", ".join(sorted(found.keys() ^ subjects().keys()))
        raise InvalidData(f"drafting/phrases/{name}: missing or not known: {odd}", {"file": name})
    return found


@cache
def _all(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every grievance and its words, in order."""
    return tuple((name, own_words.pattern(told_in(language)[name].words)) for name in subjects())


@cache
def _about(language: str, theme: str, named: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The grievances about a theme and their words, in order; of what is named those that do not yield."""
    known = subjects()
    return tuple(
        (name, words)
        for name, words in _all(language)
        if theme in known[name] and not (named and known[name][theme])
    )


def heard(language: str, theme: str, said: Iterable[str], named: bool = False, quote: str = "") -> str | None:
    """The grievance about a theme whose words stand in the first of these sentences that holds any.

    Of several in one sentence the one nearest to the `quote` that names the theme, then the first; the
    sentences are evened out. `named` says that the review has a name of its own for the theme. Nothing in a
    language that is not known.
    """
    known = _about(language, theme, named) if language in LANGUAGES else ()
    for one in said:
        found = [(name, match) for name, words in known if (match := words.search(one))]
        if found:
            places = _places(one, spaced(quote).strip())
            return min(found, key=lambda pair: _apart(pair[1].span(), places))[0]
    return None


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


def heard_of_anything(language: str, said: Iterable[str]) -> str | None:
    """The first grievance, of whatever theme, whose words stand in one of these sentences."""
    known = _all(language) if language in LANGUAGES else ()
    return next((name for one in said for name, words in known if words.search(one)), None)


def says_again(told: str, other_told: str | None, other: str) -> bool:
    """Whether a complaint about another theme, with its grievance, says once more what one already says."""
    if other_told is None:
        return any(told in alike and other == theme for alike, theme in _ALIKE)
    return other_told == told or any({told, other_told} <= alike for alike, _ in _ALIKE)


@cache
def ways(language: str, name: str, person: Person) -> phrases.Wordings:
    """The sentences of a grievance, their variations written out."""
    return tuple(phrases.spread((template,), language, person) for template in told_in(language)[name].regret)
