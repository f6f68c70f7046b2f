"""Which languages' rules apply to a text, and what they hear in it; how a guard reports."""

import re
from collections.abc import Iterator

from sangfroid.analysis import language as languages
from sangfroid.analysis.lazy import lazy
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.draft import Finding, Severity
from sangfroid.domain.languages import LANGUAGES, UNKNOWN
from sangfroid.domain.review import LanguageGuess
from sangfroid.drafting.guards import values
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.lexicon import Lexicon, Match, lexicon
from sangfroid.drafting.guards.ranges import Ranges
from sangfroid.drafting.guards.reading import CheckedText
from sangfroid.drafting.guards.values import Value
from sangfroid.drafting.messages import say

# Below this many letters a text does not say its language.
_SHORT = 24
_SURE = 0.8
_ADDRESS = re.compile(r"(?<!\S)\S*[@/]\S*")
# A sentence with such a share of a language's commonest words is in that language.
_COMMON = 0.25
_LONGEST_QUOTE = 90


def expected_language(context: GuardContext) -> str:
    """The language a text should be in: as asked, as analysed, as the page says; `und` when nobody knows."""
    if context.language:
        return languages.hinted(context.language)
    review = context.review
    if context.analysis is not None and context.analysis.language.tag in LANGUAGES:
        heard = context.analysis.language.tag
        return languages.answered_in(review.text, heard, review.language) if review else heard
    if review is None:
        return UNKNOWN
    hint = languages.hinted(review.language)
    if hint != UNKNOWN or not letters(review.text, _SHORT):
        return hint
    guess = languages.guess(NormalizedText(review.text))
    return guess.tag if guess.confidence >= _SURE else UNKNOWN


def letters(text: str, enough: int) -> bool:
    """Whether a text has so many letters. Most tell with their first words."""
    return sum(map(str.isalpha, text[: 2 * enough])) >= enough or sum(map(str.isalpha, text)) >= enough


def _words(line: str) -> list[str]:
    """The words of a passage without the marks around them; addresses are none."""
    return [word.strip(".,;:!?") for word in line.split() if "@" not in word and "/" not in word]


def _share(words: list[str], tag: str) -> float:
    """Share of a language's commonest words among the words of a text."""
    return sum(map(lexicon(tag).common.__contains__, words)) / len(words) if words else 0.0


def _guess(_context: GuardContext, sentence: str, expected: str) -> LanguageGuess:
    return languages.guess(NormalizedText(sentence), expected)


class Hearing:
    """A text with the ears of the languages it is in.

    Rules of the language expected, and of the one the text seems to be in, always count. Those of another
    count where a sentence is in that language, so that a sentence slipped in is heard too.
    """

    def __init__(self, text: CheckedText, context: GuardContext) -> None:
        self.text = text
        self._context = context
        self.expected = context.once(expected_language)
        guess = text.guessed
        native = {self.expected, guess.tag} - {UNKNOWN}
        sure = guess.confidence >= _SURE and letters(text.original, _SHORT)
        self.native = frozenset(native if sure or self.expected != UNKNOWN else LANGUAGES)
        self._sentences = {span: self._language_of(span) for span in text.sentences}
        self._ears = [lexicon(tag) for tag in LANGUAGES if tag in self.native or self.slipped_in(tag)]
        self.present = {ears.name: ears.present(text) for ears in self._ears}
        self._candidates = {ears.name: ears.candidates(self.present[ears.name]) for ears in self._ears}

    def _language_of(self, span: tuple[int, int]) -> LanguageGuess | None:
        """The language a sentence seems to be in; None when it is plainly in the text's own."""
        words = _words(self.text.line[slice(*span)])
        if any(_share(words, tag) >= _COMMON for tag in self.native):
            return None
        sentence = _ADDRESS.sub(" ", self.text.folded[slice(*span)])
        guess = self._context.once(_guess, sentence, self.expected)
        return None if self.expected != UNKNOWN and self._doubtful(words, guess) else guess

    def _doubtful(self, words: list[str], guess: LanguageGuess) -> bool:
        """Whether the commonest words of the language expected weigh no less than the guessed one's."""
        if guess.tag == UNKNOWN:
            return True
        share = _share(words, self.expected)
        return share > 0 and share >= _share(words, guess.tag)

    @lazy
    def values(self) -> tuple[Value, ...]:
        """The dates, times, amounts and numbers in the text."""
        return tuple(values.find(self.text.bare))

    @property
    def mistaken(self) -> LanguageGuess | None:
        """The language the whole text is in when it is not the one expected."""
        guess = self.text.guessed
        if guess.tag in (self.expected, UNKNOWN) or self._doubtful(
            [word.strip(".,;:!?") for word in self.text.line.split()], guess
        ):
            return None
        return guess

    def tongue(self, sentence: tuple[int, int]) -> str:
        """The language of a sentence; `und` when nobody knows."""
        guess = self._sentences.get(sentence)
        if guess is not None:
            return guess.tag
        return self.expected if self.expected != UNKNOWN else self.text.guessed.tag

    def slipped_in(self, tag: str) -> bool:
        """Whether a sentence of the text is in a language."""
        return any(guess is not None and guess.tag == tag for guess in self._sentences.values())

    @property
    def foreign(self) -> Iterator[tuple[tuple[int, int], LanguageGuess]]:
        """Sentences that seem to be in another language than the one expected."""
        for span, guess in self._sentences.items():
            if guess is not None and guess.tag not in (self.expected, UNKNOWN):
                yield span, guess

    def matches(self, guard: str) -> Iterator[tuple[Lexicon, Match]]:
        """What the rules of a guard hear, in all languages, each place once."""
        seen: dict[str, Ranges] = {}
        for ears in self._ears:
            rules = self._candidates[ears.name].get(guard, ())
            for match in ears.matches(rules, self.text, self.present[ears.name]):
                heard = seen.setdefault(match.case, Ranges())
                if heard.meet(match.start, match.end):
                    continue
                if ears.name in self.native or self._spoken(ears.name, match.start):
                    heard.take(match.start, match.end)
                    yield ears, match

    def rings(self, position: int) -> bool:
        """Whether the sentence up to a position speaks of calling somebody."""
        first, _ = self.text.sentence_at(position)
        return any(lexicon(tag).hears("call", self.text, first, position) for tag in self.native)

    def says_back(self, sentence: tuple[int, int]) -> bool:
        """Whether a sentence says back what was understood: "if I understand you well, you ask ..."."""
        return any(lexicon(tag).hears("reformulated", self.text, *sentence) for tag in self.native)

    def _spoken(self, tag: str, position: int) -> bool:
        """Whether the sentence at a position is in a language."""
        guess = self._sentences.get(self.text.sentence_at(position))
        return guess is not None and guess.tag == tag


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
