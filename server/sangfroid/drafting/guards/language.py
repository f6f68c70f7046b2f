"""The reply is in the language of the review."""

from collections.abc import Iterator

from sangfroid.domain.draft import Finding, Severity
from sangfroid.domain.languages import UNKNOWN
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding, letters
from sangfroid.drafting.messages import say

NAME = "language"
OVERRIDABLE = True

# Shorter texts ("Merci !") and sentences do not say their language.
_LETTERS, _WORDS = 20, 4
_LETTERS_OF_A_SENTENCE, _WORDS_OF_A_SENTENCE = 30, 6
_SURE = 0.9
_SURE_OF_A_SENTENCE = 0.97


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """A text, or a sentence long enough to tell, in another language than expected is blocked."""
    text = hearing.text
    expected = hearing.expected
    if expected == UNKNOWN or not letters(text.original, _LETTERS) or len(text.tokens) < _WORDS:
        return
    guess = hearing.mistaken
    if guess is not None and guess.confidence >= _SURE:
        yield _mismatch("text", guess.tag, expected, text.original, (0, len(text.original)), context)
        return
    for (start, end), guess in hearing.foreign:
        sentence = text.quote(start, end)
        enough = letters(sentence, _LETTERS_OF_A_SENTENCE) and len(sentence.split()) >= _WORDS_OF_A_SENTENCE
        if enough and guess.tag != expected and guess.confidence >= _SURE_OF_A_SENTENCE:
            yield _mismatch("sentence", guess.tag, expected, text.original, text.span(start, end), context)


def _mismatch(
    case: str, found: str, expected: str, original: str, span: tuple[int, int], context: GuardContext
) -> Finding:
    names = {
        "found": say(f"languages.{found}", context.ui_language),
        "expected": say(f"languages.{expected}", context.ui_language),
    }
    return finding(NAME, case, Severity.BLOCK, original, span, context, **names)
