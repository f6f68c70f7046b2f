"""Facts are checked value by value and said in every language."""

from datetime import date, time
from decimal import Decimal

import pytest

from sangfroid.domain.draft import Fact, Person
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import facts, phrases

TECHNICIAN = Fact(
    "f", type="technician_called", values={"equipment": "heating", "date": "2026-03-01", "time": "21:10"}
)


def typed(name: str, **values: object) -> Fact:
    return Fact("f", type=name, values=values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_is_described_and_its_example_said(language: str) -> None:
    described = facts.types(language)
    assert len(described) >= 20
    for kind in described:
        assert kind.label
        assert kind.themes
        assert kind.said[0].isupper() or kind.said[0].isdigit()
        assert kind.said.endswith(".")
        assert not set(kind.said) & set("{}[]<>#|")
        assert all(value.label for value in kind.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_words_and_every_language_the_same(language: str) -> None:
    said = facts.words(language)
    for name, rule in facts.rules().items():
        assert said.says[name]
        assert (name in said.done) == rule.done
        for value, of in rule.values.items():
            assert said.values[value]
            for choice in of.choices:
                assert said.choices[value][choice]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", Person)
def test_every_choice_is_said_without_leaving_marks(language: str, person: Person) -> None:
    for name, rule in facts.rules().items():
        for value, of in rule.values.items():
            for choice in of.choices:
                text = facts.say(typed(name, **{**rule.example, value: choice}), language, person)
                assert text
                assert not set(text) & set("{}[]<>#|"), text
                assert "  " not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_that_may_be_missing_leave_no_hole(language: str) -> None:
    for name, rule in facts.rules().items():
        needed = {value: rule.example[value] for value, of in rule.values.items() if of.required}
        text = facts.say(typed(name, **needed), language)
        assert text
        assert "  " not in text
        assert " ." not in text
        assert " ," not in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            "Nous avons fait appel à un technicien pour le chauffage, le 1er mars 2026 à 21\u00a0h\u00a010.",
        ),
        ("en", "We called a technician for the heating on March 1, 2026 at 9:10 PM."),
        ("es", "Llamamos a un técnico para la calefacción el 1 de marzo de 2026 a las 21:10."),
        ("de", "Wir haben am 1. März 2026 um 21:10 Uhr wegen der Heizung einen Techniker gerufen."),
        ("it", "Abbiamo chiamato un tecnico per il riscaldamento il 1º marzo 2026 alle ore 21:10."),
        ("nl", "Wij hebben op 1 maart 2026 om 21:10 uur een technicus gebeld voor de verwarming."),
        ("pt", "Chamámos um técnico para o aquecimento a 1 de março de 2026, às 21:10."),
    ],
)
def test_dates_and_times_are_said_as_the_language_writes_them(language: str, expected: str) -> None:
    assert facts.say(TECHNICIAN, language) == expected


@pytest.mark.parametrize(
    ("language", "amount"),
    [
        ("fr", "1\u202f080,50\u00a0€"),
        ("en", "€1,080.50"),
        ("de", "1.080,50\u00a0€"),
        ("nl", "€\u00a01.080,50"),
    ],
)
def test_amounts_take_the_form_of_the_language(language: str, amount: str) -> None:
    said = facts.say(typed("refund_issued", amount={"amount": "1080.50", "currency": "EUR"}), language)
    assert said
    assert amount in said


@pytest.mark.parametrize(
    "written",
    [{"amount": 80, "currency": "EUR"}, {"amount": "80.00", "currency": "eur"}, "80 EUR", "€80", "80,00 €"],
)
def test_an_amount_may_be_written_in_several_ways(written: object) -> None:
    assert facts.say(typed("refund_issued", amount=written), "en") == "We issued a refund of €80."


def test_numbers_agree() -> None:
    assert facts.say(typed("cancellation_policy", days=1), "fr") == (
        "L’annulation est possible sans frais jusqu’à 1 jour avant la date prévue."
    )
    assert "3 jours" in (facts.say(typed("cancellation_policy", days=3), "fr") or "")


@pytest.mark.parametrize(
    ("language", "locale", "same_year", "same_month"),
    [
        ("fr", None, "du 2 février au 27 mars 2026", "du 1er au 11 août 2026"),
        ("en", None, "from February 2 to March 27, 2026", "from August 1 to 11, 2026"),
        ("en", "en-GB", "from 2 February to 27 March 2026", "from 1 to 11 August 2026"),
        ("es", None, "del 2 de febrero al 27 de marzo de 2026", "del 1 al 11 de agosto de 2026"),
        ("de", None, "vom 2. Februar bis zum 27. März 2026", "vom 1. bis zum 11. August 2026"),
        ("it", None, "dal 2 febbraio al 27 marzo 2026", "dal 1º all’11 agosto 2026"),
        ("nl", None, "van 2 februari tot en met 27 maart 2026", "van 1 tot en met 11 augustus 2026"),
        ("pt", None, "de 2 de fevereiro a 27 de março de 2026", "de 1 a 11 de agosto de 2026"),
    ],
)
def test_a_period_says_year_and_month_once(
    language: str, locale: str | None, same_year: str, same_month: str
) -> None:
    period = typed("closed_period", **{"from": "2026-02-02", "to": "2026-03-27"})
    assert same_year in (facts.say(period, language, locale=locale) or "")
    days = typed("closed_period", **{"from": "2026-08-01", "to": "2026-08-11"})
    assert same_month in (facts.say(days, language, locale=locale) or "")
    winter = typed("closed_period", **{"from": "2025-12-15", "to": "2026-02-01"})
    said = facts.say(winter, language, locale=locale) or ""
    assert "2025" in said
    assert "2026" in said


def test_a_currency_code_stands_apart_from_its_figures() -> None:
    for amount, locale, written in (
        ("95.50 CHF", None, "CHF\u00a095.50"),
        ("95.50 GBP", None, "£95.50"),
        ("95.50 USD", "en-GB", "US$95.50"),
    ):
        said = facts.say(typed("refund_issued", amount=amount), "en", locale=locale)
        assert said == f"We issued a refund of {written}."


def test_what_was_just_said_is_not_said_again() -> None:
    offered = typed("alternative_offered", alternative="other_room", time="22:30")
    declined = typed("alternative_declined", alternative="other_room")
    assert facts.leans_on(declined, (offered,)) is offered
    assert facts.leans_on(declined, ()) is None
    assert facts.leans_on(typed("alternative_declined", alternative="other_table"), (offered,)) is None
    for language in LANGUAGES:
        alone, after = facts.say(declined, language), facts.say(declined, language, after=offered)
        assert len(after or "") < len(alone or "")


def test_two_facts_of_one_day_name_it_once() -> None:
    first = typed("technician_called", equipment="heating", date="2026-01-08", time="07:30")
    second = typed("room_changed", date="2026-01-08", time="13:00")
    assert facts.leans_on(second, (first,)) is first
    assert facts.leans_on(typed("room_changed", date="2026-01-09"), (first,)) is None
    assert facts.leans_on(Fact("t", text="Free words."), (first,)) is None
    for language in LANGUAGES:
        said = facts.say(second, language, after=first) or ""
        assert "2026" not in said
        assert "1" in said  # the time of day stays


def test_italian_articles_are_elided() -> None:
    said = facts.say(typed("closed_period", **{"from": "2025-12-08", "to": "2026-01-11"}), "it")
    assert said == "La struttura era chiusa dall’8 dicembre 2025 all’11 gennaio 2026."


def test_the_house_says_i_when_it_signs_alone() -> None:
    assert (facts.say(TECHNICIAN, "fr", Person.I) or "").startswith("J’ai fait appel")


def test_a_region_is_respected() -> None:
    assert "1 March 2026" in (facts.say(TECHNICIAN, "en", locale="en-GB") or "")
    assert "March 1, 2026" in (facts.say(TECHNICIAN, "en", locale="xx-nonsense") or "")


@pytest.mark.parametrize(
    ("fact", "named"),
    [
        (typed("technician_calle"), "technician_calle"),
        (typed("refund_issued"), "amount"),
        (typed("refund_issued", amount="many"), "amount"),
        (typed("refund_issued", amount=80), "amount"),
        (typed("room_changed", time="9:10"), "time"),
        (typed("room_changed", date="2026-13-01"), "date"),
        (typed("room_changed", colour="red"), "colour"),
        (typed("item_replaced", object="elephant"), "object"),
        (typed("closed_period", **{"from": "2026-02-01", "to": "2026-01-01"}), "to"),
        (Fact("f", text="  "), "text"),
        (Fact("f", text="x" * 601), "text"),
    ],
)
def test_what_is_wrong_with_a_fact_is_named(fact: Fact, named: str) -> None:
    with pytest.raises(InvalidInput) as error:
        facts.validate(fact)
    assert "'f'" in error.value.message
    assert named in error.value.message


def test_free_text_is_said_in_its_own_language_alone() -> None:
    fact = Fact("f", text="un technicien est passé à 21 h 10", language="fr")
    assert facts.say(fact, "fr") == "Un technicien est passé à 21 h 10."
    assert facts.say(fact, "de") is None


def test_the_name_of_a_dish_is_the_same_everywhere() -> None:
    fact = Fact("f", type="not_on_menu", values={"item": "tiramisù"}, language="it")
    assert all("tiramisù" in (facts.say(fact, language) or "") for language in LANGUAGES)


def test_a_fact_vouches_for_its_values() -> None:
    found = facts.values_in(TECHNICIAN)
    assert found.dates == (date(2026, 3, 1),)
    assert found.times == (time(21, 10),)
    money = facts.values_in(typed("parking_info", spaces=12, price="15 EUR"))
    assert money.numbers == (Decimal(12),)
    assert (money.amounts[0].amount, money.amounts[0].currency) == (Decimal(15), "EUR")
    assert facts.values_in(Fact("f", text="21 h 10")).texts == ("21 h 10",)
    assert facts.values_in(typed("refund_issued", amount="many")) == facts.Supported()


def test_a_refund_is_private_unless_its_entry_says_otherwise() -> None:
    assert not facts.public_by_default("refund_issued")
    assert facts.public_by_default("room_changed")
    assert facts.public_by_default(None)


def test_a_choice_narrows_what_a_fact_answers() -> None:
    heating = typed("technician_called", equipment="heating")
    assert facts.fits(heating, frozenset({"heating"}))
    assert not facts.fits(heating, frozenset({"wifi"}))
    assert facts.fits(typed("technician_called"), frozenset({"wifi"}))
    assert facts.fits(Fact("f", text="x"), frozenset())


def test_narrowed_themes_name_known_choices() -> None:
    for rule in facts.rules().values():
        for value, by_choice in rule.narrow.items():
            assert by_choice.keys() <= set(rule.values[value].choices)


def test_themes_of_facts_are_themes_a_reply_can_name() -> None:
    known = set(phrases.bank("fr").themes)
    answered = {theme for rule in facts.rules().values() for theme in rule.themes}
    assert known - {"location"} <= answered | {"location"}
