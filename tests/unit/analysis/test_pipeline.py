"""The whole analysis on any text: exact spans, no exception, work that grows with the length."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Analysis, Channel, Review, Situation, ToneLabel
from tests.unit.steps import steps

PIECES = [
    "Très bon séjour, merci à Julie. ",
    "Die Küche war kalt, Zimmer 305 laut. ",
    "bed\u200bbugs in room 214! ",
    "E\u0301te\u0301 nul\u00a0! ",
    "caf&eacute; froid ",
    "soooo baaaad ",
    "Tél. 06 12 34 56 78 ",
    "a.b@example.org ",
    "Je mets une étoile sur Google sinon remboursez. ",
    "שלום עולם ",
    "👩\u200d👩\u200d👧 😡 ❤️ ",
    "\ud800 \udfff ",
    "\x00\x07 ",
    "DE89 3704 0044 0532 0130 00 ",
    "ﬁn ß İ ",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=12).map("".join)


def check(text: str, analysis: Analysis) -> None:
    for cue in (*analysis.cues, *analysis.tone.evidence):
        assert 0 <= cue.start < cue.end <= len(text)
        assert cue.quote == text[cue.start : cue.end]
        assert 0 <= cue.weight <= 1
    for theme in analysis.themes:
        assert theme.quote == text[theme.start : theme.end] != ""
        assert -1 <= theme.polarity <= 1
    for item in analysis.personal_data:
        assert 0 <= item.start < item.end <= len(text)
    assert -1 <= analysis.tone.polarity <= 1
    assert 0 <= analysis.tone.intensity <= 1
    json.dumps(asdict(analysis))


@given(
    TEXTS,
    st.one_of(st.none(), st.floats(allow_nan=True)),
    st.sampled_from([None, *LANGUAGES, "sv", "fr-FR"]),
    st.sampled_from(Channel),
)
@settings(deadline=None)
def test_every_span_is_exact(text: str, rating: float | None, language: str | None, channel: Channel) -> None:
    check(text, analyze(Review(text, rating=rating, language=language, channel=channel, author="Julie")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_of_everything(language: str) -> None:
    text = "".join(PIECES) * 60
    check(text, analyze(Review(text, language=language)))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "1",
        "é",
        "!",
        "e\u0301",
        "\u0301",
        "&",
        "&amp;",
        "a@",
        "1 ",
        "+1",
        "A",
        "«",
        "\n",
        "not ",
        "no no ",
        "pas de ",
    ],
)
def test_a_long_run_of_one_thing_has_an_answer(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    check(text, analyze(Review(text, language="fr")))


def test_a_megabyte_has_an_answer() -> None:
    text = "Très bon séjour, merci à Julie. " * 31_250
    check(text, analyze(Review(text)))


@pytest.mark.parametrize(
    "piece",
    [
        "no bedbugs ",
        "bedbugs! ",
        "not good but ",
        "Thanks to Tom and Tim ",
        "room 214 booking 12345A ",
        "a@b.example ",
        "06 12 34 56 78 ",
        "refund me or one star ",
        "e\u0301\u200b&amp;",
        "aaa ",
        '"nice" ',
        ", ",
        "lol 😡 ",
        "nicht gut, ",
    ],
)
def test_work_grows_with_the_length(piece: str) -> None:
    short, long = (Review(piece * (length // len(piece)), language="en") for length in (4_000, 8_000))
    analyze(long)
    once = 100_000  # the network reads 400 words at most, of the long text perhaps and not of the short one
    assert steps(lambda: analyze(long)) < 2.3 * steps(lambda: analyze(short)) + once


def test_the_same_review_has_the_same_analysis() -> None:
    review = Review("Très bon séjour, merci à Julie. Mais du bruit toute la nuit.", rating=3)
    assert analyze(review) == analyze(review)


@pytest.mark.parametrize("text", ["", " ", "😀", "\ud800", "...", "1"])
def test_texts_without_words(text: str) -> None:
    analysis = analyze(Review(text))
    assert analysis.language.tag == "und"
    assert analysis.blackmail.level.value == "none"
    check(text, analysis)


@pytest.mark.parametrize(
    ("situation", "text", "rating"),
    [
        (Situation.POSITIVE, "Lovely stay, great breakfast", 5),
        (Situation.NEGATIVE, "Chambre sale et personnel désagréable", 1),
        (Situation.MIXED, "Zimmer schön und sauber, aber das Personal unfreundlich und das Essen kalt", 3),
        (Situation.UNFAIR, "Perfecto, todo genial", 1),
        (Situation.UNFAIR, "Terrible week, it rained all the time. Bad weather, sad holiday.", 1),
        (Situation.NEGATIVE, "Horrible, filthy and rude. Avoid this place!", 5),
        (Situation.NO_MATCHING_STAY, "Je n'y suis jamais allé mais c'est une arnaque", 1),
        (Situation.REFUSED_DEMAND, "They refused to refund us. Terrible.", 1),
        (Situation.INSULTING, "Il titolare è un idiota e i camerieri degli stronzi", 1),
        (Situation.DISCRIMINATORY, "Der Chef sagte Ausländer raus, rassistisch", 1),
        (Situation.SAFETY, "We had food poisoning after dinner, horrible", 1),
        (Situation.SAFETY, "Percevejos na cama, picadas em todo o corpo", 1),
        (Situation.UNCLEAR, "We arrived on Monday.", None),
    ],
)
def test_situations(situation: Situation, text: str, rating: float | None) -> None:
    assert analyze(Review(text, rating=rating)).situation is situation


def test_a_risk_stands_among_the_cues_with_its_words() -> None:
    text = "Nous avons trouvé des PUNAISES de lit !"
    [cue] = [cue for cue in analyze(Review(text)).cues if cue.kind == "risk.pests"]
    assert cue.quote == "PUNAISES de lit"


def test_a_hint_chooses_the_rules_where_the_language_is_unknown() -> None:
    assert analyze(Review("😡 nul", language="fr")).tone.label is not ToneLabel.NEUTRAL
