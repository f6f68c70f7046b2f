"""A complaint is not only understood but regretted."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import DraftOptions, Length, Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting import exact, phrases, regrets
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.exact import GRIEVANCES
from sangfroid.drafting.request import DraftRequest

#: By language a review whose one complaint has words of its own, some of which only understand.
PRICE = {
    "fr": "Trop cher pour ce que c'est, vingt euros une assiette de pâtes.",
    "en": "Overpriced for what it is, twenty pounds for a plate of pasta.",
    "es": "Caro para lo que es, veinte euros un plato de pasta.",
    "de": "Zu teuer für das Gebotene, zwanzig Euro für einen Teller Nudeln.",
    "it": "Troppo caro per quello che è, venti euro un piatto di pasta.",
    "nl": "Te duur voor wat je krijgt, twintig euro voor een bord pasta.",
    "pt": "Demasiado caro para o que é, vinte euros por um prato de massa.",
}


def replies(language: str, length: Length = Length.STANDARD) -> list[Composition]:
    """Twelve wordings of the answer to a complaint of the price."""
    review = Review(PRICE[language], id="r", rating=1, language=language)
    options = (DraftOptions(length=length, variant=number) for number in range(12))
    return [compose(DraftRequest(review, analyze(review), options=one)) for one in options]


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_is_regretted_in_every_wording(language: str, length: Length) -> None:
    for reply in replies(language, length):
        assert any(regrets.said_in(sentence.text, language) for sentence in reply.sentences), reply.text


def test_beside_praise_few_stars_are_regretted_as_well() -> None:
    text = "Lovely waiter, delicious bread, fine garden. But overpriced, twenty pounds for a plate of pasta."
    review = Review(text, id="r", rating=2, language="en")
    analysis = analyze(review)
    assert analysis.situation is Situation.MIXED
    for number in range(12):
        said = compose(DraftRequest(review, analysis, options=DraftOptions(variant=number))).sentences
        assert any(regrets.said_in(one.text, "en") for one in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_general_regret_regrets(language: str) -> None:
    for voice in Voice:
        for group in phrases.ways(language, "regret", voice, Person.WE):
            assert all(regrets.said_in(way, language) for way in group), group[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_regrets_itself_is_not_regretted_twice(language: str) -> None:
    own = {way for group in exact.ways(GRIEVANCES, language, "poor_value", Person.WE) for way in group}
    general = {
        way for voice in Voice for g in phrases.ways(language, "regret", voice, Person.WE) for way in g
    }
    said = [{sentence.text for sentence in reply.sentences} for reply in replies(language)]
    regretted = [texts for texts in said if any(regrets.said_in(text, language) for text in texts & own)]
    understood = [texts for texts in said if texts & own and texts not in regretted]
    assert not any(texts & general for texts in regretted)
    assert all(texts & general for texts in understood)
    assert regretted or understood


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Nous comprenons votre agacement et prenons vos remarques au sérieux."),
        ("en", "We understand your frustration, and we take it seriously."),
        ("es", "Comprendemos su malestar y lo tenemos muy en cuenta."),
        ("de", "Wir verstehen Ihren Unmut und nehmen das sehr ernst."),
        ("it", "Comprendiamo la Sua contrarietà e ne prendiamo nota."),
        ("nl", "Wij begrijpen uw ergernis en nemen dat serieus."),
        ("pt", "Compreendemos o seu desagrado e levamo-lo a sério."),
    ],
)
def test_to_understand_is_no_regret(language: str, text: str) -> None:
    assert not regrets.said_in(text, language)
