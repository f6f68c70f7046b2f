"""Connecting an extension: it asks, a signed-in person confirms, it fetches its token.

The request is bound to a secret that never leaves the extension (PKCE, RFC 7636, S256), so that knowing a
pairing's id or code is of no use to anybody else.
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from sangfroid.domain.errors import InvalidInput, NotAllowed, NotFound
from sangfroid.services.actor import Actor
from sangfroid.services.identity import new_id
from sangfroid.services.tokens import make_token
from sangfroid.storage import people, tokens
from sangfroid.storage.database import Database
from sangfroid.storage.tables import PairingRow

LASTS = timedelta(minutes=10)
#: An extension drafts, submits and copies; decisions are made in the console.
EXTENSION_SCOPES = ("reply",)

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
#: No letter or digit that is taken for another when read aloud.
_LETTERS, _DIGITS = "ACEFHJKLMNPRTUVWXY", "2345679"


class Refused(NotAllowed):
    """The pairing was refused, ran out, was used, or the secret is not the one it began with."""

    code = "pairing_refused"


def begin_pairing(
    database: Database, challenge: str, client: str, extension_version: str, now: datetime
) -> dict[str, Any]:
    """Stores a request to be connected; the code stands on both screens so that a person can compare."""
    if not _CHALLENGE.fullmatch(challenge):
        raise InvalidInput(
            "challenge must be the base64url SHA-256 of the verifier", {"fields": [{"field": "challenge"}]}
        )
    first = secrets.choice(_LETTERS) + secrets.choice(_DIGITS)
    code = f"{first}-{secrets.choice(_DIGITS)}{secrets.choice(_DIGITS)}"
    row = PairingRow(
        id=new_id(),
        challenge=challenge,
        code=code,
        client=client.strip()[:200] or "?",
        extension_version=extension_version[:32],
        state="waiting",
        user_id=None,
        expires=now + LASTS,
    )
    with database.transaction() as session:
        tokens.add_pairing(session, row)
    return {
        "pairing": row.id,
        "code": code,
        "confirm_url": f"/pair/{row.id}",
        "expires_in": int(LASTS.total_seconds()),
    }


def see_pairing(database: Database, id: str, now: datetime) -> dict[str, Any]:
    """What a person is asked to confirm.

    Raises:
        NotFound: there is none, or it ran out.
    """
    with database.reading() as session:
        row = tokens.pairing(session, id)
        if row is None or row.expires <= now:
            raise NotFound("this request to connect has run out; start again from the extension")
        return {
            "id": row.id,
            "code": row.code,
            "client": row.client,
            "extension_version": row.extension_version,
            "state": row.state,
        }


def answer_pairing(database: Database, actor: Actor, id: str, *, connect: bool, now: datetime) -> None:
    """A person says yes or no, once.

    Raises:
        NotFound: there is none, it ran out, or somebody has answered.
    """
    with database.transaction() as session:
        row = tokens.pairing(session, id, lock=True)
        if row is None or row.expires <= now or row.state != "waiting":
            raise NotFound("this request to connect has run out; start again from the extension")
        row.state = "confirmed" if connect else "refused"
        row.user_id = actor.id if connect else None


def exchange_pairing(database: Database, id: str, verifier: str, now: datetime) -> dict[str, Any] | None:
    """The token, once, for the extension that holds the secret; None while nobody has answered.

    Raises:
        Refused: it was refused, ran out, was fetched before, or the secret is wrong.
    """
    digest = hashlib.sha256(verifier.encode()).digest()
    proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    with database.transaction() as session:
        row = tokens.pairing(session, id, lock=True)
        if row is None or row.expires <= now or not hmac.compare_digest(proof, row.challenge):
            raise Refused("this request to connect is not valid; start again from the extension")
        if row.state == "waiting":
            return None
        if row.state != "confirmed" or row.user_id is None:
            raise Refused("the connection was refused")
        known = people.by_id(session, row.user_id)
        if known is None:
            raise Refused("the person who confirmed has left")
        row.state = "exchanged"
        token, token_id = make_token(session, known.id, row.client, EXTENSION_SCOPES, now)
        return {
            "token": token,
            "token_id": token_id,
            "user": {"id": known.id, "name": known.name, "role": known.role},
        }
