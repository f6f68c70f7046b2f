"""What names a sum, and what may."""

import re

import pytest

from sangfroid.analysis.money import CURRENCY, CURRENCY_ASKED, CURRENCY_SIGN, may_name_a_sum


@pytest.mark.parametrize(
    "text",
    ["9 €", "9 euros", "40 chf", "20 franken", "10 dolares", "5 quid", "90 reais", "3 libras", "7 sterline"],
)
def test_a_sum_is_one_and_may_be_one(text: str) -> None:
    assert re.fullmatch(rf"\d+ {CURRENCY}", text)
    assert may_name_a_sum(text)


def test_a_sign_may_stand_before_it() -> None:
    assert re.match(CURRENCY_SIGN, "£40")
    assert may_name_a_sum("£40")


def test_a_pound_is_money_only_where_something_is_asked() -> None:
    assert not re.fullmatch(rf"\d+ {CURRENCY}", "2 pounds")
    assert re.fullmatch(rf"\d+ {CURRENCY_ASKED}", "2 pounds")


@pytest.mark.parametrize("text", ["the room was noisy", "9 europeans", "two dollies"])
def test_other_words_are_none(text: str) -> None:
    assert not re.search(rf"\d+ {CURRENCY}", text)


def test_a_text_without_a_currency_is_not_looked_through() -> None:
    assert not may_name_a_sum("the room was noisy, 9 of 10 nights")
