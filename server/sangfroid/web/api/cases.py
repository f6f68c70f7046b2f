"""The files of disputes."""

from typing import Any

from flask import Blueprint

from sangfroid.casework.routes import Route
from sangfroid.services.cases import list_cases, one_case
from sangfroid.services.follow_case import Move, move_case
from sangfroid.services.open_case import Opening, open_case
from sangfroid.web import auth
from sangfroid.web.api import case_answers as answers
from sangfroid.web.api.operation import operation, writing
from sangfroid.web.api.reading import review_value, time_value
from sangfroid.web.api.schemas import CaseInput, CaseMoveInput, CaseQuery, CasesQuery
from sangfroid.web.runtime import runtime

blueprint = Blueprint("cases", __name__)

_BAD_BODY = (400, 413, 415, 422)


@writing(
    blueprint,
    "POST",
    "/cases",
    body=CaseInput,
    answers={201: answers.Case, 200: answers.Case},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def post_case(body: CaseInput) -> Any:
    """Open a case from an incident, a reply or a review; 200 with the case there is already."""
    work = runtime()
    shape, created = open_case(
        work.database,
        work.engines,
        auth.current_actor(),
        Opening(
            incident=body.incident,
            reply=body.reply,
            review=review_value(body.review) if body.review else None,
            url=body.review.url if body.review else None,
            establishment=body.establishment,
            route=Route(body.route) if body.route else None,
            note=body.note,
            occurred=time_value(body.occurred_at, "occurred_at"),
            heard_by=body.heard_by,
            stay=body.stay,
        ),
        work.now(),
    )
    return shape, 201 if created else 200


@operation(blueprint, "GET", "/cases", query=CasesQuery, answers={200: answers.Cases}, errors=(404, 422))
def get_cases(query: CasesQuery) -> dict[str, Any]:
    """List cases, newest first, with the counts of every state."""
    return list_cases(
        runtime().database,
        auth.current_actor(),
        status=query.status,
        establishment=query.establishment,
        cursor=query.cursor,
        limit=query.limit,
    )


@operation(blueprint, "GET", "/cases/<id>", query=CaseQuery, answers={200: answers.Case}, errors=(404, 422))
def get_case(id: str, query: CaseQuery) -> dict[str, Any]:
    """Read one case with its words, its route and all that was done."""
    work = runtime()
    return one_case(work.database, work.engines, auth.current_actor(), id, work.now(), query.language)


@writing(
    blueprint,
    "POST",
    "/cases/<id>/moves",
    body=CaseMoveInput,
    answers={200: answers.Case},
    errors=(*_BAD_BODY, 403, 404, 409),
    creates=True,
)
def post_case_move(id: str, body: CaseMoveInput) -> dict[str, Any]:
    """Answer the two questions, judge, tick a step, change the route, note, or close (managers only)."""
    work = runtime()
    said = body.model_dump(exclude={"move"})
    return move_case(
        work.database, work.engines, auth.current_actor(), id, Move(kind=body.move, **said), work.now()
    )
