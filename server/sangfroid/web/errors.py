"""One shape for every failure: JSON under /api, a calm page elsewhere. Never a trace, never the request."""

import logging
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from sangfroid.domain.errors import (
    Conflict,
    InvalidInput,
    ModelUnavailable,
    NotAllowed,
    NotFound,
    NotSignedIn,
    SangfroidError,
    TooManyRequests,
)

_log = logging.getLogger("sangfroid.web")

_STATUS: tuple[tuple[type[SangfroidError], int], ...] = (
    (InvalidInput, 422),
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (TooManyRequests, 429),
    (ModelUnavailable, 503),
)

_HTTP_CODES = {
    400: ("bad_request", "the request cannot be read"),
    404: ("not_found", "there is nothing here"),
    405: ("method_not_allowed", "this address does not take that method"),
    413: ("body_too_large", "the body is larger than this server accepts"),
    415: ("wrong_content_type", "send JSON with Content-Type: application/json"),
}


class InvalidJson(SangfroidError):
    """The body is no JSON."""

    code = "invalid_json"


class WrongContentType(SangfroidError):
    """The body does not say that it is JSON."""

    code = "wrong_content_type"


def error_shape(
    code: str, message: str, details: dict[str, Any] | None = None, retryable: bool = False
) -> dict[str, Any]:
    """The one shape of a failure."""
    return {"error": {"code": code, "message": message, "details": details or {}, "retryable": retryable}}


def expected_shape(error: SangfroidError) -> dict[str, Any]:
    """The shape of an expected failure."""
    details = dict(error.details)
    if "field" in details and "fields" not in details:
        details["fields"] = [{"field": details.pop("field"), "message": error.message}]
    return error_shape(error.code, error.message, details, error.retryable)


def status_of(error: SangfroidError) -> int:
    """The HTTP status of an expected failure."""
    if isinstance(error, InvalidJson):
        return 400
    if isinstance(error, WrongContentType):
        return 415
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def install(app: Flask) -> None:
    """Registers the handlers on the application: a blueprint's would miss unknown addresses."""
    app.register_error_handler(SangfroidError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def wants_json() -> bool:
    """Whether the request came for data."""
    return request.path.startswith("/api/")


def _expected(error: SangfroidError) -> Response:
    status = status_of(error)
    headers: dict[str, str] = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 429:
        headers["Retry-After"] = str(error.details.get("retry_after", 1))
    if status == 500:
        _log.error("request failed: %s", error.code)
    return _answer(status, expected_shape(error), headers)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return _as_response(error.response)
    if isinstance(error, CSRFError):
        return _answer(
            400, error_shape("csrf", "the page is too old; load it again", {"reason": error.description}), {}
        )
    status = error.code or 500
    code, message = _HTTP_CODES.get(status, (error.name.lower().replace(" ", "_"), error.name.lower()))
    headers = {}
    if status == 405 and getattr(error, "valid_methods", None):
        headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    return _answer(status, error_shape(code, message), headers)


def _unexpected(error: Exception) -> Response:
    # The message of an exception may hold a guest's words: the log gets its type and place only.
    trace, place = error.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        trace = trace.tb_next
    _log.error("request failed: %s at %s", type(error).__name__, place)
    return _answer(500, error_shape("internal", "something went wrong on the server", retryable=True), {})


def _answer(status: int, shape: dict[str, Any], headers: dict[str, str]) -> Response:
    if wants_json():
        response = jsonify(shape)
    elif status == 401 and request.method in {"GET", "HEAD"} and request.endpoint != "console.sign_in":
        return _as_response(redirect(url_for("console.sign_in", next=request.full_path.rstrip("?"))))
    else:
        response = Response(render_template("error.html", status=status, error=shape["error"]))
    response.status_code = status
    response.headers.update(headers)
    return response


def _as_response(response: Any) -> Response:
    assert isinstance(response, Response) or hasattr(response, "get_wsgi_response")
    return response  # type: ignore[no-any-return]
