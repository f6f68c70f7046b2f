"""Establishments, their house facts, and what was reported to them."""

from collections.abc import Iterable

from sqlalchemy import func, select

from sangfroid.storage.database import Session
from sangfroid.storage.tables import (
    STATUSES,
    EstablishmentRow,
    FactRow,
    IncidentRow,
    ReplyCountRow,
    UserRow,
)


def add(session: Session, establishment: EstablishmentRow) -> None:
    """Stores an establishment with its counts at nought."""
    session.add(establishment)
    session.flush()
    session.add_all(
        ReplyCountRow(establishment_id=establishment.id, status=status, number=0) for status in STATUSES
    )
    session.flush()


def get(session: Session, id: str) -> EstablishmentRow | None:
    """One establishment."""
    return session.get(EstablishmentRow, id)


def by_name(session: Session, name: str) -> EstablishmentRow | None:
    """The establishment of exactly this name."""
    return session.scalars(select(EstablishmentRow).where(EstablishmentRow.name == name)).first()


def among(session: Session, ids: Iterable[str]) -> list[EstablishmentRow]:
    """These establishments, oldest first."""
    return list(
        session.scalars(
            select(EstablishmentRow)
            .where(EstablishmentRow.id.in_(list(ids)))
            .order_by(EstablishmentRow.created, EstablishmentRow.id)
        )
    )


def anything_stored(session: Session) -> bool:
    """Whether anybody or any establishment is in the database."""
    return (
        session.scalar(select(EstablishmentRow.id).limit(1)) is not None
        or session.scalar(select(UserRow.id).limit(1)) is not None
    )


def add_fact(session: Session, fact: FactRow) -> None:
    """Stores a house fact."""
    session.add(fact)
    session.flush()


def facts(session: Session, establishment_id: str) -> list[FactRow]:
    """House facts of an establishment, oldest first."""
    return list(
        session.scalars(
            select(FactRow)
            .where(FactRow.establishment_id == establishment_id)
            .order_by(FactRow.created, FactRow.id)
        )
    )


def delete_fact(session: Session, establishment_id: str, id: str) -> bool:
    """Removes a house fact; whether it was there."""
    fact = session.get(FactRow, id)
    if fact is None or fact.establishment_id != establishment_id:
        return False
    session.delete(fact)
    session.flush()
    return True


def add_incident(session: Session, incident: IncidentRow) -> None:
    """Stores an incident."""
    session.add(incident)
    session.flush()


def incidents(session: Session, establishment_ids: Iterable[str], limit: int) -> list[IncidentRow]:
    """Incidents of these establishments, newest first."""
    return list(
        session.scalars(
            select(IncidentRow)
            .where(IncidentRow.establishment_id.in_(list(establishment_ids)))
            .order_by(IncidentRow.created.desc(), IncidentRow.id)
            .limit(limit)
        )
    )


def incident(
    session: Session, establishment_ids: Iterable[str], id: str, *, lock: bool = False
) -> IncidentRow | None:
    """An incident of one of these establishments; `lock` when it is about to change."""
    found = select(IncidentRow).where(
        IncidentRow.id == id, IncidentRow.establishment_id.in_(list(establishment_ids))
    )
    return session.scalars(found.with_for_update() if lock else found).first()


def count_incidents(session: Session, establishment_ids: Iterable[str]) -> int:
    """How many incidents these establishments have."""
    count = select(func.count()).where(IncidentRow.establishment_id.in_(list(establishment_ids)))
    return session.scalar(count) or 0
