"""Opening the file of a dispute: from an incident, from a reply, or from the words themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangfroid.casework.routes import Route, proposed_route, stands_in_public
from sangfroid.domain.errors import Conflict, InvalidInput, NotFound
from sangfroid.domain.review import Blackmail, Channel, Review
from sangfroid.services.actor import Actor
from sangfroid.services.analyse_review import OTHER, require_usable
from sangfroid.services.cases import one_case
from sangfroid.services.engines import Engines
from sangfroid.services.identity import id_of_words, new_id
from sangfroid.services.record_incident import incident_row, keep_incident, require_past
from sangfroid.services.replies import review_of, the_reply
from sangfroid.storage import cases, establishments, events, replies
from sangfroid.storage.database import Database, Session
from sangfroid.storage.tables import CaseRow, IncidentRow, ReplyRow


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case is opened from: one of `incident`, `reply` (their ids) and `review`.

    `occurred`, `heard_by` and `stay` go with a review alone: an incident has its own, a reply needs none.
    Without a `route` the one the signs propose is taken.
    """

    incident: str | None = None
    reply: str | None = None
    review: Review | None = None
    url: str | None = None
    establishment: str | None = None
    route: Route | None = None
    note: str | None = None
    occurred: datetime | None = None
    heard_by: str | None = None
    stay: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """What the case is about, from wherever it was opened. `review_id` finds the same review again."""

    establishment: str
    review: Review
    review_id: str | None
    url: str | None
    occurred: datetime
    incident: IncidentRow | None = None
    reply: ReplyRow | None = None


def open_case(
    database: Database, engines: Engines, actor: Actor, opening: Opening, now: datetime
) -> tuple[dict[str, Any], bool]:
    """Opens a case; the shape, and whether it is new.

    An incident or a review has one case: opening it again gives the one there is, closed or not. Words that
    stand on no platform yet are recorded as an incident in the same transaction.

    Raises:
        NotFound: the incident, the reply or the establishment is not theirs.
        InvalidInput: none or several were named, the words cannot be used, `occurred` has not come yet.
    """
    actor.require_scope("reply")
    given = [opening.incident, opening.reply, opening.review]
    if sum(one is not None for one in given) != 1:
        raise InvalidInput(
            "name one of incident, reply and review",
            {"fields": [{"field": name} for name in ("incident", "reply", "review")]},
        )
    if opening.review is None:
        loose = {"occurred_at": opening.occurred, "heard_by": opening.heard_by, "stay": opening.stay}
        if any(loose.values()):
            raise InvalidInput(
                "this goes with a review alone",
                {"fields": [{"field": name} for name, at in loose.items() if at]},
            )
    else:
        require_usable(opening.review)
        require_past(opening.occurred, now)
    with database.reading() as session:
        review = _words(session, actor, opening, now).review
    blackmail = engines.analyze(review).blackmail  # before the transaction: nobody waits for it
    try:
        id, created = _open(database, actor, opening, blackmail, now)
    except Conflict as conflict:
        if not conflict.retryable:
            raise
        # Somebody was a moment earlier: theirs is there.
        id, created = _open(database, actor, opening, blackmail, now)
    return one_case(database, engines, actor, id, now), created


def _open(
    database: Database, actor: Actor, opening: Opening, blackmail: Blackmail, now: datetime
) -> tuple[str, bool]:
    with database.transaction() as session:
        words = _words(session, actor, opening, now)
        there = _there(session, words)
        if there is not None:
            return there.id, False
        row = _row(session, actor, opening, words, blackmail, now)
        cases.add(session, row)
        events.append_to_case(
            session,
            row,
            "case_opened",
            user_id=actor.id,
            user_name=actor.name,
            at=now,
            comment=opening.note,
            details={"route": row.route},
        )
        return row.id, True


def _words(session: Session, actor: Actor, opening: Opening, now: datetime) -> _Words:
    where = actor.establishments
    if opening.establishment is not None:
        where = (actor.establishment(opening.establishment),)
    if opening.incident is not None:
        incident = establishments.incident(session, where, opening.incident)
        if incident is None:
            raise NotFound("there is no such incident")
        return _Words(
            incident.establishment_id, _review_of(incident), None, None, incident.occurred, incident=incident
        )
    if opening.reply is not None:
        reply = the_reply(session, actor, opening.reply)
        if reply.establishment_id not in where:
            raise NotFound("there is no such reply")
        return _Words(
            reply.establishment_id,
            review_of(reply),
            reply.review_id,
            reply.review.get("url"),
            now,
            reply=reply,
        )
    assert opening.review is not None
    establishment = actor.establishment(opening.establishment)
    review = opening.review
    review_id = review.id
    if review_id is None and stands_in_public(review):
        # As a reply to it is found. Words that are not posted may be said twice: each time is a threat.
        review_id = id_of_words(review.author, review.published, review.text)
    reply_row = None
    if review_id is not None:
        reply_row = replies.of_review(session, establishment, review.platform or OTHER, review_id)
    return _Words(establishment, review, review_id, opening.url, opening.occurred or now, reply=reply_row)


def _there(session: Session, words: _Words) -> CaseRow | None:
    if words.incident is not None:
        return cases.of_incident(session, words.incident.id)
    if words.review_id is None:
        return None
    return cases.of_review(session, words.establishment, words.review.platform or OTHER, words.review_id)


def _row(
    session: Session, actor: Actor, opening: Opening, words: _Words, blackmail: Blackmail, now: datetime
) -> CaseRow:
    review, posted = words.review, stands_in_public(words.review)
    incident = words.incident
    if incident is None and not posted:
        incident = incident_row(
            actor,
            words.establishment,
            review,
            blackmail.level,
            note=opening.note,
            occurred=words.occurred,
            heard_by=opening.heard_by,
            stay=opening.stay,
            now=now,
        )
        keep_incident(session, actor, incident, now)
    return CaseRow(
        id=new_id(),
        establishment_id=words.establishment,
        incident_id=incident.id if incident is not None else None,
        reply_id=words.reply.id if words.reply is not None else None,
        platform=review.platform or OTHER,
        review_id=words.review_id,
        text=review.text,
        channel=review.channel.value,
        review={
            "title": review.title,
            "author": review.author,
            "rating": review.rating,
            "rating_max": review.rating_max,
            "published": review.published,
            "url": words.url,
        },
        level=blackmail.level.value,
        route=(opening.route or proposed_route(blackmail.level, blackmail.pattern, posted=posted)).value,
        status="open",
        verdict="undecided",
        version=0,
        author_id=actor.id,
        occurred=words.occurred,
        created=now,
        updated=now,
    )


def _review_of(incident: IncidentRow) -> Review:
    kept = incident.review
    return Review(
        text=incident.text,
        id=kept.get("id"),
        title=kept.get("title"),
        author=kept.get("author"),
        rating=kept.get("rating"),
        platform=incident.platform,
        channel=Channel(incident.channel),
    )
