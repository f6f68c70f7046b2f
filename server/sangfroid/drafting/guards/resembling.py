"""Sentences like those a guard is there for, where none of its rules says so."""

from bisect import bisect_left

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.domain.languages import UNKNOWN
from sangfroid.drafting.guards.classifier import GUARDS, MOST_WORDS, classifier, words
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding, report
from sangfroid.drafting.guards.support import gather, said_by_facts, said_by_review

#: Fewer words are like too much.
FEWEST_WORDS = 4
_ENDS = frozenset(".!?…")
#: How far below the threshold a sentence is nothing like what a rule took it for (log-odds).
UNLIKE = -2.5
#: In private what is asked and what is due may be spoken of, and what the two sides know of each other.
IN_PRIVATE = frozenset({"accusation", "legal_threat", "tone"})


class Resembling:
    """How far each sentence of a text is like what each guard forbids."""

    def __init__(self, hearing: Hearing, context: GuardContext) -> None:
        self._hearing = hearing
        self._context = context
        self._judged = {
            span: judged for span in hearing.text.sentences if (judged := self._judge(span)) is not None
        }

    def _judge(self, span: tuple[int, int]) -> list[float] | None:
        language = self._hearing.tongue(span)
        plain = self._hearing.text.plain
        said = words(plain, *span)[:MOST_WORDS]
        # Names and titles under a reply are no sentence.
        signed = "\n" in plain[: span[0]] and plain[slice(*span)].rstrip()[-1:] not in _ENDS
        if language == UNKNOWN or len(said) < FEWEST_WORDS or signed:
            return None
        return classifier().judge([word.text for word in said], language)

    def check(self, guard: str, found: list[Finding]) -> list[Finding]:
        """The findings of a guard, and a warning for each sentence that is only like them.

        A word of the law in a sentence that is nothing like a threat asks for a second look, no more.
        """
        if guard not in GUARDS or (self._context.audience is Audience.PRIVATE and guard not in IN_PRIVATE):
            return found
        hearing, column = self._hearing, GUARDS.index(guard)
        found = sorted(found, key=_place)
        softened: set[int] = set()
        likely: list[Finding] = []
        passed = 0  # findings that end before the sentence begins, and so before all that follow
        for span, judged in self._judged.items():
            unlike = guard == "legal_threat" and judged[column] < UNLIKE
            if not (unlike and found) and judged[column] < 0:
                continue
            start, end = hearing.text.span(*span)
            while passed < len(found) and found[passed].end <= start:
                passed += 1
            reached = bisect_left(found, end, lo=passed, key=lambda item: item.start)
            inside = [at for at in range(passed, reached) if found[at].end > start]
            if unlike:
                softened.update(inside)
            elif not inside and not self._told(guard, span):
                said = words(hearing.text.plain, *span)
                told = [word.text for word in said]
                first, last = classifier().telling(told, hearing.tongue(span), guard)
                shown = (said[first].start, said[last].end)
                likely.append(report(guard, "likely", Severity.WARN, hearing.text, shown, self._context))
        heard = [self._softened(item) if at in softened else item for at, item in enumerate(found)]
        return sorted([*heard, *likely], key=_place)

    def _told(self, guard: str, span: tuple[int, int]) -> bool:
        """Whether it says back what was understood, or a fact says it; of what is private, the review may."""
        hearing, context = self._hearing, self._context
        if context.audience is Audience.PRIVATE and hearing.says_back(span):
            return True
        if said_by_facts(hearing, span, context):
            return True
        if guard != "personal_data" or context.review is None:
            return False
        values = [value for value in hearing.values if span[0] <= value.start < span[1]]
        support = gather(context, hearing.native)
        return (bool(values) and all(map(support.holds, values))) or said_by_review(hearing, span, context)

    def _softened(self, item: Finding) -> Finding:
        original, span = self._hearing.text.original, (item.start, item.end)
        return finding(item.guard, "word", Severity.WARN, original, span, self._context)


def _place(item: Finding) -> tuple[int, int]:
    return item.start, item.end
