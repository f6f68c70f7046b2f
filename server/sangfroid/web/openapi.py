"""OpenAPI 3.1 from the declared operations and their pydantic models."""

from functools import cache
from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from sangfroid import __version__
from sangfroid.web.api.answers import Error
from sangfroid.web.api.operation import OPERATIONS, Operation

_REF = "#/components/schemas/{model}"


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    models: dict[type[BaseModel], Literal["validation", "serialization"]] = {Error: "validation"}
    for operation in OPERATIONS:
        for model in (operation.body, operation.query, *operation.answers.values()):
            if model is not None:
                models[model] = "validation"
    names, schemas = models_json_schema(list(models.items()), ref_template=_REF)
    refs: dict[Any, Any] = {model: schema for (model, _mode), schema in names.items()}
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sangfroid",
            "version": __version__,
            "description": "Measured replies to public reviews. Offsets count Unicode code points.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": schemas.get("$defs", {}),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
            },
        },
    }


def _described(operation: Operation, refs: dict[Any, Any]) -> dict[str, Any]:
    errors = set(operation.errors)
    if operation.signed_in:
        errors |= {401, 429} if operation.method != "GET" else {401}
        errors |= {400, 403} if operation.method != "GET" else set()
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "responses": {
            **{str(status): _answered(status, refs[model]) for status, model in operation.answers.items()},
            **{str(status): _answered(status, refs[Error]) for status in sorted(errors)},
        },
    }
    if operation.streams:
        ok = described["responses"]["200"]
        ok["content"]["text/event-stream"] = {"schema": {"type": "string"}}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _path_names(operation.path)
    ]
    if operation.query is not None:
        parameters += _query_parameters(operation.query)
    if operation.repeatable:
        parameters.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "maxLength": 200},
            }
        )
    if parameters:
        described["parameters"] = parameters
    if operation.body is not None:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": refs[operation.body]}},
        }
    described["security"] = [{"token": []}, {"session": []}] if operation.signed_in else []
    return described


def _answered(status: int, schema: Any) -> dict[str, Any]:
    return {
        "description": HTTPStatus(status).phrase,
        "content": {"application/json": {"schema": schema}},
    }


def _path_names(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _query_parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    schema = model.model_json_schema()
    return [
        {"name": name, "in": "query", "required": name in schema.get("required", []), "schema": described}
        for name, described in schema["properties"].items()
    ]
