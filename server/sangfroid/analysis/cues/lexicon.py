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

# What stands in the matched line: a word, a number, or a sign that counts as a word.
_KEPT = r"[^\W\d_]+|\d+|[€$£%⭐★🌟☆&+=/*@#]|[^\w\s\x00-\x7f…—–]"
_UNIT = re.compile(_KEPT)
# The same, and what ends a sentence or a clause.
_PIECE = re.compile(rf'(?P<unit>{_KEPT})|(?P<stop>[.!?…\n])|[,;:—–()"-]')
_SLOT = re.compile(r"[a-z_]+\Z")


class Hit(NamedTuple):
    """A phrase of a slot found from unit `first` to unit `last`, both included."""

    first: int
    last: int
    slot: str


class Scan(NamedTuple):
    """The units of a text in a line, and the phrases in it: its end, its number of units, its slots."""

    line: str
    found: list[tuple[int, tuple[int, tuple[str, ...]]]]

    @property
    def slots(self) -> set[str]:
        """The slots of all phrases."""
        return {slot for _, (_, slots) in self.found for slot in slots}

    def hits(self) -> list[Hit]:
        """The phrases with the units they span."""
        hits: list[Hit] = []
        counted = units = 0
        for end, (words, slots) in self.found:
            units += self.line.count(" ", counted, end)
            counted = end
            hits.extend([Hit(units - words, units - 1, slot) for slot in slots])
        return hits


class Reading(NamedTuple):
    """A text cut into units (words, numbers, signs that count as words), and what was found in it.

    The first four lists have an entry for each unit: where it starts in the folded text, what it is, and the
    numbers of its sentence and its clause; no clause reaches into a second sentence. `ends` holds the sign
    that closes each sentence.
    """

    starts: list[int]
    words: list[str]
    sentences: list[int]
    clauses: list[int]
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
            self._automaton.add_word(key, (words, tuple(dict.fromkeys(names))))
        self._automaton.make_automaton()
        self.slots = frozenset(slots)

    def units(self, text: NormalizedText) -> list[str]:
        """The words, numbers and signs of a text."""
        return _UNIT.findall(text.plain)

    def scan(self, units: list[str]) -> Scan:
        """Every phrase found in a text's units, in order of their last unit, not yet placed on them."""
        line = f" {' '.join(units)} "
        return Scan(line, list(self._automaton.iter(line)))

    def read(self, text: NormalizedText, scan: Scan | None = None) -> Reading:
        """The text's units and every phrase found in them, in order of their last unit."""
        plain = text.plain
        starts: list[int] = []
        words: list[str] = []
        sentences: list[int] = []
        clauses: list[int] = []
        ends: dict[int, str] = {}
        sentence = clause = 0
        for match in _PIECE.finditer(plain):
            word, kind, at = match[0], match.lastgroup, match.start()
            if kind == "unit":
                starts.append(at)
                words.append(word)
                sentences.append(sentence)
                clauses.append(clause)
            elif kind == "stop":
                if sentences and sentences[-1] == sentence:
                    ends[sentence] = word
                    sentence += 1
                    clause += 1
                elif sentence and word in "!?":
                    ends[sentence - 1] = word
            elif clauses and clauses[-1] == clause:
                joins = word == "-" and starts[-1] + len(words[-1]) == at and plain[at + 1 : at + 2].isalnum()
                if not joins:  # as in "rendez-moi"
                    clause += 1
        return Reading(starts, words, sentences, clauses, (scan or self.scan(words)).hits(), ends)


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
