"""The model's structured answer, read while it arrives.

What is asked for is `{"sentences": [{"part", "rests_on", "quote", "text"}, ...]}`. Servers without schemas
send it in fences, after prose or thoughts, with trailing commas, other names, or cut short: every complete
object that holds a sentence counts, whatever stands around it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sangfroid.domain.errors import ModelUnavailable

#: Longest answer read, in characters. A reply of 150 words is below 3,000 with all its keys.
LONGEST_ANSWER: Final = 48_000
#: Longest sentence accepted, in characters.
LONGEST_SENTENCE: Final = 800
#: Most sentences accepted.
MOST_SENTENCES: Final = 40
_DEEPEST: Final = 12

PARTS: Final = ("greeting", "opening", "body", "closing")

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "sentence", "content"),
    "rests_on": ("rests_on", "restsOn", "rests on", "sources", "source", "ids"),
    "quote": ("quote", "quotes"),
    "part": ("part", "section"),
}
_THINKING = ("<think>", "</think>")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """One sentence as the model gave it; nothing of it is believed yet.

    `rests_on` holds fact names as sent (`F1`), `review`, `courtesy` or `policy`, folded to one spelling.
    """

    text: str
    rests_on: tuple[str, ...]
    quote: str
    part: str


class AnswerReader:
    """Takes the answer piece by piece, gives each sentence once its object is closed.

    `closed` says whether the outermost object or list has ended, `inside` whether one is open in the middle
    of a sentence. Time is linear in the answer.
    """

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._open: list[int] = []  # where each open { or [ stands
        self._in_string = False
        self._escaped = False
        self._thinking: bool | None = None  # None until the first characters tell
        self._taken = 0  # end of the last object that was a sentence
        self._count = 0
        self.closed = False

    @property
    def inside(self) -> bool:
        """Whether a sentence's object is open: what follows the last one read is no sentence yet."""
        return self._in_string or any(self._text[start] == "{" for start in self._open[1:])

    @property
    def begun(self) -> bool:
        """Whether any object or list has been seen."""
        return bool(self._open) or self.closed

    def feed(self, piece: str) -> Iterator[WrittenSentence]:
        """The sentences this piece completes.

        Raises:
            ModelUnavailable: the answer is longer or deeper than any answer can be.
        """
        if len(self._text) + len(piece) > LONGEST_ANSWER:
            raise ModelUnavailable("the model's answer does not end", {"reason": "too_long"})
        self._text += piece
        if not self._past_thoughts():
            return
        text = self._text
        while self._at < len(text):
            at, character = self._at, text[self._at]
            self._at += 1
            if self._in_string:
                if self._escaped:
                    self._escaped = False
                elif character == "\\":
                    self._escaped = True
                elif character == '"':
                    self._in_string = False
            elif character == '"':
                self._in_string = bool(self._open)  # quotation marks in prose around the answer mean nothing
            elif character in "{[":
                if len(self._open) >= _DEEPEST:
                    raise ModelUnavailable("the model's answer is nested too deeply", {"reason": "nonsense"})
                self._open.append(at)
            elif character in "}]" and self._open:
                start = self._open.pop()
                if character == "}" and start >= self._taken:
                    found = _sentence(text[start : at + 1])
                    if found is not None:
                        self._taken = at + 1
                        self._count += 1
                        if self._count > MOST_SENTENCES:
                            raise ModelUnavailable("the model's answer does not end", {"reason": "too_long"})
                        yield found
                if not self._open and self._count:
                    self.closed = True

    def _past_thoughts(self) -> bool:
        """Passes over `<think>...</think>` at the start, which may hold drafts of its own."""
        if self._thinking is None:
            beginning = self._text.lstrip()
            if not beginning or (len(beginning) < len(_THINKING[0]) and _THINKING[0].startswith(beginning)):
                return False
            self._thinking = beginning.startswith(_THINKING[0])
        if self._thinking:
            end = self._text.find(_THINKING[1], max(0, self._at - len(_THINKING[1])))
            if end < 0:
                self._at = len(self._text)
                return False
            self._at = end + len(_THINKING[1])
            self._thinking = False
        return True


def _sentence(source: str) -> WrittenSentence | None:
    """The sentence an object holds, None when it holds none."""
    values = _object(source)
    if values is None:
        return None
    text = _value(values, "text")
    if not isinstance(text, str):
        return None
    text = _clean(text)
    if not text:
        return None
    if len(text) > LONGEST_SENTENCE:
        raise ModelUnavailable("the model wrote a sentence without end", {"reason": "too_long"})
    quote = _value(values, "quote")
    part = _value(values, "part")
    return WrittenSentence(
        text=text,
        rests_on=tuple(_names(_value(values, "rests_on"))),
        quote=quote.strip() if isinstance(quote, str) else "",
        part=part if part in PARTS else "body",
    )


def _clean(text: str) -> str:
    """Without line breaks, control and invisible characters; no-break spaces stay, they are typography."""
    text = re.sub(r"[ \t\r\n\u2028\u2029]+", " ", text)
    return "".join(c for c in text if c == " " or unicodedata.category(c)[0] != "C").strip()


def _object(source: str) -> Mapping[str, Any] | None:
    for attempt in (source, _TRAILING_COMMA.sub("", source)):
        try:
            values = json.loads(attempt, strict=False)
        except ValueError:
            continue
        return values if isinstance(values, dict) else None
    return None


def _value(values: Mapping[str, Any], name: str) -> Any:
    return next((values[key] for key in _NAMES[name] if key in values), None)


def _names(value: Any) -> Iterator[str]:
    """`"fact F1"`, `["F1", "Review"]` and `"F1, F2"` in one spelling; what is no text names nothing."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if not isinstance(entry, str):
            continue
        for name in re.split(r"[,;\s]+", entry):
            name = name.strip("[]()\"'").removeprefix("fact:").removeprefix("id:")
            if re.fullmatch(r"[Ff]\d{1,3}", name):
                yield name.upper()
            elif name.lower() != "fact" and name:
                yield name.lower()[:40]
