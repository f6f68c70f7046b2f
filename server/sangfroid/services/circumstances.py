"""What a text is checked against: the review, its analysis, the facts and the house."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sangfroid.domain.draft import Audience, Establishment, Fact, Finding, Person, Severity, Signature, Voice
from sangfroid.domain.errors import NotFound
from sangfroid.domain.review import Analysis, Level, Review
from sangfroid.platforms.rules import platform_rules
from sangfroid.services.engines import Engines
from sangfroid.storage import establishments, replies
from sangfroid.storage.database import Session
from sangfroid.storage.tables import EstablishmentRow, FactRow

#: Replies a new one is compared with, so that no two open or close alike.
RECENT = 30


@dataclass(frozen=True, slots=True)
class House:
    """What is stored of an establishment, read once for a request."""

    establishment: Establishment
    facts: tuple[Fact, ...] = ()
    recent: tuple[str, ...] = ()

    def chosen(self, fact_ids: Iterable[str]) -> tuple[Fact, ...]:
        """The house facts a person ticked.

        Raises:
            NotFound: `details.fields` names the ids that are none of this house's; whose they are is kept.
        """
        wanted = list(fact_ids)
        mine = {fact.id for fact in self.facts}
        unknown = [f"fact_ids.{number}" for number, id in enumerate(wanted) if id not in mine]
        if unknown:
            raise NotFound(
                "there are no such facts: " + ", ".join(unknown[:5]),
                {"fields": [{"field": field} for field in unknown]},
            )
        return tuple(fact for fact in self.facts if fact.id in set(wanted))


def house(session: Session, establishment_id: str) -> House:
    """Everything of an establishment that a draft or a check needs."""
    row = establishments.get(session, establishment_id)
    assert row is not None
    return House(
        establishment=establishment_value(row),
        facts=tuple(fact_value(fact) for fact in establishments.facts(session, establishment_id)),
        recent=replies.recent_texts(session, establishment_id, RECENT),
    )


def establishment_value(row: EstablishmentRow) -> Establishment:
    """The establishment as drafting knows it."""
    return Establishment(
        name=row.name,
        signature=Signature(row.signature_name, row.signature_role),
        contact=row.contact,
        voice=Voice(row.voice),
        person=Person(row.person),
    )


def fact_value(row: FactRow) -> Fact:
    """The fact as drafting knows it."""
    return Fact(
        id=row.id,
        text=row.text,
        language=row.language,
        type=row.type,
        values=row.fact_values,
        public=row.public,
    )


def findings_on(
    text: str,
    engines: Engines,
    *,
    review: Review | None,
    analysis: Analysis | None,
    facts: Sequence[Fact],
    known: House,
    audience: Audience,
    platform: str | None = None,
    level: Level | None = None,
    language: str = "en",
) -> tuple[Finding, ...]:
    """What the guards say of a text. Every house fact supports it, and so do the facts given with it."""
    from sangfroid.drafting.guards.context import GuardContext  # loads every guard: not before the first text

    given = {fact.id for fact in facts}
    context = GuardContext(
        audience=audience,
        level=level or (analysis.blackmail.level if analysis else Level.NONE),
        review=review,
        analysis=analysis,
        facts=(*facts, *(fact for fact in known.facts if fact.id not in given)),
        establishment=known.establishment,
        platform=platform_rules(platform or (review.platform if review else None)),
        recent=known.recent,
        ui_language=language,
    )
    return engines.check(text, context)


def blocks(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop a text."""
    return [finding for finding in findings if finding.severity is Severity.BLOCK]
