"""The routes of a case, read from data: which one the signs propose, its steps, its last days.

Data: `routes.yaml`, and `texts/<language>.yaml` for how it is said. Both are checked when they are read.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Channel, Level, Pattern, Review

Checked = TypeVar("Checked", bound=BaseModel)


class Route(StrEnum):
    """Which way a dispute goes."""

    BEFORE_REVIEW = "before_review"
    REVIEW_POSTED = "review_posted"
    STRANGER = "stranger"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRule(_Data):
    """What a step or a last day rests on. `mark`: V when it was read, Vs when another source reports it."""

    mark: Literal["V", "Vs"]
    url: str = Field(pattern=r"^https://[^\s]+$")


class StepRule(_Data):
    """One step. `confirmed` steps speak of pressure to others: a person must have confirmed it first."""

    who: Literal["anyone", "manager"]
    place: Literal["private", "public", "platform", "house", "authorities"]
    confirmed: bool = False
    sources: tuple[SourceRule, ...] = ()


class DeadlineRule(_Data):
    """How long something is possible: so many days, or calendar months, counted from a day that is given."""

    counted_from: Literal["occurred", "published"] = Field(alias="from")
    days: int | None = Field(default=None, ge=0)
    months: int | None = Field(default=None, ge=1)
    until_posted: bool = False
    sources: tuple[SourceRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_unit(self) -> "DeadlineRule":
        if (self.days is None) == (self.months is None):
            raise ValueError("give days or months")
        return self


class RouteRule(_Data):
    """Steps in their order, and what has a last day."""

    steps: tuple[str, ...] = Field(min_length=1)
    deadlines: tuple[str, ...]


class Rules(_Data):
    """All of `routes.yaml`. `as_of` is the day it was last read over."""

    as_of: date
    routes: Mapping[Route, RouteRule]
    steps: Mapping[str, StepRule]
    deadlines: Mapping[str, DeadlineRule]

    @model_validator(mode="after")
    def _whole(self) -> "Rules":
        if set(self.routes) != set(Route):
            raise ValueError("every route, and no other, must be there")
        for kind, declared in (("steps", self.steps), ("deadlines", self.deadlines)):
            named = {name for route in self.routes.values() for name in getattr(route, kind)}
            if named != set(declared):
                raise ValueError(f"{kind}: {sorted(named ^ set(declared))} on one side only")
        for name, route in self.routes.items():
            if len(set(route.steps)) != len(route.steps):
                raise ValueError(f"{name}: a step comes twice")
        return self


class Words(_Data):
    """How something is said on screen."""

    title: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Texts(_Data):
    """How one language says the routes."""

    routes: Mapping[Route, Words]
    steps: Mapping[str, Words]
    deadlines: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing with a last day. `due` is that day, None when the day it is counted from is not known.

    `until_posted`: it is over as soon as the review stands there, whatever the day.
    """

    name: str
    due: date | None
    until_posted: bool
    sources: tuple[SourceRule, ...]


@cache
def rules() -> Rules:
    """The routes, their steps and last days.

    Raises:
        InvalidData: the file does not fit the schema.
    """
    return _load("routes.yaml", Rules)


@cache
def texts(language: str) -> Texts:
    """How a language says them; English for a language the product does not speak.

    Raises:
        InvalidData: the file does not fit the schema, or says more or less than `routes.yaml` declares.
    """
    spoken = language.split("-")[0].lower()
    file = f"texts/{spoken if spoken in LANGUAGES else 'en'}.yaml"
    said, declared = _load(file, Texts), rules()
    for kind in ("routes", "steps", "deadlines"):
        left = set(getattr(said, kind)) ^ set(getattr(declared, kind))
        if left:
            raise InvalidData(f"casework/{file}: {kind} {sorted(left)} on one side only", {"file": file})
    return said


def _load(file: str, schema: type[Checked]) -> Checked:
    content = resources.files("sangfroid.casework").joinpath(file).read_text(encoding="utf-8")
    try:
        return schema.model_validate(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"casework/{file}: {error}", {"file": file}) from error


def stands_in_public(review: Review) -> bool:
    """Whether the words stand on a platform already: as in the analysis, a rating or a date shows it."""
    return review.channel is Channel.REVIEW and (review.rating is not None or review.published is not None)


def proposed_route(level: Level, pattern: Pattern | None, *, posted: bool) -> Route:
    """The route the signs propose; a person may take another.

    "Speak to nobody, go to the police" is proposed on explicit words alone: said of a customer it would be
    the worse mistake. Who offers to take a review down speaks of one that is posted, wherever they say it.
    """
    if pattern is Pattern.ORGANISED and level is Level.EXPLICIT:
        return Route.STRANGER
    if posted or pattern is Pattern.RETROACTIVE:
        return Route.REVIEW_POSTED
    return Route.BEFORE_REVIEW


def deadlines(route: Route, *, occurred: date, published: date | None) -> tuple[Deadline, ...]:
    """What has a last day on a route, counted from the days given and no clock.

    Months end the day before the same day of the month (or the month's last): whichever way a court
    counts, it is still in time.
    """
    declared = rules()
    found = []
    for name in declared.routes[route].deadlines:
        rule = declared.deadlines[name]
        start = occurred if rule.counted_from == "occurred" else published
        found.append(Deadline(name, _last_day(rule, start), rule.until_posted, rule.sources))
    return tuple(found)


def _last_day(rule: DeadlineRule, start: date | None) -> date | None:
    if start is None:
        return None
    try:
        if rule.months is None:
            return start + timedelta(days=rule.days or 0)
        year, month = divmod(start.year * 12 + start.month - 1 + rule.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last)) - timedelta(days=1)
    except (OverflowError, ValueError):
        return None  # the year 9999: no day anybody waits for
