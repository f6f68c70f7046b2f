"""What words of reviews mean, and the semantic fields of a meaning: a heater and a boiler are heating.

`lexicons/meanings/README.md` says how the files are written. The networks of pressure and the replies read
them; the linear weights read the glosses alone, which are fewer and faster.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from sangfroid.analysis import glosses
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES

_LINE: Final = re.compile(r"([a-z]+):((?: [a-z]+)+)")
#: Meanings between two fields that are told together.
_FARTHEST: Final = 6


def _folder() -> Traversable:
    return resources.files("sangfroid.analysis") / "lexicons"


@cache
def meanings(language: str) -> Mapping[str, str]:
    """The English word for each known form of a language; empty for a language without glosses.

    Raises:
        InvalidData: a line has not its shape, or a form has two meanings.
    """
    known = glosses.glosses(language)
    if language not in LANGUAGES:
        return known
    source = _folder() / "meanings" / f"{language}.txt"
    further = glosses.read(source.read_text("utf-8"), source.name)
    if not known.keys().isdisjoint(further):
        twice = min(known.keys() & further.keys())
        raise InvalidData(f"lexicons/meanings/{source.name}: {twice}: has a gloss", {"file": source.name})
    return {**known, **further}


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """The fields of each meaning that has any.

    Raises:
        InvalidData: a line has not its shape.
    """
    return read((_folder() / "fields.txt").read_text("utf-8"))


def read(text: str) -> Mapping[str, tuple[str, ...]]:
    """The meanings of a file's content, each with its fields."""
    of: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line)
        if not found:
            raise InvalidData(f"lexicons/fields.txt, line {number}: {line}", {"file": "fields.txt"})
        for meaning in found[2].split():
            of[meaning] = (*of.get(meaning, ()), found[1])
    return of


def fields_told(meant: Sequence[str]) -> list[tuple[str, ...]]:
    """The fields of meanings: each alone, and every two that stand near each other, in their order.

    Each is told once, and always in the same place, so that sums over them are the same everywhere.
    """
    known = fields()
    named = [(at, of) for at, one in enumerate(meant) if (of := known.get(one))]
    found: list[tuple[str, ...]] = [(field,) for _, of in named for field in of]
    for number, (at, of) in enumerate(named):
        for other, others in named[number + 1 :]:
            if other - at > _FARTHEST:
                break
            found += [(first, second) for first in of for second in others]
    return list(dict.fromkeys(found))
