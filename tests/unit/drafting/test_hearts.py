"""Which of several complaints is answered first."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Theme
from sangfroid.drafting import exact, hearts, hearts_training, learnt, phrases
from sangfroid.drafting.exact import GRIEVANCES
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.writing import Writing

TOLD: dict[str, str] = {}


def themes(text: str, *named: tuple[str, str, float]) -> list[Theme]:
    """Subjects with the words that name them and what is thought of each."""
    return [
        Theme(name, polarity, text.index(word), text.index(word) + len(word), word)
        for name, word, polarity in named
    ]


def seen(
    text: str, said: list[Theme], told: dict[str, str] = TOLD, language: str = "en"
) -> dict[str, dict[str, float]]:
    concerns = list(dict.fromkeys(theme.name for theme in said))
    return hearts.seen(concerns, said, Remarks(text, language), told)


def first(text: str, rating: float = 1, language: str = "en") -> str:
    """The subject of the first complaint of a review."""
    review = Review(text, rating=rating, language=language)
    return Writing(DraftRequest(review, analyze(review)), language, Audience.PUBLIC).concerns[0]


TEXT = "The wifi was slow. The food was cold, the soup was cold too. In the end we paid a lot for the wifi."


def test_a_complaint_is_seen_by_where_and_how_long_it_is_told() -> None:
    said = themes(TEXT, ("wifi", "wifi", -0.4), ("food", "food", -0.8), ("food", "soup", -0.9))
    again = TEXT.rindex("wifi")
    said.append(Theme("wifi", -0.7, again, again + 4, "wifi"))
    found = seen(TEXT, said, {"food": "served_cold"})
    wifi, food = found["wifi"], found["food"]
    assert wifi["is wifi"] == food["is food"] == 1.0
    assert (wifi["strength"], food["strength"]) == (0.7, 0.9)
    assert (wifi["sentences"], food["sentences"]) == (2.0, 1.0)
    assert (wifi["in the first"], wifi["in the last"]) == (1.0, 1.0)
    assert (food["in the first"], food["in the last"]) == (0.0, 0.0)
    assert wifi["share"] + food["share"] == pytest.approx(1.0)
    assert food["share"] == pytest.approx(len(" The food was cold, the soup was cold too.") / len(TEXT))
    assert wifi["begins"] == 4 / len(TEXT)
    assert wifi["ends"] == again / len(TEXT)
    assert "order 0" in wifi
    assert "order 1" in food
    assert (food["told"], food["told served_cold"]) == (1.0, 1.0)
    assert "told" not in wifi


def test_the_last_sentence_is_the_last_that_says_something() -> None:
    text = "The food was cold. The wifi was slow.  \n"
    found = seen(text, themes(text, ("food", "food", -0.8), ("wifi", "wifi", -0.8)))
    assert (found["food"]["in the last"], found["wifi"]["in the last"]) == (0.0, 1.0)
    text = "The food was cold. The wifi was slow"
    found = seen(text, themes(text, ("food", "food", -0.8), ("wifi", "wifi", -0.8)))
    assert (found["food"]["in the last"], found["wifi"]["in the last"]) == (0.0, 1.0)


def test_of_a_text_without_a_character_nothing_is_a_share() -> None:
    said = [Theme("food", -0.8, 0, 0, ""), Theme("wifi", -0.6, 0, 0, "")]
    found = hearts.seen(["food", "wifi"], said, Remarks("", "en"), TOLD)
    assert found["food"]["share"] == found["wifi"]["begins"] == 0.0


def test_what_was_put_right_is_seen_so() -> None:
    for text, right in (
        ("The shower was broken, fixed within the hour.", 1.0),
        ("The shower was broken, and stayed so.", 0.0),
    ):
        assert seen(text, themes(text, ("room", "shower", -0.8)))["room"]["put right"] == right


def test_praise_of_the_same_subject_is_no_part_of_the_complaint() -> None:
    text = "The staff were kind. The wifi was slow. The staff at the bar were rude."
    said = themes(text, ("staff", "staff", 0.9), ("wifi", "wifi", -0.8))
    at = text.rindex("staff")
    found = seen(text, [*said, Theme("staff", -0.6, at, at + 5, "staff")])
    assert found["staff"]["begins"] == at / len(text)
    assert "order 0" in found["wifi"]


def test_what_each_name_adds_makes_the_weight() -> None:
    known = hearts.weights()
    seen = {"is food": 1.0, "strength": 0.5, "of no weight": 7.0}
    expected = known.heart["is food"] + 0.5 * known.heart["strength"]
    assert hearts.weigh(seen, "food") == pytest.approx(expected)
    sum_of_all = known.bias + known.meant["is food"] + 0.5 * known.meant["strength"]
    assert hearts.meant(seen) == pytest.approx(1 / (1 + math.exp(-sum_of_all)))


def test_what_is_said_strongly_and_known_exactly_is_likelier_meant() -> None:
    faint = {"is room": 1.0, "strength": 0.35, "share": 0.1}
    strong = faint | {"strength": 0.95, "told": 1.0, "share": 0.5}
    assert hearts.meant(faint) < 0.5 < hearts.meant(strong)


def test_a_further_point_that_is_hardly_meant_only_fills_up() -> None:
    text = "The food was cold and tasteless, a disgrace, the soup was cold too. We had a table by the door."
    review = Review(text, rating=1, language="en")
    analysis = analyze(review)
    table = Theme("staff", -0.42, text.index("table"), text.index("table") + 5, "table")
    for polarity, kept in ((-0.42, False), (-0.99, True)):
        said = (*analysis.themes, replace(table, polarity=polarity))
        writing = Writing(DraftRequest(review, replace(analysis, themes=said)), "en", Audience.PUBLIC)
        assert ("staff" in writing.concerns) is kept
        assert ("staff" in writing.mentioned) is not kept


@pytest.mark.parametrize(
    ("text", "heart"),
    [
        (
            "The food was so so. We paid in March, and three months on still no refund.",
            "refund",
        ),
        ("Boring food. The bar was noisy until four, a terrible noise, we could not sleep.", "noise"),
        (
            "Parking was tight. The cook had dirty hands and the kitchen was filthy, a hygiene scandal.",
            "hygiene",
        ),
    ],
)
def test_the_heart_comes_before_what_is_said_on_the_way(text: str, heart: str) -> None:
    assert first(text) == heart


def test_what_the_house_cannot_help_comes_last() -> None:
    review = Review("Roadworks in front of the hotel, awful. The room was dirty.", rating=1, language="en")
    writing = Writing(DraftRequest(review, analyze(review)), "en", Audience.PUBLIC)
    assert writing.concerns[0] != "works"


@pytest.mark.parametrize("theme", sorted(hearts.GRAVE))
def test_what_may_harm_people_weighs_more_than_was_learnt(theme: str) -> None:
    assert hearts.weigh({}, theme) > hearts.weigh({}, "wifi") + 1.0


def test_every_name_is_one_that_can_be_seen() -> None:
    said = {"strength", "sentences", "share", "begins", "ends", "in the first", "in the last", "put right"}
    said |= {"told", *(f"order {at}" for at in range(4))}
    said |= {f"told {name}" for name in exact.subjects(GRIEVANCES)}
    said |= {f"is {name}" for name in phrases.bank("en").themes}
    assert (hearts.weights().heart.keys() | hearts.weights().meant.keys()) <= said


def test_a_file_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.joinpath("hearts.yaml").write_text("heart: {is food: much}\nbias: 0\nmeant: {}\n")
    monkeypatch.setattr(learnt.resources, "files", lambda _: tmp_path)
    with pytest.raises(InvalidData, match=r"hearts\.yaml"):
        hearts.weights.__wrapped__()


def test_a_heart_is_told_apart_from_every_other_complaint_of_its_review() -> None:
    food, wifi, room = {"is food": 1.0, "share": 0.7}, {"is wifi": 1.0, "share": 0.2}, {"share": 0.2}
    marked = frozenset({"food"})
    three = hearts_training.Lesson({"food": food, "wifi": wifi, "room": room}, marked, marked)
    assert list(hearts_training.pairs([three])) == [
        (pytest.approx({"is food": 1.0, "share": 0.5}), pytest.approx(0.5**0.5)),
        (pytest.approx({"is food": 1.0, "is wifi": -1.0, "share": 0.5}), pytest.approx(0.5**0.5)),
    ]
    # Nothing is learnt from a complaint alone, nor where the heart was not heard.
    alone = hearts_training.Lesson({"food": food}, marked, marked)
    unheard = hearts_training.Lesson({"wifi": wifi, "room": room}, marked, marked)
    assert not list(hearts_training.pairs([alone, unheard]))


def test_a_heart_is_a_complaint_that_was_meant() -> None:
    marked = list(hearts_training.read(Path(__file__).parents[2] / "corpus"))
    assert any(one.hearts for one in marked)
    assert all(one.hearts <= one.meant for one in marked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_complaints_are_seen_in_every_language(language: str) -> None:
    texts = {
        "fr": "Accueil glacial et chambre sale.", "en": "Rude staff and a dirty room.",
        "es": "Personal antipático y habitación sucia.", "de": "Unfreundliches Personal, Zimmer schmutzig.",
        "it": "Personale scortese e camera sporca.", "nl": "Onvriendelijk personeel en een vuile kamer.",
        "pt": "Pessoal antipático e quarto sujo.",
    }  # fmt: skip
    found = hearts_training.complaints(Review(texts[language], rating=1, language=language))
    assert {"staff", "cleanliness"} <= found.keys()
