"""The words and phrases of a language, compiled once into one automaton.

The data stand in `lexicons/<kind>/<language>.yaml`; `lexicons/README.md` says how they are written. All kinds
of a language share an Aho-Corasick automaton, so that a text is read once whatever the number of entries.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from operator import itemgetter
from string import ascii_lowercase
from typing import Annotated, Any, NamedTuple, TypeVar

import ahocorasick
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sangfroid.analysis.text import MARKS_BETWEEN, NormalizedText
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Risk, ToneLabel

_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
#: A run of letters longer than this is no word.
LONGEST_WORD = 60
#: How many scenes of two halves a risk has at most.
MOST_SCENES = 4
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def phrases(entries: str) -> Iterator[str]:
    """The phrases of a text of entries with commas between them; `a|b` stands for either word."""
    for entry in filter(None, map(str.strip, entries.split(","))):
        if "|" in entry:
            open_end = "*" * entry.endswith("*")
            choices = [word.split("|") for word in entry.removesuffix("*").split()]
            yield from (" ".join(words) + open_end for words in product(*choices))
        else:
            yield entry


def _split(value: Any) -> Any:
    return tuple(phrases(value)) if isinstance(value, str) else value


Phrases = Annotated[tuple[str, ...], BeforeValidator(_split)]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Data):
    """Phrases by strength."""

    strong: Phrases
    plain: Phrases
    mild: Phrases


class ToneData(_Data):
    """`lexicons/tone/<language>.yaml`."""

    language: str
    positive: Scale
    negative: Scale
    neutral: Phrases
    negators: Phrases
    intensifiers: Phrases
    diminishers: Phrases
    excess: Phrases
    contrast: Phrases
    labels: dict[ToneLabel, Phrases]


class ThemeData(_Data):
    """`lexicons/themes/<language>.yaml`: the words that name each theme.

    `shared` words name it only where a text speaks of goods and not of a house ("quality", "arrived");
    `other_senses` are phrases in which such a word names none ("next to the lift"). `other_words` are words
    that without their accents would be others: what is salty, "salé", is not dirty, "sale".
    """

    language: str
    themes: dict[str, Phrases]
    shared: dict[str, Phrases]
    other_senses: Phrases
    other_words: Phrases = ()


class Together(_Data):
    """What a scene is told by: a word of `one` near a word of `other`."""

    one: Phrases
    other: Phrases


class RiskPhrases(_Data):
    """What names a risk, or tells of it `together`, and the phrases in which the same words are harmless."""

    fires: Phrases
    harmless: Phrases = ()
    together: Annotated[tuple[Together, ...], Field(max_length=MOST_SCENES)] = ()


class RiskData(_Data):
    """`lexicons/risks/<language>.yaml`.

    `denied` are words before a risk that take it back ("no bedbugs"); `harm` is what makes a risk of a
    sentence that names one of `children`. `overpriced` is what calls a price theft, `diets` are illnesses
    somebody eats by, and `diet_foods` what these may not eat: no incidents, though a risk's words. `animals`
    are those somebody takes to a vet: what befell one is no incident in a contented review.
    """

    language: str
    risks: dict[Risk, RiskPhrases]
    denied: Phrases
    children: Phrases
    harm: Phrases
    overpriced: Phrases
    diets: Phrases
    diet_foods: Phrases
    animals: Phrases


class SituationSigns(_Data):
    """What tells of a situation: a phrase that says it, or a word of `one` near a word of `other`.

    `harmless` phrases hold the same words and tell of something else ("never been disappointed").
    """

    says: Phrases
    one: Phrases
    other: Phrases
    harmless: Phrases


class ElsewhereSigns(_Data):
    """What says that the review is of another house; `harmless` phrases hold the same words."""

    says: Phrases
    harmless: Phrases


class SituationData(_Data):
    """`lexicons/situations/<language>.yaml`: what decides on a situation beside tone and pressure."""

    language: str
    never_came: SituationSigns
    not_theirs: SituationSigns
    demand_refused: SituationSigns
    elsewhere: ElsewhereSigns


class MarkerData(_Data):
    """`lexicons/markers/<language>.yaml`: words that stand before or after what identifies somebody.

    `first_names` are names most people read as a person's; after one of `place_before` they name a place.
    """

    language: str
    staff_before: Phrases
    booking_before: Phrases
    room_before: Phrases
    plate_before: Phrases
    first_names: Phrases
    place_before: Phrases
    common_capitals: Phrases


class Hit(NamedTuple):
    """An entry found in a text. `start` and `end` are folded positions."""

    start: int
    end: int
    name: str
    weight: float
    entry: str


class _Value(NamedTuple):
    """What the automaton keeps for a key: its length, whether the word may go on, its meanings by kind."""

    length: int
    open: bool
    meanings: tuple[tuple[str, str, float], ...]
    entry: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled entries of a language."""

    language: str
    common_capitals: frozenset[str]
    #: In lower case, with their accents.
    first_names: frozenset[str]
    #: Finds the words that keep their accents; None where a language has none.
    accented: re.Pattern[str] | None
    _automaton: Any

    def ordinary(self, word: str) -> bool:
        """Whether a capitalised word is one of the language and not the name of a person."""
        plain = NormalizedText(word).unmarked.strip()
        return plain in self.common_capitals or self._knows(plain)

    def find(self, text: NormalizedText) -> dict[str, list[Hit]]:
        """All entries in a text by kind, in order; of two that overlap the first is kept, then the longer."""
        padded = f" {self._told_apart(text)} "
        raw = self._read(padded, None)
        if "row" in raw:
            raw = self._read(*self._shortened(padded)) | {"row": raw["row"]}
        return {kind: hits if kind in _OVERLAPPING else _longest(hits) for kind, hits in raw.items()}

    def _told_apart(self, text: NormalizedText) -> str:
        """The text without accents and marks, but for the words that keep theirs."""
        read = text.unmarked
        if self.accented is None or text.folded is text.plain:
            return read
        parts: list[str] = []
        at = 0
        for word in self.accented.finditer(text.folded):
            parts += (read[at : word.start()], word[0])
            at = word.end()
        return "".join((*parts, read[at:]))

    def _read(self, padded: str, places: Sequence[int] | None) -> dict[str, list[Hit]]:
        raw: dict[str, list[Hit]] = {}
        # A hit is made for every tenth character: the plain constructor of a tuple takes half the time.
        make = tuple.__new__
        for last, (length, is_open, meanings, entry) in self._automaton.iter(padded):
            start = last - length + 1
            end = padded.find(" ", last) - 1 if is_open else last - 1
            if places is not None:
                start, end = places[start + 1] - 1, places[end + 1] - 1
            for kind, name, weight in meanings:
                hit = make(Hit, (start, end, name, weight, entry))
                if kind in raw:
                    raw[kind].append(hit)
                else:
                    raw[kind] = [hit]
        return raw

    def _shortened(self, padded: str) -> tuple[str, list[int]]:
        """The text with "suuuper" as "super", and where each character, and what follows it, stood."""
        parts: list[str] = []
        places: list[int] = []
        at = 0
        for row in _ELONGATED.finditer(padded):
            if row.start() < at:
                continue
            first, last = padded.rfind(" ", 0, row.start()) + 1, padded.find(" ", row.end())
            if last - first > LONGEST_WORD:
                continue
            word = padded[first:last]
            for letters in (1, 2):
                short = _ELONGATED.sub(r"\1" * letters, word)
                if self._knows(short):
                    parts += (padded[at:first], short)
                    places += range(at, first)
                    # The first letters stand where they stood, the last one takes the rest of the word.
                    places += range(first, first + len(short))
                    at = last
                    break
        parts.append(padded[at:])
        places += range(at, len(padded) + 1)
        return "".join(parts), places

    def _knows(self, word: str) -> bool:
        return any(
            (value.length == len(word) + 2 or value.open)
            and any(kind not in _OF_PEOPLE for kind, _, _ in value.meanings)
            for _, value in self._automaton.iter(f" {word} ")
        )


_BEGINNING = itemgetter(0)


def _longest(hits: list[Hit]) -> list[Hit]:
    if len(hits) == 1:
        return hits
    # They are found in the order of their ends. Of two that begin and end with the same words ("sangr*",
    # "sangria*") the longer is found later.
    hits.reverse()
    hits.sort(key=_BEGINNING)
    kept: list[Hit] = []
    reached = -1
    for hit in hits:
        if hit.start >= reached:
            kept.append(hit)
            reached = hit.end
    return kept


_Model = TypeVar("_Model", bound=BaseModel)


def scene_kind(risk: Risk, number: int, half: str) -> str:
    """The kind of the hits that are one half of a scene."""
    return f"{risk.value} {number} {half}"


#: The two halves of what is told together.
HALVES = ("one", "other")
#: The kinds of the hits that are halves of scenes.
_SCENES = frozenset(
    scene_kind(risk, number, half) for risk in Risk for number in range(MOST_SCENES) for half in HALVES
)
#: Kinds that say nothing of whether a word is an ordinary one (they hold names of people, too), and kinds of
#: which every hit counts, also one in another.
_OF_PEOPLE = _SCENES | {"first_names"}
_OVERLAPPING = _SCENES | {"label"}
#: The weight of a word that names its theme only where no house is spoken of.
SHARED = 0.5
#: The name of an entry that keeps words inside it from naming a theme.
NO_THEME = "none"
#: Stands for a mark after a word in an entry: "sorry_ wrong hotel" finds "sorry, wrong hotel".
MARK = "_"
_STRENGTH = {"strong": 3.0, "plain": 2.0, "mild": 1.0}


@cache
def lexicon(language: str) -> Lexicon:
    """The entries of one of the seven languages; loaded on first use.

    Raises `InvalidData` when a file does not fit its schema.
    """
    tone = _checked(ToneData, "tone", language)
    themes = _checked(ThemeData, "themes", language)
    risks = _checked(RiskData, "risks", language)
    situations = _checked(SituationData, "situations", language)
    markers = _checked(MarkerData, "markers", language)
    keys: dict[tuple[str, bool], dict[tuple[str, str], float]] = {}
    accented = {NormalizedText(word).plain: word for word in themes.other_words}

    def add(phrases: Iterable[str], kind: str, name: str, weight: float = 1.0) -> None:
        for phrase in phrases:
            bare = phrase.removesuffix("*")
            for folded in spellings(bare, accented):
                # A mark after a word leaves a space of its own in the text.
                parts = (" ".join(MARKS_BETWEEN.sub(" ", part).split()) for part in folded.split(MARK))
                key = ("  ".join(parts), phrase.endswith("*"))
                keys.setdefault(key, {}).setdefault((kind, name), weight)

    # The first meaning given to an entry is kept: function words before judgements, strong before mild.
    for name in ("neutral", "negators", "intensifiers", "diminishers", "excess", "contrast"):
        add(getattr(tone, name), "tone", name)
    for sign, scale in ((1.0, tone.positive), (-1.0, tone.negative)):
        for strength, weight in _STRENGTH.items():
            add(getattr(scale, strength), "tone", "polar", sign * weight)
    for label, phrases in tone.labels.items():
        add(phrases, "label", label.value)
    for theme, phrases in themes.themes.items():
        add(phrases, "theme", theme)
    for theme, phrases in themes.shared.items():
        add(phrases, "theme", theme, SHARED)
    add(themes.other_senses, "theme", NO_THEME, 0.0)
    for risk, named in risks.risks.items():
        add(named.fires, "risk", risk.value)
        add(named.harmless, "risk", "harmless", 0.0)
        for number, scene in enumerate(named.together):
            for half in HALVES:
                add(getattr(scene, half), scene_kind(risk, number, half), risk.value)
    for name in ("denied", "children", "harm", "overpriced", "diets", "diet_foods", "animals"):
        add(getattr(risks, name), name, name)
    for situation in ("never_came", "not_theirs", "demand_refused", "elsewhere"):
        for name, phrases in getattr(situations, situation):
            add(phrases, situation, name)
    for name in (
        *("staff_before", "booking_before", "room_before", "plate_before"),
        *("first_names", "place_before"),
    ):
        add(getattr(markers, name), name, name)

    automaton = ahocorasick.Automaton()
    for (words, is_open), meanings in keys.items():
        if not words:
            raise InvalidData(f"An entry of the {language} lexicon is empty.")
        one: dict[str, tuple[str, str, float]] = {}
        for (kind, name), given in meanings.items():
            # "super" emphasises what follows, and praises where nothing does.
            weight = meanings.get(("tone", "polar"), 0.0) if name == "intensifiers" else given
            if kind == "label" or kind not in one:
                one[kind if kind != "label" else name] = (kind, name, weight)
        key = f" {words}" if is_open else f" {words} "
        automaton.add_word(key, _Value(len(key), is_open, tuple(one.values()), words + "*" * is_open))
    for letter in ascii_lowercase:
        # Found in the same pass: the letters of "sooo".
        automaton.add_word(3 * letter, _Value(3, False, (("row", "row", 0.0),), 3 * letter))
    automaton.make_automaton()
    names = frozenset(name.casefold() for name in markers.first_names)
    kept = re.compile(rf"\b(?:{'|'.join(themes.other_words)})\b") if themes.other_words else None
    return Lexicon(language, frozenset(markers.common_capitals), names, kept, automaton)


def spellings(entry: str, accented: Mapping[str, str]) -> list[str]:
    """An entry as it is looked for: without accents, but for the words of `accented`, by how they look bare.

    Among other words one of them may stand without its accent in the list, and in a review.
    """
    if entry.isascii() and not accented:
        return [entry.lower()]
    text = NormalizedText(entry)
    told, plain = text.folded.split(" "), text.plain.split(" ")
    exact = [word if word in accented.values() else bare for word, bare in zip(told, plain, strict=True)]
    if len(plain) == 1 or accented.keys().isdisjoint(plain):
        return [" ".join(exact)]
    spelt = [" ".join(plain), " ".join(accented.get(bare, bare) for bare in plain)]
    return list(dict.fromkeys(spelt))


def _read(kind: str, language: str) -> Mapping[str, Any]:
    path = resources.files("sangfroid.analysis") / "lexicons" / kind / f"{language}.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader in C
    return data if isinstance(data, dict) else {}


def _checked(model: type[_Model], kind: str, language: str) -> _Model:
    try:
        return model.model_validate(_read(kind, language))
    except ValidationError as error:
        raise InvalidData(f"lexicons/{kind}/{language}.yaml: {error}") from error
