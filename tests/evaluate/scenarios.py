"""Reviews with what a good reply to each must hold, and whether a draft holds it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from sangfroid.analysis.pipeline import analyze
from sangfroid.cli.lines import draft_request
from sangfroid.domain.draft import Draft, Finding, Severity, SourceKind
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting import guards
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.drafter import draft, guard_context
from sangfroid.drafting.model import ModelClient
from sangfroid.drafting.plan import size
from sangfroid.drafting.request import DraftRequest

FOLDER = Path(__file__).parents[1] / "corpus" / "scenarios"

#: Words a reply should have, by situation; no other may have more than `LONGEST`.
WORDS = {"positive": (25, 60), "mixed": (50, 100), "negative": (60, 130), "unfair": (60, 130)}
LONGEST = 150


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a good reply holds.

    `situation` is what a reader takes the review for, then what may be answered alike. `facts` pairs the id
    of a fact that must be stated with the wordings that must stand in its sentence ("a|b" is either);
    `slots` are facts to be left as a marked gap. `points` are the themes a reader finds, to be answered or
    listed. `known` are failures that are reported and do not stop anybody: most are words the analysis
    does not hear.
    """

    situation: tuple[str, ...]
    audience: str
    language: str
    withheld: bool = False
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slots: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line of the file: a line as `sangfroid draft` reads it, and what is expected of the answer."""

    id: str
    language: str
    line: Mapping[str, Any]
    expected: Expectation


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario's draft and all that is counted of it.

    `unguarded` are the findings on what the composer wrote before the guards took anything out; `failures`
    says in words what is not as expected.
    """

    scenario: Scenario
    draft: Draft
    composition: Composition
    unguarded: tuple[Finding, ...]
    facts_stated: int
    facts_correct: int
    points_answered: int
    points_listed: int
    words: int
    language_found: str | None
    failures: tuple[str, ...] = ()


@cache
def scenarios(language: str) -> tuple[Scenario, ...]:
    """The scenarios of a language."""
    lines = (FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines()
    return tuple(_scenario(language, json.loads(line)) for line in lines)


def every_scenario(languages: Iterable[str] = LANGUAGES) -> Iterator[Scenario]:
    """The scenarios of these languages, in order."""
    for language in languages:
        yield from scenarios(language)


def _scenario(language: str, line: dict[str, Any]) -> Scenario:
    given = dict(line["expect"])
    given["facts"] = {id: tuple(wordings) for id, wordings in given.get("facts", {}).items()}
    for name in ("situation", "slots", "points", "contains", "absent", "known"):
        given[name] = tuple(given.get(name, ()))
    expected = Expectation(**{"language": language, **given})
    return Scenario(line["id"], language, line, expected)


def request(scenario: Scenario, recent: tuple[str, ...] = (), id: str | None = None) -> DraftRequest:
    """The request `sangfroid draft` makes of the line; `id` gives the review another name."""
    line = scenario.line if id is None else {**scenario.line, "id": id}
    return replace(draft_request(line), recent=recent)


def plain(text: str) -> str:
    """A text to be compared: one kind of space, one of apostrophe, no case."""
    for space in ("\u00a0", "\u202f", "\n"):
        text = text.replace(space, " ")
    return text.replace("’", "'").casefold()


def written(scenario: Scenario, model: ModelClient | None = None, *, corrected: bool = False) -> Outcome:
    """The scenario's draft, held against what is expected of it.

    `corrected` takes the review for what a reader does where the analysis takes it for something else, so
    that drafting is judged on its own.
    """
    asked = request(scenario)
    if corrected and asked.analysis.situation not in scenario.expected.situation:
        situation = Situation(scenario.expected.situation[0])
        asked = replace(asked, analysis=replace(asked.analysis, situation=situation))
    composition = compose(asked)
    unguarded = guards.check(composition.text, guard_context(asked, composition)) if composition.text else ()
    made = draft(asked, model)
    expected = scenario.expected
    told = {
        sentence.source.id: plain(sentence.text)
        for sentence in made.sentences
        if sentence.source.kind is SourceKind.FACT
    }
    stated = [id for id in expected.facts if id in told]
    correct = [id for id in stated if not list(_missing(told[id], expected.facts[id]))]
    found = {theme.name for theme in asked.analysis.themes}
    listed = [point for point in expected.points if point in composition.points_left]
    answered = [] if expected.withheld else [point for point in expected.points if point in found - {*listed}]
    outcome = Outcome(
        scenario,
        made,
        composition,
        unguarded,
        facts_stated=len(stated),
        facts_correct=len(correct),
        points_answered=len(answered),
        points_listed=len(listed),
        words=size(made.reply or "")[0],
        language_found=analyze(Review(made.reply)).language.tag if made.reply else None,
    )
    missed = [point for point in expected.points if point not in (*answered, *listed)]
    return replace(outcome, failures=tuple(_failures(outcome, told, missed)))


def _failures(outcome: Outcome, told: Mapping[str | None, str], missed: list[str]) -> Iterator[str]:
    expected, made = outcome.scenario.expected, outcome.draft
    if made.situation not in expected.situation:
        yield f"taken for {made.situation}, is {' or '.join(expected.situation)}"
    if made.audience.value != expected.audience:
        yield f"written for {made.audience.value}, not {expected.audience}"
    if expected.withheld or made.reply is None:
        if made.reply is not None:
            yield "should have been withheld"
        elif not expected.withheld:
            yield f"withheld: {' '.join(made.notes)}"
        elif not made.notes:
            yield "withheld without a reason"
        return
    if made.language != expected.language or outcome.language_found != expected.language:
        yield f"written in {made.language}, reads as {outcome.language_found}, not {expected.language}"
    for id, wordings in expected.facts.items():
        if id not in told:
            yield f"the fact {id} is not stated"
            continue
        for wording in _missing(told[id], wordings):
            yield f"the fact {id} lacks {wording!r}: {told[id]}"
    for id in expected.slots:
        if "[fact:" not in told.get(id, ""):
            yield f"the fact {id} is not left as a gap"
    for point in missed:
        yield f"neither answered nor listed: {point}"
    text = plain(made.reply)
    for wording in _missing(text, expected.contains):
        yield f"lacks {wording!r}"
    for words in expected.absent:
        if plain(words) in text:
            yield f"says {words!r}"
    for finding in made.findings:
        gap = expected.slots and finding.quote.startswith("[fact:")
        if finding.severity is Severity.BLOCK and not gap:
            yield f"blocked by {finding.guard}: {finding.quote!r}"
    least, most = WORDS.get(made.situation, (1, LONGEST))
    if made.audience.value == "public" and not least <= outcome.words <= most:
        yield f"{outcome.words} words, not {least} to {most}"


def _missing(text: str, wordings: Iterable[str]) -> Iterator[str]:
    for wording in wordings:
        if not any(plain(one) in text for one in wording.split("|")):
            yield wording
