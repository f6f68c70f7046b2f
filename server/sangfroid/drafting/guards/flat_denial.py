"""Denials that turn against the house when part of the complaint proves true."""

import re
from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report
from sangfroid.drafting.guards.support import denied_by_facts

NAME = "flat_denial"
OVERRIDABLE = True

_NO = re.compile(r"(?:non?|nao|nein|nee),? ")


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked. Private: a warning."""
    severity = Severity.WARN if context.audience is Audience.PRIVATE else Severity.BLOCK
    for _, match in hearing.matches(NAME):
        if _plain_no(hearing, match.start, match.end, context):
            continue
        yield report(NAME, "public", severity, hearing.text, (match.start, match.end), context)


def _plain_no(hearing: Hearing, start: int, end: int, context: GuardContext) -> bool:
    """Whether a denial is a "no" with what a fact says there is not: "No, there is no lift"."""
    text = hearing.text
    no = _NO.match(text.plain, start)
    if no is None:
        return False
    _, last = text.sentence_at(start)
    comma = text.plain.find(",", no.end(), last)
    return denied_by_facts(hearing, (no.end(), max(end, last if comma < 0 else comma)), context)
