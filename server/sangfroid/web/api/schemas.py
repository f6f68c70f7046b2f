"""What the API takes. Strict: a wrong type is an error, a field nobody knows too."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sangfroid.domain.reading import DEEPEST_VALUE, nested_deeper
from sangfroid.platforms.rules import platforms
from sangfroid.services.analyse_review import OTHER
from sangfroid.services.replies import LONGEST


class Described:
    """What openapi.json says of a value that the services check, with errors of their own."""

    def __init__(self, **said: Any) -> None:
        self._said = said

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Adds it to the schema."""
        said = {name: value() if callable(value) else value for name, value in self._said.items()}
        return {**handler(core), **said}


def _whole(value: object) -> object:
    """JSON knows one kind of number: 3.0 is a whole one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _shallow(values: object) -> object:
    """Amounts with their currency at most."""
    if isinstance(values, dict) and nested_deeper(values.values(), DEEPEST_VALUE):
        raise ValueError("nested too deeply")
    return values


Id = Annotated[str, Field(max_length=200)] | Annotated[int, Field(ge=-(2**63), le=2**63)]
ShortText = Annotated[str, Field(max_length=300)]
#: Refused by the services when empty or too long, with a code of its own.
WholeText = Annotated[str, Described(minLength=1, maxLength=LONGEST, pattern=r"\S")]
Platform = Annotated[str, Field(max_length=64), Described(enum=lambda: [*platforms(), OTHER])]
#: A page's address. What no browser writes in one is refused: spaces, control characters, marks of writing
#: direction, and signs that would end the attribute or the element it is shown in.
_NO_ADDRESS = r"\s<>\"`\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_ADDRESS = f"^https?://[^/{_NO_ADDRESS}][^{_NO_ADDRESS}]*$"
Seen = Annotated[int, Field(ge=1, le=2**31), BeforeValidator(_whole)]
Status = Literal["draft", "pending", "approved", "rejected", "copied", "published", "changed", "withdrawn"]
CaseStatus = Literal["open", "closed"]
CaseRoute = Literal["before_review", "review_posted", "stranger"]
CaseVerdict = Literal["undecided", "pressure", "complaint"]
Channel = Literal["review", "message", "email", "phone_note", "chat"]
Level = Literal["none", "suspected", "explicit"]
Audience = Literal["public", "private"]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Input(BaseModel):
    """Base of everything taken."""

    model_config = ConfigDict(strict=True, extra="forbid")


class SignatureInput(Input):
    """Who signs."""

    name: ShortText | None = None
    role: ShortText | None = None


class EstablishmentInput(Input):
    """An establishment described in the request itself."""

    name: ShortText | None = None
    signature: SignatureInput | None = None
    contact: ShortText | None = None
    voice: Literal["formal", "warm"] | None = None
    person: Literal["we", "i"] | None = None


class OptionsInput(Input):
    """What kind of draft is wanted."""

    engine: Literal["auto", "composer", "model"] | None = None
    length: Literal["short", "standard", "full"] | None = None
    variant: Annotated[int, Field(ge=0, le=1_000_000), BeforeValidator(_whole)] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    audience: Audience | None = None


class NewFactInput(Input):
    """A fact: free text, or a type with its values."""

    text: Annotated[str, Field(max_length=2000)] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    type: Annotated[str, Field(max_length=64)] | None = None
    values: Annotated[dict[str, Any], BeforeValidator(_shallow)] | None = None
    public: bool | None = None


class FactInput(NewFactInput):
    """A fact that has a name of its own."""

    id: Id


class ReviewInput(Input):
    """What a customer wrote."""

    text: WholeText
    id: Id | None = None
    title: Annotated[str, Field(max_length=1000)] | None = None
    rating: Annotated[Number, Field(ge=0, le=1000)] | None = None
    rating_max: Annotated[Number, Field(ge=1, le=1000)] | None = None
    platform: Platform | None = None
    channel: Channel | None = None
    author: ShortText | None = None
    published: Annotated[str, Field(max_length=100)] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    url: Annotated[str, Field(max_length=2000, pattern=_ADDRESS)] | None = None


class AnalysisInput(ReviewInput):
    """A review to analyse. Facts, establishment and options may come along and are not looked at."""

    facts: list[FactInput] | None = None
    establishment: str | EstablishmentInput | None = None
    options: OptionsInput | None = None


class DraftInput(AnalysisInput):
    """A review to answer. `fact_ids` are house facts stored here."""

    fact_ids: Annotated[list[str], Field(max_length=200)] | None = None


class CheckInput(Input):
    """A text somebody wrote."""

    text: WholeText
    id: Id | None = None
    review: ReviewInput | None = None
    facts: list[FactInput] | None = None
    platform: Platform | None = None
    audience: Audience | None = None
    level: Level | None = None
    establishment: str | None = None


class DraftOriginInput(Input):
    """What wrote the draft a reply began with."""

    engine: Literal["composer", "model"] | None = None
    prompt: ShortText | None = None
    situation: ShortText | None = None
    level: Level | None = None


class ReplyInput(Input):
    """A text for the queue, or to be kept as a draft."""

    review: ReviewInput
    text: WholeText
    establishment: str | None = None
    audience: Audience | None = None
    note: Annotated[str, Field(max_length=2000)] | None = None
    status: Literal["draft", "pending"] = "pending"
    draft: DraftOriginInput | None = None
    facts: list[FactInput] | None = None


class VersionInput(Input):
    """The next text of a reply; `version` is the one that was seen."""

    version: Seen
    text: WholeText
    note: Annotated[str, Field(max_length=2000)] | None = None


class OverrideInput(Input):
    """Guards a manager lets pass, and why."""

    guards: Annotated[list[ShortText], Field(min_length=1, max_length=30)]
    reason: Annotated[str, Field(min_length=3, max_length=2000)]


class DecisionInput(Input):
    """A decision on the version that was seen."""

    decision: Literal["approve", "edit_and_approve", "reject", "take_back"]
    version: Seen
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    text: str | None = None
    comment: Annotated[str, Field(max_length=2000)] | None = None
    override: OverrideInput | None = None


class CopyInput(Input):
    """The version that was copied."""

    version: Seen


class SightingInput(Input):
    """What stands on the platform under the review now; null when nothing does."""

    text: Annotated[str, Field(max_length=20_000)] | None
    url: Annotated[str, Field(max_length=2000)] | None = None


class ReviewKey(Input):
    """A review as a page knows it."""

    platform: Platform
    id: Annotated[str, Field(max_length=200)]


class LookupInput(Input):
    """The reviews seen on a page."""

    establishment: str | None = None
    reviews: Annotated[list[ReviewKey], Field(max_length=500)]


class IncidentInput(ReviewInput):
    """A threat met before any review exists: the words in `text`, how they came in `channel`."""

    establishment: str | None = None
    note: Annotated[str, Field(max_length=2000)] | None = None
    occurred_at: Annotated[str, Field(max_length=40)] | None = None
    heard_by: Annotated[str, Field(max_length=300)] | None = None
    stay: Annotated[str, Field(max_length=300)] | None = None
    answer: Annotated[str, Field(max_length=10_000)] | None = None
    analysis: dict[str, Any] | None = None


class IncidentNoteInput(Input):
    """A note on an incident."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class IncidentAnswerInput(Input):
    """What was said or written to the customer in private."""

    text: Annotated[str, Field(min_length=1, max_length=10_000)]


class IncidentClosingInput(Input):
    """The end of an incident, and why."""

    comment: Annotated[str, Field(max_length=2000)] | None = None


class CaseInput(Input):
    """A dispute to open the file of: name one of `incident`, `reply` and `review`.

    `occurred_at`, `heard_by` and `stay` go with a review alone.
    """

    incident: Annotated[str, Field(max_length=64)] | None = None
    reply: Annotated[str, Field(max_length=64)] | None = None
    review: ReviewInput | None = None
    establishment: str | None = None
    route: CaseRoute | None = None
    note: Annotated[str, Field(max_length=2000)] | None = None
    occurred_at: Annotated[str, Field(max_length=40)] | None = None
    heard_by: Annotated[str, Field(max_length=300)] | None = None
    stay: Annotated[str, Field(max_length=300)] | None = None


class CaseMoveInput(Input):
    """One move of a case, on the version that was seen (a note needs none).

    `answer` says `failure` and `already_done`; `judge` says `verdict` and, unless there was no failure of
    service, `kept_apart`; `step` says `step` and `done`; `route` says `route`; `note` and `close` say `text`.
    """

    move: Literal["answer", "judge", "step", "route", "note", "close"]
    version: Seen | None = None
    failure: Literal["yes", "no", "unknown"] | None = None
    already_done: Annotated[str, Field(max_length=2000)] | None = None
    verdict: CaseVerdict | None = None
    kept_apart: Annotated[str, Field(max_length=2000)] | None = None
    step: Annotated[str, Field(max_length=64)] | None = None
    done: bool | None = None
    route: CaseRoute | None = None
    text: Annotated[str, Field(max_length=2000)] | None = None


class PolicyInput(Input):
    """Who must see a reply before it may be copied."""

    two_people: bool | None = None
    approval: Literal["always", "pressure", "never"] | None = None


class EstablishmentChanges(Input):
    """Settings of an establishment; what is not named stays."""

    name: Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")] | None = None
    signature: SignatureInput | None = None
    contact: ShortText | None = None
    voice: Literal["formal", "warm"] | None = None
    person: Literal["we", "i"] | None = None
    language: Annotated[str, Field(max_length=16)] | None = None
    policy: PolicyInput | None = None
    retention_days: Annotated[int, Field(ge=1, le=36_500)] | None = None


class PairingInput(Input):
    """An extension that asks to be connected."""

    challenge: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
    client: Annotated[str, Field(max_length=200)] = ""
    extension_version: Annotated[str, Field(max_length=32)] = ""


class ExchangeInput(Input):
    """The secret a pairing began with."""

    pairing: Annotated[str, Field(max_length=64)]
    verifier: Annotated[str, Field(min_length=43, max_length=128)]


class QueueQuery(BaseModel):
    """Which part of the queue."""

    model_config = ConfigDict(extra="forbid")

    status: Status | None = None
    establishment: str | None = None
    cursor: Annotated[str, Field(max_length=300)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class CasesQuery(BaseModel):
    """Which cases."""

    model_config = ConfigDict(extra="forbid")

    status: CaseStatus | None = None
    establishment: str | None = None
    cursor: Annotated[str, Field(max_length=300)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class CaseQuery(BaseModel):
    """In which language steps and last days are said; that of the request when none is asked for."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["fr", "en", "es", "de", "it", "nl", "pt"] | None = None


class LanguageQuery(BaseModel):
    """In which language labels are wanted."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["fr", "en", "es", "de", "it", "nl", "pt"] = "en"
