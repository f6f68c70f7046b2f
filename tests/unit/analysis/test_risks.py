"""Risks in seven languages, and the idioms and denials that use the same words."""

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review, Risk

HITS = {
    "fr": [
        (Risk.PESTS, "Des punaises de lit dans le matelas"),
        (Risk.FOOD_POISONING, "Intoxication alimentaire après les moules"),
        (Risk.INJURY, "Ma mère a glissé sur le carrelage, fracture du poignet"),
        (Risk.THEFT, "On m'a volé mon portefeuille dans la chambre"),
        (Risk.ASSAULT, "Le videur m'a frappé"),
        (Risk.DISCRIMINATION, "Accueil raciste, honteux"),
        (Risk.CHILD, "Notre fille de 4 ans a failli se noyer, aucun surveillant, scandaleux"),
        (Risk.HEALTH, "Choc anaphylactique malgré notre mise en garde, inadmissible"),
        (Risk.LAWYER, "Mon avocat va vous écrire"),
        (Risk.PRESS, "Je vais contacter un journaliste"),
    ],
    "en": [(Risk.PESTS, "Cockroach in the shower"), (Risk.THEFT, "My camera was stolen from the room")],
    "es": [(Risk.PESTS, "Había cucarachas en el baño"), (Risk.LAWYER, "Pondré una denuncia en el juzgado")],
    "de": [(Risk.PESTS, "Überall Bettwanzen"), (Risk.ASSAULT, "Der Türsteher hat meinen Freund geschlagen")],
    "it": [
        (Risk.FOOD_POISONING, "Intossicazione alimentare dopo le cozze"),
        (Risk.THEFT, "Ci hanno rubato i soldi"),
    ],
    "nl": [(Risk.PESTS, "Muizen in de keuken"), (Risk.INJURY, "Uitgegleden in de douche en pols gebroken")],
    "pt": [(Risk.PESTS, "Tinha baratas no quarto"), (Risk.DISCRIMINATION, "Fomos vítimas de racismo")],
    "child": [
        (Risk.CHILD, "Our daughter fell from the bunk, the rail was loose."),
        (Risk.CHILD, "El niño se cortó con un cristal y nadie hizo nada."),
        (Risk.CHILD, "Unser Sohn ist vom Hochbett gestürzt, das Geländer war locker."),
        (Risk.CHILD, "Nostra figlia è caduta dal letto a castello rotto, vergogna."),
    ],
    "more": [
        (Risk.ASSAULT, "Le videur l'a plaqué contre le mur"),
        (Risk.THEFT, "Our cash was gone from the drawer"),
        (Risk.THEFT, "Schmuck weg, Zimmer durchwühlt"),
        (Risk.DISCRIMINATION, "Wegen meines Kopftuchs bekam ich keinen Tisch"),
        (Risk.DISCRIMINATION, "Não alugavam a estrangeiros"),
        (Risk.HEALTH, "Kreeg geen lucht meer na de satésaus"),
    ],
}
MISSES = [
    "Unseren Kindern hat es gefallen, leider war das Essen kalt",
    "Les enfants ont aimé la coupe de glace, le service était long et désagréable",
    "The children loved it, but the pizza was burnt",
    "Nuestra hija quería helado, tardó mucho y el plato llegó corto",
    "I bambini hanno preso la tagliata al sangue, troppo cara",
    "Da fühlt man sich fast wie ein Dieb",
    "El antiguo tribunal es hoy un hotel caro",
    "Televisão minúscula e cama dura",
    "Faltaban toallas y jabón",
    "Killer view, to die for!",
    "A steal at this price, the show was stolen by the dessert",
    "No bed bugs, no cockroaches, spotless",
    "Tennis court and French press in the room",
    "We fell in love with this hotel",
    "Mort de rire avec le serveur, une tuerie ce gâteau",
    "Salade d'avocat crevettes délicieuse",
    "On est tombés amoureux de la vue",
    "Aucun cafard, pas de souris, tout est propre",
    "Notre bébé a adoré, merci",
    "Ein Traum! Das Gericht war köstlich, das Eis war gebrochen",
    "Keine Bettwanzen, alles sauber",
    "Habitaciones baratas y limpias, precios de infarto pero vale la pena",
    "Me robó el corazón este lugar",
    "Ci ha rubato il cuore, bistecca al sangue perfetta",
    "Vista da infarto, consigliatissimo",
    "Geweldig eten met een glas advocaat",
    "Mijn hart gestolen, prachtig",
    "Passagens mais baratas do mercado, recomendo",
    "Roubou meu coração, lugar lindo",
]


@pytest.mark.parametrize(("risk", "text"), [pair for pairs in HITS.values() for pair in pairs])
def test_a_risk_is_found(risk: Risk, text: str) -> None:
    assert risk in analyze(Review(text)).risks


@pytest.mark.parametrize("text", MISSES)
def test_an_idiom_or_a_denial_is_none(text: str) -> None:
    assert analyze(Review(text)).risks == ()
