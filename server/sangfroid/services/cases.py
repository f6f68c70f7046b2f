"""Cases as they are shown, listed and read. Shared by the use cases that open and follow them."""

from datetime import date, datetime, timedelta
from typing import Any

from sangfroid.casework.routes import Route, SourceRule, deadlines, rules, texts
from sangfroid.domain.errors import InvalidInput, NotFound
from sangfroid.domain.review import Channel, Review
from sangfroid.domain.shapes import analysis_shape
from sangfroid.services.actor import Actor
from sangfroid.services.engines import Engines
from sangfroid.services.paging import cursor_after, place_of
from sangfroid.services.replies import NotInThisState, Stale, event_shape
from sangfroid.storage import cases, events
from sangfroid.storage.database import Database, Session
from sangfroid.storage.tables import CASE_STATUSES, CaseRow, EventRow


def list_cases(
    database: Database,
    actor: Actor,
    *,
    status: str | None,
    establishment: str | None,
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """One page of cases, newest first, with the counts of every state.

    Raises:
        NotFound: the establishment is not theirs.
        InvalidInput: an unknown status, or a cursor that this program did not make.
    """
    if status is not None and status not in CASE_STATUSES:
        raise InvalidInput(
            f"status must be one of {', '.join(CASE_STATUSES)}", {"fields": [{"field": "status"}]}
        )
    where = (actor.establishment(establishment),) if establishment is not None else actor.establishments
    after = place_of(cursor) if cursor else None
    with database.reading() as session:
        rows = cases.page(session, where, status, after, limit + 1)
        more, rows = len(rows) > limit, rows[:limit]
        return {
            "cases": [summary_shape(actor, row) for row in rows],
            "next": cursor_after(rows[-1].created, rows[-1].id) if more else None,
            "counts": cases.counts(session, where),
        }


def one_case(
    database: Database, engines: Engines, actor: Actor, id: str, now: datetime, language: str | None = None
) -> dict[str, Any]:
    """A case with its words, its route and all that was done, said in a language (the actor's when none).

    Raises:
        NotFound: it is not theirs, or does not exist.
    """
    with database.reading() as session:
        return case_shape(session, engines, actor, the_case(session, actor, id), now, language)


def case_of_incident(database: Database, actor: Actor, incident_id: str) -> str | None:
    """The id of the case of an incident, None when there is none they may see."""
    with database.reading() as session:
        row = cases.of_incident(session, incident_id)
        return row.id if row is not None and row.establishment_id in actor.establishments else None


def the_case(session: Session, actor: Actor, id: str, *, lock: bool = False) -> CaseRow:
    """A case the actor may see.

    Raises:
        NotFound: there is none, or it belongs to an establishment they do not work for.
    """
    row = cases.get(session, id, actor.establishments, lock=lock)
    if row is None:
        raise NotFound("there is no such case")
    return row


def require_current(
    session: Session, engines: Engines, actor: Actor, row: CaseRow, version: int, now: datetime
) -> None:
    """Raises Stale unless the person saw the case as it is, NotInThisState when it is closed."""
    if version != row.version:
        current = case_shape(session, engines, actor, row, now)
        raise Stale("the case has changed since you read it", {"current": current, "seen": version})
    if row.status != "open":
        raise NotInThisState("this case is closed", {"status": row.status})


def summary_shape(actor: Actor, row: CaseRow) -> dict[str, Any]:
    """A case as it stands in a list."""
    return {
        "id": row.id,
        "status": row.status,
        "version": row.version,
        "route": row.route,
        "verdict": row.verdict,
        "level": row.level,
        "establishment": {"id": row.establishment_id, "name": row.establishment.name},
        "text": row.text,
        "channel": row.channel,
        "platform": row.platform,
        "review": {"id": row.review_id, **row.review},
        "incident": row.incident_id,
        "reply": row.reply_id,
        "failure": row.failure,
        "already_done": row.already_done,
        "kept_apart": row.kept_apart,
        "outcome": row.outcome,
        "opened_by": {"id": row.author.id, "name": row.author.name},
        "occurred_at": row.occurred.isoformat(),
        "created": row.created.isoformat(),
        "updated": row.updated.isoformat(),
        "may": _may(actor, row),
    }


def case_shape(
    session: Session,
    engines: Engines,
    actor: Actor,
    row: CaseRow,
    now: datetime,
    language: str | None = None,
) -> dict[str, Any]:
    """A case whole: the cues in its words, the steps and last days of its route, and all its moves."""
    session.flush()
    past = events.of_subject(session, row.id)
    review = words_of(row)
    analysis = analysis_shape(row.review_id, engines.analyze(review))
    route, said = Route(row.route), texts(language or actor.language)
    found = deadlines(route, occurred=row.occurred.date(), published=_day(row.review["published"], now))
    return {
        **summary_shape(actor, row),
        "language": analysis["language"],
        "pattern": analysis["blackmail"]["pattern"],
        "cues": analysis["cues"],
        "as_of": rules().as_of.isoformat(),
        "title": said.routes[route].title,
        "summary": said.routes[route].text,
        "steps": [
            _step_shape(actor, row, name, said.steps[name], past) for name in rules().routes[route].steps
        ],
        "deadlines": [
            {
                "name": one.name,
                "title": said.deadlines[one.name].title,
                "text": said.deadlines[one.name].text,
                "due": one.due.isoformat() if one.due else None,
                "passed": one.due is not None and one.due < now.date(),
                "until_posted": one.until_posted,
                "sources": _sources(one.sources),
            }
            for one in found
        ],
        "events": [event_shape(event) for event in past],
    }


def step_done(past: list[EventRow], name: str) -> EventRow | None:
    """The event by which a step was last done; None when it is not, or was taken back."""
    last = [event for event in past if event.details.get("step") == name]
    return last[-1] if last and last[-1].kind == "case_step_done" else None


def words_of(row: CaseRow) -> Review:
    """The stored words as the analysis knows them."""
    kept = row.review
    return Review(
        text=row.text,
        id=row.review_id,
        title=kept["title"],
        rating=kept["rating"],
        rating_max=kept["rating_max"],
        platform=row.platform,
        channel=Channel(row.channel),
        author=kept["author"],
        published=kept["published"],
    )


def _step_shape(actor: Actor, row: CaseRow, name: str, said: Any, past: list[EventRow]) -> dict[str, Any]:
    rule, done = rules().steps[name], step_done(past, name)
    confirmed = not rule.confirmed or row.verdict == "pressure"
    allowed = "reply" in actor.scopes and (rule.who == "anyone" or actor.manages)
    return {
        "name": name,
        "title": said.title,
        "text": said.text,
        "who": rule.who,
        "place": rule.place,
        "waits_for_verdict": not confirmed,
        "done": {"by": {"id": done.user_id, "name": done.user_name}, "at": done.at.isoformat()}
        if done
        else None,
        "may": row.status == "open" and allowed and (confirmed or done is not None),
        "sources": _sources(rule.sources),
    }


def _sources(sources: tuple[SourceRule, ...]) -> list[dict[str, str]]:
    return [{"mark": one.mark, "url": one.url} for one in sources]


def _may(actor: Actor, row: CaseRow) -> list[str]:
    if "reply" not in actor.scopes:
        return []
    if row.status == "closed":
        return ["note"]
    return ["answer", "judge", "step", "route", "note", *(["close"] if actor.manages else [])]


def _day(published: str | None, now: datetime) -> date | None:
    """The day a review appeared, None when what the page gave is no day, or is one to come."""
    try:
        day = datetime.fromisoformat(published or "").date()
    except ValueError:
        return None
    return day if day <= now.date() + timedelta(days=1) else None
