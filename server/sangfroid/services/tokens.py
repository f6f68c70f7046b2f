"""Access tokens of browsers and scripts."""

from datetime import datetime, timedelta
from typing import Any

from sangfroid.domain.errors import InvalidInput, NotFound
from sangfroid.services.actor import SCOPES, Actor
from sangfroid.services.identity import fingerprint, new_id, new_secret
from sangfroid.storage import people, tokens
from sangfroid.storage.database import Database, Session
from sangfroid.storage.people import Known
from sangfroid.storage.tables import TokenRow

PREFIX = "sgf_"
#: How exact "last used" is; writing it at every request would make reading cost a write.
USE_NOTED_EVERY = timedelta(minutes=5)


def create_token(
    database: Database, user_id: str, name: str, scopes: tuple[str, ...], now: datetime
) -> tuple[str, str]:
    """A new token and its id. The token is shown this once."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise InvalidInput(f"scopes are {', '.join(SCOPES)}", {"field": "scopes", "unknown": unknown})
    with database.transaction() as session:
        if people.by_id(session, user_id) is None:
            raise NotFound("there is no such active person")
        return make_token(session, user_id, name, scopes, now)


def make_token(
    session: Session, user_id: str, name: str, scopes: tuple[str, ...], now: datetime
) -> tuple[str, str]:
    """The same, inside a transaction under way."""
    token = new_secret(PREFIX)
    row = TokenRow(
        id=new_id(),
        sha256=fingerprint(token),
        user_id=user_id,
        name=name,
        prefix=token[: len(PREFIX) + 4],
        scopes=list(scopes),
        created=now,
        last_used=None,
        revoked=None,
    )
    tokens.add(session, row)
    return token, row.id


def looks_like_token(text: str) -> bool:
    """Whether a text could be one of our tokens; whether it is one only the database knows."""
    return text.startswith(PREFIX) and text.isascii()


def token_owner(database: Database, sha256: str, now: datetime) -> Known | None:
    """The person behind a token's fingerprint, None when it is unknown or revoked."""
    with database.reading() as session:
        known = people.by_token(session, sha256)
    if known is None:
        return None
    if known.token_last_used is None or known.token_last_used < now - USE_NOTED_EVERY:
        assert known.token_id is not None
        with database.transaction() as session:
            tokens.touch(session, known.token_id, now)
    return known


def list_tokens(database: Database, actor: Actor) -> list[dict[str, Any]]:
    """The actor's tokens that still work, newest first."""
    with database.reading() as session:
        return [token_shape(row) for row in tokens.of_user(session, actor.id)]


def all_tokens(database: Database) -> list[dict[str, Any]]:
    """Everybody's tokens that still work, for the command line."""
    with database.reading() as session:
        return [{**token_shape(row), "user": row.user.login} for row in tokens.everyone(session)]


def revoke_token(database: Database, actor: Actor | None, id: str, now: datetime) -> None:
    """Ends a token. `actor` None is the command line, which may end any.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    with database.transaction() as session:
        row = tokens.get(session, id)
        if row is None or row.revoked is not None or (actor is not None and row.user_id != actor.id):
            raise NotFound("there is no such token")
        row.revoked = now


def token_shape(row: TokenRow) -> dict[str, Any]:
    """A token without its secret."""
    return {
        "id": row.id,
        "name": row.name,
        "prefix": row.prefix,
        "scopes": list(row.scopes),
        "created": row.created.isoformat(),
        "last_used": row.last_used.isoformat() if row.last_used else None,
    }
