"""Polarity, labels and evidence of the tone."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review, Tone, ToneLabel


def tone(text: str, language: str | None = None, rating: float | None = None) -> Tone:
    return analyze(Review(text, rating=rating, language=language)).tone


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("La chambre était propre.", "La chambre n'était pas propre."),
        ("Pas cher du tout", "Trop cher pour ce que c'est"),
        ("Rien à redire", "Rien de bon"),
        ("Nous n'avons pas été déçus", "Nous avons été déçus"),
        ("The room was not bad at all", "The room was not good at all"),
        ("No problems, friendly staff", "Problems with unfriendly staff"),
        ("We will be back", "We won't be back"),
        ("Das Essen war lecker", "Das Essen war nicht lecker"),
        ("Nichts zu beanstanden", "Das Zimmer gefällt mir nicht"),
        ("No decepciona", "Nos decepcionó"),
        ("La habitación estaba limpia", "La habitación no estaba limpia"),
        ("Niente da ridire", "Niente di che"),
        ("Il personale è gentile", "Il personale non è gentile"),
        ("Niets op aan te merken", "Niet schoon en veel te duur"),
        ("Lekker gegeten, vriendelijke bediening", "Niet lekker en onvriendelijke bediening"),
        ("Não deixa a desejar", "Deixa a desejar"),
        ("Produto de qualidade, recomendo", "Produto veio com defeito, não recomendo"),
        ("Superbe 😍", "Bof 🤮"),
        ("trop bon", "trop cuit"),
        ("We had dinner here :D", "We had dinner here :-("),
    ],
)
def test_praise_and_complaint(good: str, bad: str) -> None:
    assert tone(good).polarity > 0.15
    assert tone(bad).polarity < -0.05


def test_intensity_grows_with_emphasis() -> None:
    assert tone("It was good").intensity < tone("It was VERY GOOD!!!").intensity
    assert tone("C'est bon").intensity <= tone("C'est suuuuper bon !!").intensity


def test_contrast_tips_towards_the_complaint() -> None:
    assert (
        tone("The food was good, the service was slow").polarity
        > tone("The food was good but the service was slow").polarity
    )


@pytest.mark.parametrize(
    ("label", "text", "rating"),
    [
        (ToneLabel.SARCASTIC, "Super hotel, everything was perfect", 1),
        (ToneLabel.SARCASTIC, "Merci pour la nuit blanche, prévoyez des boules Quies, service nul", None),
        (ToneLabel.ANGRY, "C'est une honte, inadmissible, plus jamais !!!", 1),
        (ToneLabel.FRUSTRATED, "Troisième fois que j'appelle, toujours aucune réponse.", 1),
        (ToneLabel.DISAPPOINTED, "Quel dommage, on s'attendait à mieux.", 2),
        (ToneLabel.PROCEDURAL, "Mise en demeure de rembourser sous huitaine, article L. 217-3.", None),
        (ToneLabel.INSULTING, "Le patron est un gros con, service nul", 1),
        (ToneLabel.THREATENING, "Ich weiß, wo du wohnst, ihr werdet es bereuen", 1),
        (
            ToneLabel.DISTRESSED,
            "Mia figlia di tre anni ha vomitato tutta la notte, pronto soccorso, terribile",
            1,
        ),
        (ToneLabel.PLAYFUL, "Adiós dieta, jajaja, riquísimo todo", 5),
        (ToneLabel.ENTHUSIASTIC, "Geweldig! Fantastisch eten, prachtig uitzicht, echte aanrader!", 5),
        (ToneLabel.MIXED, "Quarto limpo e bonito, mas atendimento péssimo e café frio", 3),
        (ToneLabel.SATISFIED, "Gutes Frühstück, nettes Personal.", 4),
        (ToneLabel.NEUTRAL, "We arrived on Monday at six.", None),
    ],
)
def test_labels(label: ToneLabel, text: str, rating: float | None) -> None:
    assert tone(text, rating=rating).label is label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The steak was insultingly small", ToneLabel.INSULTING),
        ("Killer view, to die for", ToneLabel.THREATENING),
        ("You will not regret booking this hotel", ToneLabel.THREATENING),
        ("Carne de vaca muito boa, recomendo", ToneLabel.INSULTING),
        ("El camarero es de Senegal y nos habló de su país", ToneLabel.DISCRIMINATORY),
        ("Ein Traum, bitte nicht ändern", ToneLabel.ANGRY),
        ("Merci à toute l'équipe, bravo pour la cuisine", ToneLabel.SARCASTIC),
        ("Desgraciadamente no pudimos volver, estupendo hotel", ToneLabel.INSULTING),
    ],
)
def test_near_misses(text: str, label: ToneLabel) -> None:
    assert tone(text).label is not label


def test_a_rating_against_the_words_is_said() -> None:
    assert "very low rating" in (tone("Perfect stay, lovely staff", rating=1).note or "")
    assert "high rating" in (tone("Horrible, filthy and rude. Avoid!", rating=5).note or "")
    assert tone("Perfect stay, lovely staff", rating=5).note is None
    assert tone("Perfect stay, lovely staff").note is None


def test_the_rating_alone_speaks_where_there_are_no_words() -> None:
    assert tone("...", rating=5).polarity == 1
    assert tone("", rating=1).polarity == -1
    assert tone("").polarity == pytest.approx(0, abs=0.15)
    assert tone("ok", rating=float("nan")).polarity < 1


def test_evidence_quotes_the_text() -> None:
    text = "L’accueil était «chaleureux», la chambre parfaite !"
    evidence = tone(text).evidence
    assert {cue.quote for cue in evidence} == {"chaleureux", "parfaite"}
    assert all(text[cue.start : cue.end] == cue.quote and cue.kind.startswith("tone.") for cue in evidence)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("C'était suuuuper !", "suuuuper"),
        ("sooo goooood, thanks", "goooood"),
        ("ottimoooo ristorante", "ottimoooo"),
    ],
)
def test_rows_of_letters_are_read_as_the_word(text: str, quote: str) -> None:
    heard = tone(text)
    assert heard.polarity > 0.3
    assert quote in {cue.quote for cue in heard.evidence}


def test_a_title_counts_and_leaves_the_spans_alone() -> None:
    text = "We stayed for two nights, room 12."
    plain, titled = analyze(Review(text)), analyze(Review(text, title="Horrible, never again"))
    assert titled.tone.polarity < -0.3 < plain.tone.polarity
    assert analyze(Review("Top", title="Muy buen servicio")).language.tag == "es"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ravioles du Dauphiné et visite de la police municipale", "fr"),
        ("We ordered the scampi", "en"),
        ("Llegamos por la tarde, pedimos lentejas y un refresco de la serie negra", "es"),
        ("Lenticchie durante la serata", "it"),
        ("Comemos batatas fritas durante a tarde de novembro", "pt"),
    ],
)
def test_words_that_only_begin_alike_judge_nothing(text: str, language: str) -> None:
    assert abs(tone(text, language).polarity) < 0.15


def test_a_cheer_is_no_insult() -> None:
    assert tone("Hoera, lekker gegeten!", "nl").label is not ToneLabel.INSULTING


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Zimmer ist klein, aber fein."),
        ("fr", "Cuisine simple mais bonne."),
        ("fr", "Chambre petite, mais vraiment agréable."),
        ("en", "The food is cheap and cheerful."),
        ("en", "A small but lovely room."),
        ("es", "Habitación pequeña pero acogedora."),
        ("it", "Locale semplice ma buono."),
        ("nl", "Klein maar fijn, dat hotel."),
        ("pt", "Quarto simples, mas muito bom."),
    ],
)
def test_modest_but_good_is_praise_without_contrast(language: str, text: str) -> None:
    tone = analyze(Review(text, rating=4, language=language)).tone
    assert tone.polarity > 0.4
    assert tone.label is not ToneLabel.MIXED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Zimmer ist schmutzig, aber günstig."),
        ("fr", "Chambre bruyante mais belle."),
        ("en", "A small room. But lovely it is not."),
        ("en", "Small portions, and the but of it: not good."),
        ("en", "Good but small."),
    ],
)
def test_a_fault_before_praise_stays_a_fault(language: str, text: str) -> None:
    assert analyze(Review(text, rating=3, language=language)).tone.polarity < 0.5


def test_a_word_that_praises_or_emphasises_praises_before_a_comma() -> None:
    praised = analyze(Review("Der Schnitt war super, nur etwas teuer.", language="de"))
    emphasised = analyze(Review("Der Schnitt war super teuer.", language="de"))
    assert "super" in {cue.quote for cue in praised.tone.evidence}
    assert emphasised.tone.polarity < 0 < praised.tone.polarity


@pytest.mark.parametrize(
    ("language", "text", "pleased"),
    [
        ("en", "Clean? No. Quiet? No. Cheap? No.", False),
        ("fr", "Propre ? Non. Aimable ? Non plus.", False),
        ("es", "¿Limpio? No. ¿Amables? Tampoco.", False),
        ("en", "Dirty? No. Noisy? No. Just perfect.", True),
        ("en", "Clean? Yes. No complaints.", True),
    ],
)
def test_what_is_asked_and_denied_at_once_is_denied(language: str, text: str, pleased: bool) -> None:
    tone = analyze(Review(text, language=language)).tone
    assert (tone.polarity > 0.2) if pleased else (tone.polarity < -0.2)
