"""Whether a reviewer mourns somebody, or somebody is ill: then a human sentence comes before all others.

It is a sentence of sympathy that names nothing: what somebody suffers from is no matter for a public page.
"""

from functools import cache
from importlib import resources
from typing import Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Situation
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
    """The phrases of death, of illness and the harmless ones, each between the spaces it needs.

    Raises:
        InvalidData: the file does not fit, or lacks the language.
    """
    file = "phrases/sorrow.yaml"
    content = resources.files("sangfroid.drafting").joinpath(file).read_text(encoding="utf-8")
    try:
        words = _Words.model_validate(yaml.load(content, Loader=yaml.CSafeLoader)[language])
    except (ValidationError, yaml.YAMLError, KeyError, TypeError) as error:
        raise InvalidData(f"drafting/{file}: {error}", {"file": file}) from error
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
