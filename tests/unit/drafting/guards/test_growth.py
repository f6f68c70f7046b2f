"""A long text is checked in work that grows with its length."""

import pytest

from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext
from tests.unit.steps import steps

REVIEW = Review("The bed was hard and the food cold at 8 pm. We paid 20 euros to Mr Smith. ", language="en")
SHORT = 2_000


@pytest.mark.parametrize("recent", [(), ("Thank you for your visit, we are sorry about the noise.",) * 30])
@pytest.mark.parametrize(
    "piece",
    [
        "You lied to us, and we will refund you 20 euros on 12 May at 10:30. ",
        "a@b.example or 06 12 34 56 78. ",
        "We refunded two nights on 12 May at half past ten in room 214. ",
        "https://x.example/a #tag * list\n",
        "We called a plumber and repaired the shower yesterday, Mr Smith. ",
        "It is not false, we never lied, nobody did not. ",
        "Bravo!!! WHAT A SHAME 😡 ",
        "Please remove your review, {name}, as an AI [slot]. ",
        "Merci beaucoup, nous sommes désolés. Thank you. ",
        "The bed was hard and the food cold at 8 pm. ",
        "a, ",
    ],
)
def test_work_grows_with_the_length(piece: str, recent: tuple[str, ...]) -> None:
    context = GuardContext(language="en", review=REVIEW, recent=recent)
    short, long = (piece * (length // len(piece)) for length in (SHORT, 2 * SHORT))
    guards.check(long, context)
    assert (
        steps(lambda: guards.check(long, context))
        < 2.3 * steps(lambda: guards.check(short, context)) + 20_000
    )
