"""Values of facts as people type them: amounts, days, spans, names, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest

from sangfroid.domain.draft import Fact
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import facts
from sangfroid.drafting.fact_values import ValueRule, parse

MONEY = ValueRule(kind="money")


def typed(name: str, **values: Any) -> Fact:
    return Fact("f", type=name, values=values)


def said(language: str, name: str, locale: str | None = None, **values: Any) -> str:
    text = facts.say(typed(name, **values), language, locale=locale)
    assert text
    return text


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        ("1.234,50 EUR", "1234.50"),
        ("1,234.50 EUR", "1234.50"),
        ("1 234 567,89 €", "1234567.89"),
        ("1.234 EUR", "1234"),
        ("1234567,8 €", "1234567.8"),
        ("€80.50", "80.50"),
        ("CHF 1'234.50", "1234.50"),
        ("1’234 CHF", "1234"),
        ({"amount": "80", "currency": "EUR"}, "80"),
        ({"amount": "1.250", "currency": "KWD"}, "1.250"),
        ({"amount": "1.234,50", "currency": "EUR"}, "1234.50"),
        ({"amount": 80.5, "currency": "EUR"}, "80.5"),
    ],
)
def test_an_amount_is_what_was_written(given: Any, amount: str) -> None:
    assert parse(given, MONEY).amount == Decimal(amount)


@pytest.mark.parametrize(
    "given",
    [
        {"amount": "0.125", "currency": "EUR"},
        {"amount": "10.555", "currency": "EUR"},
        {"amount": "1234.5", "currency": "JPY"},
        {"amount": "5", "currency": "XXX"},
        *("1,2,3 EUR", "0.125 EUR", "1.23.456 EUR", "12,34,56 EUR", "-5 EUR", "NaN EUR"),
    ],
)
def test_an_amount_nobody_pays_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse(given, MONEY)


@pytest.mark.parametrize("number", [0, -1, 1.5, "0.5", "many", True, "NaN"])
def test_days_and_places_are_whole_numbers(number: Any) -> None:
    for name, value in (("cancellation_policy", "days"), ("parking_info", "spaces")):
        with pytest.raises(InvalidInput) as error:
            facts.validate(typed(name, **{value: number}))
        assert value in error.value.message


@pytest.mark.parametrize("day", ["0001-01-01", "1926-03-12", "9999-12-31"])
def test_a_year_that_is_a_slip_is_refused(day: str) -> None:
    with pytest.raises(InvalidInput, match="not likely"):
        facts.validate(typed("cleaning_done", date=day))
    with pytest.raises(InvalidInput, match="not likely"):
        facts.validate(typed("contact_attempted", channel="email", at=day))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hour_is_said_that_nobody_gave(language: str) -> None:
    day = said(language, "contact_attempted", channel="email", at="2026-03-13")
    moment = said(language, "contact_attempted", channel="email", at="2026-03-13T00:00")
    assert "2026" in day
    assert len(day) < len(moment)
    assert not [hour for hour in ("0\u00a0h", "00:00", "midnight", "12:00") if hour in day]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "le 4 mai 2026."),
        ("en", "on May 4, 2026."),
        ("es", "el 4 de mayo de 2026."),
        ("de", "am 4. Mai 2026"),
        ("it", "il 4 maggio 2026."),
        ("nl", "op 4 mei 2026"),
        ("pt", "a 4 de maio de 2026."),
    ],
)
def test_a_span_of_one_day_is_that_day(language: str, expected: str) -> None:
    text = said(language, "closed_period", **{"from": "2026-05-04", "to": "2026-05-04"})
    assert expected in text, text
    assert " ." not in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("name", "values", "missing"),
    [
        ("staff_present", {"area": "bar", "from": "18:00"}, "to"),
        ("staff_present", {"area": "bar", "to": "18:00"}, "from"),
        ("works_period", {"from": "2026-02-02", "to": "2026-03-27", "starts": "09:00"}, "ends"),
        ("opening_hours", {"service": "bar", "opens": "00:00", "closes": "00:00"}, "closes"),
        ("quiet_hours", {"from": "22:00", "to": "22:00"}, "to"),
    ],
)
def test_a_span_has_two_ends(name: str, values: dict[str, str], missing: str) -> None:
    with pytest.raises(InvalidInput) as error:
        facts.validate(typed(name, **values))
    assert error.value.details["field"] == missing


def test_noon_and_midnight_have_their_english_names() -> None:
    assert "from noon to midnight" in said(
        "en", "opening_hours", service="bar", opens="12:00", closes="00:00"
    )
    assert "7:00 AM" in said("en", "opening_hours", service="bar", opens="07:00", closes="23:00")


def test_portuguese_without_a_region_is_that_of_portugal() -> None:
    price = {"included": "breakfast", "price": "1234.5 EUR"}
    assert said("pt", "price_includes", "pt", **price) == said("pt", "price_includes", "pt-PT", **price)
    assert said("pt", "price_includes", "pt", **price) != said("pt", "price_includes", "pt-BR", **price)


@pytest.mark.parametrize(
    ("typed_in", "expected"),
    [
        ("la chambre est nettoyée ;", "La chambre est nettoyée."),
        ("La gouvernante a dit « tout est fait. »", "La gouvernante a dit « tout est fait. »"),
        ("- nettoyé la chambre\n- refait le lit", "Nettoyé la chambre, refait le lit."),
        ("Nous avons :\n• nettoyé\n• aéré", "Nous avons : nettoyé, aéré."),
        (
            "- La piscine était fermée.\n- Le spa était ouvert.",
            "La piscine était fermée. Le spa était ouvert.",
        ),
        ("iPhone retrouvé", "iPhone retrouvé."),
        ("Nous avons \u202enettoyé\u202c\x00\x07 tout", "Nous avons nettoyé tout."),
    ],
)
def test_free_words_become_a_sentence(typed_in: str, expected: str) -> None:
    assert facts.say(Fact("f", typed_in, "fr"), "fr") == expected


@pytest.mark.parametrize("typed_in", ["-", "  ", "…", "«»", "\u202e"])
def test_a_text_without_words_is_no_fact(typed_in: str) -> None:
    with pytest.raises(InvalidInput):
        facts.validate(Fact("f", typed_in))


def test_a_name_is_not_quoted_twice() -> None:
    assert said("fr", "not_on_menu", item="« risotto »") == said("fr", "not_on_menu", item="risotto")
