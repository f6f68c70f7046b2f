"""What the guards look for, as data: one file for each language, checked when loaded.

`data/<language>.yaml` holds a section for each guard that listens for words. A rule finds its patterns,
then looks at what stands around: `needs` must stand in the sentence, `unless` must not, and a clause that
is negated ("we do not offer refunds") is let pass unless the rule says `negated: keep`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import ahocorasick
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sangfroid.analysis.lazy import lazy
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.guards.counting import Numbers
from sangfroid.drafting.guards.patterns import Pattern, PatternError, compile_pattern
from sangfroid.drafting.guards.ranges import Ranges
from sangfroid.drafting.guards.reading import CheckedText

#: Letters around a passage that may change what it says.
_NEAR = 140


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleData(_Strict):
    """One rule. `case` is the message's key and what the guard acts on."""

    case: str
    find: tuple[str, ...]
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    negated: Literal["pass", "keep"] = "pass"


class ClauseData(_Strict):
    """How a language negates, and where one clause ends and the next begins.

    `no_negators` hold a negative word and say yes ("do not hesitate"); `subjects` begin a clause after a
    comma; `breaks` begin one anywhere ("but").
    """

    negators: tuple[str, ...]
    no_negators: tuple[str, ...]
    subjects: tuple[str, ...]
    breaks: tuple[str, ...]


class LanguageData(_Strict):
    """One file of guard data.

    `words` are lists a guard asks for by name. `actions` are the things a house does, by kind, as they end a
    sentence ("repaired"); `done` are the words before them that say it was done ("we have"), `past` the
    ending that says it alone ("ofrecimos"); `homographs` are participles that without their accent are
    another word ("équipé", "équipe"). `told_alone` are the ways to tell a deed, by kind, that need none of
    these ("an exterminator came"). `numbers` are numbers in words, `units` what they count;
    `halves` are the ways to say half an hour past the hour `{}` or, in the second list, before it; `at` are
    the words before an hour. `objects` are the things deeds are done to, by names all languages share.
    `verb_last`: the deed may stand far behind the word that says it was done. `capitals` are words written
    with a capital anywhere, `common` the commonest words of the language.
    """

    groups: Mapping[str, str] = {}
    clauses: ClauseData
    guards: Mapping[str, tuple[RuleData, ...]]
    words: Mapping[str, tuple[str, ...]] = {}
    done: tuple[str, ...] = ()
    past: str = ""
    homographs: tuple[str, ...] = ()
    actions: Mapping[str, str] = {}
    told_alone: Mapping[str, str] = {}
    numbers: Mapping[str, int] = {}
    units: str = ""
    halves: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    at: str = ""
    objects: Mapping[str, str] = {}
    verb_last: bool = False
    capitals: tuple[str, ...] = ()
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule was heard, in positions of `CheckedText.plain`."""

    case: str
    start: int
    end: int


class Present(frozenset[str]):
    """Those of the rules' words that stand in a text; `ends` tells where, in `CheckedText.plain`."""

    ends: Mapping[str, list[int]]

    def stretches(self, text: CheckedText, literals: frozenset[str], across: int = 0) -> set[tuple[int, int]]:
        """The stretches of the text around some words."""
        return {text.stretch(end, across) for literal in literals & self for end in self.ends[literal]}


class _Rule:
    def __init__(self, data: RuleData, groups: Mapping[str, str]) -> None:
        self.case = data.case
        self.find = tuple(compile_pattern(source, groups) for source in data.find)
        self.needs = tuple(compile_pattern(source, groups) for source in data.needs)
        self.unless = tuple(compile_pattern(source, groups) for source in data.unless)
        self.negated_too = data.negated == "keep"


class Lexicon:
    """The rules of one language."""

    def __init__(self, name: str, data: LanguageData) -> None:
        self.name = name
        groups = data.groups
        self._negators = _union(data.clauses.negators, groups)
        self._no_negators = _union(data.clauses.no_negators, groups)
        comma = "|".join(f", ({word} |{word}')" for word in data.clauses.subjects)
        self._breaks = _union(data.clauses.breaks, groups)
        self._comma = compile_pattern(comma, groups) if comma else None
        self._rules = {
            guard: tuple(_Rule(rule, groups) for rule in rules) for guard, rules in data.guards.items()
        }
        self._words = {name: _union(sources, groups) for name, sources in data.words.items()}
        self.actions = {name: compile_pattern(source, groups) for name, source in data.actions.items()}
        self._told_alone = {name: compile_pattern(source, groups) for name, source in data.told_alone.items()}
        self._done = tuple(data.done)
        self._past = re.compile(rf"\w+(?:{data.past})\b") if data.past else None
        self._homographs = frozenset(data.homographs)
        self._groups = groups
        self.numbers = Numbers(data.numbers)
        self._units = data.units
        self._halves = data.halves
        self._at = data.at
        self._gap = "__" if data.verb_last else "_"
        self._objects = {name: compile_pattern(source, groups) for name, source in data.objects.items()}
        self.capitals = frozenset(data.capitals)
        self.common = frozenset(data.common)

    @property
    def guards(self) -> frozenset[str]:
        """Names of the guards this language has rules for."""
        return frozenset(self._rules)

    def hears(self, name: str, text: CheckedText, first: int, last: int) -> bool:
        """Whether one of a named list of words stands in a range of a text."""
        words = self._words.get(name)
        return words is not None and words.search(text.plain, first, last) is not None

    def touches(self, name: str, text: CheckedText, start: int, end: int) -> bool:
        """Whether one of a named list of words stands over a part of a range, and begins in its sentence."""
        words = self._words.get(name)
        if words is None:
            return False
        first, last = near(text, start, end)
        return any(
            found.start() < end and found.end() > start for found in words.finditer(text.plain, first, last)
        )

    def patterns(self) -> Iterator[tuple[str, Pattern]]:
        """Every pattern, with what it belongs to."""
        yield from self.actions.items()
        yield from self._told_alone.items()
        yield from self._deeds
        for guard, rules in self._rules.items():
            for rule in rules:
                for pattern in (*rule.find, *rule.needs, *rule.unless):
                    yield guard, pattern

    @lazy
    def counted(self) -> re.Pattern[str]:
        """A number in words before what it counts; the number is the group `number`."""
        units = compile_pattern(self._units, self._groups).regex.pattern
        return re.compile(rf"\b(?P<number>{self.numbers.expression}) (?:\w+ )?{units}")

    def hours(self, text: CheckedText) -> Iterator[tuple[int, int, int, int]]:
        """Times of day in words ("half past nine", "until eleven"): hour, minute, start and end."""
        for half, before, pattern in self._spoken_hours:
            for found in pattern.finditer(text.plain):
                hour, _ = self.numbers.read(found["number"])
                if hour <= (24 if half else 12):
                    yield hour - before, 30 if half else 0, *found.span()

    @lazy
    def _spoken_hours(self) -> tuple[tuple[bool, int, re.Pattern[str]], ...]:
        number = f"(?P<number>{self.numbers.expression})"
        ways = [
            (True, before, rf"\b{way.replace('{}', number)}\b")
            for before, said in enumerate(self._halves)
            for way in said
        ]
        if self._at:
            # "at six." is an hour, "at six tables" is none.
            at = compile_pattern(self._at, self._groups).regex.pattern
            ways.append((False, 0, rf"{at} {number}(?=\s*(?:[.,;:!?)]|$))"))
        return tuple((half, before, re.compile(way)) for half, before, way in ways)

    def things(self, text: CheckedText, first: int, last: int) -> Iterator[str]:
        """The things spoken of in a range of a text, by the names all languages share."""
        for name, pattern in self._objects.items():
            if pattern.regex.search(text.plain, first, last):
                yield name

    @lazy
    def _deeds(self) -> tuple[tuple[str, Pattern], ...]:
        done = "|".join(self._done)
        return tuple(
            (kind, compile_pattern(f"({done}) {self._gap} ({pattern.source})", self._groups))
            for kind, pattern in self.actions.items()
        )

    @lazy
    def _any_done(self) -> re.Pattern[str]:
        return compile_pattern("|".join(self._done), self._groups).regex

    def deeds(self, text: CheckedText, present: Present) -> Iterator[tuple[str, int, int]]:
        """What a text says the house has done: kind, start and end."""
        for kind, pattern in self._told_alone.items():
            if _possible(pattern, present):
                for found in _found(pattern, pattern.requires, text, present):
                    yield kind, *found.span()
        possible = [
            (kind, pattern) for kind, pattern in self._deeds if _possible(self.actions[kind], present)
        ]
        if self._past is not None:
            for kind, _ in possible:
                action = self.actions[kind]
                for found in _found(action, action.requires, text, present):
                    if self._past.match(found[0]):
                        yield kind, *found.span()
        if not possible or not self._any_done.search(text.plain):
            return
        for kind, pattern in possible:
            for found in _found(pattern, self.actions[kind].requires, text, present):
                if not self._only_alike(text, found.end()):
                    yield kind, *found.span()

    def _only_alike(self, text: CheckedText, end: int) -> bool:
        """Whether the word that ends here is another one, told apart by its accent ("equipe")."""
        start = end
        while start > 0 and text.plain[start - 1].isalpha():
            start -= 1
        word = text.plain[start:end]
        return word in self._homographs and text.folded[end - 1] == word[-1] and not text.folded.isascii()

    def told(self, text: CheckedText) -> Iterator[tuple[str, int, int]]:
        """What a fact or a review says was done, unless it denies it: kind, start and end."""
        present = self.present(text)
        for kind, pattern in (*self.actions.items(), *self._told_alone.items()):
            if _possible(pattern, present):
                for found in pattern.regex.finditer(text.plain):
                    if not self._only_alike(text, found.end()) and not self.negated(text, *found.span()):
                        yield kind, *found.span()

    @lazy
    def _automaton(self) -> Any:
        automaton = ahocorasick.Automaton()
        patterns = [*self.actions.values(), *self._told_alone.values()]
        for rules in self._rules.values():
            for rule in rules:
                patterns += [*rule.find, *rule.needs, *rule.unless]
        for pattern in patterns:
            for literals in pattern.requires:
                for literal in literals:
                    automaton.add_word(literal, literal)
        automaton.make_automaton()
        return automaton

    @lazy
    def _index(self) -> Mapping[str, list[tuple[str, int, _Rule, Pattern]]]:
        """What each word may lead to; the empty word leads to patterns that require none."""
        index: dict[str, list[tuple[str, int, _Rule, Pattern]]] = {}
        place = 0
        for guard, rules in self._rules.items():
            for rule in rules:
                for pattern in rule.find:
                    for literal in pattern.literals or ("",):
                        index.setdefault(literal, []).append((guard, place, rule, pattern))
                    place += 1
        return index

    def present(self, text: CheckedText) -> Present:
        """Those of the rules' words that stand in a text: one pass, whatever their number."""
        ends: dict[str, list[int]] = {}
        for end, literal in self._automaton.iter(text.line):
            ends.setdefault(literal, []).append(end)
        present = Present(ends)
        present.ends = ends
        return present

    def candidates(self, present: Present) -> Mapping[str, list[tuple[_Rule, Pattern]]]:
        """The rules, by guard, that may be heard in a text that holds these words."""
        found: dict[int, tuple[str, int, _Rule, Pattern]] = {}
        for literal in (*present, ""):
            for entry in self._index.get(literal, ()):
                found[entry[1]] = entry
        by_guard: dict[str, list[tuple[_Rule, Pattern]]] = {}
        for _, (guard, _, rule, pattern) in sorted(found.items()):
            if _possible(pattern, present):
                by_guard.setdefault(guard, []).append((rule, pattern))
        return by_guard

    def matches(
        self, rules: Iterable[tuple[_Rule, Pattern]], text: CheckedText, present: Present
    ) -> Iterator[Match]:
        """What these rules hear in a text."""
        for rule, pattern in rules:
            for found in _found(pattern, pattern.requires, text, present):
                if found.end() > found.start() and self._holds(rule, text, present, *found.span()):
                    yield Match(rule.case, found.start(), found.end())

    def _holds(self, rule: _Rule, text: CheckedText, present: Present, start: int, end: int) -> bool:
        first, last = text.sentence_at(start)
        last = max(last, end)
        if rule.needs and not _any(rule.needs, text, present, first, last):
            return False
        if rule.unless and _any(rule.unless, text, present, first, last):
            return False
        return rule.negated_too or not self.negated(text, start, end)

    def clause(self, text: CheckedText, start: int, end: int) -> tuple[int, int]:
        """The clause around a range: its sentence, cut at "but", at semicolons and before new subjects."""
        first, last = text.sentence_at(start)
        last = max(last, end)
        cuts = [found.start() for found in self._breaks.finditer(text.plain, first, last)]
        cuts += [at for at in range(first, last) if text.plain[at] in ";:()\n"]
        cuts += list(_dashes(text.plain, first, last))
        if self._comma is not None:
            cuts += [found.start() for found in self._comma.regex.finditer(text.plain, first, last)]
        begin = max((at for at in cuts if at <= start), default=first)
        finish = min((at for at in cuts if at >= end), default=last)
        return begin, finish

    def negated(self, text: CheckedText, start: int, end: int) -> bool:
        """Whether the clause around a range says no."""
        first, last = self.clause(text, start, end)
        affirmed = Ranges(found.span() for found in self._no_negators.finditer(text.plain, first, last))
        negators = self._negators.finditer(text.plain, first, last)
        return not all(affirmed.meet(*found.span()) for found in negators)


def near(text: CheckedText, start: int, end: int) -> tuple[int, int]:
    """What stands around a range: its sentence, of a long one no more than is read at a glance."""
    first, _ = text.sentence_at(start)
    _, last = text.sentence_at(max(start, end - 1))
    return max(first, start - _NEAR), max(end, min(last, end + _NEAR))


def _union(sources: tuple[str, ...], groups: Mapping[str, str]) -> Any:
    return compile_pattern("|".join(sources), groups).regex


def _dashes(plain: str, first: int, last: int) -> Iterator[int]:
    at = plain.find(" - ", first, last)
    while at >= 0:
        yield at
        at = plain.find(" - ", at + 1, last)


def _found(
    pattern: Pattern, requires: tuple[frozenset[str], ...], text: CheckedText, present: Present
) -> Iterator[re.Match[str]]:
    """Where a pattern stands: looked for where one word of each set it requires stands, and nowhere else."""
    if not requires:
        yield from pattern.regex.finditer(text.plain)
        return
    stretches = present.stretches(text, requires[0], pattern.crosses)
    if not pattern.crosses:
        for literals in requires[1:]:
            if stretches:
                stretches &= present.stretches(text, literals)
    for first, last in Ranges(stretches):
        yield from pattern.regex.finditer(text.plain, first, last)


def _possible(pattern: Pattern, present: Present) -> bool:
    return not any(map(present.isdisjoint, pattern.requires))


def _any(patterns: tuple[Pattern, ...], text: CheckedText, present: Present, first: int, last: int) -> bool:
    return any(
        _possible(pattern, present) and pattern.regex.search(text.plain, first, last) for pattern in patterns
    )


@cache
def lexicon(language: str) -> Lexicon:
    """The rules of one language, read once.

    Raises:
        InvalidData: the file does not fit the schema, or a pattern cannot be read.
    """
    if language not in LANGUAGES:
        raise InvalidData(f"no guard data for {language}", {"language": language})
    entry = resources.files("sangfroid.drafting.guards") / "data" / f"{language}.yaml"
    where = f"guards/data/{language}.yaml"
    try:
        content = yaml.load(entry.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return Lexicon(language, LanguageData.model_validate(content))
    except (ValidationError, yaml.YAMLError, PatternError) as error:
        raise InvalidData(f"{where}: {error}", {"file": where}) from error
