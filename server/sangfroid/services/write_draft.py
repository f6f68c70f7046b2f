"""Writing a draft, whole or sentence by sentence, and checking a text somebody wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sangfroid.domain.draft import Audience, Draft, DraftOptions, Establishment, Fact
from sangfroid.domain.review import Analysis, Level, Review
from sangfroid.domain.shapes import analysis_shape, check_shape, draft_shape
from sangfroid.drafting.request import DraftRequest
from sangfroid.platforms.rules import platform_rules
from sangfroid.services.actor import Actor
from sangfroid.services.analyse_review import notes, require_platform, require_usable
from sangfroid.services.circumstances import House, findings_on, house
from sangfroid.services.engines import Engines, Payer
from sangfroid.services.facts import require_known_types
from sangfroid.services.model_usage import usage_recorder
from sangfroid.services.submit_reply import usable_text
from sangfroid.storage.database import Database


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants drafted.

    `establishment` is the id of a stored one, or a described one, or None for the actor's own.
    """

    review: Review
    facts: tuple[Fact, ...] = ()
    fact_ids: tuple[str, ...] = ()
    establishment: str | Establishment | None = None
    options: DraftOptions = DraftOptions()


@dataclass(frozen=True, slots=True)
class Written:
    """A draft and what it answers."""

    id: str | None
    analysis: Analysis
    draft: Draft
    model_host: str | None
    language: str = "en"

    def shape(self) -> dict[str, Any]:
        """The contract's draft with the analysis beside it."""
        return {
            **draft_shape(self.id, self.draft),
            "analysis": {
                **analysis_shape(self.id, self.analysis),
                "notes": notes(self.analysis, self.language),
            },
            "model": {"host": self.model_host} if self.model_host else None,
        }


def write_draft(database: Database, engines: Engines, actor: Actor, wish: Wish, now: datetime) -> Written:
    """The whole draft at once.

    Raises:
        InvalidInput: the review cannot be used, or a fact has unusable values.
        NotFound: the establishment is not theirs, or has no fact of an id that was ticked.
    """
    request = _request(database, engines, actor, wish)
    draft = engines.draft(request, _payer(database, actor, wish, now))
    return Written(wish.review.id, request.analysis, draft, engines.model_host, actor.language)


def stream_draft(
    database: Database, engines: Engines, actor: Actor, wish: Wish, now: datetime
) -> tuple[Analysis, Iterator[Any], str | None]:
    """The analysis, then an iterator of sentences that ends with the draft.

    No connection to the database is held while sentences come: a slow model must not empty the pool.
    """
    request = _request(database, engines, actor, wish)
    pieces = engines.stream(request, _payer(database, actor, wish, now))
    return request.analysis, pieces, engines.model_host


def check_text(
    database: Database,
    engines: Engines,
    actor: Actor,
    *,
    id: str | None,
    text: str,
    review: Review | None,
    facts: tuple[Fact, ...],
    platform: str | None,
    audience: Audience,
    level: Level | None,
    establishment: str | None = None,
) -> dict[str, Any]:
    """The shape of what the guards say of a text."""
    usable_text(text)  # only its refusals are wanted: offsets count in the caller's own text
    require_platform(platform or (review.platform if review else None))
    require_known_types(facts)
    known = _own_house(database, actor, establishment)
    findings = findings_on(
        text,
        engines,
        review=review,
        analysis=engines.analyze(review) if review else None,
        facts=facts,
        known=known,
        audience=audience,
        platform=platform,
        level=level,
        language=actor.language,
    )
    return check_shape(id, findings)


def _request(database: Database, engines: Engines, actor: Actor, wish: Wish) -> DraftRequest:
    actor.require_scope("reply")
    require_usable(wish.review)
    require_known_types(wish.facts)
    asked = wish.establishment if isinstance(wish.establishment, str) else None
    known = _own_house(database, actor, asked)
    chosen = known.chosen(wish.fact_ids)
    if isinstance(wish.establishment, Establishment):
        known = replace(known, establishment=wish.establishment)
    given = {fact.id for fact in wish.facts}
    return DraftRequest(
        review=wish.review,
        analysis=engines.analyze(wish.review),
        facts=(*wish.facts, *(fact for fact in chosen if fact.id not in given)),
        establishment=known.establishment,
        options=wish.options,
        platform=platform_rules(wish.review.platform),
        recent=known.recent,
        ui_language=actor.language,
    )


def _payer(database: Database, actor: Actor, wish: Wish, now: datetime) -> Payer:
    """The stored establishment, whatever name a request describes: names are free, caps are not.

    Somebody of several who names none pays on an account of their own.
    """
    if isinstance(wish.establishment, str):
        id = actor.establishment(wish.establishment)
    elif len(actor.establishments) == 1:
        id = actor.establishments[0]
    else:
        return Payer(f"person {actor.id}")
    return Payer(id, usage_recorder(database, id, now))


def _own_house(database: Database, actor: Actor, asked: str | None) -> House:
    if asked is None and len(actor.establishments) != 1:
        return House(Establishment())
    with database.reading() as session:
        return house(session, actor.establishment(asked))
