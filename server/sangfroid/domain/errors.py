"""What can go wrong, in words a person can act on.

Each layer raises these; `web/errors.py` and `cli.py` render them.
"""

from collections.abc import Mapping
from typing import Any


class SangfroidError(Exception):
    """An expected failure.

    `code` is stable and for programs, `message` is one sentence for people, `details` names what is wrong,
    `retryable` says whether the same request may succeed later.
    """

    code = "error"
    retryable = False

    def __init__(self, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details: dict[str, Any] = dict(details or {})


class InvalidInput(SangfroidError):
    """What was given cannot be used as it is."""

    code = "invalid_input"


class InvalidSetting(SangfroidError):
    """A setting has a value the program cannot start with."""

    code = "invalid_setting"


class InvalidData(SangfroidError):
    """A data file of the product (lexicon, phrases, platform, prompt) does not fit its schema."""

    code = "invalid_data"


class NotSignedIn(SangfroidError):
    """No valid session or token came with the request."""

    code = "not_signed_in"


class NotAllowed(SangfroidError):
    """The person is known and may not do this."""

    code = "not_allowed"


class NotFound(SangfroidError):
    """Nothing of that name that this person may see."""

    code = "not_found"


class Conflict(SangfroidError):
    """The thing has changed since it was read, or its state does not allow the move."""

    code = "conflict"


class TooManyRequests(SangfroidError):
    """A limit of requests has been reached."""

    code = "too_many_requests"
    retryable = True


class ModelUnavailable(SangfroidError):
    """The language model did not give a usable answer; `permanent` when trying again will not help."""

    code = "model_unavailable"
    retryable = True

    def __init__(
        self, message: str, details: Mapping[str, Any] | None = None, *, permanent: bool = False
    ) -> None:
        super().__init__(message, details)
        self.permanent = permanent
        self.retryable = not permanent
