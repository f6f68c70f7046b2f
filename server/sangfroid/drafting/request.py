"""All that is needed to write a draft, in one value."""

from dataclasses import dataclass

from sangfroid.domain.draft import DraftOptions, Establishment, Fact
from sangfroid.domain.review import Analysis, Review
from sangfroid.platforms.rules import PlatformRules


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """A review, what was read in it, and what the establishment knows.

    `platform` is None when nothing is known of the platform's rules; `recent` holds the last replies of the
    establishment, newest first, so that no two open or close alike; `ui_language` is the language of
    the person who reads notes and findings.
    """

    review: Review
    analysis: Analysis
    facts: tuple[Fact, ...] = ()
    establishment: Establishment = Establishment()
    options: DraftOptions = DraftOptions()
    platform: PlatformRules | None = None
    recent: tuple[str, ...] = ()
    ui_language: str = "en"
