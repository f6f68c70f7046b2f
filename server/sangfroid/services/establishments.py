"""The establishments a person works for, and their settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.services.actor import Actor
from sangfroid.services.identity import new_id
from sangfroid.services.replies import APPROVALS
from sangfroid.storage import establishments
from sangfroid.storage.database import Database
from sangfroid.storage.tables import EstablishmentRow

#: Two people see every text; a text without signs of pressure may be copied without waiting.
DEFAULT_POLICY = {"two_people": True, "approval": "pressure"}


def new_establishment(name: str, now: datetime, **values: Any) -> EstablishmentRow:
    """An establishment with the default settings."""
    row = EstablishmentRow(
        id=new_id(),
        name=name,
        signature_name=None,
        signature_role=None,
        contact=None,
        voice="formal",
        person="we",
        language="fr",
        policy=dict(DEFAULT_POLICY),
        retention_days=None,
        is_demo=False,
        created=now,
    )
    for key, value in values.items():
        setattr(row, key, value)
    return row


def list_establishments(database: Database, actor: Actor) -> list[dict[str, Any]]:
    """The establishments the actor works for, oldest first."""
    with database.reading() as session:
        return [establishment_shape(row) for row in establishments.among(session, actor.establishments)]


def change_establishment(
    database: Database, actor: Actor, id: str, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Changes settings; keys not given stay as they are.

    Raises:
        NotFound, NotAllowed: not theirs, or they are no manager.
        InvalidInput: a value cannot be used.
    """
    id = actor.establishment(id)
    actor.require_manager()
    actor.require_scope("manage")
    if "name" in changes and not changes["name"].strip():
        raise InvalidInput("the name is empty", {"fields": [{"field": "name"}]})
    if "language" in changes and changes["language"] not in LANGUAGES:
        raise InvalidInput(
            f"language must be one of {', '.join(LANGUAGES)}", {"fields": [{"field": "language"}]}
        )
    with database.transaction() as session:
        row = establishments.get(session, id)
        assert row is not None
        if "signature" in changes:
            signature = changes["signature"]
            if signature is None:
                signature = {"name": None, "role": None}
            row.signature_name = signature.get("name", row.signature_name)
            row.signature_role = signature.get("role", row.signature_role)
        for key in ("name", "contact", "voice", "person", "language", "retention_days"):
            if key in changes:
                setattr(row, key, changes[key])
        if "policy" in changes:
            policy = {**row.policy, **changes["policy"]}
            if policy.get("approval") not in APPROVALS:
                raise InvalidInput(
                    f"policy.approval must be one of {', '.join(APPROVALS)}",
                    {"fields": [{"field": "policy.approval"}]},
                )
            row.policy = policy
        return establishment_shape(row)


def establishment_shape(row: EstablishmentRow) -> dict[str, Any]:
    """An establishment as the API shows it."""
    return {
        "id": row.id,
        "name": row.name,
        "signature": {"name": row.signature_name, "role": row.signature_role},
        "contact": row.contact,
        "voice": row.voice,
        "person": row.person,
        "language": row.language,
        "policy": {
            "two_people": row.policy.get("two_people", True),
            "approval": row.policy.get("approval", "always"),
        },
        "retention_days": row.retention_days,
        "demo": row.is_demo,
    }
