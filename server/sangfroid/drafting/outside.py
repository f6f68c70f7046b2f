"""What lies outside the house, the weather or a strike: whether a reply names it, and by which word."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from pydantic import TypeAdapter, ValidationError

from sangfroid.analysis.situation import OUTSIDE
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Situation, Theme

_Names = Mapping[str, Mapping[str, str]]


@cache
def names(language: str) -> _Names:
    """What lies outside the house: by theme its names, each with the beginnings of its words.

    Raises:
        InvalidData: the file does not fit, or a language or a theme is missing.
    """
    file = "phrases/outside.yaml"
    content = resources.files("sangfroid.drafting").joinpath(file).read_text(encoding="utf-8")
    try:
        loaded = TypeAdapter(dict[str, _Names]).validate_python(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"drafting/{file}: {error}", {"file": file}) from error
    if loaded.get(language, {}).keys() != OUTSIDE:
        raise InvalidData(
            f"drafting/{file}: {language} names other themes than {sorted(OUTSIDE)}", {"file": file}
        )
    return loaded[language]


def name_of(language: str, theme: str, quote: str) -> str | None:
    """The name that the review's own words call for, "+" before a plural one; `quote` is folded."""
    words = re.findall(r"\w+", quote)
    for called, beginnings in names(language)[theme].items():
        for together in beginnings.split():
            if all(any(word.startswith(each) for word in words) for each in together.split("+")):
                return called
    return None


def spoken_of(situation: Situation, themes: Mapping[str, Theme], name: str) -> bool:
    """Whether a reply speaks of one of these by name: where nothing else is complained of."""
    pleased = situation is Situation.POSITIVE and themes[name].polarity >= 0
    alone = situation is Situation.NEGATIVE and OUTSIDE.issuperset(themes)
    return situation is Situation.UNFAIR or pleased or alone
