"""Whether a reviewer mourns somebody, or somebody is ill: then a human sentence comes before all others.

It is a sentence of sympathy that names nothing: what somebody suffers from is no matter for a public page.
"""

from functools import cache
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.review import Situation
from sangfroid.drafting import own_words
from sangfroid.drafting.choosing import evened

Sorrow = Literal["death", "illness"]

#: Where such a sentence has its place; grave matters have words of their own, an attack gets none.
SPOKEN_OF: Final = frozenset(
    {
        Situation.POSITIVE,
        Situation.MIXED,
        Situation.NEGATIVE,
        Situation.UNFAIR,
        Situation.REFUSED_DEMAND,
        Situation.INSULTING,
        Situation.UNCLEAR,
    }
)


class _Words(BaseModel):
    """Phrases of one language, in one text with commas between them; `*` lets the last word go on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    death: str
    illness: str
    harmless: str


@cache
def _phrases(language: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The phrases of death, of illness and the harmless ones, each between the spaces it needs."""
    words = own_words.load("sorrow.yaml", _Words)[language]
    return _listed(words.death), _listed(words.illness), _listed(words.harmless)


def _listed(text: str) -> tuple[str, ...]:
    entries = (" ".join(entry.split()) for entry in text.split(","))
    return tuple(f" {entry[:-1]}" if entry.endswith("*") else f" {entry} " for entry in entries)


def heard(text: str, language: str) -> Sorrow | None:
    """What the review tells of, a death before an illness; None where it tells of neither."""
    plain = evened(text)
    death, illness, harmless = _phrases(language)
    for phrase in harmless:
        if phrase in plain:
            plain = plain.replace(phrase, " | ")
    if any(phrase in plain for phrase in death):
        return "death"
    return "illness" if any(phrase in plain for phrase in illness) else None
