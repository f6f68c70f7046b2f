"""Threats met before any review exists."""

from typing import Any

from flask import Blueprint

from sangfroid.services.follow_incident import (
    answer_incident,
    close_incident,
    note_incident,
    one_incident,
)
from sangfroid.services.record_incident import list_incidents, record_incident
from sangfroid.web import auth
from sangfroid.web.api import answers
from sangfroid.web.api.operation import operation, writing
from sangfroid.web.api.reading import review_value, time_value
from sangfroid.web.api.schemas import (
    IncidentAnswerInput,
    IncidentClosingInput,
    IncidentInput,
    IncidentNoteInput,
)
from sangfroid.web.runtime import runtime

blueprint = Blueprint("incidents", __name__)

#: As many as a person looks through.
_MOST = 100

_BAD_BODY = (400, 413, 415, 422)


@writing(
    blueprint,
    "POST",
    "/incidents",
    body=IncidentInput,
    answers={201: answers.Incident},
    errors=(400, 404, 409, 413, 415, 422),
    creates=True,
)
def post_incident(body: IncidentInput) -> dict[str, Any]:
    """Record a threat, with its words and how they came."""
    work = runtime()
    return record_incident(
        work.database,
        work.engines,
        auth.current_actor(),
        establishment=body.establishment,
        review=review_value(body),
        note=body.note,
        occurred=time_value(body.occurred_at, "occurred_at"),
        heard_by=body.heard_by,
        stay=body.stay,
        answer=body.answer,
        now=work.now(),
    )


@operation(blueprint, "GET", "/incidents", answers={200: answers.Incidents})
def get_incidents() -> dict[str, Any]:
    """List the incidents of one's establishments, newest first."""
    return {"incidents": list_incidents(runtime().database, auth.current_actor(), _MOST)}


@operation(blueprint, "GET", "/incidents/<id>", answers={200: answers.WholeIncident}, errors=(404,))
def get_incident(id: str) -> dict[str, Any]:
    """Read one incident with its cues and what was done about it."""
    return one_incident(runtime().database, runtime().engines, auth.current_actor(), id)


@writing(
    blueprint,
    "POST",
    "/incidents/<id>/notes",
    body=IncidentNoteInput,
    answers={201: answers.WholeIncident},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def post_incident_note(id: str, body: IncidentNoteInput) -> dict[str, Any]:
    """Add a note to an incident; notes are never changed."""
    work = runtime()
    return note_incident(work.database, work.engines, auth.current_actor(), id, body.text, work.now())


@writing(
    blueprint,
    "POST",
    "/incidents/<id>/answers",
    body=IncidentAnswerInput,
    answers={201: answers.WholeIncident},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def post_incident_answer(id: str, body: IncidentAnswerInput) -> dict[str, Any]:
    """Keep what was said to the customer in private."""
    work = runtime()
    return answer_incident(work.database, work.engines, auth.current_actor(), id, body.text, work.now())


@writing(
    blueprint,
    "POST",
    "/incidents/<id>/closing",
    body=IncidentClosingInput,
    answers={200: answers.WholeIncident},
    errors=(*_BAD_BODY, 403, 404, 409),
    creates=True,
)
def post_incident_closing(id: str, body: IncidentClosingInput) -> dict[str, Any]:
    """Close an incident; managers only."""
    work = runtime()
    return close_incident(work.database, work.engines, auth.current_actor(), id, body.comment, work.now())
