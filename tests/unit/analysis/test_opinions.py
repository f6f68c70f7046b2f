"""What the reviewer thinks of each subject."""

import math

import pytest

from sangfroid.analysis.opinions import Subject, judge, opinions, see, shaped
from sangfroid.analysis.pipeline import analyze
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review

#: A room complained of without a word of judgement; a booking with which the story of a dirty one begins.
TOLD = {
    "fr": ("Chambre à côté de l'ascenseur.", "Réservé par téléphone, chambre sale."),
    "en": ("Our room was next to the lift.", "Booked by phone, the room was dirty."),
    "es": ("La habitación estaba junto al ascensor.", "Reservé por teléfono, la habitación estaba sucia."),
    "de": ("Das Zimmer lag neben dem Aufzug.", "Telefonisch gebucht, das Zimmer war schmutzig."),
    "it": ("La camera era accanto all'ascensore.", "Prenotato per telefono, camera sporca."),
    "nl": ("Onze kamer lag naast de lift.", "Telefonisch geboekt, de kamer was vies."),
    "pt": ("O quarto ficava ao lado do elevador.", "Reservei por telefone, o quarto estava sujo."),
}


def thought(text: str, rating: float | None, language: str) -> dict[str, float]:
    themes = analyze(Review(text, rating=rating, language=language)).themes
    return {theme.name: theme.polarity for theme in themes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_one_thing_somebody_gives_a_star_for_is_complained_of(language: str) -> None:
    text, _ = TOLD[language]
    assert thought(text, 1, language)["room"] < -0.4
    assert thought(text, 5, language)["room"] > -0.3


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_a_story_begins_is_not_what_is_complained_of(language: str) -> None:
    found = thought(TOLD[language][1], 2, language)
    # The rules lend it the colour of the clause beside it: two tenths apart, or three.
    assert found["cleanliness"] < found["booking"] - 0.35


def test_praise_with_one_star_is_not_taken_at_its_word() -> None:
    text = "Great service. Two hours for a cold burger."
    assert thought(text, 1, "en")["staff"] < 0.4 < thought(text, 4, "en")["staff"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stars", [None, -1.0, 0.25, 1.0])
def test_packed_weights_add_up_to_the_written_ones(language: str, stars: float | None) -> None:
    told = "the room was cold, la chambre sale und das zimmer kalt. personnel adorable "
    # More subjects than are told apart, the last ones in a clause longer than is heard of it.
    plain = told + "dirty lovely " * 40 + "room " + "sale super " * 40
    late = len(told) + 13 * 40
    subjects = [
        Subject("room", 4, 8, -0.7, 0, 18),
        Subject("room", 22, 29, -0.2, 18, 55),
        Subject("staff", 56, 65, 0.9, 55, len(told)),
        *(
            Subject("noise", late + 11 * at, late + 11 * at + 4, 0.0, len(told), len(plain))
            for at in range(6)
        ),
    ]
    learnt = opinions()
    values = judge(NormalizedText(plain), language, subjects, -0.4, stars)
    for seen, value in zip(see(NormalizedText(plain), subjects, -0.4, stars), values, strict=True):
        rows = [learnt.table[""], *(row for _, row in learnt.shares(seen, language))]
        bad, good = (math.exp(sum(column) / 100) for column in zip(*rows, strict=True))
        assert value == pytest.approx((good - bad) / (bad + 1 + good))
        assert -1 <= value <= 1


def test_what_the_rules_decided_stays() -> None:
    decided = Subject("food", 0, 4, 0.31, 0, 4, decided=True)
    assert judge(NormalizedText("soup"), "en", [decided], -0.9, -1.0) == [0.31]


def test_words_of_other_clauses_are_not_heard() -> None:
    plain = "the room, awful awful awful. the room"
    alone = see(NormalizedText(plain), [Subject("room", 4, 8, 0.0, 0, 9)], 0.0, None)[0]
    assert list(alone.words) == ["the", "room"]


def test_a_clause_without_end_is_heard_around_the_subject() -> None:
    plain = "word " * 4000 + "room" + " word" * 4000
    at = plain.index("room")
    seen = see(NormalizedText(plain), [Subject("room", at, at + 4, 0.0, 0, len(plain))], 0.0, None)[0]
    assert len(seen.words) < 60


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"is room": [1, 2]}, KeyError),
        ({"": [1]}, ValueError),
        ({"": [1, 2], "is room": [1, 2, 3]}, ValueError),
    ],
)
def test_weights_of_another_shape_are_refused(wrong: dict[str, list[int]], error: type[Exception]) -> None:
    with pytest.raises(error):
        shaped(wrong)
