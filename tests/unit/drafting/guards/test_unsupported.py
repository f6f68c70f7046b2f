"""What vouches for a deed, a promise, a sum, an hour and "yesterday"."""

import pytest

from sangfroid.domain.draft import Fact
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext

LIFT = Fact("lift", type="technician_called", values={"equipment": "lift", "date": "2026-03-12"})
PRICES = Fact("prices", text="The risotto is £18.50, the dessert £6, the wine £7.")
HOURS = Fact(
    "hours", type="opening_hours", values={"service": "breakfast", "opens": "07:00", "closes": "10:30"}
)
PLAN = Fact("plan", text="The mattress will be replaced in spring.")
PLAN_FR = Fact("plan", text="Le matelas sera remplacé au printemps.", language="fr")
ROOM = Fact("room", type="alternative_offered", values={"alternative": "other_room"})


def unsupported(text: str, *facts: Fact, language: str = "en", review: Review | None = None) -> list[str]:
    context = GuardContext(language=language, facts=facts, review=review)
    return [found.quote for found in guards.check(text, context) if found.guard == "unsupported"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("We called a technician for the lift.", (LIFT,)),
        ("We called a technician at once.", (LIFT,)),
        ("Risotto, dessert and wine come to £31.50.", (PRICES,)),
        ("Breakfast is served until half past ten.", (HOURS,)),
        ("Breakfast begins at seven.", (HOURS,)),
        ("We are going to replace the mattress in spring.", (PLAN,)),
        ("We are going to replace the mattress in spring.", (PLAN_FR,)),
        ("We offered you another room.", (ROOM,)),
        ("We called a technician for the lift yesterday.", (LIFT,)),
        ("We hope to welcome you again.", ()),
        ("We will be glad to talk with you.", ()),
    ],
)
def test_what_facts_say_may_be_said(text: str, facts: tuple[Fact, ...]) -> None:
    assert unsupported(text, *facts) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("We called a technician for the shower.", (LIFT,)),
        ("Risotto and dessert come to £27.", (PRICES,)),
        ("Breakfast is served until half past eleven.", (HOURS,)),
        ("Breakfast begins at eight.", (HOURS,)),
        ("We are going to replace the carpets in spring.", (LIFT,)),
        ("We are going to repaint the walls.", (PLAN_FR,)),
        ("We offered you another table.", (ROOM,)),
        ("You wrote to us yesterday.", ()),
    ],
)
def test_what_they_do_not_say_may_not(text: str, facts: tuple[Fact, ...]) -> None:
    assert unsupported(text, *facts)


def test_yesterday_is_younger_than_the_review() -> None:
    told = "We called a technician for the lift yesterday."
    late = Review("The lift did not work at all.", published="2026-06-01")
    soon = Review("The lift did not work at all.", published="2026-03-13")
    assert unsupported(told, LIFT, review=late)
    assert unsupported(told, LIFT, review=soon) == []


def test_mai_is_never_in_italian_and_a_month_in_french() -> None:
    assert unsupported("Non abbiamo mai voluto metterLe fretta.", language="it") == []
    assert unsupported("Nous regrettons votre séjour en mai.", language="fr")


CLEAN = Fact("clean", text="The inspection of 12 March found no sign of bedbugs.", language="en")
RECORDS = Fact("records", text="Our records show that the boiler was repaired on 12 March.", language="en")


def test_a_claim_that_a_fact_makes_may_be_made() -> None:
    assert unsupported("The inspection on 12 March found no sign of bedbugs.", CLEAN) == []
    assert unsupported("Our records show that the boiler was repaired on 12 March.", RECORDS) == []


def test_a_claim_that_no_fact_makes_may_not() -> None:
    assert unsupported("The inspection on 12 March found no sign of bedbugs.", RECORDS)
    seen = Fact("seen", text="The inspection of 12 March found bedbugs.", language="en")
    assert unsupported("The inspection on 12 March found no sign of bedbugs.", seen)
    assert unsupported("Our records show that nobody called.", CLEAN)
