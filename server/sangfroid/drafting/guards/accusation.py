"""Lying, fraud, blackmail: words that accuse the customer."""

from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report

NAME = "accusation"
OVERRIDABLE = False


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked. Private: a warning, since its last step may name things; never a verdict."""
    private = context.audience is Audience.PRIVATE
    for _, match in hearing.matches(NAME):
        span = (match.start, match.end)
        if match.case == "guilt":
            yield report(NAME, "guilt", Severity.BLOCK, hearing.text, span, context)
        elif private:
            yield report(NAME, "private", Severity.WARN, hearing.text, span, context)
        else:
            yield report(NAME, "public", Severity.BLOCK, hearing.text, span, context)
