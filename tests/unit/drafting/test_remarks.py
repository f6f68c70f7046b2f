"""What was put right is not regretted, a wish is thanked for, a thing named twice is one point."""

import re
from dataclasses import replace

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import DraftOptions, Establishment, Length, Signature
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation, Theme, ToneLabel
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.points import points
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest


def composed(text: str, rating: int, language: str = "en", house: str = "Harbour Hotel") -> Composition:
    review = Review(text, id="r", rating=rating, language=language)
    establishment = Establishment(house, Signature("A. Lee", "owner"), "desk@house.example")
    options = DraftOptions(length=Length.FULL)
    return compose(DraftRequest(review, analyze(review), establishment=establishment, options=options))


def theme(text: str, word: str, name: str = "room", polarity: float = -0.6) -> Theme:
    start = text.index(word)
    return Theme(name, polarity, start, start + len(word), word)


SETTLED = {
    "fr": ("La douche fuyait, c'est réparé dans l'heure.", "douche"),
    "en": ("The shower dripped, fixed within the hour.", "shower"),
    "es": ("La ducha goteaba y la arreglaron enseguida.", "ducha"),
    "de": ("Die Dusche tropfte, wurde aber sofort repariert.", "Dusche"),
    "it": ("La doccia perdeva, riparata subito.", "doccia"),
    "nl": ("De douche lekte, maar dat was meteen opgelost.", "douche"),
    "pt": ("O chuveiro pingava, mas foi logo arranjado.", "chuveiro"),
}
UNSETTLED = {
    "fr": ("La douche fuyait, elle n'a pas été réparée malgré la promesse de passer dans l'heure.", "douche"),
    "en": ("The shower dripped. They promised it would be fixed within the hour.", "shower"),
    "es": ("La ducha goteaba y no la arreglaron enseguida.", "ducha"),
    "de": ("Die Dusche tropfte und wurde nicht sofort repariert.", "Dusche"),
    "it": ("La doccia perdeva e non è mai stata riparata subito.", "doccia"),
    "nl": ("De douche lekte en dat werd niet meteen opgelost.", "douche"),
    "pt": ("O chuveiro pingava e não foi logo arranjado.", "chuveiro"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_soon_put_right_is_heard(language: str) -> None:
    text, word = SETTLED[language]
    assert Remarks(text, language).settled(theme(text, word))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_only_promised_or_never_done_is_not_put_right(language: str) -> None:
    text, word = UNSETTLED[language]
    assert not Remarks(text, language).settled(theme(text, word))


def test_it_may_be_put_right_in_the_next_sentence_and_no_later() -> None:
    text = "The shower dripped. They fixed it at once."
    assert Remarks(text, "en").settled(theme(text, "shower"))
    text = "The shower dripped. We like the town. They fixed the lift at once."
    assert not Remarks(text, "en").settled(theme(text, "shower"))
    text = "The lamp was replaced at once. The shower dripped."
    assert not Remarks(text, "en").settled(theme(text, "shower"))


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("The heating was off, told reception and within 20 minutes someone came.", True),
        ("The heating was off, fixed after twenty minutes.", True),
        ("The heating was off, we waited 20 minutes and someone shouted at us.", False),
    ],
)
def test_any_number_of_minutes_is_soon(text: str, settled: bool) -> None:
    assert Remarks(text, "en").settled(theme(text, "heating", "heating")) is settled


def test_what_was_put_right_for_somebody_content_is_not_regretted() -> None:
    text = composed("Great stay, friendly staff. The shower was broken, fixed within the hour.", 5).text
    assert not re.search("sorry|regret", text)
    text = composed("Great stay, friendly staff. The shower was broken, awful smell.", 3).text
    assert re.search("sorry|regret|seriously", text)


def test_somebody_discontent_is_regretted_with_though_something_was_put_right() -> None:
    text = composed("Dirty room, rude staff. The shower was broken, fixed within the hour.", 1).text
    assert re.search("sorry|regret|we understand", text)


WISHED = {
    "fr": ("Un parking plus grand serait un plus.", "parking"),
    "en": ("A bigger car park would be nice.", "car park"),
    "es": ("Estaría bien un aparcamiento más grande.", "aparcamiento"),
    "de": ("Ein größerer Parkplatz wäre schön.", "Parkplatz"),
    "it": ("Sarebbe bello un parcheggio più grande.", "parcheggio"),
    "nl": ("Een grotere parkeerplaats zou fijn zijn.", "parkeerplaats"),
    "pt": ("Seria bom um estacionamento maior.", "estacionamento"),
}
NO_WISH = {
    "fr": ("On aurait aimé rester plus longtemps dans cette chambre.", "chambre"),
    "en": ("We would have liked to stay longer in that room.", "room"),
    "es": ("Nos hubiera gustado quedarnos más en esa habitación.", "habitación"),
    "de": ("Ihr Geld zurück wäre schön, das Zimmer war schmutzig.", "Zimmer"),
    "it": ("Ci sarebbe piaciuto restare ancora in quella camera.", "camera"),
    "nl": ("Langer blijven zou fijn zijn in zo'n kamer.", "kamer"),
    "pt": ("Gostaríamos de ter ficado mais tempo no quarto.", "quarto"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_is_heard_as_one(language: str) -> None:
    text, word = WISHED[language]
    assert Remarks(text, language).wished(theme(text, word, "parking"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wish_is_made_of_pleasure_or_of_a_claim(language: str) -> None:
    text, word = NO_WISH[language]
    assert not Remarks(text, language).wished(theme(text, word))


def test_a_wish_of_somebody_content_is_thanked_for_as_a_suggestion() -> None:
    text = composed("Lovely stay, wonderful staff. A bigger car park would be nice.", 5).text
    assert re.search("(suggestion|thoughts|idea) about the parking", text)
    assert not re.search("sorry|regret", text)


def test_a_wish_of_somebody_discontent_is_a_complaint() -> None:
    text = composed("Awful stay, rude staff. A car park that is not flooded would be nice.", 1).text
    assert not re.search("suggestion|idea", text)


def test_a_wait_for_a_delivery_is_one_point() -> None:
    text = "The delivery came two weeks late, what a wait."
    themes = [theme(text, "delivery", "delivery"), theme(text, "wait", "waiting")]
    assert Remarks(text, "en").other_words(themes) == {"waiting": "delivery"}


def test_a_wait_in_another_sentence_is_a_point_of_its_own() -> None:
    text = "The delivery came late. The wait on the telephone was worse."
    themes = [theme(text, "delivery", "delivery"), theme(text, "wait", "waiting")]
    assert Remarks(text, "en").other_words(themes) == {}


def test_good_and_bad_are_never_one_point() -> None:
    text = "The delivery was perfect and the wait in the shop was awful."
    themes = [theme(text, "delivery", "delivery", 0.8), theme(text, "wait", "waiting")]
    assert Remarks(text, "en").other_words(themes) == {}


@pytest.mark.parametrize(
    ("text", "served", "timed", "one"),
    [
        ("Slow service, cold food.", "service", "Slow", True),
        ("Service was slow and rude.", "Service", "slow", False),
        ("The service was friendly, the queue slow.", "service", "slow", False),
        ("The waiter was slow.", "waiter", "slow", False),
    ],
)
def test_slow_service_is_the_wait_and_says_nothing_of_the_staff(
    text: str, served: str, timed: str, one: bool
) -> None:
    themes = [theme(text, served, "staff"), theme(text, timed, "waiting")]
    assert Remarks(text, "en").other_words(themes) == ({"staff": "waiting"} if one else {})


def test_a_tiny_room_is_one_point_and_a_room_beside_comfort_two() -> None:
    text = "Tiny uncomfortable room."
    themes = [theme(text, "uncomfortable", "comfort"), theme(text, "room")]
    assert Remarks(text, "en").other_words(themes) == {"comfort": "room"}
    text = "The room was dark, the chairs uncomfortable."
    themes = [theme(text, "room"), theme(text, "uncomfortable", "comfort")]
    assert Remarks(text, "en").other_words(themes) == {}


def test_a_language_nobody_knows_says_nothing() -> None:
    text = "The shower dripped, fixed at once, a new one would be nice."
    remarks = Remarks(text, "und")
    assert not remarks.settled(theme(text, "shower"))
    assert not remarks.wished(theme(text, "shower"))


@pytest.mark.parametrize(
    "text",
    [
        "Voilà pour l'hôtel « calme et détente ».",
        "Das nennt sich „calm“ hier.",
        "So much for “calm and rest”.",
        'So much for "calm and rest".',
    ],
)
def test_what_stands_between_quotation_marks_is_quoted(text: str) -> None:
    word = "calme" if "calme" in text else "calm"
    assert Remarks(text, "en").quoted(theme(text, word, "noise", 0.6))
    outside = f"{text} The breakfast was good."
    assert not Remarks(outside, "en").quoted(theme(outside, "breakfast", "breakfast", 0.6))


NOISY = "Drilling next door from seven every day, and the desk shrugged. The room was dirty. {}"


@pytest.mark.parametrize(
    ("ending", "thanked"),
    [("We had a lovely breakfast.", True), ('So much for a "lovely breakfast".', False)],
)
def test_praise_between_quotation_marks_is_not_thanked_for(ending: str, thanked: bool) -> None:
    text = NOISY.format(ending)
    read = analyze(Review(text, rating=1, language="en"))
    assert read.situation not in (Situation.POSITIVE, Situation.MIXED)
    assert any(theme.name == "breakfast" and theme.polarity > 0 for theme in read.themes)
    assert ("breakfast" in points(read, Remarks(text, "en"), 0.2).liked) is thanked


def test_praise_in_sarcasm_is_not_thanked_for() -> None:
    read = analyze(Review(NOISY.format("We had a lovely breakfast."), rating=1, language="en"))
    mocking = replace(read, tone=replace(read.tone, label=ToneLabel.SARCASTIC))
    assert "breakfast" in points(read).liked
    assert "breakfast" not in points(mocking).liked


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Alles war gut.Das Essen war kalt.", ["alles war gut", "das essen war kalt"]),
        ("Très bien!Merci à toute l'équipe", ["tres bien", "merci a toute l equipe"]),
        ("Nice room...but cold at night", ["nice room", "but cold at night"]),
        ("Booked on Booking.com for 12.50 a head", ["booked on booking com for 12 50 a head"]),
        ("M.Dupont nous a reçus au 3.Stock", ["m dupont nous a recus au 3 stock"]),
    ],
)
def test_a_sentence_ends_where_the_space_is_missing_too(text: str, sentences: list[str]) -> None:
    remarks = Remarks(text, "en")
    assert [said for one in remarks.sentences if (said := one.strip())] == sentences
    assert [clause.said.strip() for clause in remarks.clauses] == sentences
