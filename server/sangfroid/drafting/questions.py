"""A review that only asks: whether dogs may come, when the house opens. It judges nothing.

A complaint in the shape of a question is none: what begins like a question somebody may answer is one, and
nothing in it may blame.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Final

from pydantic import BaseModel, ConfigDict

from sangfroid.domain.draft import Fact
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Analysis, Level, Review, Situation, ToneLabel
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.own_words import load, pattern

_FILE: Final = "questions.yaml"
#: Characters of a review that only asks, and words of one question.
_LONGEST: Final = 500
_WORDS: Final = 40
#: With fewer stars, as a share of the highest, a question is a reproach.
_FEWEST_STARS: Final = 0.6
_SENTENCE: Final = re.compile(r"[^.!?…\n]+[.!?…]*")
#: What is said louder than a question, and money: "5 euros for water?" asks for nothing.
_LOUD: Final = re.compile(r"[!?]\s*[!?]|\.\.\.|…|[€$£]")
#: Where somebody may ask without judging, and how that sounds: of a question the rest is only guessed.
_SITUATIONS: Final = frozenset({Situation.POSITIVE, Situation.MIXED, Situation.NEGATIVE, Situation.UNCLEAR})
_TONES: Final = frozenset(
    {ToneLabel.NEUTRAL, ToneLabel.SATISFIED, ToneLabel.MIXED, ToneLabel.DISAPPOINTED, ToneLabel.PLAYFUL}
)
#: What the ledger may answer: types of fact, each with the value it must have, if any.
_ANSWERS: Final[Mapping[str, Collection[tuple[str, str | None]]]] = {
    "hours": {("opening_hours", None), ("closed_period", None)},
    "breakfast": {("opening_hours", "breakfast"), ("price_includes", "breakfast")},
    "parking": {("parking_info", None), ("price_includes", "parking")},
    "wifi": {("wifi_info", None), ("price_includes", "wifi")},
    "pool": {("opening_hours", "pool"), ("price_includes", "pool")},
    "price": {("price_includes", None), ("price_displayed", None)},
    "deposit": {("deposit_policy", None)},
    "cancellation": {("cancellation_policy", None)},
    "allergens": {("allergen_info", None)},
    "quiet": {("quiet_hours", None)},
}
#: Asked beside something else, these are asked of it.
_OF_SOMETHING: Final = frozenset({"hours", "price"})


class _Words(BaseModel):
    """Phrases of one language, as in `remarks.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asks: str
    wonders: str
    courtesy: str
    plans: str
    blames: str
    matters: str
    about: dict[str, str]


class _Patterns:
    """The phrases of one language, each list as one pattern."""

    def __init__(self, words: _Words) -> None:
        courtesy = pattern(words.courtesy).pattern
        self.courtesy = re.compile(rf"(?:{courtesy} )+")
        # "E" may join two questions or begin one: "é possível?".
        self.asks, self.wonders, self.plans = (
            re.compile(rf"(?:{courtesy} )*(?:{pattern(entries).pattern})")
            for entries in (words.asks, words.wonders, words.plans)
        )
        self.blames = pattern(words.blames)
        self.matters = pattern(", ".join((words.matters, *words.about.values())))
        self.about = {subject: pattern(entries) for subject, entries in words.about.items()}


@cache
def _patterns(language: str) -> _Patterns:
    return _Patterns(load(_FILE, _Words)[language])


def only_asks(review: Review, analysis: Analysis, language: str) -> bool:
    """Whether a review holds a question to the house, or to whoever reads, and nothing else but courtesy.

    `language` is the one it was heard in.
    """
    text = f"{review.title}\n{review.text}" if review.title else review.text
    if language not in LANGUAGES or len(text) > _LONGEST or _LOUD.search(text):
        return False
    judged = (
        analysis.situation not in _SITUATIONS
        or analysis.tone.label not in _TONES
        or analysis.blackmail.level is not Level.NONE
        or bool(analysis.risks)
    )
    stars = review.rating / review.rating_max if review.rating is not None and review.rating_max else None
    if judged or (stars is not None and stars < _FEWEST_STARS):
        return False
    known = _patterns(language)
    kinds = [
        _kind(sentence, known) for sentence in _SENTENCE.findall(text) if any(map(str.isalpha, sentence))
    ]
    return "question" in kinds and "other" not in kinds


def _kind(sentence: str, known: _Patterns) -> str:
    """Whether a sentence is a `question`, `courtesy`, or any `other`."""
    said = spaced(sentence).lstrip()
    if len(said.split()) > _WORDS or known.blames.search(said):
        return "other"
    if known.courtesy.fullmatch(said):
        return "courtesy"
    marked = sentence.rstrip().endswith("?")
    if known.wonders.match(said) or (marked and known.asks.match(said)):
        # "Is there anybody?" asks for nothing that anybody would answer.
        return "question" if known.matters.search(said) else "other"
    return "courtesy" if not marked and known.plans.match(said) else "other"


def answers(text: str, language: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that answer what a review asks, and what was entered for it in free text."""
    said = spaced(text)
    asked = {subject for subject, words in _patterns(language).about.items() if words.search(said)}
    found = [fact for fact in facts if any(_answers(fact, subject) for subject in asked - _OF_SOMETHING)]
    for subject in sorted(asked & _OF_SOMETHING):
        general = [fact for fact in facts if _answers(fact, subject)]
        # "When is breakfast served?" asks for no other hours, where these are known.
        told = {fact.type for fact in found}
        found += [fact for fact in general if fact not in found and fact.type not in told]
    free = [fact for fact in facts if fact.type is None]
    return [*found, *free]


def _answers(fact: Fact, subject: str) -> bool:
    values = {str(value) for value in fact.values.values()}
    return any(fact.type == kind and (value is None or value in values) for kind, value in _ANSWERS[subject])
