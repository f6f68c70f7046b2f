"""What happens to a case: the two questions, the person's verdict, steps, notes, its end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sangfroid.casework.routes import Route, rules
from sangfroid.domain.errors import InvalidInput
from sangfroid.services.actor import Actor
from sangfroid.services.cases import case_shape, require_current, step_done, the_case
from sangfroid.services.engines import Engines
from sangfroid.services.replies import NotInThisState
from sangfroid.storage import establishments, events
from sangfroid.storage.database import Database, Session
from sangfroid.storage.tables import FAILURES, VERDICTS, CaseRow

Kind = Literal["answer", "judge", "step", "route", "note", "close"]

#: What each move says. A value that belongs to another move is a mistake, never something to pass over.
_SAYS: dict[Kind, frozenset[str]] = {
    "answer": frozenset({"failure", "already_done"}),
    "judge": frozenset({"verdict", "kept_apart"}),
    "step": frozenset({"step", "done"}),
    "route": frozenset({"route"}),
    "note": frozenset({"text"}),
    "close": frozenset({"text"}),
}
_VALUES = ("failure", "already_done", "verdict", "kept_apart", "step", "done", "route", "text")


@dataclass(frozen=True, slots=True)
class Move:
    """One thing done to a case, on the version that was seen (a note needs none: it replaces nothing).

    `answer` says `failure` (yes, no, unknown) and what was `already_done`; `judge` a `verdict` and how what
    is due was `kept_apart`; `step` which one and whether it is `done`; `route` the new one; `note` and
    `close` a `text`.
    """

    kind: Kind
    version: int | None = None
    failure: str | None = None
    already_done: str | None = None
    verdict: str | None = None
    kept_apart: str | None = None
    step: str | None = None
    done: bool | None = None
    route: str | None = None
    text: str | None = None


def move_case(
    database: Database, engines: Engines, actor: Actor, id: str, move: Move, now: datetime
) -> dict[str, Any]:
    """Makes the move and returns the case.

    Pressure is confirmed by a person, never by the program, and only once both questions are answered. A
    founded complaint stays one: unless the answer is that there was no failure of service, the verdict
    `pressure` comes with a word on how what is due was kept apart from any talk of reviews. The verdict
    rests on the answers, so changed answers ask for it again. What speaks of pressure to others (naming it,
    warning, reporting it) waits for that verdict.

    Raises:
        NotFound: the case is not theirs.
        Stale: it has changed since `move.version` was read. NotInThisState: it is closed, or the step waits.
        NotAllowed: this is a manager's.
        InvalidInput: something the move needs is missing, or belongs to another move.
    """
    actor.require_scope("reply")
    _require_its_own(move)
    if move.kind == "close" or (move.kind == "step" and _is_managers(move.step)):
        with database.reading() as session:
            the_case(session, actor, id)  # a stranger learns that there is none, not that they are no manager
        actor.require_manager()
        actor.require_scope("approve")
    with database.transaction() as session:
        row = the_case(session, actor, id, lock=True)
        if move.kind != "note":
            require_current(session, engines, actor, row, _version(move), now)
        match move.kind:
            case "answer":
                _answer(session, actor, row, move, now)
            case "judge":
                _judge(session, actor, row, move, now)
            case "step":
                _step(session, actor, row, move, now)
            case "route":
                _reroute(session, actor, row, move, now)
            case "note":
                _record(session, actor, row, "case_noted", now, _said(move.text, "text"))
            case "close":
                _close(session, actor, row, _said(move.text, "text"), now)
        return case_shape(session, engines, actor, row, now)


def _require_its_own(move: Move) -> None:
    foreign = [name for name in _VALUES if getattr(move, name) is not None and name not in _SAYS[move.kind]]
    if foreign:
        raise InvalidInput(
            f"{move.kind} does not say {', '.join(foreign)}",
            {"fields": [{"field": name} for name in foreign]},
        )


def _is_managers(step: str | None) -> bool:
    rule = rules().steps.get(step or "")
    return rule is not None and rule.who == "manager"


def _version(move: Move) -> int:
    if move.version is None:
        raise _missing("version", "say which version you saw")
    return move.version


def _answer(session: Session, actor: Actor, row: CaseRow, move: Move, now: datetime) -> None:
    if move.failure not in FAILURES:
        raise _missing("failure", f"was there a failure of service? one of {', '.join(FAILURES)}")
    done = _said(move.already_done, "already_done")
    changed = (row.failure, row.already_done) != (move.failure, done)
    row.failure, row.already_done = move.failure, done
    details = {"failure": move.failure}
    if changed and row.verdict != "undecided":
        row.verdict, row.kept_apart = "undecided", None
        details["verdict"] = "undecided"
    _record(session, actor, row, "case_answered", now, done, details)


def _judge(session: Session, actor: Actor, row: CaseRow, move: Move, now: datetime) -> None:
    if move.verdict not in VERDICTS:
        raise _missing("verdict", f"the verdict is one of {', '.join(VERDICTS)}")
    apart = (move.kept_apart or "").strip() or None
    if move.verdict == "pressure":
        if row.failure is None:
            raise NotInThisState("answer both questions first", {"failure": row.failure})
        if row.failure != "no" and apart is None:
            raise _missing("kept_apart", "say how what is due was kept apart from any talk of reviews")
    row.verdict, row.kept_apart = move.verdict, apart
    _record(session, actor, row, "case_judged", now, apart, {"verdict": move.verdict})


def _step(session: Session, actor: Actor, row: CaseRow, move: Move, now: datetime) -> None:
    route = rules().routes[Route(row.route)]
    if move.step is None or move.step not in route.steps:
        raise _missing("step", f"the steps of this route are {', '.join(route.steps)}")
    if move.done is None:
        raise _missing("done", "say whether it is done")
    if move.done and rules().steps[move.step].confirmed and row.verdict != "pressure":
        raise NotInThisState("a person must confirm the pressure first", {"verdict": row.verdict})
    if move.done == (step_done(events.of_subject(session, row.id), move.step) is not None):
        return
    kind = "case_step_done" if move.done else "case_step_undone"
    _record(session, actor, row, kind, now, None, {"step": move.step})


def _reroute(session: Session, actor: Actor, row: CaseRow, move: Move, now: datetime) -> None:
    known = [route.value for route in Route]
    if move.route not in known:
        raise _missing("route", f"the route is one of {', '.join(known)}")
    if move.route != row.route:
        row.route = move.route
        _record(session, actor, row, "case_rerouted", now, None, {"route": move.route})


def _close(session: Session, actor: Actor, row: CaseRow, outcome: str, now: datetime) -> None:
    incident = None
    if row.incident_id is not None:
        # Locked before the first event: whoever closes the incident itself takes them in that order too.
        incident = establishments.incident(session, [row.establishment_id], row.incident_id, lock=True)
    row.status, row.outcome = "closed", outcome
    _record(session, actor, row, "case_closed", now, outcome)
    if incident is not None and incident.status == "open":
        incident.status = "closed"
        events.append_to_incident(
            session,
            incident,
            "incident_closed",
            user_id=actor.id,
            user_name=actor.name,
            at=now,
            comment=outcome,
        )


def _record(
    session: Session,
    actor: Actor,
    row: CaseRow,
    kind: str,
    now: datetime,
    comment: str | None,
    details: dict[str, Any] | None = None,
) -> None:
    events.append_to_case(
        session,
        row,
        kind,
        user_id=actor.id,
        user_name=actor.name,
        at=now,
        comment=comment,
        details=details,
    )


def _said(text: str | None, field: str) -> str:
    said = (text or "").strip()
    if not said:
        raise _missing(field, "there is no text")
    return said


def _missing(field: str, message: str) -> InvalidInput:
    return InvalidInput(message, {"fields": [{"field": field}]})
