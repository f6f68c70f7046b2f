"""Signing people in: by a one-time address, or by a password."""

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sangfroid.domain.errors import NotAllowed, NotFound, NotSignedIn
from sangfroid.services.identity import fingerprint, new_secret
from sangfroid.storage import people
from sangfroid.storage.database import Database
from sangfroid.storage.people import Known

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: A sign-in address works once, and no longer than this.
ADDRESS_LASTS = timedelta(hours=24)


class AddressUsed(NotSignedIn):
    """The one-time address was used before, is too old, or never existed."""

    code = "address_used"


def issue_token(database: Database, user_id: str, now: datetime) -> str:
    """A one-time token for `/sign-in?token=...`. Only its fingerprint is stored."""
    token = new_secret("")
    with database.transaction() as session:
        if people.by_id(session, user_id) is None:
            raise NotFound("there is no such active person")
        people.add_sign_in_token(session, fingerprint(token), user_id, now + ADDRESS_LASTS)
    return token


def sign_in_by_token(database: Database, token: str, now: datetime) -> Known:
    """The person a one-time token belongs to; it is used up.

    Raises:
        AddressUsed: it is not good any more, or never was.
    """
    with database.transaction() as session:
        user_id = people.use_sign_in_token(session, fingerprint(token), now)
        known = people.by_id(session, user_id) if user_id else None
    if known is None:
        raise AddressUsed("this address has been used or is too old")
    return known


def sign_in_by_password(database: Database, login: str, password: str) -> Known:
    """The person with this login and password.

    Raises:
        NotSignedIn: one of the two is wrong; which one is not said, and takes the same time to find out.
    """
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    with database.reading() as session:
        row = people.by_login(session, login)
        stored = row.password_hash if row is not None else None
        known = people.by_id(session, row.id) if row is not None else None
    try:
        hasher().verify(stored or _nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        known = None
    if known is None or stored is None:
        raise NotSignedIn("the name or the password is wrong")
    return known


def known_person(database: Database, user_id: str, session_version: int) -> Known | None:
    """The person of a session, None when they left or signed out everywhere since."""
    with database.reading() as session:
        known = people.by_id(session, user_id)
    return known if known is not None and known.session_version == session_version else None


def act_as(database: Database, known: Known, other_id: str) -> Known:
    """Another person of the demonstration, for one who tries both sides of the queue.

    Raises:
        NotAllowed: one of the two is more than a figure of the demonstration.
        NotFound: they do not work together.
    """
    with database.reading() as session:
        other = people.by_id(session, other_id)
    if other is None or not set(other.establishments) & set(known.establishments):
        raise NotFound("there is no such person")
    for person in (known, other):
        if not person.demo or person.has_password or not person.establishments:
            raise NotAllowed("only people of the demonstration can be tried out")
    return other


@cache
def hasher() -> "PasswordHasher":
    """argon2id with the library's own parameters, RFC 9106's low-memory profile."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash no password fits, so that an unknown name takes as long as a known one."""
    return hasher().hash(new_secret(""))
