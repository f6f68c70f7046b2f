"""Signals of pressure: a threat about a review, a demand for an advantage, and a link between the two."""

from sangfroid.analysis.cues.lexicon import LANGUAGES, Hit, Reading, lexicon
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Blackmail, Cue, Level, Pattern, Review

_THREAT = {"will_write", "remove", "worsen", "harm", "silence"}
_REVIEW = {"review", "star", "platform", "social", "low"}
_DEMAND = {"refund", "discount", "free", "gesture", "waive", "upgrade", "voucher"}
_LINK = {"if", "unless", "otherwise", "or", "exchange", "until", "deadline", "choice"}
_CLEAN = {"nothing_asked", "deny", "accused", "withdraw", "rights", "business", "third", "received", "repair"}


def find(text: NormalizedText, language: str, review: Review) -> tuple[tuple[Cue, ...], Blackmail]:
    """The cues of a text with their exact spans, and the decision they lead to."""
    if language not in LANGUAGES:
        return (), Blackmail()
    reading = lexicon(language).read(text)
    slots = {hit.slot for hit in reading.hits}
    if slots & _CLEAN or not (slots & _THREAT and slots & _REVIEW and slots & _DEMAND):
        return (), Blackmail()
    cues = tuple(
        _cue(text, reading, hit, kind)
        for kind, names in (("threat", _THREAT), ("demand", _DEMAND), ("link", _LINK))
        for hit in reading.hits
        if hit.slot in names
    )
    if not slots & {"otherwise", "exchange", "unless", "choice"}:
        return (), Blackmail(missing=("link",))
    return cues, Blackmail(Level.EXPLICIT, 0.8, Pattern.CONDITIONAL)


def _cue(text: NormalizedText, reading: Reading, hit: Hit, kind: str) -> Cue:
    start, end = text.span(reading.units[hit.first].start, reading.units[hit.last].end)
    return Cue(kind, start, end, text.original[start:end], f"cues.{hit.slot}", 0.5)
