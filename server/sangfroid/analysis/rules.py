"""What each rule looks for, in words, with an example that fires and one that does not."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sangfroid.domain.errors import InvalidData, NotFound


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """A rule family as a person reads it; `language` is the language of the examples."""

    id: str
    looks_for: str
    fires: str
    does_not_fire: str
    language: str = "en"


#: Folders of `lexicons/` whose `rules.yaml` describes the rules beside it.
KINDS = ("cues", "tone", "risks", "themes")


def rules() -> tuple[RuleDescription, ...]:
    """All rules; raises `InvalidData` when a description lacks a part."""
    return tuple(_by_id().values())


@cache
def _by_id() -> dict[str, RuleDescription]:
    found: dict[str, RuleDescription] = {}
    for kind in KINDS:
        path = resources.files("sangfroid.analysis") / "lexicons" / kind / "rules.yaml"
        for id, parts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            try:
                found[id] = RuleDescription(id, **parts)
            except TypeError as error:
                raise InvalidData(f"lexicons/{kind}/rules.yaml, {id}: {error}") from error
    return found


def explain(rule_id: str) -> RuleDescription:
    """The description of a rule; raises `NotFound` with the ids that exist."""
    try:
        return _by_id()[rule_id]
    except KeyError:
        raise NotFound(f"There is no rule {rule_id!r}.", {"rules": sorted(_by_id())}) from None
