"""What a customer wrote, and what the analysis says of it."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """How a review reached the establishment."""

    REVIEW = "review"
    MESSAGE = "message"
    EMAIL = "email"
    PHONE_NOTE = "phone_note"
    CHAT = "chat"


class Level(StrEnum):
    """How clearly a threat about a review is tied to a demand."""

    NONE = "none"
    SUSPECTED = "suspected"
    EXPLICIT = "explicit"


class Pattern(StrEnum):
    """The way the pressure is put."""

    CONDITIONAL = "conditional"
    DEADLINE = "deadline"
    IMPLIED = "implied"
    RETROACTIVE = "retroactive"
    MASS = "mass"
    EXPOSURE = "exposure"
    ORGANISED = "organised"
    BRIBE = "bribe"
    FALSE_CONTENT = "false_content"


class ToneLabel(StrEnum):
    """The main tone of a review."""

    ENTHUSIASTIC = "enthusiastic"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    MIXED = "mixed"
    DISAPPOINTED = "disappointed"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"
    SARCASTIC = "sarcastic"
    CONTEMPTUOUS = "contemptuous"
    INSULTING = "insulting"
    DISCRIMINATORY = "discriminatory"
    THREATENING = "threatening"
    PROCEDURAL = "procedural"
    INSINUATING = "insinuating"
    DISTRESSED = "distressed"
    PLAYFUL = "playful"


class Situation(StrEnum):
    """What kind of reply is due."""

    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"
    UNFAIR = "unfair"
    NO_MATCHING_STAY = "no_matching_stay"
    PRESSURE = "pressure"
    REFUSED_DEMAND = "refused_demand"
    RETROACTIVE = "retroactive"
    ORGANISED = "organised"
    INSULTING = "insulting"
    DISCRIMINATORY = "discriminatory"
    SAFETY = "safety"
    UNCLEAR = "unclear"


class Risk(StrEnum):
    """What makes a person read before anything is sent."""

    PESTS = "pests"
    FOOD_POISONING = "food_poisoning"
    INJURY = "injury"
    DANGER = "danger"
    THEFT = "theft"
    ASSAULT = "assault"
    DISCRIMINATION = "discrimination"
    CHILD = "child"
    HEALTH = "health"
    LAWYER = "lawyer"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Review:
    """What a customer wrote.

    `rating` counts on a scale that ends at `rating_max`; `language` is a BCP 47 hint.
    """

    text: str
    id: str | None = None
    title: str | None = None
    rating: float | None = None
    rating_max: float = 5
    platform: str | None = None
    channel: Channel = Channel.REVIEW
    author: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """`tag` is one of `LANGUAGES` or `und`; `confidence` runs from 0 to 1."""

    tag: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of Unicode code points of the review's text; `quote` is exactly `text[start:end]`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Tone:
    """How a review sounds.

    `polarity` from -1 to 1, `intensity` from 0 to 1, `evidence` the words that decided,
    `note` a doubt worth saying (praise with one star).
    """

    label: ToneLabel
    polarity: float
    intensity: float
    evidence: tuple["Cue", ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """One finding with its exact span and the id of the rule that made it. `weight` from 0 to 1."""

    kind: str
    start: int
    end: int
    quote: str
    rule: str
    weight: float


@dataclass(frozen=True, slots=True)
class Blackmail:
    """The decision on pressure. `missing` names what would have made it explicit: threat, demand, link."""

    level: Level = Level.NONE
    score: float = 0.0
    pattern: Pattern | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What a passage is about. `polarity` from -1 to 1."""

    name: str
    polarity: float
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A span that identifies somebody. `kind`: phone, email, name, booking_number, room_number, plate, ..."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is read in a review without a model. Offsets count code points of `Review.text`.

    `elsewhere` tells that the review says itself to be of another house.
    """

    language: LanguageGuess
    tone: Tone
    blackmail: Blackmail
    cues: tuple[Cue, ...]
    themes: tuple[Theme, ...]
    personal_data: tuple[PersonalData, ...]
    situation: Situation
    risks: tuple[Risk, ...]
    elsewhere: bool = False
