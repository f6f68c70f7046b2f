"""Notes name facts, themes and checks as people do."""

import pytest

from sangfroid.domain.draft import Fact
from sangfroid.drafting import facts as ledger
from sangfroid.drafting import guards, messages, naming, phrases

HEATING = Fact("69f6848b6f50", text="Un technicien est passé.", language="fr")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_theme_and_check_has_a_name(language: str) -> None:
    known = messages.keys(language)
    for theme in phrases.bank("fr").themes:
        assert f"themes.{theme}" in known
    for guard in guards.NAMES:
        assert f"checks.{guard}" in known


def test_a_free_fact_is_named_by_its_words() -> None:
    assert naming.facts([HEATING], "fr") == "«\u00a0Un technicien est passé\u00a0»"
    assert naming.facts([HEATING], "en-GB") == "“Un technicien est passé”"


def test_a_typed_fact_is_named_as_it_is_said_in_the_readers_language() -> None:
    fact = Fact("af72cb", type="refund_issued", values={"amount": "80 EUR"}, public=False)
    french, english = naming.facts([fact], "fr"), naming.facts([fact], "en")
    assert "80" in french
    assert "rembours" in french
    assert "80" in english
    assert "refund" in english
    assert "af72cb" not in french + english


def test_a_typed_fact_that_cannot_be_said_is_named_by_its_type() -> None:
    for name, rule in ledger.rules().items():
        fact = Fact("x", type=name, values=rule.example, language="pt")
        assert len(naming.facts([fact], "fr")) > len("«\u00a0\u00a0»")


def test_long_facts_are_cut_between_words_and_many_are_counted() -> None:
    words = "Le chauffage est réglé chaque matin par la réception " * 3
    cut = naming.facts([Fact("x", text=words)], "fr")
    assert cut.endswith("réception Le…\u00a0»") or cut.endswith("réception…\u00a0»")
    assert len(naming.facts([Fact("x", text="a" * 500)], "en")) == naming.LONGEST + 3
    many = [Fact(str(n), text=f"Fait {n}") for n in range(naming.MOST + 2)]
    assert naming.facts(many, "fr").endswith("Fait 5\u00a0» et 2 autres")
    assert naming.facts(many[:-1], "fr").endswith("Fait 6\u00a0»")


def test_themes_and_checks_are_named_and_unknown_ones_kept() -> None:
    assert naming.themes(["waiting", "price"], "fr") == "l’attente, le prix"
    assert naming.themes(["waiting", "unheard_of"], "en") == "the wait, unheard_of"
    assert naming.checks(["gesture"], "fr") == "geste commercial"
