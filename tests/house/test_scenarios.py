"""The scenarios are whole, cover what drafting meets, and every one is answered as expected."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from sangfroid.domain.draft import Length, Person, SourceKind, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation
from sangfroid.drafting import facts
from tests.evaluate.scenarios import FOLDER, Outcome, Scenario, every_scenario, scenarios, written

FIELDS = {
    *("id", "trade", "text", "rating", "platform", "channel", "author", "published", "language"),
    *("facts", "establishment", "options", "expect"),
}
SCENARIOS = tuple(every_scenario())


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return {scenario.id: written(scenario, corrected=True) for scenario in SCENARIOS}


def lines(scenarios_: tuple[Scenario, ...]) -> Iterator[dict[str, Any]]:
    return (dict(scenario.line) for scenario in scenarios_)


def test_every_line_is_whole() -> None:
    for scenario in SCENARIOS:
        line, expected = scenario.line, scenario.expected
        assert set(line) <= FIELDS, scenario.id
        assert scenario.id.startswith(f"{scenario.language}-d-")
        assert expected.language == scenario.language
        assert expected.audience in {"public", "private"}
        assert set(expected.situation) <= set(Situation), scenario.id
        ids = {fact["id"] for fact in line["facts"]}
        assert {*expected.facts, *expected.slots} <= ids, scenario.id
        for fact in line["facts"]:
            if "type" in fact:
                assert fact["type"] in facts.rules(), scenario.id
        for quoted in expected.absent:
            assert quoted.strip()
    assert len({scenario.id for scenario in SCENARIOS}) == len(SCENARIOS)
    assert len({scenario.line["text"] for scenario in SCENARIOS}) == len(SCENARIOS)
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_meets_every_situation(language: str) -> None:
    found = scenarios(language)
    assert len(found) >= 15
    assert {scenario.expected.situation[0] for scenario in found} == set(Situation)
    options = [line["options"] for line in lines(found)]
    houses = [line["establishment"] for line in lines(found)]
    assert {given["length"] for given in options} == set(Length)
    assert {house["voice"] for house in houses} == set(Voice)
    assert {house["person"] for house in houses} == set(Person)
    assert len({line["trade"] for line in lines(found)}) >= 7
    assert any(not line["facts"] for line in lines(found))


def test_facts_of_every_type_are_met_and_what_is_private_too() -> None:
    given = Counter(fact.get("type", "text") for line in lines(SCENARIOS) for fact in line["facts"])
    assert set(given) == {*facts.rules(), "text"}
    assert any(fact.get("public") is False for line in lines(SCENARIOS) for fact in line["facts"])
    assert any(scenario.expected.slots for scenario in SCENARIOS)
    assert any(scenario.expected.withheld for scenario in SCENARIOS)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_a_scenario_is_answered_as_expected(scenario: Scenario, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[scenario.id]
    # What is known to fail must fail: once it is answered, it may not be lost again unseen.
    assert set(outcome.failures) == set(scenario.expected.known), outcome.draft.reply


def test_most_scenarios_are_answered_without_anything_to_say_against(outcomes: dict[str, Outcome]) -> None:
    """What is known to fail stays the exception."""
    assert sum(not outcome.failures for outcome in outcomes.values()) >= 0.75 * len(outcomes)


def test_the_composer_gives_the_guards_nothing_to_take_out(outcomes: dict[str, Outcome]) -> None:
    for id, outcome in outcomes.items():
        found = [f"{f.guard}: {f.quote}" for f in outcome.unguarded if not f.quote.startswith("[fact:")]
        assert not found, (id, found)


def test_what_is_private_is_said_to_nobody_else(outcomes: dict[str, Outcome]) -> None:
    for id, outcome in outcomes.items():
        if outcome.draft.audience == "private":
            continue
        private = {
            fact["id"]
            for fact in outcome.scenario.line["facts"]
            if not fact.get("public", facts.public_by_default(fact.get("type")))
        }
        told = {s.source.id for s in outcome.draft.sentences if s.source.kind is SourceKind.FACT}
        assert not private & told, id


def test_the_files_are_json_lines_in_order() -> None:
    for language in LANGUAGES:
        text = (FOLDER / f"{language}.jsonl").read_text("utf-8")
        ids = [json.loads(line)["id"] for line in text.splitlines()]
        assert ids == sorted(ids), language
