"""What makes a person read before anything is sent."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sangfroid.analysis.lexicon import Hit
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Cue, Risk, ToneLabel

_BREAK = re.compile(r"[.!?;:,…()\n]")
#: How far before a risk its denial may stand ("no bedbugs", "never saw any mice"), in characters.
_REACH = 14
# A child or an illness in a contented review is a circumstance, not an incident.
_CIRCUMSTANTIAL = {Risk.CHILD, Risk.HEALTH}
# What befalls a child when its sentence says so.
_BEFALLS = {Risk.INJURY, Risk.HEALTH, Risk.FOOD_POISONING, Risk.ASSAULT}
_SENTENCE_END = re.compile(r"[.!?\n]")
#: How far apart a child and a harm may stand, in characters.
_NEAR = 80
#: Children, idioms, harms and words of contempt looked at.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Risks:
    """The risks named in a text, each once, and the words that name them."""

    risks: tuple[Risk, ...] = ()
    cues: tuple[Cue, ...] = ()


def find(text: NormalizedText, hits: Mapping[str, Sequence[Hit]], polarity: float) -> Risks:
    """The risks a review speaks of; `polarity` is its own.

    Idioms and denials are left out, and so is the reviewer's own contempt: "full of gypsies" says nothing of
    how the house treats anybody.
    """
    denials = hits.get("denied", ())
    own = [hit for hit in hits.get("label", ()) if hit.name == ToneLabel.DISCRIMINATORY][:_MOST]
    named = [
        hit
        for hit in hits.get("risk", ())
        if hit.name != "harmless"
        and not _denied(text, hit, denials)
        and not (hit.name == Risk.DISCRIMINATION and any(_overlap(hit, words) for words in own))
    ]
    harmed = _harmed_children(text, hits, named)
    if harmed and not any(hit.name == Risk.CHILD for hit in named):
        named.extend(harmed)
    risks = {Risk(hit.name) for hit in named}
    if polarity > 0.2 and risks <= _CIRCUMSTANTIAL:
        return Risks()
    cues = []
    for hit in named[:50]:
        start, end = text.span(hit.start, hit.end)
        rule = f"risk.{hit.name}"
        cues.append(Cue(rule, start, end, text.original[start:end], rule, 1.0))
    return Risks(tuple(risk for risk in Risk if risk in risks), tuple(cues))


def _harmed_children(
    text: NormalizedText, hits: Mapping[str, Sequence[Hit]], named: Sequence[Hit]
) -> list[Hit]:
    """The first harm that stands in one sentence with a child, as a risk to a child."""
    # A text of a megabyte names as many children as it likes.
    children = hits.get("children", ())[:_MOST]
    if not children:
        return []
    idioms = [hit for hit in hits.get("risk", ()) if hit.name == "harmless"][:_MOST]
    harms = [hit for hit in named if hit.name in _BEFALLS][:_MOST]
    for hit in hits.get("harm", ())[:_MOST]:
        if not any(_overlap(hit, idiom) for idiom in idioms):
            harms.append(hit)
    for harm in harms:
        for child in children:
            first, second = sorted((harm, child))
            if second.start - first.end <= _NEAR and not _SENTENCE_END.search(
                text.plain, first.end, max(first.end, second.start)
            ):
                return [harm._replace(name=Risk.CHILD.value)]
    return []


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _denied(text: NormalizedText, hit: Hit, denials: Sequence[Hit]) -> bool:
    """Whether the nearest denial before a risk reaches it."""
    before = bisect_right(denials, hit.start, key=_end)
    if not before:
        return False
    end = denials[before - 1].end
    return hit.start - end <= _REACH and not _BREAK.search(text.plain, end, hit.start)


def _end(hit: Hit) -> int:
    return hit.end
