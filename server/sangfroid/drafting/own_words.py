"""Names for what a review speaks of, by its own words: "the rain" for weather, "the spa" for a pool.

Data: a language, a theme, then each name, "+" before a plural one, and the beginnings of the words that call
for it; "vol+annul" asks for both.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from sangfroid.analysis.lexicon import phrases
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES

#: By theme its names, each with the beginnings of its words.
Names = Mapping[str, Mapping[str, str]]


Words = TypeVar("Words")


@cache
def load(file: str, schema: type[Words]) -> Mapping[str, Words]:
    """What a file of `phrases/` holds for each language.

    Raises:
        InvalidData: the file does not fit, or lacks a language.
    """
    loaded = _read(file, TypeAdapter(dict[str, schema]))  # type: ignore[valid-type]
    if missing := set(LANGUAGES) - loaded.keys():
        raise InvalidData(f"drafting/phrases/{file}: no {', '.join(sorted(missing))}", {"file": file})
    return loaded


@cache
def of_language(folder: str, language: str) -> Names:
    """What the file of a language in a folder of `phrases/` holds; nothing where there is none.

    Raises:
        InvalidData: the file does not fit.
    """
    if language not in LANGUAGES:
        return {}
    return _read(f"{folder}/{language}.yaml", TypeAdapter(dict[str, dict[str, str]]))


def _read(file: str, schema: TypeAdapter[Words]) -> Words:
    content = resources.files("sangfroid.drafting").joinpath("phrases", file).read_text(encoding="utf-8")
    try:
        return schema.validate_python(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"drafting/phrases/{file}: {error}", {"file": file}) from error


def called_for(names: Mapping[str, str], quote: str) -> str | None:
    """The first name that the words of a quote call for; `quote` is folded."""
    spoken = " " + " ".join(_WORD.findall(quote))
    for name, beginnings in names.items():
        for together in _asked(beginnings):
            if all(each in spoken for each in together):
                return name
    return None


@lru_cache(maxsize=4096)
def _asked(beginnings: str) -> tuple[tuple[str, ...], ...]:
    """Each way to call for a name: the beginnings of words it asks for, after a space."""
    return tuple(tuple(f" {each}" for each in way.split("+")) for way in beginnings.split())


_WORD = re.compile(r"\w+")


def pattern(entries: str) -> re.Pattern[str]:
    """Entries with commas between them as one pattern of whole words.

    `*` lets the last word go on, `#` stands for any one word.
    """
    ways = (
        re.escape(" ".join(entry.removesuffix("*").split())).replace(r"\#", r"\w+")
        + (r"\w*" if entry.endswith("*") else "")
        for entry in phrases(entries)
    )
    return re.compile(rf"\b(?:{'|'.join(sorted(ways, key=len, reverse=True))})\b")
