"""Facts: the kinds the composer knows, what their values may be, how each is said. Data: `fact_types/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, TypeVar

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, get_currency_precision, is_currency
from pydantic import BaseModel, ConfigDict, ValidationError

from sangfroid.domain.draft import Fact, Person
from sangfroid.domain.errors import InvalidData, InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import phrases

Kind = Literal["date", "time", "datetime", "money", "text", "number", "choice"]
Scope = Literal["house", "case"]
Checked = TypeVar("Checked", bound=BaseModel)

#: Longest free text or text value, in characters.
LONGEST: Final = 600


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ValueRule(_Data):
    """What one value may be. A `name` (a dish, a product) is the same in every language."""

    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    name: bool = False


class TypeRule(_Data):
    """One fact type, as `fact_types/types.yaml` declares it."""

    scope: Scope
    public: bool
    done: bool
    change: bool = False
    themes: tuple[str, ...]
    values: Mapping[str, ValueRule]
    example: Mapping[str, Any]


class _Types(_Data):
    types: Mapping[str, TypeRule]


class FactWords(_Data):
    """How one language says every type: sentences, what was done as nouns, labels of types and values."""

    says: Mapping[str, tuple[str, ...]]
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
class Money:
    """An amount and its ISO 4217 currency."""

    amount: Decimal
    currency: str


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
    spoken = _supported(language) or "en"
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
        if not (fact.text or "").strip():
            raise _wrong(fact, "text", "needs a text or a type")
        if len(fact.text or "") > LONGEST:
            raise _wrong(fact, "text", f"is longer than {LONGEST} characters")
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
    for first, last in (("from", "to"),):
        start, end = read.get(first), read.get(last)
        if type(start) is date and type(end) is date and end < start:
            raise _wrong(fact, last, f"ends ({last}) before it begins ({first})")


def say(
    fact: Fact,
    language: str,
    person: Person = Person.WE,
    variant: int = 0,
    locale: str | None = None,
) -> str | None:
    """A fact as a sentence of the reply; None when it cannot be said in this language.

    Free text is said only in the language it was typed in, and a text value likewise unless it is a name.
    `locale` is a BCP 47 tag with the region whose dates and amounts are wanted.

    Raises:
        InvalidInput: the fact is not valid.
    """
    if fact.type is None:
        text = " ".join((fact.text or "").split())
        return _sentence(text) if text and _speaks(fact, language) else None
    rule, values = _checked(fact)
    filled: dict[tuple[str, str], str] = {}
    plurals = False
    for name, value in values.items():
        if rule.values[name].kind == "text" and not rule.values[name].name and not _speaks(fact, language):
            return None
        filled.update(_wordings(name, value, rule.values[name], language, locale))
        if rule.values[name].kind == "number":
            plurals = plurals or value != 1
    wordings = phrases.spread(words(language).says[fact.type], language, person)
    most = max(len(_said_slots(way, filled)) for way in wordings)
    full = [way for way in wordings if len(_said_slots(way, filled)) == most]
    chosen = phrases.agree(full[variant % len(full)], plurals)
    return _sentence(_smoothed(language, _fill(chosen, filled).strip()))


def say_done(fact: Fact, language: str) -> str | None:
    """What the house did, as a noun ("the change of room"); None for free text and what is nothing done."""
    if fact.type is None or not rules()[fact.type].done:
        return None
    return phrases.typeset(language, words(language).done[fact.type])


def fits(fact: Fact, themes: frozenset[str]) -> bool:
    """Whether a fact answers one of these themes. Free text was written for the occasion and always does."""
    return fact.type is None or not themes.isdisjoint(rules()[fact.type].themes)


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
            read[name] = _parse(given, value)
        except (ValueError, InvalidOperation) as error:
            example = rule.example.get(name, "")
            reason = f"has a {name!r} that is no {value.kind}: {error} (for example {example!r})"
            raise _wrong(fact, name, reason) from error
    return read


def _parse(given: Any, rule: ValueRule) -> Any:
    if rule.kind == "choice":
        if given not in rule.choices:
            raise ValueError(f"choose one of {', '.join(rule.choices)}")
        return given
    if rule.kind == "money":
        return _money(given)
    if rule.kind == "number":
        if isinstance(given, bool) or not isinstance(given, int | float | str):
            raise ValueError("a number is needed")
        number = Decimal(str(given))
        if not number.is_finite() or not 0 <= number < 10**9:
            raise ValueError("a number from 0 is needed")
        return number
    # Dates come as text from JSON and as themselves from YAML or code.
    if rule.kind == "date" and type(given) is date:
        return given
    if rule.kind == "time" and isinstance(given, time):
        return given
    if rule.kind == "datetime" and isinstance(given, datetime):
        return given
    if not isinstance(given, str):
        raise ValueError("a string is needed")
    if rule.kind == "date":
        return date.fromisoformat(given)
    if rule.kind == "time":
        if not re.fullmatch(r"\d\d:\d\d(:\d\d)?", given):
            raise ValueError("write it as 21:10")
        return time.fromisoformat(given)
    if rule.kind == "datetime":
        return datetime.fromisoformat(given)
    text = " ".join(given.split())
    if not text or len(text) > LONGEST:
        raise ValueError(f"1 to {LONGEST} characters are needed")
    return text


_AMOUNT_FIRST = re.compile(r"([\d.,\s]*\d)\s*([^\d\s.,]+)")
_CURRENCY_FIRST = re.compile(r"([^\d\s.,]+)\s*(\d[\d.,\s]*)")
_SIGNS: Final = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY"}


def _money(given: Any) -> Money:
    """`{"amount": "80", "currency": "EUR"}`, or text such as "80 EUR" and "€80.50"."""
    if isinstance(given, Mapping):
        amount, currency = given.get("amount"), given.get("currency")
    elif isinstance(given, str) and (match := _AMOUNT_FIRST.fullmatch(given.strip())):
        amount, currency = match.groups()
    elif isinstance(given, str) and (match := _CURRENCY_FIRST.fullmatch(given.strip())):
        currency, amount = match.groups()
    else:
        raise ValueError("an amount and its currency are needed")
    if isinstance(amount, bool) or not isinstance(amount, int | float | str | Decimal):
        raise ValueError("the amount must be a number")
    code = _SIGNS.get(str(currency), str(currency).upper())
    if not is_currency(code):
        raise ValueError("the currency must be an ISO 4217 code such as EUR")
    digits = re.sub(r"\s", "", str(amount))
    if not isinstance(amount, str):
        return _checked_money(Decimal(digits), code)
    # "1.234,50" and "1,234.50": the last sign is the decimal one when one or two digits follow it.
    if match := re.fullmatch(r"([\d.,]*)[.,](\d{1,2})", digits):
        digits = f"{re.sub('[.,]', '', match[1])}.{match[2]}"
    else:
        digits = re.sub(r"[.,](?=\d{3})", "", digits)
    return _checked_money(Decimal(digits), code)


def _checked_money(number: Decimal, code: str) -> Money:
    if not number.is_finite() or not 0 <= number < 10**9:
        raise ValueError("an amount from 0 is needed")
    return Money(number, code)


def _wordings(
    name: str, value: Any, rule: ValueRule, language: str, locale: str | None
) -> dict[tuple[str, str], str]:
    """How a value fills a slot, alone and after each small word: `{date}`, `{date:on}`, `{time:at}`."""
    joints = phrases.bank(language).joints
    if isinstance(value, datetime):
        moment = (
            joints.date["on"].format(said_date(value.date(), language, locale))
            + " "
            + joints.time["at"].format(said_time(value.time(), language, locale))
        )
        return {(name, ""): moment, (name, "on"): moment}
    if isinstance(value, date):
        plain = said_date(value, language, locale)
        return {(name, ""): plain} | {(name, key): joint.format(plain) for key, joint in joints.date.items()}
    if isinstance(value, time):
        plain = said_time(value, language, locale)
        return {(name, ""): plain} | {(name, key): joint.format(plain) for key, joint in joints.time.items()}
    if isinstance(value, Money):
        return {(name, ""): said_money(value, language, locale)}
    if isinstance(value, Decimal):
        return {(name, ""): format_decimal(value, locale=_locale(language, locale))}
    if rule.kind == "choice":
        return {(name, ""): phrases.typeset(language, words(language).choices[name][value])}
    return {(name, ""): value}


def said_date(value: date, language: str, locale: str | None = None) -> str:
    """A long date: "12 mars 2026", "March 12, 2026"."""
    text = format_date(value, "long", locale=_locale(language, locale))
    return f"1er{text[1:]}" if language == "fr" and value.day == 1 and text.startswith("1 ") else text


def said_time(value: time, language: str, locale: str | None = None) -> str:
    """A time of day: "21 h 10" as French printers write it, "9:10 PM", "21:10"."""
    if language == "fr":
        return f"{value.hour}\u00a0h" + (f"\u00a0{value.minute:02}" if value.minute else "")
    return str(format_time(value, "short", locale=_locale(language, locale))).replace("\u202f", " ")


def said_money(value: Money, language: str, locale: str | None = None) -> str:
    """An amount in the locale's form, without decimals when there are none."""
    spoken = _locale(language, locale)
    pattern = spoken.currency_formats["standard"].pattern
    whole = value.amount == value.amount.to_integral_value() and get_currency_precision(value.currency) > 0
    if whole:
        pattern = pattern.replace(".00", "")
    return str(
        format_currency(
            value.amount, value.currency, format=pattern, locale=spoken, currency_digits=not whole
        )
    )


@cache
def _locale(language: str, tag: str | None) -> Locale:
    if tag and _supported(tag) == language:
        try:
            return Locale.parse(tag.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            pass
    # Replies are written in European Portuguese; plain "pt" means Brazil to Babel.
    return Locale.parse({"pt": "pt_PT"}.get(language, language))


def _supported(tag: str | None) -> str | None:
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else None


def _speaks(fact: Fact, language: str) -> bool:
    return fact.language is None or _supported(fact.language) == language


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


def _smoothed(language: str, text: str) -> str:
    """Articles and prepositions as they are said before certain numbers: "l'8 marzo", "a la 1:10"."""
    if language == "it":
        text = re.sub(r"\b(il|dal|al) (?=(8|11) )", lambda m: _ELIDED[m[1]], text)
        text = re.sub(r"\b(il|dal|al) 1 ", r"\1 1º ", text)
    elif language == "es":
        text = re.sub(r"\blas (?=1:)", "la ", text)
    elif language == "pt":
        text = re.sub(r"\bàs (?=0?1:)", "à ", text)
        text = re.sub(r"\bdas (?=0?1:)", "da ", text)
    return text


_ELIDED: Final = {"il": "l’", "dal": "dall’", "al": "all’"}


def _sentence(text: str) -> str:
    """Free words with a capital at the start and a stop at the end."""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" else f"{text}."


def _money_names(rule: TypeRule) -> bool:
    return any(value.kind == "money" for value in rule.values.values())


def _wrong(fact: Fact, field: str, reason: str) -> InvalidInput:
    return InvalidInput(f"the fact {fact.id!r} {reason}", {"fact": fact.id, "field": field})
