"""Copying an approved reply, and what is found on the platform afterwards."""

import unicodedata
from datetime import datetime
from typing import Any, Literal

from sangfroid.services.actor import Actor
from sangfroid.services.replies import (
    NotInThisState,
    copy_needs_no_approval,
    reply_shape,
    require_seen,
    the_reply,
)
from sangfroid.services.submit_reply import record
from sangfroid.storage import replies
from sangfroid.storage.database import Database

Result = Literal["identical", "changed", "absent"]


def copy_reply(database: Database, actor: Actor, id: str, version: int, now: datetime) -> dict[str, Any]:
    """Notes that the approved text was copied; copying again is one more event.

    Raises:
        NotInThisState: it is not approved, and the policy does not let it pass.
        Stale: the text has changed since `version` was read.
    """
    actor.require_scope("reply")
    with database.transaction() as session:
        reply = the_reply(session, actor, id, lock=True)
        require_seen(session, actor, reply, version, None)
        if copy_needs_no_approval(reply):
            for status, kind in (("pending", "submitted"), ("approved", "passed_by_policy")):
                replies.move(session, reply, status)
                record(session, reply, actor, kind, now, details={"policy": reply.establishment.policy})
        if reply.status not in {"approved", "copied"}:
            raise NotInThisState(
                "only an approved reply may be copied",
                {"status": reply.status, "current": reply_shape(session, actor, reply)},
            )
        replies.move(session, reply, "copied")
        reply.updated = now
        record(session, reply, actor, "copied", now)
        return reply_shape(session, actor, reply)


def record_sighting(
    database: Database, actor: Actor, id: str, text: str | None, url: str | None, now: datetime
) -> tuple[Result, dict[str, Any]]:
    """Compares what stands on the platform with the approved text.

    Raises:
        NotInThisState: nothing was approved that could stand there.
    """
    actor.require_scope("reply")
    with database.transaction() as session:
        reply = the_reply(session, actor, id, lock=True)
        if reply.status not in {"approved", "copied", "published", "changed", "withdrawn"}:
            raise NotInThisState(
                "no approved text of this reply can stand on the platform yet", {"status": reply.status}
            )
        if text is None or not text.strip():
            result: Result = "absent"
            status = "withdrawn" if reply.status in {"published", "changed"} else reply.status
        elif same_words(text, reply.text):
            result, status = "identical", "published"
        else:
            result, status = "changed", "changed"
        if status != reply.status:
            replies.move(session, reply, status)
            reply.updated = now
            record(session, reply, actor, f"seen_{result}", now, details={"url": url} if url else {})
        return result, reply_shape(session, actor, reply)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are alike but for spaces, line ends and the way accents are encoded."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
