"""Daily caps, in memory and with a Redis that is not there."""

import logging

import pytest

from sangfroid.domain.errors import TooManyRequests
from sangfroid.drafting.budget import Budget, charged_tokens, expected_tokens
from sangfroid.drafting.sentences import LONGEST_ANSWER


def test_requests_are_capped_for_each_account():
    budget = Budget(requests=2, tokens=1000)
    budget.take("a", 1)
    budget.take("a", 1)
    with pytest.raises(TooManyRequests) as caught:
        budget.take("a", 1)
    assert caught.value.details == {"limit": "requests", "a_day": 2}
    budget.take("b", 1)


def test_tokens_are_capped_with_those_that_came_on_top():
    budget = Budget(requests=100, tokens=1000)
    budget.take("a", 400)
    budget.settle("a", 700)
    with pytest.raises(TooManyRequests) as caught:
        budget.take("a", 1)
    assert caught.value.details["limit"] == "tokens"


def test_settling_less_than_expected_gives_nothing_back():
    budget = Budget(requests=100, tokens=1000)
    budget.take("a", 1000)
    budget.settle("a", -900)
    with pytest.raises(TooManyRequests):
        budget.take("a", 1)


@pytest.mark.parametrize(("requests", "tokens"), [(0, 10), (10, 0)])
def test_a_cap_of_nothing_lets_nothing_pass(requests: int, tokens: int):
    budget = Budget(requests, tokens)
    with pytest.raises(TooManyRequests):
        budget.take("a", 1)


@pytest.mark.parametrize("address", ["redis://127.0.0.1:9/0", "nonsense://x"])
def test_without_its_redis_it_counts_here(address: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, logger="sangfroid"):
        budget = Budget(requests=1, tokens=1000, redis_url=address)
        budget.take("a", 1)
        with pytest.raises(TooManyRequests):
            budget.take("a", 1)
    assert "in this process" in caplog.text


@pytest.mark.parametrize(
    ("told", "characters", "charged"),
    [
        (900, 30_000, 900),
        (0, 3000, 4000 + 1001),
        (0, 0, 4001),
        (10**9 - 1, 3000, 4000 + expected_tokens(LONGEST_ANSWER)),
        (0, 10**7, 4000 + expected_tokens(LONGEST_ANSWER)),
    ],
)
def test_a_request_is_charged_no_more_than_it_may_ask_and_read(told: int, characters: int, charged: int):
    assert charged_tokens(4000, told, characters) == charged


def test_a_text_costs_at_least_one_token():
    assert expected_tokens(0) == 1
    assert expected_tokens(3000) == 1001
