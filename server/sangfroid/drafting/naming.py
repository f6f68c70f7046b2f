"""How notes to the staff name facts, themes and checks: in words a person knows, never by ids."""

from collections.abc import Iterable
from typing import Final

from sangfroid.domain.draft import Fact
from sangfroid.drafting import facts as ledger
from sangfroid.drafting import messages
from sangfroid.drafting.fact_values import supported

#: Characters of a fact's words that are enough to recognise it.
LONGEST: Final = 60
#: Facts named in one note; of the others it says how many they are.
MOST: Final = 6


def facts(named: Iterable[Fact], language: str) -> str:
    """These facts by their own words, in the reader's language where they can be said in it."""
    told = [messages.say("composer.fact", language, text=_words(fact, language)) for fact in named]
    if len(told) > MOST + 1:
        others = messages.say("composer.more_facts", language, number=len(told) - MOST)
        return f"{', '.join(told[:MOST])} {others}"
    return ", ".join(told)


def themes(names: Iterable[str], language: str) -> str:
    """These themes as a person calls them."""
    return ", ".join(_said("themes", name, language) for name in names)


def checks(names: Iterable[str], language: str) -> str:
    """These guards as a person calls them."""
    return ", ".join(_said("checks", name, language) for name in names)


def _words(fact: Fact, language: str) -> str:
    if fact.type is None:
        words = fact.text or ""
    else:
        spoken = supported(language) or messages.FALLBACK
        words = ledger.say(fact, spoken) or ledger.words(spoken).types[fact.type]
    words = " ".join(words.split()).rstrip(".")
    if len(words) <= LONGEST:
        return words
    cut = words[:LONGEST]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"


def _said(section: str, name: str, language: str) -> str:
    key = f"{section}.{name}"
    return messages.say(key, language) if key in messages.keys(messages.FALLBACK) else name
