"""Themes: names, spans and the polarity of their own clause."""

import pytest

from sangfroid.analysis.language import guess
from sangfroid.analysis.lexicon import lexicon
from sangfroid.analysis.pipeline import analyze
from sangfroid.analysis.situation import OUTSIDE
from sangfroid.analysis.text import NormalizedText
from sangfroid.analysis.themes import subjects
from sangfroid.analysis.tone import Voice, hear
from sangfroid.domain.review import Review, Theme


def themes(text: str) -> dict[str, Theme]:
    found: dict[str, Theme] = {}
    for theme in analyze(Review(text)).themes:
        found.setdefault(theme.name, theme)
    return found


def by_rules(text: str, rating: float | None = None) -> dict[str, float]:
    """What the clauses of a text say of its subjects, the last place of each."""
    review = Review(text, rating=rating)
    words = NormalizedText(text)
    hits = lexicon(guess(words).tag).find(words)
    heard = hear(words, hits.get("tone", ()), hits.get("label", ()), review)
    found = subjects(words, hits["theme"], heard.voices, heard.tone.polarity)
    return {subject.name: subject.polarity for subject in found}


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("Le personnel est charmant, mais la chambre était sale.", "staff", "room"),
        ("Great breakfast but the wifi was terrible.", "breakfast", "wifi"),
        ("Das Essen war köstlich, die Bedienung leider unfreundlich.", "food", "staff"),
        ("La ubicación es perfecta pero el desayuno es malísimo.", "location", "breakfast"),
        ("Posizione ottima, bagno sporco e rotto.", "location", "room"),
        ("Lekker eten, maar de rekening was belachelijk.", "food", "price"),
        ("Entrega rápida, mas o produto é péssimo.", "delivery", "product_quality"),
    ],
)
def test_each_theme_has_the_polarity_of_its_clause(text: str, good: str, bad: str) -> None:
    found = themes(text)
    assert found[good].polarity > 0.2
    assert found[bad].polarity < -0.2


def test_the_span_is_the_word_as_written() -> None:
    text = "PARKING trop cher, petit-déjeuner bon"
    found = themes(text)
    assert found["parking"].quote == "PARKING"
    assert found["breakfast"].quote == "petit-déjeuner"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("My phone was charged at the bar.", "payment"),
        ("It was a pleasure to walk there.", "delivery"),
        ("Nos plus beaux souvenirs", "parking"),
        ("Impossible de dormir, livraisons dès 5 h sous nos fenêtres.", "delivery"),
        ("Our room was above the delivery entrance.", "delivery"),
        ("La qualité des plats est constante, le dessert aussi.", "product_quality"),
        ("Die Zimmer waren schön, die Suppe wäre besser ohne Salz gewesen.", "product_quality"),
        ("Laut Speisekarte ohne Nüsse.", "noise"),
        ("Der Schlüssel sollte im Kasten liegen.", "pool"),
        ("Habíamos comprado la entrada por internet.", "wifi"),
        ("Un sitio precioso junto al río.", "price"),
        ("Seguramente volvamos en verano.", "safety"),
        ("Il secondo giorno ha piovuto.", "food"),
        ("Aspetto positivo: il silenzio.", "waiting"),
        ("We vergeten dit niet snel.", "waiting"),
        ("Esperava mais do quarto.", "waiting"),
        ("Habitación al lado del ascensor, se oía todo.", "accessibility"),
        ("A child friendly place.", "staff"),
        ("He was kind but clearly had no power to sort it out.", "outage"),
        ("Je donne une bonne note.", "price"),
    ],
)
def test_near_misses(text: str, absent: str) -> None:
    assert absent not in themes(text)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Impossible de dormir, livraisons dès 5 h sous nos fenêtres.", "noise"),
        ("Livraison à domicile en deux jours.", "delivery"),
        ("You hear every step from upstairs.", "noise"),
        ("The quality is poor, it broke after a week.", "product_quality"),
        ("Man hört jedes Wort vom Nachbartisch.", "noise"),
        ("Die Ware kam zerkratzt an.", "product_quality"),
        ("El anfitrión, muy amable.", "staff"),
        ("Cuesta aparcar por la zona.", "parking"),
        ("La guida era preparata e gentile.", "staff"),
        ("Mijn geld nog steeds niet teruggekregen.", "refund"),
        ("Devolveram tudo no mesmo dia.", "refund"),
    ],
)
def test_words_of_everyday(text: str, present: str) -> None:
    assert present in themes(text)


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("Il a plu toute la semaine.", "weather", "Il a plu"),
        ("Brouillard tout le week-end.", "weather", "Brouillard"),
        ("À cause de la grève, nous sommes arrivés à minuit.", "travel", "grève"),
        ("Deux heures dans les bouchons.", "travel", "dans les bouchons"),
        ("Un échafaudage devant la fenêtre.", "works", "échafaudage"),
        ("Coupure d'électricité dans tout le village.", "outage", "Coupure d'électricité"),
        ("Rain every day and fog in the evening.", "weather", "Rain"),
        ("Our flight was cancelled at noon.", "travel", "flight was cancelled"),
        ("Stuck in traffic for two hours.", "travel", "Stuck in traffic"),
        ("Scaffolding over the whole front.", "works", "Scaffolding"),
        ("There was a power cut at eight.", "outage", "power cut"),
        ("Llovió los cuatro días.", "weather", "Llovió"),
        ("La huelga de trenes nos dejó en casa.", "travel", "huelga"),
        ("Había andamios por todas partes.", "works", "andamios"),
        ("Hubo un apagón en el pueblo.", "outage", "apagón"),
        ("Es hat die ganze Woche geregnet.", "weather", "geregnet"),
        ("Zwei Stunden Stau vor der Abfahrt.", "travel", "Stau"),
        ("Direkt nebenan war eine Baustelle.", "works", "Baustelle"),
        ("Stromausfall im ganzen Ort.", "outage", "Stromausfall"),
        ("Ha piovuto dal lunedì alla domenica.", "weather", "piovuto"),
        ("Sciopero dei treni, arrivati tardi.", "travel", "Sciopero"),
        ("Impalcature davanti alla finestra.", "works", "Impalcature"),
        ("È mancata la corrente per tre ore.", "outage", "mancata la corrente"),
        ("De hele week regen.", "weather", "regen"),
        ("Wij stonden uren in de file.", "travel", "file"),
        ("Wegwerkzaamheden voor de deur.", "works", "Wegwerkzaamheden"),
        ("Stroomstoring van acht tot twaalf.", "outage", "Stroomstoring"),
        ("Choveu a semana inteira.", "weather", "Choveu"),
        ("Greve dos comboios, chegámos tarde.", "travel", "Greve"),
        ("Nosso voo atrasou seis horas.", "travel", "voo atrasou"),
        ("Andaimes em frente à janela.", "works", "Andaimes"),
        ("Faltou luz no bairro.", "outage", "Faltou luz"),
    ],
)
def test_what_lies_outside_the_house(text: str, name: str, quote: str) -> None:
    assert themes(text)[name].quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "Trop de temps d'attente, mais beau temps et belle météo.",
        "Ce menu, il a plu à tous.",
        "À deux pas de la gare SNCF, accueil chaleureux.",
        "Une douche pluie et plus d'eau chaude le matin.",
        "On a attendu dehors sous la pluie.",
        "En cas de pluie, il y a un salon.",
        "Perceuse très puissante, livrée en deux jours.",
        "It works well and the train station is nearby.",
        "A warm welcome, hot water and lovely weather.",
        "A storm in a teacup, really.",
        "The rain shower in the bathroom was superb.",
        "Proper blackout curtains in the room.",
        "It is a windy road up to the house.",
        "Una ducha efecto lluvia y vistas a la sierra nevada.",
        "Un museo con obras de arte y una obra maestra.",
        "No habia agua caliente.",
        "Bei jedem Wetter schön, Regendusche im Bad.",
        "Kein warmes Wasser, aber in der Nähe vom Bahnhof.",
        "Es war ein Sturm auf das Buffet.",
        "Doccia a pioggia e tende blackout.",
        "Tempo d'attesa breve, vicino alla stazione.",
        "Manca l'acqua calda in bagno.",
        "Ik mis niets, je mist hier echt niets.",
        "Mooi weer en een warm welkom vlak bij het station.",
        "Een leuk uitje voor een regenachtige dag.",
        "Tempo de espera curto, perto da estação.",
        "Faltou água quente no chuveiro.",
        "Cortina blackout e guarda-chuva no quarto.",
    ],
)
def test_what_only_sounds_like_outside_the_house(text: str) -> None:
    assert themes(text).keys().isdisjoint(OUTSIDE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Plus d'eau chaude depuis hier.", "heating"),
        ("Le bruit des travaux dès sept heures.", "noise"),
        ("Heavy traffic noise all night.", "noise"),
        ("The train station is nearby.", "location"),
        ("Nos quedamos sin agua caliente.", "heating"),
        ("Il rumore dei lavori di notte.", "noise"),
        ("Ficámos sem água quente, faltou água quente.", "heating"),
    ],
)
def test_what_is_outside_takes_no_word_from_another_theme(text: str, name: str) -> None:
    assert name in themes(text)
    assert themes(text).keys().isdisjoint(OUTSIDE)


@pytest.mark.parametrize(
    ("rating", "sign"),
    [(1, -1), (5, 1)],
)
def test_what_no_clause_judges_takes_a_faint_colour_from_a_clear_review(rating: int, sign: int) -> None:
    praise = "Wonderful, we loved it." if sign > 0 else "Awful, we hated it."
    assert 0 < sign * by_rules(f"{praise} The breakfast. {praise}", rating)["breakfast"] <= 0.2


def test_a_theme_counts_once_a_clause() -> None:
    found = analyze(Review("Great staff, waiter and waitress and manager all staff")).themes
    assert sum(theme.name == "staff" for theme in found) == 2


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Pour 140 € la nuit, c'est inadmissible.", "140 €"),
        ("£14.50 and the worst burger of my life.", "£14.50"),
        ("Für 1.089 € war das wirklich enttäuschend.", "1.089 €"),
    ],
)
def test_a_sum_beside_a_complaint_is_a_price(text: str, quote: str) -> None:
    price = themes(text)["price"]
    assert price.quote == quote
    assert price.polarity < -0.2


@pytest.mark.parametrize(
    "text",
    [
        "J'ai attendu le remboursement de 140 € trois mois, c'est honteux.",
        "Menu à 35 €, tout était délicieux.",
        "Le sac de 30 € est resté chez nous.",
    ],
)
def test_a_sum_elsewhere_is_none(text: str) -> None:
    assert "price" not in themes(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The breakfast was generous but cold."),
        ("fr", "Petit déjeuner copieux, mais froid."),
        ("de", "Das Frühstück war reichlich, aber kalt."),
    ],
)
def test_but_takes_back_what_was_said_of_a_subject(language: str, text: str) -> None:
    said = [theme for theme in analyze(Review(text, language=language)).themes if theme.name == "breakfast"]
    assert [theme.polarity > 0 for theme in said] == [True, False]
    assert len({(theme.start, theme.end) for theme in said}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The breakfast was generous but the evening was ruined.",
        "The breakfast was generous but the room was cold.",
        "The breakfast was generous. But cold it was outside.",
        "The breakfast was generous and good but never boring.",
    ],
)
def test_but_of_something_else_takes_nothing_back(text: str) -> None:
    said = [theme for theme in analyze(Review(text, language="en")).themes if theme.name == "breakfast"]
    assert len(said) == 1
    assert said[0].polarity > 0


def test_but_nobody_takes_nothing_back() -> None:
    text = "Dans la chambre tout allait bien, mais personne n'est passé."
    said = [theme for theme in analyze(Review(text, language="fr")).themes if theme.name == "room"]
    assert [theme.polarity > 0 for theme in said] == [True]


def test_what_but_takes_back_is_looked_for_where_it_stands() -> None:
    """However long a text is, each "but" looks at what follows it at once and no further."""
    looked = 0

    class Counted(Voice):
        __slots__ = ()

        @property
        def start(self) -> int:
            nonlocal looked
            looked += 1
            return self[0]

    def looks(times: int) -> int:
        nonlocal looked
        text = NormalizedText("The breakfast was generous but cold. " * times)
        hits = lexicon("en").find(text)
        voices = [Counted(*voice) for voice in hear(text, hits["tone"], (), Review(text.original)).voices]
        looked = 0
        subjects(text, hits["theme"], voices, 0.0)
        return looked

    assert looks(200) < 2.3 * looks(100)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chambre sale. Le personnel, par contre, adorable.", "staff"),
        ("Chambre sale. Le petit déjeuner, il faut le dire, était excellent.", "breakfast"),
        ("The room was tiny and dark. The staff, mind you, were lovely.", "staff"),
        ("Dirty room. The breakfast, to be fair, was delicious.", "breakfast"),
        ("El arroz llegó frío. El vino, eso sí, muy bueno.", "food"),
        ("Das Zimmer war laut. Das Personal, muss man sagen, war sehr freundlich.", "staff"),
        ("Camera sporca. La colazione, invece, ottima.", "breakfast"),
        ("Vieze kamer. Het ontbijt, moet ik zeggen, was heerlijk.", "breakfast"),
        ("Quarto sujo. O pequeno-almoço, isso sim, excelente.", "breakfast"),
    ],
)
def test_a_remark_between_commas_does_not_part_a_subject_from_its_praise(text: str, name: str) -> None:
    assert by_rules(text)[name] > 0.5


def test_a_remark_between_commas_does_not_part_a_subject_from_its_complaint() -> None:
    assert themes("Lovely room. The staff, mind you, were rude and slow.")["staff"].polarity < -0.5


@pytest.mark.parametrize(
    "text",
    [
        # What stands between names a subject, ends a sentence, or is longer than a remark.
        "The staff, the room, the pool were there. The view was lovely.",
        "The staff were there, mind you. The bed was lovely.",
        "We saw the staff, then drove all the way down to the harbour, lovely sunset.",
    ],
)
def test_what_is_no_remark_carries_no_praise_over(text: str) -> None:
    assert by_rules(text)["staff"] < 0.5


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Fermé à notre arrivée alors que le site annonçait ouvert.", "Fermé à notre arrivée"),
        ("Porte close un mardi à 15 h.", "Porte close"),
        ("Closed when we came although the site said open until ten.", "Closed when we"),
        ("The bar closes at eight.", "closes at"),
        ("Cerrado cuando llegamos.", "Cerrado cuando llegamos"),
        ("Wir standen vor verschlossener Tür.", "vor verschlossener Tür"),
        ("Chiuso quando siamo arrivati.", "Chiuso quando siamo arrivati"),
        ("De openingstijden kloppen niet.", "openingstijden"),
        ("Horário de funcionamento errado no site.", "Horário de funcionamento"),
    ],
)
def test_when_a_house_is_open_is_a_subject(text: str, quote: str) -> None:
    assert themes(text)["opening_hours"].quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "La fenêtre ferme mal et la porte aussi.",
        "The window would not close and the bottle was open.",
        "The bars open until four kept us awake.",
        "La puerta no cerraba bien.",
        "Das Fenster war nicht richtig geschlossen.",
        "La stanza sapeva di chiuso.",
        "De deuren sluiten niet, dicht bij het strand.",
        "A porta da varanda não fechava.",
    ],
)
def test_what_only_opens_and_closes_has_no_opening_hours(text: str) -> None:
    assert "opening_hours" not in themes(text)
