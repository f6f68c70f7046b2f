"""What a guard may look at besides the text it checks."""

from dataclasses import dataclass

from sangfroid.domain.draft import Audience, Establishment, Fact
from sangfroid.domain.review import Analysis, Level, Review
from sangfroid.platforms.rules import PlatformRules


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
