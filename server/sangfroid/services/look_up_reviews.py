"""What is known of the reviews seen on a page, in one call; and the queue, page by page."""

from collections.abc import Mapping, Sequence
from typing import Any

from sangfroid.domain.draft import Audience
from sangfroid.domain.errors import InvalidInput
from sangfroid.services.actor import Actor
from sangfroid.services.circumstances import house
from sangfroid.services.engines import Engines
from sangfroid.services.paging import cursor_after, place_of
from sangfroid.services.replies import reply_shape, review_of, summary_shape, the_reply
from sangfroid.services.submit_reply import check_again, facts_of
from sangfroid.storage import replies
from sangfroid.storage.database import Database
from sangfroid.storage.tables import STATUSES, ReplyRow


def look_up_reviews(
    database: Database, actor: Actor, establishment: str | None, reviews: Sequence[tuple[str, str]]
) -> list[dict[str, Any]]:
    """The reply's state for each (platform, review id), in the order asked."""
    where = (actor.establishment(establishment),) if establishment is not None else actor.establishments
    with database.reading() as session:
        found = replies.of_reviews(session, where, reviews)
        return [
            {
                "platform": platform,
                "id": id,
                "reply": _state(actor, found[platform, id]) if (platform, id) in found else None,
            }
            for platform, id in reviews
        ]


def _state(actor: Actor, reply: ReplyRow) -> dict[str, Any]:
    own = reply.author_id == actor.id
    shown = reply.status in replies.APPROVED or (own and reply.status in {"draft", "rejected"})
    return {
        "id": reply.id,
        "status": reply.status,
        "version": reply.version,
        "text": reply.text if shown else None,
        "comment": reply.comment,
        "updated": reply.updated.isoformat(),
    }


def one_reply(database: Database, engines: Engines, actor: Actor, id: str) -> dict[str, Any]:
    """One reply with its versions and events; what the guards found is told in the actor's language."""
    with database.reading() as session:
        reply = the_reply(session, actor, id)
        shape = reply_shape(session, actor, reply)
        if not reply.findings:
            return shape
        known = house(session, reply.establishment_id)
        review, facts = review_of(reply), facts_of(reply)
    # Their messages are kept as the author read them. What is found by now does not count, only its words.
    told = check_again(
        engines, actor, shape["text"], review, facts, known, Audience(shape["audience"]), reply.platform
    )
    messages = {(one.guard, one.severity.value, one.start, one.end): one.message for one in told}
    shape["findings"] = [
        {**kept, "message": messages.get(_place_of(kept), kept["message"])} for kept in shape["findings"]
    ]
    return shape


def _place_of(finding: Mapping[str, Any]) -> tuple[str, str, int, int]:
    return finding["guard"], finding["severity"], finding["start"], finding["end"]


def queue(
    database: Database,
    actor: Actor,
    *,
    status: str | None,
    establishment: str | None,
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """One page of the queue, newest first, with the counts of every state.

    Raises:
        InvalidInput: an unknown status, or a cursor that this program did not make.
    """
    if status is not None and status not in STATUSES:
        raise InvalidInput(f"status must be one of {', '.join(STATUSES)}", {"fields": [{"field": "status"}]})
    where = (actor.establishment(establishment),) if establishment is not None else actor.establishments
    after = place_of(cursor) if cursor else None
    with database.reading() as session:
        rows = replies.page(session, where, status, after, limit + 1)
        more, rows = len(rows) > limit, rows[:limit]
        return {
            "replies": [summary_shape(actor, row) for row in rows],
            "next": cursor_after(rows[-1].created, rows[-1].id) if more else None,
            "counts": replies.counts(session, where),
        }
