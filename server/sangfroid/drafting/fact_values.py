"""Values of facts: how a date, a time, an amount is read, and how each language says it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, get_currency_precision, is_currency
from pydantic import BaseModel, ConfigDict

from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import phrases

Kind = Literal["date", "time", "datetime", "money", "text", "number", "choice"]

#: Longest free text or text value, in characters.
LONGEST: Final = 600


class ValueRule(BaseModel):
    """What one value may be. A `name` (a dish, a product) is the same in every language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    name: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its ISO 4217 currency."""

    amount: Decimal
    currency: str


def parse(given: Any, rule: ValueRule) -> Any:
    """A value as given becomes a date, time, datetime, `Money`, `Decimal` or text.

    Raises:
        ValueError: it is none of its kind.
        decimal.InvalidOperation: a number that is none.
    """
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
        # Days and places are counted.
        if not number.is_finite() or not 1 <= number < 10**9 or number != number.to_integral_value():
            raise ValueError("a whole number from 1 is needed")
        return number.to_integral_value()
    # Dates come as text from JSON and as themselves from YAML or code.
    if rule.kind == "date" and type(given) is date:
        return _likely(given)
    if rule.kind == "time" and isinstance(given, time):
        return given
    if rule.kind == "datetime" and isinstance(given, datetime):
        return _likely(given)
    if not isinstance(given, str):
        raise ValueError("a string is needed")
    if rule.kind == "date":
        return _likely(date.fromisoformat(given))
    if rule.kind == "time":
        if not re.fullmatch(r"\d\d:\d\d(:\d\d)?", given):
            raise ValueError("write it as 21:10")
        return time.fromisoformat(given)
    if rule.kind == "datetime":
        # Where no hour was given, none is said.
        moment = datetime.fromisoformat(given)
        return _likely(date.fromisoformat(given) if _DAY_ONLY.fullmatch(given) else moment)
    text = spoken(given)
    if not any(map(str.isalnum, text)) or len(text) > LONGEST:
        raise ValueError(f"1 to {LONGEST} characters are needed, with a word among them")
    return _unquoted(text) if rule.name else text


_DAY_ONLY = re.compile(r"\d{4}-?\d\d-?\d\d|\d{4}-?W\d\d(-?\d)?")
#: Years in which a house may have done something: others are slips of the keys.
_YEARS: Final = range(1990, 2100)


def _likely(day: date) -> date:
    if day.year not in _YEARS:
        raise ValueError(f"the year {day.year} is not likely")
    return day


def spoken(text: str) -> str:
    """Words in one line, without what nobody sees: control characters, marks of writing direction."""
    spaced = " ".join(text.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)


_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
_QUOTED = re.compile(r"[«“„\"']\s*(?P<said>[^«»“”„\"]+?)\s*[»”“\"']")


def _unquoted(name: str) -> str:
    """A name without the quotation marks around it: a sentence sets its own."""
    quoted = _QUOTED.fullmatch(name)
    return quoted["said"] if quoted else name


_AMOUNT_FIRST = re.compile(r"([\d.,'’\s]*\d)\s*([^\d\s.,'’]+)")
_CURRENCY_FIRST = re.compile(r"([^\d\s.,'’]+)\s*(\d[\d.,'’\s]*)")
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
    if not is_currency(code) or code in _NO_CURRENCY:
        raise ValueError("the currency must be an ISO 4217 code such as EUR")
    if not isinstance(amount, str):
        return _checked_money(Decimal(str(amount)), code)
    # Beside its currency an amount is a decimal number; in a text "1.234" is one thousand and so many.
    if isinstance(given, Mapping) and _PLAIN.fullmatch(amount.strip()):
        return _checked_money(Decimal(amount.strip()), code)
    written = _WRITTEN.fullmatch(amount.strip())
    if written is None:
        raise ValueError("write the amount as 1234.50")
    whole = re.sub(r"[^\d]", "", written["whole"])
    return _checked_money(Decimal(f"{whole}.{written['cents']}" if written["cents"] else whole), code)


#: Codes that stand for no money anybody pays with.
_NO_CURRENCY: Final = {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD"}
_PLAIN = re.compile(r"\d+(\.\d+)?")
#: "1.234,50", "1,234.50", "1 234.5", "1234,5": groups of three, then one or two digits after another sign.
_WRITTEN = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<group>[.,'’\s])\d{3}(?:(?P=group)\d{3})*|\d+)"
    r"(?:(?!(?P=group))[.,](?P<cents>\d{1,2}))?"
)


def _checked_money(number: Decimal, code: str) -> Money:
    if not number.is_finite() or not 0 <= number < 10**9:
        raise ValueError("an amount from 0 is needed")
    decimals = get_currency_precision(code)
    if number != round(number, decimals):
        raise ValueError(f"{code} has {decimals} decimals")
    return Money(number, code)


def wordings(
    name: str, value: Any, rule: ValueRule, language: str, locale: str | None, choices: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """How a value fills a slot, alone and after each small word: `{date}`, `{date:on}`, `{time:at}`."""
    joints = phrases.bank(language).joints
    if rule.kind == "datetime" and not isinstance(value, datetime):
        day = joints.date["on"].format(said_date(value, language, locale))
        return {(name, ""): day, (name, "on"): day}
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
        return {(name, ""): phrases.typeset(language, choices[value])}
    return {(name, ""): value}


def said_date(value: date, language: str, locale: str | None = None) -> str:
    """A long date: "12 mars 2026", "March 12, 2026"."""
    text = format_date(value, "long", locale=_locale(language, locale))
    return f"1er{text[1:]}" if language == "fr" and value.day == 1 and text.startswith("1 ") else text


def ranged(start: date, end: date, language: str, locale: str | None = None) -> dict[tuple[str, str], str]:
    """How two dates fill `{from:from}` and `{to:to}`: what both share is said once.

    "du 8 au 23 août 2026", "from August 8 to 23, 2026", "vom 2. Februar bis zum 27. März 2026".
    """
    first, last = said_date(start, language, locale), said_date(end, language, locale)
    joints = phrases.bank(language).joints.date
    if start == end:
        return {("from", "from"): joints["on"].format(first), ("to", "to"): ""}
    if start.year == end.year:
        spoken = _locale(language, locale)
        month_first = spoken.date_formats["long"].pattern.startswith("M")
        first = _without_year(first, start)
        if start.month == end.month and month_first:
            last = last.partition(" ")[2]
        elif start.month == end.month:
            first = first.partition(" ")[0]
    return {("from", "from"): joints["from"].format(first), ("to", "to"): joints["to"].format(last)}


def _without_year(text: str, value: date) -> str:
    """A long date up to its year: "12 de março de 2026" is "12 de março", "March 12, 2026" "March 12"."""
    return re.sub(rf",?(?: de)? {value.year}$", "", text)


def said_time(value: time, language: str, locale: str | None = None) -> str:
    """A time of day: "21 h 10" as French printers write it, "9:10 PM", "21:10"."""
    if language == "en" and value in _NAMED:
        return _NAMED[value]
    if language == "fr":
        return f"{value.hour}\u00a0h" + (f"\u00a0{value.minute:02}" if value.minute else "")
    return str(format_time(value, "short", locale=_locale(language, locale))).replace("\u202f", " ")


#: Times of day that English calls by name: nobody is sure which twelve is AM.
_NAMED: Final = {time(0): "midnight", time(12): "noon"}


def said_money(value: Money, language: str, locale: str | None = None) -> str:
    """An amount in the locale's form, without decimals when there are none."""
    spoken = _locale(language, locale)
    pattern = spoken.currency_formats["standard"].pattern
    whole = value.amount == value.amount.to_integral_value() and get_currency_precision(value.currency) > 0
    if whole:
        pattern = pattern.replace(".00", "")
    said = format_currency(
        value.amount, value.currency, format=pattern, locale=spoken, currency_digits=not whole
    )
    # A code is a word and stands apart from its figures, a sign need not: "CHF 95.50", "£95.50".
    return re.sub(r"(?<=[A-Z]{3})(?=\d)", "\u00a0", said)


@cache
def _locale(language: str, tag: str | None) -> Locale:
    # Without a region a language is spoken as at home: replies are written in European Portuguese.
    if tag and supported(tag) == language and tag.lower() != language:
        try:
            return Locale.parse(tag.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            pass
    # Plain "pt" means Brazil to Babel.
    return Locale.parse({"pt": "pt_PT"}.get(language, language))


def supported(tag: str | None) -> str | None:
    """The product's language a BCP 47 tag names, None when it is none of them."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else None


def smoothed(language: str, text: str) -> str:
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
