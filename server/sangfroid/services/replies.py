"""A reply as it is shown, and what a person may do with it. Shared by the use cases of the queue."""

from typing import Any

from sangfroid.domain.errors import Conflict, NotFound
from sangfroid.domain.review import Channel, Review
from sangfroid.services.actor import Actor
from sangfroid.services.identity import fingerprint
from sangfroid.storage import events, replies
from sangfroid.storage.database import Session
from sangfroid.storage.tables import EventRow, ReplyRow, UserRow

#: Longest reply and review stored, in code points.
LONGEST = 20_000

#: What a policy's `approval` means for a text that nobody sent for approval.
APPROVALS = ("always", "pressure", "never")


class Stale(Conflict):
    """The reply is not as the person saw it. `details.current` is the reply as it is now."""

    code = "stale"


class NotInThisState(Conflict):
    """The reply's state does not allow the move."""

    code = "not_in_this_state"


def the_reply(session: Session, actor: Actor, id: str, *, lock: bool = False) -> ReplyRow:
    """A reply the actor may see.

    Raises:
        NotFound: there is none, or it belongs to an establishment they do not work for.
    """
    reply = replies.get(session, id, actor.establishments, lock=lock)
    if reply is None:
        raise NotFound("there is no such reply")
    return reply


def require_seen(session: Session, actor: Actor, reply: ReplyRow, version: int, sha256: str | None) -> None:
    """Raises Stale unless the person saw the text the reply has now."""
    if version != reply.version or (sha256 is not None and sha256 != reply.sha256):
        raise Stale(
            "the reply has changed since you read it",
            {"current": reply_shape(session, actor, reply), "seen": version},
        )


def require_state(session: Session, actor: Actor, reply: ReplyRow, *states: str) -> None:
    """Raises Stale when somebody has moved the reply on."""
    if reply.status not in states:
        raise Stale(
            f"the reply is {reply.status} by now",
            {"current": reply_shape(session, actor, reply), "seen": reply.version},
        )


def set_text(session: Session, reply: ReplyRow, text: str, actor: Actor, now: Any) -> None:
    """Gives a reply its next text."""
    reply.version += 1
    reply.text = text
    reply.sha256 = fingerprint(text)
    reply.updated = now
    replies.add_version(session, reply, actor.id, now)


def copy_needs_no_approval(reply: ReplyRow) -> bool:
    """Whether the establishment's policy lets a text of this class pass without a manager.

    Only a text nobody sent for approval: what waits in the queue waits for its decision.
    """
    if reply.status != "draft" or any(finding["severity"] == "block" for finding in reply.findings):
        return False
    approval = reply.establishment.policy.get("approval", "always")
    return approval == "never" or (approval == "pressure" and reply.level == "none")


def may(actor: Actor, reply: ReplyRow) -> list[str]:
    """What the actor may do with a reply now, in the words of the API."""
    allowed: list[str] = []
    if reply.status == "pending" and actor.manages:
        if not second_person_needed(actor, reply):
            allowed += ["approve", "edit_and_approve"]
        allowed.append("reject")
    if may_take_back(actor, reply):
        allowed.append("take_back")
    if reply.status in {"approved", "copied"} or copy_needs_no_approval(reply):
        allowed.append("copy")
    if "reply" in actor.scopes:
        allowed.append("edit")
    return allowed


def second_person_needed(actor: Actor, reply: ReplyRow) -> bool:
    """Whether the policy asks somebody else to approve: the actor wrote the text that waits."""
    return reply.author_id == actor.id and bool(reply.establishment.policy.get("two_people", True))


def may_take_back(actor: Actor, reply: ReplyRow) -> bool:
    """Its author takes a reply out of the queue; a manager takes an approval back before it is published."""
    if reply.status == "pending":
        return reply.author_id == actor.id
    return reply.status in {"approved", "copied"} and actor.manages


def reply_shape(session: Session, actor: Actor, reply: ReplyRow) -> dict[str, Any]:
    """A reply with all its versions and events."""
    session.flush()
    session.refresh(reply, ["versions"])
    return {
        **summary_shape(actor, reply),
        "versions": [
            {
                "version": version.version,
                "text": version.text,
                "sha256": version.sha256,
                "by": _person(version.author),
                "at": version.created.isoformat(),
            }
            for version in reply.versions
        ],
        "events": [event_shape(event) for event in events.of_subject(session, reply.id)],
    }


def summary_shape(actor: Actor, reply: ReplyRow) -> dict[str, Any]:
    """A reply as it stands in a list."""
    return {
        "id": reply.id,
        "status": reply.status,
        "version": reply.version,
        "text": reply.text,
        "sha256": reply.sha256,
        "audience": reply.audience,
        "level": reply.level,
        "situation": reply.situation,
        "establishment": {"id": reply.establishment_id, "name": reply.establishment.name},
        "review": reply.review,
        "author": _person(reply.author),
        "decided_by": _person(reply.decided_by) if reply.decided_by else None,
        "comment": reply.comment,
        "note": reply.note,
        "created": reply.created.isoformat(),
        "updated": reply.updated.isoformat(),
        "findings": reply.findings,
        "draft": reply.origin.get("draft"),
        "may": may(actor, reply),
    }


def event_shape(event: EventRow) -> dict[str, Any]:
    """One move of a reply."""
    return {
        "kind": event.kind,
        "status": event.status,
        "version": event.version,
        "by": {"id": event.user_id, "name": event.user_name},
        "at": event.at.isoformat(),
        "comment": event.comment,
        "details": event.details,
    }


def review_of(reply: ReplyRow) -> Review:
    """The stored review as the analysis knows it."""
    kept = reply.review
    return Review(
        text=kept["text"],
        id=kept["id"],
        title=kept.get("title"),
        rating=kept.get("rating"),
        rating_max=kept.get("rating_max") or 5,
        platform=kept.get("platform"),
        channel=Channel(kept.get("channel") or "review"),
        author=kept.get("author"),
        published=kept.get("published"),
        language=kept.get("language"),
    )


def _person(user: UserRow) -> dict[str, str]:
    return {"id": user.id, "name": user.name}
