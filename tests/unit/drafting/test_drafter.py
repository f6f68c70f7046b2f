"""From request to draft: which engine writes, what the guards leave, what the notes say.

The guards are stand-ins.
"""

import re
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sangfroid.domain.draft import (
    Audience,
    Draft,
    DraftOptions,
    Engine,
    Establishment,
    Fact,
    Finding,
    Sentence,
    Severity,
    Signature,
)
from sangfroid.domain.errors import InvalidInput, ModelUnavailable
from sangfroid.domain.review import (
    Analysis,
    Blackmail,
    LanguageGuess,
    Review,
    Situation,
    Theme,
    Tone,
    ToneLabel,
)
from sangfroid.drafting import asking, drafter, guards, messages
from sangfroid.drafting.composer import compose
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.layout import Layout
from sangfroid.drafting.plan import Room
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.wire import Exchange
from sangfroid.platforms.rules import platform_rules

TEXT = "Radiateur froid toute la soirée."
TECHNICIAN = Fact("technician", "Un technicien est passé le soir même.", "fr")
BOILER = Fact("boiler", "La chaudière a été remplacée en mars.", "fr")
REQUEST = DraftRequest(
    review=Review(TEXT, id="r1", rating=2, language="fr"),
    analysis=Analysis(
        language=LanguageGuess("fr", 0.99),
        tone=Tone(ToneLabel.DISAPPOINTED, -0.6, 0.5),
        blackmail=Blackmail(),
        cues=(),
        themes=(Theme("heating", -0.8, 0, 15, TEXT[:15]),),
        personal_data=(),
        situation=Situation.NEGATIVE,
        risks=(),
    ),
    facts=(TECHNICIAN, BOILER),
    establishment=Establishment("Hôtel des Tilleuls", Signature("Ana", "directrice"), "ana@x.example"),
)
Check = Callable[[str, GuardContext], tuple[Finding, ...]]


def blocking(*words: str, guard: str = "gesture") -> Check:
    """A guard that blocks each of these words."""

    def check(text: str, context: GuardContext) -> tuple[Finding, ...]:
        return tuple(
            Finding(guard, Severity.BLOCK, text.index(word), text.index(word) + len(word), word, f"no {word}")
            for word in words
            if word in text
        )

    return check


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
    def use(check: Check) -> None:
        monkeypatch.setattr(guards, "check", check)

    use(blocking())
    return use


@pytest.fixture(autouse=True)
def _no_guards(guarded: Callable[[Check], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word of their own, tests run with guards that find nothing, and texts of any length."""
    monkeypatch.setattr(asking, "room_for", lambda situation, length: Room(0, 50, 100))


def test_a_text_of_the_model_far_from_its_length_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "room_for", lambda situation, length: Room(20, 30, 40))
    for words, engine in (
        (9, Engine.COMPOSER),
        (10, Engine.MODEL),
        (60, Engine.MODEL),
        (61, Engine.COMPOSER),
    ):
        text = written("passé " * words)
        assert drafter.draft(REQUEST, Model(text, text)).engine is engine  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("guard", "rests_on", "engine"),
    [
        ("gesture", "courtesy", Engine.COMPOSER),
        ("gesture", "F1", Engine.COMPOSER),
        ("accusation", "F1", Engine.COMPOSER),
        ("tone", "courtesy", Engine.MODEL),
    ],
)
def test_a_model_is_held_to_warnings_too(
    guard: str, rests_on: str, engine: Engine, guarded: Callable[[Check], None]
):
    found = Finding(guard, Severity.WARN, 0, 4, "Voici", "careful")
    guarded(lambda text, context: (found,) if text.startswith("Voici") else ())
    text = written("Voici le technicien.").replace("F1", rests_on)
    assert drafter.draft(REQUEST, Model(text, text)).engine is engine  # type: ignore[arg-type]


def for_situation(situation: Situation, **options: Any) -> DraftRequest:
    analysis = replace(REQUEST.analysis, situation=situation)
    return replace(REQUEST, analysis=analysis, options=DraftOptions(**options))


class Model:
    """A model that answers with given texts, or fails with a given reason."""

    host = "model.example"

    def __init__(self, *answers: str | ModelUnavailable) -> None:
        self.answers = list(answers)
        self.asked: list[Any] = []

    def deadline(self) -> float:
        return 10.0

    def remaining(self, deadline: float) -> float:
        return deadline

    def answer(
        self, messages: Any, schema: Any, *, deadline: float, streamed: bool, exchange: Exchange
    ) -> Generator[str, None, None]:
        self.asked.append(messages)
        answer = self.answers.pop(0)
        if isinstance(answer, ModelUnavailable):
            raise answer
        for start in range(0, len(answer), 9):
            exchange.characters += 9
            yield answer[start : start + 9]
        exchange.finish = "stop"


def written(*texts: str) -> str:
    entries = (f'{{"part": "body", "rests_on": ["F1"], "quote": "", "text": "{text}"}}' for text in texts)
    return f'{{"sentences": [{", ".join(entries)}]}}'


def items(request: DraftRequest, model: Any = None) -> tuple[list[Sentence], Draft]:
    *shown, last = drafter.stream(request, model)
    assert isinstance(last, Draft)
    sentences = [item for item in shown if isinstance(item, Sentence)]
    assert len(sentences) == len(shown)
    return sentences, last


def test_without_a_model_the_composer_writes_and_says_nothing_of_it():
    found = drafter.draft(REQUEST)
    composition = compose(REQUEST)
    assert found.engine is Engine.COMPOSER
    assert found.prompt is None
    assert found.reply == composition.text
    assert found.notes == composition.notes
    assert set(found.facts_used) | set(found.facts_left) == {"technician", "boiler"}
    assert found.length.characters == len(found.reply)
    assert found.length.bytes == len(found.reply.encode())
    assert drafter.draft(REQUEST) == found


def test_asking_for_a_model_that_is_not_configured_is_noted():
    found = drafter.draft(for_situation(Situation.NEGATIVE, engine=Engine.MODEL))
    assert found.engine is Engine.COMPOSER
    assert found.notes[0] == "No language model is configured: the composer wrote this draft."


def test_the_notes_are_in_the_language_of_the_person():
    request = replace(for_situation(Situation.NEGATIVE, engine=Engine.MODEL), ui_language="fr")
    assert drafter.draft(request).notes[0].startswith("Aucun modèle de langage n’est configuré\u00a0:")


def test_asking_for_the_composer_leaves_the_model_alone():
    model = Model()
    found = drafter.draft(for_situation(Situation.NEGATIVE, engine=Engine.COMPOSER), model)  # type: ignore[arg-type]
    assert found.engine is Engine.COMPOSER
    assert not model.asked


@pytest.mark.parametrize("situation", list(Situation))
def test_the_last_sentence_of_every_composition_is_the_signature(situation: Situation):
    """Drafts of the model borrow it."""
    assert "Ana, directrice" in compose(for_situation(situation)).sentences[-1].text


@pytest.mark.parametrize("situation", list(Situation))
def test_a_stream_shows_what_the_draft_holds(situation: Situation):
    shown, last = items(for_situation(situation))
    assert tuple(shown) == last.sentences
    assert last == drafter.draft(for_situation(situation))


def test_no_public_text_while_pressure_is_put():
    shown, last = items(for_situation(Situation.PRESSURE, audience=Audience.PUBLIC))
    assert not shown
    assert last.reply is None
    assert last.audience is Audience.PUBLIC
    assert last.notes
    assert last.facts_left == ("technician", "boiler")
    private = drafter.draft(for_situation(Situation.PRESSURE))
    assert private.audience is Audience.PRIVATE
    assert private.reply


def test_a_blocked_sentence_of_the_composer_is_left_out_and_named(guarded: Callable[[Check], None]):
    guarded(blocking("technicien"))
    found = drafter.draft(REQUEST)
    assert "technicien" not in (found.reply or "")
    assert "chaudière" in (found.reply or "")
    assert found.facts_left == ("technician",)
    assert "A sentence was left out: no technicien" in found.notes
    assert not found.findings


def test_an_open_slot_stays_with_its_finding(guarded: Callable[[Check], None]):
    guarded(blocking("[fact:", guard="leak"))
    slot = Fact("note", "Der Techniker kam sofort.", "de")
    found = drafter.draft(replace(REQUEST, facts=(slot,)))
    assert "[fact: Der Techniker kam sofort.]" in (found.reply or "")
    assert [finding.guard for finding in found.findings] == ["leak"]


def test_a_text_like_a_recent_one_is_worded_anew(guarded: Callable[[Check], None]):
    first = compose(REQUEST).sentences[0].text
    guarded(blocking(first, guard="sameness"))
    found = drafter.draft(REQUEST)
    assert first not in (found.reply or "")
    assert not found.findings


def test_a_text_too_long_becomes_a_short_one(guarded: Callable[[Check], None]):
    full = for_situation(Situation.NEGATIVE)
    longest = len(compose(full).text) - 1

    def limit(text: str, context: GuardContext) -> tuple[Finding, ...]:
        over = len(text) > longest
        return (Finding("limit", Severity.BLOCK, 0, len(text), text, "too long"),) if over else ()

    guarded(limit)
    found = drafter.draft(full)
    assert len(found.reply or "") <= longest
    assert not found.findings


def test_what_cannot_be_worded_otherwise_keeps_its_finding(guarded: Callable[[Check], None]):
    guarded(lambda text, context: (Finding("limit", Severity.BLOCK, 0, len(text), text, "too long"),))
    found = drafter.draft(REQUEST)
    assert found.reply
    assert [finding.guard for finding in found.findings] == ["limit"]


def test_the_platforms_limit_is_told_with_the_length():
    found = drafter.draft(replace(REQUEST, platform=platform_rules("google-maps")))
    assert found.length.limit == 4096


def test_the_guards_are_told_the_circumstances(guarded: Callable[[Check], None]):
    seen: list[GuardContext] = []

    def remember(text: str, context: GuardContext) -> Iterable[Finding]:
        seen.append(context)
        return ()

    guarded(remember)  # type: ignore[arg-type]
    drafter.draft(replace(REQUEST, recent=("Merci.",), ui_language="fr"))
    context = seen[0]
    assert (context.language, context.audience, context.recent) == ("fr", Audience.PUBLIC, ("Merci.",))
    assert context.facts == REQUEST.facts
    assert context.review is REQUEST.review
    assert context.ui_language == "fr"


def test_a_fact_that_cannot_be_said_is_named():
    with pytest.raises(InvalidInput, match="nowhere"):
        drafter.draft(replace(REQUEST, facts=(Fact("x", type="nowhere"),)), Model())  # type: ignore[arg-type]


def test_the_models_text_with_the_houses_signature():
    shown, last = items(REQUEST, Model(written("Un technicien est passé.")))
    assert last.engine is Engine.MODEL
    assert last.prompt == "reply/v1"
    assert tuple(shown) == last.sentences
    assert last.reply is not None
    assert last.reply.startswith("Un technicien est passé.\n\n")
    assert last.reply.endswith("Ana, directrice\nHôtel des Tilleuls")
    assert last.facts_used == ("technician",)
    assert last.facts_left == ("boiler",)
    assert not any("Points of the review" in note for note in last.notes)


def test_a_block_over_two_sentences_is_found_before_the_second_is_shown(guarded: Callable[[Check], None]):
    guarded(blocking("passé. Le technicien"))
    answer = written("Il est passé.", "Le technicien suit.")
    shown, last = items(REQUEST, Model(answer, answer))
    assert [sentence.text for sentence in shown] == ["Il est passé."]
    assert last.engine is Engine.COMPOSER
    assert "replaced" in last.notes[0]
    assert "gesture" in last.notes[1]


def test_a_block_that_only_the_whole_shows_replaces_what_was_shown(guarded: Callable[[Check], None]):
    def whole(text: str, context: GuardContext) -> tuple[Finding, ...]:
        bad = "Un technicien." in text and "Le soir." in text
        return (Finding("tone", Severity.BLOCK, 0, 3, text[:3], "bad"),) if bad else ()

    guarded(whole)
    first = written("Un technicien.", "Il est passé.", "Le soir.")
    shown, last = items(REQUEST, Model(first, written("Même technicien.")))
    assert len(shown) == 3
    assert last.engine is Engine.MODEL
    assert (last.reply or "").startswith("Même technicien.")
    assert [note.split(" ")[0] for note in last.notes[:2]] == ["The", "The"]
    assert "replaced" in last.notes[0]
    assert "after being told" in last.notes[1]


SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(drafter.__file__).parent.glob("*.py"))
REASONS = sorted(set(re.findall(r"""(?:"reason": |_Again\(|reason = )"([a-z_]+)\"""", SOURCES)))


@pytest.mark.parametrize(
    ("text", "language", "engine"),
    [
        ("Le technicien est venu.", "fr", Engine.MODEL),
        ("Nos cuisines brillent.", "fr", Engine.COMPOSER),
        ("Nos cuisines brillent.", "de", Engine.MODEL),  # a fact of another language is told in other words
    ],
)
def test_a_sentence_has_words_of_the_fact_it_rests_on(text: str, language: str, engine: Engine):
    request = replace(REQUEST, facts=(replace(TECHNICIAN, language=language),))
    answer = written(text)
    assert drafter.draft(request, Model(answer, answer)).engine is engine  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reason", [*REASONS, "a reason of tomorrow"])
def test_every_reason_of_a_failure_can_be_said(reason: str, language: str):
    assert {"timeout", "busy", "budget", "resting", "cut"} <= set(REASONS)
    model = Model(ModelUnavailable("x", {"reason": reason}))
    found = drafter.draft(replace(REQUEST, ui_language=language), model)  # type: ignore[arg-type]
    assert found.engine is Engine.COMPOSER
    assert found.notes[0].startswith(
        ("The language model gave no draft", "Le modèle de langage n’a pas donné")
    )
    assert (f"model.{reason}" in messages.keys(language)) is (reason in REASONS)


def test_a_layout_knows_where_its_sentences_stand():
    sentences = tuple(Sentence(text, REQUEST_SOURCE) for text in ("A b.", "C.", "Dé.", "E\nF"))
    layout = Layout(sentences, (1, 2, 1))
    assert layout.text == "A b.\n\nC. Dé.\n\nE\nF"
    assert [layout.text[start:end] for start, end in layout.spans()] == ["A b.", "C.", "Dé.", "E\nF"]
    assert layout.without({0, 1}).text == "Dé.\n\nE\nF"
    assert layout.without({0, 1, 2, 3}).text == ""


REQUEST_SOURCE = compose(REQUEST).sentences[0].source
