"""The letter's end as a model writes it of its own: a formula, a name, a role. The house signs itself.

Data: `phrases/signing.yaml`.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.drafting import own_words
from sangfroid.drafting.choosing import folded
from sangfroid.drafting.redaction import CONTACT

#: Words of the longest signature: first and last name, role, house.
LONGEST: Final = 10
#: Characters of the longest title that is shortened: "Mrs.".
LONGEST_TITLE: Final = 4
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s+")


class _Ending(BaseModel):
    """The words of one language, as the data file has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    formulas: str
    roles: str
    between: str


@dataclass(frozen=True, slots=True)
class _Words:
    formula: re.Pattern[str]
    role: re.Pattern[str]
    between: re.Pattern[str]


class Unsigned:
    """Takes the sentences of one text in their order and drops what signs it."""

    def __init__(self, language: str) -> None:
        self._words = _words(language)
        self._begun = False
        self._closed = False  # the last sentence ended with a formula: what follows may be a bare name

    def left_of(self, text: str) -> str:
        """The sentence without a sign-off that ends it; nothing where it is no more than that."""
        begun, after, self._begun = self._begun, self._closed, True
        self._closed = True
        # The first sentence greets, by a name or a role perhaps.
        if begun and (self._says_goodbye(text) or (self._names(text) if after else self._signs(text))):
            return ""
        for end in _SENTENCE_END.finditer(text):
            # "Mr. Manager" is no sentence and its signature.
            before, tail = text[: end.end()].rstrip(), text[end.end() :]
            last = before.split()[-1]
            whole = len(last) > LONGEST_TITLE or not last[0].isupper()
            if self._says_goodbye(tail) or (whole and self._signs(tail)):
                return before
        self._closed = False
        return text

    def _says_goodbye(self, text: str) -> bool:
        """Whether a text is a formula, with a name or a role perhaps."""
        plain = " ".join(_WORD.findall(folded(text)))
        formula = self._words.formula.match(plain)
        if formula is None:
            return False
        rest = " ".join(_WORD.findall(text)[len(plain[: formula.end()].split()) :])
        return not rest or self._names(rest)

    def _signs(self, text: str) -> bool:
        """Whether a text that follows no formula is a signature: a role, with names perhaps."""
        if not self._names(text) or text.endswith(("!", "?")):
            return False
        words = [folded(word) for word in _WORD.findall(text)]
        # "Ask our Manager." says something, "The Manager." and "Ann Lee, Manager." do not.
        begins = self._words.role.fullmatch(words[0]) or self._words.between.fullmatch(words[0])
        bare = not text.endswith(".") or "," in text or begins is not None
        return bare and any(self._words.role.fullmatch(word) for word in words)

    def _names(self, text: str) -> bool:
        """Whether a text is no more than names, roles and what stands between."""
        words = _WORD.findall(text)
        return (
            0 < len(words) <= LONGEST
            and CONTACT not in text
            and all(
                word[0].isupper()
                or self._words.role.fullmatch(plain)
                # "è" and "é" say something, "e" only joins.
                or ((len(plain) > 1 or word == plain) and self._words.between.fullmatch(plain))
                for word, plain in ((word, folded(word)) for word in words)
            )
        )


@cache
def _words(language: str) -> _Words:
    ending = own_words.load("signing.yaml", _Ending)[language]
    return _Words(
        own_words.pattern(" ".join(ending.formulas.split())),
        own_words.pattern(",".join(ending.roles.split())),
        own_words.pattern(",".join(ending.between.split())),
    )
