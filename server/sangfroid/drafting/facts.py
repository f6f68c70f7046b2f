"""Facts: the kinds the composer knows, what their values may be, how each is said. Data: `fact_types/`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sangfroid.domain.draft import Fact, Person
from sangfroid.domain.errors import InvalidData, InvalidInput
from sangfroid.drafting import phrases
from sangfroid.drafting.fact_values import (
    LONGEST,
    Kind,
    Money,
    ValueRule,
    parse,
    ranged,
    smoothed,
    spoken,
    supported,
    wordings,
)

Scope = Literal["house", "case"]
Checked = TypeVar("Checked", bound=BaseModel)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TypeRule(_Data):
    """One fact type, as `fact_types/types.yaml` declares it."""

    scope: Scope
    public: bool
    done: bool
    change: bool = False
    after: str | None = None
    themes: tuple[str, ...]
    narrow: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    values: Mapping[str, ValueRule]
    example: Mapping[str, Any]


class _Types(_Data):
    types: Mapping[str, TypeRule]


class FactWords(_Data):
    """How one language says every type: sentences, what was done as nouns, labels of types and values.

    `after` holds the shorter sentences of types that may follow another about the same thing.
    """

    says: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    done: Mapping[str, str]
    types: Mapping[str, str]
    values: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a fact type. `choices` pairs each choice with its label."""

    name: str
    label: str
    kind: Kind
    required: bool
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact type described in one language. `said` is what its example becomes in a reply."""

    name: str
    label: str
    scope: Scope
    public: bool
    themes: tuple[str, ...]
    values: tuple[FactValue, ...]
    example: Mapping[str, Any]
    said: str


@dataclass(frozen=True, slots=True)
class Supported:
    """What a text may state on the strength of one fact. `texts` are free words, to be read as they are."""

    dates: tuple[date, ...] = ()
    times: tuple[time, ...] = ()
    amounts: tuple[Money, ...] = ()
    numbers: tuple[Decimal, ...] = ()
    texts: tuple[str, ...] = ()


@cache
def rules() -> Mapping[str, TypeRule]:
    """Every fact type by its name.

    Raises:
        InvalidData: the file does not fit the schema.
    """
    return _load("types", _Types).types


@cache
def words(language: str) -> FactWords:
    """How a language says the types.

    Raises:
        InvalidData: the file does not fit the schema.
    """
    return _load(language, FactWords)


def _load(name: str, schema: type[Checked]) -> Checked:
    file = f"fact_types/{name}.yaml"
    content = resources.files("sangfroid.drafting").joinpath(file).read_text(encoding="utf-8")
    try:
        return schema.model_validate(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"drafting/{file}: {error}", {"file": file}) from error


def types(language: str = "en") -> list[FactType]:
    """Every fact type, described in one of the product's languages (English for any other)."""
    spoken = supported(language) or "en"
    said = words(spoken)
    described = []
    for name, rule in rules().items():
        values = tuple(
            FactValue(
                value_name,
                said.values[value_name],
                value.kind,
                value.required,
                tuple((choice, said.choices[value_name][choice]) for choice in value.choices),
            )
            for value_name, value in rule.values.items()
        )
        example = Fact(id="example", type=name, values=rule.example, public=rule.public)
        described.append(
            FactType(
                name,
                said.types[name],
                rule.scope,
                rule.public,
                rule.themes,
                values,
                rule.example,
                say(example, spoken) or "",
            )
        )
    return described


def public_by_default(type: str | None) -> bool:
    """Whether a fact of this type may be said in public when its entry does not say; free text may."""
    rule = rules().get(type) if type else None
    return rule is None or rule.public


def validate(fact: Fact) -> None:
    """Refuse a fact the composer could not say.

    Raises:
        InvalidInput: names the fact and the value at fault.
    """
    if fact.type is None:
        if not any(map(str.isalnum, fact.text or "")):
            raise _wrong(fact, "text", "has a text without words")
        if len(fact.text or "") > LONGEST:
            raise _wrong(fact, "text", f"has a text longer than {LONGEST} characters")
        return
    rule = rules().get(fact.type)
    if rule is None:
        raise _wrong(fact, "type", f"is of the unknown type {fact.type!r}; known: {', '.join(rules())}")
    for name in fact.values:
        if name not in rule.values and not (name == "currency" and _money_names(rule)):
            raise _wrong(fact, name, f"has the value {name!r}, which {fact.type} does not know")
    read = _read(fact, rule)
    for name, value in rule.values.items():
        if value.required and name not in read:
            raise _wrong(fact, name, f"lacks the value {name!r}")
    for first, last in _SPANS:
        start, end = read.get(first), read.get(last)
        if (start is None) != (end is None):
            missing = first if start is None else last
            raise _wrong(fact, missing, f"lacks the value {missing!r}: give both ends, or neither")
        if type(start) is date and type(end) is date and end < start:
            raise _wrong(fact, last, f"ends ({last}) before it begins ({first})")
        if isinstance(start, time) and start == end:
            raise _wrong(fact, last, f"ends ({last}) when it begins ({first}): write a text of your own")


#: Values that are the two ends of one span.
_SPANS: Final = (("from", "to"), ("starts", "ends"), ("opens", "closes"))


def say(
    fact: Fact,
    language: str,
    person: Person = Person.WE,
    variant: int = 0,
    locale: str | None = None,
    after: Fact | None = None,
) -> str | None:
    """A fact as a sentence of the reply; None when it cannot be said in this language.

    Free text is said only in the language it was typed in, and a text value likewise unless it is a name.
    `locale` is a BCP 47 tag with the region whose dates and amounts are wanted; `after` is the fact it leans
    on, as `leans_on` finds it: what that one has said is not repeated.

    Raises:
        InvalidInput: the fact is not valid.
    """
    if fact.type is None:
        lines = [line.strip(" ,;\n") for line in _LIST_MARK.split(fact.text or "")]
        text = spoken(_AFTER_MARK.sub(" ", ", ".join(filter(None, lines))))
        return _sentence(text) if text and _speaks(fact, language) else None
    rule, values = _checked(fact)
    filled: dict[tuple[str, str], str] = {}
    plurals = False
    for name, value in values.items():
        if rule.values[name].kind == "text" and not rule.values[name].name and not _speaks(fact, language):
            return None
        choices = {
            choice: phrases.spread((said,), language, person)[0]
            for choice, said in words(language).choices.get(name, {}).items()
            if choice == value
        }
        filled.update(wordings(name, value, rule.values[name], language, locale, choices))
        if rule.values[name].kind == "number":
            plurals = plurals or value != 1
    start, end = values.get("from"), values.get("to")
    if type(start) is date and type(end) is date:
        filled.update(ranged(start, end, language, locale))
    if after is not None and ("date", "on") in filled:
        filled["date", "on"] = phrases.bank(language).joints.date["same"]
    said = words(language).after if after is not None and after.type == rule.after else words(language).says
    ways = phrases.spread(said[fact.type], language, person)
    most = max(len(_said_slots(way, filled)) for way in ways)
    full = [way for way in ways if len(_said_slots(way, filled)) == most]
    chosen = phrases.agree(full[variant % len(full)], plurals)
    return _sentence(smoothed(language, _IDLE_SPACE.sub("", _fill(chosen, filled).strip())))


def leans_on(fact: Fact, told: Sequence[Fact]) -> Fact | None:
    """The fact already told that this one is said after: its answer, or another of the same day."""
    rule = rules().get(fact.type or "")
    if rule is None:
        return None
    for other in told:
        if rule.after is not None and other.type == rule.after and _alike(other, fact):
            return other
    last = told[-1] if told else None
    day = fact.values.get("date")
    return last if day and not rule.change and last is not None and last.values.get("date") == day else None


def _alike(fact: Fact, other: Fact) -> bool:
    """Whether two facts say the same wherever both say anything."""
    return all(fact.values[name] == other.values[name] for name in fact.values.keys() & other.values.keys())


def say_done(fact: Fact, language: str) -> str | None:
    """What the house did, as a noun ("the change of room"); None for free text and what is nothing done."""
    if fact.type is None or not rules()[fact.type].done:
        return None
    return phrases.typeset(language, words(language).done[fact.type])


def fits(fact: Fact, themes: frozenset[str]) -> bool:
    """Whether a fact answers one of these themes. Free text was written for the occasion and always does."""
    return fact.type is None or not themes.isdisjoint(themes_of(fact))


def themes_of(fact: Fact) -> tuple[str, ...]:
    """The themes a fact may answer, fewer where a choice narrows its type; none for free text."""
    if fact.type is None:
        return ()
    rule = rules()[fact.type]
    for value, by_choice in rule.narrow.items():
        if fact.values.get(value) in by_choice:
            return by_choice[str(fact.values[value])]
    return rule.themes


def values_in(fact: Fact) -> Supported:
    """The dates, times, amounts and numbers a fact vouches for, and its free words.

    Never fails: a value that cannot be read vouches for nothing.
    """
    if fact.type is None or fact.type not in rules():
        return Supported(texts=(fact.text,) if fact.text else ())
    rule = rules()[fact.type]
    try:
        values = _read(fact, rule)
    except InvalidInput:
        return Supported()
    dates, times, amounts, numbers, texts = [], [], [], [], []
    for value in values.values():
        if isinstance(value, datetime):
            dates.append(value.date())
            times.append(value.time())
        elif isinstance(value, date):
            dates.append(value)
        elif isinstance(value, time):
            times.append(value)
        elif isinstance(value, Money):
            amounts.append(value)
        elif isinstance(value, Decimal):
            numbers.append(value)
        elif isinstance(value, str):
            texts.append(value)
    return Supported(tuple(dates), tuple(times), tuple(amounts), tuple(numbers), tuple(texts))


def _checked(fact: Fact) -> tuple[TypeRule, dict[str, Any]]:
    validate(fact)
    rule = rules()[fact.type or ""]
    return rule, _read(fact, rule)


def _read(fact: Fact, rule: TypeRule) -> dict[str, Any]:
    """The values of a typed fact as dates, times, amounts, numbers and words."""
    read = {}
    for name, value in rule.values.items():
        given = fact.values.get(name)
        if given is None or given == "":
            continue
        if value.kind == "money" and not isinstance(given, Mapping) and fact.values.get("currency"):
            given = {"amount": given, "currency": fact.values["currency"]}
        try:
            read[name] = parse(given, value)
        except (ValueError, InvalidOperation) as error:
            example = rule.example.get(name, "")
            reason = f"has a {name!r} that is no {value.kind}: {error} (for example {example!r})"
            raise _wrong(fact, name, reason) from error
    return read


def _speaks(fact: Fact, language: str) -> bool:
    return fact.language is None or supported(fact.language) == language


_SLOT = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def _said_slots(template: str, filled: Mapping[tuple[str, str], str]) -> set[tuple[str, str]]:
    """The slots a template would say; none when it has one outside `[...]` without a value."""
    slots = set(_SLOT.findall(template))
    needed = set(_SLOT.findall(_OPTIONAL.sub("", template)))
    return slots & filled.keys() if needed <= filled.keys() else set()


def _fill(template: str, filled: Mapping[tuple[str, str], str]) -> str:
    def optional(match: re.Match[str]) -> str:
        return match[1] if set(_SLOT.findall(match[1])) <= filled.keys() else ""

    return _SLOT.sub(lambda match: filled[match[1], match[2] or ""], _OPTIONAL.sub(optional, template))


#: What stands before the lines of a typed list.
_AFTER_MARK = re.compile(r"(?<=[:.!?…]), ")
_LIST_MARK = re.compile(r"(?m)^\s*[-–•*]\s+")
#: The space that a value without words leaves.
_IDLE_SPACE = re.compile(r" +(?=[.,])|(?<= ) +")
_ENDED = re.compile(r"[.!?…]\s?[»”\"')]*$")


def _sentence(text: str) -> str:
    """Free words with a capital at the start and a stop at the end; "iPhone" stays as it is."""
    text = text.rstrip(" ,;:-–—")
    if not text[1:2].isupper():
        text = text[0].upper() + text[1:]
    return text if _ENDED.search(text) else f"{text}."


def _money_names(rule: TypeRule) -> bool:
    return any(value.kind == "money" for value in rule.values.values())


def _wrong(fact: Fact, field: str, reason: str) -> InvalidInput:
    return InvalidInput(f"the fact {fact.id!r} {reason}", {"fact": fact.id, "field": field})
