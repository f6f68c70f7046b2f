"""Establishments and their house facts."""

from typing import Any

from flask import Blueprint

from sangfroid.domain.draft import Fact
from sangfroid.domain.errors import InvalidInput
from sangfroid.services.establishments import change_establishment, list_establishments
from sangfroid.services.facts import add_fact, delete_fact, fact_type_shape, house_facts
from sangfroid.web import auth
from sangfroid.web.api import answers
from sangfroid.web.api.operation import operation, writing
from sangfroid.web.api.schemas import EstablishmentChanges, LanguageQuery, NewFactInput
from sangfroid.web.runtime import runtime

blueprint = Blueprint("establishments", __name__)

_BAD_BODY = (400, 413, 415, 422)


@operation(blueprint, "GET", "/establishments", answers={200: answers.Establishments})
def get_establishments() -> dict[str, Any]:
    """List the establishments the person works for."""
    return {"establishments": list_establishments(runtime().database, auth.current_actor())}


@writing(
    blueprint,
    "PATCH",
    "/establishments/<id>",
    body=EstablishmentChanges,
    answers={200: answers.Establishment},
    errors=(*_BAD_BODY, 403, 404),
)
def patch_establishment(id: str, body: EstablishmentChanges) -> dict[str, Any]:
    """Change settings of an establishment; what is not named stays."""
    changes = body.model_dump(exclude_unset=True)
    for required in ("name", "voice", "person", "language", "policy"):
        if required in changes and changes[required] is None:
            raise InvalidInput(f"{required} may not be null", {"field": required})
    if "policy" in changes:
        changes["policy"] = {key: value for key, value in changes["policy"].items() if value is not None}
    return change_establishment(runtime().database, auth.current_actor(), id, changes)


@operation(blueprint, "GET", "/establishments/<id>/facts", answers={200: answers.Facts}, errors=(404,))
def get_facts(id: str) -> dict[str, Any]:
    """List the house facts of an establishment."""
    return {"facts": house_facts(runtime().database, auth.current_actor(), id)}


@writing(
    blueprint,
    "POST",
    "/establishments/<id>/facts",
    body=NewFactInput,
    answers={201: answers.Fact},
    errors=(*_BAD_BODY, 404, 409),
    creates=True,
)
def post_fact(id: str, body: NewFactInput) -> dict[str, Any]:
    """Add a house fact."""
    if (body.text is None) == (body.type is None):
        raise InvalidInput("a fact needs either text or type", {"field": "text"})
    fact = Fact(
        id="new",
        text=body.text,
        language=body.language,
        type=body.type,
        values=body.values or {},
    )
    work = runtime()
    return add_fact(work.database, auth.current_actor(), id, fact, body.public, work.now())


@writing(
    blueprint,
    "DELETE",
    "/establishments/<id>/facts/<fact_id>",
    answers={200: answers.Nothing},
    errors=(404,),
)
def remove_fact(id: str, fact_id: str) -> dict[str, Any]:
    """Remove a house fact."""
    delete_fact(runtime().database, auth.current_actor(), id, fact_id)
    return {}


@operation(
    blueprint,
    "GET",
    "/facts/types",
    query=LanguageQuery,
    answers={200: answers.FactTypes},
    errors=(422,),
)
def fact_types(query: LanguageQuery) -> dict[str, Any]:
    """List the types of facts and the values each takes."""
    return {"types": [fact_type_shape(one) for one in runtime().engines.fact_types(query.language)]}
