"""What identifies people stays here: placeholders leave for the model, and come back where they may.

`[[P1]]` stands for something private (in the review, or in a fact that is not public), `[[K1]]` for something
in a public fact, `[[CONTACT]]` for the house's private channel.
"""

import re
from collections.abc import Iterable
from typing import Final

from sangfroid.domain.errors import InvalidInput

CONTACT: Final = "[[CONTACT]]"
#: Anything in double brackets, however a model spaces it.
_PLACEHOLDER: Final = re.compile(r"\[\s*\[\s*([A-Za-z]{1,12}\d{0,4})\s*\]\s*\]")
_BRACKETS: Final = re.compile(r"\[(?:\s*\[)+|\](?:\s*\])+")
#: Shortest part of a name hidden on its own: "Al" would hide half the words of a text.
_SHORTEST_PART: Final = 3


class Redaction:
    """Placeholders of one request: the same value always has the same one."""

    def __init__(self, contact: str | None = None) -> None:
        self._values: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        if contact:
            self._values["CONTACT"] = contact

    def hide(
        self, text: str, spans: Iterable[tuple[int, int]], names: Iterable[str] = (), *, public: bool = False
    ) -> str:
        """`text` with `spans` (code points) and every one of `names` replaced.

        Double brackets typed by the author become parentheses, so that nobody can type a placeholder.
        """
        found = [(start, end) for start, end in spans if 0 <= start < end <= len(text)]
        found += [span for name in names for span in _occurrences(name, text)]
        parts, position = [], 0
        for start, end in _merged(found):
            parts += [_spaced(text[position:start]), self._placeholder(text[start:end], public)]
            position = end
        parts.append(_spaced(text[position:]))
        return "".join(parts)

    def restore(self, text: str, *, private: bool) -> str:
        """`text` with its placeholders replaced by what they stand for.

        Raises:
            InvalidInput: it holds a placeholder nobody gave out, or a private one in a public text.
        """

        def value(match: re.Match[str]) -> str:
            name = match[1].upper()
            if name not in self._values or (name.startswith("P") and not private):
                raise InvalidInput("a placeholder that may not be filled in", {"placeholder": name})
            return self._values[name]

        return _PLACEHOLDER.sub(value, text)

    def uncover(self, text: str) -> str:
        """`text` with every placeholder known here replaced: words of the review, shown to the staff."""
        return _PLACEHOLDER.sub(lambda match: self._values.get(match[1].upper(), match[0]), text)

    def cover(self, text: str) -> str:
        """`text` with every value known here back behind its placeholder, for words that leave again."""
        for name, value in sorted(self._values.items(), key=lambda item: -len(item[1])):
            text = text.replace(value, f"[[{name}]]")
        return text

    def _placeholder(self, value: str, public: bool) -> str:
        kind = "K" if public else "P"
        key = (kind, " ".join(value.split()).casefold())
        if key not in self._names:
            number = sum(1 for known, _ in self._names if known == kind) + 1
            self._names[key] = f"{kind}{number}"
            self._values[f"{kind}{number}"] = value
        return f"[[{self._names[key]}]]"


def author_names(author: str | None) -> tuple[str, ...]:
    """A displayed name, whole and in parts."""
    if not author or not author.strip():
        return ()
    parts = re.findall(r"[^\W\d_]+", author)
    long_enough = [part for part in parts if len(part) >= _SHORTEST_PART]
    return tuple(dict.fromkeys([author.strip(), *long_enough]))


def _occurrences(name: str, text: str) -> Iterable[tuple[int, int]]:
    """A name of several words in any case, a single one as it is written (so that "Rose" is not "rose")."""
    flags = re.IGNORECASE if len(name.split()) > 1 else 0
    pattern = r"\s+".join(re.escape(part) for part in name.split())
    return ((match.start(), match.end()) for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, flags))


def _merged(spans: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _spaced(text: str) -> str:
    return _BRACKETS.sub(lambda match: "(" if match[0][0] == "[" else ")", text)
