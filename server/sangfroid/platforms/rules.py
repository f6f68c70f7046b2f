"""Reply rules of the platforms: one YAML file each, validated when loaded.

Sources and their grades stand in the files themselves, beside each value.
"""

from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sangfroid.domain.errors import InvalidData


class Limit(BaseModel):
    """Longest reply. `hard` is a documented limit; the others are hearsay and only warn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    maximum: int
    unit: Literal["characters", "bytes"]
    hard: bool
    source: str


class PlatformRules(BaseModel):
    """What a platform says about replies.

    `forbids` names formats and contents: links, phone_numbers, email_addresses, lists, hashtags, capitals,
    quoting, gestures, guest_names, platform_remarks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    public_reply: bool
    limit: Limit | None
    forbids: tuple[
        Literal[
            "links",
            "phone_numbers",
            "email_addresses",
            "lists",
            "hashtags",
            "capitals",
            "quoting",
            "gestures",
            "guest_names",
            "platform_remarks",
        ],
        ...,
    ]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...]


@cache
def platforms() -> dict[str, PlatformRules]:
    """Every platform by its id, in alphabetical order.

    Raises:
        InvalidData: a file does not fit the schema, or its id is not its name.
    """
    found: dict[str, PlatformRules] = {}
    folder = resources.files("sangfroid.platforms")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".yaml"):
            continue
        try:
            rules = PlatformRules.model_validate(yaml.safe_load(entry.read_text(encoding="utf-8")))
        except (ValidationError, yaml.YAMLError) as error:
            raise InvalidData(f"platforms/{entry.name}: {error}", {"file": entry.name}) from error
        if f"{rules.id}.yaml" != entry.name:
            raise InvalidData(f"platforms/{entry.name}: its id is {rules.id}", {"file": entry.name})
        found[rules.id] = rules
    return found


def platform_rules(platform: str | None) -> PlatformRules | None:
    """Rules of one platform, None when it is not known."""
    return platforms().get(platform) if platform else None
