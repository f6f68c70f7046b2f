"""Limits of requests: a moving window, in memory or in Redis when several processes share them."""

import logging
import time

from limits import RateLimitItem, parse
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from sangfroid.domain.errors import InvalidSetting, TooManyRequests

_log = logging.getLogger("sangfroid.limits")

#: Guessing a password, by the name that is tried and by the address it comes from.
SIGN_IN_BY_NAME = parse("5/minute")
SIGN_IN_BY_ADDRESS = parse("20/minute")
#: Requests to be connected; an extension asks once and then every second or two whether it was confirmed.
PAIRINGS = parse("10/minute")
EXCHANGES = parse("120/minute")
#: What a busy person does, many times over.
DRAFTS = parse("120/minute")
WRITES = parse("600/minute")


class Limiter:
    """Counts what somebody does and refuses what is too much."""

    def __init__(self, redis_url: str | None = None) -> None:
        try:
            self._storage = storage_from_string(redis_url or "memory://", wrap_exceptions=True)
        except ConfigurationError as error:
            raise InvalidSetting(
                "SANGFROID_REDIS_URL is set but Redis cannot be used: install sangfroid[redis]",
                {"setting": "SANGFROID_REDIS_URL"},
            ) from error
        self._window = MovingWindowRateLimiter(self._storage)

    def hit(self, limit: RateLimitItem, *who: str) -> None:
        """Counts one.

        When Redis is away nobody is locked out: the request passes and the log says so.

        Raises:
            TooManyRequests: the limit is reached; `details.retry_after` in seconds.
        """
        try:
            if self._window.hit(limit, *who):
                return
            reset = self._window.get_window_stats(limit, *who).reset_time
        except StorageError as error:
            _log.warning("limits are not counted: the store is away (%s)", type(error.__cause__).__name__)
            return
        retry_after = max(1, int(reset - time.time()) + 1)
        raise TooManyRequests("too many requests; wait a little", {"retry_after": retry_after})
