"""What makes a person read before anything is sent."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sangfroid.analysis.lexicon import Hit
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Cue, Risk

_BREAK = re.compile(r"[.!?;:,…()\n]")
#: How far before a risk its denial may stand ("no bedbugs", "never saw any mice"), in characters.
_REACH = 14
# A child or an illness in a contented review is a circumstance, not an incident.
_CIRCUMSTANTIAL = {Risk.CHILD, Risk.HEALTH}


@dataclass(frozen=True, slots=True)
class Risks:
    """The risks named in a text, each once, and the words that name them."""

    risks: tuple[Risk, ...] = ()
    cues: tuple[Cue, ...] = ()


def find(text: NormalizedText, hits: Mapping[str, Sequence[Hit]], polarity: float) -> Risks:
    """The risks a review speaks of. Idioms and denials are left out; `polarity` is that of the review."""
    denials = hits.get("denied", ())
    named = [
        hit for hit in hits.get("risk", ()) if hit.name != "harmless" and not _denied(text, hit, denials)
    ]
    risks = {Risk(hit.name) for hit in named}
    if polarity > 0.2 and risks <= _CIRCUMSTANTIAL:
        return Risks()
    cues = []
    for hit in named[:50]:
        start, end = text.span(hit.start, hit.end)
        rule = f"risk.{hit.name}"
        cues.append(Cue(rule, start, end, text.original[start:end], rule, 1.0))
    return Risks(tuple(risk for risk in Risk if risk in risks), tuple(cues))


def _denied(text: NormalizedText, hit: Hit, denials: Sequence[Hit]) -> bool:
    """Whether the nearest denial before a risk reaches it."""
    before = bisect_right(denials, hit.start, key=_end)
    if not before:
        return False
    end = denials[before - 1].end
    return hit.start - end <= _REACH and not _BREAK.search(text.plain, end, hit.start)


def _end(hit: Hit) -> int:
    return hit.end
