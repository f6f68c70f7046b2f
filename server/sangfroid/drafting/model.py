"""The language model: one request with time-outs, retries, a breaker and caps of our own.

The only importer of openai, which is loaded on first use (half a second).
"""

import copy
import json
import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlsplit

from sangfroid.domain.errors import ModelUnavailable, TooManyRequests
from sangfroid.drafting.breaker import Breaker
from sangfroid.drafting.call import Call, Hearing
from sangfroid.drafting.wire import Exchange

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

    from sangfroid.drafting.budget import Budget

logger = logging.getLogger(__name__)

CONNECT_SECONDS: Final = 3.0
#: Share of the whole time after which a model that has said nothing is given up.
FIRST_WORD_SHARE: Final = 0.75
RETRIES: Final = 2
#: Times a server that cannot be reached is tried again: somebody is waiting, and the composer is not.
RETRIES_UNREACHABLE: Final = 1
#: Silence after which who waits has a moment to see whether anybody still waits for them.
BREATH_SECONDS: Final = 2.0
#: How long it is remembered what a server refused.
REMEMBERED_SECONDS: Final = 3600.0

#: What is asked for beyond plain chat, most helpful first: (form of the answer, token counts, streaming).
_MANNERS: Final = (
    ("json_schema", True, True),
    ("json_schema", False, True),
    ("json_object", False, True),
    (None, False, True),
    (None, False, False),
)


class ModelSettings(Protocol):
    """The settings a model is reached with, as `sangfroid.config.Settings` has them."""

    @property
    def model_base_url(self) -> str | None: ...
    @property
    def model_api_key(self) -> str | None: ...
    @property
    def model_name(self) -> str | None: ...
    @property
    def model_timeout(self) -> float: ...
    @property
    def model_daily_requests(self) -> int: ...
    @property
    def model_daily_tokens(self) -> int: ...
    @property
    def redis_url(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Usage:
    """One request: who pays, which model, tokens both ways, whether an answer came, seconds it took."""

    account: str
    model: str
    tokens: int
    answered: bool
    seconds: float = 0.0


@dataclass(slots=True)
class _Learned:
    """The first of `_MANNERS` a server takes, and until when that is believed."""

    manner: int = 0
    until: float = 0.0


class _Again(Exception):
    """A failure that may pass; `wait` is what the server asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait = wait


class _Refused(Exception):
    """The server does not take this manner of asking; `said` may tell which part."""

    def __init__(self, said: str) -> None:
        super().__init__("refused")
        self.said = said


class ModelClient:
    """One model on one server; safe to use from many threads at once."""

    def __init__(
        self,
        base_url: str,
        name: str,
        api_key: str | None = None,
        *,
        timeout: float = 20.0,
        budget: "Budget | None" = None,
        breaker: Breaker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.base_url = base_url
        self.host = urlsplit(base_url).hostname or base_url
        self.name = name
        self.timeout = timeout
        self._key = api_key
        self._budget = budget
        self._breaker = breaker or Breaker(clock=clock)
        self._clock = clock
        self._learned = _Learned()
        self._loading = threading.Lock()
        self._loaded: list[OpenAI] = []
        self._account = "default"
        self._record: Callable[[Usage], None] | None = None

    def charged_to(self, account: str, record: Callable[[Usage], None] | None = None) -> "ModelClient":
        """The same model, its requests counted for `account`; `record` is told of each, from any thread."""
        client = copy.copy(self)
        client._account = account
        client._record = record
        return client

    def prepare(self) -> None:
        """Loads the library in the background, so that the first person does not wait for it."""
        threading.Thread(target=self._client, name="model", daemon=True).start()

    def deadline(self) -> float:
        """When an answer begun now must be whole, on the client's clock."""
        return self._clock() + self.timeout

    def remaining(self, deadline: float) -> float:
        """Seconds left."""
        return deadline - self._clock()

    def answer(
        self,
        messages: Sequence[Mapping[str, str]],
        schema: Mapping[str, Any],
        *,
        deadline: float,
        streamed: bool,
        exchange: Exchange | None = None,
    ) -> Generator[str, None, None]:
        """The text as it comes, up to the end of each JSON object in it; "" when none comes for a while.

        `exchange` is filled in meanwhile; closing the generator ends the request.

        The request runs in a thread of its own, so that no silence of a server, a name service or a proxy
        holds the caller past `deadline`.

        Raises:
            ModelUnavailable: no usable answer in time; `details.reason` is a key of the `model` messages.
        """
        from sangfroid.drafting.budget import charged_tokens, expected_tokens

        exchange = exchange if exchange is not None else Exchange()
        asked = expected_tokens(sum(len(message["content"]) for message in messages))
        if self._budget is not None:
            try:
                self._budget.take(self._account, asked)
            except TooManyRequests as error:
                raise ModelUnavailable(error.message, {"reason": "budget"}) from error
        if not self._breaker.admits():
            raise ModelUnavailable("the model failed several times and is left alone", {"reason": "resting"})
        call = Call(list(messages), schema, deadline, streamed, exchange)
        begun = self._clock()
        call.thread = threading.Thread(target=self._work, args=(call,), name="model", daemon=True)
        call.thread.start()
        answered = False
        try:
            yield from self._received(call)
            answered = True
            self._breaker.succeeded()
        except ModelUnavailable as error:
            # A text too long for the model says nothing about the server's health.
            if error.details.get("reason") in {"context", "too_long"}:
                self._breaker.succeeded()
            else:
                self._breaker.failed()
            raise
        finally:
            self._cancel(call)
            if not answered:
                self._breaker.released()
            spent = charged_tokens(asked, exchange.tokens, exchange.characters)
            if self._budget is not None:
                self._budget.settle(self._account, spent - asked)
            if self._record is not None:
                seconds = self._clock() - begun
                self._record(Usage(self._account, self.name, spent, answered, seconds))

    def names(self) -> list[str]:
        """Names of the models the server offers.

        Raises:
            ModelUnavailable: it does not list them.
        """
        try:
            response = self._client().models.with_raw_response.list(timeout=self._timeouts(10.0))
            listed = json.loads(response.text)
        except Exception as error:
            raise self._unavailable(error) from error
        entries = listed.get("data") if isinstance(listed, dict) else None
        if not isinstance(entries, list):
            raise ModelUnavailable("the server lists no models", {"reason": "nonsense"})
        return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]

    @property
    def manner(self) -> tuple[str | None, bool, bool]:
        """What the server is asked for now: form of the answer, counts of tokens, streaming."""
        return _MANNERS[self._manner()]

    # In the caller's thread

    def _received(self, call: Call) -> Iterator[str]:
        first_word = self._clock() + FIRST_WORD_SHARE * (call.deadline - self._clock())
        limit = first_word if call.streamed else call.deadline
        while True:
            try:
                item = call.pieces.get(timeout=max(0.0, min(limit - self._clock(), BREATH_SECONDS)))
            except queue.Empty:
                if self._clock() < limit:
                    yield ""
                    continue
                raise ModelUnavailable("the model did not answer in time", {"reason": "timeout"}) from None
            if item is None:
                return
            if isinstance(item, ModelUnavailable):
                raise item
            limit = call.deadline
            # Words that come without end come after the deadline too.
            if self._clock() > limit:
                raise ModelUnavailable("the model did not answer in time", {"reason": "timeout"})
            if item:
                self._learn(call.manner)
                yield item

    def _learn(self, manner: int) -> None:
        """Remembers what the server answers to, before who waits has its words and may ask again."""
        if manner > self._manner():
            self._learned.until = self._clock() + REMEMBERED_SECONDS
            self._learned.manner = manner

    def _cancel(self, call: Call) -> None:
        """Nobody waits for the answer any more: its connection is closed, wherever it is."""
        call.cancelled.set()
        if call.reading is not None:
            call.reading.stop()
        elif self._loaded and call.thread is not None:
            from sangfroid.drafting.transport import TRANSPORT

            TRANSPORT.abandon(call.thread)

    # In the thread of the request

    def _work(self, call: Call) -> None:
        try:
            self._attempts(call)
        except ModelUnavailable as error:
            call.pieces.put(error)
        except Exception as error:
            logger.warning("a model request failed: %s", type(error).__name__)
            call.pieces.put(ModelUnavailable("the model could not be asked", {"reason": "broken"}))

    def _attempts(self, call: Call) -> None:
        """Asks until an answer begins; the rest of it may still come when this returns."""
        manner = self._manner()
        failed = 0
        while not call.cancelled.is_set():
            call.manner = manner
            try:
                self._request(call, manner)
                return
            except _Refused as refusal:
                next_manner = _next_manner(manner, refusal.said)
                if next_manner is None:
                    raise ModelUnavailable(
                        "the model's server refuses the request", {"reason": "refused"}, permanent=True
                    ) from refusal
                manner = next_manner
            except _Again as failure:
                failed += 1
                wait = failure.wait
                if wait is None:
                    wait = 0.2 * 2**failed * (0.5 + random.random() / 2)
                most = RETRIES_UNREACHABLE if failure.reason == "unreachable" else RETRIES
                if failed > most or wait >= self.remaining(call.deadline):
                    raise ModelUnavailable(
                        "the model's server failed", {"reason": failure.reason}
                    ) from failure
                # Some servers answer a schema they do not know with an error of their own.
                if failure.reason == "server_error" and failed == RETRIES and _MANNERS[manner][0]:
                    manner = 3
                call.cancelled.wait(wait)

    def _request(self, call: Call, manner: int) -> None:
        """One request, until its first word is here or it has failed without any."""
        form, counted, streams = _MANNERS[manner]
        streams = streams and call.streamed
        options: dict[str, Any] = {}
        if form == "json_schema":
            shape = {"name": "reply", "strict": True, "schema": call.schema}
            options["response_format"] = {"type": form, "json_schema": shape}
        elif form:
            options["response_format"] = {"type": form}
        if streams and counted:
            options["stream_options"] = {"include_usage": True}
        hearing = Hearing(call)
        try:
            # The library beside it is loaded by now, and reads from a socket like this one.
            from sangfroid.drafting.streams import READER
            from sangfroid.drafting.transport import BODY

            with ExitStack() as stack:
                response = stack.enter_context(
                    self._client().chat.completions.with_streaming_response.create(
                        model=self.name,
                        messages=call.messages,
                        stream=streams,
                        timeout=self._timeouts(max(0.1, self.remaining(call.deadline))),
                        extra_headers={"Accept-Encoding": "identity"},
                        **options,
                    )
                )
                body = response.http_response.extensions.get(BODY)
                if body is None or response.headers.get("Content-Encoding", "identity") != "identity":
                    hearing.listen(response.iter_bytes())
                else:
                    stack.pop_all()  # the reader closes it
                    call.reading = READER.read(body, hearing)
            if call.cancelled.is_set():
                self._cancel(call)
            hearing.settled.wait()
            if hearing.error is not None and not call.begun:
                raise hearing.error
        except (ModelUnavailable, _Again, _Refused):
            raise
        except Exception as error:
            raise self._translated(error) from error

    def _client(self) -> "OpenAI":
        with self._loading:
            if not self._loaded:
                from openai import DefaultHttpxClient, OpenAI

                from sangfroid.drafting.transport import TRANSPORT, needs_proxy

                proxied = needs_proxy(urlsplit(self.base_url).scheme)
                # At the debug level these write whole requests, and with them reviews, into the log.
                for name in ("openai", "httpx2", "httpcore2"):
                    logging.getLogger(name).setLevel(logging.WARNING)
                client = OpenAI(
                    base_url=self.base_url,
                    api_key=self._key or "none",  # servers of one's own ask for none, the library does
                    max_retries=0,
                    # The screen names the host a text goes to: it goes to no other.
                    http_client=DefaultHttpxClient(
                        follow_redirects=False, transport=None if proxied else TRANSPORT
                    ),
                )
                # Names of OpenAI's own accounts, read from the environment, are nobody else's business.
                client.organization = client.project = None
                self._loaded.append(client)
            return self._loaded[0]

    def _timeouts(self, seconds: float) -> Any:
        from openai import Timeout

        return Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))

    def _manner(self) -> int:
        return self._learned.manner if self._clock() < self._learned.until else 0

    def _unavailable(self, error: Exception) -> ModelUnavailable:
        translated = self._translated(error)
        if isinstance(translated, ModelUnavailable):
            return translated
        reason = translated.reason if isinstance(translated, _Again) else "refused"
        return ModelUnavailable("the model's server failed", {"reason": reason})

    @staticmethod
    def _translated(error: Exception) -> Exception:
        """What a failure means. Nothing the server wrote is passed on: it may repeat the review."""
        import openai

        if isinstance(error, openai.APITimeoutError):
            return _Again("timeout")
        if isinstance(error, openai.APIStatusError):
            return _translated_status(error)
        if isinstance(error, openai.APIConnectionError):
            return _Again("unreachable")
        return _Again("broken")


def connect(settings: ModelSettings) -> ModelClient | None:
    """The configured model, None when there is none; the same settings give the same client and breaker."""
    if not settings.model_base_url or not settings.model_name:
        return None
    return _connected(
        settings.model_base_url,
        settings.model_name,
        settings.model_api_key,
        settings.model_timeout,
        settings.model_daily_requests,
        settings.model_daily_tokens,
        settings.redis_url,
    )


@lru_cache(maxsize=8)
def _connected(
    base_url: str,
    name: str,
    api_key: str | None,
    timeout: float,
    daily_requests: int,
    daily_tokens: int,
    redis_url: str | None,
) -> ModelClient:
    from sangfroid.drafting.budget import Budget

    budget = Budget(daily_requests, daily_tokens, redis_url)
    return ModelClient(base_url, name, api_key, timeout=timeout, budget=budget)


def _translated_status(error: "APIStatusError") -> Exception:
    status = error.status_code
    said = f"{error} {error.body}"[:2000].lower()
    if status == 429:
        if "insufficient_quota" in said or "billing" in said:
            return ModelUnavailable(
                "the account of the key has no credit", {"reason": "quota"}, permanent=True
            )
        return _Again("busy", _retry_after(error))
    if status in {401, 403}:
        return ModelUnavailable("the model's server refuses the key", {"reason": "key"}, permanent=True)
    if status == 404:
        return ModelUnavailable(
            "the model's server knows no such address or model", {"reason": "not_found"}, permanent=True
        )
    if 300 <= status < 400:
        return ModelUnavailable(
            "the model's address leads to another one", {"reason": "redirected"}, permanent=True
        )
    if status in {400, 422, 501}:
        if "context" in said and ("length" in said or "size" in said or "exceed" in said):
            return ModelUnavailable("the text is too long for the model", {"reason": "context"})
        return _Refused(said)
    if status >= 500 or status in {408, 409, 425}:
        return _Again("server_error", _retry_after(error))
    return ModelUnavailable("the model's server refuses the request", {"reason": "refused"}, permanent=True)


def _retry_after(error: "APIStatusError") -> float | None:
    """Seconds the server asks to wait, None when it does not say."""
    headers = error.response.headers
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        value = headers.get("retry-after")
        if value is None:
            return None
        if value.strip().replace(".", "", 1).isdigit():
            return float(value)
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _next_manner(manner: int, said: str) -> int | None:
    """The manner to try after a refusal, None when there is no plainer one."""
    for word, at_least in (("stream_options", 1), ("json_schema", 2), ("response_format", 2)):
        if word in said and manner < at_least:
            return at_least
    return manner + 1 if manner + 1 < len(_MANNERS) else None
