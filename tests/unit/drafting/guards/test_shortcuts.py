"""What spares work never changes what is found: each shortcut against the long way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.guards import format, leak, personal_data
from sangfroid.drafting.guards.lexicon import _found, _possible, lexicon
from sangfroid.drafting.guards.reading import CheckedText

CASES = Path(__file__).parent / "cases"
#: Marks set between words, so that rules are tried across and beside them.
BETWEEN = (" ", "\n", ". ", ": ", ".", " 1.5 ", "3. ", "; ")


def sentences(language: str) -> list[str]:
    """All sentences of a language's table."""
    table = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    return [str(text) for kinds in table.values() for kind in ("hits", "near") for text in kinds[kind]]


def texts(language: str) -> Iterator[str]:
    """The sentences side by side, and each cut up by marks."""
    known = sentences(language)
    for number in range(0, len(known), 6):
        yield " ".join(known[number : number + 6])
    for number, sentence in enumerate(known):
        words = sentence.split()
        mark = BETWEEN[number % len(BETWEEN)]
        place = number % max(1, len(words))
        yield " ".join(words[:place]) + mark + " ".join(words[place:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_found_around_their_words_as_in_the_whole_text(language: str):
    ears, tried = lexicon(language), 0
    patterns = [pattern for _, pattern in ears.patterns()]
    for text in map(CheckedText, texts(language)):
        present = ears.present(text)
        for pattern in patterns:
            if pattern.requires and _possible(pattern, present):
                near = [found.span() for found in _found(pattern, pattern.requires, text, present)]
                whole = [found.span() for found in pattern.regex.finditer(text.plain)]
                assert near == [span for span in whole if span[0] < span[1]], pattern.source
                tried += len(near)
    assert tried > 100


def test_a_stretch_ends_at_marks_but_not_within_figures():
    text = CheckedText("One, two. Three 1.500,5. 4 (five)? Six")
    seen = [text.plain[slice(*text.stretch(at))] for at in (0, 12, 36)]
    assert seen == ["one, two", " three 1.500,5. 4 (five)", " six"]
    assert text.plain[slice(*text.stretch(0, 1))] == "one, two. three 1.500,5. 4 (five)"
    assert text.stretch(12, 5) == (0, len(text.plain))


ODD = (
    *("System : x", "a\n assıstant: b", "'x' : [", '{"a" : "b"}', "JAVAſCRIPT:x", "baſe64 x", "x" * 41),
    *("ſk-abcd12345678", "SK-1abcdefgh", "ſyſtem : x", "\u212a" * 45, "### a", "a\n\n # x", "--> a"),
    *("xxx", "XX:XX", "… …", "……", "......", "%s", "$a", "a %(x)s", "TBD", "Lorem ipsum", "data:text/x"),
    *("WwW . x", "http : //x", "hxxp://x", "a.com", "a (AT) b.fr", "a arobase b point fr", "a at b.com"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_without_signs_holds_nothing_they_are_signs_of(language: str):
    for written in (*texts(language), *ODD, *map(str.upper, ODD), *map(str.lower, ODD)):
        folded = CheckedText(written).folded
        assert list(map(str, leak._markup(written))) == list(map(str, leak._MARKUP.finditer(written)))
        assert list(map(str, leak._slots(written))) == list(map(str, leak._SLOT.finditer(written)))
        for text in (written, folded):
            assert list(map(str, format.links(text))) == list(map(str, format._LINK.finditer(text)))
        assert personal_data._EMAIL_SIGN.search(folded) or not personal_data._EMAIL.search(folded)
