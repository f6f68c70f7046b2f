"""Threats met before any review exists."""

from typing import Any

from flask import Blueprint

from sangfroid.services.record_incident import list_incidents, record_incident
from sangfroid.web import auth
from sangfroid.web.api import answers
from sangfroid.web.api.operation import operation, writing
from sangfroid.web.api.reading import review_value, time_value
from sangfroid.web.api.schemas import IncidentInput
from sangfroid.web.runtime import runtime

blueprint = Blueprint("incidents", __name__)

#: As many as a person looks through.
_MOST = 100


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
        now=work.now(),
    )


@operation(blueprint, "GET", "/incidents", answers={200: answers.Incidents})
def get_incidents() -> dict[str, Any]:
    """List the incidents of one's establishments, newest first."""
    return {"incidents": list_incidents(runtime().database, auth.current_actor(), _MOST)}
