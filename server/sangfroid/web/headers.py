"""Headers every answer carries, and one line in the log for every request."""

import logging
import time

from flask import Flask, Response, g, request

from sangfroid.web.runtime import runtime

_log = logging.getLogger("sangfroid.requests")

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def install(app: Flask) -> None:
    """Registers both."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers.extend(ALWAYS)
    # Scripts and styles are read again after an upgrade only: the browser asks, a 304 answers.
    stored = request.path.startswith(("/static/", "/extension/"))
    response.headers["Cache-Control"] = "no-cache" if stored else "no-store"
    route = request.url_rule.rule if request.url_rule else "(none)"
    runtime().metrics.count(
        "sangfroid_requests_total", route=route, method=request.method, status=str(response.status_code)
    )
    began = g.get("began")
    milliseconds = (time.perf_counter() - began) * 1000 if began is not None else 0.0
    # The rule, not the address: an address may hold a token or an id.
    _log.info("%s %s %d %.1f ms", request.method, route, response.status_code, milliseconds)
    return response
