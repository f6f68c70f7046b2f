"""Cases: the only place that stores one or finds it again."""

from collections.abc import Iterable

from sqlalchemy import func, select, tuple_

from sangfroid.storage.database import Session
from sangfroid.storage.replies import Place
from sangfroid.storage.tables import CaseRow


def add(session: Session, case: CaseRow) -> None:
    """Stores a new case."""
    session.add(case)
    session.flush()


def get(session: Session, id: str, establishments: Iterable[str], *, lock: bool = False) -> CaseRow | None:
    """A case of one of these establishments. `lock` keeps it from others until the transaction ends."""
    query = select(CaseRow).where(CaseRow.id == id, CaseRow.establishment_id.in_(list(establishments)))
    if lock:
        query = query.with_for_update(of=CaseRow)
    return session.scalars(query).first()


def of_incident(session: Session, incident_id: str) -> CaseRow | None:
    """The case opened from an incident, or whose words were recorded as it."""
    return session.scalars(select(CaseRow).where(CaseRow.incident_id == incident_id)).first()


def of_review(session: Session, establishment_id: str, platform: str, review_id: str) -> CaseRow | None:
    """The case of one review."""
    return session.scalars(
        select(CaseRow).where(
            CaseRow.establishment_id == establishment_id,
            CaseRow.platform == platform,
            CaseRow.review_id == review_id,
        )
    ).first()


def page(
    session: Session, establishments: Iterable[str], status: str | None, after: Place | None, limit: int
) -> list[CaseRow]:
    """Up to `limit` cases, newest first, that come after a place; one read of an index for each house."""
    rows: list[CaseRow] = []
    for establishment in establishments:
        query = select(CaseRow).where(CaseRow.establishment_id == establishment)
        if status is not None:
            query = query.where(CaseRow.status == status)
        if after is not None:
            query = query.where(tuple_(CaseRow.created, CaseRow.id) < tuple_(after.created, after.id))
        query = query.order_by(CaseRow.created.desc(), CaseRow.id.desc()).limit(limit)
        rows.extend(session.scalars(query))
    rows.sort(key=lambda row: (row.created, row.id), reverse=True)
    return rows[:limit]


def counts(session: Session, establishments: Iterable[str]) -> dict[str, int]:
    """How many cases are open and closed, states without any left out."""
    rows = session.execute(
        select(CaseRow.status, func.count())
        .where(CaseRow.establishment_id.in_(list(establishments)))
        .group_by(CaseRow.status)
    )
    return {status: int(number) for status, number in rows}
