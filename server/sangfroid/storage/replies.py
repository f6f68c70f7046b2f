"""Replies in the queue: the only place that stores one or changes its state."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select, tuple_, update

from sangfroid.storage.database import Session
from sangfroid.storage.tables import ReplyCountRow, ReplyRow, ReplyVersionRow

#: States in which the current text has been approved.
APPROVED = ("approved", "copied", "published")


class Place(NamedTuple):
    """Where a page of the queue ended."""

    created: datetime
    id: str


def add(session: Session, reply: ReplyRow) -> None:
    """Stores a new reply."""
    session.add(reply)
    session.flush()
    _count(session, reply.establishment_id, reply.status, 1)


def add_version(session: Session, reply: ReplyRow, author_id: str, at: datetime) -> None:
    """Stores the reply's present text as one of its versions."""
    session.add(
        ReplyVersionRow(
            reply_id=reply.id,
            version=reply.version,
            text=reply.text,
            sha256=reply.sha256,
            author_id=author_id,
            created=at,
        )
    )
    session.flush()


def move(session: Session, reply: ReplyRow, status: str) -> None:
    """Puts a reply in another state and keeps the counts true."""
    if reply.status == status:
        return
    # In one order for everybody, so that two moves never wait for each other in a circle.
    for name, change in sorted([(reply.status, -1), (status, 1)]):
        _count(session, reply.establishment_id, name, change)
    reply.status = status


def get(session: Session, id: str, establishments: Iterable[str], *, lock: bool = False) -> ReplyRow | None:
    """A reply of one of these establishments. `lock` keeps it from others until the transaction ends."""
    query = select(ReplyRow).where(ReplyRow.id == id, ReplyRow.establishment_id.in_(list(establishments)))
    if lock:
        query = query.with_for_update(of=ReplyRow)
    return session.scalars(query).first()


def of_review(session: Session, establishment_id: str, platform: str, review_id: str) -> ReplyRow | None:
    """The reply to one review, kept from others until the transaction ends."""
    return session.scalars(
        select(ReplyRow)
        .where(
            ReplyRow.establishment_id == establishment_id,
            ReplyRow.platform == platform,
            ReplyRow.review_id == review_id,
        )
        .with_for_update(of=ReplyRow)
    ).first()


def of_reviews(
    session: Session, establishments: Sequence[str], reviews: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], ReplyRow]:
    """The replies to these (platform, review id), newest move first when two establishments share one."""
    by_platform: dict[str, list[str]] = {}
    for platform, review_id in reviews:
        by_platform.setdefault(platform, []).append(review_id)
    found: dict[tuple[str, str], ReplyRow] = {}
    for platform, review_ids in by_platform.items():
        rows = session.scalars(
            select(ReplyRow)
            .where(
                ReplyRow.establishment_id.in_(establishments),
                ReplyRow.platform == platform,
                ReplyRow.review_id.in_(review_ids),
            )
            .order_by(ReplyRow.updated)
        )
        found.update({(platform, row.review_id): row for row in rows})
    return found


def page(
    session: Session, establishments: Iterable[str], status: str | None, after: Place | None, limit: int
) -> list[ReplyRow]:
    """Up to `limit` replies, newest first, that come after a place.

    One short read of an index for each establishment, so that the first page costs the same however many
    replies there are.
    """
    rows: list[ReplyRow] = []
    for establishment in establishments:
        query = select(ReplyRow).where(ReplyRow.establishment_id == establishment)
        if status is not None:
            query = query.where(ReplyRow.status == status)
        if after is not None:
            query = query.where(tuple_(ReplyRow.created, ReplyRow.id) < tuple_(after.created, after.id))
        query = query.order_by(ReplyRow.created.desc(), ReplyRow.id.desc()).limit(limit)
        rows.extend(session.scalars(query))
    rows.sort(key=lambda row: (row.created, row.id), reverse=True)
    return rows[:limit]


def counts(session: Session, establishments: Iterable[str]) -> dict[str, int]:
    """How many replies are in each state, states without any left out."""
    rows = session.execute(
        select(ReplyCountRow.status, func.sum(ReplyCountRow.number))
        .where(ReplyCountRow.establishment_id.in_(list(establishments)))
        .group_by(ReplyCountRow.status)
    )
    return {status: int(number) for status, number in rows if number}


def recount(session: Session) -> None:
    """Counts every reply anew; for when rows were written by something else than this module."""
    session.execute(update(ReplyCountRow).values(number=0))
    totals = session.execute(
        select(ReplyRow.establishment_id, ReplyRow.status, func.count()).group_by(
            ReplyRow.establishment_id, ReplyRow.status
        )
    ).all()
    for establishment_id, status, number in totals:
        _count(session, establishment_id, status, number)


def recent_texts(session: Session, establishment_id: str, limit: int) -> tuple[str, ...]:
    """The last approved texts of an establishment, newest first."""
    found: list[tuple[datetime, str]] = []
    for status in APPROVED:
        rows = session.execute(
            select(ReplyRow.created, ReplyRow.text)
            .where(ReplyRow.establishment_id == establishment_id, ReplyRow.status == status)
            .order_by(ReplyRow.created.desc(), ReplyRow.id.desc())
            .limit(limit)
        )
        found.extend((created, text) for created, text in rows)
    found.sort(reverse=True)
    return tuple(text for _, text in found[:limit])


def _count(session: Session, establishment_id: str, status: str, change: int) -> None:
    changed = session.execute(
        update(ReplyCountRow)
        .where(ReplyCountRow.establishment_id == establishment_id, ReplyCountRow.status == status)
        .values(number=ReplyCountRow.number + change)
    )
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        session.execute(
            insert(ReplyCountRow).values(establishment_id=establishment_id, status=status, number=change)
        )
