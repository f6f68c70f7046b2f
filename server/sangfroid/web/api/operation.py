"""A view of the API that declares itself: what it takes, what it gives, who may ask.

The declaration is what runs and what `openapi.json` is made from, so the document cannot drift.
"""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, NoReturn

from flask import Blueprint, Response, jsonify, request
from limits import RateLimitItem
from pydantic import BaseModel, ValidationError

from sangfroid.domain.errors import InvalidInput
from sangfroid.services import repeat
from sangfroid.web import auth
from sangfroid.web.api.answers import Answer
from sangfroid.web.api.schemas import Input
from sangfroid.web.bodies import whole_body
from sangfroid.web.errors import InvalidJson, WrongContentType
from sangfroid.web.limits import WRITES
from sangfroid.web.runtime import runtime

Method = Literal["GET", "POST", "PATCH", "DELETE"]

#: Written as escapes these would become half characters, or a character PostgreSQL cannot store.
_UNSTORABLE_ESCAPE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Operation:
    """One declared view."""

    method: Method
    path: str
    name: str
    summary: str
    tag: str
    body: type[Input] | None
    query: type[BaseModel] | None
    answers: dict[int, type[Answer]]
    errors: tuple[int, ...]
    signed_in: bool
    repeatable: bool
    streams: bool


OPERATIONS: list[Operation] = []

#: Where a value may be of two types pydantic ends its location with the type's name.
_UNION_MEMBERS = {"str", "int", "constrained-str", "constrained-int"}


def operation(
    blueprint: Blueprint,
    method: Method,
    path: str,
    *,
    answers: dict[int, type[Answer]],
    body: type[Input] | None = None,
    query: type[BaseModel] | None = None,
    errors: Sequence[int] = (),
    signed_in: bool = True,
    creates: bool = False,
    limit: RateLimitItem | None = None,
    streams: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a view.

    The view is called with the path's values and, where declared, the validated `body` and `query`. It gives
    a dictionary (with the first declared status), or a dictionary and a status, or a whole response.
    `creates` honours `Idempotency-Key`.
    """
    first_status = next(iter(answers))

    def register(view: Callable[..., Any]) -> Callable[..., Any]:
        doc = (view.__doc__ or "").strip().split("\n")[0].rstrip(".")
        OPERATIONS.append(
            Operation(
                method=method,
                path=shown_path(path),
                name=view.__name__,
                summary=doc,
                tag=path.strip("/").split("/")[0],
                body=body,
                query=query,
                answers=answers,
                errors=tuple(errors),
                signed_in=signed_in,
                repeatable=creates,
                streams=streams,
            )
        )

        @wraps(view)
        def handle(**values: Any) -> Response:
            if signed_in:
                actor = auth.current_actor()
                auth.protect()
                if limit is not None:
                    runtime().limiter.hit(limit, blueprint.name, view.__name__, actor.id)
            if query is not None:
                values["query"] = _query(query)
            if body is not None:
                values["body"] = validated(body, json_body())
            if creates and signed_in:
                return _once(view, values, first_status)
            return _response(view(**values), first_status)

        blueprint.add_url_rule(path, view.__name__, handle, methods=[method])
        return view

    return register


def shown_path(rule: str) -> str:
    """A route as openapi.json writes it: `/tokens/<string(length=32):id>` is `/tokens/{id}`."""
    return re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", rule)


def writing(
    blueprint: Blueprint, method: Method, path: str, **declared: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`operation` with the limit of everything that stores something."""
    return operation(blueprint, method, path, limit=WRITES, **declared)


def json_body() -> dict[str, Any]:
    """The request's body as a JSON object.

    Characters that cannot be stored (NUL, halves of surrogate pairs) become U+FFFD: offsets stay exact.

    Raises:
        WrongContentType, InvalidJson, InvalidInput.
    """
    if not request.is_json:
        raise WrongContentType("send JSON with Content-Type: application/json")
    raw = whole_body()
    try:
        found = json.loads(raw, parse_constant=_no_constant)
        if _UNSTORABLE_ESCAPE.search(raw):
            found = _storable(found)
    except (ValueError, RecursionError) as error:
        where = {"position": error.pos} if isinstance(error, json.JSONDecodeError) else {}
        raise InvalidJson("the body is no valid JSON", where) from None
    if not isinstance(found, dict):
        raise InvalidInput("the body must be a JSON object")
    return found


def validated(model: type[Input], values: dict[str, Any]) -> Any:
    """The values as the schema wants them.

    Raises:
        InvalidInput: `details.fields` names every field that is wrong, unknown or missing.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _invalid(error) from None


def _query(model: type[BaseModel]) -> Any:
    try:
        return model.model_validate({key: value for key, value in request.args.items() if key != "lang"})
    except ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: ValidationError) -> InvalidInput:
    fields = [
        {
            "field": _field(entry["loc"]),
            "message": entry["msg"].removeprefix("Value error, "),
            "kind": entry["type"],
        }
        for entry in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    names = ", ".join(dict.fromkeys(field["field"] or "body" for field in fields[:5]))
    told = list({(one["field"], one["kind"]): one for one in fields}.values())
    return InvalidInput(f"these fields cannot be used: {names}", {"fields": told[:50]})


def _field(location: tuple[int | str, ...]) -> str:
    # Names of union members stand in pydantic's locations; they mean nothing to a caller.
    parts = [str(part) for part in location if not (isinstance(part, str) and re.search(r"[A-Z\[\]]", part))]
    if len(parts) > 1 and parts[-1] in _UNION_MEMBERS:
        parts.pop()
    text = ".".join(parts)
    return _UNSTORABLE.sub("\ufffd", text)[:200]


def _response(result: Any, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if isinstance(result, tuple):
        result, status = result
    response = jsonify(result)
    response.status_code = status
    return response


def _once(view: Callable[..., Any], values: dict[str, Any], status: int) -> Response:
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        return _response(view(**values), status)
    if len(key) > 200:
        raise InvalidInput("Idempotency-Key is longer than 200 characters")
    database, user = runtime().database, auth.current_actor().id
    route = f"{request.method} {request.path}"[:200]
    digest = hashlib.sha256(request.get_data(cache=True)).hexdigest()
    kept = repeat.begin(database, user, key, route, digest, runtime().now())
    if kept is not None:
        return _response((kept[1], kept[0]), status)
    try:
        response = _response(view(**values), status)
    except BaseException:
        repeat.abandon(database, user, key, route)
        raise
    repeat.finish(database, user, key, route, response.status_code, response.get_json())
    return response


def _storable(node: Any) -> Any:
    if isinstance(node, str):
        return _UNSTORABLE.sub("\ufffd", node)
    if isinstance(node, list):
        return [_storable(item) for item in node]
    if isinstance(node, dict):
        return {_storable(key): _storable(value) for key, value in node.items()}
    return node


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
