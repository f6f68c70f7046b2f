"""Every rule is described, and its examples hold."""

import pytest

from sangfroid.analysis.lexicon import ThemeData, lexicon
from sangfroid.analysis.pipeline import analyze
from sangfroid.analysis.rules import RuleDescription, explain, rules
from sangfroid.domain.errors import NotFound
from sangfroid.domain.review import Review, Risk, ToneLabel

OWN = [rule for rule in rules() if rule.id.split(".")[0] in ("tone", "risk", "theme")]

IDS = {rule.id for rule in rules()}


def fired(text: str, rule: RuleDescription) -> bool:
    analysis = analyze(Review(text, language=rule.language))
    family, _, name = rule.id.partition(".")
    if family == "tone":
        return analysis.tone.label.value == name
    if family == "risk":
        return name in analysis.risks and any(cue.rule == rule.id for cue in analysis.cues)
    return any(theme.name == name for theme in analysis.themes)


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_hold(rule: RuleDescription) -> None:
    assert fired(rule.fires, rule), "the example that should fire does not"
    assert not fired(rule.does_not_fire, rule), "the example that should not fire does"


def test_every_tone_and_risk_is_described() -> None:
    assert {f"tone.{label.value}" for label in ToneLabel} <= IDS
    assert {f"risk.{risk.value}" for risk in Risk} <= IDS


@pytest.mark.parametrize("language", ["fr", "en", "es", "de", "it", "nl", "pt"])
def test_every_language_knows_every_theme(language: str) -> None:
    from sangfroid.analysis.lexicon import _checked

    lexicon(language)
    themes = _checked(ThemeData, "themes", language).themes
    assert {f"theme.{name}" for name in themes} == {id for id in IDS if id.startswith("theme.")}


def test_explaining() -> None:
    assert explain("risk.pests").looks_for
    with pytest.raises(NotFound):
        explain("risk.ghosts")
