"""The corpus is what it says: whole fields, exact words, enough of each kind, nothing twice."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sangfroid.analysis.rules import rules
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Channel, Pattern, Risk, Situation

CORPUS = Path(__file__).parents[1] / "corpus"
FIELDS = [
    *("id", "lang", "text", "rating", "label", "severity", "pattern"),
    *("cue_spans", "channel", "trade", "notes"),
]
READ_FIELDS = [
    *("id", "lang", "text", "rating", "source", "themes", "themes_too"),
    *("risks", "risks_too", "personal_data", "situation"),
]
SEVERITY = {"mass": "mass", "organised": "mass", "retroactive": "retroactive", "implied": "implied"}


def rows(language: str) -> list[dict[str, Any]]:
    lines = (CORPUS / "blackmail" / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_whole(language: str):
    patterns = {pattern.value for pattern in Pattern}
    for row in rows(language):
        assert list(row) == FIELDS, row["id"]
        assert row["lang"] == language
        assert row["channel"] in set(Channel), row["id"]
        assert (row["rating"] is not None) == (row["channel"] == "review"), row["id"]
        for span in row["cue_spans"]:
            assert span["quote"] in row["text"], row["id"]
        kinds = {span["kind"] for span in row["cue_spans"]}
        if row["label"] == "blackmail":
            assert {"threat", "demand"} <= kinds <= {"threat", "demand", "link"}, row["id"]
            assert row["pattern"] in patterns, row["id"]
            assert row["severity"] == SEVERITY.get(row["pattern"], "explicit"), row["id"]
        else:
            assert row["label"] == "not", row["id"]
            assert row["severity"] == "none", row["id"]
            assert not kinds, row["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_of_each_kind(language: str):
    labels = Counter(row["label"] for row in rows(language))
    assert labels["blackmail"] >= 250
    assert labels["not"] >= 350
    patterns = Counter(row["pattern"] for row in rows(language) if row["label"] == "blackmail")
    assert set(patterns) == {pattern.value for pattern in Pattern}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_written_apart_are_whole_and_stand_nowhere_else(language: str):
    lines = (CORPUS / "unseen" / f"{language}.jsonl").read_text("utf-8").splitlines()
    apart = [json.loads(line) for line in lines]
    assert len({row["id"] for row in apart}) == len({row["text"] for row in apart}) == 470
    assert not {row["text"].casefold() for row in apart} & {row["text"].casefold() for row in rows(language)}
    for row in apart:
        assert set(row) == {*FIELDS} - {"pattern", "trade"}, row["id"]
        assert row["lang"] == language
        assert all(quote in row["text"] for quote in row["cue_spans"]), row["id"]
        pressing = row["label"] == "blackmail"
        assert pressing == bool(row["cue_spans"]) == (row["severity"] != "none"), row["id"]


def test_no_id_and_no_text_stands_twice():
    everything = [row for language in LANGUAGES for row in rows(language)]
    assert len({row["id"] for row in everything}) == len(everything)
    assert len({row["text"].casefold() for row in everything}) == len(everything)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_texts_are_one_with_words_changed(language: str):
    """Two texts share at most half of the pairs of words of the shorter one."""
    seen: dict[tuple[str, str], list[int]] = {}
    sizes: list[int] = []
    shared: Counter[tuple[int, int]] = Counter()
    for number, row in enumerate(rows(language)):
        words = re.findall(r"\w+", row["text"].casefold())
        pairs = set(pairwise(words))
        sizes.append(len(pairs))
        for pair in pairs:
            others = seen.setdefault(pair, [])
            if len(others) < 12:  # what stands in more texts is a turn of the language
                shared.update((other, number) for other in others)
            others.append(number)
    alike = [
        (first, second)
        for (first, second), count in shared.items()
        if min(sizes[first], sizes[second]) >= 8 and count > 0.5 * min(sizes[first], sizes[second])
    ]
    assert not alike


@pytest.mark.parametrize("path", sorted((CORPUS / "ordinary").glob("*.jsonl")), ids=lambda path: path.stem)
def test_ordinary_reviews_are_whole(path: Path):
    labels = {1: "neg", 2: "neg", 3: "neu", 4: "pos", 5: "pos"}
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in found}) == len(found) >= 200
    for row in found:
        assert set(row) == {"id", "lang", "text", "rating", "label", "trade"}, row["id"]
        assert row["lang"] == path.stem
        assert row["label"] == labels[row["rating"]], row["id"]
        assert row["text"].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reader_found_is_said_in_the_names_of_the_product(language: str):
    named = {rule.id.removeprefix("theme.") for rule in rules() if rule.id.startswith("theme.")}
    found = [
        json.loads(line) for line in (CORPUS / "read" / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]
    assert len({row["id"] for row in found}) == len({row["text"] for row in found}) == len(found)
    assert Counter(row["source"] for row in found) == {"ordinary": 60, "written": 30}
    for row in found:
        assert list(row) == READ_FIELDS, row["id"]
        assert row["lang"] == language
        assert (row["themes"] is None) == (row["source"] == "written"), row["id"]
        themes = row["themes"] or {}
        assert {*themes, *row["themes_too"]} <= named, row["id"]
        assert set(themes.values()) <= {"good", "bad", "both"}, row["id"]
        assert not set(themes) & set(row["themes_too"]), row["id"]
        assert {*row["risks"], *row["risks_too"]} <= set(Risk), row["id"]
        assert set(row["situation"]) <= set(Situation), row["id"]
        for item in row["personal_data"]:
            assert row["text"].count(item["quote"]) == 1, row["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rarer_situations_are_whole_and_have_their_doubles(language: str):
    path = CORPUS / "situations" / f"{language}.jsonl"
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in found}) == len({row["text"] for row in found}) == len(found)
    meant = Counter(row["situation"][0] for row in found)
    for situation in ("no_matching_stay", "refused_demand", "unfair", "insulting", "discriminatory"):
        assert meant[situation] >= 20
    assert meant["negative"] + meant["mixed"] + meant["positive"] >= 50
    for row in found:
        assert list(row) == ["id", "lang", "text", "rating", "channel", "trade", "situation"], row["id"]
        assert row["lang"] == language
        assert set(row["situation"]) <= set(Situation), row["id"]
        assert row["rating"] in (None, 1, 2, 3, 4, 5), row["id"]
        assert row["channel"] in set(Channel), row["id"]
