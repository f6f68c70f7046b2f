"""Denials that turn against the house when part of the complaint proves true."""

from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report

NAME = "flat_denial"
OVERRIDABLE = True


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked. Private: a warning."""
    severity = Severity.WARN if context.audience is Audience.PRIVATE else Severity.BLOCK
    for _, match in hearing.matches(NAME):
        yield report(NAME, "public", severity, hearing.text, (match.start, match.end), context)
