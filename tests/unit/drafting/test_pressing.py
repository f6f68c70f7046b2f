"""The private answer says back what was announced, by what was named."""

import pytest

from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Cue, Situation
from sangfroid.drafting import phrases, pressing
from tests.unit.drafting.test_composer import request

NAMED = {
    "fr": {
        "press": "ou j'appelle un journaliste",
        "social": "mes 40 000 abonnés sauront tout",
        "several": "je poste plusieurs avis",
        "exposure": "je le raconte au forum des parents",
        "review": "je mets un avis sur Google",
    },
    "en": {
        "press": "I will ring the newspaper",
        "social": "my followers will hear of it",
        "several": "we all have accounts, you know",
        "exposure": "I will tell the village group",
        "review": "I will review you on Google",
    },
    "es": {"press": "llamo a la prensa", "social": "mis seguidores", "exposure": "el grupo de vecinos"},
    "de": {"press": "die Zeitung wird es drucken", "social": "meine Follower", "exposure": "in der Gruppe"},
    "it": {"press": "chiamo un giornalista", "social": "i miei follower", "exposure": "nel gruppo del paese"},
    "nl": {"press": "ik bel de krant", "social": "mijn volgers", "exposure": "in de groep van de straat"},
    "pt": {"press": "vou ao jornal", "social": "os meus seguidores", "exposure": "no grupo do bairro"},
}


def announced(language: str, quote: str) -> str:
    cues = (Cue("threat", 0, 1, quote, "r", 1.0),)
    return pressing.threat(request(language, Situation.PRESSURE, cues=cues), language)


@pytest.mark.parametrize(("language", "kind"), [(one, kind) for one in NAMED for kind in NAMED[one]])
def test_what_was_named_is_said_back(language: str, kind: str) -> None:
    said = phrases.typeset(language, phrases.bank(language).threats[kind].says)
    assert announced(language, NAMED[language][kind]) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_named_is_not_called_a_review(language: str) -> None:
    threats = phrases.bank(language).threats
    assert threats["other"].says != threats["review"].says
    assert announced(language, "...") == phrases.typeset(language, threats["other"].says)


def test_words_that_only_begin_alike_name_nothing() -> None:
    other = phrases.typeset("fr", phrases.bank("fr").threats["other"].says)
    for quote in ("rien ne presse", "mon abonnement se termine"):
        assert announced("fr", quote) == other
