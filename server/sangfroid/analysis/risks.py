"""What makes a person read before anything is sent."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sangfroid.analysis.lexicon import MOST_SCENES, Hit, scene_kind
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Cue, Risk, ToneLabel

_BREAK = re.compile(r"[.!?;:,…()\n]")
#: How far before a risk its denial may stand ("no bedbugs", "never saw any mice"), in characters.
_REACH = 14
# A child or an illness in a contented review is a circumstance, not an incident.
_CIRCUMSTANTIAL = {Risk.CHILD, Risk.HEALTH}
# What befalls a child when its sentence says so.
_BEFALLS = {Risk.INJURY, Risk.HEALTH, Risk.FOOD_POISONING, Risk.ASSAULT}
_SENTENCE_END = re.compile(r"[.!?\n][.!?\s]*")
#: Above this polarity a review is contented.
_CONTENTED = 0.2
#: How far apart the halves of a scene, or a child and a harm, may stand, in characters.
_NEAR = 110
_SCENES = tuple(
    (risk, scene_kind(risk, number, "one"), scene_kind(risk, number, "other"))
    for risk in Risk
    for number in range(MOST_SCENES)
)
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
    how the house treats anybody; nor does what a contented reviewer's dog was brought for.
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
    if polarity > _CONTENTED:
        animals = hits.get("animals", ())[:_MOST]
        # An animal was ill before it came; hurt, it may have been by the house.
        named = [
            hit for hit in named if not (hit.name == Risk.FOOD_POISONING and _near_any(text, hit, animals))
        ]
    harmed = _harmed_children(text, hits, named)
    if harmed and not any(hit.name == Risk.CHILD for hit in named):
        named.extend(harmed)
    if polarity <= _CONTENTED:
        told = {hit.name for hit in named}
        denied = {hit.name for hit in hits.get("risk", ()) if _denied(text, hit, denials)}
        named.extend(hit for hit in _scenes(text, hits, own) if hit.name not in told | denied)
    risks = {Risk(hit.name) for hit in named}
    if polarity > _CONTENTED and risks <= _CIRCUMSTANTIAL:
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
    idioms = _idioms(hits)
    harms = [hit for hit in named if hit.name in _BEFALLS][:_MOST]
    harms += [
        hit for hit in hits.get("harm", ())[:_MOST] if not any(_overlap(hit, idiom) for idiom in idioms)
    ]
    for harm in harms:
        if _near_any(text, harm, children):
            return [harm._replace(name=Risk.CHILD.value)]
    return []


def _scenes(text: NormalizedText, hits: Mapping[str, Sequence[Hit]], own: Sequence[Hit]) -> list[Hit]:
    """The first scene that tells of each risk: "my ring lay on the table, afterwards it was gone".

    `own` is the reviewer's own contempt, of which no scene of discrimination is made.
    """
    found: dict[str, Hit] = {}
    told = [scene for scene in _SCENES if scene[1] in hits and scene[2] in hits]
    idioms = _idioms(hits) if told else []
    for risk, one, other in told:
        if risk in found:
            continue
        apart = [*idioms, *own] if risk is Risk.DISCRIMINATION else idioms
        things, events = (
            [hit for hit in hits[half][:_MOST] if not any(_overlap(hit, idiom) for idiom in apart)]
            for half in (one, other)
        )
        events = [hit for hit in events if not _denied(text, hit, hits.get("denied", ()))]
        # What may hurt is told in one breath; what is gone, often in the next.
        most_ends = 0 if risk is Risk.DANGER else 1
        for thing, event in product(things, events):
            if not _overlap(thing, event) and _beside(text, thing, event, most_ends):
                first, second = sorted((thing, event))
                found[risk] = Hit(first.start, second.end, risk.value, 1.0, event.entry)
                break
    return list(found.values())


def _idioms(hits: Mapping[str, Sequence[Hit]]) -> list[Hit]:
    return [hit for hit in hits.get("risk", ()) if hit.name == "harmless"][:_MOST]


def _beside(text: NormalizedText, one: Hit, other: Hit, most_ends: int) -> bool:
    """Whether two entries stand near, with so many ends of sentences between them at most."""
    first, second = sorted((one, other))
    if second.start - first.end > _NEAR:
        return False
    return len(_SENTENCE_END.findall(text.plain, first.end, max(first.end, second.start))) <= most_ends


def _near_any(text: NormalizedText, one: Hit, others: Sequence[Hit]) -> bool:
    """Whether an entry stands near any of the others, in its sentence."""
    return any(_beside(text, one, other, 0) for other in others)


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
