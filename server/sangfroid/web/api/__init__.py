"""JSON under /api/v1; one module for each kind of thing."""

from flask import Blueprint

from sangfroid.web.api import access, analyses, cases, description, establishments, incidents, replies

blueprint = Blueprint("api", __name__)
for module in (analyses, replies, establishments, incidents, cases, access, description):
    blueprint.register_blueprint(module.blueprint)
