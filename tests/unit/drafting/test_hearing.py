"""What a reply takes up of a review: every complaint of a subject, and praise beside the complaint of it."""

import re

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import DraftOptions, Establishment, Length
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Theme
from sangfroid.drafting.composer import compose
from sangfroid.drafting.exact import GRIEVANCES, told_in
from sangfroid.drafting.grievances import unheard
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest


def said(text: str, rating: float, language: str) -> str:
    review = Review(text, id="r", rating=rating, language=language)
    request = DraftRequest(
        review,
        analyze(review),
        establishment=Establishment("H"),
        options=DraftOptions(length=Length.STANDARD),
    )
    text = " ".join(sentence.text for sentence in compose(request).sentences)
    return text.replace("\u2019", "'").replace("\u00a0", " ")


def called(grievance: str, language: str) -> str:
    name = told_in(GRIEVANCES, language)[grievance].called.removeprefix("+")
    # The German article bends.
    return name.partition(" ")[2] if language == "de" else name


TWO_IN_ONE = {
    "fr": "De l’humidité dans la chambre, la télévision ne marchait pas.",
    "en": "The room was damp and the TV did not work.",
    "es": "La habitación tenía humedad y la televisión no funcionaba.",
    "de": "Das Zimmer war feucht, der Fernseher funktionierte nicht.",
    "it": "Camera umida, la televisione non funzionava.",
    "nl": "De kamer was vochtig en de televisie deed het niet.",
    "pt": "O quarto tinha humidade e a televisão não funcionava.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_complaint_of_a_subject_is_named(language: str) -> None:
    reply = said(TWO_IN_ONE[language], 2, language)
    assert any(called(second, language) in reply for second in ("damp", "out_of_order")), reply


def test_what_says_the_same_again_is_not() -> None:
    reply = said("The room was so noisy, thin walls, loud music, we could not sleep.", 2, "en")
    assert called("thin_walls", "en") not in reply
    assert called("loud_music", "en") not in reply


BOTH = {
    "fr": ("Le café était délicieux mais les gâteaux secs.", "le café"),
    "en": ("Great coffee, but the cakes were dry.", "the coffee"),
    "es": ("El café estaba riquísimo, pero los pasteles secos.", "el café"),
    "de": ("Der Kaffee war köstlich, aber die Torten trocken.", "Kaffee"),
    "it": ("Il caffè era ottimo, ma le torte secche.", "il caffè"),
    "nl": ("De koffie was heerlijk, maar de taart was droog.", "de koffie"),
    "pt": ("O café estava ótimo, mas os bolos estavam secos.", "o café"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_praise_is_thanked_for_beside_a_complaint_of_the_same_subject(language: str) -> None:
    text, praised = BOTH[language]
    reply = said(text, 3, language)
    assert praised in reply
    assert reply.count(praised) == 1


def test_the_whole_is_praised_where_a_part_is_complained_of_and_not_where_the_whole_is_both() -> None:
    assert "the food" in said("Lovely food but tiny portions.", 3, "en")
    reply = said("The food was good once. The food is awful now.", 3, "en")
    sentences = [one for one in reply.split(". ") if "the food" in one]
    assert not [one for one in sentences if re.search("glad|pleas|delight", one)]


def test_a_part_of_the_room_is_a_point_beside_the_connection_and_the_room_itself_is_not() -> None:
    both = said("The shower was cold and the wifi kept dropping.", 2, "en")
    assert called("no_hot_water", "en") in both
    assert called("weak_connection", "en") in both or "connection" in both
    assert "the room" not in said("The wifi in the room kept dropping.", 2, "en")


UNNAMED = {
    "fr": "Le parking est cher. Ça sentait le moisi.",
    "en": "The parking is dear. There was a foul smell.",
    "es": "El aparcamiento es caro. Olía fatal.",
    "de": "Das Parken ist teuer. Es roch nach Schimmel.",
    "it": "Il parcheggio è caro. C'era puzza di muffa.",
    "nl": "Parkeren is duur. Het rook naar schimmel.",
    "pt": "O estacionamento é caro. Cheirava a mofo.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_without_a_subject_is_heard_in_its_own_sentence(language: str) -> None:
    text = UNNAMED[language]
    remarks = Remarks(text, language)
    assert unheard(language, (), {0}, (), remarks) == ["smell"]
    assert unheard(language, ("smell",), {0}, (), remarks) == []
    assert unheard(language, (), {0, 1}, (), remarks) == []
    praise = Theme("food", 0.8, text.index(".") + 2, len(text) - 1, "")
    assert unheard(language, (), {0}, (praise,), remarks) == []


def test_it_is_named_beside_the_complaint_that_leads() -> None:
    review = "We waited an hour for our table. My main had a piece of plastic in it."
    assert called("foreign_body", "en") in said(review, 2, "en")
    assert called("foreign_body", "en") not in said("We waited an hour for our table. It rained.", 2, "en")


def test_praise_in_so_many_words_is_thanked_for_in_a_complaint_and_mockery_is_not() -> None:
    view = "Der Ausblick ist schön, das wars. Kaffee dünn, Kuchen trocken, Toiletten schmutzig."
    assert re.search("Aussicht|Ausblick|Blick", said(view, 2, "de"))
    mocked = "Schöner Ausblick auf die Mülltonnen. Kaffee dünn, Kuchen trocken, Toiletten schmutzig."
    assert not re.search(
        "(gefreut|freut|schön|Schön|gefallen)[^.]*(Aussicht|Ausblick)", said(mocked, 1, "de")
    )


def test_where_no_subject_is_heard_all_that_is_told_is_answered() -> None:
    review = "Emplacement en pente, et le disjoncteur sautait sans cesse."
    reply = said(review, 2, "fr")
    assert re.search("électricité|électrique", reply)
    assert "emplacement" in reply
    assert "emplacement" not in said("Le disjoncteur sautait sans cesse.", 2, "fr")


DAMAGED = {
    "fr": ("La qualité du produit est excellente, mais le produit est arrivé abîmé.", "qualité"),
    "es": ("La calidad del producto es excelente, pero el producto llegó dañado.", "calidad"),
    "de": ("Die Qualität des Produkts ist ausgezeichnet, aber das Produkt kam beschädigt an.", "Qualität"),
    "nl": ("De kwaliteit van het product is uitstekend, maar het product kwam beschadigd aan.", "kwaliteit"),
    "pt": ("A qualidade do produto é excelente, mas o produto chegou danificado.", "qualidade"),
}


@pytest.mark.parametrize("language", DAMAGED)
def test_goods_are_praised_though_they_came_damaged(language: str) -> None:
    text, praised = DAMAGED[language]
    assert praised in said(text, 3, language)


def test_goods_that_are_poor_are_not_praised_as_well() -> None:
    reply = said("La qualité du produit est excellente. La qualité du produit est lamentable.", 3, "fr")
    assert not re.search(r"(?:ravis?|heureux|heureuse|plaisir|réjoui\w*|plu)\b[^.]*qualité", reply)
