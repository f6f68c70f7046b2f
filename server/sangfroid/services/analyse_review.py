"""The analysis of one review."""

from typing import Any

from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.review import Analysis, Review
from sangfroid.domain.shapes import analysis_shape
from sangfroid.platforms.rules import platforms
from sangfroid.services.engines import Engines
from sangfroid.services.replies import LONGEST
from sangfroid.services.submit_reply import TextTooLong

#: A review from somewhere no platform file describes.
OTHER = "other"


class UnknownPlatform(InvalidInput):
    """`details.known` names the platforms there are."""

    code = "unknown_platform"


def analyse_review(engines: Engines, review: Review, language: str = "en") -> dict[str, Any]:
    """The shape of the analysis with its notes in the reader's language."""
    require_usable(review)
    analysis = engines.analyze(review)
    return {**analysis_shape(review.id, analysis), "notes": notes(analysis, language)}


def notes(analysis: Analysis, language: str = "en") -> list[str]:
    """What a person should be told besides: praise with one star, for instance."""
    if not analysis.tone.note:
        return []
    from sangfroid.drafting.messages import say

    kind = "praise_low" if analysis.tone.note.startswith("praise") else "complaint_high"
    return [say(f"review.{kind}", language)]


def require_usable(review: Review) -> None:
    """Raises InvalidInput when the review is empty, too long, or from a platform nobody knows."""
    if not review.text.strip():
        raise InvalidInput("the review's text is empty", {"fields": [{"field": "text"}]})
    if len(review.text) > LONGEST:
        raise TextTooLong(
            f"the review is longer than {LONGEST} characters",
            {"fields": [{"field": "text"}], "maximum": LONGEST, "length": len(review.text)},
        )
    require_platform(review.platform)


def require_platform(platform: str | None, field: str = "platform") -> None:
    """Raises UnknownPlatform unless it is known, or nobody said."""
    if platform is not None and platform != OTHER and platform not in platforms():
        raise UnknownPlatform(
            "the platform is not one this server knows",
            {"fields": [{"field": field}], "known": [*platforms(), OTHER]},
        )
