"""The first page: what this is, and where to go."""

from typing import Any

from flask import redirect, request, url_for

from sangfroid.services.cases import list_cases
from sangfroid.services.establishments import list_establishments
from sangfroid.services.look_up_reviews import queue
from sangfroid.services.record_incident import count_incidents
from sangfroid.services.sign_in import act_as
from sangfroid.services.tokens import list_tokens
from sangfroid.web import auth
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime


@blueprint.get("/")
@auth.signed_in
def home() -> Any:
    """Home."""
    actor, database = auth.current_actor(), runtime().database
    counts = queue(database, actor, status="pending", establishment=None, cursor=None, limit=1)["counts"]
    return page(
        "home.html",
        counts=counts,
        incidents=count_incidents(database, actor),
        cases=list_cases(database, actor, status="open", establishment=None, cursor=None, limit=1)["counts"],
        tokens=list_tokens(database, actor),
        establishments=list_establishments(database, actor),
        model_host=runtime().engines.model_host,
    )


@blueprint.post("/demo/act-as")
@auth.signed_in
def act_as_figure() -> Any:
    """Goes on as another person of the demonstration."""
    known = auth.known()
    assert known is not None
    other = act_as(runtime().database, known, request.form.get("person", ""))
    auth.sign_in(other)
    return redirect(auth.safe_next(request.form.get("next")) or url_for("console.home"))
