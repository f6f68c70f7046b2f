"""Putting a reply into the queue, or keeping it as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangfroid.domain.draft import Audience, Fact, Finding
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.reading import read_facts, read_kept_facts
from sangfroid.domain.review import Review
from sangfroid.domain.shapes import finding_shape
from sangfroid.services.actor import Actor
from sangfroid.services.circumstances import House, blocks, findings_on, house
from sangfroid.services.engines import Engines
from sangfroid.services.facts import require_known_types
from sangfroid.services.identity import fingerprint, id_of_words, new_id
from sangfroid.services.replies import (
    LONGEST,
    reply_shape,
    require_seen,
    review_of,
    set_text,
    the_reply,
)
from sangfroid.storage import events, replies
from sangfroid.storage.database import Database, Session
from sangfroid.storage.people import user
from sangfroid.storage.tables import ReplyRow


class Blocked(InvalidInput):
    """A guard stops the text. `details.findings` says which, where and why."""

    code = "blocked"


@dataclass(frozen=True, slots=True)
class Submission:
    """A text somebody wants to answer a review with.

    `facts` are the JSON shapes of the facts it rests on; `draft` says what wrote the draft it began with.
    """

    review: Review
    text: str
    establishment: str | None = None
    url: str | None = None
    audience: Audience = Audience.PUBLIC
    note: str | None = None
    status: str = "pending"
    draft: Mapping[str, Any] | None = None
    facts: tuple[Mapping[str, Any], ...] = ()


def submit_reply(
    database: Database, engines: Engines, actor: Actor, submission: Submission, now: datetime
) -> tuple[dict[str, Any], bool]:
    """Stores the reply; the shape, and whether it is new.

    A review has one reply: submitting again makes its next version, pending again.

    Raises:
        Blocked: a guard stops the text and it was meant for approval.
        InvalidInput, NotFound: the text is empty or too long, a fact is of an unknown type, the establishment
            is not theirs.
    """
    actor.require_scope("reply")
    establishment_id = actor.establishment(submission.establishment)
    text = usable_text(submission.text)
    review = submission.review
    facts = read_facts({"facts": list(submission.facts)})
    require_known_types(facts)
    analysis = engines.analyze(review)
    with database.reading() as session:
        known = house(session, establishment_id)
    findings = findings_on(
        text,
        engines,
        review=review,
        analysis=analysis,
        facts=facts,
        known=known,
        audience=submission.audience,
        language=actor.language,
    )
    if submission.status == "pending":
        refuse_blocks(findings)
    review_id = review.id or id_of_words(review.author, review.published, review.text)
    platform = review.platform or "other"
    kept: dict[str, Any] = {
        "id": review_id,
        "text": review.text,
        "title": review.title,
        "rating": review.rating,
        "rating_max": review.rating_max,
        "platform": platform,
        "channel": review.channel.value,
        "author": review.author,
        "published": review.published,
        "language": review.language,
        "url": submission.url,
    }
    with database.transaction() as session:
        reply = replies.of_review(session, establishment_id, platform, review_id)
        created = reply is None
        if reply is None:
            reply = ReplyRow(
                id=new_id(),
                establishment_id=establishment_id,
                platform=platform,
                review_id=review_id,
                status=submission.status,
                version=1,
                text=text,
                sha256=fingerprint(text),
                author_id=actor.id,
                decided_by_id=None,
                created=now,
            )
        _describe(reply, submission, kept, findings)
        reply.level = analysis.blackmail.level.value
        reply.situation = analysis.situation.value
        reply.updated = now
        if created:
            replies.add(session, reply)
            replies.add_version(session, reply, actor.id, now)
        else:
            _supersede(session, reply, actor, submission.status, text, now)
        record(
            session,
            reply,
            actor,
            "saved" if submission.status == "draft" else "submitted",
            now,
            comment=submission.note,
        )
        session.refresh(reply)
        return reply_shape(session, actor, reply), created


def correct_reply(
    database: Database,
    engines: Engines,
    actor: Actor,
    id: str,
    version: int,
    text: str,
    note: str | None,
    now: datetime,
) -> dict[str, Any]:
    """The next version of a reply, pending again whatever was decided before.

    Raises:
        Stale: somebody made another version since `version` was read.
        Blocked: a guard stops the text.
    """
    actor.require_scope("reply")
    text = usable_text(text)
    with database.reading() as session:
        reply = the_reply(session, actor, id)
        known = house(session, reply.establishment_id)
        review, facts = review_of(reply), facts_of(reply)
        audience, platform = Audience(reply.audience), reply.platform
    findings = check_again(engines, actor, text, review, facts, known, audience, platform)
    refuse_blocks(findings)
    with database.transaction() as session:
        reply = the_reply(session, actor, id, lock=True)
        require_seen(session, actor, reply, version, None)
        _supersede(session, reply, actor, "pending", text, now)
        reply.findings = [finding_shape(finding) for finding in findings]
        if note is not None:
            reply.note = note
        record(session, reply, actor, "submitted", now, comment=note)
        session.refresh(reply)
        return reply_shape(session, actor, reply)


def check_again(
    engines: Engines,
    actor: Actor,
    text: str,
    review: Review,
    facts: tuple[Fact, ...],
    known: House,
    audience: Audience,
    platform: str,
) -> tuple[Finding, ...]:
    """The guards on a new text of a stored reply."""
    return findings_on(
        text,
        engines,
        review=review,
        analysis=engines.analyze(review),
        facts=facts,
        known=known,
        audience=audience,
        platform=platform,
        language=actor.language,
    )


def facts_of(reply: ReplyRow) -> tuple[Fact, ...]:
    """The facts a stored reply was submitted with."""
    return read_kept_facts({"facts": reply.origin.get("facts") or []})


def usable_text(text: str) -> str:
    """The text with one kind of line end.

    Raises:
        InvalidInput: it is empty, or longer than 20,000 characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise InvalidInput("the text is empty", {"fields": [{"field": "text"}]})
    if len(text) > LONGEST:
        raise TextTooLong(
            f"the text is longer than {LONGEST} characters",
            {"fields": [{"field": "text"}], "maximum": LONGEST, "length": len(text)},
        )
    return text


class TextTooLong(InvalidInput):
    """A text is longer than what is analysed or stored."""

    code = "text_too_long"


def refuse_blocks(findings: tuple[Finding, ...]) -> None:
    """Raises Blocked when a guard stops the text."""
    stopping = blocks(findings)
    if stopping:
        raise Blocked(
            "the text cannot be sent as it is: " + "; ".join(sorted({finding.guard for finding in stopping})),
            {"findings": [finding_shape(finding) for finding in findings]},
        )


def record(
    session: Session,
    reply: ReplyRow,
    actor: Actor,
    kind: str,
    now: datetime,
    *,
    comment: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Adds the event of a move that has just been made."""
    events.append(
        session, reply, kind, user_id=actor.id, user_name=actor.name, at=now, comment=comment, details=details
    )


def _describe(
    reply: ReplyRow, submission: Submission, kept: dict[str, Any], findings: tuple[Finding, ...]
) -> None:
    reply.review = kept
    reply.audience = submission.audience.value
    reply.note = submission.note
    reply.origin = {
        "draft": dict(submission.draft) if submission.draft else None,
        "facts": [dict(fact) for fact in submission.facts],
    }
    reply.findings = [finding_shape(finding) for finding in findings]


def _supersede(
    session: Session, reply: ReplyRow, actor: Actor, status: str, text: str, now: datetime
) -> None:
    replies.move(session, reply, status)
    set_text(session, reply, text, actor, now)
    author = user(session, actor.id)
    assert author is not None
    reply.author = author
    reply.decided_by = None
    reply.comment = None
