"""Irony, reproach, insult, agitation."""

import re
from collections.abc import Iterator

from sangfroid.domain.draft import Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding, report

NAME = "tone"
OVERRIDABLE = True

_MARK = re.compile("[!！‼❗❕]")


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """An insult is blocked; the rest asks for a second look."""
    for _, match in hearing.matches(NAME):
        severity = Severity.BLOCK if match.case == "insult" else Severity.WARN
        yield report(NAME, match.case, severity, hearing.text, (match.start, match.end), context)
    original = hearing.text.original
    marks = [found.start() for found in _MARK.finditer(original)]
    if len(marks) > 1:
        yield finding(NAME, "exclamation", Severity.WARN, original, (marks[1], marks[-1] + 1), context)
