"""The words behind the cues: read as data, compiled once, found in one pass over a text."""

import re
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

import ahocorasick
import yaml

from sangfroid.analysis.text import NormalizedText

LANGUAGES = ("fr", "en", "es", "de", "it", "nl", "pt")

# Letters, digits, or one sign. Signs between the words of a phrase are left out of the matched line.
_UNIT = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n")
_CLAUSE_ENDS = frozenset(',;:—-–()"')
_SENTENCE_ENDS = frozenset(".!?…\n")
_KEPT_SIGNS = frozenset("€$£%⭐★🌟☆½&+=/*@#")
_SLOT = re.compile(r"[a-z_]+\Z")


class Unit(NamedTuple):
    """A word, a number or a sign that counts as a word; folded positions of the text."""

    start: int
    end: int
    word: str
    sentence: int
    clause: int


class Hit(NamedTuple):
    """A phrase of a slot found from unit `first` to unit `last`, both included."""

    first: int
    last: int
    slot: str


class Reading(NamedTuple):
    """A text cut into units, and what was found in it. `ends` holds the sign that closes each sentence."""

    units: list[Unit]
    hits: list[Hit]
    ends: dict[int, str]


class Lexicon:
    """The phrases of one language.

    An entry is words separated by spaces; `a|b` stands for either word, and a `*` at the very end for any
    ending of the last word.
    """

    def __init__(self, slots: dict[str, str]) -> None:
        entries: dict[str, tuple[int, list[str]]] = {}
        for slot, phrases in slots.items():
            if not _SLOT.match(slot) or not isinstance(phrases, str):
                raise ValueError(f"slot {slot!r} is not a line of phrases")
            for phrase in phrases.split(","):
                for key, words in _keys(phrase.strip()):
                    entries.setdefault(key, (words, []))[1].append(slot)
        self._automaton = ahocorasick.Automaton()
        for key, (words, names) in entries.items():
            self._automaton.add_word(key, (len(key), words, tuple(dict.fromkeys(names))))
        self._automaton.make_automaton()
        self.slots = frozenset(slots)

    def read(self, text: NormalizedText) -> Reading:
        """The text's units and every phrase found in them, in order of their last unit."""
        units: list[Unit] = []
        ends: dict[int, str] = {}
        begins: dict[int, int] = {}
        parts: list[str] = []
        at = sentence = clause = 0
        for match in _UNIT.finditer(text.plain):
            word = match[0]
            at_word = bool(units) and units[-1].end == match.start()
            if not word.isalnum() and word not in _KEPT_SIGNS:
                if word in _SENTENCE_ENDS:
                    if units and units[-1].sentence == sentence:
                        ends[sentence] = word
                        sentence += 1
                        clause += 1
                    elif sentence and word in "!?":
                        ends[sentence - 1] = word
                    continue
                if word == "-" and text.plain[match.end() : match.end() + 1].isalnum() and at_word:
                    continue  # joins two words ("rendez-moi")
                if word in _CLAUSE_ENDS:
                    if units and units[-1].clause == clause:
                        clause += 1
                    continue
                if word.isascii():
                    continue
            start, end = match.span()
            begins[at] = len(units)
            units.append(Unit(start, end, word, sentence, clause))
            parts.append(word)
            at += end - start + 1
        hits: list[Hit] = []
        for last, (length, words, names) in self._automaton.iter(" " + " ".join(parts) + " "):
            first = begins.get(last - length + 1)
            if first is not None:
                hits.extend([Hit(first, first + words - 1, name) for name in names])
        return Reading(units, hits, ends)


def _keys(phrase: str) -> list[tuple[str, int]]:
    """The strings an entry stands for, as they stand in a line of units, each with its number of units."""
    if not phrase:
        return []
    open_ended = phrase.endswith("*")
    keys = []
    for words in product(*(word.split("|") for word in phrase.removesuffix("*").replace("'", " ").split())):
        pieces = [piece for word in words for piece in _UNIT.findall(word)]
        keys.append((" " + " ".join(pieces) + ("" if open_ended else " "), len(pieces)))
    return keys


@cache
def lexicon(language: str) -> Lexicon:
    """The phrases of a language, read on first use."""
    source = resources.files("sangfroid.analysis") / "lexicons" / "cues" / f"{language}.yaml"
    return Lexicon(yaml.load(source.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506
