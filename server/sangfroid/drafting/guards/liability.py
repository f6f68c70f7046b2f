"""Sentences that admit a fault in law."""

from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report

NAME = "liability"
OVERRIDABLE = True


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked. Private: a warning, since what is due may be said there."""
    severity = Severity.WARN if context.audience is Audience.PRIVATE else Severity.BLOCK
    for _, match in hearing.matches(NAME):
        yield report(NAME, "public", severity, hearing.text, (match.start, match.end), context)
