"""What the composer writes, over the situations and languages."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sangfroid.analysis.lexicon import ThemeData, _checked
from sangfroid.domain.draft import (
    Audience,
    DraftOptions,
    Establishment,
    Fact,
    Length,
    Person,
    Signature,
    Source,
    SourceKind,
    Voice,
)
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import (
    Analysis,
    Blackmail,
    Cue,
    LanguageGuess,
    Review,
    Risk,
    Situation,
    Theme,
    Tone,
    ToneLabel,
)
from sangfroid.drafting import composer, guards, outside, phrases, regrets
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.plan import Need, Piece, Room, echoes, fit, room_for, size
from sangfroid.drafting.request import DraftRequest
from sangfroid.platforms.rules import Limit, PlatformRules

pytestmark = pytest.mark.usefixtures("as_judged")

FACTS = (
    Fact(
        "f1", type="technician_called", values={"equipment": "heating", "date": "2026-03-12", "time": "21:10"}
    ),
    Fact("f2", type="alternative_offered", values={"alternative": "other_room"}),
    Fact("f3", type="measure_taken", values={"measure": "equipment_replaced", "date": "2026-03-20"}),
)


def request(
    language: str = "fr",
    situation: Situation = Situation.NEGATIVE,
    *,
    themes: Sequence[tuple[str, float]] = (),
    facts: Sequence[Fact] = (),
    risks: Sequence[Risk] = (),
    cues: Sequence[Cue] = (),
    text: str = "...",
    voice: Voice = Voice.FORMAL,
    person: Person = Person.WE,
    length: Length = Length.STANDARD,
    variant: int = 0,
    audience: Audience | None = None,
    answer_in: str | None = None,
    contact: str | None = "bonjour@hotel.example",
    recent: Sequence[str] = (),
    platform: PlatformRules | None = None,
) -> DraftRequest:
    """A request whose analysis says what the test wants."""
    found = tuple(
        Theme(name, polarity, place, place + 1, "x") for place, (name, polarity) in enumerate(themes)
    )
    analysis = Analysis(
        language=LanguageGuess(language, 1.0),
        tone=Tone(ToneLabel.DISAPPOINTED, -0.5, 0.5),
        blackmail=Blackmail(),
        cues=tuple(cues),
        themes=found,
        personal_data=(),
        situation=situation,
        risks=tuple(risks),
    )
    return DraftRequest(
        review=Review(text, id="r1"),
        analysis=analysis,
        facts=tuple(facts),
        establishment=Establishment(
            "Hôtel du Port", Signature("Claire Martin", "directrice"), contact, voice, person
        ),
        options=DraftOptions(length=length, variant=variant, audience=audience, language=answer_in),
        platform=platform,
        recent=tuple(recent),
    )


THEMES = {
    Situation.POSITIVE: (("breakfast", 0.8), ("staff", 0.9)),
    Situation.MIXED: (("location", 0.7), ("noise", -0.6)),
    Situation.NEGATIVE: (("heating", -0.8), ("staff", -0.4), ("price", -0.35)),
    Situation.UNFAIR: (("food", -0.7),),
    Situation.REFUSED_DEMAND: (("room", -0.6),),
    Situation.RETROACTIVE: (("cleanliness", -0.5),),
    Situation.INSULTING: (("waiting", -0.7),),
}
RISKS = {Situation.SAFETY: (Risk.PESTS,), Situation.DISCRIMINATORY: (Risk.DISCRIMINATION,)}
DEMAND = (
    Cue("demand", 0, 1, "remboursez-moi 120 €", "r", 1.0),
    Cue("threat", 1, 2, "je mets une étoile sur Google", "r", 1.0),
)


def typical(language: str, situation: Situation, **given: object) -> Composition:
    given.setdefault("themes", THEMES.get(situation, ()))
    given.setdefault("risks", RISKS.get(situation, ()))
    return compose(request(language, situation, **given))  # type: ignore[arg-type]


def opening(composition: Composition) -> str:
    return composition.sentences[0].text


def closing(composition: Composition) -> str:
    return composition.sentences[-2].text


@pytest.mark.parametrize("situation", Situation)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_keeps_to_its_words(language: str, situation: Situation) -> None:
    for voice, length, facts in product(Voice, Length, ((), FACTS)):
        for variant in range(3):
            said = typical(language, situation, voice=voice, length=length, facts=facts, variant=variant)
            strict, generous = size(said.text)
            room = room_for(situation, length)
            assert room.fewest <= strict, said.text
            assert generous <= min(room.most, 150), said.text


@pytest.mark.parametrize(
    ("situation", "fewest", "most"),
    [
        (Situation.POSITIVE, 25, 60),
        (Situation.MIXED, 50, 100),
        (Situation.NEGATIVE, 60, 130),
        (Situation.UNFAIR, 60, 130),
    ],
)
def test_words_are_those_of_the_house_rule(situation: Situation, fewest: int, most: int) -> None:
    for length in Length:
        room = room_for(situation, length)
        assert fewest <= room.fewest <= room.target <= room.most <= most


@pytest.mark.parametrize("situation", Situation)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_is_left_in_a_reply(language: str, situation: Situation) -> None:
    for person, variant in product(Person, range(6)):
        text = typical(language, situation, person=person, variant=variant, facts=FACTS, cues=DEMAND).text
        assert not set(text) & set("{}<>|#[]"), text
        assert "  " not in text
        assert text.count("!") <= (1 if situation is Situation.POSITIVE else 0)
        assert all(part[0].isupper() or part[0] in "¡¿«" for part in text.split("\n\n")), text


def test_the_same_request_gives_the_same_reply_and_another_variant_another() -> None:
    asked = request(themes=THEMES[Situation.NEGATIVE], facts=FACTS)
    assert compose(asked) == compose(asked)
    texts = {typical("fr", Situation.NEGATIVE, variant=variant).text for variant in range(6)}
    assert len(texts) == 6


@given(
    text=st.text(max_size=300),
    language=st.sampled_from(LANGUAGES),
    situation=st.sampled_from(list(Situation)),
)
@settings(max_examples=60, deadline=None)
def test_any_review_is_answered(text: str, language: str, situation: Situation) -> None:
    said = typical(language, situation, text=text + "\ud800")
    assert said.text
    assert said == typical(language, situation, text=text + "\ud800")


def test_forty_replies_to_like_reviews_open_and_close_apart() -> None:
    for language, situation, length in product(
        LANGUAGES, (Situation.POSITIVE, Situation.NEGATIVE, Situation.SAFETY), (Length.SHORT, Length.STANDARD)
    ):
        recent: list[str] = []
        ends: list[tuple[str, str]] = []
        for number in range(40):
            said = typical(language, situation, text=f"review {number}", recent=recent, length=length)
            end = (opening(said), closing(said) + said.sentences[-1].text)
            for first, last in ends[-30:]:
                assert end[0] != first
                assert end[1] != last
            ends.append(end)
            recent.insert(0, said.text)


def test_what_was_said_longest_ago_is_said_again_first() -> None:
    """With more replies than wordings, the same sentence keeps its distance."""
    recent: list[str] = []
    said_at: dict[str, int] = {}
    for number in range(40):
        said = typical("fr", Situation.NEGATIVE, themes=(), text=f"review {number}", recent=recent)
        regret = said.sentences[1].text
        assert number - said_at.get(regret, -99) >= 8, regret
        said_at[regret] = number
        recent.insert(0, said.text)


def test_facts_are_told_with_where_they_come_from() -> None:
    said = typical("fr", Situation.NEGATIVE, facts=FACTS)
    sources = [s.source.id for s in said.sentences if s.source.kind is SourceKind.FACT]
    assert sources == ["f1", "f2", "f3"]
    assert said.facts_used == ("f1", "f2", "f3")
    assert said.facts_left == ()
    assert "le 12 mars 2026 à 21\u00a0h\u00a010" in said.text


def test_a_measure_comes_last_and_is_led_to() -> None:
    said = typical("fr", Situation.NEGATIVE, facts=tuple(reversed(FACTS)))
    told = [s for s in said.sentences if s.source.kind is SourceKind.FACT]
    assert told[-1].source.id == "f3"
    assert told[-1].text.endswith("\u00a0: le matériel a été remplacé le 20 mars 2026.")


@pytest.mark.parametrize(("language", "since"), [("de", "Inzwischen "), ("nl", "Intussen ")])
def test_a_measure_that_says_since_then_is_not_led_to(language: str, since: str) -> None:
    undated = Fact("m", type="measure_taken", values={"measure": "equipment_replaced"})
    said = typical(language, Situation.NEGATIVE, facts=(undated,))
    facts = [s for s in said.sentences if s.source.id == "m"]
    assert len(facts) == 1
    assert facts[0].text.startswith(since)
    before = said.sentences[said.sentences.index(facts[0]) - 1].text
    assert not before.endswith(":")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refund_and_a_payment_are_one_matter(language: str) -> None:
    alone = typical(language, Situation.NEGATIVE, themes=(("refund", -0.8),))
    both = typical(language, Situation.NEGATIVE, themes=(("refund", -0.8), ("payment", -0.5)))
    assert both.sentences == alone.sentences
    assert both.points_left == ()
    noise, refund = ("noise", -0.9), ("refund", -0.8)
    two = typical(language, Situation.NEGATIVE, themes=(noise, refund))
    three = typical(language, Situation.NEGATIVE, themes=(noise, refund, ("payment", -0.5)))
    assert [s.text for s in three.sentences] == [s.text for s in two.sentences]
    assert not three.points_left


def test_what_does_not_fit_the_review_is_left() -> None:
    wifi = Fact("w", type="wifi_info", values={"coverage": "everywhere"})
    said = typical("fr", Situation.NEGATIVE, themes=(("noise", -0.8),), facts=(*FACTS, wifi))
    assert "w" in said.facts_left
    assert "wifi" not in said.text.lower()
    assert any("Known and not said" in note and "Wi-Fi" in note for note in said.notes)
    assert "w" in typical("fr", Situation.NEGATIVE, themes=(("wifi", -0.8),), facts=(wifi,)).facts_used


def test_a_private_fact_stays_private() -> None:
    refund = Fact("r", type="refund_issued", values={"amount": "80 EUR"}, public=False)
    public = typical("fr", Situation.NEGATIVE, themes=(("refund", -0.8),), facts=(refund,))
    assert "80" not in public.text
    assert public.facts_left == ("r",)
    private = typical(
        "fr", Situation.NEGATIVE, themes=(("refund", -0.8),), facts=(refund,), audience=Audience.PRIVATE
    )
    assert "80\u00a0€" in private.text


def test_free_text_is_told_in_its_language_and_left_open_in_another() -> None:
    fact = Fact("t", text="le technicien est passé deux fois dans la soirée", language="fr")
    assert (
        "Le technicien est passé deux fois dans la soirée."
        in typical("fr", Situation.NEGATIVE, facts=(fact,)).text
    )
    german = typical("de", Situation.NEGATIVE, facts=(fact,))
    assert "[fact: le technicien est passé deux fois dans la soirée]" in german.text
    assert any("“le technicien" in note and "bracket" in note for note in german.notes)


def test_free_text_without_a_language_is_told_by_its_words() -> None:
    fact = Fact("t", text="Le technicien est passé deux fois dans la soirée pour réparer le chauffage.")
    assert "[fact:" not in typical("fr", Situation.NEGATIVE, facts=(fact,)).text
    assert "[fact:" in typical("en", Situation.NEGATIVE, facts=(fact,)).text


def test_what_happened_is_told_to_the_displeased_whatever_they_name() -> None:
    """A case fact was entered for this review; a house fact must fit it."""
    wifi = Fact("w", type="wifi_info", values={"coverage": "everywhere"})
    said = typical("fr", Situation.NEGATIVE, themes=(("price", -0.8),), facts=(FACTS[0], wifi))
    assert said.facts_used == ("f1",)
    pleased = typical("fr", Situation.POSITIVE, themes=(("price", 0.8),), facts=(FACTS[0], wifi))
    assert pleased.facts_used == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subject_named_without_judgement_is_said_to_be_read_where_nothing_else_is(language: str) -> None:
    themes = (("noise", -0.8), ("parking", 0.0))
    name = phrases.theme_name(language, "parking", False)
    assert name is not None
    said = typical(language, Situation.NEGATIVE, themes=themes)
    assert said.points_left == ("parking",)
    assert name[0] not in said.text
    alone = typical(language, Situation.MIXED, themes=themes[1:])
    assert alone.points_left == ()
    assert name[0] in alone.text
    spaces = Fact("p", type="parking_info", values={"spaces": 12})
    assert typical(language, Situation.NEGATIVE, themes=themes, facts=(spaces,)).facts_used == ("p",)


def test_a_sentence_that_leans_on_another_never_stands_alone() -> None:
    source = Source(SourceKind.FACT, "a")
    long = Piece("word " * 40, source, 1, Need.FACT, fact="a")
    short = Piece("That offer was not taken up.", source, 1, Need.FACT, fact="b", leans_on="a")
    assert fit([long, short], Room(1, 60, 60), None) == [long, short]
    assert fit([long, short], Room(1, 20, 20), None) == []


def test_a_point_regretted_in_its_own_words_needs_no_general_regret() -> None:
    heating, unheard = (("heating", -0.8),), (("unheard_of", -0.8),)
    plain = typical("en", Situation.NEGATIVE, themes=unheard, facts=FACTS, length=Length.SHORT)
    assert re.search("sorry|regret|liked", plain.sentences[1].text)
    own = typical("en", Situation.NEGATIVE, themes=heating, facts=FACTS, length=Length.SHORT)
    assert "temperature" in own.sentences[1].text


def test_praise_is_thanked_for_only_where_there_was_some() -> None:
    for variant in range(8):
        none = typical("en", Situation.MIXED, themes=(("noise", -0.6),), variant=variant)
        assert not re.search("praise|balanced|compliments|good moments|fair", none.sentences[0].text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_search_only_the_review_says_that_nobody_came(language: str) -> None:
    """Nobody told that the house looked: the sentence rests on the review."""
    for variant in range(12):
        alone = typical(language, Situation.NO_MATCHING_STAY, themes=(), variant=variant)
        assert SourceKind.REVIEW in {sentence.source.kind for sentence in alone.sentences}
    searched = Fact("n", type="no_booking_found")
    told = typical(language, Situation.NO_MATCHING_STAY, themes=(), facts=(searched,))
    assert SourceKind.REVIEW not in {sentence.source.kind for sentence in told.sentences}
    assert told.facts_used == ("n",)


def test_who_may_never_have_come_is_no_client() -> None:
    for variant, situation in product(range(16), (Situation.NO_MATCHING_STAY, Situation.ORGANISED)):
        text = typical("fr", situation, themes=(("food", -0.5),), variant=variant).text
        assert "client" not in text.lower()
    guests = {
        typical("de", Situation.NEGATIVE, themes=(("room", -0.5),), text=str(number)).text.split(",")[0]
        for number in range(60)
    }
    assert "Sehr geehrter Gast" in guests or "Lieber Gast" in guests


def test_a_fact_that_cannot_be_said_is_refused() -> None:
    with pytest.raises(InvalidInput, match="time"):
        typical("fr", Situation.NEGATIVE, facts=(Fact("f", type="room_changed", values={"time": "late"}),))


@pytest.mark.usefixtures("as_judged")
def test_every_point_is_answered_or_listed() -> None:
    themes = [("noise", -0.9), ("price", -0.5), ("wifi", -0.9), ("unheard_of", -0.5)]
    said = typical("en", Situation.NEGATIVE, themes=themes)
    assert said.points_left == ("unheard_of",)
    assert "price" in said.text
    assert "Wi-Fi" in said.text
    assert any("unheard_of" in note for note in said.notes)


def test_whoever_complains_of_nothing_is_not_asked_to_settle_it_in_private() -> None:
    pleased = [("staff", 0.9), ("room", 0.9), ("breakfast", 0.8), ("location", 0.8), ("pool", 0.8)]
    for variant in range(8):
        given = {"length": Length.FULL, "variant": variant}
        said = typical("en", Situation.MIXED, themes=pleased, **given)
        assert size(said.text)[0] >= room_for(Situation.MIXED, Length.FULL).fewest
        assert "bonjour@hotel.example" not in said.text, said.text
        assert (
            "bonjour@hotel.example"
            in typical("en", Situation.MIXED, themes=[*pleased[:2], ("price", -0.9)], **given).text
        )


def test_a_point_that_pleased_and_did_not_is_taken_by_what_weighs_more() -> None:
    praised = "enjoyed|liked|happy|glad|pleased|delighted"

    def said(*polarities: float) -> str:
        themes = (("location", 0.8), *(("room", polarity) for polarity in polarities))
        composition = typical("en", Situation.MIXED, themes=themes)
        assert composition.points_left == ()
        return next(s.text for s in composition.sentences if "room" in s.text)

    for both in ((0.4, -0.8), (0.8, -0.8), (-0.8, 0.8), (0.8, -0.8, -0.6)):
        assert re.search("sorry|regret|liked|expectations|seriously", said(*both))
    assert re.search(praised, said(0.4, 0.8))


@pytest.mark.parametrize(
    ("stars", "polarity", "thanked"),
    [(2, 0.8, True), (2, 0.7, False), (1, 0.95, True), (1, 0.8, False)],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fewer_stars_the_clearer_is_the_praise_that_is_thanked_for(
    language: str, stars: int, polarity: float, thanked: bool
) -> None:
    themes = [("cleanliness", -0.9), ("location", polarity)]
    asked = request(language, Situation.NEGATIVE, themes=themes, text="Words.")
    said = compose(replace(asked, review=replace(asked.review, rating=stars)))
    name, _ = phrases.theme_name(language, "location", True)  # type: ignore[misc]
    assert (re.split("[ ']", name)[-1] in said.text) is thanked, said.text


def test_under_pressure_nothing_is_public() -> None:
    said = typical("fr", Situation.PRESSURE, audience=Audience.PUBLIC, facts=FACTS, cues=DEMAND)
    assert said.text == ""
    assert said.sentences == ()
    assert said.facts_left == ("f1", "f2", "f3")
    assert said.notes


def test_under_pressure_the_private_answer_says_back_what_was_asked() -> None:
    said = typical("fr", Situation.PRESSURE, facts=FACTS, cues=DEMAND)
    assert said.audience is Audience.PRIVATE
    reformulated = next(s.text for s in said.sentences if "faute de quoi" in s.text)
    assert "malgré l’appel à un technicien, la solution proposée et les mesures prises" in reformulated
    assert "un remboursement de 120 €" in reformulated
    assert "une note très basse" in reformulated
    assert reformulated.endswith("?")
    assert "avis" in said.sentences[-2].text or "avis" in said.sentences[-3].text


@pytest.mark.parametrize(
    ("language", "demand", "said"),
    [
        ("fr", "remboursez-moi 120 EUROS", "120 euros"),
        ("fr", "remboursez-moi 120 EUR", "120 EUR"),
        ("de", "erstatten Sie mir 60 Euro", "60 Euro"),
        ("de", "erstatten Sie mir 60 EURO", "60 Euro"),
        ("en", "refund me 50 POUNDS", "50 pounds"),
        ("en", "refund me £50", "£50"),
    ],
)
def test_an_amount_asked_for_is_said_back_without_shouting(language: str, demand: str, said: str) -> None:
    text = typical(language, Situation.PRESSURE, cues=(Cue("demand", 0, 1, demand, "r", 1.0),)).text
    assert said in text


def test_of_two_amounts_none_is_said_back() -> None:
    demand = "ramenez la facture de 84 € à 40 €"
    text = typical("fr", Situation.PRESSURE, cues=(Cue("demand", 0, 1, demand, "r", 1.0),)).text
    assert "84" not in text
    assert "40" not in text


def test_pressure_without_facts_has_no_measures_to_recall() -> None:
    said = typical("fr", Situation.PRESSURE, cues=DEMAND)
    assert "malgré" not in said.text
    assert "faute de quoi" in said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_private_answer_asks_in_every_language(language: str) -> None:
    text = typical(language, Situation.PRESSURE, facts=FACTS, cues=DEMAND).text
    assert "120 €" in text or language != "fr"
    assert "?" in text


def test_an_attack_gets_one_formula_at_most_and_no_private_answer() -> None:
    public = typical("fr", Situation.ORGANISED, facts=FACTS)
    assert len(public.sentences) <= 3
    assert public.facts_used == ()
    assert typical("fr", Situation.ORGANISED, audience=Audience.PRIVATE).sentences == ()


@pytest.mark.parametrize("risk", [Risk.INJURY, Risk.THEFT, Risk.ASSAULT, Risk.CHILD, Risk.HEALTH])
def test_grave_matters_are_told_no_detail(risk: Risk) -> None:
    said = typical("fr", Situation.SAFETY, risks=(risk,), facts=FACTS, themes=(("safety", -0.9),))
    assert said.facts_used == ()
    assert said.facts_left == ("f1", "f2", "f3")
    assert not any(character.isdigit() for character in said.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("risk", [Risk.PESTS, Risk.INJURY, Risk.THEFT, Risk.HEALTH, Risk.FOOD_POISONING])
def test_a_grave_matter_is_read_with_regret_and_once(language: str, risk: Risk) -> None:
    said = typical(language, Situation.SAFETY, risks=(risk,), themes=(("safety", -0.9),))
    assert sum(regrets.said_in(sentence.text, language) for sentence in said.sentences) == 1


def test_pests_are_neither_denied_nor_admitted_and_an_inspection_is_a_fact() -> None:
    done = Fact("i", type="inspection_done", values={"inspection": "pests", "date": "2026-03-13"})
    said = typical("fr", Situation.SAFETY, facts=(done, *FACTS))
    assert "un contrôle par un spécialiste des nuisibles le 13 mars 2026" in said.text
    assert "i" in said.facts_used
    assert "f1" in said.facts_left


def test_words_against_people_get_values_and_no_thanks() -> None:
    for language, thanks in (("fr", "merci"), ("en", "thank"), ("de", "dank"), ("es", "gracias")):
        said = typical(language, Situation.DISCRIMINATORY, risks=()).text.lower()
        assert thanks not in said


def test_a_warm_house_is_formal_about_what_is_grave() -> None:
    warm = typical("fr", Situation.SAFETY, voice=Voice.WARM)
    assert warm == typical("fr", Situation.SAFETY, voice=Voice.FORMAL)


def test_the_contact_is_given_where_the_platform_allows_it() -> None:
    assert "bonjour@hotel.example" in typical("fr", Situation.NEGATIVE).text
    strict = PlatformRules(
        id="x", name="X", public_reply=True, limit=None, forbids=("email_addresses", "links"), sources=("x",)
    )
    assert "@" not in typical("fr", Situation.NEGATIVE, platform=strict).text
    line = "Demandez Claire à la réception"
    assert f"{line}." in typical("fr", Situation.NEGATIVE, contact=line).text
    part = typical("fr", Situation.NEGATIVE, contact="par la messagerie de la plateforme").text
    assert "\u00a0: par la messagerie de la plateforme." in part
    assert typical("fr", Situation.NEGATIVE, contact=None).text


def test_a_short_platform_is_kept_to() -> None:
    limit = Limit(maximum=350, unit="characters", hard=True, source="x")
    store = PlatformRules(id="x", name="X", public_reply=True, limit=limit, forbids=(), sources=("x",))
    for language in LANGUAGES:
        assert len(typical(language, Situation.NEGATIVE, facts=FACTS, platform=store).text) <= 350


def test_the_signature_is_name_role_and_house() -> None:
    assert typical("fr", Situation.POSITIVE).text.endswith("\nClaire Martin, directrice\nHôtel du Port")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_who_writes_i_signs_as_a_team(language: str) -> None:
    team = phrases.typeset(language, phrases.bank(language).joints.team)
    for person in Person:
        asked = request(language, themes=THEMES[Situation.NEGATIVE], person=person)
        nameless = replace(asked, establishment=replace(asked.establishment, signature=Signature()))
        lines = compose(nameless).sentences[-1].text.split("\n")
        assert (team in lines) is (person is Person.WE)
        assert lines[-1] == "Hôtel du Port"


def test_the_answer_is_in_the_language_of_the_review_or_the_one_asked_for() -> None:
    assert typical("nl", Situation.POSITIVE).language == "nl"
    assert typical("nl", Situation.POSITIVE, answer_in="en-GB").language == "en"
    unknown = typical("und", Situation.POSITIVE)
    assert unknown.language == "en"
    assert any("language" in note for note in unknown.notes)
    with pytest.raises(InvalidInput):
        typical("nl", Situation.POSITIVE, answer_in="sv")


def test_every_situation_has_its_plan() -> None:
    assert set(composer._PLANS) == set(Situation)


def test_a_golden_reply() -> None:
    said = typical("fr", Situation.MIXED, facts=FACTS[:1], themes=(("breakfast", 0.8), ("heating", -0.6)))
    assert re.fullmatch(
        r"[^\n]+\n\n[^\n]+\n\n[^\n]+\n\n[^\n]+\nClaire Martin, directrice\nHôtel du Port", said.text
    )
    assert "petit déjeuner" in said.text
    assert "Nous avons fait appel à un technicien pour le chauffage" in said.text


def test_golden_replies() -> None:
    themes = [("heating", -0.8), ("staff", -0.7), ("price", -0.6)]
    complaint = typical("fr", Situation.NEGATIVE, themes=themes, facts=FACTS[:1])
    assert complaint.text == (
        "Bonjour, nous vous remercions d’avoir pris le temps de nous faire part de votre expérience. Nous "
        "comprenons combien une température inconfortable a pu vous gêner, et nous le regrettons. Vous "
        "évoquez aussi le service, et nous y sommes attentifs.\n\n"
        "Nous avons fait appel à un technicien pour le chauffage, le 12 mars 2026 à 21\u00a0h\u00a010.\n\n"
        "Pour en parler, vous pouvez nous joindre en privé\u00a0: bonjour@hotel.example. Nous aurions à cœur "
        "de vous laisser une meilleure impression.\n\n"
        "Avec nos meilleures salutations,\n"
        "Claire Martin, directrice\n"
        "Hôtel du Port"
    )
    praise = typical("en", Situation.POSITIVE)
    assert praise.text == (
        "Dear guest, many thanks for your kind review. It is most pleasing to know that you were happy "
        "with breakfast and the service.\n\n"
        "We hope to see you again soon, and wish you all the best.\n\n"
        "Yours sincerely,\n"
        "Claire Martin, directrice\n"
        "Hôtel du Port"
    )
    private = typical("fr", Situation.PRESSURE, facts=FACTS[:2], cues=DEMAND)
    assert private.text == (
        "Bonjour, je vous remercie de votre message, que j’ai lu avec attention.\n\n"
        "Nous avons fait appel à un technicien pour le chauffage, le 12 mars 2026 à 21\u00a0h\u00a010. "
        "Nous vous avons proposé une autre chambre.\n\n"
        "Si je vous comprends bien, malgré l’appel à un technicien et la solution proposée, vous "
        "souhaitez un remboursement de 120 €, faute de quoi vous attribuerez une note très basse. "
        "Est-ce exact\u202f?\n\n"
        "Ce qui pourrait vous être dû se regarde à part, sur la base des faits, et ne dépend pas "
        "d’un avis, quel qu’il soit.\n\n"
        "Avec nos meilleures salutations,\n"
        "Claire Martin, directrice\n"
        "Hôtel du Port"
    )


#: What a review of each language says of rain and a strike, and how a reply calls them.
OUTSIDE_SAID = {
    "fr": (("Il a plu", "la pluie"), ("grève", "la grève")),
    "en": (("rained", "the rain"), ("train strike", "the strike")),
    "es": (("Llovió", "la lluvia"), ("huelga", "la huelga")),
    "de": (("geregnet", "der regen"), ("Streik", "der streik")),
    "it": (("piovuto", "la pioggia"), ("sciopero", "lo sciopero")),
    "nl": (("regende", "de regen"), ("staking", "de staking")),
    "pt": (("choveu", "a chuva"), ("greve", "a greve")),
}


def spoken_of_outside(
    language: str, situation: Situation, *said: tuple[str, str, float], **given: object
) -> Composition:
    """A reply to a review that speaks of these: theme, the review's words, polarity."""
    asked = request(language, situation, **given)  # type: ignore[arg-type]
    themes = tuple(
        Theme(name, polarity, at, at + 1, quote) for at, (name, quote, polarity) in enumerate(said)
    )
    return compose(replace(asked, analysis=replace(asked.analysis, themes=themes)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unfair_review_with_rain_is_answered_with_the_rain(language: str) -> None:
    (rain, called), (strike, strike_called) = OUTSIDE_SAID[language]
    for voice, person, length, variant in product(Voice, Person, Length, range(4)):
        given = {"voice": voice, "person": person, "length": length, "variant": variant}
        for polarity in (-0.7, 0.0, 0.5):
            said = spoken_of_outside(language, Situation.UNFAIR, ("weather", rain, polarity), **given)
            assert any(called in sentence.text.lower() for sentence in said.sentences[1:3]), said.text
            strict, generous = size(said.text)
            room = room_for(Situation.UNFAIR, length)
            assert room.fewest <= strict, said.text
            assert generous <= room.most, said.text
            assert said.points_left == ()
            assert not set(said.text) & set("{}#|"), said.text
        alone = spoken_of_outside(language, Situation.NEGATIVE, ("weather", rain, -0.7), **given)
        unfair = spoken_of_outside(language, Situation.UNFAIR, ("weather", rain, -0.7), **given)
        assert alone.text == unfair.text
        both = spoken_of_outside(
            language, Situation.UNFAIR, ("weather", rain, -0.7), ("travel", strike, -0.7), **given
        )
        assert called in both.text.lower()
        assert strike_called in both.text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_the_rain_there_is_no_filler(language: str) -> None:
    for voice, variant in product(Voice, range(6)):
        rain = OUTSIDE_SAID[language][0][0]
        said = spoken_of_outside(
            language, Situation.UNFAIR, ("weather", rain, -0.7), voice=voice, variant=variant
        )
        filler = {
            way
            for move in ("care", "balance")
            for group in phrases.ways(language, move, voice, Person.WE)
            for way in group
        }
        assert not filler & {sentence.text for sentence in said.sentences}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_weather_is_named_where_none_was(language: str) -> None:
    named = outside.names(language)
    every = {called.removeprefix("+").lower() for names in named.values() for called in names}
    for variant in range(6):
        text = typical(language, Situation.UNFAIR, variant=variant).text.lower()
        assert not [called for called in every if re.search(rf"\b{re.escape(called)}\b", text)], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_praised_for_the_rain(language: str) -> None:
    """What was said of the rain in a pleased review is that it spoilt nothing; elsewhere it is no praise."""
    rain, called = OUTSIDE_SAID[language][0]
    for variant in range(4):
        room, wet = ("room", "x", 0.8), ("weather", rain, 0.6)
        pleased = spoken_of_outside(
            language, Situation.POSITIVE, room, wet, variant=variant, length=Length.FULL
        )
        about = [sentence.text for sentence in pleased.sentences if called in sentence.text.lower()]
        unspoilt = {
            phrases.agree(way.replace("{it}", called), plural=False).lower()
            for group in phrases.theme_ways(language, "weather", True, Person.WE)
            for way in group
        }
        assert {text.lower() for text in about} <= unspoilt
        for situation in (Situation.MIXED, Situation.NEGATIVE, Situation.UNCLEAR):
            other = spoken_of_outside(language, situation, room, wet, variant=variant)
            credit = next(sentence.text for sentence in other.sentences if sentence.source.quote == "x")
            assert phrases.theme_name(language, "weather", True)[0] not in credit  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rain_is_not_listed_among_what_the_house_can_help(language: str) -> None:
    rain = OUTSIDE_SAID[language][0][0]
    wet, dirty = ("weather", rain, -0.9), ("room", "x", -0.4)
    said = spoken_of_outside(language, Situation.NEGATIVE, wet, dirty)
    regretted = [s.source.quote for s in said.sentences if s.source.kind is SourceKind.REVIEW]
    assert regretted == ["x"]
    assert said.points_left == ("weather",)


def test_the_view_nobody_saw_is_left_to_a_person() -> None:
    fog, view = ("weather", "brouillard", -0.7), ("location", "panorama", -0.5)
    said = spoken_of_outside("fr", Situation.UNFAIR, fog, view)
    assert "le brouillard" in said.text.lower()
    assert "emplacement" not in said.text
    assert said.points_left == ("location",)
    alone = spoken_of_outside("fr", Situation.UNFAIR, view)
    assert alone.points_left == ()


def test_in_another_language_the_rain_is_called_by_its_theme() -> None:
    """German "Regen" and English words may begin alike; a word is looked up in its own language alone."""
    said = spoken_of_outside("de", Situation.UNFAIR, ("weather", "Sturm", -0.7), answer_in="en")
    assert "the weather" in said.text.lower()
    assert "the storm" not in said.text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_what_lies_outside_is_called_for_by_a_word_the_analysis_hears(language: str) -> None:
    heard = _checked(ThemeData, "themes", language).themes
    for theme, names in outside.names(language).items():
        for called, beginnings in names.items():
            for together in beginnings.split():
                assert any(begins(entry, together.split("+")) for entry in heard[theme]), (called, together)


def begins(entry: str, beginnings: Sequence[str]) -> bool:
    """Whether these begin words of an entry, the last of which may go on."""
    words = entry.removesuffix("*").split()
    last = words[-1] if entry.endswith("*") else None
    return all(
        any(word.startswith(each) or (word == last and each.startswith(word)) for word in words)
        for each in beginnings
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_of_what_lies_outside_is_what_the_guards_look_for(language: str) -> None:
    context = GuardContext(
        language=language, audience=Audience.PUBLIC, establishment=Establishment(contact="a@b.example")
    )
    for theme, names in outside.names(language).items():
        calls = [(called.removeprefix("+"), called.startswith("+")) for called in names]
        own = phrases.theme_name(language, theme, True)
        assert own
        # One name of each number tells whether a sentence agrees with it.
        one_of_each = {plural: called for called, plural in (*calls, own)}
        for person, praise in product(Person, (True, False)):
            for group in phrases.theme_ways(language, theme, praise, person):
                for plural, called in one_of_each.items():
                    text = phrases.agree(group[0].replace("{it}", called), plural)
                    found = guards.check(text[0].upper() + text[1:], context)
                    assert not [finding for finding in found if finding.guard != "language"], text


def test_three_words_in_a_row_are_an_echo() -> None:
    assert echoes("The rain is easy to understand.", "It is Easy, to understand")
    assert not echoes("The rain is hard to understand.", "It is easy to understand")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_regrets_of_one_reply_do_not_echo_each_other(language: str) -> None:
    (rain, _), (strike, _) = OUTSIDE_SAID[language]
    for variant in range(12):
        said = spoken_of_outside(
            language, Situation.UNFAIR, ("weather", rain, -0.7), ("travel", strike, -0.7), variant=variant
        )
        first, second = (s.text for s in said.sentences if s.source.kind is SourceKind.REVIEW)
        assert not echoes(first, second), (first, second)


def test_what_a_fact_answers_leads_the_worries() -> None:
    themes = (("price", -0.9), ("heating", -0.5), ("staff", -0.7))

    def leading(facts: Sequence[Fact]) -> str:
        said = typical("en", Situation.NEGATIVE, themes=themes, facts=facts).sentences
        return next(s.text for s in said if s.source.kind is SourceKind.REVIEW)

    assert "price" in leading(())
    assert "temperature" in leading(FACTS[:1])


def test_what_only_a_demand_names_is_no_complaint() -> None:
    text = "The bed was hard. Put a free breakfast on the bill and the review is gone."
    start = text.index("Put a free breakfast")
    demand = Cue("demand", start, start + 20, text[start : start + 20], "cues.free", 0.9)
    asked = replace(
        request(situation=Situation.RETROACTIVE, language="en", text=text),
        analysis=replace(
            request(situation=Situation.RETROACTIVE, language="en", text=text).analysis,
            themes=(
                Theme("comfort", -0.6, 4, 7, "bed"),
                Theme("breakfast", -0.6, text.index("breakfast"), text.index("breakfast") + 9, "breakfast"),
            ),
            cues=(demand,),
        ),
    )
    said = compose(asked)
    assert "breakfast" not in said.text
    assert said.points_left == ()
    unasked = replace(asked, analysis=replace(asked.analysis, cues=()))
    assert "breakfast" in compose(unasked).text


def test_a_small_reserve_in_praise_is_noted_without_regret() -> None:
    said = typical("en", Situation.POSITIVE, themes=(("staff", 0.8), ("wifi", -0.5)))
    noted = next(
        s.text for s in said.sentences if s.source.kind is SourceKind.REVIEW and "team" not in s.text
    )
    assert "Wi-Fi" in noted
    assert not re.search("sorry|regret|disappoint|frustrat", noted)


@pytest.mark.parametrize(("polarity", "spoken"), [(-0.2, False), (-0.6, True)])
def test_a_faint_complaint_in_praise_is_left_to_a_person(polarity: float, spoken: bool) -> None:
    said = typical("en", Situation.POSITIVE, themes=(("staff", 0.8), ("price", polarity)))
    assert ("price" in said.text or "value" in said.text) == spoken
    assert ("price" in said.points_left) != spoken


def test_what_an_insult_says_of_the_staff_is_not_taken_to_heart() -> None:
    said = typical("en", Situation.INSULTING, themes=(("staff", -0.9), ("waiting", -0.5)))
    first = next(s for s in said.sentences if s.source.kind is SourceKind.REVIEW)
    assert "wait" in first.text
    assert "staff" not in first.text


def test_colour_borrowed_from_the_whole_review_is_no_praise() -> None:
    themes = (("staff", 0.8), ("parking", 0.2))
    assert (
        "parking" not in typical("en", Situation.MIXED, themes=(*themes, ("noise", -0.6))).sentences[1].text
    )
    only = typical("en", Situation.POSITIVE, themes=(("parking", 0.2),))
    assert "park" in only.text
