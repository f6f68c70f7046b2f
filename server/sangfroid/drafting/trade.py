"""Whether a house is one people come back to with pleasure: who says "see you soon" to whom.

A garage, a practice, a mover, a funeral director, an emergency served, and are not looked forward to.
"""

import re
from collections.abc import Collection
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.draft import Establishment
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.choosing import evened, spaced
from sangfroid.drafting.own_words import load, pattern

_FILE: Final = "trades.yaml"
#: Subjects only guests speak of, and those of somebody who bought something.
OF_A_GUEST: Final = frozenset({"room", "breakfast", "food", "pool"})
OF_A_CUSTOMER: Final = frozenset({"delivery", "product_quality"})
#: And what is said of a place one goes to, whatever it is.
_OF_A_PLACE: Final = frozenset({"atmosphere", "location", "comfort", "parking", "noise", "cleanliness"})
#: What somebody signed, and is not seen again for.
_SIGNED: Final = "contract"


class Trade(Enum):
    """What a closing may wish."""

    AGAIN = "again"
    ONCE = "once"
    UNKNOWN = "unknown"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    again: str
    once: str
    served: str
    lodging: str
    nights: str
    premises: str


@cache
def _houses() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a house people come back to, and one that serves once, in any language."""
    words = load(_FILE, _Words).values()
    again, once = (", ".join(getattr(each, kind) for each in words) for kind in ("again", "once"))
    return pattern(again), pattern(once)


@cache
def _lodging() -> re.Pattern[str]:
    return pattern(", ".join(each.lodging for each in load(_FILE, _Words).values()))


@cache
def _nights(language: str) -> re.Pattern[str]:
    return pattern(load(_FILE, _Words)[language].nights)


@cache
def _served(language: str) -> re.Pattern[str]:
    return pattern(load(_FILE, _Words)[language].served)


def trade_of(house: Establishment, text: str, language: str, themes: Collection[str]) -> Trade:
    """What the house's own name and role say, then what a review, in a language, speaks of."""
    named = _named(house.name or "", house.signature.role or "")
    if named is not Trade.UNKNOWN:
        return named
    if not OF_A_GUEST.isdisjoint(themes):
        return Trade.AGAIN
    if _SIGNED in themes or (language in LANGUAGES and _served(language).search(evened(text))):
        return Trade.ONCE
    return Trade.UNKNOWN if (OF_A_CUSTOMER | _OF_A_PLACE).isdisjoint(themes) else Trade.AGAIN


def lodges(house: Establishment, text: str, language: str) -> bool:
    """Whether a room is one to sleep in; at a restaurant only where the review tells of nights."""
    name, role = house.name or "", house.signature.role or ""
    heard = language in LANGUAGES
    if _lodging().search(spaced(f"{name} {role}")):
        return True
    if _named(name, role) is Trade.UNKNOWN and not (heard and _served(language).search(evened(text))):
        return True
    return not heard or bool(_nights(language).search(evened(text)))


def premises(language: str) -> str:
    """What a room is called in a house nobody sleeps in, "+" before a plural name."""
    name: str = load(_FILE, _Words)[language].premises
    return name


def is_the_house(quote: str, house: Establishment) -> bool:
    """Whether words begin with what the house is: "garage étroit" is no place to park at "Garage Martin"."""
    first = spaced(quote).split()[:1]
    return bool(first) and f" {first[0]} " in spaced(f"{house.name or ''} {house.signature.role or ''}")


@lru_cache(maxsize=256)
def _named(name: str, role: str) -> Trade:
    again, once = _houses()
    words = spaced(f"{name} {role}")
    comes_back, served_once = bool(again.search(words)), bool(once.search(words))
    # A restaurant may be called after the garage it was.
    if comes_back == served_once:
        return Trade.UNKNOWN
    return Trade.AGAIN if comes_back else Trade.ONCE
