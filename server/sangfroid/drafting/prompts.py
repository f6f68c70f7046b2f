"""Prompts: one file for each task and version, checked when loaded. A released version never changes."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from sangfroid.data_files import data_folder
from sangfroid.domain.draft import Person, Voice
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation

#: Version in use of each task.
CURRENT: Final[Mapping[str, str]] = {"reply": "reply/v1", "reply_private": "reply_private/v1"}

_VARIABLE = re.compile(r"\{\{([a-z_]+)\}\}")
Role = Literal["system", "user", "assistant"]
Message = dict[str, str]


class Example(BaseModel):
    """One invented exchange: the values of every variable, and the answer that is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    values: Mapping[str, str]
    answer: Mapping[str, Any]


class Prompt(BaseModel):
    """What the model is told for one task.

    `prompt` uses every declared variable and no other; `repair` is sent after an answer that did not pass the
    guards, with `findings`; `answer` is the JSON schema of what comes back.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    task: str
    version: int
    purpose: str
    variables: Mapping[str, str]
    system: str
    prompt: str
    repair: str
    languages: Mapping[str, str]
    voices: Mapping[Voice, str]
    persons: Mapping[Person, str]
    guidance: Mapping[Situation, str]
    answer: Mapping[str, Any]
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Prompt":
        problems = []
        if self.id != f"{self.task}/v{self.version}":
            problems.append(f"the id {self.id} is not {self.task}/v{self.version}")
        used = set(_VARIABLE.findall(self.prompt))
        if undeclared := used - self.variables.keys():
            problems.append(f"not declared: {', '.join(sorted(undeclared))}")
        if unused := self.variables.keys() - used:
            problems.append(f"declared and not used: {', '.join(sorted(unused))}")
        if _VARIABLE.search(self.system):
            problems.append("the system text takes no variables")
        if set(_VARIABLE.findall(self.repair)) != {"findings"}:
            problems.append("the repair text takes the variable findings and no other")
        for name, given, due in (
            ("languages", set(self.languages), set(LANGUAGES)),
            ("voices", set(self.voices), set(Voice)),
            ("persons", set(self.persons), set(Person)),
            ("guidance", set(self.guidance), set(Situation)),
        ):
            if given != due:
                problems.append(f"{name}: missing or too many: {', '.join(sorted(map(str, given ^ due)))}")
        for number, example in enumerate(self.examples):
            if example.values.keys() != self.variables.keys():
                named = ", ".join(sorted(example.values.keys() ^ self.variables.keys()))
                problems.append(f"examples[{number}]: missing or unknown variables: {named}")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def messages(self, values: Mapping[str, str], language: str) -> list[Message]:
        """The conversation that asks for one answer, with the examples nearest to `language`.

        Raises:
            InvalidData: a declared variable has no value, or a value no variable.
        """
        examples = [example for example in self.examples if example.language == language] or [
            example for example in self.examples if example.language == "en"
        ]
        asked = [_message("system", self.system)]
        for example in examples:
            asked.append(_message("user", self.rendered(example.values)))
            asked.append(_message("assistant", json.dumps(example.answer, ensure_ascii=False)))
        asked.append(_message("user", self.rendered(values)))
        return asked

    def rendered(self, values: Mapping[str, str]) -> str:
        """The prompt with its variables filled in; what a value holds is never read as a variable."""
        if missing := self.variables.keys() - values.keys():
            raise InvalidData(f"{self.id}: no value for {', '.join(sorted(missing))}", {"prompt": self.id})
        if unknown := values.keys() - self.variables.keys():
            raise InvalidData(f"{self.id}: unknown: {', '.join(sorted(unknown))}", {"prompt": self.id})
        return _VARIABLE.sub(lambda match: values[match[1]], self.prompt)

    def repairing(self, findings: list[str]) -> str:
        """What is said after an answer that did not pass."""
        return _VARIABLE.sub(lambda _: "\n".join(f"- {finding}" for finding in findings), self.repair)


@cache
def prompt(id: str) -> Prompt:
    """One prompt by its id, `task/vN`.

    Raises:
        InvalidData: no such file, or it does not fit; the message names the file and the fault.
    """
    if not re.fullmatch(r"[a-z_]+/v\d+", id):
        raise InvalidData(f"{id} is no prompt id", {"prompt": id})
    file = data_folder("prompts") / f"{id}.yaml"
    try:
        loaded = load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        raise InvalidData(f"prompts/{id}.yaml: {error}", {"file": f"prompts/{id}.yaml"}) from error
    if loaded.id != id:
        raise InvalidData(f"prompts/{id}.yaml: its id is {loaded.id}", {"file": f"prompts/{id}.yaml"})
    return loaded


def load(text: str) -> Prompt:
    """A prompt from the text of its file.

    Raises:
        ValueError: it does not fit the schema.
        yaml.YAMLError: it is no YAML.
    """
    try:
        return Prompt.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(map(str, problem['loc'])) or 'file'}: {problem['msg']}" for problem in error.errors()
        )
        raise ValueError(where) from error


def _message(role: Role, content: str) -> Message:
    return {"role": role, "content": content.strip()}
