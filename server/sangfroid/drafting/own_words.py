"""Names for what a review speaks of, by its own words: "the rain" for weather, "the spa" for a pool.

Data: a language, a theme, then each name, "+" before a plural one, and the beginnings of the words that call
for it; "vol+annul" asks for both.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

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
    loaded = read(file, dict[str, schema])  # type: ignore[valid-type]
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
    return read(f"{folder}/{language}.yaml", dict[str, dict[str, str]])


def read(file: str, schema: type[Words]) -> Words:
    """What a file of `phrases/` holds.

    Raises:
        InvalidData: the file does not fit.
    """
    content = resources.files("sangfroid.drafting").joinpath("phrases", file).read_text(encoding="utf-8")
    try:
        return TypeAdapter(schema).validate_python(yaml.load(content, Loader=yaml.CSafeLoader))
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


def pattern(entries: str, never: str = "") -> re.Pattern[str]:
    """Entries with commas between them as one pattern of whole words.

    `a|b` stands for either word, `*` lets a word go on (behind the last of several, all of them), `#` stands
    for any one word, at the beginning of an entry for a number, `~` for up to six words, none of them from
    the entries of `never`.
    """
    gap = rf"(?:(?!{pattern(never).pattern})\w+ ){{0,6}}" if never else r"(?:\w+ ){0,6}"
    split = [entry.split() for entry in entries.split(",") if entry.strip()]
    counted = [words[1:] for words in split if words[0] == _ANY and len(words) > 1]
    ways = _ways((words for words in split if words[0] != _ANY or len(words) == 1), gap)
    if counted:
        # The words for numbers are many: they are looked at once for all entries.
        ways.append(f"{_number()} (?:{'|'.join(_ways(counted, gap))})")
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def _ways(entries: Iterable[Sequence[str]], gap: str) -> list[str]:
    """Entries as patterns, the longest first, those with the same first letter under that letter.

    A place in a text is then held against one entry in twenty.
    """
    ordered = sorted(entries, key=lambda words: len(_way(words, gap)), reverse=True)
    under: dict[str, list[str]] = {}
    for words in ordered:
        for letter, rest in _by_letter(words[0]):
            under.setdefault(letter, []).append(rest + _way(words, gap).removeprefix(_whole(words[0])))
    return [f"{re.escape(letter)}(?:{'|'.join(ways)})" for letter, ways in under.items()]


def _by_letter(word: str) -> Iterator[tuple[str, str]]:
    """The first letters of a word's alternatives, each with a pattern of what follows it."""
    if word in (_ANY, _SEVERAL):
        yield "", _whole(word)
        return
    every = "*" if word.endswith("*") else ""
    either = [one.removesuffix("*") + (every or "*" * one.endswith("*")) for one in word.split("|")]
    # Those that go on stand first: behind the others they would let them all go on.
    either.sort(key=lambda one: (one[:1], not one.endswith("*")))
    for letter, same in groupby(either, key=lambda one: one[:1]):
        yield letter, _whole("|".join(one[1:] for one in same))


def _way(words: Sequence[str], gap: str) -> str:
    *before, last = words
    parts = (gap if word == _SEVERAL else f"{_whole(word)} " for word in before)
    return "".join(parts) + _whole(last)


@cache
def _number() -> str:
    """Figures, or a word for a number in any of the languages: they seldom mean anything else in another."""
    words = {word.strip() for listed in load("numbers.yaml", str).values() for word in listed.split("|")}
    return rf"(?:\d\w*|{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


def _whole(word: str) -> str:
    if word == _ANY:
        return r"\w+"
    every = word.endswith("*")
    either = [
        re.escape(one.removesuffix("*")) + (r"\w*" if every or one.endswith("*") else "")
        for one in word.split("|")
    ]
    return either[0] if len(either) == 1 else f"(?:{'|'.join(either)})"


#: What stands for any one word, and for a few.
_ANY, _SEVERAL = "#", "~"
