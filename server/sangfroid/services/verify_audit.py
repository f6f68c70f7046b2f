"""Checking that no recorded move was changed, removed or invented."""

from sangfroid.storage import events
from sangfroid.storage.database import Database
from sangfroid.storage.events import Fault


def verify_audit(database: Database, most: int = 100) -> list[Fault]:
    """The first faults of the chain of events; none when all is as it was written."""
    found: list[Fault] = []
    with database.reading() as session:
        for fault in events.faults(session):
            found.append(fault)
            if len(found) >= most:
                break
    return found
