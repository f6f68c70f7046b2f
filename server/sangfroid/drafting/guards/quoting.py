"""Repeating the review word for word."""

from collections.abc import Iterator

from sangfroid.domain.draft import Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report
from sangfroid.drafting.guards.reading import CheckedText

NAME = "quoting"
OVERRIDABLE = True

#: So many words in a row are a quotation.
WORDS = 6


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Blocked where the platform forbids quoting, else a warning."""
    quotable = context.once(_quotable)
    if not quotable:
        return
    tokens = hearing.text.tokens
    ours = [token.plain for token in tokens]
    forbidden = context.platform is not None and "quoting" in context.platform.forbids
    case, severity = ("forbidden", Severity.BLOCK) if forbidden else ("plain", Severity.WARN)
    at = 0
    while at <= len(ours) - WORDS:
        if tuple(ours[at : at + WORDS]) not in quotable:
            at += 1
            continue
        last = at
        while last + 1 <= len(ours) - WORDS and tuple(ours[last + 1 : last + 1 + WORDS]) in quotable:
            last += 1
        span = (tokens[at].start, tokens[last + WORDS - 1].end)
        yield report(NAME, case, severity, hearing.text, span, context)
        at = last + WORDS


def _quotable(context: GuardContext) -> frozenset[tuple[str, ...]]:
    """Runs of words that are the review's.

    Words of a fact or of the house's name are the house's own, also when the review holds them.
    """
    if context.review is None:
        return frozenset()
    theirs = _runs(f"{context.review.title or ''}\n{context.review.text}")
    own = (*(fact.text or "" for fact in context.facts), context.establishment.name or "")
    named = {token.plain for token in CheckedText(context.establishment.name or "").tokens}
    kept = (run for run in theirs if sum(word in named for word in run) < WORDS - 1)
    return frozenset(kept).difference(*map(_runs, own))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [token.plain for token in CheckedText(text).tokens]
    return frozenset(tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
