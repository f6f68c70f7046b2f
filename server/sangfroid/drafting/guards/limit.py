"""What a platform takes, and what people read."""

from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding
from sangfroid.drafting.messages import say

NAME = "limit"
OVERRIDABLE = False

#: Longest public reply, in words.
HOUSE_WORDS = 150


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Over a documented limit: blocked. Over one known from hearsay, or too long to be read: a warning."""
    if context.audience is Audience.PRIVATE:
        return
    original = hearing.text.original
    limit = context.platform.limit if context.platform else None
    if limit is not None:
        length = len(original.encode("utf-8", "replace")) if limit.unit == "bytes" else len(original)
        if length > limit.maximum:
            yield finding(
                NAME,
                "hard" if limit.hard else "hearsay",
                Severity.BLOCK if limit.hard else Severity.WARN,
                original,
                (_fits(original, limit.maximum, limit.unit), len(original)),
                context,
                maximum=limit.maximum,
                unit=say(f"units.{limit.unit}", context.ui_language),
                length=length,
            )
            return
    words = original.split()
    if len(words) <= HOUSE_WORDS:
        return
    count = sum(any(map(str.isalnum, word)) for word in words)
    if count > HOUSE_WORDS:
        yield finding(
            NAME,
            "house",
            Severity.WARN,
            original,
            (0, len(original)),
            context,
            maximum=HOUSE_WORDS,
            length=count,
        )


def _fits(original: str, maximum: int, unit: str) -> int:
    """The code point at which the text outgrows its limit."""
    if unit == "characters":
        return maximum
    size = 0
    for at, sign in enumerate(original):
        size += len(sign.encode("utf-8", "replace"))
        if size > maximum:
            return at
    return len(original)
