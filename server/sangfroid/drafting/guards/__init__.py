"""The guards: what no text may do, whoever wrote it. One file each.

A guard has a `NAME`, says whether a manager may override it (`OVERRIDABLE`), and yields findings. They run
in the order of `NAMES`, most serious first.
"""

from collections.abc import Iterable

from sangfroid.domain.draft import Finding, Severity
from sangfroid.drafting.guards import (
    accusation,
    flat_denial,
    format,
    gesture,
    language,
    leak,
    legal_threat,
    liability,
    limit,
    personal_data,
    quoting,
    removal_request,
    sameness,
    tone,
    unsupported,
)
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing
from sangfroid.drafting.guards.ranges import Ranges
from sangfroid.drafting.guards.reading import CheckedText
from sangfroid.drafting.guards.resembling import Resembling

_GUARDS = (
    gesture,
    accusation,
    legal_threat,
    personal_data,
    unsupported,
    liability,
    flat_denial,
    removal_request,
    quoting,
    limit,
    format,
    language,
    tone,
    sameness,
    leak,
)

#: Every guard, in the order they run.
NAMES: tuple[str, ...] = tuple(guard.NAME for guard in _GUARDS)

#: The guards a manager may override, with a reason.
OVERRIDABLE: frozenset[str] = frozenset(guard.NAME for guard in _GUARDS if guard.OVERRIDABLE)


def check(text: str, context: GuardContext) -> tuple[Finding, ...]:
    """Runs every guard on a text.

    Findings come guard by guard, and by place within a guard. Their offsets count code points of `text`.
    """
    if not text.strip():
        return ()
    hearing = Hearing(CheckedText(text), context)
    like = Resembling(hearing, context)
    found: list[Finding] = []
    for guard in _GUARDS:
        found.extend(like.check(guard.NAME, _distinct(guard.check(hearing, context))))
    return tuple(found)


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one guard by place; of two that overlap, the more serious, then the longer."""
    kept: list[Finding] = []
    spans, points = Ranges(), Ranges()
    ranked = sorted(
        findings,
        key=lambda item: (item.severity is not Severity.BLOCK, item.start - item.end, item.start),
    )
    for item in ranked:
        start, end = item.start, item.end
        if start == end:
            points.take(start, end)
        elif spans.meet(start, end) or points.meet(start, end):
            continue
        else:
            spans.take(start, end)
        kept.append(item)
    return sorted(kept, key=lambda item: (item.start, item.end))
