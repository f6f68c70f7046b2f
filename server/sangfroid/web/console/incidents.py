"""Threats met before any review existed: noted at the desk, followed, closed."""

from datetime import UTC, datetime
from typing import Any

from flask import redirect, request, url_for

from sangfroid.domain.errors import Conflict, InvalidInput
from sangfroid.domain.review import Channel, Review
from sangfroid.services.cases import case_of_incident
from sangfroid.services.establishments import list_establishments
from sangfroid.services.follow_incident import (
    answer_incident,
    close_incident,
    note_incident,
    one_incident,
    proposed_answer,
)
from sangfroid.services.record_incident import list_incidents, record_incident
from sangfroid.web import auth
from sangfroid.web.console.marking import marked
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime

#: As many as a person looks through.
_MOST = 100

#: How a threat comes before there is a review.
_CHANNELS = (Channel.PHONE_NOTE, Channel.MESSAGE, Channel.EMAIL, Channel.CHAT)


@blueprint.get("/incidents")
@auth.signed_in
def show_incidents() -> Any:
    """The incidents, newest first, with their exact words, and the form that records one."""
    return _list_page()


@blueprint.post("/incidents")
@auth.signed_in
def new_incident() -> Any:
    """Records one as it was heard; what cannot be used stays as typed."""
    work, form = runtime(), request.form
    channel = form.get("channel", "")
    try:
        made = record_incident(
            work.database,
            work.engines,
            auth.current_actor(),
            establishment=form.get("establishment") or None,
            review=Review(
                text=_typed("text", 10_000),
                channel=Channel(channel) if channel in set(_CHANNELS) else Channel.PHONE_NOTE,
            ),
            note=_typed("note", 2000) or None,
            occurred=_time(form.get("occurred_exact") or form.get("occurred", "")),
            now=work.now(),
            heard_by=_typed("heard_by", 300) or None,
            stay=_typed("stay", 300) or None,
        )
    except InvalidInput as problem:
        fields = problem.details.get("fields") or [{}]
        wrong = "time" if fields[0].get("field") == "occurred_at" else "text"
        return _list_page(422, problem=wrong, given=form.to_dict())
    return redirect(url_for("console.show_incident", id=made["id"], done="recorded"))


@blueprint.get("/incidents/<id>")
@auth.signed_in
def show_incident(id: str) -> Any:
    """One incident: its words and cues, what to say in private, what was done."""
    return _incident_page(id)


@blueprint.post("/incidents/<id>/notes")
@auth.signed_in
def note(id: str) -> Any:
    """A note."""
    return _done(
        id, "noted", lambda w, a: note_incident(w.database, w.engines, a, id, _typed("text", 2000), w.now())
    )


@blueprint.post("/incidents/<id>/answers")
@auth.signed_in
def answer(id: str) -> Any:
    """What was said in private."""
    return _done(
        id,
        "answered",
        lambda w, a: answer_incident(w.database, w.engines, a, id, _typed("text", 10_000), w.now()),
    )


@blueprint.post("/incidents/<id>/closing")
@auth.signed_in
def close(id: str) -> Any:
    """The end of it; managers only."""
    return _done(
        id, "closed", lambda w, a: close_incident(w.database, w.engines, a, id, _typed("text", 2000), w.now())
    )


def _done(id: str, done: str, work_on: Any) -> Any:
    try:
        work_on(runtime(), auth.current_actor())
    except InvalidInput:
        return _incident_page(id, 422, problem="text")
    except Conflict:
        return _incident_page(id, 409, problem="closed")
    return redirect(url_for("console.show_incident", id=id, done=done))


def _typed(key: str, most: int) -> str:
    return request.form.get(key, "").replace("\r\n", "\n").strip()[:most]


def _time(typed: str) -> datetime | None:
    """A time as the form gives it, in UTC; None when none was given.

    Raises:
        InvalidInput: it is no time.
    """
    if not typed.strip():
        return None
    try:
        time = datetime.fromisoformat(typed.strip())
    except ValueError as error:
        raise InvalidInput("this is no time", {"fields": [{"field": "occurred_at"}]}) from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _list_page(status: int = 200, **values: Any) -> Any:
    work, actor = runtime(), auth.current_actor()
    houses = list_establishments(work.database, actor)
    names = {one["id"]: one["name"] for one in houses}
    shown = []
    for incident in list_incidents(work.database, actor, _MOST):
        review = Review(text=incident["text"], channel=Channel(incident["channel"]))
        analysis = work.engines.analyze(review)
        spans = ((cue.start, cue.end, cue.kind) for cue in analysis.cues)
        shown.append(
            {
                **incident,
                "pieces": marked(incident["text"], spans),
                "language": analysis.language.tag,
                "house": names[incident["establishment"]] if len(names) > 1 else None,
            }
        )
    values = {"problem": None, "given": {}, **values}
    return page("incidents.html", status, incidents=shown, channels=_CHANNELS, houses=houses, **values)


def _incident_page(id: str, status: int = 200, problem: str | None = None) -> Any:
    work, actor = runtime(), auth.current_actor()
    incident = one_incident(work.database, work.engines, actor, id)
    houses = list_establishments(work.database, actor)
    spans = ((cue["start"], cue["end"], cue["kind"]) for cue in incident["cues"])
    return page(
        "incident.html",
        status,
        incident=incident,
        pieces_=marked(incident["text"], spans),
        proposal=proposed_answer(work.database, work.engines, actor, incident, work.now())
        if incident["status"] == "open"
        else "",
        case=case_of_incident(work.database, actor, id),
        house=next((one["name"] for one in houses if one["id"] == incident["establishment"]), None),
        manages=actor.manages,
        problem=problem,
        typed=request.form.get("text", "") if problem == "text" else "",
    )
