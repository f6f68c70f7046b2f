"""Every text of the extension: present in every language, used, and with the same places to fill."""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

import sangfroid
from sangfroid.domain.review import Level, Pattern, Risk, Situation, ToneLabel
from sangfroid.drafting.guards import NAMES

EXTENSION = Path(__file__).parents[3] / "extension"
LANGUAGES = sorted(folder.name for folder in (EXTENSION / "_locales").iterdir())

#: Where a key is written out: in a call, as the outcome of an insertion, in a page, in the manifest.
WRITTEN = re.compile(
    r"""\b(?:t|messages|message)\(\s*"(\w+)" | \bkey:\s*(?:\w+\s*\?\s*)?"(\w+)" | \bsay\("\w+",\s*"(\w+)" """
    r"""| data-text="(\w+)" | __MSG_(\w+)__ """,
    re.VERBOSE,
)
#: A choice between two keys, inside a call.
CHOSEN = re.compile(r"""[?:]\s*"([a-z]\w+)\"""")
#: The beginning of keys made from a value: `status_${...}` or word("cue", ...).
FAMILY = re.compile(r"""`(\w+_)\$\{ | \bword\("(\w+)" """, re.VERBOSE)


def sources() -> Iterator[str]:
    for path in sorted(EXTENSION.rglob("*")):
        if path.suffix in {".js", ".html"} or path.name == "manifest.json":
            yield path.read_text(encoding="utf-8")


def messages(language: str) -> dict[str, str]:
    read = json.loads((EXTENSION / "_locales" / language / "messages.json").read_text(encoding="utf-8"))
    return {key: entry["message"] for key, entry in read.items()}


ENGLISH = messages("en")
TEXT = "\n".join(sources())
NAMED = {key for found in WRITTEN.finditer(TEXT) for key in found.groups() if key}
FAMILIES = {
    found[1] if found[1] else f"{found[2]}_" for found in FAMILY.finditer(TEXT) if found[1] or found[2]
}


def test_the_product_speaks_seven_languages() -> None:
    assert LANGUAGES == ["de", "en", "es", "fr", "it", "nl", "pt"]


def test_nothing_is_said_that_has_no_text() -> None:
    assert sorted(NAMED - ENGLISH.keys()) == []
    assert sorted(family for family in FAMILIES if not any(key.startswith(family) for key in ENGLISH)) == []


def test_no_text_is_left_over() -> None:
    chosen = set(CHOSEN.findall(TEXT))
    unused = {
        key
        for key in ENGLISH
        if key not in NAMED | chosen and not any(key.startswith(family) for family in FAMILIES)
    }
    assert sorted(unused) == []


@pytest.mark.parametrize("language", LANGUAGES)
class TestLanguage:
    def test_says_which_language_it_is(self, language: str) -> None:
        assert messages(language)["screenLanguage"] == language

    def test_has_every_text(self, language: str) -> None:
        assert messages(language).keys() == ENGLISH.keys()

    def test_fills_the_same_places(self, language: str) -> None:
        places = re.compile(r"\$\w")
        wrong = [
            key
            for key, text in messages(language).items()
            if set(places.findall(text)) != set(places.findall(ENGLISH[key]))
        ]
        assert wrong == []

    def test_says_something(self, language: str) -> None:
        assert [key for key, text in messages(language).items() if not text or text != text.strip(" ")] == []

    def test_never_accuses(self, language: str) -> None:
        accusing = re.compile(
            r"blackmail|chantage|extors|extorsion|erpress|ricatt|chantaj|afpers|chantagem|\bcrime|delit|délit|coupable|guilty",
            re.IGNORECASE,
        )
        assert [key for key, text in messages(language).items() if accusing.search(text)] == []

    def test_fits_the_stores(self, language: str) -> None:
        said = messages(language)
        assert len(said["extensionName"]) <= 75
        assert len(said["extensionDescription"]) <= 132


def test_french_spaces_before_double_punctuation() -> None:
    bare = re.compile(r"(?<![\u00a0\u202f/:\d])[:;!?»](?!/)|«(?!\u00a0)")
    assert [
        key
        for key, text in messages("fr").items()
        if bare.search(text.replace("http://127.0.0.1:8707", "")) and key != "colon"
    ] == []


@pytest.mark.parametrize(
    ("family", "values"),
    [("tone", ToneLabel), ("situation", Situation), ("risk", Risk), ("pattern", Pattern)],
)
def test_every_value_of_the_server_has_a_word(family: str, values: type[StrEnum]) -> None:
    assert [value.value for value in values if f"{family}_{value.value}" not in ENGLISH] == []


def test_every_theme_and_guard_of_the_server_has_a_word() -> None:
    rules = Path(sangfroid.__file__).parent / "analysis" / "lexicons" / "themes" / "rules.yaml"
    themes = yaml.safe_load(rules.read_text(encoding="utf-8"))
    assert [name for name in themes if name.replace(".", "_") not in ENGLISH] == []
    assert [name for name in NAMES if f"guard_{name}" not in ENGLISH] == []


def test_levels_are_told_in_sentences() -> None:
    assert {level.value for level in Level} == {"none", "suspected", "explicit"}
    assert {"noPressure", "pressureSuspected", "pressureExplicit"} <= ENGLISH.keys()
