"""Replies and what is decided on them."""

from typing import Any

from flask import Blueprint

from sangfroid.domain.draft import Audience
from sangfroid.services.analyse_review import require_platform, require_usable
from sangfroid.services.copy_reply import copy_reply, record_sighting
from sangfroid.services.decide import Decision, Override, decide
from sangfroid.services.look_up_reviews import look_up_reviews, one_reply, queue
from sangfroid.services.submit_reply import Submission, correct_reply, submit_reply
from sangfroid.web import auth
from sangfroid.web.api import answers
from sangfroid.web.api.operation import operation, writing
from sangfroid.web.api.reading import fact_shapes, review_value
from sangfroid.web.api.schemas import (
    CopyInput,
    DecisionInput,
    LookupInput,
    QueueQuery,
    ReplyInput,
    SightingInput,
    VersionInput,
)
from sangfroid.web.runtime import runtime

blueprint = Blueprint("replies", __name__)

_BAD_BODY = (400, 413, 415, 422)


@writing(
    blueprint,
    "POST",
    "/replies",
    body=ReplyInput,
    answers={201: answers.Reply},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def submit(body: ReplyInput) -> dict[str, Any]:
    """Send a reply for approval, or keep it as a draft; again for the same review makes its next version."""
    review = review_value(body.review)
    require_usable(review)
    work = runtime()
    shape, _created = submit_reply(
        work.database,
        work.engines,
        auth.current_actor(),
        Submission(
            review=review,
            text=body.text,
            establishment=body.establishment,
            url=body.review.url,
            audience=Audience(body.audience or "public"),
            note=body.note,
            status=body.status,
            draft=body.draft.model_dump(exclude_none=True) if body.draft else None,
            facts=tuple(fact_shapes(body.facts)),
        ),
        work.now(),
    )
    return shape


@operation(blueprint, "GET", "/replies", query=QueueQuery, answers={200: answers.Queue}, errors=(404, 422))
def list_replies(query: QueueQuery) -> dict[str, Any]:
    """List replies, newest first, with the counts of every state."""
    return queue(
        runtime().database,
        auth.current_actor(),
        status=query.status,
        establishment=query.establishment,
        cursor=query.cursor,
        limit=query.limit,
    )


@operation(blueprint, "GET", "/replies/<id>", answers={200: answers.Reply}, errors=(404,))
def get_reply(id: str) -> dict[str, Any]:
    """Read one reply with its texts and moves."""
    return one_reply(runtime().database, runtime().engines, auth.current_actor(), id)


@writing(
    blueprint,
    "POST",
    "/replies/<id>/versions",
    body=VersionInput,
    answers={201: answers.Reply},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def correct(id: str, body: VersionInput) -> dict[str, Any]:
    """Give a reply its next text; it is pending again."""
    work = runtime()
    return correct_reply(
        work.database,
        work.engines,
        auth.current_actor(),
        id,
        body.version,
        body.text,
        body.note,
        work.now(),
    )


@writing(
    blueprint,
    "POST",
    "/replies/<id>/decisions",
    body=DecisionInput,
    answers={200: answers.Reply},
    errors=(*_BAD_BODY, 403, 404, 409),
    creates=True,
)
def make_decision(id: str, body: DecisionInput) -> dict[str, Any]:
    """Approve, edit and approve, reject or take back the version that was seen."""
    work = runtime()
    override = body.override
    return decide(
        work.database,
        work.engines,
        auth.current_actor(),
        id,
        Decision(
            kind=body.decision,
            version=body.version,
            sha256=body.sha256,
            text=body.text,
            comment=body.comment,
            override=Override(tuple(override.guards), override.reason) if override else None,
        ),
        work.now(),
    )


@writing(
    blueprint,
    "POST",
    "/replies/<id>/copies",
    body=CopyInput,
    answers={200: answers.Reply},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def copy(id: str, body: CopyInput) -> dict[str, Any]:
    """Note that the approved text was copied."""
    work = runtime()
    return copy_reply(work.database, auth.current_actor(), id, body.version, work.now())


@writing(
    blueprint,
    "POST",
    "/replies/<id>/sightings",
    body=SightingInput,
    answers={200: answers.Sighting},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def sight(id: str, body: SightingInput) -> dict[str, Any]:
    """Say what stands on the platform now."""
    work = runtime()
    result, reply = record_sighting(work.database, auth.current_actor(), id, body.text, body.url, work.now())
    return {"result": result, "reply": reply}


@operation(
    blueprint,
    "POST",
    "/reviews/lookup",
    body=LookupInput,
    answers={200: answers.Lookup},
    errors=(*_BAD_BODY, 404),
)
def look_up(body: LookupInput) -> dict[str, Any]:
    """Say how the replies to the reviews of a page stand, in one call."""
    for number, review in enumerate(body.reviews):
        require_platform(review.platform, f"reviews.{number}.platform")
    found = look_up_reviews(
        runtime().database,
        auth.current_actor(),
        body.establishment,
        [(review.platform, review.id) for review in body.reviews],
    )
    return {"reviews": found}
