"""Sentences no rule hears that are like those a guard is there for."""

import pytest

from sangfroid.domain.draft import Audience, Fact, Severity
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards import classifier as module
from sangfroid.drafting.guards.classifier import GUARDS, Classifier, classifier, shaped, words
from sangfroid.drafting.guards.context import GuardContext


def small(threshold: float = 1.0) -> Classifier:
    """Hears nothing but "rain", and that as an offer."""
    offers = [300 if guard == "gesture" else 0 for guard in GUARDS]
    calm = [0] * len(GUARDS)
    return Classifier({"en=rain": offers, "en=sunny": calm}, [0.0] * len(GUARDS), [threshold] * len(GUARDS))


@pytest.fixture
def rain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sangfroid.drafting.guards.resembling.classifier", lambda: small(0.05))


def likely(text: str, **given: object) -> list[tuple[str, Severity, str]]:
    context = GuardContext(language="en", **given)  # type: ignore[arg-type]
    return [(item.guard, item.severity, item.quote) for item in guards.check(text, context)]


def test_a_sentence_is_judged_by_all_its_words_for_each_guard() -> None:
    judged = small().judge(["a", "rain", "of", "roses"], "en")
    assert judged[GUARDS.index("gesture")] > -1.0
    assert [above for guard, above in zip(GUARDS, judged, strict=True) if guard != "gesture"] == [-1.0] * 7


def test_the_words_shown_are_those_that_tell() -> None:
    calm = ["there", "was", "a", "kind", "word", "for", "all"]
    assert small(0.0).telling([*calm, "and", "rain", *calm], "en", "gesture") == (3, 8)
    assert small(0.0).telling(["had", "rain"], "en", "gesture") == (0, 1)


def test_a_sentence_without_end_is_judged_by_its_beginning() -> None:
    endless = ["rain", *["rose"] * 50_000]
    first, last = small(0.0).telling(endless, "en", "gesture")
    assert first == 0
    assert last < module.MOST_WORDS


@pytest.mark.usefixtures("rain")
def test_a_likely_sentence_is_a_warning_with_its_telling_words() -> None:
    assert likely("We were glad of you. We had some rain for you.") == [
        ("gesture", Severity.WARN, "We had some rain for you")
    ]


@pytest.mark.usefixtures("rain")
@pytest.mark.parametrize("text", ["Rain for you.", "We had some sunny days.", ""])
def test_few_words_or_others_are_none(text: str) -> None:
    assert likely(text) == []


@pytest.mark.usefixtures("rain")
def test_what_a_fact_says_and_what_is_due_in_private_is_left_alone() -> None:
    text = "We had some rain for thirsty flowers."
    fact = Fact("f", "There was rain for thirsty flowers.", "en")
    assert [guard for guard, _, _ in likely(text)] == ["gesture"]
    assert likely(text, facts=(fact,)) == []
    assert likely(text, audience=Audience.PRIVATE) == []


@pytest.mark.usefixtures("rain")
def test_names_under_a_reply_are_no_sentence() -> None:
    assert likely("We were glad of you.\n\nThe head of rain and sun") == []
    assert likely("We were glad of you.\n\nThe head of rain and sun.") != []


def test_what_is_said_back_in_private_accuses_nobody() -> None:
    text = "Se ho capito bene, Lei desidera uno sconto, altrimenti pubblicherà una recensione."
    context = GuardContext(language="it", audience=Audience.PRIVATE)
    assert [item for item in guards.check(text, context) if item.guard == "accusation"] == []


@pytest.mark.usefixtures("rain")
def test_a_rule_that_says_why_is_enough() -> None:
    found = likely("We will refund you half of the rain tomorrow.")
    assert [guard for guard, _, _ in found].count("gesture") == 1


def test_what_the_review_tells_itself_is_no_secret() -> None:
    text = "As a diabetic you had asked for a small fridge, and you got one."
    told = Review("I am diabetic and had asked for a small fridge in the room.", language="en")
    other = Review("The bed was hard and the breakfast late.", language="en")
    private = [
        [item for item in likely(text, review=review) if item[0] == "personal_data"]
        for review in (told, other)
    ]
    assert private[0] == []
    assert [severity for _, severity, _ in private[1]] == [Severity.WARN]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thank you to the two barristers who sang so well at the piano last winter."),
        ("fr", "Merci à ces deux avocats, nos plus fidèles joueurs de boules."),
        ("de", "Der Rechtsanwalt am Nebentisch spielt so gern Skat wie Ihr Vater."),
    ],
)
def test_a_word_of_the_law_where_nothing_is_threatened_blocks_nothing(language: str, text: str) -> None:
    found = guards.check(text, GuardContext(language=language))
    assert [item.severity for item in found if item.guard == "legal_threat"] == [Severity.WARN]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our lawyer will be in touch with you about these lies."),
        ("fr", "Notre avocat vous écrira, et le tribunal jugera vos propos."),
    ],
)
def test_a_threat_of_the_law_still_blocks(language: str, text: str) -> None:
    found = guards.check(text, GuardContext(language=language))
    assert [item for item in found if item.guard == "legal_threat" and item.severity is Severity.BLOCK]


def test_positions_are_those_of_the_text() -> None:
    text = "Well… refund it, we will not."
    assert [text.casefold()[word.start : word.end] for word in words(text.casefold(), 0, len(text))] == [
        *("well", "refund", "it", "we", "will", "not")
    ]


def test_the_shipped_classifier_has_a_share_for_each_guard() -> None:
    assert all(len(shares) == len(GUARDS) for shares in classifier().words.table.values())


@pytest.mark.parametrize("missing", ["words", "bias", "thresholds"])
def test_a_file_without_its_shape_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"words": {}, "bias": dict.fromkeys(GUARDS, 0), "thresholds": dict.fromkeys(GUARDS, 0)}
    assert shaped(data)
    del data[missing]
    monkeypatch.setattr(module.json, "loads", lambda _: data)
    with pytest.raises(InvalidData, match=r"classifier\.json"):
        classifier.__wrapped__()
