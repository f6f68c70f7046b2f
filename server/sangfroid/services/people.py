"""Creating people and setting passwords."""

from datetime import datetime
from typing import Any

from sangfroid.domain.errors import Conflict, InvalidInput, NotFound
from sangfroid.services.establishments import new_establishment
from sangfroid.services.identity import new_id
from sangfroid.services.sign_in import hasher
from sangfroid.storage import establishments, people
from sangfroid.storage.database import Database
from sangfroid.storage.tables import ROLES, UserRow

SHORTEST_PASSWORD = 12


def create_user(
    database: Database,
    *,
    login: str,
    name: str,
    role: str,
    establishment: str,
    password: str | None,
    now: datetime,
) -> str:
    """Stores a person and returns their id. The establishment is made when there is none of that name.

    Raises:
        Conflict: the login is taken.
        InvalidInput: an empty name, an unknown role, a short password.
    """
    login, name = login.strip().lower(), name.strip()
    if not login or not name or not establishment.strip():
        raise InvalidInput("login, name and establishment may not be empty")
    if role not in ROLES:
        raise InvalidInput(f"role must be one of {', '.join(ROLES)}", {"field": "role"})
    password_hash = _hash(password) if password is not None else None
    with database.transaction() as session:
        if people.by_login(session, login) is not None:
            raise Conflict(f"there is somebody with the login {login!r} already")
        row = establishments.by_name(session, establishment.strip())
        if row is None:
            row = new_establishment(establishment.strip(), now)
            establishments.add(session, row)
        user = UserRow(
            id=new_id(),
            login=login,
            name=name,
            role=role,
            password_hash=password_hash,
            active=True,
            session_version=1,
            created=now,
        )
        people.add_user(session, user, [row.id])
        return user.id


def set_password(database: Database, login: str, password: str) -> None:
    """Sets a password; sessions begun before end."""
    password_hash = _hash(password)
    with database.transaction() as session:
        row = people.by_login(session, login)
        if row is None:
            raise NotFound(f"there is nobody with the login {login!r}")
        row.password_hash = password_hash
        row.session_version += 1


def everybody(database: Database) -> list[dict[str, Any]]:
    """All people: id, login, name, role, whether active, their establishments."""
    with database.reading() as session:
        return [
            {
                "id": row.id,
                "login": row.login,
                "name": row.name,
                "role": row.role,
                "active": row.active,
                "establishments": names,
            }
            for row, names in people.everybody(session)
        ]


def colleagues(database: Database, establishment_ids: tuple[str, ...]) -> list[dict[str, str]]:
    """The active people of these establishments."""
    with database.reading() as session:
        return [
            {"id": row.id, "name": row.name, "role": row.role}
            for row in people.colleagues(session, establishment_ids)
        ]


def person_by_login(database: Database, login: str) -> str:
    """The id of the person with this login."""
    with database.reading() as session:
        row = people.by_login(session, login)
        if row is None:
            raise NotFound(f"there is nobody with the login {login!r}")
        return row.id


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(f"a password needs at least {SHORTEST_PASSWORD} characters", {"field": "password"})
    return hasher().hash(password)
