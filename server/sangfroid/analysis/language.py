"""Which of the seven languages a text is written in.

A vote of learnt letter groups and words answers first; where it is not sure, `langdetect`, seeded and told
that only the seven languages exist, is heard as well. "Unknown" is an answer: for texts without words, in
other scripts, and in other languages.
"""

import math
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from sangfroid.analysis.cues.words import MOST_KEPT
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES, UNKNOWN
from sangfroid.domain.review import LanguageGuess

#: The lanes of the vote: the seven languages, and everything else.
LANES = (*LANGUAGES, UNKNOWN)

#: The space that French alone asks for before these marks.
_FRENCH_SPACE = re.compile(r"\w [!?;]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c00-\ua71f\ua800-\ufaff\ufb13-\ufdff\ufe70-\ufeff]")

#: Letters read at first, and at most when these leave a doubt.
FIRST_LOOK, SECOND_LOOK = 36, 600
#: Above this the vote answers alone.
SURE = 0.96
#: Below this `langdetect` is heard. On real reviews it is right less often than the vote, so it only
#: weighs in where the vote is close to a guess.
UNCLEAR = 0.4
#: Below this, after everybody was heard, the answer is "unknown".
DOUBTFUL = 0.34
#: A text is in two languages where a sentence is this surely in the one declared,
SURELY = 0.9
#: has so many letters, and such a share of the letters of the text is in it.
SENTENCE, PART = 8, 0.3
_SENTENCE = re.compile(r"[^.!?;…\n]+[.!?;…]*")
#: What the hint of a page adds to a language, in log-odds.
HINT = 2.0
#: What a French space adds to French, in log-odds: others type it too, but seldom.
SPACED = 2.0
#: How much of langdetect's log-probability counts beside the vote.
JUDGE = 0.25

#: What "unknown" must lead by, in log-odds: names and foreign dishes are strange words in any language.
RESERVE = 2.0

# The weights file writes each weight as one printable character.
_ZERO, _STEP = 80, 0.08
_LANE_BYTES = 3


class Vote:
    """Learnt weights: one number a letter group, which holds all lanes, and what each lane begins with.

    The highest lane counts the groups. Most words come again, and so do their sums.
    """

    def __init__(self, packed: dict[str, int], intercepts: tuple[float, ...]) -> None:
        self.intercepts = intercepts
        self._packed = packed
        self._words: dict[str, int] = {}

    def sum(self, letters: str) -> int:
        """The sum over the known ones of `groups(letters)`, without spelling them out."""
        known, packed = self._words, self._packed
        total, at = 0, 0
        for word in letters.split():
            said = known.get(word)
            if said is None:
                said = self._word(word)
            total += said
            if at:
                # The groups that reach over the space before the word.
                for group in (letters[at - 1 : at + 2], letters[at - 2 : at + 2], letters[at - 1 : at + 3]):
                    if group in packed:
                        total += packed[group]
            at += len(word) + 1
        return total

    def _word(self, word: str) -> int:
        said = sum(filter(None, map(self._packed.get, groups(f" {word} "))))
        if len(self._words) >= MOST_KEPT:
            self._words.clear()
        self._words[word] = said
        return said


def groups(letters: str) -> list[str]:
    """What the vote counts in a text of lower-case words between single spaces."""
    found = [letter for letter in letters if letter > "\x7f"]
    size = len(letters)
    found += [letters[at : at + 2] for at in range(size - 1)]
    found += [letters[at : at + 3] for at in range(size - 2)]
    found += [letters[at : at + 4] for at in range(size - 3)]
    found += [f" {word} " for word in letters.split() if len(word) > 2]
    return found


def letters_of(folded: str, most: int = SECOND_LOOK) -> str:
    """The first words of a folded text, whole, without digits and marks, between single spaces."""
    letters = _NOT_LETTERS.sub(" ", folded[: 2 * most]).strip()
    if len(letters) > most:
        letters = letters[: letters.rfind(" ", 0, most) if " " in letters[:most] else most]
    return f" {letters} "


@cache
def _vote() -> Vote:
    path = resources.files("sangfroid.analysis") / "weights" / "language.txt"
    head, *lines = path.read_text(encoding="utf-8").split("\n")
    packed: dict[str, int] = {}
    spread = bytearray(len(LANES) * _LANE_BYTES)
    once = 1 << 8 * len(spread)
    for line in lines:
        if line:
            spread[::_LANE_BYTES] = line[-len(LANES) :].encode("ascii")
            packed[line[: -len(LANES)]] = once + int.from_bytes(spread, "little")
    return Vote(packed, tuple(float(number) for number in head.split()))


def _scores(letters: str) -> tuple[list[float], int]:
    """The log-odds of each lane, and how many letter groups were known."""
    vote = _vote()
    # One addition per word adds all lanes; lanes are too wide to run over.
    sums = vote.sum(letters).to_bytes((len(LANES) + 1) * _LANE_BYTES, "little")
    lanes = [sums[at] + (sums[at + 1] << 8) + (sums[at + 2] << 16) for at in range(0, len(sums), _LANE_BYTES)]
    known = lanes.pop()
    scores = [
        start + _STEP * (lane - _ZERO * known) for start, lane in zip(vote.intercepts, lanes, strict=True)
    ]
    scores[-1] -= RESERVE
    return scores, known


def _shares(scores: Iterable[float]) -> list[float]:
    scores = list(scores)
    best = max(scores)
    weights = [math.exp(score - best) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def guess(text: NormalizedText, hint: str | None = None) -> LanguageGuess:
    """The language of a text; `hint` is a BCP 47 tag that breaks ties."""
    letters = letters_of(text.folded, FIRST_LOOK)
    strange = 0 if letters.isascii() else len(_OTHER_SCRIPT.findall(letters))
    if len(letters) < 4 or strange * 2 > len(letters):
        return LanguageGuess(UNKNOWN, 0.0)
    scores, known = _scores(letters)
    shares = _shares(scores)
    page = hinted(hint)
    # "Bed and breakfast delizioso" begins in English on an Italian page: then the rest is read as well.
    if max(shares) < SURE or page not in (UNKNOWN, LANES[shares.index(max(shares))]):
        letters = letters_of(text.folded)
        scores, known = _scores(letters)
        # A tie that the page breaks needs no judge: of a word or two `langdetect` knows less than the page.
        tied = page != UNKNOWN and max(scores) - scores[LANES.index(page)] < HINT
        unclear = max(_shares(scores)) < UNCLEAR and not tied
        scores = _heard(scores, letters if unclear else None, page)
        if _FRENCH_SPACE.search(text.plain):
            scores[LANES.index("fr")] += SPACED
        shares = _shares(scores)
    best = max(range(len(LANES)), key=shares.__getitem__)
    if known < 2 or shares[best] < DOUBTFUL:
        return LanguageGuess(UNKNOWN, 0.0)
    return LanguageGuess(LANES[best], round(shares[best], 3))


def answered_in(text: str, heard: str, declared: str | None) -> str:
    """The language to answer a text in: the one `heard`, or the one declared with it where it speaks both.

    `declared` is a BCP 47 tag. Of two languages one review is written in, its own declaration chooses.
    """
    other = hinted(declared)
    if UNKNOWN in (other, heard) or other == heard:
        return heard
    whole = part = 0
    for sentence in _SENTENCE.findall(text[: 2 * SECOND_LOOK]):
        letters = sum(map(str.isalpha, sentence))
        whole += letters
        if letters >= SENTENCE:
            found = guess(NormalizedText(sentence))
            part += letters if found.tag == other and found.confidence >= SURELY else 0
    return other if whole and part >= PART * whole else heard


def _heard(scores: list[float], unclear: str | None, hint: str) -> list[float]:
    """The vote's scores with the page's hint, and with the judge's opinion of an unclear text."""
    opinion = _opinion(unclear) if unclear is not None else {}
    return [
        score
        + (JUDGE * math.log(max(opinion.get(tag, 0.0), 1e-4)) if opinion and tag != UNKNOWN else 0.0)
        + (JUDGE * math.log(0.3) if opinion and tag == UNKNOWN else 0.0)
        + (HINT if tag == hint and tag != UNKNOWN else 0.0)
        for tag, score in zip(LANES, scores, strict=True)
    ]


@cache
def _judge() -> Callable[[], Any]:
    from langdetect import DetectorFactory
    from langdetect.detector_factory import PROFILES_DIRECTORY

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    factory.load_json_profile(
        [(Path(PROFILES_DIRECTORY) / tag).read_text(encoding="utf-8") for tag in LANGUAGES]
    )
    create: Callable[[], Any] = factory.create
    return create


def _opinion(letters: str) -> dict[str, float]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _judge()()
    detector.append(letters)
    try:
        return {answer.lang: answer.prob for answer in detector.get_probabilities()}
    except LangDetectException:
        return {}


def hinted(hint: str | None) -> str:
    """The supported language a BCP 47 tag names, or `und`."""
    primary = (hint or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else UNKNOWN
