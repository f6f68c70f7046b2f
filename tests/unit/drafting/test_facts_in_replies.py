"""What becomes of facts in a whole reply: whom they may name, when they are told, and what leads to them."""

from typing import Any

import pytest

from sangfroid.cli.lines import draft_request
from sangfroid.domain.draft import Draft, SourceKind
from sangfroid.drafting.drafter import draft

DIRTY = "Chambre sale."


def written(text: str, *facts: dict[str, Any], rating: float | None = 1, **line: Any) -> Draft:
    return draft(draft_request({"id": "1", "text": text, "rating": rating, "facts": list(facts), **line}))


def free(text: str) -> dict[str, Any]:
    return {"id": "t", "text": text, "language": "fr"}


@pytest.mark.parametrize(
    "text",
    [
        "Monsieur Dupont a été relogé.",
        "Nous vous avons appelé au 06 12 34 56 78.",
        "Nous avons écrit à jean.dupont@example.com.",
    ],
)
def test_a_fact_that_names_the_customer_is_not_told_in_public(text: str) -> None:
    said = written(DIRTY, free(text), author="Jean Dupont")
    assert said.facts_used == ()
    assert "Dupont" not in (said.reply or "")
    assert "06 12" not in (said.reply or "")
    assert any("left out" in note for note in said.notes)


def test_a_fact_may_name_a_colleague_and_the_contact_of_the_house() -> None:
    house = {"contact": "01 23 45 67 89"}
    colleague = free("Madame Petit, la gouvernante, a fait le tour de la chambre.")
    own = {"id": "c", "text": "Nous restons joignables au 01 23 45 67 89.", "language": "fr"}
    said = written(DIRTY, colleague, own, author="Jean Dupont", establishment=house)
    assert set(said.facts_used) == {"t", "c"}


def test_what_leads_to_a_fact_goes_with_it() -> None:
    dirty = "Chambre sale et bruyante."
    told, removed = (
        written(dirty, free("Le ménage a été refait.")),
        written(dirty, free("Ce client est un menteur")),
    )
    before = [each.text for each in told.sentences]
    leading = before[
        next(at for at, each in enumerate(told.sentences) if each.source.kind is SourceKind.FACT) - 1
    ]
    assert leading not in (removed.reply or "")
    assert removed.facts_used == ()
    assert next(text for text in before if text not in (removed.reply or "")) == leading


@pytest.mark.parametrize(
    ("text", "rating"), [("", 5), ("Super séjour, merci !", 5), ("Nickel, rien à dire", 4)]
)
def test_who_is_content_is_not_told_what_went_wrong(text: str, rating: float) -> None:
    wrong = (
        {"id": "a", "type": "alternative_declined", "values": {"alternative": "other_room"}},
        {"id": "b", "type": "inspection_done", "values": {"inspection": "pests"}},
        {"id": "c", "type": "cleaning_done", "values": {}},
    )
    said = written(text, *wrong, rating=rating, language="fr")
    assert said.facts_used == ()
    assert set(said.facts_left) == {"a", "b", "c"}


def test_a_fact_entered_twice_is_told_once() -> None:
    twice = [{"id": name, "type": "cleaning_done", "values": {"date": "2026-03-01"}} for name in ("a", "b")]
    said = written(DIRTY, *twice)
    assert (said.reply or "").count("1er mars 2026") == 1
    assert said.facts_used == ("a", "b")


@pytest.mark.parametrize(
    ("text", "tag", "price", "expected"),
    [
        ("Beaucoup trop cher, quel prix !", "fr", "120 USD", "120"),
        ("Beaucoup trop cher, quel prix !", "fr-CA", "120 CAD", "120"),
        ("Demasiado caro para lo que es.", "es-MX", "1200 MXN", "1,200"),
    ],
)
def test_the_sign_of_a_dollar_is_no_gap_and_no_other_sum(
    text: str, tag: str, price: str, expected: str
) -> None:
    fact = {"id": "f", "type": "price_includes", "values": {"included": "breakfast", "price": price}}
    said = written(text, fact, language=tag)
    assert expected in (said.reply or "")
    assert said.facts_used == ("f",)
    assert said.findings == ()


def test_where_room_is_scarce_facts_come_before_the_last_courtesies() -> None:
    facts = (
        {"id": "a", "type": "cleaning_done", "values": {"date": "2026-03-01"}},
        {"id": "b", "type": "room_changed", "values": {}},
    )
    text = "Das Zimmer war schmutzig."
    said = written(text, *facts, platform="google-play", language="de")
    assert said.facts_used == ("a", "b")
    assert said.length.characters <= 350


def test_a_word_or_two_may_be_of_another_language() -> None:
    assert any("may be in another language" in note for note in written("Nul").notes)
    assert not any("another language" in note for note in written("Nul", language="fr").notes)
    assert not any("another language" in note for note in written(DIRTY).notes)


def test_a_sentence_that_ends_at_reception_is_no_address() -> None:
    said = written(
        "We found hairs in the bed. Reception was kind and apologised straight away.",
        rating=3,
        language="en",
    )
    assert "at reception. " in (said.reply or "")
    assert not any("e-mail" in note for note in said.notes)


def test_who_mourns_is_not_answered_on_the_price_of_the_room() -> None:
    text = "My father died in his room and the hotel charged us for two more nights. Terrible."
    said = written(text, language="en")
    assert "thoughts are with you" in (said.reply or "")
    assert not [word for word in ("price", "room", "charged", "bill") if word in (said.reply or "").lower()]
    assert any("does not answer" in note for note in said.notes)


@pytest.mark.parametrize("rating", [None, 5])
def test_a_question_is_no_complaint_and_no_praise(rating: float | None) -> None:
    said = (written("Do you have parking?", rating=rating, language="en").reply or "").lower()
    assert not [word for word in ("sorry", "regret", "disappoint", "delighted that") if word in said], said


def test_a_question_with_one_star_is_a_complaint() -> None:
    asked = written("How can you call this breakfast?", rating=1, language="en")
    assert "breakfast" in (asked.reply or "")


def test_a_fact_entered_many_times_is_told_once() -> None:
    many = [{"id": str(number), "type": "cleaning_done", "values": {}} for number in range(300)]
    said = written(DIRTY, *many)
    assert sum(each.source.kind is SourceKind.FACT for each in said.sentences) == 1
    assert len(said.facts_used) == len(many)
