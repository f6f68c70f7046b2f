"""What each rule looks for, in words, with an example that fires and one that does not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """A rule family as a person reads it; `language` is the language of the examples."""

    id: str
    looks_for: str
    fires: str
    does_not_fire: str
    language: str = "en"
