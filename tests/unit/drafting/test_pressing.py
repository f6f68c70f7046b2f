"""The private answer says back what was announced, by what was named."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Cue, Review, Situation
from sangfroid.drafting import phrases, pressing
from sangfroid.drafting.composer import compose
from sangfroid.drafting.request import DraftRequest
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


def demanded(language: str, quote: str) -> str:
    cues = (Cue("demand", 0, 1, quote, "r", 1.0),)
    return pressing.demand(request(language, Situation.PRESSURE, cues=cues), language)


@pytest.mark.parametrize(
    ("language", "quote", "said"),
    [
        ("fr", "surclassez-nous et remboursez le parking", "un surclassement et un remboursement"),
        ("en", "upgrade us to a suite and refund the parking", "an upgrade and a refund"),
        ("en", "a late check-out, an upgrade", "a late check-out and an upgrade"),
        ("es", "una salida tardía y un descuento", "una salida tardía y un descuento"),
        ("de", "späte Abreise und ein Upgrade", "eine späte Abreise und eine höhere Kategorie"),
        ("it", "late check-out e uno sconto", "una partenza posticipata e uno sconto"),
        ("nl", "een upgrade en geld terug", "een hogere kamercategorie en een terugbetaling"),
        ("pt", "saída tardia e um desconto", "uma saída tardia e um desconto"),
    ],
)
def test_two_demands_are_both_said_back(language: str, quote: str, said: str) -> None:
    assert demanded(language, quote) == said


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("refund the suite", "a refund"),
        ("a free late check-out", "a late check-out"),
        ("a refund and a discount", "a refund"),
        ("refund the fee and the charge", "a refund"),
        ("an upgrade to the better room", "an upgrade"),
        ("a free dessert and a smile", "something free of charge"),
    ],
)
def test_one_demand_in_many_words_is_one(quote: str, said: str) -> None:
    assert demanded("en", quote) == said


REFUSED = {
    "fr": ("Demande de surclassement refusée.", "Demande de surclassement et de départ tardif refusée."),
    "en": ("I asked for an upgrade, refused.", "I asked for an upgrade and a late check-out, refused."),
    "es": ("Pedí un upgrade y se negaron.", "Pedí un upgrade y una salida tardía y se negaron."),
    "de": ("Upgrade abgelehnt.", "Upgrade und späte Abreise abgelehnt."),
    "it": ("Chiesto un upgrade, rifiutato.", "Chiesto un upgrade e il late check-out, rifiutato."),
    "nl": ("Upgrade geweigerd.", "Upgrade en late check-out geweigerd."),
    "pt": ("Pedi um upgrade e recusaram.", "Pedi um upgrade e uma saída tardia e recusaram."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_refused_is_a_request_and_two_are_two(language: str) -> None:
    for text, plural in zip(REFUSED[language], (False, True), strict=True):
        said = compose(request(language, Situation.REFUSED_DEMAND, text=text, themes=(("room", 0.0),)))
        answers = {
            phrases.agree(way, plural)
            for person in Person
            for group in phrases.ways(language, "request", Voice.FORMAL, person)
            for way in group
        }
        assert any(sentence.text in answers for sentence in said.sentences), said.text


def refused(text: str, rating: float = 1) -> tuple[str, tuple[str, ...]]:
    review = Review(text, id="r", rating=rating, language="en")
    analysis = analyze(review)
    assert analysis.situation is Situation.REFUSED_DEMAND
    said = compose(DraftRequest(review, analysis))
    return said.text, said.points_left


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("I asked for a room upgrade and they refused.", "room"),
        ("They refused us a late check-out.", "booking"),
        ("They would not give me a refund although I told them I write reviews.", "payment"),
    ],
)
def test_what_was_asked_for_is_no_complaint(text: str, absent: str) -> None:
    said, left = refused(text)
    assert absent not in said
    assert "request" in said
    assert left == ()


def test_what_was_complained_of_beside_a_request_is_still_answered() -> None:
    said, _ = refused("I asked for a refund because the room was filthy and they refused.")
    assert "cleanliness" in said
    said, _ = refused("They refused us an upgrade. The room was noisy and dark.")
    assert "noise" in said.lower()
