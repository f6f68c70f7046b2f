"""Pressure is a threat about a review, a demand, and a link; anything less is left in peace."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangfroid.analysis.cues import explain_score, find
from sangfroid.analysis.cues.decision import PLAYED_FROM, UNNAMED_FROM, decide
from sangfroid.analysis.cues.features import Roles
from sangfroid.analysis.cues.lexicon import LANGUAGES, lexicon
from sangfroid.analysis.cues.segments import PRESSING, conditions_open, segments
from sangfroid.analysis.cues.training_texts import GAPS, misspelt, roughened, unlinked, without_link
from sangfroid.analysis.cues.weights import Glance, weights
from sangfroid.analysis.cues.words import Words, named
from sangfroid.analysis.rules import rules
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import Blackmail, Cue, Level, Pattern

ORDER = [Level.NONE, Level.SUSPECTED, Level.EXPLICIT]

EXPLICIT = {
    "fr": "Remboursez-moi la nuit, sinon je mets une étoile partout.",
    "en": "Refund my stay or I will leave a one star review on Google.",
    "es": "Si no me devuelven el dinero, pongo una estrella en Google.",
    "de": "Wenn Sie mir das Geld nicht zurückzahlen, schreibe ich eine schlechte Bewertung auf Google.",
    "it": "Se non mi rimborsate metto una stella su Google.",
    "nl": "Als u mij niet terugbetaalt, zet ik een slechte recensie op Google.",
    "pt": "Se não me devolverem o dinheiro, ponho uma estrela no Google.",
}

CLEAN = {
    "fr": "Chambre sale et bruyante, je veux être remboursé. Une étoile, je le dirai à tous mes amis !",
    "en": "Filthy room, rude staff. I want a full refund! One star, and I will tell everyone I know.",
    "es": "Habitación sucia y ruidosa, quiero que me devuelvan el dinero. ¡Nunca más!",
    "de": "Zimmer schmutzig und laut, ich verlange mein Geld zurück. Nie wieder!",
    "it": "Camera sporca e rumorosa, voglio il rimborso. Mai più!",
    "nl": "Vieze en lawaaierige kamer, ik wil mijn geld terug. Nooit meer!",
    "pt": "Quarto sujo e barulhento, quero o meu dinheiro de volta. Nunca mais!",
}


def judge(text: str, language: str) -> tuple[tuple[Cue, ...], Blackmail]:
    return find(NormalizedText(text), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_said_link_is_explicit_and_shows_threat_demand_and_link(language: str):
    text = EXPLICIT[language]
    cues, blackmail = judge(text, language)
    assert blackmail.level is Level.EXPLICIT
    assert blackmail.missing == ()
    assert {"threat", "demand", "condition"} <= {cue.kind for cue in cues}
    assert all(cue.quote == text[cue.start : cue.end] for cue in cues)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_angry_customer_who_wants_a_refund_is_left_in_peace(language: str):
    cues, blackmail = judge(CLEAN[language], language)
    assert blackmail.level is Level.NONE
    assert cues == ()


@pytest.mark.parametrize(
    ("language", "with_condition", "without"),
    [
        ("fr", EXPLICIT["fr"], "Remboursez-moi la nuit. Je mets une étoile partout."),
        ("en", EXPLICIT["en"], "Refund my stay. I will leave a one star review on Google."),
        (
            "de",
            EXPLICIT["de"],
            "Zahlen Sie mir das Geld zurück. Ich schreibe eine schlechte Bewertung auf Google.",
        ),
        ("es", EXPLICIT["es"], "Devuélvanme el dinero. Pongo una estrella en Google."),
        ("it", EXPLICIT["it"], "Rimborsatemi. Metto una stella su Google."),
        ("nl", EXPLICIT["nl"], "Betaal mij terug. Ik zet een slechte recensie op Google."),
        ("pt", EXPLICIT["pt"], "Devolvam-me o dinheiro. Ponho uma estrela no Google."),
    ],
)
def test_without_the_condition_the_level_is_lower(language: str, with_condition: str, without: str):
    before, after = judge(with_condition, language)[1], judge(without, language)[1]
    assert ORDER.index(after.level) < ORDER.index(before.level)
    if after.level is Level.SUSPECTED:
        assert "link" in after.missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_a_refund_does_not_raise_the_level(language: str):
    asked = {
        "fr": " Je demande le remboursement de la nuit.",
        "en": " I am asking for a refund of the night.",
        "es": " Pido la devolución de la noche.",
        "de": " Ich bitte um Rückerstattung der Nacht.",
        "it": " Chiedo il rimborso della notte.",
        "nl": " Ik vraag om terugbetaling van de nacht.",
        "pt": " Peço a devolução da noite.",
    }[language]
    assert judge(CLEAN[language] + asked, language)[1].level is Level.NONE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "J’éditerai mon avis quand le wifi sera réparé."),
        ("fr", "Si vous voulez bien manger, allez-y, sinon passez votre chemin."),
        ("fr", "Sans remboursement sous huit jours, je saisirai le médiateur du tourisme."),
        ("en", "If you want a good meal go there, otherwise stay home. Five stars!"),
        ("en", "I will write an honest review on Google tomorrow."),
        ("en", "Please refund the deposit by Friday or I will contact my bank."),
        ("es", "Si no me devuelven la fianza pondré una hoja de reclamaciones."),
        ("de", "Ohne Rückzahlung bis Freitag wende ich mich an die Verbraucherzentrale."),
        ("it", "Se cercate tranquillità è il posto giusto, altrimenti andate in centro."),
        ("nl", "Zonder terugbetaling ga ik naar de geschillencommissie."),
        ("pt", "Sem o reembolso até sexta vou pedir o livro de reclamações."),
        (
            "en",
            "Something scuttled behind the kettle, then we saw the droppings. "
            "Mice, two of them, in a room at 160 a night.",
        ),
    ],
)
def test_rights_readers_and_honest_reviews_are_no_pressure(language: str, text: str):
    assert judge(text, language)[1].level is Level.NONE


def test_phone_spelling_capitals_and_marks_do_not_hide_it():
    for text in (
        "REMBOURSEZ MOI OU JE METS UNE ETOILE SUR GOOGLE",
        "remboursez-moi ou je mets une e\u0301toile sur google",
        "Rembour\u200bsez-moi ou je mets une étoile sur Google 😡",
    ):
        cues, blackmail = judge(text, "fr")
        assert blackmail.level is Level.EXPLICIT, text
        assert all(cue.quote == text[cue.start : cue.end] for cue in cues)


ALL = Glance(0.0, 0.0, dict.fromkeys(PRESSING, 0.0))


def test_what_is_too_short_to_hold_pressure_is_none_whatever_its_score(monkeypatch):
    everything = replace(weights(), threshold=0.0, glimpse=-99.0, glance=ALL)
    monkeypatch.setattr("sangfroid.analysis.cues.weights", lambda: everything)
    assert judge("refund or star", "en")[1].level is Level.NONE
    assert judge("refund or one star", "en")[1].level is not Level.NONE


def test_a_text_without_any_ingredient_of_pressure_is_not_looked_at(monkeypatch):
    looked = replace(weights(), threshold=0.0, glimpse=-99.0, glance=ALL)
    monkeypatch.setattr("sangfroid.analysis.cues.weights", lambda: looked)
    assert judge("Refund me or you will get a one star review on every site tonight.", "en")[1].score > 0
    assert judge("The walls were damp and brown.", "en")[1].score == 0


def test_a_glance_weighs_the_ingredients_beside_the_words():
    glance = Glance(-3.0, 1.0, {"R": 1.5, "D": 1.0})
    assert not glance.enough(1.0, ())
    assert not glance.enough(1.0, {"D"})
    assert glance.enough(1.0, {"D", "R"})
    assert glance.enough(3.0, ())


def test_a_text_is_not_looked_at_when_its_single_words_say_too_little(monkeypatch):
    # What says it all in a few words is looked at whatever they say.
    threat = EXPLICIT["en"] + " We came with the children by the late train." * 3
    for glimpse, looked_at in ((-99.0, True), (99.0, False)):
        blind = replace(weights(), glimpse=glimpse)
        monkeypatch.setattr("sangfroid.analysis.cues.weights", lambda blind=blind: blind)
        assert (judge(threat, "en")[1].score > 0) is looked_at


def test_the_meaning_of_the_words_tells_organised_attacks_from_single_ones():
    stranger = "Our network posts twenty one-star reviews a day. Pay 0.05 BTC a month and they stop."
    guest = "Refund my room or I will post a one-star review tonight."
    assert judge(stranger, "en")[1].pattern is Pattern.ORGANISED
    offer = "My one-star review goes the moment you send me 80 dollars."
    assert judge(offer, "en")[1].pattern is Pattern.RETROACTIVE
    assert judge(offer.replace("dollars", "USDT"), "en")[1].pattern is Pattern.ORGANISED
    assert judge(guest, "en")[1].pattern not in {Pattern.ORGANISED, Pattern.MASS}


def test_the_link_is_taken_out_as_a_word_and_never_out_of_one():
    spans = [{"kind": "threat", "quote": "metto una stella"}, {"kind": "link", "quote": "o"}]
    row = {
        "text": "Sconto o metto una stella",
        "label": "blackmail",
        "severity": "explicit",
        "cue_spans": spans,
    }
    assert without_link(row, ". ") == "Sconto .  metto una stella"
    whole, *hinted = unlinked([row])
    assert whole == row
    assert all(one["unlinked"] for one in hinted)
    assert [one["text"] for one in hinted] == [without_link(row, gap) for gap in GAPS]
    assert len({one["text"] for one in hinted}) == len(GAPS)
    assert unlinked([{**row, "severity": "implied"}]) == [{**row, "severity": "implied"}]


def test_what_is_sent_in_a_hurry_keeps_its_label_and_its_marked_words():
    row = {
        "text": "Remboursement immédiat de la chambre, sinon publication d'un commentaire assassin demain.",
        "lang": "fr",
        "label": "blackmail",
        "pattern": "conditional",
        "cue_spans": [{"kind": "threat", "quote": "publication d'un commentaire assassin"}],
    }
    spelt = misspelt(row)
    assert spelt["text"] != row["text"]
    assert len(spelt["text"].split()) == len(row["text"].split())
    assert spelt["cue_spans"][0]["quote"] in spelt["text"]
    greetings = {"fr": [{"text": "Salut,", "at": "start"}]}
    rows = [{**row, "text": f"{row['text']} Chambre {number}."} for number in range(40)]
    followed = [one for one in roughened(rows, greetings) if one.get("follows")]
    assert 4 <= len(followed) <= 20
    assert {one["label"] for one in followed} == {"blackmail"}
    assert any(one["text"].startswith("Salut, ") for one in followed)
    assert any(not one["text"].startswith("Salut, ") for one in followed)
    assert all(span["quote"] in one["text"] for one in followed for span in one["cue_spans"])
    assert [one for one in roughened(rows, greetings) if not one.get("follows")] == rows


def test_an_unknown_language_is_not_judged():
    assert judge(EXPLICIT["en"], "und") == ((), Blackmail())
    assert judge(EXPLICIT["en"], "sv") == ((), Blackmail())


def test_a_score_can_be_explained_feature_by_feature():
    told = explain_score(EXPLICIT["en"], "en")
    assert told.shares == sorted(told.shares, key=lambda share: (-abs(share[1]), share[0]))
    total = told.bias + sum(share for _, share in told.shares)
    assert 1 / (1 + math.exp(-total)) == pytest.approx(told.score)
    assert told.score == pytest.approx(judge(EXPLICIT["en"], "en")[1].score, abs=0.0006)
    assert told.score >= told.threshold
    calm = explain_score("A quiet room and a kind team.", "en")
    assert calm.score < calm.threshold
    assert not [name for name, _ in calm.shares if name.startswith("~")]


@pytest.mark.parametrize(
    "rule", [rule for rule in rules() if rule.id.startswith("cues.")], ids=lambda r: r.id
)
def test_the_examples_of_every_rule_hold(rule):
    slot = rule.id.removeprefix("cues.")
    read = lexicon("en").read
    if slot in Roles._fields:
        for text, heard in ((rule.fires, True), (rule.does_not_fire, False)):
            reading = read(NormalizedText(text))
            roles = weights().roles(reading.words, segments(reading), "en")
            assert (max(getattr(roles, slot)) >= PLAYED_FROM) == heard
        return
    assert slot in {hit.slot for hit in read(NormalizedText(rule.fires)).hits}
    assert slot not in {hit.slot for hit in read(NormalizedText(rule.does_not_fire)).hits}


def test_every_cue_names_a_described_rule():
    described = {rule.id for rule in rules()}
    corpus = Path(__file__).parents[3] / "corpus" / "blackmail"
    for language in LANGUAGES:
        for line in (corpus / f"{language}.jsonl").read_text("utf-8").splitlines()[:60]:
            for cue in judge(json.loads(line)["text"], language)[0]:
                assert cue.rule in described


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lexicon_has_the_same_slots(language: str):
    assert lexicon(language).slots == lexicon("en").slots


@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_any_text_gets_an_answer_with_exact_spans(text: str, language: str):
    cues, blackmail = judge(text, language)
    assert 0 <= blackmail.score <= 1
    for cue in cues:
        assert cue.quote == text[cue.start : cue.end]


@given(st.lists(st.sampled_from(["je", "poste", "remboursez", "moi", "€", "étoile", "a"]), max_size=30))
def test_words_weigh_what_their_names_say(words: list[str]):
    found = named(words, "fr")
    table = {name: (len(name), 50, -100) for name in found}
    said = Words(table).weigh(words, "fr")
    for share, sum_of_shares in enumerate(said):
        assert sum_of_shares == pytest.approx(
            sum(table[name][share] * value / 100 for name, value in found.items())
        )


def test_the_words_of_a_complaint_alone_ask_for_nothing():
    for text, language in (
        ("J’écris un avis honnête sur Google demain.", "fr"),
        ("Ich schreibe morgen eine ehrliche Bewertung.", "de"),
        ("Mañana escribo una reseña sincera en Google.", "es"),
    ):
        assert judge(text, language)[1].level is Level.NONE, text


def test_a_word_in_the_place_of_a_link_tips_what_is_hardly_heard():
    learnt = weights()
    margin = -(learnt.linking.bias + learnt.linking.worded / 2) / learnt.linking.heard
    assert learnt.linked(margin, worded=True)
    assert not learnt.linked(margin, worded=False)


def decided(text: str, threat: float) -> Level:
    """The level of a text whose parts ask for sure, and threaten as likely as this."""
    reading = lexicon("en").read(NormalizedText(text))
    cut = segments(reading)
    roles = Roles([threat] * len(cut), [0.9] * len(cut))
    return decide(reading, cut, roles, 0.9, False, Pattern.IMPLIED).level


@pytest.mark.parametrize(
    "text",
    [
        "Please change the battery and give me my money back.",
        "Please remove the cleaning fee from my bill, many thanks.",
        "People came and went all night, I want a refund.",
    ],
)
def test_what_speaks_of_no_review_must_sound_like_a_threat(text: str) -> None:
    assert decided(text, UNNAMED_FROM - 0.05) is Level.NONE
    assert decided(text, UNNAMED_FROM + 0.05) is Level.SUSPECTED


def test_what_speaks_of_one_need_not() -> None:
    assert decided("I want a refund. My review is not written yet.", UNNAMED_FROM - 0.05) is Level.SUSPECTED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Burger trocken, Brötchen durchgeweicht, 16 Euro. Lässt sich am Preis noch etwas machen?"),
        ("it", "Camere molto rumorose, poca ricezione dei cellulari. Cancellate la mora."),
        ("pt", "Som alto, grave razoável, microfone fraco. Baixem quinze por cento ao valor final."),
    ],
)
def test_a_wish_at_the_end_of_a_complaint_is_no_pressure(language: str, text: str) -> None:
    assert judge(text, language)[1].level is Level.NONE


#: In so many words, and the same words where somebody else says them, recalls them or asks for nothing.
PLAIN = {
    "fr": (
        "Si vous ne me faites pas de remise, je mets une étoile.",
        "Si la chambre n'est pas propre, je mets une étoile.",
    ),
    "en": (
        "If you don't give me a discount, I will leave one star.",
        "My neighbour said: if you don't give me a discount, I will leave one star. He was only joking.",
    ),
    "es": (
        "Si no me hacen un descuento, pondré una estrella.",
        "Si no arreglan la ducha, pondré una estrella.",
    ),
    "de": (
        "Wenn Sie mir keinen Rabatt geben, gibt es einen Stern.",
        "Wenn Sie das Zimmer nicht putzen, gibt es einen Stern.",
    ),
    "it": (
        "Se non mi fate uno sconto, lascio una stella.",
        "Se non pulite la camera, lascio una stella.",
    ),
    "nl": (
        "Als u geen korting geeft, geef ik één ster.",
        "Als de kamer niet schoon is, geef ik één ster.",
    ),
    "pt": (
        "Se não me fizerem um desconto, dou uma estrela.",
        "Se o quarto não estiver limpo, dou uma estrela.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_in_so_many_words_is_explicit(language: str) -> None:
    plain, other = PLAIN[language]
    assert find(NormalizedText(plain), language)[1].level is Level.EXPLICIT
    assert find(NormalizedText(other), language)[1].level is Level.NONE


def test_a_negated_condition_says_that_nothing_is_settled() -> None:
    def slots(text: str, language: str) -> set[str]:
        read = lexicon(language).read(NormalizedText(text))
        return {hit.slot for hit in conditions_open(read).hits}

    assert "received" not in slots("Si je ne suis pas remboursé, je mets une étoile.", "fr")
    assert "received" in slots("Je suis remboursé, je ne mets pas une étoile.", "fr")
    assert "nothing_asked" not in slots("Wenn Sie keinen Rabatt geben, schreibe ich das.", "de")
    assert "nothing_asked" in slots("Ich will keinen Rabatt, ich schreibe das.", "de")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Chambre bruyante. Remboursez-moi ou je mets une étoile."),
        ("en", "Noisy room. Refund me or I post one star."),
        ("es", "Habitación ruidosa. Devuélvanme el dinero o pongo una estrella."),
        ("de", "Lautes Zimmer. Geld zurück oder ein Stern."),
        ("it", "Camera rumorosa. Rimborsatemi o metto una stella."),
        ("nl", "Lawaaiige kamer. Geld terug of ik geef één ster."),
        ("pt", "Quarto barulhento. Devolvam-me o dinheiro ou dou uma estrela."),
    ],
)
def test_a_plain_choice_is_explicit_and_its_halves_alone_are_no_pressure(language: str, text: str) -> None:
    assert find(NormalizedText(text), language)[1].level is Level.EXPLICIT
    complaint = text.split(".")[0] + "."
    assert find(NormalizedText(complaint), language)[1].level is Level.NONE


@pytest.mark.parametrize("marks", ["« {} »", "“{}”", '"{}"', "„{}“"])
def test_a_plain_choice_between_quotation_marks_weighs_no_more_than_its_words(marks: str) -> None:
    said = "Free night or I leave one star."
    quoted = f"Example for the new ones: {marks.format(said)} What do you answer?"
    assert "said plainly" in dict(explain_score(said, "en").shares)
    assert "said plainly" not in dict(explain_score(quoted, "en").shares)
