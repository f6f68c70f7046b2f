"""Seven languages and an honest "unknown"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangfroid.analysis import language
from sangfroid.analysis.language import (
    FIRST_LOOK,
    LANES,
    SECOND_LOOK,
    answered_in,
    groups,
    guess,
    hinted,
    letters_of,
)
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES, UNKNOWN


def tag(text: str, hint: str | None = None) -> str:
    return guess(NormalizedText(text), hint).tag


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("fr", "Très déçue"),
        ("fr", "tres decu par l'accueil"),
        ("fr", "J’ai adoré, merci à toute l’équipe"),
        ("fr", "RIEN A REDIRE"),
        ("en", "Top notch!"),
        ("en", "Would not stay here again"),
        ("en", "Lovely food"),
        ("es", "Muy bien"),
        ("es", "Todo perfecto"),
        ("es", "Habitacion muy pequena"),
        ("de", "Gerne wieder"),
        ("de", "Schoenes Zimmer, freundliches Personal"),
        ("it", "Perfetto"),
        ("it", "Colazione ottima e camera pulita"),
        ("nl", "Lekker gegeten"),
        ("nl", "Vriendelijk personeel"),
        ("pt", "Muito bom"),
        ("pt", "Produto chegou antes do prazo"),
        ("pt", "nao recomendo"),
    ],
)
def test_short_reviews(expected: str, text: str) -> None:
    assert tag(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "12345 10/10",
        "😀😀👍",
        "!!!",
        "?",
        "\ud800",
        "\x00",
        "Personalen var otrevlig och rummet luktade rök",
        "Jedzenie było pyszne, obsługa na medal",
        "Yemekler çok lezzetliydi, servis hızlıydı",
        "Ruoka oli kylmää ja palvelu hidasta",
        "Jídlo bylo studené a obsluha nepříjemná",
        "Az étel hideg volt, a pincér udvariatlan",
        "Отличный отель, вернёмся ещё",
        "とても良いホテルでした",
        "酒店很好，服务周到",
        "فندق رائع وموظفون ودودون",
        "Πολύ καλό ξενοδοχείο",
    ],
)
def test_unknown_is_an_answer(text: str) -> None:
    guessed = guess(NormalizedText(text))
    assert (guessed.tag, guessed.confidence) == (UNKNOWN, 0.0) or guessed.tag == UNKNOWN


def test_a_hint_breaks_a_tie_and_does_not_overrule_the_text() -> None:
    assert tag("Top", "fr-FR") == "fr"
    assert tag("Top", "nl") == "nl"
    assert tag("Die Bedienung war sehr freundlich und das Essen köstlich", "fr") == "de"
    assert tag("Yemekler çok lezzetliydi, servis hızlıydı", "fr") == UNKNOWN


@pytest.mark.parametrize(
    ("hint", "expected"),
    [("fr-CA", "fr"), ("pt_BR", "pt"), ("EN", "en"), ("sv", UNKNOWN), ("", UNKNOWN), (None, UNKNOWN)],
)
def test_hints(hint: str | None, expected: str) -> None:
    assert hinted(hint) == expected


def test_the_space_before_a_mark_is_french_where_nothing_else_tells() -> None:
    assert guess(NormalizedText("Top !")).tag == "fr"
    assert guess(NormalizedText("Top\u202f!")).tag == "fr"
    assert guess(NormalizedText("Top!")).tag != "fr"
    for tag, text in (("de", "Alles super !"), ("nl", "Lekker !"), ("es", "Muy bien !"), ("en", "Great !")):
        assert guess(NormalizedText(text)).tag == tag


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        *(("Ok", page, page) for page in ("en", "it", "nl")),
        *(("Super !", page, page) for page in ("fr", "de", "nl")),
        ("Top", "fr", "fr"),
        ("Nul", "fr", "fr"),
        # What is plain stays so, whatever the page says.
        ("Danke", "en", "de"),
        ("Muy bien", "fr", "es"),
        ("Lekker", "fr", "nl"),
    ],
)
def test_of_a_word_of_several_languages_the_page_says_which(text: str, page: str, language: str) -> None:
    assert guess(NormalizedText(text), page).tag == language


def test_the_same_text_has_the_same_answer() -> None:
    unclear = [guess(NormalizedText("Hotel Bravo")) for _ in range(5)]
    assert len(set(unclear)) == 1


def test_a_long_text_is_not_read_to_its_end() -> None:
    assert len(groups(letters_of("mot " * 200_000))) == len(groups(letters_of("mot " * 2_000)))


@pytest.mark.parametrize("most", [FIRST_LOOK, SECOND_LOOK])
def test_words_add_up_to_what_their_groups_say(most: int) -> None:
    for text in ("A b à é", "Le lit est à l'étage", "x", "Nickel !", "Zimmer, 3. Stock – sehr laut " * 40):
        letters = letters_of(NormalizedText(text).folded, most)
        vote = language._vote()
        said = sum(vote._packed.get(group, 0) for group in groups(letters))
        # Twice: the second time from memory.
        assert [vote.sum(letters), vote.sum(letters)] == [said, said] != [0, 0]
        known = [group for group in groups(letters) if group in vote._packed]
        assert language._scores(letters)[1] == len(known)


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    answer = guess(NormalizedText(text))
    assert answer.tag in LANES
    assert set(LANES) == {*LANGUAGES, UNKNOWN}
    assert 0 <= answer.confidence <= 1


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("Bed and breakfast delizioso, arredato con gusto, a due passi dal centro.", "it", "it"),
        ("Bed and breakfast delizioso, arredato con gusto, a due passi dal centro.", "fr", "it"),
        ("Check-in self service, early breakfast: alles bestens, sehr freundlich.", "de", "de"),
        ("The room was clean and the breakfast was lovely.", "it", "en"),
    ],
)
def test_where_the_page_says_otherwise_the_whole_text_is_read(text: str, page: str, language: str) -> None:
    assert guess(NormalizedText(text), page).tag == language


def test_a_page_in_another_language_makes_no_other_of_a_plain_text() -> None:
    text = "Très bel hôtel, personnel adorable."
    assert {guess(NormalizedText(text), page).tag for page in LANGUAGES} == {"fr"}


@pytest.mark.parametrize(
    ("text", "heard", "declared", "expected"),
    [
        ("Super soirée ! Great food, lovely staff. On recommande", "en", "fr", "fr"),
        (
            "Great place, muy rico todo. We loved the tapas and el camarero was super friendly!",
            "en",
            "es",
            "es",
        ),
        ("Super soirée ! Great food, lovely staff. On recommande", "en", None, "en"),
        ("Super soirée ! Great food, lovely staff. On recommande", "en", "de", "en"),
        ("Super soirée ! Great food, lovely staff. On recommande", "und", "fr", "und"),
        # The page's hint alone makes no text one in two languages.
        ("Great food, lovely staff. We will be back soon.", "en", "fr", "en"),
        # Nor does a word or two.
        (
            "Great food and what a lovely evening we had with all our friends. Merci beaucoup !",
            "en",
            "fr",
            "en",
        ),
    ],
)
def test_of_two_languages_the_declared_one_is_answered(
    text: str, heard: str, declared: str | None, expected: str
) -> None:
    assert answered_in(text, heard, declared) == expected
