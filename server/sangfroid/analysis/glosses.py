"""What words mean, in one English word, so that what is learnt in one language counts in the others.

`lexicons/glosses/<language>.txt` holds a line for each meaning: the English word, a colon, and the forms that
have it, in lower case without accents.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES

_LINE = re.compile(r"([a-z]+):((?: [^\s:]+)+)")


@cache
def glosses(language: str) -> Mapping[str, str]:
    """The English word for each known form of a language; empty for a language without glosses.

    Raises:
        InvalidData: a line has not its shape, or a form has two meanings.
    """
    if language not in LANGUAGES:
        return {}
    source = resources.files("sangfroid.analysis") / "lexicons" / "glosses" / f"{language}.txt"
    return read(source.read_text("utf-8"), source.name)


def read(text: str, name: str) -> Mapping[str, str]:
    """The forms of a file's content, each with its gloss."""
    meant: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line)
        forms = found[2].split() if found else []
        if not found or not meant.keys().isdisjoint(forms):
            raise InvalidData(f"lexicons/glosses/{name}, line {number}: {line}", {"file": name})
        meant |= dict.fromkeys(forms, found[1])
    return meant
