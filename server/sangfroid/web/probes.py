"""What a supervisor asks: is it alive, is it ready, what did it count."""

from flask import Blueprint, Response, jsonify

from sangfroid.web.runtime import runtime

blueprint = Blueprint("probes", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """The database answers too, with today's schema."""
    ready = runtime().database.reachable()
    return jsonify(status="ok" if ready else "database away or behind"), 200 if ready else 503


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counters since this process started."""
    return Response(runtime().metrics.render(), content_type="text/plain; version=0.0.4; charset=utf-8")
