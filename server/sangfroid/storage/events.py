"""The chain of events: every move of every reply, incident and case, each hashed over the one before."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text

from sangfroid.storage.database import Session
from sangfroid.storage.tables import CaseRow, EventRow, IncidentRow, ReplyRow, ReplyVersionRow

#: What the first event carries in place of a former hash.
BEGINNING = "0" * 64

#: Any fixed number: PostgreSQL's writers of events wait for one another on it.
_CHAIN_LOCK = 8708


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit the chain. `event` is None when it is no single event."""

    event: int | None
    subject_id: str
    problem: str


def append(
    session: Session,
    reply: ReplyRow,
    kind: str,
    *,
    user_id: str,
    user_name: str,
    at: datetime,
    comment: str | None = None,
    details: dict[str, Any] | None = None,
) -> EventRow:
    """Adds the event of a move that has just been made to `reply`, in the same transaction."""
    return _append(
        session,
        EventRow(
            kind=kind,
            subject_id=reply.id,
            status=reply.status,
            version=reply.version,
            sha256=reply.sha256,
            user_id=user_id,
            user_name=user_name,
            comment=comment,
            details=details or {},
            at=at,
        ),
    )


def append_to_incident(
    session: Session,
    incident: IncidentRow,
    kind: str,
    *,
    user_id: str,
    user_name: str,
    at: datetime,
    comment: str | None = None,
) -> EventRow:
    """Counts and adds the event of what has just happened to `incident`, in the same transaction."""
    incident.version += 1
    return _append(
        session,
        EventRow(
            kind=kind,
            subject_id=incident.id,
            status=incident.status,
            version=incident.version,
            sha256=incident_sha256(incident),
            user_id=user_id,
            user_name=user_name,
            comment=comment,
            details={},
            at=at,
        ),
    )


def incident_sha256(incident: IncidentRow) -> str:
    """SHA-256 over what was recorded: the words, and where, when, from whom and how they came."""
    said = {
        "text": incident.text,
        "channel": incident.channel,
        "platform": incident.platform,
        "review": incident.review,
        "level": incident.level,
        "note": incident.note,
        "heard_by": incident.heard_by,
        "stay": incident.stay,
        "occurred": incident.occurred.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return hashlib.sha256(_canonical(said)).hexdigest()


def append_to_case(
    session: Session,
    case: CaseRow,
    kind: str,
    *,
    user_id: str,
    user_name: str,
    at: datetime,
    comment: str | None = None,
    details: dict[str, Any] | None = None,
) -> EventRow:
    """Counts and adds the event of what has just happened to `case`, in the same transaction."""
    case.version += 1
    case.updated = at
    return _append(
        session,
        EventRow(
            kind=kind,
            subject_id=case.id,
            status=case.status,
            version=case.version,
            sha256=case_sha256(case),
            user_id=user_id,
            user_name=user_name,
            comment=comment,
            details=details or {},
            at=at,
        ),
    )


def case_sha256(case: CaseRow) -> str:
    """SHA-256 over the words a case is about and all that people answered and judged."""
    said = {
        "text": case.text,
        "channel": case.channel,
        "platform": case.platform,
        "review_id": case.review_id,
        "review": case.review,
        "level": case.level,
        "incident": case.incident_id,
        "reply": case.reply_id,
        "route": case.route,
        "failure": case.failure,
        "already_done": case.already_done,
        "verdict": case.verdict,
        "kept_apart": case.kept_apart,
        "outcome": case.outcome,
        "occurred": case.occurred.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return hashlib.sha256(_canonical(said)).hexdigest()


def _append(session: Session, event: EventRow) -> EventRow:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SELECT pg_advisory_xact_lock({_CHAIN_LOCK})"))
    session.flush()
    last = session.execute(
        select(EventRow.number, EventRow.hash).order_by(EventRow.number.desc()).limit(1)
    ).first()
    event.number = last.number + 1 if last else 1
    event.previous_hash = last.hash if last else BEGINNING
    event.hash = event_hash(event)
    session.add(event)
    session.flush()
    return event


def event_hash(event: EventRow) -> str:
    """SHA-256 over the canonical JSON of all that an event says, the former event's hash included."""
    said = {
        "number": event.number,
        "kind": event.kind,
        "reply": event.subject_id,  # its name in every hash ever written
        "status": event.status,
        "version": event.version,
        "sha256": event.sha256,
        "user": event.user_id,
        "user_name": event.user_name,
        "comment": event.comment,
        "details": event.details,
        "at": event.at.isoformat(timespec="microseconds"),
        "previous": event.previous_hash,
    }
    return hashlib.sha256(_canonical(said)).hexdigest()


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def of_subject(session: Session, subject_id: str) -> list[EventRow]:
    """The events of one reply, incident or case, oldest first."""
    return list(
        session.scalars(select(EventRow).where(EventRow.subject_id == subject_id).order_by(EventRow.number))
    )


def faults(session: Session) -> Iterator[Fault]:
    """Walks the whole chain and compares it with the replies, incidents and cases.

    Finds a changed, missing, inserted or reordered event, a text that is not the one its fingerprint says,
    and a reply whose state no event explains (which is how a cut end of the chain shows).
    """
    previous, number = BEGINNING, 0
    latest: dict[str, tuple[str, int]] = {}
    known: dict[tuple[str, int], str] = {}
    for event in session.scalars(
        select(EventRow).order_by(EventRow.number).execution_options(yield_per=1000)
    ):
        number += 1
        if event.number != number:
            yield Fault(number, event.subject_id, f"event {number} is missing")
            number = event.number
        if event.previous_hash != previous:
            yield Fault(event.number, event.subject_id, "it does not follow the event before it")
        if event_hash(event) != event.hash:
            yield Fault(event.number, event.subject_id, "it was changed after it was written")
        previous = event.hash
        latest[event.subject_id] = (event.status, event.version)
        known[event.subject_id, event.version] = event.sha256
    for version in session.execute(
        select(
            ReplyVersionRow.reply_id, ReplyVersionRow.version, ReplyVersionRow.text, ReplyVersionRow.sha256
        ).execution_options(yield_per=1000)
    ):
        found = hashlib.sha256(version.text.encode()).hexdigest()
        if not found == version.sha256 == known.get((version.reply_id, version.version)):
            yield Fault(
                None, version.reply_id, f"the text of version {version.version} is not the recorded one"
            )
    for reply in session.execute(
        select(
            ReplyRow.id, ReplyRow.status, ReplyRow.version, ReplyRow.text, ReplyRow.sha256
        ).execution_options(yield_per=1000)
    ):
        if latest.get(reply.id) != (reply.status, reply.version):
            yield Fault(None, reply.id, f"no event explains its state ({reply.status}, v{reply.version})")
        if hashlib.sha256(reply.text.encode()).hexdigest() != known.get((reply.id, reply.version)):
            yield Fault(None, reply.id, "its text is not the recorded one")
    for incident in session.scalars(
        select(IncidentRow).where(IncidentRow.version > 0).execution_options(yield_per=1000)
    ):
        if latest.get(incident.id) != (incident.status, incident.version):
            yield Fault(None, incident.id, f"no event explains its state ({incident.status})")
        if incident_sha256(incident) != known.get((incident.id, incident.version)):
            yield Fault(None, incident.id, "what was recorded of it is not what stands there now")
    for case in session.scalars(select(CaseRow).execution_options(yield_per=1000)):
        if latest.get(case.id) != (case.status, case.version):
            yield Fault(None, case.id, f"no event explains its state ({case.status})")
        if case_sha256(case) != known.get((case.id, case.version)):
            yield Fault(None, case.id, "what was recorded of it is not what stands there now")
