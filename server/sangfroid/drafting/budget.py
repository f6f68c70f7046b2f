"""Spending caps: model requests and tokens a day for each account (an establishment)."""

import logging
from hashlib import sha256
from typing import Final

from limits import RateLimitItem, RateLimitItemPerDay
from limits.errors import ConfigurationError, StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from sangfroid.domain.errors import TooManyRequests
from sangfroid.drafting.breaker import Breaker
from sangfroid.drafting.sentences import LONGEST_ANSWER

logger = logging.getLogger(__name__)

#: A token is rarely shorter than this many characters in the product's languages; used before the true count.
CHARACTERS_A_TOKEN: Final = 3


class Budget:
    """Counts in Redis when it is given and reachable, else in this process.

    A day is the 24 hours that follow the first request counted. A cap of 0 lets nothing pass.
    """

    def __init__(self, requests: int, tokens: int, redis_url: str | None = None) -> None:
        self._requests = requests
        self._tokens = tokens
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = self._connected(redis_url) if redis_url else None
        self._redis = Breaker(failures=1)

    def take(self, account: str, tokens: int) -> None:
        """Counts one request and the tokens it is expected to cost.

        Raises:
            TooManyRequests: a cap of the day is reached.
        """
        for name, cap, cost in (("requests", self._requests, 1), ("tokens", self._tokens, tokens)):
            if cap <= 0 or not self._hit(_item(name, cap), account, cost):
                raise TooManyRequests(
                    f"the daily number of model {name} is used up", {"limit": name, "a_day": cap}
                )

    def settle(self, account: str, tokens: int) -> None:
        """Counts tokens beyond those expected; may pass the cap, the next `take` is then refused."""
        if tokens > 0 and self._tokens > 0:
            self._hit(_item("tokens", self._tokens), account, tokens)

    def _hit(self, item: RateLimitItem, account: str, cost: int) -> bool:
        key = sha256(account.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if self._shared is not None and self._redis.admits():
            try:
                passes = self._shared.hit(item, key, cost=cost)
                self._redis.succeeded()
                return passes
            except StorageError:
                # The caps protect a bill, not a secret: each process counts alone until Redis is back.
                self._redis.failed()
                logger.warning("Redis cannot be reached: the model's caps are counted in this process")
        return self._own.hit(item, key, cost=cost)

    @staticmethod
    def _connected(redis_url: str) -> FixedWindowRateLimiter | None:
        try:
            storage = storage_from_string(
                redis_url, wrap_exceptions=True, socket_connect_timeout=1.0, socket_timeout=1.0
            )
        except ConfigurationError as error:
            logger.warning("the model's caps are counted in this process: %s", error)
            return None
        return FixedWindowRateLimiter(storage)


def _item(name: str, cap: int) -> RateLimitItem:
    return RateLimitItemPerDay(cap, namespace=f"sangfroid-model-{name}")


def charged_tokens(asked: int, told: int, characters: int) -> int:
    """What a request is charged: the tokens its server tells (0: none), else those of what was read.

    Never more than a request of `asked` tokens with the longest answer that is read: neither a server that
    miscounts nor a model that does not stop spends an account's whole day.
    """
    most = asked + expected_tokens(LONGEST_ANSWER)
    return min(told or asked + expected_tokens(characters), most)


def expected_tokens(characters: int) -> int:
    """Tokens a text of this many characters is counted as before the server says how many there were."""
    return characters // CHARACTERS_A_TOKEN + 1
