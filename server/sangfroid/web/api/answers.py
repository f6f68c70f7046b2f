"""What the API gives. The functional tests hold every answer against these."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from sangfroid.web.api.schemas import Audience, Channel, Level, Status


class Answer(BaseModel):
    """Base of everything given."""

    model_config = ConfigDict(extra="forbid")


class ErrorBody(Answer):
    """What went wrong: `code` for programs, `message` for people."""

    code: str
    message: str
    details: dict[str, Any]
    retryable: bool


class Error(Answer):
    """The one shape of a failure."""

    error: ErrorBody


class Language(Answer):
    """`und` when there is no honest answer."""

    tag: str
    confidence: float


class Tone(Answer):
    """How a review sounds."""

    label: str
    polarity: float
    intensity: float


class Blackmail(Answer):
    """Signals of pressure."""

    level: Level
    score: float
    pattern: str | None
    missing: list[str]


class Cue(Answer):
    """One finding; offsets count Unicode code points."""

    kind: str
    start: int
    end: int
    quote: str
    rule: str
    weight: float


class Theme(Answer):
    """What a passage is about."""

    name: str
    polarity: float
    start: int
    end: int
    quote: str


class PersonalData(Answer):
    """A span that identifies somebody."""

    kind: str
    start: int
    end: int


class Analysis(Answer):
    """All that is read in a review without a model."""

    id: str | None
    language: Language
    tone: Tone
    blackmail: Blackmail
    cues: list[Cue]
    themes: list[Theme]
    personal_data: list[PersonalData]
    situation: str
    risks: list[str]
    notes: list[str]


class Source(Answer):
    """What a sentence rests on."""

    kind: Literal["fact", "review", "courtesy", "policy"]
    id: str | None = None
    quote: str | None = None


class Sentence(Answer):
    """One sentence of a draft."""

    text: str
    source: Source


class Finding(Answer):
    """What a guard reports."""

    guard: str
    severity: Literal["block", "warn"]
    start: int
    end: int
    quote: str
    message: str


class Length(Answer):
    """Length of a text and the platform's limit."""

    characters: int
    bytes: int
    limit: int | None


class ModelHost(Answer):
    """Where texts go when a model writes."""

    host: str


class Draft(Answer):
    """A proposal and what it rests on."""

    id: str | None
    reply: str | None
    audience: Audience
    language: str
    situation: str
    engine: str
    prompt: str | None
    sentences: list[Sentence]
    facts_used: list[str]
    facts_left: list[str]
    findings: list[Finding]
    length: Length
    notes: list[str]
    analysis: Analysis
    model: ModelHost | None


class Check(Answer):
    """What the guards say of a text."""

    id: str | None
    findings: list[Finding]
    verdict: Literal["pass", "warn", "block"]


class Person(Answer):
    """Somebody, by name."""

    id: str
    name: str


class Named(Answer):
    """An establishment, by name."""

    id: str
    name: str


class StoredReview(Answer):
    """The review a reply answers."""

    id: str
    text: str
    title: str | None
    rating: float | None
    rating_max: float
    platform: str
    channel: Channel
    author: str | None
    published: str | None
    language: str | None
    url: str | None


class DraftOrigin(Answer):
    """What wrote the draft a reply began with."""

    engine: str | None = None
    prompt: str | None = None
    situation: str | None = None
    level: str | None = None


May = Literal["approve", "edit_and_approve", "reject", "take_back", "copy", "edit"]


class ReplySummary(Answer):
    """A reply as it stands in a list."""

    id: str
    status: Status
    version: int
    text: str
    sha256: str
    audience: Audience
    level: Level
    situation: str
    establishment: Named
    review: StoredReview
    author: Person
    decided_by: Person | None
    comment: str | None
    note: str | None
    created: str
    updated: str
    findings: list[Finding]
    draft: DraftOrigin | None
    may: list[May]


class Version(Answer):
    """One text a reply has had."""

    version: int
    text: str
    sha256: str
    by: Person
    at: str


class Event(Answer):
    """One move of a reply."""

    kind: str
    status: Status
    version: int
    by: Person
    at: str
    comment: str | None
    details: dict[str, Any]


class Reply(ReplySummary):
    """A reply with all its texts and moves."""

    versions: list[Version]
    events: list[Event]


class Queue(Answer):
    """One page of the queue; `next` goes on after it."""

    replies: list[ReplySummary]
    next: str | None
    counts: dict[str, int]


class Sighting(Answer):
    """How what stands on the platform compares with what was approved."""

    result: Literal["identical", "changed", "absent"]
    reply: Reply


class ReplyState(Answer):
    """A reply as a page needs it."""

    id: str
    status: Status
    version: int
    text: str | None
    comment: str | None
    updated: str


class LookedUp(Answer):
    """A review seen on a page and the state of its reply."""

    platform: str
    id: str
    reply: ReplyState | None


class Lookup(Answer):
    """In the order asked."""

    reviews: list[LookedUp]


class Signature(Answer):
    """Who signs."""

    name: str | None
    role: str | None


class Policy(Answer):
    """Who must see a reply before it may be copied."""

    two_people: bool
    approval: Literal["always", "pressure", "never"]


class Establishment(Answer):
    """A business that answers."""

    id: str
    name: str
    signature: Signature
    contact: str | None
    voice: str
    person: str
    language: str
    policy: Policy
    retention_days: int | None
    demo: bool


class Establishments(Answer):
    """Those the person works for."""

    establishments: list[Establishment]


class Fact(Answer):
    """One house fact."""

    id: str
    public: bool
    text: str | None = None
    language: str | None = None
    type: str | None = None
    values: dict[str, Any] | None = None


class Facts(Answer):
    """The house facts."""

    facts: list[Fact]


class FactTypes(Answer):
    """The types of facts and the values each takes."""

    types: list[dict[str, Any]]


IncidentStatus = Literal["open", "closed"]


class Incident(Answer):
    """A threat met before any review exists."""

    id: str
    establishment: str
    text: str
    channel: Channel
    platform: str | None
    level: Level
    note: str | None
    reported_by: Person
    heard_by: str | None
    stay: str | None
    status: IncidentStatus
    occurred_at: str
    created: str


class IncidentEvent(Answer):
    """One thing that was done about an incident."""

    kind: str
    status: IncidentStatus
    version: int
    by: Person
    at: str
    comment: str | None
    details: dict[str, Any]


class WholeIncident(Incident):
    """An incident with the cues in its words, the last private answer, and what was done about it."""

    language: Language
    pattern: str | None
    cues: list[Cue]
    answer: str | None
    events: list[IncidentEvent]


class Incidents(Answer):
    """Newest first."""

    incidents: list[Incident]


class User(Answer):
    """Who asks."""

    id: str
    name: str
    role: Literal["agent", "manager", "admin"]


class Server(Answer):
    """What answers."""

    version: str


class TokenName(Answer):
    """The token of this request."""

    id: str
    name: str
    scopes: list[str]


class Me(Answer):
    """Who asks, and what they work with."""

    user: User
    establishments: list[Establishment]
    server: Server
    model: ModelHost | None
    token: TokenName | None


class Token(Answer):
    """A token without its secret."""

    id: str
    name: str
    prefix: str
    scopes: list[str]
    created: str
    last_used: str | None


class Tokens(Answer):
    """Those of the person that still work."""

    tokens: list[Token]


class Pairing(Answer):
    """A request to be connected, to be confirmed by a signed-in person at `confirm_url`."""

    pairing: str
    code: str
    confirm_url: str
    expires_in: int


class Exchanged(Answer):
    """The token, shown this once."""

    token: str
    token_id: str
    server: Server
    user: User


class Waiting(Answer):
    """Nobody has answered yet."""

    status: Literal["waiting"]


class Nothing(Answer):
    """Done; there is nothing to say."""
