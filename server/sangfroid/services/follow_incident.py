"""What happens to an incident after it was recorded: what was answered, what is noted, and its end."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sangfroid.domain.draft import Audience, DraftOptions, Engine
from sangfroid.domain.errors import Conflict, InvalidInput, NotFound
from sangfroid.domain.review import Channel, Review
from sangfroid.domain.shapes import analysis_shape
from sangfroid.services.actor import Actor
from sangfroid.services.engines import Engines
from sangfroid.services.record_incident import incident_shape
from sangfroid.services.replies import event_shape
from sangfroid.services.write_draft import Wish, write_draft
from sangfroid.storage import establishments, events
from sangfroid.storage.database import Database, Session
from sangfroid.storage.people import user
from sangfroid.storage.tables import IncidentRow


def one_incident(database: Database, engines: Engines, actor: Actor, id: str) -> dict[str, Any]:
    """An incident with the cues in its words and all that was done about it.

    Raises:
        NotFound: it is not theirs, or does not exist.
    """
    with database.reading() as session:
        return _whole(session, engines, _theirs(session, actor, id))


def note_incident(
    database: Database, engines: Engines, actor: Actor, id: str, text: str, now: datetime
) -> dict[str, Any]:
    """Adds a note. Notes are never changed or removed.

    Raises:
        NotFound, NotAllowed: not theirs, or their token is not for this.
        InvalidInput: there is no text.
    """
    return _add(database, engines, actor, id, "incident_noted", _said(text), now)


def answer_incident(
    database: Database, engines: Engines, actor: Actor, id: str, text: str, now: datetime
) -> dict[str, Any]:
    """Keeps the words that were said or written in private. Raises as `note_incident`."""
    return _add(database, engines, actor, id, "incident_answered", _said(text), now)


def close_incident(
    database: Database, engines: Engines, actor: Actor, id: str, comment: str | None, now: datetime
) -> dict[str, Any]:
    """Ends an incident; managers only.

    Raises:
        NotFound, NotAllowed: not theirs, or they are no manager.
        Conflict: it is closed already.
    """
    actor.require_manager()
    actor.require_scope("approve")

    def close(row: IncidentRow) -> None:
        if row.status == "closed":
            raise Conflict("this incident is closed already", {"status": row.status})
        row.status = "closed"

    return _add(database, engines, actor, id, "incident_closed", (comment or "").strip() or None, now, close)


def proposed_answer(
    database: Database, engines: Engines, actor: Actor, incident: dict[str, Any], now: datetime
) -> str:
    """What may be said in private now: the composer's words, never a model's; empty when it has none.

    Nothing is stored: only what a person says was said is.
    """
    wish = Wish(
        review=_words(incident["text"], incident["channel"], incident["platform"]),
        establishment=incident["establishment"],
        options=DraftOptions(engine=Engine.COMPOSER, audience=Audience.PRIVATE),
    )
    return write_draft(database, engines, actor, wish, now).draft.reply or ""


def _add(
    database: Database,
    engines: Engines,
    actor: Actor,
    id: str,
    kind: str,
    comment: str | None,
    now: datetime,
    change: Callable[[IncidentRow], None] | None = None,
) -> dict[str, Any]:
    actor.require_scope("reply")
    with database.transaction() as session:
        row = _theirs(session, actor, id, lock=True)
        if change is not None:
            change(row)
        events.append_to_incident(
            session, row, kind, user_id=actor.id, user_name=actor.name, at=now, comment=comment
        )
        return _whole(session, engines, row)


def _theirs(session: Session, actor: Actor, id: str, *, lock: bool = False) -> IncidentRow:
    row = establishments.incident(session, actor.establishments, id, lock=lock)
    if row is None:
        raise NotFound("there is no such incident")
    return row


def _whole(session: Session, engines: Engines, row: IncidentRow) -> dict[str, Any]:
    author = user(session, row.author_id)
    past = events.of_subject(session, row.id)
    analysis = analysis_shape(row.id, engines.analyze(_words(row.text, row.channel, row.platform)))
    answered = [event.comment for event in past if event.kind == "incident_answered"]
    return {
        **incident_shape(row, author.name if author else ""),
        "language": analysis["language"],
        "pattern": analysis["blackmail"]["pattern"],
        "cues": analysis["cues"],
        "answer": answered[-1] if answered else None,
        "events": [event_shape(event) for event in past],
    }


def _words(text: str, channel: str, platform: str | None) -> Review:
    return Review(text=text, channel=Channel(channel), platform=platform)


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise InvalidInput("there is no text", {"fields": [{"field": "text", "problem": "empty"}]})
    return said
