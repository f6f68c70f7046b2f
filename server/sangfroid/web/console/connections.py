"""Connecting an extension, and the list of what is connected."""

from typing import Any

from flask import redirect, request, url_for

from sangfroid.domain.errors import InvalidInput, NotFound
from sangfroid.services.pair import answer_pairing, see_pairing
from sangfroid.services.tokens import list_tokens, revoke_token
from sangfroid.web import auth
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime


@blueprint.get("/pair/<id>")
@auth.signed_in
def show_pairing(id: str) -> Any:
    """What asks to be connected."""
    try:
        pairing = see_pairing(runtime().database, id, runtime().now())
    except NotFound:
        return page("pair.html", 404, pairing=None)
    return page("pair.html", pairing=pairing)


@blueprint.post("/pair/<id>")
@auth.signed_in
def settle_pairing(id: str) -> Any:
    """Yes or no."""
    answer = request.form.get("answer")
    if answer not in {"connect", "refuse"}:
        raise InvalidInput("answer connect or refuse", {"field": "answer"})
    try:
        answer_pairing(
            runtime().database,
            auth.current_actor(),
            id,
            connect=answer == "connect",
            now=runtime().now(),
        )
    except NotFound:
        return page("pair.html", 404, pairing=None)
    return redirect(url_for("console.show_pairing", id=id))


@blueprint.get("/tokens")
@auth.signed_in
def show_tokens() -> Any:
    """What is connected."""
    return page("tokens.html", tokens=list_tokens(runtime().database, auth.current_actor()))


@blueprint.post("/tokens/<id>/revoke")
@auth.signed_in
def revoke(id: str) -> Any:
    """Ends a connection."""
    revoke_token(runtime().database, auth.current_actor(), id, runtime().now())
    runtime().remembered.forget()
    return redirect(url_for("console.show_tokens"))
