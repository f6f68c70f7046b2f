"""What the services need from analysis and drafting, as one value that tests can replace.

Each is imported when it is first needed: a server answers before its lexicons are read.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sangfroid.domain.draft import Draft, DraftOptions, Engine, Finding, Sentence
from sangfroid.domain.review import Analysis, Review

if TYPE_CHECKING:
    from sangfroid.config import Settings
    from sangfroid.drafting.facts import FactType
    from sangfroid.drafting.guards.context import GuardContext
    from sangfroid.drafting.model import ModelClient, Usage
    from sangfroid.drafting.request import DraftRequest


@dataclass(frozen=True, slots=True)
class Payer:
    """On whose account a model is asked: caps are counted for it, and `record` is told of each request."""

    account: str
    record: "Callable[[Usage], None] | None" = None


@dataclass(frozen=True, slots=True)
class Engines:
    """Analysis, drafting and guards. `model_host` is where texts go when a model is configured.

    `prepare` loads what the first request to the model would wait for.
    """

    analyze: Callable[[Review], Analysis]
    draft: Callable[["DraftRequest", Payer], Draft]
    stream: Callable[["DraftRequest", Payer], Iterator[Sentence | Draft | None]]
    check: Callable[[str, "GuardContext"], tuple[Finding, ...]]
    overridable: Callable[[], frozenset[str]]
    fact_types: Callable[[str], "list[FactType]"]
    model_host: str | None = None
    prepare: Callable[[], None] = lambda: None


def engines(settings: "Settings", model: "ModelClient | None" = None) -> Engines:
    """The real ones. `model` replaces the configured language model."""
    known: list[ModelClient | None] = [model]

    def connected() -> "ModelClient | None":
        if known[0] is None and settings.model_base_url is not None:
            from sangfroid.drafting.model import connect

            known[0] = connect(settings)
        return known[0]

    def charged(payer: Payer) -> "ModelClient | None":
        client = connected()
        return client.charged_to(payer.account, payer.record) if client is not None else None

    def analyze(review: Review) -> Analysis:
        from sangfroid.analysis.pipeline import analyze

        return analyze(review)

    def draft(request: "DraftRequest", payer: Payer) -> Draft:
        from sangfroid.drafting.drafter import draft

        return draft(request, charged(payer))

    def stream(request: "DraftRequest", payer: Payer) -> Iterator[Sentence | Draft | None]:
        from sangfroid.drafting.drafter import stream

        return stream(request, charged(payer))

    def check(text: str, context: "GuardContext") -> tuple[Finding, ...]:
        from sangfroid.drafting.guards import check

        return check(text, context)

    def overridable() -> frozenset[str]:
        from sangfroid.drafting.guards import OVERRIDABLE

        return OVERRIDABLE

    def fact_types(language: str) -> "list[FactType]":
        from sangfroid.drafting.facts import types

        return types(language)

    def prepare() -> None:
        client = connected()
        if client is not None:
            client.prepare()

    host = model.host if model is not None else None
    if host is None and settings.model_base_url is not None:
        # As the client names it, which is not made before it is needed.
        host = urlsplit(settings.model_base_url).hostname
    return Engines(analyze, draft, stream, check, overridable, fact_types, host, prepare)


def warm(engines: Engines) -> None:
    """Reads every lexicon and phrase bank and the model's client, so that nobody's first draft waits.

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
            reply = engines.draft(request, Payer("warm")).reply
            engines.check(reply or text, GuardContext(language=language))
    with suppress(Exception):
        engines.prepare()
    # What was read stays: to look it over for garbage again and again would hold up everybody for 0.2 s.
    gc.collect()
    gc.freeze()


_GREETINGS = {
    "fr": "Chambre propre mais bruyante, merci.",
    "en": "Clean but noisy room, thank you.",
    "es": "Habitación limpia pero ruidosa, gracias.",
    "de": "Sauberes, aber lautes Zimmer, danke.",
    "it": "Camera pulita ma rumorosa, grazie.",
    "nl": "Schone maar lawaaiige kamer, bedankt.",
    "pt": "Quarto limpo mas barulhento, obrigado.",
}
