"""The document that describes the API."""

from flask import Blueprint, Response, jsonify

from sangfroid.web.openapi import document

blueprint = Blueprint("description", __name__)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """OpenAPI 3.1, made from the declarations of the views."""
    return jsonify(document())
