"""The contract's JSON shapes as they come in: one object becomes a review, facts, an establishment, options.

Unknown keys are left out of the way; a known key with a wrong value raises `InvalidInput` naming it.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from sangfroid.domain.draft import (
    Audience,
    DraftOptions,
    Engine,
    Establishment,
    Fact,
    Length,
    Person,
    Signature,
    Voice,
)
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.review import Channel, Level, Review

Choice = TypeVar("Choice", bound=StrEnum)

#: How many objects and lists a value of a fact may hold within each other: an amount with its currency is
#: one. What is nested without end would be gone through without end.
DEEPEST_VALUE = 3


def read_review(line: Mapping[str, Any]) -> Review:
    """The review of one input line.

    Raises:
        InvalidInput: `text` is missing, or a key has a value of the wrong kind.
    """
    if "text" not in line:
        raise InvalidInput("text is missing", {"field": "text"})
    text = line["text"]
    if not isinstance(text, str):
        raise InvalidInput("text must be a string", {"field": "text"})
    rating_max = _number(line, "rating_max")
    if rating_max is None:
        rating_max = 5
    if not 1 <= rating_max <= 1000:
        raise InvalidInput("rating_max must be from 1 to 1000", {"field": "rating_max"})
    rating = _number(line, "rating")
    if rating is not None and not 0 <= rating <= rating_max:
        raise InvalidInput(f"rating must be from 0 to {rating_max:g}", {"field": "rating"})
    return Review(
        text=text,
        id=read_id(line),
        title=_text(line, "title"),
        rating=rating,
        rating_max=rating_max,
        platform=_text(line, "platform"),
        channel=_choice(line, "channel", Channel, Channel.REVIEW),
        author=_text(line, "author"),
        published=_text(line, "published"),
        language=_text(line, "language"),
    )


def read_id(line: Mapping[str, Any]) -> str | None:
    """The line's own name for itself, numbers written out; a blank one names nothing."""
    value = line.get("id")
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InvalidInput("id must be a string", {"field": "id"})


def read_facts(
    line: Mapping[str, Any], public_by_default: Callable[[str | None], bool] = lambda _type: True
) -> tuple[Fact, ...]:
    """The facts of one input line, ids unique.

    `public_by_default` says whether facts of a type may be said in public when the line leaves it open: a
    refund is nobody else's business.

    Raises:
        InvalidInput: an entry is no fact, or its values are nested deeper than `DEEPEST_VALUE`.
    """
    facts = read_kept_facts(line, public_by_default)
    for number, fact in enumerate(facts):
        if nested_deeper(fact.values.values(), DEEPEST_VALUE):
            where = f"facts[{number}].values"
            raise InvalidInput(f"{where} is nested too deeply", {"field": where})
    return facts


def read_kept_facts(
    line: Mapping[str, Any], public_by_default: Callable[[str | None], bool] = lambda _type: True
) -> tuple[Fact, ...]:
    """As `read_facts`, for facts that were looked over when they were stored: what is kept stays readable."""
    entries = line.get("facts")
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise InvalidInput("facts must be a list", {"field": "facts"})
    facts = []
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        where = f"facts[{number}]"
        if not isinstance(entry, Mapping):
            raise InvalidInput(f"{where} must be an object", {"field": where})
        id = read_id(entry)
        if not id:
            raise InvalidInput(f"{where}.id is missing", {"field": f"{where}.id"})
        if id in seen:
            raise InvalidInput(f"{where}.id {id!r} stands twice", {"field": f"{where}.id"})
        seen.add(id)
        text, type = _text(entry, "text", where), _text(entry, "type", where)
        if (text is None) == (type is None):
            raise InvalidInput(f"{where} needs either text or type", {"field": where})
        values = entry.get("values", {})
        if not isinstance(values, Mapping):
            raise InvalidInput(f"{where}.values must be an object", {"field": f"{where}.values"})
        public = entry.get("public", public_by_default(type))
        if not isinstance(public, bool):
            raise InvalidInput(f"{where}.public must be true or false", {"field": f"{where}.public"})
        facts.append(
            Fact(
                id=id,
                text=text,
                language=_text(entry, "language", where),
                type=type,
                values=dict(values),
                public=public,
            )
        )
    return tuple(facts)


def nested_deeper(values: Iterable[Any], most: int) -> bool:
    """Whether one of the values holds more than `most` objects and lists within each other."""
    level = [value for value in values if isinstance(value, Mapping | list | tuple)]
    for _ in range(most):
        inner = (one.values() if isinstance(one, Mapping) else one for one in level)
        level = [value for held in inner for value in held if isinstance(value, Mapping | list | tuple)]
    return bool(level)


def read_establishment(line: Mapping[str, Any]) -> Establishment:
    """The business that answers; an empty one when the line does not say."""
    entry = _object(line, "establishment")
    signature = _object(entry, "signature", "establishment")
    return Establishment(
        name=_text(entry, "name", "establishment"),
        signature=Signature(
            name=_text(signature, "name", "establishment.signature"),
            role=_text(signature, "role", "establishment.signature"),
        ),
        contact=_text(entry, "contact", "establishment"),
        voice=_choice(entry, "voice", Voice, Voice.FORMAL, "establishment"),
        person=_choice(entry, "person", Person, Person.WE, "establishment"),
    )


def read_options(line: Mapping[str, Any]) -> DraftOptions:
    """What was asked for; defaults where the line does not say."""
    entry = _object(line, "options")
    variant = entry.get("variant", 0)
    if not isinstance(variant, int) or isinstance(variant, bool) or not 0 <= variant <= 1_000_000:
        raise InvalidInput(
            "options.variant must be a whole number from 0 to 1000000", {"field": "options.variant"}
        )
    return DraftOptions(
        engine=_choice(entry, "engine", Engine, Engine.AUTO, "options"),
        length=_choice(entry, "length", Length, Length.STANDARD, "options"),
        variant=variant,
        language=_text(entry, "language", "options"),
        audience=None
        if entry.get("audience") is None
        else _choice(entry, "audience", Audience, Audience.PUBLIC, "options"),
    )


def read_audience(line: Mapping[str, Any]) -> Audience:
    """Who reads a checked text; everybody unless said."""
    return _choice(line, "audience", Audience, Audience.PUBLIC)


def read_level(line: Mapping[str, Any]) -> Level | None:
    """The level of pressure a checked text answers, None when nobody said."""
    return None if line.get("level") is None else _choice(line, "level", Level, Level.NONE)


def _object(line: Mapping[str, Any], key: str, within: str = "") -> Mapping[str, Any]:
    value = line.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidInput(f"{_path(within, key)} must be an object", {"field": _path(within, key)})
    return value


def _text(line: Mapping[str, Any], key: str, within: str = "") -> str | None:
    value = line.get(key)
    if value is None or isinstance(value, str):
        return value
    raise InvalidInput(f"{_path(within, key)} must be a string", {"field": _path(within, key)})


def _number(line: Mapping[str, Any], key: str) -> float | None:
    value = line.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidInput(f"{key} must be a number", {"field": key})
    return value


def _choice(
    line: Mapping[str, Any], key: str, choices: type[Choice], default: Choice, within: str = ""
) -> Choice:
    value = line.get(key)
    if value is None:
        return default
    try:
        return choices(value)
    except ValueError:
        names = ", ".join(choice.value for choice in choices)
        raise InvalidInput(
            f"{_path(within, key)} must be one of {names}", {"field": _path(within, key)}
        ) from None


def _path(within: str, key: str) -> str:
    return f"{within}.{key}" if within else key
