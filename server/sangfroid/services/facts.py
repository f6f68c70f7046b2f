"""The house facts of an establishment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sangfroid.domain.draft import Fact
from sangfroid.domain.errors import InvalidInput, NotFound
from sangfroid.services.actor import Actor
from sangfroid.services.identity import new_id
from sangfroid.storage import establishments
from sangfroid.storage.database import Database
from sangfroid.storage.tables import FactRow

if TYPE_CHECKING:
    from sangfroid.drafting.facts import FactType


def house_facts(database: Database, actor: Actor, establishment: str) -> list[dict[str, Any]]:
    """The facts, oldest first."""
    establishment = actor.establishment(establishment)
    with database.reading() as session:
        return [fact_shape(row) for row in establishments.facts(session, establishment)]


def add_fact(
    database: Database, actor: Actor, establishment: str, fact: Fact, public: bool | None, now: datetime
) -> dict[str, Any]:
    """Stores a fact; its id is given here. `public` None leaves it to the fact's type.

    Raises:
        InvalidInput: it is empty, of an unknown type, or a value does not fit the type.
    """
    actor.require_scope("reply")
    establishment = actor.establishment(establishment)
    if fact.type is None and not (fact.text or "").strip():
        raise InvalidInput("the fact is empty", {"fields": [{"field": "text"}]})
    from sangfroid.drafting.facts import public_by_default, validate

    validate(fact)
    row = FactRow(
        id=new_id(),
        establishment_id=establishment,
        text=fact.text.strip() if fact.text else None,
        language=fact.language,
        type=fact.type,
        fact_values=dict(fact.values),
        public=public_by_default(fact.type) if public is None else public,
        created=now,
    )
    with database.transaction() as session:
        establishments.add_fact(session, row)
    return fact_shape(row)


def require_known_types(facts: Sequence[Fact]) -> None:
    """Raises InvalidInput naming every given fact whose type nobody knows."""
    if all(fact.type is None for fact in facts):
        return
    from sangfroid.drafting.facts import rules

    unknown = {
        f"facts.{number}.type": fact.type
        for number, fact in enumerate(facts)
        if fact.type is not None and fact.type not in rules()
    }
    if unknown:
        raise InvalidInput(
            "these facts are of an unknown type: " + ", ".join(sorted(set(unknown.values()))),
            {"fields": [{"field": field} for field in unknown], "known": list(rules())},
        )


def delete_fact(database: Database, actor: Actor, establishment: str, id: str) -> None:
    """Removes a fact; replies that rest on it keep what they said."""
    actor.require_scope("reply")
    establishment = actor.establishment(establishment)
    with database.transaction() as session:
        if not establishments.delete_fact(session, establishment, id):
            raise NotFound("there is no such fact")


def fact_shape(row: FactRow) -> dict[str, Any]:
    """A fact as the API shows it."""
    shape: dict[str, Any] = {"id": row.id, "public": row.public}
    if row.type is not None:
        return {**shape, "type": row.type, "values": row.fact_values}
    return {**shape, "text": row.text, "language": row.language}


def said(fact: Mapping[str, Any], language: str) -> str:
    """A fact as a sentence: as it was typed, or as its type is said in this language."""
    if fact.get("text"):
        return str(fact["text"])
    from sangfroid.drafting.facts import say

    values = fact.get("values") or {}
    known = Fact(id=str(fact["id"]), type=fact["type"], values=values, public=bool(fact["public"]))
    return say(known, language) or str(fact["type"])


def fact_type_shape(described: "FactType") -> dict[str, Any]:
    """A type of facts as the API shows it: its values by name, how it is called, an example as it is said."""
    values: dict[str, dict[str, Any]] = {}
    for value in described.values:
        values[value.name] = {"kind": value.kind, "required": value.required, "label": value.label}
        if value.choices:
            values[value.name]["choices"] = [choice for choice, _ in value.choices]
            values[value.name]["choice_labels"] = dict(value.choices)
    return {
        "type": described.name,
        "values": values,
        "label": described.label,
        "example": described.said,
        "example_values": dict(described.example),
        "themes": list(described.themes),
        "scope": described.scope,
        "public": described.public,
    }
