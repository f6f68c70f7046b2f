"""What a review thinks of its subjects, read a second time."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from sangfroid.analysis.opinions_training import Marked
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Review, Situation, Theme
from sangfroid.drafting import learnt, likely, second_reading, second_reading_training
from sangfroid.drafting.points import ASKING
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.second_reading import judged, read_again, seen
from sangfroid.drafting.writing import Writing

CORPUS = Path(__file__).parents[2] / "corpus"


def read(
    text: str, language: str, rating: float | None = None
) -> tuple[tuple[Theme, ...], tuple[Theme, ...]]:
    """The themes of a review as the analysis judges them, and as they are read again."""
    review = Review(text, rating=rating, language=language)
    themes = analyze(review).themes
    return themes, read_again(themes, Remarks(text, language), language)


def of(name: str, themes: tuple[Theme, ...]) -> float:
    """What is thought of the only subject of a name."""
    [found] = [theme.polarity for theme in themes if theme.name == name]
    return found


def test_what_no_single_word_praises_may_please() -> None:
    themes, again = read("The price was right.", "en", 4)
    assert of("price", themes) < of("price", again)


def test_what_no_single_word_blames_may_displease() -> None:
    text = "The team went out of their way. The room smelled of smoke."
    themes, again = read(text, "en")
    assert of("room", themes) > -0.5
    assert of("room", again) < -0.6


def test_what_the_words_around_it_complain_of_does_not_please() -> None:
    themes, again = read("The team looked through us as if we were air.", "en", 4)
    assert of("staff", again) < 0.3 < of("staff", themes)


def test_everything_but_the_judgement_stays() -> None:
    themes, again = read("Nette Bedienung, aber das Schnitzel war kalt und teuer.", "de", 3)
    assert [(one.name, one.start, one.end, one.quote) for one in themes] == [
        (one.name, one.start, one.end, one.quote) for one in again
    ]
    assert all(-1 <= theme.polarity <= 1 for theme in again)


def test_praise_that_is_taken_back_at_once_stays_both() -> None:
    text = "The breakfast is generous, but cold."
    themes, again = read(text, "en", 3)
    twice = [theme for theme in themes if theme.name == "breakfast"]
    assert len(twice) == 2
    assert [theme for theme in again if theme.name == "breakfast"] == twice


def test_what_is_only_supposed_is_no_more_praise_than_it_was() -> None:
    text = "Si vous aimez le calme, demandez une chambre sur cour."
    themes, again = read(text, "fr", 3)
    assert all(after.polarity <= before.polarity for before, after in zip(themes, again, strict=True))
    assert any(judged(seen(theme, Remarks(text, "fr"), "fr")) > theme.polarity + 0.01 for theme in themes), (
        "nothing that would have been praise"
    )


def test_a_language_nobody_knows_is_not_read_again() -> None:
    themes = (Theme("food", 0.3, 0, 4, "mtla"),)
    assert read_again(themes, Remarks("mtla", "xx"), "xx") == themes


def test_what_lies_beyond_the_words_that_are_read_stays() -> None:
    text = "The soup was cold. " * 20_000
    last = Theme("food", -0.2, len(text) - 15, len(text) - 11, "soup")
    assert read_again((last,), Remarks(text, "en"), "en") == (last,)


def test_a_subject_is_seen_by_its_clause_and_its_sentence() -> None:
    text = "The bill was twice what we had agreed, the garden is lovely."
    themes = {theme.name: theme for theme in analyze(Review(text, language="en")).themes}
    remarks = Remarks(text, "en")
    price, place = (seen(themes[name], remarks, "en") for name in ("price", "atmosphere"))
    assert price["clause complaint"] > place["clause complaint"]
    assert price["sentence complaint"] == place["sentence complaint"]
    assert price["clause complaint of it"] <= price["clause complaint"]
    assert (price["opinion"], price["strength"]) == (
        themes["price"].polarity,
        -themes["price"].polarity,
    )


def test_the_surest_judgement_has_odds() -> None:
    theme = Theme("food", -1.0, 0, 4, "soup")
    assert math.isfinite(seen(theme, Remarks("soup", "en"), "en")["odds"])


def test_of_what_nothing_is_learnt_nothing_is_told() -> None:
    theme = Theme("unheard_of", 0.1, 0, 4, "soup")
    found = seen(theme, Remarks("soup", "en"), "en")
    assert found["clause praise of it"] == found["sentence complaint of it"] == -10.0


def test_a_sentence_without_end_is_as_likely_as_its_likeliest_part() -> None:
    told, filler = "the soup was stone cold", "and we walked on by the sea "
    alone, within = (likely.whole("en", said) for said in (told, filler * 10 + told))
    served_cold = likely.weights().places["served_cold"]
    assert within[served_cold] > alone[served_cold] - 4


def test_a_reply_is_written_from_the_second_reading() -> None:
    text = "The team went out of their way. The room smelled of smoke."
    review = Review(text, language="en")
    analysis = analyze(review)
    assert analysis.situation not in ASKING
    again = of("cleanliness", read_again(analysis.themes, Remarks(text, "en"), "en"))
    assert again != of("cleanliness", analysis.themes)
    writing = Writing(DraftRequest(review, analysis), "en", Audience.PUBLIC)
    assert writing.themes["cleanliness"].polarity == again


def test_a_demand_is_not_read_again() -> None:
    text = "A free dessert after an hour of waiting was flatly refused. As I said I would: one star."
    review = Review(text, rating=1, language="en")
    analysis = replace(analyze(review), situation=Situation.REFUSED_DEMAND)
    again = read_again(analysis.themes, Remarks(text, "en"), "en")
    assert again != analysis.themes
    writing = Writing(DraftRequest(review, analysis), "en", Audience.PUBLIC)
    assert {theme.polarity for theme in writing.themes.values()} <= {one.polarity for one in analysis.themes}


def test_the_clause_of_a_subject_is_the_one_it_stands_in() -> None:
    text = "Cold soup, warm bread. Nice staff"
    remarks = Remarks(text, "en")
    for word, clause in (("Cold", "cold soup"), ("bread", "warm bread"), ("staff", "nice staff")):
        at = text.index(word)
        assert remarks.clause_of(Theme("food", 0.0, at, at + 2, word)).strip() == clause


def test_the_weights_have_their_shape(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    second_reading.weights.cache_clear()
    (tmp_path / "second_reading.yaml").write_text("displeased: {}\npleased: often\n", encoding="utf-8")
    monkeypatch.setattr(learnt.resources, "files", lambda _: tmp_path)
    with pytest.raises(InvalidData, match=r"second_reading\.yaml"):
        second_reading.weights()
    second_reading.weights.cache_clear()


def test_the_shipped_weights_name_what_is_seen() -> None:
    names = seen(Theme("food", 0.5, 0, 4, "soup"), Remarks("soup", "en"), "en").keys()
    for table in (second_reading.weights().displeased, second_reading.weights().pleased):
        assert table.keys() == {"bias", *names}


def test_a_marked_subject_is_learnt_from_with_its_stars_and_without() -> None:
    text = "The price was right. The room smelled of smoke."
    review = Review(text, rating=4, language="en")
    marked = Marked(review, {("price", 4): "good", ("cleanliness", text.index("smelled")): "bad"})
    found = list(second_reading_training.of_review(marked))
    assert [(lesson.column, lesson.counts) for lesson in found] == [(2, 1.0), (0, 1.0), (2, 0.5), (0, 0.5)]
    with_stars, without = found[0].seen, found[2].seen
    assert with_stars["opinion"] != without["opinion"]
    assert with_stars["sentence praise"] == without["sentence praise"]
    unrated = Marked(replace(review, rating=None), marked.opinions)
    assert [lesson.counts for lesson in second_reading_training.of_review(unrated)] == [1.0, 1.0]


def test_the_file_is_written_as_it_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    content = {"displeased": {"bias": -0.5, "odds": 1.0}, "pleased": {"bias": 0.5, "odds": -1.0}}
    (tmp_path / "second_reading.yaml").write_text(learnt.written("Made by hand.", content), encoding="utf-8")
    second_reading.weights.cache_clear()
    monkeypatch.setattr(learnt.resources, "files", lambda _: tmp_path)
    assert second_reading.weights().model_dump() == content
    second_reading.weights.cache_clear()


def test_words_known_to_tell_a_complaint_of_a_subject_are_seen() -> None:
    [duck], _ = read("The duck was served cold.", "en")
    told = seen(duck, Remarks("The duck was served cold.", "en"), "en")
    assert (told["clause complaint in its words"], told["clause praise in its words"]) == (1.0, 0.0)
    [duck], _ = read("We had the duck.", "en")
    assert seen(duck, Remarks("We had the duck.", "en"), "en")["clause complaint in its words"] == 0.0
