"""Validated bodies as domain values."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sangfroid.domain.draft import DraftOptions, Establishment, Fact
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.reading import read_establishment, read_facts, read_options, read_review
from sangfroid.domain.review import Review
from sangfroid.web.api.schemas import EstablishmentInput, FactInput, OptionsInput, ReviewInput


def review_value(body: ReviewInput) -> Review:
    """The review in a body."""
    return read_review(
        {
            "id": body.id,
            "text": body.text,
            "title": body.title,
            "rating": body.rating,
            "rating_max": body.rating_max,
            "platform": body.platform,
            "channel": body.channel,
            "author": body.author,
            "published": body.published,
            "language": body.language,
        }
    )


def fact_shapes(facts: Sequence[FactInput] | None) -> list[dict[str, Any]]:
    """Facts as the contract writes them."""
    return [fact.model_dump(exclude_none=True) for fact in facts or ()]


def fact_values(facts: Sequence[FactInput] | None) -> tuple[Fact, ...]:
    """The facts in a body."""
    from sangfroid.drafting.facts import public_by_default

    return read_facts({"facts": fact_shapes(facts)}, public_by_default)


def establishment_value(body: str | EstablishmentInput | None) -> str | Establishment | None:
    """A stored establishment's id, or the described one."""
    if isinstance(body, EstablishmentInput):
        return read_establishment({"establishment": body.model_dump(exclude_none=True)})
    return body


def options_value(body: OptionsInput | None) -> DraftOptions:
    """What kind of draft is wanted."""
    return read_options({"options": body.model_dump(exclude_none=True) if body else {}})


def time_value(text: str | None, field: str) -> datetime | None:
    """An ISO 8601 time with its zone.

    Raises:
        InvalidInput: it is none, or has no zone.
    """
    if text is None:
        return None
    time: datetime | None = None
    with suppress(ValueError, OverflowError):  # the first and the last day may be none in UTC
        given = datetime.fromisoformat(text)
        time = given.astimezone(UTC) if given.tzinfo is not None else None
    if time is None:
        raise InvalidInput(f"{field} must be a time with its zone, as 2026-11-21T18:00:00Z", {"field": field})
    return time
