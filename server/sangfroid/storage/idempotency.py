"""Answers kept under the key a caller gave, so that a repeated request does nothing twice."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from sangfroid.storage.database import Session
from sangfroid.storage.tables import IdempotencyRow

#: A caller who lost the answer asks again soon; after a day the key is free.
KEPT = timedelta(hours=24)
#: A request that has not ended by then will never end: its process is gone.
UNDER_WAY = timedelta(minutes=2)


def find(session: Session, user_id: str, key: str, route: str, now: datetime) -> IdempotencyRow | None:
    """What is known of a key; one that is too old counts as unknown."""
    row = session.get(IdempotencyRow, (user_id, key, route))
    if row is None:
        return None
    if row.created < now - (KEPT if row.status else UNDER_WAY):
        session.delete(row)
        session.flush()
        return None
    return row


def reserve(session: Session, user_id: str, key: str, route: str, body_sha256: str, now: datetime) -> None:
    """Notes that the first request with this key is under way; old keys are dropped."""
    session.execute(delete(IdempotencyRow).where(IdempotencyRow.created < now - KEPT))
    session.add(
        IdempotencyRow(
            user_id=user_id, key=key, route=route, body_sha256=body_sha256, status=0, answer={}, created=now
        )
    )
    session.flush()


def keep(session: Session, user_id: str, key: str, route: str, status: int, answer: dict[str, Any]) -> None:
    """Keeps the answer."""
    row = session.get(IdempotencyRow, (user_id, key, route))
    if row is not None:
        row.status, row.answer = status, answer


def release(session: Session, user_id: str, key: str, route: str) -> None:
    """Forgets a key whose request failed, so that it may be tried again."""
    row = session.get(IdempotencyRow, (user_id, key, route))
    if row is not None:
        session.delete(row)
