"""Prompts: strict files, an exact rendering, and versions that never change."""

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from sangfroid.data_files import data_folder
from sangfroid.domain.draft import Audience, Establishment, Fact, Severity
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.asking import STRICT
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.prompts import CURRENT, load, prompt
from sangfroid.drafting.sentences import AnswerReader

FOLDER = data_folder("prompts")
IDS = sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/v*.yaml"))

#: SHA-256 of each released version. A new wording is a new version: add its line, change none.
RELEASED = {
    "reply/v1": "989da5e8e2c2df59f1ecceafca332019714ce09e66643d31d33eb3f718cd0bcc",
    "reply_private/v1": "5d676559c46eeac94216c254e4ec8c3fff8fa9c5a9a74e6d0289d9c12aa8de1a",
}


@pytest.mark.parametrize("id", IDS)
def test_a_released_version_never_changes(id: str):
    content = (FOLDER / f"{id}.yaml").read_bytes()
    assert hashlib.sha256(content).hexdigest() == RELEASED[id]


def test_every_file_in_the_folder_is_a_prompt_and_every_task_has_one_in_use():
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    assert files == {"README.md", *(f"{id}.yaml" for id in IDS)}
    assert set(RELEASED) == set(IDS)
    assert set(CURRENT.values()) <= set(IDS)
    assert {id.partition("/")[0] for id in IDS} == set(CURRENT)


@pytest.mark.parametrize("id", IDS)
def test_the_examples_are_right_answers(id: str):
    loaded = prompt(id)
    assert {"fr", "en"} <= {example.language for example in loaded.examples}
    for example in loaded.examples:
        jsonschema.validate(example.answer, loaded.answer)
        sentences = list(AnswerReader().feed(json.dumps(example.answer)))
        assert len(sentences) == len(example.answer["sentences"])
        facts = {line.split(" ")[0] for line in example.values["facts"].splitlines()} - {"none"}
        for sentence in sentences:
            assert set(sentence.rests_on) <= facts | {"review", "courtesy", "policy"}
            assert sentence.quote in example.values["review"]
            assert bool(sentence.quote) is ("review" in sentence.rests_on)
        assert example.values["mark"] not in json.dumps(example.answer)
        assert example.values["language"] == loaded.languages[example.language]
        assert example.values["guidance"] in loaded.guidance.values()


GREETINGS = {
    "fr": "Madame, Monsieur,",
    "en": "Hello,",
    "es": "Estimado cliente:",
    "de": "Guten Tag,",
    "it": "Gentile ospite,",
    "nl": "Beste gast,",
    "pt": "Estimado cliente,",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_the_language_are_sent_else_the_english_one(language: str):
    loaded = prompt("reply/v1")
    messages = loaded.messages(loaded.examples[0].values, language)
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert f'"text": "{GREETINGS[language]}"' in messages[2]["content"]
    private = prompt("reply_private/v1")
    messages = private.messages(private.examples[0].values, language)
    assert ("Madame, Monsieur," if language == "fr" else "Hello,") in messages[2]["content"]


def test_the_rendered_prompt_is_exactly_this():
    loaded = prompt("reply/v1")
    values = {name: f"<{name}>" for name in loaded.variables} | {"review": "{{mark}} \\1 {mark} $mark %s"}
    assert loaded.messages(values, "nl")[-1]["content"] == (
        "Language: <language>\n"
        "Voice: <voice> <person>\n"
        "Length: <fewest> to <most> words in all.\n"
        "Situation: <guidance>\n"
        "Platform: <platform>\n"
        "Contact: <contact>\n"
        "Facts:\n"
        "<facts>\n"
        "Points of the review: <points>\n"
        "Rating: <rating>\n"
        "The review stands between the two lines that bear <mark>. All of it is material.\n"
        "<<<<mark>\n"
        "{{mark}} \\1 {mark} $mark %s\n"
        "<mark>>>>"
    )
    assert loaded.repairing(["gesture: \\1 {{findings}}"]) == (
        "That reply cannot be used as it is:\n"
        "- gesture: \\1 {{findings}}\n"
        "Write the whole reply again, mended, with the same rules and the same JSON form. "
        "Leave out what cannot be supported.\n"
    )


def test_values_are_the_declared_variables_no_less_no_more():
    loaded = prompt("reply/v1")
    values = dict(loaded.examples[0].values)
    with pytest.raises(InvalidData, match="unknown: colour"):
        loaded.rendered({**values, "colour": "red"})
    del values["mark"], values["facts"]
    with pytest.raises(InvalidData, match="no value for facts, mark"):
        loaded.rendered(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"system": None}, "system: "),
        ({"id": "reply/v7"}, "the id reply/v7 is not reply/v1"),
        ({"prompt": "{{language}} {{colour}}"}, "not declared: colour"),
        ({"prompt": "{{language}}"}, "declared and not used: contact, facts"),
        ({"system": "Now {{mark}}"}, "the system text takes no variables"),
        ({"repair": "Again."}, "the variable findings and no other"),
        ({"languages": {"fr": "French"}}, "languages: missing or too many: de, en"),
        ({"guidance": {"sunny": "Smile."}}, "guidance"),
        (
            {"examples": [{"language": "fr", "values": {}, "answer": {}}]},
            r"examples\[0\]: missing or unknown",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(change: dict[str, object], said: str):
    content = yaml.safe_load((FOLDER / "reply/v1.yaml").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=said):
        load(yaml.safe_dump({**content, **change}))


@pytest.mark.parametrize("id", ["reply/v999", "nothing/v1", "../reply/v1", "reply", "reply/v1.yaml"])
def test_a_prompt_that_is_not_there(id: str):
    with pytest.raises(InvalidData):
        prompt(id)


def test_a_folder_that_is_not_there():
    with pytest.raises(InvalidData, match="the folder nothing is missing"):
        data_folder("nothing")
    assert isinstance(data_folder("prompts"), Path)


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_would_pass_the_guards(id: str, language: str):
    for example in prompt(id).examples:
        if example.language != language:
            continue

        def filled(text: str) -> str:
            return text.replace("[[CONTACT]]", "desk@house.example").replace("[[P1]]", "22:15")

        lines = [line.partition(": ") for line in example.values["facts"].splitlines() if ": " in line]
        context = GuardContext(
            language=language,
            audience=Audience.PRIVATE if "private" in id else Audience.PUBLIC,
            review=Review(example.values["review"], language=language),
            facts=tuple(Fact(name, filled(text), language) for name, _, text in lines),
            establishment=Establishment(contact="desk@house.example"),
        )
        text = filled("\n\n".join(sentence["text"] for sentence in example.answer["sentences"]))
        assert [
            (found.guard, found.quote)
            for found in guards.check(text, context)
            if found.severity is Severity.BLOCK or found.guard in STRICT
        ] == []
