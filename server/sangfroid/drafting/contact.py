"""The house's own contact as a reply can say it: what follows a colon, or a sentence of its own."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"[+\d()./ -]{6,}")
#: "Tel.", "E-mail:" before what they name.
_LABEL: Final = re.compile(
    r"(?:t[eéè]l(?:[eéè](?:phone|fono|foon|fone|fon))?|phone|mobile?|m[oó]vil|portable|handy|cellulare|"
    r"telemóvel|telefon(?:nummer)?|e-?mail|mail|whatsapp|contact|contacto|contatto|kontakt)\.?\s*(:?)\s*"
    r"(?=[+(\d]|\S+@)",
    re.IGNORECASE,
)
#: "Claire Martin, 01 23": who answers, before the number.
_WHO: Final = re.compile(r"(?:[^\W\d_]+[ .-]){0,3}[^\W\d_]+, *(?:[+(\d]|\S+@)")
#: A colon that is neither of an address nor of an hour.
_COLON: Final = re.compile(r":(?!//|\d)")


def said(channel: str) -> tuple[str, bool]:
    """A contact with its spaces evened out, and whether it is a sentence of its own.

    What is none completes a sentence that ends with a colon: an address, a number with or without the word
    before it, "by the chat of the platform". It comes without its full stop.
    """
    text = " ".join(channel.split())
    label = _LABEL.match(text)
    if label and label[1]:
        # A colon stands before it already.
        text = text[label.end() :]
    bare = text.rstrip(" .,;:!?…")
    if " " not in bare or _NUMBER.fullmatch(bare) or label or _WHO.match(bare):
        return bare, False
    if text[0].isupper() or _COLON.search(bare):
        return _ended(text[0].upper() + text[1:]), True
    return bare, False


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…" else f"{text.rstrip(' ,;:')}."
