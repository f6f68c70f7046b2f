"""Every language has every move, often enough and without a mark left standing."""

import re
import typing
from importlib import resources
from itertools import product

import pytest
import yaml

from sangfroid.domain.draft import Audience, Establishment, Fact, Person, Voice
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from sangfroid.drafting import guards, phrases
from sangfroid.drafting.guards.context import GuardContext

VOICES = [(voice, person) for voice in Voice for person in Person]


def everything(language: str) -> list[str]:
    return [
        way
        for move in phrases.MOVES
        for voice, person in VOICES
        for group in phrases.ways(language, move, voice, person)
        for way in group
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("voice", "person"), VOICES)
def test_every_move_finds_enough_ways(language: str, voice: Voice, person: Person) -> None:
    for move in phrases.MOVES:
        found = {way for group in phrases.ways(language, move, voice, person) for way in group}
        fewest = phrases.FEWEST_GREETINGS if move == "greeting" else phrases.FEWEST
        assert len(found) >= fewest, move


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_greetings_for_everybody(language: str) -> None:
    everyone: frozenset[phrases.Reader] = frozenset(typing.get_args(phrases.Reader))
    found = {
        way
        for voice, person in VOICES
        for group in phrases.ways(language, "greeting", voice, person, everyone)
        for way in group
    }
    assert len(found) >= phrases.FEWEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_openings_and_closings_outlast_thirty_replies(language: str) -> None:
    for (voice, person), move in product(VOICES, phrases.MOVES):
        found = len({way for group in phrases.ways(language, move, voice, person) for way in group})
        if move.startswith("closing"):
            assert found >= phrases.FEWEST_EDGES, (move, voice, person)
        if (move.startswith("thanks") and move != "thanks_also") or move in {
            "acknowledge",
            "listen",
            "neutral",
        }:
            greetings = sum(map(len, phrases.ways(language, "greeting", voice, person)))
            assert found * greetings >= phrases.FEWEST_EDGES, (move, voice, person)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("voice", "person"), VOICES)
def test_greetings_suit_whoever_reads_them(language: str, voice: Voice, person: Person) -> None:
    everyone = {way for group in phrases.ways(language, "greeting", voice, person) for way in group}
    for reader in typing.get_args(phrases.Reader):
        known = phrases.ways(language, "greeting", voice, person, frozenset({reader}))
        more = {way for group in known for way in group}
        assert more > everyone or (reader == "pleased" and voice is Voice.FORMAL)
    for way in everyone:
        assert way.endswith(",")
        assert not re.search(r"(?i)client|custom|kund|klant|gast|guest|gäst|hósped|huésped|ospit", way), way


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_is_left_and_no_fact_is_made_up(language: str) -> None:
    for way in everything(language):
        bare = re.sub(r"\{[a-z]+\}|#[^#|]*\|[^#|]*#", "", way)
        assert not set(bare) & set("{}<>|#[]()"), way
        assert "  " not in way, way
        assert not any(character.isdigit() for character in way), way
        assert "'" not in way, way


PRIVATE = {"listen", "reformulate", "reformulate_measures", "confirm", "due_apart", "private_close"}
#: Moves that lead to a measure.
OF_A_MEASURE = {"facts_lead", "change_lead", "reformulate", "reformulate_measures"}
#: What stands in the reply only where the review itself says it.
TOLD = {"settled": "The shower was broken, and it was fixed within the hour."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_what_the_guards_look_for(language: str) -> None:
    """Every wording in the first person plural, and one of each sentence in the singular."""
    measure = Fact("m", type="measure_taken", values={"measure": "team_briefed"})
    house = Establishment(contact="a@b.example")
    named = {"contact": "a@b.example", "demand": "x", "threat": "y", "measures": "z"}
    for slot, theme in (("liked", "comfort"), ("concerns", "food")):
        name = phrases.theme_name(language, theme, slot == "liked")
        assert name
        named[slot] = name[0]
    for move, person in product(phrases.MOVES, Person):
        context = GuardContext(
            language=language,
            audience=Audience.PRIVATE if move in PRIVATE else Audience.PUBLIC,
            review=Review(TOLD.get(move, ""), id="1"),
            facts=(measure,) if move in OF_A_MEASURE else (),
            establishment=house,
        )
        for voice in Voice:
            groups = phrases.ways(language, move, voice, person)
            for way in (way for group in groups for way in (group if person is Person.WE else group[:1])):
                text = phrases.agree(re.sub(r"\{([a-z]+)\}", lambda slot: named[slot[1]], way), plural=False)
                found = guards.check(text[0].upper() + text[1:], context)
                # One sentence is too little to be sure of its language.
                assert not [finding for finding in found if finding.guard != "language"], (move, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_moves_but_closings_of_joy_have_no_exclamation(language: str) -> None:
    for move in phrases.MOVES:
        if move == "closing_positive":
            continue
        for voice, person in VOICES:
            assert not any(
                "!" in way for group in phrases.ways(language, move, voice, person) for way in group
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_is_named_and_spoken_of(language: str) -> None:
    themes = phrases.bank(language).themes
    assert set(themes) == set(phrases.bank("fr").themes)
    for theme in themes:
        for liked in (True, False):
            assert phrases.theme_name(language, theme, liked)
            assert any(phrases.theme_ways(language, theme, liked, person) for person in Person)


def test_every_theme_the_analysis_finds_can_be_named() -> None:
    rules = resources.files("sangfroid.analysis").joinpath("lexicons/themes/rules.yaml")
    found = {name.removeprefix("theme.") for name in yaml.safe_load(rules.read_text(encoding="utf-8"))}
    assert found <= set(phrases.bank("fr").themes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_demands_and_threats_put_neutrally(language: str) -> None:
    bank = phrases.bank(language)
    assert set(bank.demands) == set(phrases.DEMANDS)
    assert set(bank.threats) == set(phrases.THREATS)


def test_french_is_typeset() -> None:
    assert phrases.typeset("fr", "Est-ce bien cela ? « l'accueil » : oui") == (
        "Est-ce bien cela\u202f? «\u00a0l’accueil\u00a0»\u00a0: oui"
    )
    assert phrases.typeset("fr", "vous pouvez m' écrire") == "vous pouvez m’écrire"
    assert phrases.typeset("it", "L' ascensore, un po' di rumore") == "L’ascensore, un po’ di rumore"
    assert phrases.typeset("en", "Is that right? It's so: yes") == "Is that right? It’s so: yes"


def test_lists_are_joined_as_the_language_does() -> None:
    assert (
        phrases.enumerate_in("fr", ("le bruit", "le prix", "l’attente")) == "le bruit, le prix et l’attente"
    )
    assert phrases.enumerate_in("es", ("la espera", "el precio")) == "la espera y el precio"
    assert phrases.enumerate_in("es", ("el servicio", "internet")) == "el servicio e internet"
    assert phrases.enumerate_in("de", ("den Preis",)) == "den Preis"


def test_wordings_are_written_out() -> None:
    assert phrases.spread(("<we are|I am> (glad|happy)",), "en", Person.I) == ("I am glad", "I am happy")
    assert phrases.agree("#is|are# fine", plural=True) == "are fine"


def test_another_language_is_refused() -> None:
    with pytest.raises(InvalidInput):
        phrases.bank("sv")


def test_a_bank_that_lacks_something_is_refused() -> None:
    whole = phrases.bank("fr")
    moves = {**whole.moves, "regret": phrases.Move(both=("Nous {liked} regrettons.",))}
    del moves["contact"]
    found = list(phrases.problems(whole.model_copy(update={"moves": moves}), "fr"))
    assert any("contact is missing" in problem for problem in found)
    assert any("slot liked" in problem for problem in found)
