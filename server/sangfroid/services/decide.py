"""A manager's decision on a reply, bound to the exact text that was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sangfroid.domain.draft import Audience, Finding
from sangfroid.domain.errors import InvalidInput, NotAllowed
from sangfroid.domain.shapes import finding_shape
from sangfroid.services.actor import Actor
from sangfroid.services.circumstances import blocks, house
from sangfroid.services.engines import Engines
from sangfroid.services.replies import (
    may_take_back,
    reply_shape,
    require_seen,
    require_state,
    review_of,
    second_person_needed,
    set_text,
    the_reply,
)
from sangfroid.services.submit_reply import check_again, facts_of, record, refuse_blocks, usable_text
from sangfroid.storage import replies
from sangfroid.storage.database import Database, Session
from sangfroid.storage.people import user
from sangfroid.storage.tables import ReplyRow

Kind = Literal["approve", "edit_and_approve", "reject", "take_back"]


class OneOfTwoPeople(NotAllowed):
    """The policy asks for two people, and this person wrote the text."""

    code = "two_people"


@dataclass(frozen=True, slots=True)
class Override:
    """Guards a manager lets pass, and why."""

    guards: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, on which version of which text."""

    kind: Kind
    version: int
    sha256: str | None = None
    text: str | None = None
    comment: str | None = None
    override: Override | None = None


def decide(
    database: Database, engines: Engines, actor: Actor, id: str, decision: Decision, now: datetime
) -> dict[str, Any]:
    """Makes the decision and returns the reply.

    Raises:
        Stale: the text or the state is not what the person saw.
        NotAllowed: they are no manager, or they wrote the text and two people are needed.
        Blocked: the edited text is stopped by a guard nobody may, or did, let pass.
        InvalidInput: a rejection without a comment, an edit without a text, an approval with another text
            than the one approved, an override of guards that nobody may let pass.
    """
    if decision.kind != "take_back":
        actor.require_manager()
        actor.require_scope("approve")
    if decision.kind == "reject" and not (decision.comment or "").strip():
        raise InvalidInput("say why, so that the author can mend it", {"fields": [{"field": "comment"}]})
    edited: tuple[str, tuple[Finding, ...]] | None = None
    if decision.kind == "edit_and_approve":
        edited = _checked_edit(database, engines, actor, id, decision)
    with database.transaction() as session:
        reply = the_reply(session, actor, id, lock=True)
        require_seen(session, actor, reply, decision.version, decision.sha256)
        match decision.kind:
            case "approve":
                _require_second_person(actor, reply)
                require_state(session, actor, reply, "pending")
                _require_same_text(reply, decision.text)
                _require_overridable(decision.override, engines)
                _approve(session, actor, reply, now, decision, "approved")
            case "edit_and_approve":
                assert edited is not None
                _require_second_person(actor, reply)
                require_state(session, actor, reply, "pending")
                text, findings = edited
                if text != reply.text:
                    set_text(session, reply, text, actor, now)
                    reply.findings = [finding_shape(finding) for finding in findings]
                _approve(session, actor, reply, now, decision, "edited_and_approved")
            case "reject":
                require_state(session, actor, reply, "pending")
                replies.move(session, reply, "rejected")
                _decided(session, actor, reply, decision.comment, now)
                record(session, reply, actor, "rejected", now, comment=decision.comment)
            case "take_back":
                require_state(session, actor, reply, "pending", "approved", "copied")
                if not may_take_back(actor, reply):
                    raise NotAllowed("only its author or a manager may take this reply back")
                replies.move(session, reply, "withdrawn")
                reply.comment = decision.comment
                reply.updated = now
                record(session, reply, actor, "taken_back", now, comment=decision.comment)
        session.flush()
        return reply_shape(session, actor, reply)


def _approve(
    session: Session, actor: Actor, reply: ReplyRow, now: datetime, decision: Decision, kind: str
) -> None:
    replies.move(session, reply, "approved")
    _decided(session, actor, reply, decision.comment, now)
    details: dict[str, Any] = {}
    if decision.override is not None:
        details["override"] = {
            "guards": list(decision.override.guards),
            "reason": decision.override.reason,
        }
    record(session, reply, actor, kind, now, comment=decision.comment, details=details)


def _decided(session: Session, actor: Actor, reply: ReplyRow, comment: str | None, now: datetime) -> None:
    reply.decided_by = user(session, actor.id)
    reply.comment = comment
    reply.updated = now


def _require_second_person(actor: Actor, reply: ReplyRow) -> None:
    if second_person_needed(actor, reply):
        raise OneOfTwoPeople("you wrote this text; this establishment asks somebody else to approve it")


def _checked_edit(
    database: Database, engines: Engines, actor: Actor, id: str, decision: Decision
) -> tuple[str, tuple[Finding, ...]]:
    if decision.text is None:
        raise InvalidInput("the edited text is missing", {"fields": [{"field": "text"}]})
    text = usable_text(decision.text)
    with database.reading() as session:
        reply = the_reply(session, actor, id)
        # A stale edit is told so before its text is judged: what was typed goes back with the news.
        require_seen(session, actor, reply, decision.version, decision.sha256)
        known = house(session, reply.establishment_id)
        review, facts, platform = review_of(reply), facts_of(reply), reply.platform
        audience = Audience(reply.audience)
    findings = check_again(engines, actor, text, review, facts, known, audience, platform)
    refuse_blocks(_not_overridden(findings, decision.override, engines))
    _require_overridable(decision.override, engines)  # a text that is stopped is told so first
    return text, findings


def _require_same_text(reply: ReplyRow, text: str | None) -> None:
    if text is not None and usable_text(text) != reply.text:
        raise InvalidInput(
            "this is not the text of the version you approve; to change it, edit and approve",
            {"fields": [{"field": "text"}]},
        )


def _require_overridable(override: Override | None, engines: Engines) -> None:
    if override is None:
        return
    passable = engines.overridable()
    wrong = [
        {"field": f"override.guards.{number}"}
        for number, guard in enumerate(override.guards)
        if guard not in passable
    ]
    if wrong:
        raise InvalidInput(
            "these are no guards that may be let pass", {"fields": wrong, "known": sorted(passable)}
        )


def _not_overridden(
    findings: Sequence[Finding], override: Override | None, engines: Engines
) -> tuple[Finding, ...]:
    if override is None or not blocks(findings):
        return tuple(findings)
    passed = set(override.guards) & engines.overridable()
    return tuple(finding for finding in findings if finding.guard not in passed)
