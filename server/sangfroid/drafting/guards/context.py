"""What a guard may look at besides the text it checks."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, TypeVarTuple

from sangfroid.domain.draft import Audience, Establishment, Fact
from sangfroid.domain.review import Analysis, Level, Review
from sangfroid.platforms.rules import PlatformRules

Known = TypeVar("Known")
Given = TypeVarTuple("Given")


@dataclass(frozen=True, slots=True)
class GuardContext:
    """The circumstances of a text.

    `language` is the language the text should be in (BCP 47), None when nobody said; `level` is the review's
    level of pressure; `recent` holds the establishment's last replies, newest first; `ui_language` is
    the language of the person who reads the findings.
    """

    language: str | None = None
    audience: Audience = Audience.PUBLIC
    level: Level = Level.NONE
    review: Review | None = None
    analysis: Analysis | None = None
    facts: tuple[Fact, ...] = ()
    establishment: Establishment = Establishment()
    platform: PlatformRules | None = None
    recent: tuple[str, ...] = ()
    ui_language: str = "en"
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def read_in(self, ui_language: str) -> "GuardContext":
        """The same circumstances for a reader of another language; what is known of them is shared."""
        other = replace(self, ui_language=ui_language)
        object.__setattr__(other, "_known", self._known)  # nothing in it is worded for a reader
        return other

    def once(self, work: "Callable[[GuardContext, *Given], Known]", *given: *Given) -> Known:
        """What `work` makes of the context and of what is given, worked out once for many texts.

        Callers must not change it.
        """
        key = (work, given)
        if key not in self._known:
            self._known[key] = work(self, *given)
        known: Known = self._known[key]
        return known
