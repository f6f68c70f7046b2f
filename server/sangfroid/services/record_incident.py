"""A threat somebody met before any review exists."""

from datetime import datetime, timedelta
from typing import Any

from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.review import Level, Review
from sangfroid.services.actor import Actor
from sangfroid.services.analyse_review import require_usable
from sangfroid.services.engines import Engines
from sangfroid.services.identity import new_id
from sangfroid.storage import establishments, events
from sangfroid.storage.database import Database, Session
from sangfroid.storage.people import user
from sangfroid.storage.tables import IncidentRow

#: A clock at a reception desk may run a little ahead of the server's.
_CLOCKS_DIFFER = timedelta(minutes=10)


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
    heard_by: str | None = None,
    stay: str | None = None,
    answer: str | None = None,
) -> dict[str, Any]:
    """Stores the words, how they came, who heard them, and how clearly they press.

    `stay` is how the house names the stay, the table or the order; `answer` is what was said in private.

    Raises:
        NotFound: the establishment is not theirs.
        InvalidInput: there are no words, or `occurred` has not come yet.
    """
    actor.require_scope("reply")
    establishment = actor.establishment(establishment)
    require_usable(review)
    require_past(occurred, now)
    row = incident_row(
        actor,
        establishment,
        review,
        engines.analyze(review).blackmail.level,
        note=note,
        occurred=occurred,
        heard_by=heard_by,
        stay=stay,
        now=now,
    )
    with database.transaction() as session:
        keep_incident(session, actor, row, now)
        if answer:
            events.append_to_incident(
                session,
                row,
                "incident_answered",
                user_id=actor.id,
                user_name=actor.name,
                at=now,
                comment=answer,
            )
        return incident_shape(row, actor.name)


def require_past(occurred: datetime | None, now: datetime) -> None:
    """Raises InvalidInput when a time has not come yet."""
    if occurred is not None and occurred > now + _CLOCKS_DIFFER:
        raise InvalidInput(
            "this time has not come yet", {"fields": [{"field": "occurred_at", "problem": "in the future"}]}
        )


def incident_row(
    actor: Actor,
    establishment: str,
    review: Review,
    level: Level,
    *,
    note: str | None,
    occurred: datetime | None,
    heard_by: str | None,
    stay: str | None,
    now: datetime,
) -> IncidentRow:
    """An incident as it will be stored."""
    return IncidentRow(
        id=new_id(),
        establishment_id=establishment,
        text=review.text,
        channel=review.channel.value,
        platform=review.platform,
        review={"id": review.id, "title": review.title, "author": review.author, "rating": review.rating},
        level=level.value,
        note=note,
        author_id=actor.id,
        heard_by=heard_by,
        stay=stay,
        status="open",
        version=0,
        occurred=occurred or now,
        created=now,
    )


def keep_incident(session: Session, actor: Actor, row: IncidentRow, now: datetime) -> None:
    """Stores a new incident with its first event, inside the transaction of whoever asks."""
    establishments.add_incident(session, row)
    events.append_to_incident(
        session, row, "incident_recorded", user_id=actor.id, user_name=actor.name, at=now
    )


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
        "heard_by": row.heard_by,
        "stay": row.stay,
        "status": row.status,
        "occurred_at": row.occurred.isoformat(),
        "created": row.created.isoformat(),
    }
