"""What the services need from analysis and drafting, as one value that tests can replace.

Each is imported when it is first needed: a server answers before its lexicons are read.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sangfroid.domain.draft import Draft, DraftOptions, Engine, Finding, Sentence
from sangfroid.domain.review import Analysis, Review

if TYPE_CHECKING:
    from sangfroid.config import Settings
    from sangfroid.drafting.facts import FactType
    from sangfroid.drafting.guards.context import GuardContext
    from sangfroid.drafting.model import ModelClient
    from sangfroid.drafting.request import DraftRequest


@dataclass(frozen=True, slots=True)
class Engines:
    """Analysis, drafting and guards. `model_host` is where texts go when a model is configured."""

    analyze: Callable[[Review], Analysis]
    draft: Callable[["DraftRequest"], Draft]
    stream: Callable[["DraftRequest"], Iterator[Sentence | Draft]]
    check: Callable[[str, "GuardContext"], tuple[Finding, ...]]
    overridable: Callable[[], frozenset[str]]
    fact_types: Callable[[str], "list[FactType]"]
    model_host: str | None = None


def engines(settings: "Settings", model: "ModelClient | None" = None) -> Engines:
    """The real ones. `model` replaces the configured language model."""
    known: list[ModelClient | None] = [model]

    def connected() -> "ModelClient | None":
        if known[0] is None and settings.model_base_url is not None:
            from sangfroid.drafting.model import connect

            known[0] = connect(settings)
        return known[0]

    def analyze(review: Review) -> Analysis:
        from sangfroid.analysis.pipeline import analyze

        return analyze(review)

    def draft(request: "DraftRequest") -> Draft:
        from sangfroid.drafting.drafter import draft

        return draft(request, connected())

    def stream(request: "DraftRequest") -> Iterator[Sentence | Draft]:
        from sangfroid.drafting.drafter import stream

        return stream(request, connected())

    def check(text: str, context: "GuardContext") -> tuple[Finding, ...]:
        from sangfroid.drafting.guards import check

        return check(text, context)

    def overridable() -> frozenset[str]:
        from sangfroid.drafting.guards import OVERRIDABLE

        return OVERRIDABLE

    def fact_types(language: str) -> "list[FactType]":
        from sangfroid.drafting.facts import types

        return types(language)

    host = None
    if settings.model_base_url is not None:
        from urllib.parse import urlsplit

        host = urlsplit(settings.model_base_url).netloc.rpartition("@")[2]
    return Engines(analyze, draft, stream, check, overridable, fact_types, host)


def warm(engines: Engines) -> None:
    """Reads every lexicon and phrase bank, so that no guest of the morning waits for them.

    What fails here fails again, and is told, when somebody asks for it.
    """
    from sangfroid.drafting.guards.context import GuardContext
    from sangfroid.drafting.request import DraftRequest

    for language, text in _GREETINGS.items():
        with suppress(Exception):
            review = Review(text=text, rating=3, language=language)
            request = DraftRequest(
                review, engines.analyze(review), options=DraftOptions(engine=Engine.COMPOSER)
            )
            reply = engines.draft(request).reply
            engines.check(reply or text, GuardContext(language=language))


_GREETINGS = {
    "fr": "Chambre propre mais bruyante, merci.",
    "en": "Clean but noisy room, thank you.",
    "es": "Habitación limpia pero ruidosa, gracias.",
    "de": "Sauberes, aber lautes Zimmer, danke.",
    "it": "Camera pulita ma rumorosa, grazie.",
    "nl": "Schone maar lawaaiige kamer, bedankt.",
    "pt": "Quarto limpo mas barulhento, obrigado.",
}
