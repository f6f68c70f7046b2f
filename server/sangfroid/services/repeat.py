"""Doing a thing once, however often the caller asks for it under one key."""

from datetime import datetime
from typing import Any

from sangfroid.domain.errors import Conflict
from sangfroid.storage import idempotency
from sangfroid.storage.database import Database


class KeyReused(Conflict):
    """The key was used with another body."""

    code = "idempotency_key_reused"


class UnderWay(Conflict):
    """The first request with this key has not ended yet."""

    code = "request_under_way"
    retryable = True


def begin(
    database: Database, user_id: str, key: str, route: str, body_sha256: str, now: datetime
) -> tuple[int, dict[str, Any]] | None:
    """The answer given before, or None when this is the first request and may go on.

    Raises:
        KeyReused, UnderWay: another body came with this key; the first request has not ended.
    """
    with database.transaction() as session:
        row = idempotency.find(session, user_id, key, route, now)
        if row is None:
            idempotency.reserve(session, user_id, key, route, body_sha256, now)
            return None
        if row.body_sha256 != body_sha256:
            raise KeyReused("this Idempotency-Key came with another body before")
        if row.status == 0:
            raise UnderWay("the first request with this Idempotency-Key has not ended yet")
        return row.status, row.answer


def finish(
    database: Database, user_id: str, key: str, route: str, status: int, answer: dict[str, Any]
) -> None:
    """Keeps the answer for the next time."""
    with database.transaction() as session:
        idempotency.keep(session, user_id, key, route, status, answer)


def abandon(database: Database, user_id: str, key: str, route: str) -> None:
    """The request failed: the key is free again."""
    with database.transaction() as session:
        idempotency.release(session, user_id, key, route)
