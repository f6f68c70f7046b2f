"""The house: its facts, its signature, its rules."""

from typing import Any

from flask import redirect, request, url_for

from sangfroid.domain.draft import Fact
from sangfroid.domain.errors import InvalidInput, NotFound
from sangfroid.domain.languages import LANGUAGES
from sangfroid.services.establishments import change_establishment, list_establishments
from sangfroid.services.facts import add_fact, delete_fact, house_facts, said
from sangfroid.services.replies import APPROVALS
from sangfroid.web import auth, language
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime


@blueprint.get("/facts")
@auth.signed_in
def show_facts() -> Any:
    """The house facts."""
    return _facts_page()


@blueprint.post("/facts")
@auth.signed_in
def new_fact() -> Any:
    """Adds a fact in free text."""
    work, form = runtime(), request.form
    tag = form.get("language")
    text = form.get("text", "").strip()
    if len(text) > 2000:
        return _facts_page(422, typed=text, problem="long")
    try:
        add_fact(
            work.database,
            auth.current_actor(),
            _establishment()["id"],
            Fact(
                id="new",
                text=text,
                language=tag if tag in LANGUAGES else "fr",
            ),
            form.get("private") is None,
            work.now(),
        )
    except InvalidInput:
        return _facts_page(422, typed=text, problem="empty")
    return redirect(_here("console.show_facts"))


@blueprint.post("/facts/<id>/delete")
@auth.signed_in
def remove_fact(id: str) -> Any:
    """Removes a fact."""
    delete_fact(runtime().database, auth.current_actor(), _establishment()["id"], id)
    return redirect(_here("console.show_facts"))


@blueprint.get("/house")
@auth.signed_in
def show_house() -> Any:
    """Signature, voice and rules."""
    return page("house.html", **_where(), languages_of_replies=LANGUAGES, approvals=APPROVALS)


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
    change_establishment(runtime().database, auth.current_actor(), _establishment()["id"], changes)
    return redirect(_here("console.show_house", done="saved"))


def _line(key: str) -> str | None:
    return " ".join(request.form.get(key, "").split())[:300] or None


def _facts_page(status: int = 200, typed: str = "", problem: str | None = None) -> Any:
    where = _where()
    facts = house_facts(runtime().database, auth.current_actor(), where["establishment"]["id"])
    return page(
        "facts.html",
        status,
        facts=[{**fact, "said": said(fact, language.shown_language())} for fact in facts],
        typed=typed,
        problem=problem,
        languages_of_replies=LANGUAGES,
        **where,
    )


def _where() -> dict[str, Any]:
    return {
        "establishment": _establishment(),
        "establishments": list_establishments(runtime().database, auth.current_actor()),
    }


def _establishment() -> dict[str, Any]:
    """The establishment the address names, else the first."""
    mine = list_establishments(runtime().database, auth.current_actor())
    asked = request.values.get("establishment")
    for one in mine:
        if asked is None or one["id"] == asked:
            return one
    raise NotFound("there is no such establishment")


def _here(endpoint: str, done: str | None = None) -> str:
    return url_for(endpoint, establishment=request.values.get("establishment"), done=done)
