"""Lawyers, courts, police, complaints."""

from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report

NAME = "legal_threat"
OVERRIDABLE = False


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked. Private: a warning, since a legal warning is the last resort there."""
    private = context.audience is Audience.PRIVATE
    for _, match in hearing.matches(NAME):
        case, severity = ("private", Severity.WARN) if private else ("public", Severity.BLOCK)
        yield report(NAME, case, severity, hearing.text, (match.start, match.end), context)
