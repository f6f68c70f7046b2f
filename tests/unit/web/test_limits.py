"""Limits, and what happens when their store is away."""

import pytest
from limits import parse
from limits.errors import ConfigurationError

from sangfroid.domain.errors import InvalidSetting, TooManyRequests
from sangfroid.web import limits
from sangfroid.web.limits import Limiter


def test_each_counts_for_themselves():
    limiter, limit = Limiter(), parse("2/hour")
    limiter.hit(limit, "a")
    limiter.hit(limit, "a")
    limiter.hit(limit, "b")
    with pytest.raises(TooManyRequests) as caught:
        limiter.hit(limit, "a")
    assert 0 < caught.value.details["retry_after"] <= 3601


def test_an_absent_redis_lets_everybody_pass_and_says_so(caplog):
    caplog.set_level("WARNING", logger="sangfroid.limits")
    limiter, limit = Limiter("redis://127.0.0.1:1"), parse("1/hour")
    limiter.hit(limit, "a")
    limiter.hit(limit, "a")
    assert "the store is away" in caplog.text


def test_a_missing_client_library_is_a_setting_to_mend(monkeypatch):
    def missing(*_arguments, **_values):
        raise ConfigurationError("no redis here")

    monkeypatch.setattr(limits, "storage_from_string", missing)
    with pytest.raises(InvalidSetting, match="SANGFROID_REDIS_URL"):
        Limiter("redis://127.0.0.1:1")
