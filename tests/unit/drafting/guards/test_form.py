"""Limits, formats, languages, quotations, sameness; what depends on audience, platform and pressure."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sangfroid.domain.draft import Audience, Establishment, Severity, Signature
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Level, Review
from sangfroid.drafting import guards, messages
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.lexicon import lexicon
from sangfroid.drafting.guards.patterns import PatternError, compile_pattern
from sangfroid.platforms.rules import platform_rules

BLOCK, WARN = Severity.BLOCK, Severity.WARN
TRIPADVISOR = platform_rules("tripadvisor")


def found(text: str, guard: str, **context: Any) -> list[tuple[Severity, str]]:
    checked = guards.check(text, GuardContext(**context))
    return [(item.severity, item.quote) for item in checked if item.guard == guard]


def severities(text: str, guard: str, **context: Any) -> set[Severity]:
    return {severity for severity, _ in found(text, guard, **context)}


@pytest.mark.parametrize(
    ("context", "severity"),
    [
        ({}, {WARN}),
        ({"level": Level.SUSPECTED}, {BLOCK}),
        ({"level": Level.EXPLICIT}, {BLOCK}),
        ({"platform": TRIPADVISOR}, {BLOCK}),
        ({"audience": Audience.PRIVATE}, set()),
        ({"audience": Audience.PRIVATE, "level": Level.EXPLICIT}, {WARN}),
    ],
)
def test_a_gesture_weighs_by_circumstance(context: dict[str, Any], severity: set[Severity]) -> None:
    assert (
        severities("We would like to offer you a free night.", "gesture", language="en", **context)
        == severity
    )


def test_what_is_due_may_be_said_in_private_and_a_trade_never() -> None:
    private = {"language": "en", "audience": Audience.PRIVATE, "level": Level.EXPLICIT}
    assert found("We will refund what is due to you for the parking.", "gesture", **private) == []
    trade = "If you remove your review, we will refund the night."
    assert severities(trade, "gesture", **private) == {BLOCK}
    assert severities(trade, "gesture", language="en") == {BLOCK}
    reformulated = "You ask for a refund, failing which you will publish a bad review. Is that right?"
    assert found(reformulated, "gesture", **private) == []


def test_strong_words_are_for_the_last_step_of_a_private_talk() -> None:
    text = "Lier un avis à un avantage est une forme de chantage."
    assert severities(text, "accusation", language="fr") == {BLOCK}
    assert severities(text, "accusation", language="fr", audience=Audience.PRIVATE) == {WARN}
    guilt = "Vous êtes coupable d’un délit."
    assert severities(guilt, "accusation", language="fr", audience=Audience.PRIVATE) == {BLOCK}
    warning = "Une telle menace peut relever de poursuites."
    assert severities(warning, "legal_threat", language="fr", audience=Audience.PRIVATE) == {WARN}


@pytest.mark.parametrize(
    "text",
    [
        "We offer you a f u l l refund, a f.r.e.e n.i.g.h.t.",
        "We will r e f u n d you.",
        "We will re\u200bfu\u00adnd you.",
        "We will ｒｅｆｕｎｄ you.",
        "We will rеfund yоu.",
        "WE WILL REFUND YOU.",
        "We will &#114;efund you.",
        "We will r3fund you.",
        "We will 𝐫𝐞𝐟𝐮𝐧𝐝 you.",
    ],
)
def test_a_disguise_does_not_help(text: str) -> None:
    assert found(text, "gesture", language="en")


def test_a_sentence_of_another_language_is_heard_in_it() -> None:
    text = (
        "Nous vous remercions de votre message et regrettons votre déception. "
        "Wir erstatten Ihnen gern den vollen Betrag der Übernachtung."
    )
    assert found(text, "gesture", language="fr")
    assert severities(text, "language", language="fr") == {BLOCK}


def test_google_counts_bytes() -> None:
    google = platform_rules("google-maps")
    assert google is not None
    assert google.limit is not None
    accents = "é" * 2048
    assert found(accents, "limit", platform=google) == []
    assert found(accents + "é", "limit", platform=google) == [(BLOCK, "é")]


def test_a_limit_from_hearsay_and_the_house_limit_only_warn() -> None:
    assert severities("a" * 2001, "limit", platform=platform_rules("booking")) == {WARN}
    assert found("word " * 150, "limit", language="en") == []
    assert severities("word " * 151, "limit", language="en") == {WARN}
    assert found("word " * 151, "limit", language="en", audience=Audience.PRIVATE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Visit www.example.com for more.",
        "Call 04 12 34 56 78 for more.",
        "We note:\n- the noise\n- the wait",
        "Thank you #happyguests",
        "This is NOT ACCEPTABLE for us.",
        "We report this to Tripadvisor.",
    ],
)
def test_a_format_the_platform_forbids_is_blocked_and_no_other(text: str) -> None:
    assert severities(text, "format", language="en", platform=TRIPADVISOR) == {BLOCK}
    assert BLOCK not in severities(text, "format", language="en")


def test_lists_and_hashtags_are_a_warning_where_no_platform_forbids_them() -> None:
    google = platform_rules("google-maps")
    assert found("We note:\n- the noise\n- the wait", "format", language="en", platform=google) == [
        (WARN, "- the noise\n- the wait")
    ]
    assert found("Thank you #happyguests", "format", language="en") == [(WARN, "#happyguests")]
    assert found("Thank you - and see you soon.\n- Ana", "format", language="en") == []


def test_abbreviations_and_the_names_of_the_house_are_no_shouting() -> None:
    house = Establishment(name="HOTEL TILLEULS", signature=Signature("ANA"))
    assert (
        found("The TV and the WC at the HOTEL TILLEULS.", "format", language="en", establishment=house) == []
    )
    assert found("Le Wi-Fi du 3e étage, TVA comprise.", "format", language="fr") == []
    assert severities("THIS IS OUTRAGEOUS", "format", language="en") == {WARN}


def test_a_reply_is_in_the_language_of_the_review() -> None:
    english = "Thank you for your message, we are sorry that the room was not to your liking."
    review = Review(text="La chambre était bruyante et le petit-déjeuner froid, quel dommage.")
    assert severities(english, "language", review=review) == {BLOCK}
    assert severities(english, "language", language="fr") == {BLOCK}
    assert found(english, "language", language="en", review=review) == []
    assert found("Merci !", "language", language="en") == []
    address = "Bonjour, écrivez-nous à guest.relations@thehouse.example, nous vous répondrons avec plaisir."
    assert found(address, "language", language="fr") == []


def test_six_words_of_the_review_are_a_quotation() -> None:
    review = Review(text="The soup was cold and the waiter ignored us all evening.")
    quote = "You write that the waiter ignored us all evening, which we regret."
    assert found(quote, "quoting", language="en", review=review) == [
        (WARN, "the waiter ignored us all evening")
    ]
    assert severities(quote, "quoting", language="en", review=review, platform=TRIPADVISOR) == {BLOCK}
    five = "We regret that the waiter ignored us all."
    assert found(five, "quoting", language="en", review=review) == []
    assert found("We regret the cold soup and the lack of attention.", "quoting", review=review) == []


def test_sameness() -> None:
    old = (
        "Thank you for taking the time to write to us about your evening. "
        "We regret that the noise of the street kept you awake and we would like to hear more. "
        "We hope to welcome you again in better circumstances."
    )
    assert severities(old, "sameness", language="en", recent=(old,)) == {BLOCK}
    other = (
        "Thank you for taking the time to write to us about your evening. "
        "Breakfast is an important moment, and yours was clearly too slow for a Sunday."
    )
    assert {quote for _, quote in found(other, "sameness", language="en", recent=(old,))} == {
        "Thank you for taking the time to write to us about your evening."
    }
    fresh = "Your account of that breakfast is precise and useful, and we are grateful for it."
    assert found(fresh, "sameness", language="en", recent=(old,)) == []


def test_messages_are_in_the_language_of_the_screen() -> None:
    (english,) = guards.check("You are lying.", GuardContext(language="en"))
    (french,) = guards.check("You are lying.", GuardContext(language="en", ui_language="fr-FR"))
    assert "facts" in english.message
    assert "faits" in french.message
    (other,) = guards.check("You are lying.", GuardContext(language="en", ui_language="sv"))
    assert other.message == english.message


def test_english_and_french_have_the_same_messages() -> None:
    assert messages.keys("en") == messages.keys("fr")


def test_every_language_has_rules_for_the_same_guards() -> None:
    for language in LANGUAGES:
        ears = lexicon(language)
        assert ears.guards == lexicon("en").guards, language
        assert ears.guards <= set(guards.NAMES)
        assert ears.actions.keys() == lexicon("en").actions.keys(), language
        for _, pattern in ears.patterns():
            assert pattern.regex


def test_every_file_of_the_folder_is_registered() -> None:
    from importlib import resources

    helpers = {"__init__", "classifier", "classifier_training", "context", "hearing", "lexicon", "patterns"}
    helpers |= {"counting", "frames", "ranges", "reading", "resembling", "support", "values"}
    files = {entry.name for entry in resources.files(guards).iterdir() if entry.name.endswith(".py")}
    assert {name.removesuffix(".py") for name in files} - helpers == set(guards.NAMES)


@pytest.mark.parametrize("source", ["(a", "a)", "<none>", "a[b", "x\\d", "?"])
def test_a_pattern_that_cannot_be_read_is_named(source: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(source)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_spans_are_exact_whatever_the_text(text: str) -> None:
    review = Review(text=text, author="Ana Duarte")
    for item in guards.check(text, GuardContext(review=review, level=Level.EXPLICIT, recent=(text,))):
        assert text[item.start : item.end] == item.quote
        assert 0 <= item.start <= item.end <= len(text)


def test_an_empty_text_has_no_findings() -> None:
    assert guards.check("  \n ", GuardContext()) == ()
