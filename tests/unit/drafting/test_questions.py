"""A review that only asks is thanked for its question, and for nothing else."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import DraftOptions, Establishment, Fact, SourceKind
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting import guards, phrases
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.questions import answers, only_asks
from sangfroid.drafting.request import DraftRequest

ASKED = {
    "fr": (
        "acceptez-vous les chiens et faut-il réserver ?",
        "Faut-il venir tôt pour avoir une place de parking ?",
        "Bonjour, à quelle heure ouvrez-vous le dimanche ? Merci d'avance.",
    ),
    "en": (
        "Does anyone know if you can bring your own wine here?",
        "Hi there! Are dogs allowed on the terrace? Thanks in advance.",
        "We are coming in June. Is there a car park?",
    ),
    "es": (
        "¿Se puede ir con perro? ¿Hay que reservar?",
        "Hola, ¿alguien sabe si abren los lunes?",
        "¿A qué hora abre la piscina?",
    ),
    "de": (
        "Sind Hunde erlaubt und gibt es Parkplätze für Wohnmobile?",
        "Hallo, kann man bei Ihnen mit Karte zahlen? Mit freundlichen Grüßen",
        "Weiß jemand, ob man reservieren muss",
    ),
    "it": (
        "Ma si può entrare con un cane di piccola taglia?",
        "Buongiorno, qualcuno sa se bisogna prenotare? Grazie!",
        "A che ora aprite la domenica?",
    ),
    "nl": (
        "Is het restaurant ook op maandag open?",
        "Zijn honden bij jullie toegestaan en moet je daar extra voor betalen?",
        "Weet iemand of je er kunt parkeren",
    ),
    "pt": (
        "alguém sabe se aceitam cães de porte grande",
        "Boa tarde, é preciso reservar com antecedência?",
        "A que horas abrem ao domingo?",
    ),
}
#: Questions in shape: they blame, they praise, or something beside them does.
JUDGED = {
    "fr": (
        "Est-ce que vous lavez vos verres ?",
        "Avez-vous une idée du respect ?",
        "Acceptez-vous les chiens ? Repas froid et serveur désagréable.",
        "Pourquoi personne ne répond ?",
        "Est-il possible d'être servi un jour ?",
        "Faut-il supplier pour réserver ?",
    ),
    "en": (
        "How can you charge 5 euros for water?",
        "Is this what you call clean?",
        "Why did nobody answer?",
        "Do you have any respect for customers?",
        "Is there anyone working in this place?",
        "Is it possible to get served here?",
        "Do you have a phone that works?",
        "Is there anything at all?",
        "Are dogs allowed? Great food by the way.",
    ),
    "es": (
        "¿Hay alguien que trabaje aquí?",
        "¿Tienen un mínimo de respeto?",
        "¿Por qué no contestan?",
        "¿Hay camareros?",
    ),
    "de": (
        "Gibt es hier eigentlich jemanden, der arbeitet?",
        "Warum antwortet niemand?",
        "Muss man betteln, um zu bezahlen?",
        "Kann man das sauber nennen?",
    ),
    "it": ("C'è qualcuno che lavora qui?", "Perché nessuno risponde?", "Avete un po' di rispetto?"),
    "nl": (
        "Is er iemand die daar werkt?",
        "Waarom antwoordt niemand?",
        "Is er ook personeel?",
        "Hebben jullie ook een beetje fatsoen?",
    ),
    "pt": ("Há alguém que trabalhe aqui?", "Porque ninguém responde?", "Têm um pouco de respeito?"),
}
PARKING = Fact("parking", type="parking_info", values={"spaces": 12})
LUNCH = Fact(
    "lunch", type="opening_hours", values={"service": "restaurant", "opens": "12:00", "closes": "14:00"}
)
MORNING = Fact(
    "morning", type="opening_hours", values={"service": "breakfast", "opens": "07:00", "closes": "10:30"}
)
DEPOSIT = Fact("deposit", type="deposit_policy", values={"amount": {"amount": "200", "currency": "EUR"}})
FREE = Fact("free", text="Small dogs are welcome on the terrace.", language="en")


def asks(text: str, language: str, rating: float | None = 3) -> bool:
    review = Review(text, id="r", rating=rating, language=language)
    return only_asks(review, analyze(review), language)


def reply(text: str, language: str, *facts: Fact, contact: str | None = None) -> Composition:
    review = Review(text, id="r", rating=3, language=language)
    house = Establishment(name="Le Port", contact=contact)
    return compose(DraftRequest(review, analyze(review), facts, house, DraftOptions()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rating", [3, 4, 5, None])
def test_it_only_asks(language: str, rating: float | None) -> None:
    for text in ASKED[language]:
        assert asks(text, language, rating), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_in_the_shape_of_a_question_is_none(language: str) -> None:
    for text in JUDGED[language]:
        assert not asks(text, language), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rating", [1, 2])
def test_few_stars_are_no_question(language: str, rating: float) -> None:
    for text in ASKED[language]:
        assert not asks(text, language, rating), text


@pytest.mark.parametrize("text", ["Are dogs allowed??", "Are dogs allowed?!", "Do you take cards for 5€?"])
def test_what_is_louder_than_a_question_is_none(text: str) -> None:
    assert not asks(text, "en")


def test_the_title_counts() -> None:
    review = Review("Are dogs allowed?", title="Awful place", id="r", rating=3, language="en")
    assert not only_asks(review, analyze(review), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_thanked_for_and_the_house_can_be_asked(language: str) -> None:
    for text in ASKED[language]:
        said = reply(text, language)
        house = Establishment()
        thanks = phrases.ways(language, "thanks_question", house.voice, house.person)
        invites = phrases.ways(language, "ask_house", house.voice, house.person)
        assert any(said.sentences[0].text.endswith(way) for group in thanks for way in group), said.text
        assert said.sentences[1].text in {way for group in invites for way in group}, said.text
        assert len(said.sentences) == 3


def test_facts_answer_what_is_asked_and_nothing_else() -> None:
    said = reply(
        "What time is breakfast served, is there a car park?", "en", PARKING, LUNCH, MORNING, DEPOSIT
    )
    assert set(said.facts_used) == {"parking", "morning"}
    assert all(
        sentence.source.kind in (SourceKind.FACT, SourceKind.COURTESY) for sentence in said.sentences
    ), said.text


def test_free_text_entered_for_the_question_answers_it() -> None:
    assert reply("Are dogs allowed?", "en", FREE, DEPOSIT).facts_used == ("free",)


def test_the_house_is_reached_as_it_says() -> None:
    assert "01 23 45 67 89" in reply("Are dogs allowed?", "en", contact="01 23 45 67 89").text


def test_hours_are_those_of_what_is_asked_for() -> None:
    facts = (LUNCH, MORNING)
    assert answers("When is breakfast open?", "en", facts) == [MORNING]
    assert answers("When are you open?", "en", facts) == [LUNCH, MORNING]
    assert answers("Are dogs allowed?", "en", facts) == []


def test_the_situation_stays_as_the_analysis_gives_it() -> None:
    found = analyze(Review("Are dogs allowed?", rating=3, language="en"))
    assert found.situation in (Situation.UNCLEAR, Situation.MIXED)


def test_a_review_in_two_languages_is_answered_in_the_one_declared() -> None:
    text = "Super soirée ! Great food, lovely staff. On recommande"
    assert reply(text, "fr").language == "fr"
    assert reply(text, "en").language == "en"
    said = reply(text, "fr")
    review = Review(text, id="r", rating=3, language="fr")
    context = GuardContext(review=review, analysis=analyze(review))
    assert not [found for found in guards.check(said.text, context) if found.guard == "language"]
