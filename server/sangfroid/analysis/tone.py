"""How a review sounds: label, polarity and intensity, with the words that decided."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sangfroid.analysis.lexicon import Hit
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Cue, Review, Tone, ToneLabel

# A clause ends here: what stands before does not negate what stands after.
_BREAK = re.compile(r"[.!?;:,…()\n\"]")
_EMOJI = re.compile(r"[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff]|[:;=]-?[)(dp/|]|<3|\^\^")
# One class, so that texts without any are passed over quickly.
_MAY_SMILE = re.compile(r"[\u2600-\u27bf\u2b50-\U0001faff:;=<^]")
_EMOJI_WEIGHT = {
    **dict.fromkeys(
        "😀😃😄😁😊🙂☺😍🥰😘🤩😋🤤👍👌👏🙌💪💯❤💕💖💗💓💞💘💛💙💚💜🧡🤗😇🥳🎉✨🌟⭐🔥🏆💐🌹😎🙏", 2.0
    ),
    **dict.fromkeys("😡🤬😠👎🤮🤢💩😤😾🖕", -3.0),
    **dict.fromkeys("😞😔😟🙁☹😢😭😩😫😒🙄😑😕😖😣💔😷🤒😨😱🪳🐀🚫❌", -2.0),
    **dict.fromkeys("😐🤔😬😳", -0.7),
    **dict.fromkeys((":)", ":-)", "=)", ":D", ":-D", ";)", ";-)", "<3", "^^", ":P"), 1.5),
    **dict.fromkeys((":(", ":-(", "=(", ":/", ":-/", ":|"), -1.5),
}
_LAUGH = re.compile(r"[😂🤣😜😝😉🤪😅]|;-?\)")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{3,}\b")
# Two in a row are quick to look for, and most texts have none.
_MAY_SHOUT = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ]")

#: People praise out of politeness and complain for a reason: a complaint weighs a little more.
COMPLAINT = 1.2
#: How far a negator reaches, in characters of the folded text.
_REACH = 28
#: How near a negator turns a complaint into praise.
ADJACENT = 9
#: Beginnings of words, in every language, that are modest and no fault where "but" leads from them to praise.
_MODEST = (
    *(
        "petit",
        "simple",
        "modest",
        "basique",
        "rustique",
        "small",
        "little",
        "tiny",
        "basic",
        "klein",
        "schlicht",
    ),
    *("einfach", "pequen", "sencill", "piccol", "semplic", "eenvoudig", "bescheiden", "rustic"),
)
#: What is left of such a word's complaint there.
_HARDLY = 0.3
#: What a text without a judging word is worth: most reviews praise.
PRIOR = 0.4
_LENIENT = 0.35
#: From how much praise for each of its words on a text is praise, whatever its stars (a plain word is 2).
_PRAISE_PER_WORD = 0.2


class Voice(NamedTuple):
    """One judging word with the value its surroundings give it. `start` and `end` are folded positions."""

    start: int
    end: int
    value: float
    entry: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """The tone, and the judging words it was made from."""

    tone: Tone
    voices: tuple[Voice, ...]


def hear(
    text: NormalizedText,
    tone_hits: Sequence[Hit],
    label_hits: Sequence[Hit],
    review: Review,
    title: Sequence[float] = (),
    elongated: bool = False,
) -> Hearing:
    """The tone of a review from its words; a rating is one more signal, never the only one.

    `title` holds the values `judgements` finds in the title, which speaks for the whole; `elongated`
    says that a letter is written in a row ("sooo").
    """
    voices = _voices(text, tone_hits)
    values = [*title, *(voice.value for voice in voices)]
    good = sum(value for value in values if value > 0)
    bad = -sum(value for value in values if value < 0)
    polarity = math.tanh((PRIOR + good - COMPLAINT * bad) / 4)
    strength = _strength(review.text, voices, elongated)
    label, evidence, note, polarity = _label(text, voices, label_hits, polarity, good, bad, strength, review)
    return Hearing(Tone(label, round(polarity, 3), round(strength, 3), evidence, note), tuple(voices))


def judgements(text: NormalizedText, tone_hits: Sequence[Hit]) -> tuple[float, ...]:
    """The value of each judging word of a text."""
    return tuple(voice.value for voice in _voices(text, tone_hits))


def _voices(text: NormalizedText, hits: Sequence[Hit]) -> list[Voice]:
    plain = text.plain
    voices: list[Voice] = []
    negator: Hit | None = None
    boost = 1.0
    boost_end = -9
    excess: Hit | None = None
    count = len(hits)
    answered = -1
    for at, hit in enumerate(hits):
        name = hit.name
        if at == answered:
            continue
        if name == "polar":
            value = hit.weight
            if hit.start - boost_end <= 2:
                value *= boost
            if excess is not None:
                if hit.start - excess.end <= 2:
                    # "trop bon" praises, "trop cuit" does not.
                    value *= 1.3
                    excess = None
                else:
                    voices.append(Voice(excess.start, excess.end, -1.2, excess.entry))
                    excess = None
            if negator is not None:
                if hit.start - negator.end <= _REACH and not _BREAK.search(plain, negator.end, hit.start):
                    if value > 0:
                        value *= -0.7
                    elif hit.start - negator.end <= ADJACENT:
                        # "no problem", "not bad"; but "never had such bad food" stays a complaint.
                        value *= -0.45
                    voices.append(Voice(negator.start, hit.end, value, f"{negator.entry} {hit.entry}"))
                    negator = None
                    continue
                voices.append(Voice(negator.start, negator.end, -0.6, negator.entry))
                negator = None
            elif at + 1 < count and _asked_and_denied(plain, hit, hits[at + 1]):
                answered = at + 1
                denial = hits[answered]
                value *= -0.7 if value > 0 else -0.45
                voices.append(Voice(hit.start, denial.end, value, f"{hit.entry} {denial.entry}"))
                continue
            elif value > 0 and at + 1 < count and _denied_after(plain, hit, hits[at + 1]):
                value = -0.7 * value
            voices.append(Voice(hit.start, hit.end, value, hit.entry))
        elif name == "negators":
            if negator is not None and (
                hit.start - negator.end > _REACH or _BREAK.search(plain, negator.end, hit.start)
            ):
                voices.append(Voice(negator.start, negator.end, -0.6, negator.entry))
            negator = hit
        elif name == "intensifiers":
            boost, boost_end = 1.35, hit.end
            # Where a comma follows, nothing is emphasised: "Schnitt super, nur teuer" praises.
            follows = at + 1 < count and plain[hit.end : hits[at + 1].start] in ("", " ")
            if hit.weight and not follows:
                voices.append(Voice(hit.start, hit.end, hit.weight, hit.entry))
        elif name == "diminishers":
            boost, boost_end = 0.6, hit.end
        elif name == "excess":
            if excess is not None:
                voices.append(Voice(excess.start, excess.end, -1.2, excess.entry))
            excess = hit
        elif name == "contrast":
            negator = None
            if _modest(plain, voices, hit, hits[at + 1 : at + 3]):
                voices[-1] = voices[-1]._replace(value=_HARDLY * voices[-1].value)
                continue
            voices.append(Voice(hit.start, hit.end, -0.5, hit.entry))
    if negator is not None:
        voices.append(Voice(negator.start, negator.end, -0.6, negator.entry))
    if excess is not None:
        voices.append(Voice(excess.start, excess.end, -1.2, excess.entry))
    if _MAY_SMILE.search(plain):
        for face in _EMOJI.finditer(text.folded):
            weight = _EMOJI_WEIGHT.get(face[0].replace("d", "D").replace("p", "P"), 0.0)
            if weight:
                voices.append(Voice(face.start(), face.end(), weight, face[0]))
    return voices


def _modest(plain: str, voices: Sequence[Voice], contrast: Hit, following: Sequence[Hit]) -> bool:
    """Whether a contrast joins a modest word to praise of the same: "small, but fine" is no complaint."""
    last = voices[-1] if voices else None
    if last is None or last.value >= 0 or not last.entry.startswith(_MODEST):
        return False
    praise = next((hit for hit in following if hit.name != "intensifiers"), None)
    if praise is None or praise.name != "polar" or praise.weight <= 0:
        return False
    apart = plain[last.end : contrast.start], plain[contrast.end : praise.start]
    return not apart[0].strip(" ,") and len(apart[1]) <= _REACH // 2 and not _BREAK.search(apart[1])


def _asked_and_denied(plain: str, hit: Hit, following: Hit) -> bool:
    """Whether a word is asked for and denied at once: "Clean? No."."""
    return following.name == "negators" and plain[hit.end : following.start].strip() == "?"


def _denied_after(plain: str, hit: Hit, following: Hit) -> bool:
    """Whether a negation closes the clause ("schmeckt mir nicht", "werkt niet")."""
    if following.name != "negators" or following.start - hit.end > 12:
        return False
    if _BREAK.search(plain, hit.end, following.start):
        return False
    return (
        following.end >= len(plain) or plain[following.end] in ".!?,;:…\n" or following.end + 1 >= len(plain)
    )


def _strength(text: str, voices: Sequence[Voice], elongated: bool) -> float:
    """How loud a review is: strong words, capitals, exclamation marks, rows of letters."""
    if not voices:
        loud = 0.0
    else:
        mean = sum(min(abs(voice.value), 4.5) for voice in voices) / len(voices)
        loud = 0.2 * mean + 0.02 * min(len(voices), 5)
    loud += 0.05 * min(text.count("!"), 6) + (0.08 if elongated else 0.0)
    if text.isupper() and len(text) > 12:
        loud += 0.15
    elif _MAY_SHOUT.search(text, 0, 5000):
        loud += 0.04 * min(len(_CAPITALS.findall(text[:5000])), 4)
    return min(1.0, loud)


def _label(
    text: NormalizedText,
    voices: Sequence[Voice],
    label_hits: Sequence[Hit],
    heard: float,
    good: float,
    bad: float,
    strength: float,
    review: Review,
) -> tuple[ToneLabel, tuple[Cue, ...], str | None, float]:
    """The main tone, asked in the order of what must not be overlooked; then evidence, doubt and polarity."""
    found: dict[ToneLabel, list[Hit]] = {}
    for hit in label_hits:
        found.setdefault(ToneLabel(hit.name), []).append(hit)
    stars = stars_of(review)
    polarity = heard if stars is None else (0.55 * heard + 0.45 * stars if voices else stars)
    note = None
    # A long account of what went wrong may hold a kind word, and no word of blame that is known.
    if (
        stars is not None
        and stars <= -0.5
        and heard >= _LENIENT
        and good > 2 * bad
        and good >= _PRAISE_PER_WORD * len(text.plain.split())
    ):
        note = "praise with a very low rating: sarcasm, or a mistake in the stars"
    elif stars is not None and stars >= 0.5 and heard <= -0.5 and bad > 2 * good:
        note = "complaint with a high rating: a mistake in the stars is possible"
        polarity = 0.8 * heard + 0.2 * stars
    label = _choose(text, voices, found, polarity, good, bad, strength, note, review.text)
    return label, _evidence(text, label, voices, found), note, polarity


def stars_of(review: Review) -> float | None:
    """Where the rating stands between the lowest, -1, and the highest, 1; None without one."""
    if review.rating is None or not review.rating_max > 1 or not math.isfinite(review.rating):
        return None
    return max(-1.0, min(1.0, 2 * (review.rating - 1) / (review.rating_max - 1) - 1))


def _choose(
    text: NormalizedText,
    voices: Sequence[Voice],
    found: dict[ToneLabel, list[Hit]],
    polarity: float,
    good: float,
    bad: float,
    strength: float,
    note: str | None,
    original: str,
) -> ToneLabel:
    def count(label: ToneLabel) -> int:
        return len(found.get(label, ()))

    if count(ToneLabel.DISCRIMINATORY):
        return ToneLabel.DISCRIMINATORY
    if count(ToneLabel.THREATENING):
        joking = polarity > 0 and (count(ToneLabel.PLAYFUL) or _LAUGH.search(original))
        if not joking:
            return ToneLabel.THREATENING
    if count(ToneLabel.INSULTING) and polarity < 0.5:
        return ToneLabel.INSULTING
    if count(ToneLabel.PROCEDURAL) >= 2 and polarity < 0.6:
        return ToneLabel.PROCEDURAL
    if note and note.startswith("praise"):
        return ToneLabel.SARCASTIC
    if count(ToneLabel.PLAYFUL) and polarity > 0.1:
        return ToneLabel.PLAYFUL
    if (
        polarity < 0.5
        and bad > 0.5
        and (count(ToneLabel.SARCASTIC) or _quoted_praise(text, voices, good, bad))
    ):
        return ToneLabel.SARCASTIC
    if count(ToneLabel.DISTRESSED) and (
        polarity < -0.2 or (count(ToneLabel.DISTRESSED) >= 2 and polarity < 0.3)
    ):
        return ToneLabel.DISTRESSED
    if count(ToneLabel.CONTEMPTUOUS) and polarity < -0.1:
        return ToneLabel.CONTEMPTUOUS
    if count(ToneLabel.INSINUATING) >= 2 or (count(ToneLabel.INSINUATING) and -0.6 < polarity < 0.6):
        return ToneLabel.INSINUATING
    if min(good, bad) >= 2.0 and min(good, bad) >= 0.4 * max(good, bad) and abs(polarity) < 0.8:
        return ToneLabel.MIXED
    if polarity > 0.15:
        delighted = strength >= 0.62 or (count(ToneLabel.ENTHUSIASTIC) >= 2 and strength >= 0.45)
        return ToneLabel.ENTHUSIASTIC if delighted and polarity > 0.5 else ToneLabel.SATISFIED
    if polarity < -0.15:
        return _displeasure(
            count(ToneLabel.ANGRY), count(ToneLabel.FRUSTRATED), count(ToneLabel.DISAPPOINTED), strength
        )
    return ToneLabel.MIXED if good >= 2 and bad >= 2 else ToneLabel.NEUTRAL


def _displeasure(angry: int, frustrated: int, disappointed: int, strength: float) -> ToneLabel:
    if frustrated >= 2 or (frustrated and frustrated >= angry):
        return ToneLabel.FRUSTRATED
    if angry and (strength >= 0.35 or angry > disappointed):
        return ToneLabel.ANGRY
    if disappointed:
        return ToneLabel.DISAPPOINTED
    return ToneLabel.ANGRY if strength >= 0.7 else ToneLabel.DISAPPOINTED


def _quoted_praise(text: NormalizedText, voices: Sequence[Voice], good: float, bad: float) -> bool:
    """A word of praise between quotation marks in a complaint ("a "luxury" hotel")."""
    if bad < good:
        return False
    plain = text.plain
    return any(
        voice.value > 0
        and plain[voice.start - 1 : voice.start] == '"'
        and plain[voice.end : voice.end + 1] == '"'
        for voice in voices
    )


_PRAISE = {ToneLabel.ENTHUSIASTIC, ToneLabel.SATISFIED, ToneLabel.PLAYFUL}


def _evidence(
    text: NormalizedText, label: ToneLabel, voices: Sequence[Voice], found: dict[ToneLabel, list[Hit]]
) -> tuple[Cue, ...]:
    """At most six words or phrases that decided, in the order of the text."""
    rule = f"tone.{label.value}"
    spans: list[tuple[int, int, float]] = [(hit.start, hit.end, 1.0) for hit in found.get(label, ())[:6]]
    if label is ToneLabel.NEUTRAL:
        return ()
    if len(spans) < 3:
        wanted = 1 if label in _PRAISE else -1
        suiting = [
            v for v in voices if v.value * wanted > 0 or label in (ToneLabel.MIXED, ToneLabel.SARCASTIC)
        ]
        suiting.sort(key=lambda voice: -abs(voice.value))
        spans += [(v.start, v.end, min(1.0, abs(v.value) / 4)) for v in suiting[:6]]
    chosen: list[tuple[int, int, float]] = []
    for span in spans:
        for other in chosen:
            if span[0] < other[1] and other[0] < span[1]:
                break
        else:
            chosen.append(span)
    cues = []
    for start, end, weight in sorted(chosen[:6]):
        first, last = text.span(start, end)
        cues.append(Cue(rule, first, last, text.original[first:last], rule, round(weight, 2)))
    return tuple(cues)
