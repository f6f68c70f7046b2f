"""The approval queue, and one reply with everything needed to decide."""

from typing import Any

from flask import redirect, request, url_for

from sangfroid.domain.errors import InvalidInput, SangfroidError
from sangfroid.domain.reading import read_review
from sangfroid.services.analyse_review import notes
from sangfroid.services.copy_reply import copy_reply
from sangfroid.services.decide import Decision, Kind, Override, decide
from sangfroid.services.look_up_reviews import one_reply, queue
from sangfroid.services.replies import Stale
from sangfroid.services.submit_reply import Blocked, correct_reply
from sangfroid.storage.tables import STATUSES
from sangfroid.web import auth, language
from sangfroid.web.console.marking import compared, marked
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime

_PAGE = 20
_DECISIONS: dict[str, Kind] = {
    "approve": "approve",
    "edit_and_approve": "edit_and_approve",
    "reject": "reject",
    "take_back": "take_back",
}


@blueprint.get("/queue")
@auth.signed_in
def show_queue() -> Any:
    """One state of the queue, newest first."""
    status = request.args.get("status", "pending")
    if status not in (*STATUSES, "all"):
        status = "pending"
    found = queue(
        runtime().database,
        auth.current_actor(),
        status=None if status == "all" else status,
        establishment=None,
        cursor=request.args.get("cursor"),
        limit=_PAGE,
    )
    return page("queue.html", status=status, statuses=STATUSES, **found)


@blueprint.get("/queue/<id>")
@auth.signed_in
def show_reply(id: str) -> Any:
    """One reply."""
    return _reply_page(one_reply(runtime().database, runtime().engines, auth.current_actor(), id))


@blueprint.post("/queue/<id>/decisions")
@auth.signed_in
def decide_reply(id: str) -> Any:
    """A decision; when the reply has changed meanwhile, what changed."""
    form, work = request.form, runtime()
    kind = _DECISIONS.get(form.get("decision", ""))
    if kind is None:
        raise InvalidInput("there is no such decision", {"field": "decision"})
    override = None
    if form.get("override_reason", "").strip() and form.getlist("override_guards"):
        override = Override(tuple(form.getlist("override_guards")), form["override_reason"].strip())
    try:
        decide(
            work.database,
            work.engines,
            auth.current_actor(),
            id,
            Decision(
                kind=kind,
                version=_version(),
                sha256=form.get("sha256") or None,
                text=form.get("text") if kind == "edit_and_approve" else None,
                comment=form.get("comment", "").strip()[:2000] or None,
                override=override,
            ),
            work.now(),
        )
    except Stale as stale:
        return _stale_page(stale, form.get("text") or form.get("comment") or "")
    except (Blocked, InvalidInput) as problem:
        return _again(id, problem, kind)
    return redirect(url_for("console.show_reply", id=id, done=kind))


@blueprint.post("/queue/<id>/versions")
@auth.signed_in
def correct(id: str) -> Any:
    """A corrected text."""
    work = runtime()
    try:
        correct_reply(
            work.database,
            work.engines,
            auth.current_actor(),
            id,
            _version(),
            request.form.get("text", ""),
            request.form.get("note", "").strip()[:2000] or None,
            work.now(),
        )
    except Stale as stale:
        return _stale_page(stale, request.form.get("text", ""))
    except (Blocked, InvalidInput) as problem:
        return _again(id, problem, "correct")
    return redirect(url_for("console.show_reply", id=id, done="correct"))


@blueprint.post("/queue/<id>/copies")
@auth.signed_in
def note_copy(id: str) -> Any:
    """The approved text was copied."""
    work = runtime()
    try:
        copy_reply(work.database, auth.current_actor(), id, _version(), work.now())
    except Stale as stale:
        return _stale_page(stale, "")
    return redirect(url_for("console.show_reply", id=id, done="copy"))


def _version() -> int:
    raw = request.form.get("version", "")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise InvalidInput("the version is missing", {"field": "version"})
    return int(raw)


def _reply_page(reply: dict[str, Any], status: int = 200, **values: Any) -> Any:
    review = reply["review"]
    analysis = runtime().engines.analyze(read_review(review))
    findings = reply["findings"]
    former = reply["versions"][-2] if len(reply["versions"]) > 1 else None
    return page(
        "reply.html",
        status,
        reply=reply,
        review=review,
        analysis=analysis,
        review_pieces=marked(review["text"], ((cue.start, cue.end, cue.kind) for cue in analysis.cues)),
        reply_pieces=marked(reply["text"], ((one["start"], one["end"], one["severity"]) for one in findings)),
        review_notes=notes(analysis, language.shown_language()),
        difference=compared(former["text"], reply["text"]) if former else None,
        former=former,
        done=request.args.get("done"),
        **values,
    )


def _again(id: str, problem: SangfroidError, kind: str) -> Any:
    reply = one_reply(runtime().database, runtime().engines, auth.current_actor(), id)
    overridable = runtime().engines.overridable() if isinstance(problem, Blocked) else frozenset()
    return _reply_page(
        reply,
        422,
        problem=_problem(problem),
        problem_kind=kind,
        problem_findings=problem.details.get("findings", []),
        overridable=overridable,
        typed_text=request.form.get("text"),
        typed_comment=request.form.get("comment"),
    )


def _problem(problem: SangfroidError) -> str:
    """Which of the texts `problem.*` says what is wrong."""
    fields = {one["field"] for one in problem.details.get("fields", [])}
    return next(
        (key for key in ("blocked", "text_too_long", "comment", "text") if key in {problem.code} | fields),
        "other",
    )


def _stale_page(stale: Stale, typed: str) -> Any:
    current, seen = stale.details["current"], stale.details["seen"]
    before = next((one for one in current["versions"] if one["version"] == seen), None)
    return page(
        "stale.html",
        409,
        reply=current,
        seen=seen,
        before=before,
        difference=compared(before["text"], current["text"])
        if before and before["text"] != current["text"]
        else None,
        last=current["events"][-1],
        typed=typed,
    )
