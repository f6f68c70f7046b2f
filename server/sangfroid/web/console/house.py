"""The house: its signature, its voice, its rules."""

from typing import Any

from flask import redirect, request, url_for

from sangfroid.domain.errors import NotFound
from sangfroid.domain.languages import LANGUAGES
from sangfroid.services.establishments import change_establishment, list_establishments
from sangfroid.services.replies import APPROVALS
from sangfroid.web import auth
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime


@blueprint.get("/house")
@auth.signed_in
def show_house() -> Any:
    """Signature, voice and rules."""
    return page("house.html", **where(), languages_of_replies=LANGUAGES, approvals=APPROVALS)


@blueprint.post("/house")
@auth.signed_in
def change_house() -> Any:
    """Changes them; managers only."""
    form = request.form
    changes: dict[str, Any] = {
        "signature": {"name": _line("signature_name"), "role": _line("signature_role")},
        "contact": _line("contact"),
        "policy": {"two_people": form.get("two_people") is not None},
    }
    if _line("name"):
        changes["name"] = _line("name")
    for key, known in (("voice", ("formal", "warm")), ("person", ("we", "i")), ("language", LANGUAGES)):
        if form.get(key) in known:
            changes[key] = form[key]
    if form.get("approval") in APPROVALS:
        changes["policy"]["approval"] = form["approval"]
    change_establishment(runtime().database, auth.current_actor(), the_establishment()["id"], changes)
    return redirect(here("console.show_house", done="saved"))


def _line(key: str) -> str | None:
    return " ".join(request.form.get(key, "").split())[:300] or None


def where() -> dict[str, Any]:
    """The establishment of the page, and those one may change to."""
    return {
        "establishment": the_establishment(),
        "establishments": list_establishments(runtime().database, auth.current_actor()),
    }


def the_establishment() -> dict[str, Any]:
    """The establishment the address names, else the first."""
    mine = list_establishments(runtime().database, auth.current_actor())
    asked = request.values.get("establishment")
    for one in mine:
        if asked is None or one["id"] == asked:
            return one
    raise NotFound("there is no such establishment")


def here(endpoint: str, done: str | None = None) -> str:
    """The address of a page of the same establishment."""
    return url_for(endpoint, establishment=request.values.get("establishment"), done=done)
