"""The house facts: in free text, or of a type that is said in every language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import redirect, request

from sangfroid.domain.draft import Fact
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.services.facts import add_fact, delete_fact, house_facts, said
from sangfroid.web import auth, language
from sangfroid.web.console.house import here, the_establishment, where
from sangfroid.web.console.pages import blueprint, page
from sangfroid.web.runtime import runtime

if TYPE_CHECKING:
    from sangfroid.drafting.facts import FactType

#: Offered beside an amount; the API takes every ISO 4217 code.
CURRENCIES = ("EUR", "GBP", "USD", "CHF", "CAD")


@blueprint.get("/facts")
@auth.signed_in
def show_facts() -> Any:
    """The facts, and the form of the type the address names."""
    return _facts_page()


@blueprint.post("/facts")
@auth.signed_in
def new_fact() -> Any:
    """Adds a fact in free text."""
    form = request.form
    tag = form.get("language")
    text = form.get("text", "").strip()
    if len(text) > 2000:
        return _facts_page(422, typed=text, problem="long")
    fact = Fact(id="new", text=text, language=tag if tag in LANGUAGES else "fr")
    try:
        _add(fact)
    except InvalidInput:
        return _facts_page(422, typed=text, problem="empty")
    return redirect(here("console.show_facts"))


@blueprint.post("/facts/typed")
@auth.signed_in
def new_typed_fact() -> Any:
    """Adds a fact of a type; a value that cannot be used is named, and the others stay as typed."""
    chosen = _chosen_type()
    if chosen is None:
        return _facts_page(422, problem="no_type")
    values: dict[str, Any] = {}
    for value in chosen.values:
        typed = request.form.get(f"value-{value.name}", "").strip()
        if typed and value.kind == "money":
            values[value.name] = {"amount": typed, "currency": request.form.get(f"currency-{value.name}", "")}
        elif typed:
            values[value.name] = typed
    try:
        _add(Fact(id="new", type=chosen.name, values=values))
    except InvalidInput as error:
        labels = {value.name: value.label for value in chosen.values}
        wrong = str(error.details.get("field"))
        return _facts_page(422, problem="value", wrong=wrong, wrong_label=labels.get(wrong, chosen.label))
    return redirect(here("console.show_facts"))


@blueprint.post("/facts/<id>/delete")
@auth.signed_in
def remove_fact(id: str) -> Any:
    """Removes a fact."""
    delete_fact(runtime().database, auth.current_actor(), the_establishment()["id"], id)
    return redirect(here("console.show_facts"))


def _add(fact: Fact) -> None:
    work = runtime()
    public = request.form.get("private") is None
    add_fact(work.database, auth.current_actor(), the_establishment()["id"], fact, public, work.now())


def _types() -> "list[FactType]":
    """The types of what is always true; what happened during one stay is told with its review."""
    known = runtime().engines.fact_types(language.shown_language())
    return [one for one in known if one.scope == "house"]


def _chosen_type() -> "FactType | None":
    asked = request.values.get("type")
    return next((one for one in _types() if one.name == asked), None)


def _facts_page(status: int = 200, **values: Any) -> Any:
    place = where()
    facts = house_facts(runtime().database, auth.current_actor(), place["establishment"]["id"])
    types, chosen = _types(), _chosen_type()
    labels = {one.name: one.label for one in types}
    return page(
        "facts.html",
        status,
        facts=[_shown(fact, labels) for fact in facts],
        types=types,
        chosen=chosen,
        given=request.form,
        private="private" in request.form if request.form else chosen is not None and not chosen.public,
        currencies=CURRENCIES,
        languages_of_replies=LANGUAGES,
        **place,
        **values,
    )


def _shown(fact: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    spoken = language.shown_language()
    return {**fact, "said": said(fact, spoken), "label": labels.get(fact.get("type") or "")}
