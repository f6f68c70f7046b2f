"""Names for what a review speaks of, by its own words: "the rain" for weather, "the spa" for a pool.

Data: a language, a theme, then each name, "+" before a plural one, and the beginnings of the words that call
for it; "vol+annul" asks for both.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from pydantic import TypeAdapter, ValidationError

from sangfroid.analysis.lexicon import phrases
from sangfroid.domain.errors import InvalidData

#: By theme its names, each with the beginnings of its words.
Names = Mapping[str, Mapping[str, str]]


@cache
def load(file: str) -> Mapping[str, Names]:
    """The names of every language, from a file of `phrases/`.

    Raises:
        InvalidData: the file does not fit.
    """
    content = resources.files("sangfroid.drafting").joinpath("phrases", file).read_text(encoding="utf-8")
    try:
        return TypeAdapter(dict[str, Names]).validate_python(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"drafting/phrases/{file}: {error}", {"file": file}) from error


def called_for(names: Mapping[str, str], quote: str) -> str | None:
    """The first name that the words of a quote call for; `quote` is folded."""
    words = re.findall(r"\w+", quote)
    for name, beginnings in names.items():
        for together in beginnings.split():
            if all(any(word.startswith(each) for word in words) for each in together.split("+")):
                return name
    return None


def pattern(entries: str) -> re.Pattern[str]:
    """Entries with commas between them as one pattern of whole words, `*` letting the last word go on."""
    ways = (
        re.escape(" ".join(entry.removesuffix("*").split())) + (r"\w*" if entry.endswith("*") else "")
        for entry in phrases(entries)
    )
    return re.compile(rf"\b(?:{'|'.join(sorted(ways, key=len, reverse=True))})\b")
