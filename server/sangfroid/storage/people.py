"""People, what they work for, and the one-time addresses that sign them in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from sangfroid.storage.database import Session
from sangfroid.storage.tables import (
    EstablishmentRow,
    MembershipRow,
    SignInTokenRow,
    TokenRow,
    UserRow,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A person as a request needs them, read in one query."""

    id: str
    name: str
    role: str
    session_version: int
    has_password: bool
    establishments: tuple[str, ...]
    demo: bool
    token_id: str | None = None
    token_name: str | None = None
    scopes: tuple[str, ...] = ()
    token_last_used: datetime | None = None


_PERSON = (
    UserRow.id,
    UserRow.name,
    UserRow.role,
    UserRow.session_version,
    UserRow.password_hash,
    MembershipRow.establishment_id,
    EstablishmentRow.is_demo,
)

# Made once: every request asks one of these two questions.
_BY_ID = (
    select(*_PERSON)
    .outerjoin(MembershipRow, MembershipRow.user_id == UserRow.id)
    .outerjoin(EstablishmentRow, EstablishmentRow.id == MembershipRow.establishment_id)
    .where(UserRow.id == bindparam("user_id"), UserRow.active)
    .order_by(EstablishmentRow.created, EstablishmentRow.id)
)
_BY_TOKEN = (
    select(
        *_PERSON,
        TokenRow.id.label("token_id"),
        TokenRow.name.label("token_name"),
        TokenRow.scopes,
        TokenRow.last_used,
    )
    .select_from(TokenRow)
    .join(UserRow, UserRow.id == TokenRow.user_id)
    .outerjoin(MembershipRow, MembershipRow.user_id == UserRow.id)
    .outerjoin(EstablishmentRow, EstablishmentRow.id == MembershipRow.establishment_id)
    .where(TokenRow.sha256 == bindparam("sha256"), TokenRow.revoked.is_(None), UserRow.active)
    .order_by(EstablishmentRow.created, EstablishmentRow.id)
)


def by_id(session: Session, user_id: str) -> Known | None:
    """An active person."""
    rows = session.execute(_BY_ID, {"user_id": user_id}).all()
    return _known(rows) if rows else None


def by_token(session: Session, sha256: str) -> Known | None:
    """The active person behind a token that has not been revoked."""
    rows = session.execute(_BY_TOKEN, {"sha256": sha256}).all()
    if not rows:
        return None
    first = rows[0]
    return replace(
        _known(rows),
        token_id=first.token_id,
        token_name=first.token_name,
        scopes=tuple(first.scopes),
        token_last_used=first.last_used,
    )


def _known(rows: Sequence[Any]) -> Known:
    first = rows[0]
    return Known(
        id=first.id,
        name=first.name,
        role=first.role,
        session_version=first.session_version,
        has_password=first.password_hash is not None,
        establishments=tuple(row.establishment_id for row in rows if row.establishment_id),
        demo=all(bool(row.is_demo) for row in rows),
    )


def user(session: Session, user_id: str) -> UserRow | None:
    """One person's row."""
    return session.get(UserRow, user_id)


def by_login(session: Session, login: str) -> UserRow | None:
    """The person who signs in under this name; letters' case does not matter."""
    return session.scalars(select(UserRow).where(UserRow.login == login.strip().lower())).first()


def everybody(session: Session) -> list[tuple[UserRow, list[str]]]:
    """All people with the names of their establishments, in the order they came."""
    rows = session.execute(
        select(UserRow, EstablishmentRow.name)
        .outerjoin(MembershipRow, MembershipRow.user_id == UserRow.id)
        .outerjoin(EstablishmentRow, EstablishmentRow.id == MembershipRow.establishment_id)
        .order_by(UserRow.created, UserRow.id, EstablishmentRow.name)
    )
    found: dict[str, tuple[UserRow, list[str]]] = {}
    for row, establishment in rows:
        names = found.setdefault(row.id, (row, []))[1]
        if establishment is not None:
            names.append(establishment)
    return list(found.values())


def colleagues(session: Session, establishment_ids: Iterable[str]) -> list[UserRow]:
    """Active people of these establishments, in the order they came."""
    return list(
        session.scalars(
            select(UserRow)
            .join(MembershipRow, MembershipRow.user_id == UserRow.id)
            .where(MembershipRow.establishment_id.in_(list(establishment_ids)), UserRow.active)
            .order_by(UserRow.created, UserRow.id)
            .distinct()
        )
    )


def add_user(session: Session, row: UserRow, establishment_ids: Iterable[str]) -> None:
    """Stores a person and what they work for."""
    session.add(row)
    session.flush()
    session.add_all(MembershipRow(user_id=row.id, establishment_id=id) for id in establishment_ids)
    session.flush()


def add_sign_in_token(session: Session, sha256: str, user_id: str, expires: datetime) -> None:
    """Stores a one-time address; those that ran out long ago are dropped on the way."""
    session.execute(delete(SignInTokenRow).where(SignInTokenRow.expires < expires - timedelta(days=30)))
    session.add(SignInTokenRow(sha256=sha256, user_id=user_id, expires=expires, used=None))
    session.flush()


def use_sign_in_token(session: Session, sha256: str, now: datetime) -> str | None:
    """The person a one-time address belongs to, once; None when it is unknown, used or too old."""
    used = session.execute(
        update(SignInTokenRow)
        .where(SignInTokenRow.sha256 == sha256, SignInTokenRow.used.is_(None), SignInTokenRow.expires > now)
        .values(used=now)
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        return None
    return session.scalar(select(SignInTokenRow.user_id).where(SignInTokenRow.sha256 == sha256))
