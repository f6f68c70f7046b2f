"""The contract's input: what is accepted, and that every wrong value is named."""

from typing import Any

import pytest

from sangfroid.domain.draft import Audience, Engine, Length, Person, Voice
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.reading import (
    read_establishment,
    read_facts,
    read_id,
    read_kept_facts,
    read_level,
    read_options,
    read_review,
)
from sangfroid.domain.review import Channel, Level


def test_a_whole_line_is_read():
    review = read_review(
        {
            "id": 7,
            "text": "Très bien",
            "title": "Séjour",
            "rating": 8.5,
            "rating_max": 10,
            "platform": "booking",
            "channel": "email",
            "author": "Ana",
            "published": "2026-09-01",
            "language": "fr",
            "surprise": {"kept": "out of the way"},
        }
    )
    assert (review.id, review.rating, review.rating_max) == ("7", 8.5, 10)
    assert review.channel is Channel.EMAIL


def test_an_empty_text_is_a_review_and_a_missing_one_is_not():
    assert read_review({"text": ""}).text == ""
    with pytest.raises(InvalidInput, match="text is missing"):
        read_review({"id": "1"})


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"text": 3}, "text"),
        ({"text": None}, "text"),
        ({"text": "x", "rating": "4"}, "rating"),
        ({"text": "x", "rating": True}, "rating"),
        ({"text": "x", "rating": 6}, "rating"),
        ({"text": "x", "rating": -1}, "rating"),
        ({"text": "x", "rating": float("inf")}, "rating"),
        ({"text": "x", "rating_max": 0}, "rating_max"),
        ({"text": "x", "channel": "fax"}, "channel"),
        ({"text": "x", "channel": ["review"]}, "channel"),
        ({"text": "x", "title": 1}, "title"),
        ({"text": "x", "id": 1.5}, "id"),
        ({"text": "x", "id": True}, "id"),
    ],
)
def test_a_wrong_value_of_a_review_is_named(line: dict, field: str):
    with pytest.raises(InvalidInput) as raised:
        read_review(line)
    assert raised.value.details == {"field": field}


def test_facts_are_texts_or_types():
    text, typed = read_facts(
        {
            "facts": [
                {"id": "a", "text": "Le technicien est venu à 21 h.", "language": "fr"},
                {"id": "b", "type": "refund_issued", "values": {"amount": "20 EUR"}, "public": False},
            ]
        }
    )
    assert text.public
    assert text.type is None
    assert not typed.public
    assert typed.values == {"amount": "20 EUR"}


@pytest.mark.parametrize(
    "facts",
    [
        {"id": "a"},
        ["a"],
        [{"text": "without id"}],
        [{"id": "a"}],
        [{"id": "a", "text": "x", "type": "y"}],
        [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}],
        [{"id": "a", "text": "x", "public": "yes"}],
        [{"id": "a", "type": "y", "values": []}],
        [{"id": "  ", "text": "x"}],
    ],
)
def test_wrong_facts_are_refused(facts: object):
    with pytest.raises(InvalidInput, match="facts"):
        read_facts({"facts": facts})


def nested(levels: int, *, lists: bool = False) -> Any:
    """A value with so many objects, or lists, within each other."""
    value: Any = "x"
    for _ in range(levels):
        value = [value] if lists else {"a": value}
    return value


@pytest.mark.parametrize("lists", [True, False])
@pytest.mark.parametrize("levels", [4, 600, 100_000])
def test_values_nested_without_end_are_refused(lists: bool, levels: int):
    fact = {"id": "b", "type": "y", "values": {"fine": "1", "deep": nested(levels, lists=lists)}}
    with pytest.raises(InvalidInput) as raised:
        read_facts({"facts": [{"id": "a", "text": "x"}, fact]})
    assert raised.value.details == {"field": "facts[1].values"}


def test_values_may_be_small_objects():
    values = {"paid": {"amount": "20", "currency": "EUR"}, "days": ["1", "2"], "deep": nested(3)}
    [fact] = read_facts({"facts": [{"id": "b", "type": "y", "values": values}]})
    assert fact.values == values


def test_what_is_kept_stays_readable():
    values = {"deep": nested(50)}
    [fact] = read_kept_facts({"facts": [{"id": "b", "type": "y", "values": values}]})
    assert fact.values == values


def test_establishment_and_options_have_defaults():
    establishment = read_establishment({})
    assert (establishment.voice, establishment.person) == (Voice.FORMAL, Person.WE)
    options = read_options({})
    assert (options.engine, options.length, options.audience) == (Engine.AUTO, Length.STANDARD, None)
    assert read_options({"options": {"audience": "public"}}).audience is Audience.PUBLIC


@pytest.mark.parametrize(
    "options",
    [
        {"engine": "oracle"},
        {"length": 3},
        {"variant": -1},
        {"variant": True},
        {"variant": 1.5},
        {"audience": "all"},
        {"language": 1},
        [],
    ],
)
def test_wrong_options_are_refused(options: object):
    with pytest.raises(InvalidInput, match="options"):
        read_options({"options": options})


def test_ids_and_levels():
    assert read_id({}) is None
    assert read_id({"id": ""}) is None
    assert read_id({"id": " \t\u00a0"}) is None
    assert read_id({"id": " 1 "}) == " 1 "
    assert read_level({}) is None
    assert read_level({"level": "explicit"}) is Level.EXPLICIT
    with pytest.raises(InvalidInput, match=r"establishment\.signature"):
        read_establishment({"establishment": {"signature": "Camille"}})
