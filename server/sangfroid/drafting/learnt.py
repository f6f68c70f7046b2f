"""Learnt weights in a YAML file beside the code, one name a line, so that changes show."""

from collections.abc import Mapping
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from sangfroid.domain.errors import InvalidData

Weights = TypeVar("Weights", bound=BaseModel)


def read(file: str, schema: type[Weights]) -> Weights:
    """What a file beside this one holds.

    Raises:
        InvalidData: it does not fit the schema.
    """
    content = resources.files("sangfroid.drafting").joinpath(file).read_text(encoding="utf-8")
    try:
        return schema.model_validate(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"drafting/{file}: {error}", {"file": file}) from error


def written(note: str, content: Mapping[str, Any]) -> str:
    """The content of a file; the note says who made it and what its numbers are."""
    lines = [f"# {note}"]
    for part, table in content.items():
        if isinstance(table, Mapping):
            lines += ["", f"{part}:", *(f"  {name}: {weight}" for name, weight in sorted(table.items()))]
        else:
            lines += ["", f"{part}: {table}"]
    return "\n".join(lines) + "\n"
