"""Which languages' rules apply to a text, and what they hear in it; how a guard reports."""

from collections.abc import Iterator

from sangfroid.analysis import language as languages
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.draft import Finding, Severity
from sangfroid.domain.languages import LANGUAGES, UNKNOWN
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.lexicon import Lexicon, Match, lexicon
from sangfroid.drafting.guards.reading import CheckedText
from sangfroid.drafting.messages import say

READY = ("fr", "en")

# Below this many letters a text does not say its language.
_SHORT = 24
_SURE = 0.8
_LONGEST_QUOTE = 90


def expected_language(context: GuardContext) -> str:
    """The language a text should be in: as asked, as analysed, as the page says; `und` when nobody knows."""
    if context.language:
        return languages.hinted(context.language)
    if context.analysis is not None and context.analysis.language.tag in LANGUAGES:
        return context.analysis.language.tag
    return languages.hinted(context.review.language) if context.review else UNKNOWN


def letters(text: str) -> int:
    """Number of letters in a text."""
    return sum(map(str.isalpha, text))


class Hearing:
    """A text with the ears of all seven languages.

    Rules of the language expected, and of the one the text seems to be in, always count. Those of the others
    count for a sentence that is in their language, so that a sentence slipped in is heard too.
    """

    def __init__(self, text: CheckedText, context: GuardContext) -> None:
        self.text = text
        expected = expected_language(context)
        guess = text.guessed
        native = {expected, guess.tag} - {UNKNOWN}
        sure = guess.confidence >= _SURE and letters(text.original) >= _SHORT
        self.native = native if sure or expected != UNKNOWN else set(READY)
        self._present: dict[str, frozenset[str]] = {}
        self._sentences: dict[tuple[int, int], str] = {}

    def matches(self, guard: str) -> Iterator[tuple[Lexicon, Match]]:
        """What the rules of a guard hear, in all languages, each place once."""
        seen: list[tuple[str, int, int]] = []
        for tag in READY:
            ears = lexicon(tag)
            if tag not in self._present:
                self._present[tag] = ears.present(self.text)
            for match in ears.matches(guard, self.text, self._present[tag]):
                if any(
                    case == match.case and a < match.end and match.start < b for case, a, b in seen
                ) or not (tag in self.native or self._spoken(tag, match.start)):
                    continue
                seen.append((match.case, match.start, match.end))
                yield ears, match

    def _spoken(self, tag: str, position: int) -> bool:
        """Whether the sentence at a position is in a language."""
        span = self.text.sentence_at(position)
        if span not in self._sentences:
            sentence = NormalizedText(self.text.plain[slice(*span)])
            self._sentences[span] = languages.guess(sentence).tag
        return self._sentences[span] == tag

    def negated(self, start: int, end: int) -> bool:
        """Whether the clause around a range says no, in any language that counts for the text."""
        return any(lexicon(tag).negated(self.text, start, end) for tag in self.native)


def report(
    guard: str,
    case: str,
    severity: Severity,
    text: CheckedText,
    span: tuple[int, int],
    context: GuardContext,
    **values: object,
) -> Finding:
    """A finding about `span` of `text.plain`, said in the language of the person who reads it."""
    start, end = text.span(*span)
    return finding(guard, case, severity, text.original, (start, end), context, **values)


def finding(
    guard: str,
    case: str,
    severity: Severity,
    original: str,
    span: tuple[int, int],
    context: GuardContext,
    **values: object,
) -> Finding:
    """A finding about `span` of the text as it was written."""
    quote = original[slice(*span)]
    shown = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"
    name = context.platform.name if context.platform else ""
    message = say(f"guards.{guard}.{case}", context.ui_language, quote=shown, platform=name, **values)
    return Finding(guard, severity, *span, quote, message)
