"""The files of disputes: the words, the two questions, the person's verdict, the steps, the end."""

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, request, url_for

from sangfroid.casework.routes import Route, texts
from sangfroid.domain.errors import InvalidInput
from sangfroid.services.cases import list_cases, one_case
from sangfroid.services.follow_case import Kind, Move, move_case
from sangfroid.services.open_case import Opening, open_case
from sangfroid.services.replies import NotInThisState, Stale
from sangfroid.storage.tables import CASE_STATUSES
from sangfroid.web import auth, language
from sangfroid.web.console.marking import marked
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime

_PAGE = 20
_MOVES: dict[str, Kind] = {
    "answer": "answer",
    "judge": "judge",
    "step": "step",
    "route": "route",
    "note": "note",
    "close": "close",
}


@blueprint.get("/cases")
@auth.signed_in
def show_cases() -> Any:
    """Open or closed cases, newest first."""
    status = request.args.get("status", "open")
    if status not in CASE_STATUSES:
        status = "open"
    found = list_cases(
        runtime().database,
        auth.current_actor(),
        status=status,
        establishment=None,
        cursor=request.args.get("cursor"),
        limit=_PAGE,
    )
    return page("cases.html", status=status, statuses=CASE_STATUSES, routes=_titles(), **found)


@blueprint.post("/cases")
@auth.signed_in
def new_case() -> Any:
    """Opens one from an incident or a reply, or goes to the one there is."""
    work = runtime()
    opening = Opening(incident=request.form.get("incident") or None, reply=request.form.get("reply") or None)
    made, created = open_case(work.database, work.engines, auth.current_actor(), opening, work.now())
    done = "opened" if created else "there"
    return redirect(url_for("console.show_case", id=made["id"], done=done))


@blueprint.get("/cases/<id>")
@auth.signed_in
def show_case(id: str) -> Any:
    """One case."""
    return _case_page(id)


@blueprint.post("/cases/<id>/moves")
@auth.signed_in
def move(id: str) -> Any:
    """One move; what could not be done stays as typed, beside the case as it is now."""
    work, kind = runtime(), _MOVES.get(request.form.get("move", ""))
    if kind is None:
        raise InvalidInput("there is no such move", {"field": "move"})
    try:
        move_case(work.database, work.engines, auth.current_actor(), id, _move(kind), work.now())
    except Stale:
        return _case_page(id, 409, "stale")
    except NotInThisState as problem:
        return _case_page(id, 409, "closed" if "status" in problem.details else "first")
    except InvalidInput as problem:
        fields = problem.details.get("fields") or [{}]
        known = ("failure", "already_done", "verdict", "kept_apart", "text")
        wrong = fields[0].get("field")
        return _case_page(id, 422, wrong if wrong in known else "other")
    return redirect(url_for("console.show_case", id=id, done=kind))


def _move(kind: Kind) -> Move:
    version = request.form.get("version", "")
    return Move(
        kind,
        version=int(version) if version.isascii() and version.isdigit() and len(version) <= 9 else None,
        failure=_typed("failure"),
        already_done=_typed("already_done"),
        verdict=_typed("verdict"),
        kept_apart=_typed("kept_apart"),
        step=_typed("step"),
        done={"yes": True, "no": False}.get(request.form.get("done", "")),
        route=_typed("route"),
        text=_typed("text"),
    )


def _typed(key: str) -> str | None:
    return request.form.get(key, "").replace("\r\n", "\n").strip()[:2000] or None


def _titles() -> dict[str, str]:
    said = texts(language.shown_language())
    return {route.value: said.routes[route].title for route in Route}


def _case_page(id: str, status: int = 200, problem: str | None = None) -> Any:
    work, actor = runtime(), auth.current_actor()
    case = one_case(work.database, work.engines, actor, id, work.now())
    said = texts(language.shown_language())
    return page(
        "case.html",
        status,
        case=case,
        pieces_=marked(case["text"], ((cue["start"], cue["end"], cue["kind"]) for cue in case["cues"])),
        routes=_titles(),
        step_titles={name: words.title for name, words in said.steps.items()},
        host=lambda address: urlsplit(address).hostname,
        problem=problem,
        typed=request.form if problem else {},
        manages=actor.manages,
    )
