"""Asking for a review to be changed or removed, or for stars."""

from collections.abc import Iterator

from sangfroid.domain.draft import Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report

NAME = "removal_request"
OVERRIDABLE = False


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Blocked, in public and in private."""
    for _, match in hearing.matches(NAME):
        yield report(NAME, match.case, Severity.BLOCK, hearing.text, (match.start, match.end), context)
