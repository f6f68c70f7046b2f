"""A bare dollar sign is that of many countries; a currency that is named is one."""

import pytest

from sangfroid.domain.draft import Fact
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext

PAID = Fact("f", type="refund_issued", values={"amount": {"amount": "120", "currency": "CAD"}})


def blocked(text: str) -> bool:
    context = GuardContext(language="en", facts=(PAID,))
    return any(found.guard == "unsupported" for found in guards.check(text, context))


@pytest.mark.parametrize(
    "text", ["We refunded you $120.", "We refunded you 120 CAD.", "We refunded you 120 dollars."]
)
def test_the_sign_of_the_fact_is_its_currency(text: str) -> None:
    assert not blocked(text)


@pytest.mark.parametrize(
    "text", ["We refunded you 120 USD.", "We refunded you €120.", "We refunded you $130."]
)
def test_another_currency_is_another_sum(text: str) -> None:
    assert blocked(text)
