"""What a server does before its first request."""

from datetime import UTC, datetime

from sangfroid.domain.errors import NotFound
from sangfroid.services.seed_demo import DEMO_LOGIN, seed_demo
from sangfroid.services.sign_in import issue_token
from sangfroid.storage import establishments, people
from sangfroid.storage.database import Database


def prepare(database: Database, now: datetime | None = None) -> str:
    """Seeds the demonstration into an empty database; returns a one-time token for the first person."""
    now = now or datetime.now(UTC)
    with database.reading() as session:
        anything = establishments.anything_stored(session)
    if not anything:
        seed_demo(database, now)
    return issue_token(database, first_person(database), now)


def first_person(database: Database) -> str:
    """Whom an address printed on the server's own screen signs in.

    The first real administrator or manager where there is one, else Camille of the demonstration.
    """
    with database.reading() as session:
        rows = [row for row, _ in people.everybody(session) if row.active]
    for role in ("admin", "manager"):
        for row in rows:
            if row.role == role and not row.login.endswith("@demo.invalid"):
                return row.id
    for row in rows:
        if row.login == DEMO_LOGIN:
            return row.id
    if rows:
        return rows[0].id
    raise NotFound("there is nobody to sign in; make somebody with `sangfroid user create`")
