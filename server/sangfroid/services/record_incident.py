"""A threat somebody met before any review exists."""

from datetime import datetime
from typing import Any

from sangfroid.domain.review import Review
from sangfroid.services.actor import Actor
from sangfroid.services.analyse_review import require_usable
from sangfroid.services.engines import Engines
from sangfroid.services.identity import new_id
from sangfroid.storage import establishments
from sangfroid.storage.database import Database
from sangfroid.storage.people import user
from sangfroid.storage.tables import IncidentRow


def record_incident(
    database: Database,
    engines: Engines,
    actor: Actor,
    *,
    establishment: str | None,
    review: Review,
    note: str | None,
    occurred: datetime | None,
    now: datetime,
) -> dict[str, Any]:
    """Stores the words, how they came, and how clearly they press."""
    actor.require_scope("reply")
    establishment = actor.establishment(establishment)
    require_usable(review)
    row = IncidentRow(
        id=new_id(),
        establishment_id=establishment,
        text=review.text,
        channel=review.channel.value,
        platform=review.platform,
        review={"id": review.id, "title": review.title, "author": review.author, "rating": review.rating},
        level=engines.analyze(review).blackmail.level.value,
        note=note,
        author_id=actor.id,
        occurred=occurred or now,
        created=now,
    )
    with database.transaction() as session:
        establishments.add_incident(session, row)
        return incident_shape(row, actor.name)


def list_incidents(database: Database, actor: Actor, limit: int) -> list[dict[str, Any]]:
    """Incidents of the actor's establishments, newest first."""
    with database.reading() as session:
        shapes = []
        for row in establishments.incidents(session, actor.establishments, limit):
            author = user(session, row.author_id)
            shapes.append(incident_shape(row, author.name if author else ""))
        return shapes


def count_incidents(database: Database, actor: Actor) -> int:
    """How many incidents the actor's establishments have."""
    with database.reading() as session:
        return establishments.count_incidents(session, actor.establishments)


def incident_shape(row: IncidentRow, reported_by: str) -> dict[str, Any]:
    """An incident as the API shows it."""
    return {
        "id": row.id,
        "establishment": row.establishment_id,
        "text": row.text,
        "channel": row.channel,
        "platform": row.platform,
        "level": row.level,
        "note": row.note,
        "reported_by": {"id": row.author_id, "name": reported_by},
        "occurred_at": row.occurred.isoformat(),
        "created": row.created.isoformat(),
    }
