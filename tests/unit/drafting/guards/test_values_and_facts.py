"""What facts and the review vouch for, and what nobody told."""

from typing import Any

import pytest

from sangfroid.domain.draft import Audience, Establishment, Fact, Severity, Signature
from sangfroid.domain.review import Channel, Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards import values
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.platforms.rules import platform_rules

TECHNICIAN = Fact(
    id="f1", type="technician_called", values={"equipment": "heating", "date": "2026-03-12", "time": "21:10"}
)
PRICE = Fact(
    id="f2",
    type="price_displayed",
    values={"place": "menu", "item": "risotto", "price": {"amount": "12.50", "currency": "EUR"}},
)


def found(text: str, guard: str, **context: Any) -> list[str]:
    return [item.quote for item in guards.check(text, GuardContext(**context)) if item.guard == guard]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le risotto est affiché à 12,50 €."),
        ("en", "The risotto is listed at €12.50."),
        ("en", "The risotto is listed at 12.50 EUR."),
        ("de", "Das Risotto steht mit 12,50 Euro auf der Karte."),
        ("fr", "Un technicien est venu le 12 mars à 21 h 10."),
        ("en", "A technician was called on March 12, 2026 at 9:10 pm."),
        ("en", "A technician was called on 12/03 at 21:10."),
        ("de", "Der Techniker wurde am 12. März um 21.10 Uhr gerufen."),
        ("es", "El técnico fue avisado el 12 de marzo a las 21:10."),
        ("nl", "De monteur werd op 12 maart om 21.10 uur gebeld."),
        ("en", "The technician came on Thursday."),
    ],
)
def test_a_fact_supports_its_values_in_every_way_of_writing(language: str, text: str) -> None:
    assert found(text, "unsupported", language=language, facts=(TECHNICIAN, PRICE)) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The risotto is listed at €13.50.", "€13.50"),
        ("A technician was called on March 13.", "March 13"),
        ("A technician was called at 9:10 am.", "9:10 am"),
        ("The technician came on Friday.", "Friday"),
        ("The risotto is listed at $12.50.", "$12.50"),
        ("The boiler was replaced.", "was replaced"),
    ],
)
def test_another_value_is_unsupported(text: str, quote: str) -> None:
    assert found(text, "unsupported", language="en", facts=(TECHNICIAN, PRICE)) == [quote]


def test_a_review_supports_what_it_says_but_not_what_happens_behind_the_scenes() -> None:
    review = Review(text="We waited 40 minutes. They said they had trained the staff and changed our room.")
    assert found("You waited 40 minutes.", "unsupported", language="en", review=review) == []
    assert found("We changed your room at once.", "unsupported", language="en", review=review) == []
    assert found("We have trained the staff.", "unsupported", language="en", review=review)


def test_a_fact_that_is_not_public_supports_private_texts_only() -> None:
    secret = Fact(id="s", text="The boiler was repaired on 3 March by Kestrel Heating.", public=False)
    text = "The boiler was repaired on 3 March by Kestrel Heating."
    public = guards.check(text, GuardContext(language="en", facts=(secret,)))
    assert {"personal_data", "unsupported"} <= {item.guard for item in public}
    private = guards.check(text, GuardContext(language="en", facts=(secret,), audience=Audience.PRIVATE))
    assert private == ()


def test_a_free_fact_in_another_language_supports_the_action() -> None:
    fact = Fact(id="f", text="La chaudière a été réparée le 3 mars.", language="fr")
    assert found("The boiler was repaired on March 3.", "unsupported", language="en", facts=(fact,)) == []


def test_names_nobody_mentioned_are_a_warning() -> None:
    text = "Thank you for your kind words about Philippa and our garden."
    (item,) = guards.check(text, GuardContext(language="en"))
    assert (item.guard, item.severity, item.quote) == ("unsupported", Severity.WARN, "Philippa")
    review = Review(text="Philippa was wonderful")
    assert found(text, "unsupported", language="en", review=review) == []


def test_an_address_of_the_house_passes_and_another_does_not() -> None:
    house = Establishment(contact="www.tilleuls.example")
    assert found("Read www.tilleuls.example please.", "unsupported", language="en", establishment=house) == []
    assert found("Read www.win.example please.", "unsupported", language="en", establishment=house)
    assert found("Nous avons bien lu.Est-ce clair ?", "unsupported", language="fr") == []


@pytest.mark.parametrize(
    ("author", "platform", "channel", "text", "quotes"),
    [
        ("Sophie Marchal", None, Channel.REVIEW, "Bonjour Sophie, merci.", []),
        ("Sophie Marchal", None, Channel.REVIEW, "Bonjour Madame Marchal, merci.", ["Madame Marchal"]),
        ("Sophie Marchal", None, Channel.REVIEW, "Merci, Sophie Marchal.", ["Marchal"]),
        ("Sophie Marchal", "tripadvisor", Channel.REVIEW, "Bonjour Sophie, merci.", ["Sophie"]),
        ("Sophie Marchal", None, Channel.EMAIL, "Bonjour Sophie, merci.", ["Sophie"]),
        (None, None, Channel.REVIEW, "Madame, Monsieur, merci.", []),
        (None, None, Channel.REVIEW, "Merci à vous.\n\nMme Vauquelin\nDirectrice", []),
    ],
)
def test_names_of_guests(
    author: str | None, platform: str | None, channel: Channel, text: str, quotes: list[str]
) -> None:
    review = Review(text="Séjour agréable, petit-déjeuner copieux.", author=author, channel=channel)
    rules = platform_rules(platform)
    assert found(text, "personal_data", language="fr", review=review, platform=rules) == quotes


@pytest.mark.parametrize(
    ("language", "fact", "text", "quotes"),
    [
        ("en", "The guest, Peter Smith, called on 3 July.", "Peter Smith called us.", ["Peter", "Smith"]),
        ("en", "The customer Mr Smith called.", "We have spoken with Smith.", ["Smith"]),
        ("fr", "La cliente Anne Martin a appelé.", "Anne Martin nous a appelés.", ["Anne", "Martin"]),
        ("de", "Der Gast Peter Schmidt hat angerufen.", "Wie Peter Schmidt sagte.", ["Peter", "Schmidt"]),
        ("en", "Our Guest Relations Manager Anna Miller called.", "Anna Miller called you.", []),
        ("en", "The guest spoke with Anna Miller.", "Anna Miller spoke with you.", []),
        ("de", "Gast Zimmer Nummer 12, Rechnung bezahlt.", "Ihr Zimmer war bereit.", []),
    ],
)
def test_a_fact_that_names_a_customer_does_not_vouch_for_the_name(
    language: str, fact: str, text: str, quotes: list[str]
) -> None:
    facts = (Fact("f", text=fact, language=language),)
    assert found(text, "personal_data", language=language, facts=facts) == quotes


def test_the_contact_of_the_house_is_no_personal_data() -> None:
    house = Establishment(contact="+33 4 12 34 56 78, direction@tilleuls.example", signature=Signature("Ana"))
    for text in ("Appelez le 04 12 34 56 78.", "Écrivez à direction@tilleuls.example."):
        assert found(text, "personal_data", language="fr", establishment=house) == []
    assert found("Appelez le 04 99 34 56 70.", "personal_data", language="fr", establishment=house)
    assert found("IBAN FR76 3000 6000 0112 3456 7890 189.", "personal_data", language="fr")
    assert found("Carte 4111 1111 1111 1111.", "personal_data", language="fr")


def test_dates_of_stay_pass_only_when_the_review_gives_them() -> None:
    text = "During your stay from 3 to 5 March nothing was reported."
    review = Review(text="We were there from 3 to 5 March.")
    assert found(text, "personal_data", language="en", review=review) == []
    fact = Fact(id="f", text="The guest stayed from 3 to 5 March.")
    assert found(text, "personal_data", language="en", facts=(fact,)) != []


@pytest.mark.parametrize(
    ("plain", "kind", "key"),
    [
        ("1 200,50 €", "amount", ("1200.50", "EUR")),
        ("1.200 €", "amount", ("1200", "EUR")),
        ("12 € 50", "amount", ("12.50", "EUR")),
        ("£42", "amount", ("42", "GBP")),
        ("3. marz 2026", "date", ("2026", "3", "3")),
        ("1er avril", "date", ("None", "4", "1")),
        ("2026-03-12", "date", ("2026", "3", "12")),
        ("7 pm", "time", ("19", "0")),
        ("19 h", "time", ("19", "0")),
        ("alle 8", "time", ("8", "0")),
        ("quinta-feira", "weekday", ("3",)),
    ],
)
def test_reads_values(plain: str, kind: str, key: tuple[str, ...]) -> None:
    (value,) = values.find(plain)
    assert (value.kind, tuple(map(str, value.key))) == (kind, key)


def test_a_modal_verb_is_no_month() -> None:
    assert list(values.find("you may come, set in stone, out of sight")) == []
