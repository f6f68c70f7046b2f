"""Access tokens of browsers and scripts, and the pairings they come from."""

from datetime import datetime

from sqlalchemy import select, update

from sangfroid.storage.database import Session
from sangfroid.storage.tables import PairingRow, TokenRow


def add(session: Session, token: TokenRow) -> None:
    """Stores a token's fingerprint."""
    session.add(token)
    session.flush()


def of_user(session: Session, user_id: str) -> list[TokenRow]:
    """A person's tokens that still work, newest first."""
    return list(
        session.scalars(
            select(TokenRow)
            .where(TokenRow.user_id == user_id, TokenRow.revoked.is_(None))
            .order_by(TokenRow.created.desc(), TokenRow.id)
        )
    )


def everyone(session: Session) -> list[TokenRow]:
    """All tokens that still work, newest first."""
    return list(
        session.scalars(
            select(TokenRow).where(TokenRow.revoked.is_(None)).order_by(TokenRow.created.desc(), TokenRow.id)
        )
    )


def get(session: Session, id: str) -> TokenRow | None:
    """One token."""
    return session.get(TokenRow, id)


def touch(session: Session, id: str, now: datetime) -> None:
    """Notes that a token was used."""
    session.execute(update(TokenRow).where(TokenRow.id == id).values(last_used=now))


def add_pairing(session: Session, pairing: PairingRow) -> None:
    """Stores a request to be connected."""
    session.add(pairing)
    session.flush()


def pairing(session: Session, id: str, *, lock: bool = False) -> PairingRow | None:
    """One pairing. `lock` keeps it from others until the transaction ends."""
    query = select(PairingRow).where(PairingRow.id == id)
    return session.scalars(query.with_for_update() if lock else query).first()
