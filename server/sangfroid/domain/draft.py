"""What is proposed in answer to a review, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Audience(StrEnum):
    """Who reads the text: everybody, or the customer alone."""

    PUBLIC = "public"
    PRIVATE = "private"


class Engine(StrEnum):
    """What writes a draft. `auto` takes the model where one is configured, else the composer."""

    AUTO = "auto"
    COMPOSER = "composer"
    MODEL = "model"


class Length(StrEnum):
    """How long a reply should be."""

    SHORT = "short"
    STANDARD = "standard"
    FULL = "full"


class Voice(StrEnum):
    """The register of a house."""

    FORMAL = "formal"
    WARM = "warm"


class Person(StrEnum):
    """Whether the house says "we" or "I"."""

    WE = "we"
    I = "i"  # noqa: E741


class Severity(StrEnum):
    """`block` stops submission, `warn` asks for a second look."""

    BLOCK = "block"
    WARN = "warn"


class SourceKind(StrEnum):
    """What a sentence rests on."""

    FACT = "fact"
    REVIEW = "review"
    COURTESY = "courtesy"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Fact:
    """One ledger entry: free `text` in `language`, or a `type` with `values`.

    Never said in public unless `public`.
    """

    id: str
    text: str | None = None
    language: str | None = None
    type: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    public: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs."""

    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Establishment:
    """The business that answers. `contact` is a private channel: an address or a line of text."""

    name: str | None = None
    signature: Signature = Signature()
    contact: str | None = None
    voice: Voice = Voice.FORMAL
    person: Person = Person.WE


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """What the person asked for.

    `audience` None means whichever is due; another `variant` is another wording.
    """

    engine: Engine = Engine.AUTO
    length: Length = Length.STANDARD
    variant: int = 0
    language: str | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from: a fact's id, or the words of the review."""

    kind: SourceKind
    id: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Finding:
    """What a guard reports.

    Offsets count code points of the checked text; `message` says why and what to do.
    """

    guard: str
    severity: Severity
    start: int
    end: int
    quote: str
    message: str


@dataclass(frozen=True, slots=True)
class TextLength:
    """Length of a text; `limit` is the platform's, in its own unit, or None."""

    characters: int
    bytes: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal. `reply` is None when no text is due to that audience; `notes` then says why."""

    reply: str | None
    audience: Audience
    language: str
    situation: str
    engine: Engine
    prompt: str | None
    sentences: tuple[Sentence, ...]
    facts_used: tuple[str, ...]
    facts_left: tuple[str, ...]
    findings: tuple[Finding, ...]
    length: TextLength
    notes: tuple[str, ...]
