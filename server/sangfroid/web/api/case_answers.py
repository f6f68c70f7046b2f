"""What the API gives of cases."""

from typing import Any, Literal

from sangfroid.web.api.answers import Answer, Cue, Language, Named, Person
from sangfroid.web.api.schemas import CaseRoute, CaseStatus, CaseVerdict, Channel, Level


class CaseReview(Answer):
    """What is known of the review besides its words."""

    id: str | None
    title: str | None
    author: str | None
    rating: float | None
    rating_max: float
    published: str | None
    url: str | None


class CaseSummary(Answer):
    """A case as it stands in a list."""

    id: str
    status: CaseStatus
    version: int
    route: CaseRoute
    verdict: CaseVerdict
    level: Level
    establishment: Named
    text: str
    channel: Channel
    platform: str
    review: CaseReview
    incident: str | None
    reply: str | None
    failure: Literal["yes", "no", "unknown"] | None
    already_done: str | None
    kept_apart: str | None
    outcome: str | None
    opened_by: Person
    occurred_at: str
    created: str
    updated: str
    may: list[Literal["answer", "judge", "step", "route", "note", "close"]]


class CaseSource(Answer):
    """What a step or a last day rests on: V when it was read itself, Vs when another source reports it."""

    mark: Literal["V", "Vs"]
    url: str


class StepDone(Answer):
    """Who did a step, and when."""

    by: Person
    at: str


class CaseStep(Answer):
    """One step of a route. `waits_for_verdict`: a person must confirm the pressure first."""

    name: str
    title: str
    text: str
    who: Literal["anyone", "manager"]
    place: Literal["private", "public", "platform", "house", "authorities"]
    waits_for_verdict: bool
    done: StepDone | None
    may: bool
    sources: list[CaseSource]


class CaseDeadline(Answer):
    """Something with a last day: `due` is null when the day it is counted from is not known."""

    name: str
    title: str
    text: str
    due: str | None
    passed: bool
    until_posted: bool
    sources: list[CaseSource]


class CaseEvent(Answer):
    """One thing that was done about a case."""

    kind: str
    status: CaseStatus
    version: int
    by: Person
    at: str
    comment: str | None
    details: dict[str, Any]


class Case(CaseSummary):
    """A case whole; `as_of` is the day its steps and last days were last read over."""

    language: Language
    pattern: str | None
    cues: list[Cue]
    as_of: str
    title: str
    summary: str
    steps: list[CaseStep]
    deadlines: list[CaseDeadline]
    events: list[CaseEvent]


class Cases(Answer):
    """One page of cases; `next` goes on after it."""

    cases: list[CaseSummary]
    next: str | None
    counts: dict[str, int]
