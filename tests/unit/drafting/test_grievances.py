"""What exactly is complained of is answered as that, in words that admit and deny nothing."""

from dataclasses import replace
from itertools import product

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.analysis.rules import rules
from sangfroid.domain.draft import Audience, Fact, Length, Person, Voice
from sangfroid.domain.errors import InvalidData
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation, Theme
from sangfroid.drafting import exact, grievances, guards, own_words, phrases
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.exact import GRIEVANCES
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.writing import Writing
from tests.unit.drafting.test_composer import request

NAMES = tuple(exact.subjects(GRIEVANCES))
EACH = [f"{language}-{name}" for language, name in product(LANGUAGES, NAMES)]


@pytest.mark.parametrize("each", EACH)
def test_every_sentence_may_be_posted(each: str) -> None:
    language, name = each.split("-")
    context = GuardContext(language=language, audience=Audience.PUBLIC)
    for person in Person:
        for way in (way for group in exact.ways(GRIEVANCES, language, name, person) for way in group):
            found = [finding for finding in guards.check(way, context) if finding.guard != "language"]
            assert not found, (way, found)
            assert not set(way) & set("{}<>()|!0123456789"), way
            assert way[0].isupper(), way
            assert way.endswith("."), way


@pytest.mark.parametrize("each", EACH)
def test_it_is_a_sentence_long_and_has_a_name(each: str) -> None:
    language, name = each.split("-")
    told = exact.told_in(GRIEVANCES, language)[name]
    assert told.called.strip("+ ")
    assert told.words.strip()
    assert len(told.said) >= 2
    for way in (way for group in exact.ways(GRIEVANCES, language, name, Person.WE) for way in group):
        assert 5 <= len(way.split()) <= 28, way


#: A complaint in each language, what is complained of, and the same words where nobody complains of it.
SAID = {
    "fr": ("Le plat est arrivé froid.", "food", "served_cold", "Le plat était chaud et bon."),
    "en": ("My steak arrived stone cold.", "food", "served_cold", "My steak arrived hot."),
    "es": ("La comida llegó fría.", "food", "served_cold", "La comida llegó caliente."),
    "de": ("Das Essen kam kalt auf den Tisch.", "food", "served_cold", "Das Essen kam heiß auf den Tisch."),
    "it": ("La pasta è arrivata fredda.", "food", "served_cold", "La pasta è arrivata calda."),
    "nl": ("Het eten was koud.", "food", "served_cold", "Het eten was warm."),
    "pt": ("A comida veio fria.", "food", "served_cold", "A comida veio quente."),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_heard_in_its_own_words_about_its_own_theme(language: str) -> None:
    said, theme, name, other = SAID[language]
    assert exact.heard(GRIEVANCES, language, theme, [spaced(said)]) == name
    assert exact.heard_of_anything(GRIEVANCES, language, [spaced(said)]) == name
    assert exact.heard(GRIEVANCES, language, "parking", [spaced(said)]) is None
    assert exact.heard(GRIEVANCES, language, theme, [spaced(other)]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_them_in_one_order(language: str) -> None:
    assert tuple(exact.told_in(GRIEVANCES, language)) == NAMES


@pytest.mark.parametrize(
    ("said", "theme", "quote", "name"),
    [
        ("Rude waiter, dishes stone cold, overpriced bill.", "food", "dishes", "served_cold"),
        ("Rude waiter, dishes stone cold, overpriced bill.", "staff", "waiter", "rude"),
        ("The room was tiny and the wifi kept dropping.", "comfort", "tiny", "too_small"),
        ("The room was tiny and the wifi kept dropping.", "wifi", "wifi", "weak_connection"),
        ("Room tiny, wifi kept dropping.", "comfort", "tiny", "too_small"),
        # Nothing stands beside the word: what the sentence says all the same.
        (
            "We had the duck, and when at last it came to us it was stone cold.",
            "food",
            "duck",
            "served_cold",
        ),
    ],
)
def test_of_several_in_a_sentence_the_nearest_is_meant(said: str, theme: str, quote: str, name: str) -> None:
    assert exact.heard(GRIEVANCES, "en", theme, [spaced(said)], quote=quote) == name


def test_of_two_beside_each_other_the_first_is_meant() -> None:
    both = [spaced("No hot water in the shower, and it did not work.")]
    assert exact.heard(GRIEVANCES, "en", "room", both, quote="shower") == "no_hot_water"
    assert exact.heard(GRIEVANCES, "en", "room", both) == "no_hot_water"


def test_nothing_is_heard_in_a_language_nobody_knows() -> None:
    assert exact.heard(GRIEVANCES, "xx", "food", [" cold "]) is None
    assert exact.heard_of_anything(GRIEVANCES, "xx", [" cold "]) is None


def test_every_theme_named_is_one_of_the_product() -> None:
    known = {rule.id.removeprefix("theme.") for rule in rules() if rule.id.startswith("theme.")}
    named = {theme for themes in exact.subjects(GRIEVANCES).values() for theme in themes}
    assert named - {exact.ANYTHING} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reply_answers_the_complaint_itself(language: str) -> None:
    said, _, name, _ = SAID[language]
    reply = written(language, said)
    own = {way for group in exact.ways(GRIEVANCES, language, name, Person.WE) for way in group}
    assert own & {sentence.text for sentence in reply.sentences}, reply.text


def test_what_stands_second_is_called_by_its_name() -> None:
    reply = written("en", "Filthy room, dust everywhere, truly disgusting. And my steak arrived stone cold.")
    assert exact.told_in(GRIEVANCES, "en")["served_cold"].called in reply.text


def test_a_name_of_the_reviews_own_says_more_than_what_did_not_work() -> None:
    subjects = exact.subjects(GRIEVANCES)["out_of_order"]
    assert subjects["room"]
    broken = [spaced("The shower did not work at all.")]
    assert exact.heard(GRIEVANCES, "en", "room", broken) == "out_of_order"
    assert exact.heard(GRIEVANCES, "en", "room", broken, named=True) is None
    assert "the shower" in written("en", "The shower did not work at all, awful.").text


#: Three dishes, each bad in its own way, and their names.
DISHES = {
    "fr": ("Burger sec, frites grasses, tiramisu insipide, c’est nul.", ("le burger", "les frites")),
    "en": ("Prawns rubbery, rice burnt, sangria awful.", ("the prawns", "the rice", "the sangria")),
    "es": ("La paella salada, el pan duro, un desastre.", ("la paella", "el pan")),
    "de": ("Das Schnitzel war zäh, die Pommes labbrig, furchtbar.", ("das Schnitzel", "die Pommes")),
    "it": ("Spaghetti scotti, il pesce secco, pessimo.", ("gli spaghetti", "il pesce")),
    "nl": ("Biefstuk taai, friet slap, vreselijk.", ("de biefstuk", "de frietjes")),
    "pt": ("O bacalhau salgado, as batatas cruas, péssimo.", ("o bacalhau", "as batatas")),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_dishes_are_regretted_by_their_names(language: str) -> None:
    said, dishes = DISHES[language]
    text = written(language, said).text
    assert all(dish in text for dish in dishes), text


def test_one_dish_is_answered_by_what_was_wrong_with_it() -> None:
    reply = written("en", "The steak was badly overcooked, tough as leather.")
    own = {way for group in exact.ways(GRIEVANCES, "en", "badly_cooked", Person.WE) for way in group}
    assert own & {sentence.text for sentence in reply.sentences}, reply.text
    assert exact.yields(GRIEVANCES, "badly_cooked", "food", 2)
    assert not exact.yields(GRIEVANCES, "badly_cooked", "food", 1)
    assert not exact.yields(GRIEVANCES, "small_portions", "food", 3)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("de", "Die Stufen waren voller Staub.", None),
        ("de", "Vier Stockwerke mit den Koffern.", "not_accessible"),
        ("pt", "As batatas vinham cruas.", None),
        ("pt", "Três camarões no prato.", "small_portions"),
        ("nl", "De garnalen smaakten nergens naar.", None),
        ("nl", "5 garnalen op een heel bord.", "small_portions"),
        ("it", "I gradini erano bagnati.", None),
    ],
)
def test_a_number_is_a_number(language: str, said: str, told: str | None) -> None:
    names = ("not_accessible", "small_portions")
    heard = [name for name in names if exact.tells(GRIEVANCES, language, name, [spaced(said)])]
    assert heard == ([told] if told else [])


def test_a_complaint_without_a_known_subject_is_answered_as_what_it_is() -> None:
    reply = written("en", "Nobody ever called us back. Appalling.")
    own = {way for group in exact.ways(GRIEVANCES, "en", "unreachable", Person.WE) for way in group}
    assert own & {sentence.text for sentence in reply.sentences}, reply.text


def test_what_is_wrong_may_be_told_after_the_first_sentence() -> None:
    reply = written("en", "Appalling from start to finish, truly. Nobody ever called us back.")
    own = {way for group in exact.ways(GRIEVANCES, "en", "unreachable", Person.WE) for way in group}
    assert own & {sentence.text for sentence in reply.sentences}, reply.text


def test_a_complaint_about_money_says_what_the_price_would() -> None:
    text = "We were charged twice for the soup. Too much money."
    asked = request("en", Situation.NEGATIVE, text=text)
    soup, price = text.index("soup"), text.index("Too")
    themes = (Theme("food", -0.9, soup, soup + 4, "soup"), Theme("price", -0.8, price, len(text), "money"))
    said = compose(replace(asked, analysis=replace(asked.analysis, themes=themes)))
    own = {way for group in exact.ways(GRIEVANCES, "en", "charged_wrongly", Person.WE) for way in group}
    assert own & {sentence.text for sentence in said.sentences}, said.text
    assert "price" not in said.text
    assert said.points_left == ()


def test_who_was_answered_on_the_point_itself_is_not_told_that_they_are_heard() -> None:
    attention = {
        way for voice in Voice for group in phrases.ways("en", "attention", voice, Person.WE) for way in group
    }
    facts = (Fact("m", type="measure_taken", values={"measure": "team_briefed"}),)
    themes = (("noise", -0.9), ("staff", -0.8), ("price", -0.7))
    said = judged(*themes, length=Length.FULL, facts=facts)
    assert not attention & {sentence.text for sentence in said.sentences}, said.text


def test_two_points_that_are_one_complaint_are_answered_once() -> None:
    reply = written(
        "en", "Nobody answers the phone, the customer service is useless. The refund: no reply either."
    )
    own = {way for group in exact.ways(GRIEVANCES, "en", "unreachable", Person.WE) for way in group}
    said = [sentence.text for sentence in reply.sentences]
    assert sum(text in own for text in said) <= 1
    assert exact.told_in(GRIEVANCES, "en")["unreachable"].called not in reply.text or not own & set(said)


def test_what_is_alike_is_one_of_the_grievances() -> None:
    alike = {name for names, _ in grievances._ALIKE for name in names}
    assert (alike | grievances.OF_MONEY) <= set(NAMES)
    assert {theme for _, theme in grievances._ALIKE if theme} <= set(phrases.bank("en").themes)


@pytest.mark.parametrize(
    ("told", "other_told", "other", "again"),
    [
        ("slow_service", "arrived_late", "delivery", True),
        ("slow_service", None, "waiting", True),
        ("slow_service", None, "staff", False),
        ("slow_service", "unfriendly", "waiting", False),
        ("thin_walls", "night_noise", "noise", True),
        ("thin_walls", None, "noise", True),
        ("claim_refused", "refund_refused", "contract", True),
        ("unfriendly", "ignored", "staff", True),
        ("unfriendly", "complaint_unheard", "staff", False),
        ("served_cold", "served_cold", "breakfast", True),
        ("served_cold", "seasoning", "breakfast", False),
    ],
)
def test_what_says_it_once_more_is_no_further_point(
    told: str, other_told: str | None, other: str, again: bool
) -> None:
    assert grievances.says_again(told, other_told, other) is again


def test_a_reserve_that_says_the_complaint_again_is_not_named_beside_it() -> None:
    text = (
        "Parkeren kost extra, dat stond niet op de site. Extra kosten ook voor de handdoeken. Keurig hotel."
    )
    asked = request("nl", Situation.POSITIVE, text=text)
    parking, extra = text.index("Parkeren"), text.index("Extra")
    themes = (Theme("parking", -0.58, parking, parking + 8, "x"), Theme("price", -0.9, extra, extra + 5, "x"))
    analysis = replace(asked.analysis, themes=themes)
    called = exact.told_in(GRIEVANCES, "nl")["charged_extra"].called.strip("+")
    for variant in range(6):
        review = replace(asked.review, text=text, rating=4.0, id=str(variant))
        options = replace(asked.options, variant=variant)
        said = compose(replace(asked, review=review, analysis=analysis, options=options))
        assert said.text.count(called) <= 1, said.text


def test_a_complaint_that_was_put_right_is_not_taken_up_for_want_of_another() -> None:
    own = {way for group in exact.ways(GRIEVANCES, "en", "out_of_order", Person.WE) for way in group}
    right = "The kettle did not work, and it was replaced within the hour. Not bad."
    for text, answered in ((right, False), ("The kettle did not work. Not bad.", True)):
        at = text.index("kettle")
        asked = request("en", Situation.MIXED, text=text)
        tone = replace(asked.analysis.tone, polarity=0.2)
        themes = (Theme("comfort", -0.8, at, at + 6, "kettle"),)
        review = replace(asked.review, text=text, rating=3.0)
        analysis = replace(asked.analysis, themes=themes if not answered else (), tone=tone)
        said = compose(replace(asked, review=review, analysis=analysis)).sentences
        assert bool(own & {sentence.text for sentence in said}) is answered, text


def test_a_noise_by_two_names_is_answered_once() -> None:
    reply = written("en", "Thin walls, we heard the neighbours. So much noise, dreadful noise all night.")
    assert "noise" not in exact.told_in(GRIEVANCES, "en")["thin_walls"].called
    assert sum("noise" in sentence.text.lower() for sentence in reply.sentences) <= 1, reply.text


@pytest.mark.usefixtures("as_judged")
def test_a_faint_complaint_a_fact_answers_is_taken_up() -> None:
    looked_at = (Fact("t", type="inspection_done", values={"inspection": "room", "date": "2026-06-01"}),)
    for facts, taken_up in (((), False), (looked_at, True)):
        asked = request("en", Situation.NEGATIVE, facts=facts)
        themes = (Theme("cleanliness", -0.9, 0, 1, "x"), Theme("comfort", -0.41, 1, 2, "x"))
        asked = replace(asked, analysis=replace(asked.analysis, themes=themes))
        assert ("comfort" in Writing(asked, "en", Audience.PUBLIC).concerns) is taken_up


def test_beside_a_complaint_that_is_answered_nothing_is_named_in_passing() -> None:
    asked = request("en", Situation.UNCLEAR)
    for text, named in (("Nobody ever called us back.", False), ("Quite all right.", True)):
        analysis = replace(asked.analysis, themes=(Theme("parking", 0.0, 0, 1, "x"),))
        review = replace(asked.review, text=text, rating=3.0)
        assert ("parking" in compose(replace(asked, review=review, analysis=analysis)).text) is named


def test_with_three_stars_too_a_complaint_without_a_subject_is_answered() -> None:
    own = {way for group in exact.ways(GRIEVANCES, "en", "unreachable", Person.WE) for way in group}
    text = "Nobody ever called us back."
    for situation, rating, answered in (
        (Situation.UNCLEAR, 3.0, True),
        (Situation.MIXED, 3.0, True),
        (Situation.UNCLEAR, 4.0, False),
        (Situation.UNCLEAR, None, False),
        (Situation.NEGATIVE, None, True),
    ):
        asked = request("en", situation, text=text)
        review = replace(asked.review, text=text, rating=rating)
        said = compose(replace(asked, review=review, analysis=replace(asked.analysis, themes=()))).sentences
        assert bool(own & {sentence.text for sentence in said}) is answered, (situation, rating)


def test_the_next_sentence_tells_it_too_and_one_far_off_does_not() -> None:
    text = "What a terrible room. It stinks of cigarettes."
    own = {way for group in exact.ways(GRIEVANCES, "en", "smoke", Person.WE) for way in group}
    assert own & {sentence.text for sentence in written("en", text).sentences}
    rest = "We stayed for a while and saw a few things in the town. " * 8
    assert own & {sentence.text for sentence in written("en", f"{text} {rest}").sentences}
    apart = f"What a terrible room. {rest}It stinks of cigarettes."
    assert not own & {sentence.text for sentence in written("en", apart).sentences}


def judged(*themes: tuple[str, float], **given: object) -> Composition:
    asked = request("en", Situation.NEGATIVE, **given)  # type: ignore[arg-type]
    found = tuple(Theme(name, polarity, at, at + 1, "x") for at, (name, polarity) in enumerate(themes))
    return compose(replace(asked, analysis=replace(asked.analysis, themes=found)))


@pytest.mark.usefixtures("as_judged")
def test_beside_a_clear_complaint_a_faint_one_is_left_to_the_staff() -> None:
    clear = judged(("noise", -0.9), ("price", -0.5), ("parking", -0.4))
    assert "price" in clear.text
    assert "parking" not in clear.text
    assert clear.points_left == ("parking",)


def test_a_faint_complaint_is_named_where_words_are_wanting() -> None:
    short = [
        judged(("heating", -0.9), ("price", -0.8), length=Length.SHORT, variant=number)
        for number in range(12)
    ]
    assert any(said.points_left == () and "price" in said.text for said in short)


@pytest.mark.usefixtures("as_judged")
def test_the_first_complaint_is_answered_however_faint() -> None:
    own = {way for group in phrases.theme_ways("en", "parking", False, Person.WE) for way in group}
    said = judged(("parking", -0.45), ("price", -0.41))
    assert own & {sentence.text for sentence in said.sentences}, said.text


@pytest.mark.usefixtures("as_judged")
def test_beside_clear_praise_faint_praise_is_not_thanked_for() -> None:
    asked = request("en", Situation.POSITIVE)
    themes = (Theme("staff", 0.9, 0, 1, "x"), Theme("parking", 0.5, 1, 2, "x"), Theme("room", 0.8, 2, 3, "x"))
    said = compose(replace(asked, analysis=replace(asked.analysis, themes=themes)))
    assert "parking" not in said.text
    assert "room" in said.text
    assert said.points_left == ("parking",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_every_grievance_and_no_other(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(exact.subjects(GRIEVANCES))
    known["never_heard_of"] = {"food": False}
    monkeypatch.setattr(exact, "subjects", lambda kind: known)
    with pytest.raises(InvalidData, match="never_heard_of"):
        exact.told_in.__wrapped__(GRIEVANCES, language)


def written(language: str, text: str) -> Composition:
    review = Review(text, id="1", rating=1, language=language)
    return compose(DraftRequest(review, analyze(review)))


@pytest.mark.parametrize(
    ("entries", "said", "found"),
    [
        ("rembours* ~ toujours", "le remboursement que j attends n est toujours pas la", True),
        ("rembours* ~ toujours", "remboursement un deux trois quatre cinq six sept toujours", False),
        ("froid|tiede", "plat tiede", True),
        ("froid|tiede", "plat tiedeur", False),
        ("plat froid|tied*", "plat tiedi", True),
        ("# minutes", "vingt minutes", True),
        ("# minutes", "minutes", False),
        ("froid", "froideur", False),
        ("fade|froid*|cru plat", "froide plat", True),
        ("fade|froid*|cru plat", "cru plat", True),
        ("fade|froid*|cru plat", "fades plat", False),
        ("fade|froid*|cru plat", "cruel plat", False),
        ("plat, plateau ~ froid, pas cuit", "plateau de fruits froid", True),
        ("a, as froid", "as froid", True),
    ],
)
def test_entries_are_whole_words_with_their_signs(entries: str, said: str, found: bool) -> None:
    assert bool(own_words.pattern(entries).search(said)) is found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "I asked for no nuts because of an allergy. The dish came back with the nuts picked off.",
            "allergy",
        ),
        ("Cockroaches in the bathroom, and nobody cared.", "pests"),
    ],
)
def test_a_grave_matter_with_words_of_its_own_is_answered_as_just_that(text: str, name: str) -> None:
    reply = written("en", text)
    own = {way for group in exact.ways(GRIEVANCES, "en", name, Person.WE) for way in group}
    assert own & {sentence.text for sentence in reply.sentences}, reply.text


def test_beside_something_graver_it_is_not() -> None:
    reply = written("en", "Cockroaches in the bathroom, and my purse was stolen from the room.")
    own = {way for group in exact.ways(GRIEVANCES, "en", "pests", Person.WE) for way in group}
    assert not own & {sentence.text for sentence in reply.sentences}


@pytest.mark.parametrize(
    ("language", "served", "met"),
    [
        ("fr", "Le serveur a apporté la soupe, elle était froide.", "Accueil froid du serveur."),
        ("en", "The waiter brought cold soup.", "The waiter gave us a cold welcome."),
        ("es", "Servicio lento y la paella estaba fría.", "El camarero fue muy frío."),
        ("it", "Il cameriere ha portato la pizza fredda.", "Cameriere molto freddo."),
        ("nl", "De ontvangst was goed maar de soep was koud.", "De ontvangst was kil."),
        ("pt", "O empregado trouxe a sopa muito fria.", "O atendimento foi frio."),
    ],
)
def test_a_dish_that_was_cold_says_nothing_of_who_brought_it(language: str, served: str, met: str) -> None:
    assert exact.heard(GRIEVANCES, language, "staff", [spaced(served)]) in (None, "slow_service")
    assert exact.heard(GRIEVANCES, language, "staff", [spaced(met)]) == "unfriendly"
