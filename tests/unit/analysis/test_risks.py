"""Risks in seven languages, and the idioms and denials that use the same words."""

from dataclasses import replace

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review, Risk, Situation

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
    "ill after a meal": [
        (Risk.FOOD_POISONING, "Do not eat the seafood here. Both of us ill the next day."),
        (Risk.FOOD_POISONING, "My wife was ill after dinner, the whole family had stomach trouble."),
        (Risk.FOOD_POISONING, "Malades tous les deux le lendemain."),
        (Risk.FOOD_POISONING, "Los dos enfermos al día siguiente."),
        (Risk.FOOD_POISONING, "Am nächsten Tag waren wir beide krank."),
        (Risk.FOOD_POISONING, "Il giorno dopo stavamo male tutti e due."),
        (Risk.FOOD_POISONING, "De volgende dag waren we allebei ziek."),
        (Risk.FOOD_POISONING, "No dia seguinte estávamos os dois doentes."),
    ],
    "beside a harmless sense": [
        (Risk.HEALTH, "My mum ended up in hospital after the mussels, nobody called"),
        (Risk.HEALTH, "Mi madre acabó en el hospital por la mayonesa, una vergüenza"),
        (Risk.HEALTH, "Meine Mutter kam nach dem Essen ins Krankenhaus, unmöglich"),
        (Risk.HEALTH, "O meu pai teve um enfarte no ginásio e ninguém ajudou"),
        (Risk.HEALTH, "Mon père a fait un infarctus dans le hammam surchauffé, personne n'est venu"),
        (Risk.HEALTH, "My father had a heart attack by the pool and the staff just stared"),
        (Risk.CHILD, "On sert de l'alcool à des mineurs, c'est honteux"),
        (Risk.CHILD, "They served vodka to a minor, disgraceful"),
        (Risk.THEFT, "Vol de vélo dans la cour de l'hôtel, le portail était ouvert"),
        (Risk.THEFT, "Theft from our room and the desk shrugged"),
        (Risk.THEFT, "Diebstahl im Zimmer, niemand half"),
        (Risk.THEFT, "Furto in camera, nessuno ci ha aiutati"),
        (Risk.PESTS, "Chambre infestée de puces"),
        (Risk.PESTS, "The room was infested with ants"),
        (Risk.PESTS, "Cucina infestata da scarafaggi"),
        (Risk.DISCRIMINATION, "Il titolare è razzista, ci ha insultati"),
        (Risk.DISCRIMINATION, "El dueño es racista"),
        (Risk.INJURY, "Die Liege brach zusammen, Arm gebrochen"),
        (Risk.INJURY, "I broke my wrist on the wet step"),
        (Risk.FOOD_POISONING, "Nach dem Buffet hat meine Frau die ganze Nacht gebrochen"),
    ],
    "a salon, a fall": [
        (Risk.INJURY, "Saí com os olhos ardendo, o cabelo já tava caindo"),
        (Risk.INJURY, "Saí com os olhos a arder, dois dias depois o cabelo estava a cair"),
        (Risk.INJURY, "My eyes were burning and my hair was falling out a week later"),
        (Risk.INJURY, "Coloration ratée, mes cheveux tombent par poignées"),
        (Risk.INJURY, "Tinte horrible, me ardían los ojos y se me caía el pelo"),
        (
            Risk.INJURY,
            "Nach der Blondierung hatte ich Haare büschelweise in der Bürste",
        ),
        (Risk.INJURY, "Dopo la tinta mi cadevano i capelli, occhi che bruciavano"),
        (Risk.INJURY, "Mijn hoofdhuid brandde en mijn haar viel uit"),
        (Risk.HEALTH, "Ended up in A&E after slipping on the wet stairs"),
        (Risk.INJURY, "Ended up in A&E after slipping on the wet stairs"),
        (Risk.INJURY, "Poignet en miettes en glissant sur le carrelage mouillé"),
        (Risk.INJURY, "Sono finita male scivolando sulle scale bagnate"),
        (Risk.HEALTH, "Na de val moesten we naar de eerste hulp"),
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
    # Somebody else's illness, far from the house.
    "Stayed while visiting my mum in hospital. Clean room, but the wifi never worked",
    "Nous venions rendre visite à ma mère hospitalisée, chambre triste et wifi en panne",
    "Fuimos a visitar a mi padre en el hospital, habitación fea y cara",
    "Wir haben meinen Vater im Krankenhaus besucht, das Zimmer war laut",
    "Eravamo lì per visitare mia madre in ospedale, camera rumorosa",
    "We hebben mijn moeder in het ziekenhuis bezocht, de kamer was koud",
    "Vim visitar o meu pai no hospital, o quarto era frio",
    # The heart at the bill.
    "Quase tive um enfarte quando vi a conta",
    "I nearly had a heart attack when the bill came, terrible value",
    "J'ai failli faire un infarctus en voyant l'addition, service lent",
    "Casi me da un infarto al ver la cuenta, y la comida fría",
    "Ich hatte fast einen Herzinfarkt, als ich die Rechnung sah",
    "Quasi mi veniva un infarto, conto assurdo",
    "Ik kreeg bijna een hartaanval van de rekening",
    # Miners and minor matters.
    "On nous a fait dîner dans la cave, comme des mineurs de fond",
    "Quelques désagréments mineurs et un service lent",
    "A minor setback, but the food was cold",
    # Theft as what an insurance covers.
    "Vol de vélo non couvert, lisez les petites lignes",
    "Bike theft not covered, read the small print",
    "Diebstahl nicht versichert, das steht im Kleingedruckten",
    "Furto non coperto, leggete bene le clausole",
    "Diefstal niet gedekt, lees de kleine lettertjes",
    "Furto não coberto, leiam as letras pequenas",
    "Hurto no cubierto, lean la letra pequeña",
    # Infested, but with no animals.
    "Cuisine infestée de graisse",
    "The old town is infested with tourists",
    "Cocina infestada de grasa",
    "Cucina infestata di unto",
    "Cozinha infestada de gordura",
    # No discrimination, no injury.
    "Non sono razzista con gli alberghi piccoli, ma qui manca tutto",
    "Der Pool war grün, die Liegen gebrochen",
    "The porter broke my suitcase and shrugged",
    "Olhos ardendo de sono, o check-in demorou duas horas",
    "They asked us to a e-bike tour, overpriced and dull",
    "Había un bicho en la ensalada",
    "Paella buena, sangría aguada.",
    "Mi hanno detto che era caduto il telefono.",
    "De straat was opengebroken, drilboren vanaf zeven uur.",
]


@pytest.mark.parametrize(("risk", "text"), [pair for pairs in HITS.values() for pair in pairs])
def test_a_risk_is_found(risk: Risk, text: str) -> None:
    assert risk in analyze(Review(text)).risks


@pytest.mark.parametrize("text", MISSES)
def test_an_idiom_or_a_denial_is_none(text: str) -> None:
    assert analyze(Review(text)).risks == ()


@pytest.mark.parametrize(
    ("language", "contempt", "accusation"),
    [
        (
            "it",
            "Pieno di zingari, non ci torno più.",
            "Ci hanno trattato da zingari alla reception, vergogna.",
        ),
        ("de", "Voller Zigeuner, nie wieder.", "Rassistisches Personal, wir wurden beschimpft."),
    ],
)
def test_the_reviewers_own_contempt_accuses_the_house_of_nothing(
    language: str, contempt: str, accusation: str
) -> None:
    own = analyze(Review(contempt, rating=1, language=language))
    assert own.situation is Situation.DISCRIMINATORY
    assert Risk.DISCRIMINATION not in own.risks
    assert Risk.DISCRIMINATION in analyze(Review(accusation, rating=1, language=language)).risks


@pytest.mark.parametrize(
    ("language", "text", "grave"),
    [
        ("fr", "La machine à laver est tombée en panne au bout de deux mois.", False),
        ("fr", "Ma mère est tombée dans l'escalier, pas de rampe.", True),
        ("es", "La casera, una rata miserable, no nos devolvió la fianza.", False),
        ("es", "Vimos una rata en la cocina.", True),
        ("en", "The night porter asked for our room number like we were thieves.", False),
        ("en", "The thieves came in through the window.", True),
        ("pt", "Deu dó dos bichos, jaulas pequenas.", False),
        ("pt", "Sandália machuca no calcanhar.", False),
        # A child is named, and nothing befell it.
        ("it", "Ho ordinato la divisa per mio figlio. Mio figlio è l'unico senza tuta.", False),
        ("nl", "De taart was verkeerd, mijn zoontje heeft gehuild.", False),
        ("en", "Our baby had no cot although we had booked one.", False),
        ("en", "My toddler cut her hand on the broken glass.", True),
        ("fr", "Mon bébé est tombé de la table à langer bancale.", True),
    ],
)
def test_idioms_with_the_words_of_an_incident_are_none(language: str, text: str, grave: bool) -> None:
    assert (analyze(Review(text, rating=1, language=language)).situation is Situation.SAFETY) is grave


#: What only a scene tells: things and what became of them, people and how they were met, what may hurt.
SCENES = [
    ("fr", Risk.THEFT, "Ma bague était sur la table de nuit le matin. Le soir, elle avait disparu."),
    ("en", Risk.THEFT, "My ring was on the bedside table in the morning. By the evening it was gone."),
    ("es", Risk.THEFT, "Mi anillo estaba en la mesilla por la mañana. Por la noche había desaparecido."),
    ("de", Risk.THEFT, "Mein Ring lag morgens auf dem Nachttisch. Abends war er verschwunden."),
    ("it", Risk.THEFT, "Il mio anello era sul comodino la mattina. La sera era sparito."),
    ("nl", Risk.THEFT, "Mijn ring lag 's ochtends op het nachtkastje. 's Avonds was hij verdwenen."),
    ("pt", Risk.THEFT, "O meu anel estava na mesa de cabeceira de manhã. À noite tinha desaparecido."),
    ("fr", Risk.DISCRIMINATION, "Dès qu'il a vu le voile de ma sœur, plus une table de libre."),
    ("en", Risk.DISCRIMINATION, "The table was free until he heard our accent."),
    ("es", Risk.DISCRIMINATION, "En cuanto oyó nuestro acento ya no quedaban mesas."),
    ("de", Risk.DISCRIMINATION, "Kaum hörte er unseren Akzent, war kein Tisch mehr frei."),
    ("it", Risk.DISCRIMINATION, "Appena ha sentito il nostro accento non c'era più posto."),
    ("nl", Risk.DISCRIMINATION, "Zodra hij ons accent hoorde, was er geen tafel meer vrij."),
    ("pt", Risk.DISCRIMINATION, "Mal ouviu o nosso sotaque, já não havia mesas."),
    ("fr", Risk.DANGER, "La serrure de la porte ne fermait pas, j'ai dormi avec une chaise contre la porte."),
    ("en", Risk.DANGER, "There was smoke coming out of the socket when I plugged in the kettle."),
    ("es", Risk.DANGER, "El cargador se calentó tanto que se derritió."),
    ("de", Risk.DANGER, "Das Ladegerät wurde so heiß, dass es geschmolzen ist."),
    ("it", Risk.DANGER, "La porta della camera non si chiudeva a chiave, chiunque poteva entrare."),
    ("nl", Risk.DANGER, "De oplader werd zo heet dat hij smolt."),
    ("pt", Risk.DANGER, "O carregador aqueceu tanto que derreteu."),
]
#: The same words where nothing of the kind is told.
NO_SCENES = [
    ("fr", "La carte avait disparu de la table et le serveur aussi."),
    ("fr", "Mon téléphone était resté au bar, on me l'a gardé."),
    ("en", "The menu was gone and so was the waiter."),
    ("en", "I left my phone at the bar and they kept it for me."),
    ("es", "La carta había desaparecido y el camarero también."),
    ("de", "Die Speisekarte war verschwunden, der Kellner auch."),
    ("it", "Il menu era sparito e il cameriere pure."),
    ("nl", "De menukaart was verdwenen en de ober ook."),
    ("pt", "A ementa tinha desaparecido e o empregado também."),
]


@pytest.mark.parametrize(("language", "risk", "text"), SCENES)
def test_a_scene_tells_what_no_word_says(language: str, risk: Risk, text: str) -> None:
    analysis = analyze(Review(text, rating=1, language=language))
    assert risk in analysis.risks
    shown = [cue for cue in analysis.cues if cue.kind == f"risk.{risk.value}"]
    assert shown
    assert all(text[cue.start : cue.end] == cue.quote for cue in shown)


@pytest.mark.parametrize(("language", "text"), NO_SCENES)
def test_half_a_scene_tells_nothing(language: str, text: str) -> None:
    assert analyze(Review(text, rating=1, language=language)).risks == ()


def test_the_halves_of_a_scene_stand_together() -> None:
    far = (
        "My ring is lovely. We walked along the beach for hours. Nothing else happened. My appetite was gone."
    )
    assert analyze(Review(far, rating=1, language="en")).risks == ()
    told = "My ring was on the bedside table. By the evening it was gone."
    assert analyze(Review(told, rating=1, language="en")).risks == (Risk.THEFT,)
    happy = f"{told} Wonderful staff, they found it within minutes, perfect stay, we loved everything!"
    assert Risk.THEFT not in analyze(Review(happy, rating=5, language="en")).risks


#: Things of the table, of the dentist and of everyday, and what happens to people in nearly the same words.
NO_HARM = [
    ("en", "One frying pan and a blunt knife in the kitchen.", "He pulled a knife on us in the kitchen."),
    ("es", "Me pusieron una funda que se cayó a los diez días.", "Mi madre se cayó en la escalera."),
    ("fr", "La couronne est tombée au bout de dix jours.", "Ma mère est tombée dans l’escalier."),
    ("it", "L’otturazione è caduta dopo dieci giorni.", "Mia madre è caduta dalle scale."),
    ("fr", "Un numéro sur la porte, ça sonne dans le vide.", "Une porte qui donnait dans le vide."),
    ("fr", "Troisième sans ascenseur : plié en une matinée.", "L’ascenseur est tombé, ma mère blessée."),
    ("en", "You can wash your hands while sat on the loo.", "My wife spent the night sat on the loo."),
    ("it", "Il perito: due foto col cellulare e sparito.", "Il cellulare è sparito."),
    ("fr", "Cela reste un gastro, pas un étoilé.", "Toute la famille a attrapé la gastro."),
    ("pt", "Piscina fechada sem aviso.", "A piscina não tinha vedação, uma criança caiu."),
    ("pt", "Partiram o aparador da minha avó e desapareceu um caixote.", "O anel da minha avó desapareceu."),
]


@pytest.mark.parametrize(("language", "harmless", "harm"), NO_HARM)
def test_what_only_sounds_like_harm_is_none(language: str, harmless: str, harm: str) -> None:
    assert analyze(Review(harmless, rating=2, language=language)).risks == ()
    assert analyze(Review(harm, rating=2, language=language)).risks != ()


def test_what_is_insured_is_no_incident_of_the_insurer() -> None:
    text = "Mon scooter a été volé, l'assurance refuse de rembourser le contrat. Nul."
    analysis = analyze(Review(text, rating=1, language="fr"))
    assert Risk.THEFT in analysis.risks
    assert analysis.situation is not Situation.SAFETY


@pytest.mark.parametrize("between", [".", "...", "!!", " ?!", ".\n\n"])
def test_one_end_of_a_sentence_is_one_however_it_is_marked(between: str) -> None:
    text = f"My ring was on the bedside table{between} By the evening it was gone."
    assert analyze(Review(text, rating=1, language="en")).risks == (Risk.THEFT,)


def test_a_scene_that_is_denied_is_none() -> None:
    text = "My ring was on the table, it was not gone and nothing was missing."
    assert Risk.THEFT not in analyze(Review(text, rating=2, language="en")).risks
    told = "My ring was on the table, later it was gone."
    assert Risk.THEFT in analyze(Review(told, rating=2, language="en")).risks


TREATED = {
    "fr": "Notre chat vomissait depuis deux jours, la vétérinaire l'a sauvé. Merci, équipe formidable !",
    "en": "Our dog was vomiting all night and they saved him. Wonderful, caring vets.",
    "es": "Nuestro gato vomitaba sin parar y la veterinaria lo salvó. Mil gracias, estupendos.",
    "de": "Unsere Katze hat erbrochen, die Tierärztin hat sie gerettet. Ganz tolle Praxis!",
    "it": "Il mio cane vomitava da due giorni, la dottoressa lo ha salvato. Bravissimi, grazie!",
    "nl": "Onze hond moest overgeven, de dierenarts heeft hem gered. Geweldige praktijk!",
    "pt": "O nosso gato vomitava e a veterinária salvou-o. Excelente equipa, obrigado!",
}


@pytest.mark.parametrize("language", TREATED)
def test_what_an_animal_was_brought_for_is_no_incident_to_somebody_content(language: str) -> None:
    told = Review(TREATED[language], rating=5, language=language)
    assert analyze(told).risks == ()
    assert Risk.FOOD_POISONING in analyze(replace(told, rating=1, text=told.text.split(",")[0])).risks


@pytest.mark.parametrize(
    "text",
    [
        "Lovely hotel, great staff. But my wife was vomiting all night after the mussels.",
        "Great kennel, lovely place for the dog. My daughter was vomiting after the snack.",
    ],
)
def test_what_befell_a_person_is_one_though_somebody_is_content(text: str) -> None:
    assert Risk.FOOD_POISONING in analyze(Review(text, rating=4, language="en")).risks


def test_an_animal_that_was_hurt_is_one_though_somebody_is_content() -> None:
    text = "Lovely salon, friendly girls, but our poodle came home injured and bleeding."
    assert Risk.INJURY in analyze(Review(text, rating=4, language="en")).risks
