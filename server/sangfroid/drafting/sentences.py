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
#: How thoughts begin and end, as models write them among their text.
_THOUGHTS: Final[Mapping[str, str]] = {
    **{f"<{name}>": f"</{name}>" for name in ("think", "thinking", "thought", "reasoning", "reflection")},
    "<|begin_of_thought|>": "<|end_of_thought|>",
    "[think]": "[/think]",
    "◁think▷": "◁/think▷",
}
_MARKS: Final = (*_THOUGHTS, *_THOUGHTS.values())
_MARK_BEGINS: Final = frozenset(mark[0] for mark in _MARKS)
_LONGEST_MARK: Final = max(map(len, _MARKS))
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

    Thoughts between marks (`<think>...</think>`) are no part of the answer, wherever they stand: they may
    hold drafts of their own. Inside a sentence such marks are text, for the guards to judge.

    `closed` says whether the outermost object or list has ended, `inside` whether one is open in the middle
    of a sentence. Time is linear in the answer.
    """

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._open: list[int] = []  # where each open { or [ stands
        self._in_string = False
        self._escaped = False
        self._until: str | None = None  # the mark that ends the thoughts being read
        self._skipped: list[tuple[int, int]] = []  # where thoughts stand
        self._taken = 0  # end of the last object that was a sentence
        self._count = 0
        self.closed = False

    @property
    def inside(self) -> bool:
        """Whether a sentence's object or a thought is open: what follows is no sentence yet."""
        return (
            self._until is not None
            or self._in_string
            or any(self._text[start] == "{" for start in self._open[1:])
        )

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
        while self._past_thoughts() and self._at < len(self._text):
            at, character = self._at, self._text[self._at]
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
                    found = _sentence(self._source(start))
                    if found is not None:
                        self._taken = at + 1
                        self._count += 1
                        if self._count > MOST_SENTENCES:
                            raise ModelUnavailable("the model's answer does not end", {"reason": "too_long"})
                        yield found
                if not self._open and self._count:
                    self.closed = True

    def _past_thoughts(self) -> bool:
        """Passes over thoughts that begin here; whether what follows is the answer's own, and no mark.

        Raises:
            ModelUnavailable: thoughts end that never began, and sentences were read from them.
        """
        while self._until is not None or self._may_be_mark():
            if self._until is not None:
                end = re.compile(re.escape(self._until), re.IGNORECASE).search(self._text, self._at)
                # What is left for the next piece may be the beginning of the mark.
                kept = len(self._text) - len(self._until) + 1
                self._skip(end.end() if end else max(self._at, kept))
                if end is None:
                    return False
                self._until = None
                continue
            ahead = self._text[self._at : self._at + _LONGEST_MARK].casefold()
            mark = next((mark for mark in _MARKS if ahead.startswith(mark)), None)
            if mark is None:
                return not any(mark.startswith(ahead) for mark in _MARKS)
            self._skip(self._at + len(mark))
            self._until = _THOUGHTS.get(mark)
            if self._until is None:
                self._disown()
        return True

    def _may_be_mark(self) -> bool:
        return not self._in_string and self._at < len(self._text) and self._text[self._at] in _MARK_BEGINS

    def _skip(self, end: int) -> None:
        self._skipped.append((self._at, end))
        self._at = end

    def _disown(self) -> None:
        """All before were thoughts: some servers leave out the mark that begins them."""
        if self._count:
            raise ModelUnavailable("the model gave its thoughts as its answer", {"reason": "nonsense"})
        self._open.clear()

    def _source(self, start: int) -> str:
        """What was read from `start` to here, without thoughts."""
        parts, end = [], self._at
        for skipped, until in reversed(self._skipped):
            if skipped < start:
                break
            parts.append(self._text[until:end])
            end = skipped
        parts.append(self._text[start:end])
        return "".join(reversed(parts))


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
