"""Ordinary sentences of replies are no claims; what is like them and is one is still blocked."""

import pytest

from sangfroid.domain.draft import Audience, Fact, Finding, Severity
from sangfroid.domain.review import Review
from sangfroid.drafting import guards
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.counting import Numbers
from tests.unit.steps import steps


def check(language: str, text: str, fact: str = "", review: Review | None = None) -> tuple[Finding, ...]:
    facts = (Fact("f", text=fact, language=language),) if fact else ()
    return guards.check(text, GuardContext(language=language, facts=facts, review=review))


def blocked(language: str, text: str, fact: str = "") -> list[tuple[str, str]]:
    return [
        (found.guard, found.quote)
        for found in check(language, text, fact)
        if found.severity is Severity.BLOCK
    ]


# Language, sentence, and the fact it rests on.
ORDINARY = [
    ("en", "Have a lovely Sunday, and thank you.", ""),
    ("fr", "Bon dimanche à vous et merci.", ""),
    ("de", "Schönen Sonntag noch und danke.", ""),
    ("fr", "Le vendredi soir, mieux vaut réserver.", ""),
    ("de", "Freitags brummt der Laden.", ""),
    ("es", "Los viernes se llena la sala.", ""),
    ("en", "Thank you, you've made our Monday.", ""),
    ("nl", "Tot zaterdag misschien.", ""),
    ("en", "See you in August as usual?", ""),
    ("de", "Sehen wir uns im August?", ""),
    ("pt", "Vemo-nos em agosto.", ""),
    ("fr", "Merci d'avoir pris deux minutes de votre temps.", ""),
    ("de", "Danke, dass Sie sich zwei Minuten genommen haben.", ""),
    ("it", "Grazie per averci dedicato due minuti.", ""),
    ("en", "Thank you for five minutes of your time on the phone.", ""),
    ("fr", "Le menu est à dix-huit euros.", "Le menu coûte 18 €."),
    ("en", "The menu is twenty-five pounds.", "The menu costs £25."),
    ("pt", "A espera é de vinte e cinco minutos.", "A espera foi de 25 minutos."),
    ("de", "Wir schließen um zehn Uhr abends.", "Das Restaurant schließt um 22:00 Uhr."),
    ("nl", "Wij sluiten om tien uur.", "Wij sluiten om 22:00 uur."),
    ("fr", "Nous fermons à onze heures du soir.", "Nous fermons à 23 h."),
    ("en", "We remember you as if it were yesterday.", ""),
    ("fr", "Nous nous souvenons de vous comme si c'était hier.", ""),
    ("de", "Wir erinnern uns, als wäre es gestern gewesen.", ""),
    ("es", "Lo recordamos como si fuera ayer.", ""),
    ("it", "La ricordiamo come se fosse ieri.", ""),
    ("nl", "Wij weten het nog als de dag van gisteren.", ""),
    ("nl", "Wij weten het nog alsof het gisteren was.", ""),
    ("pt", "Lembramo-nos como se fosse ontem.", ""),
    (
        "fr",
        "Non, il n'y a pas d'ascenseur, et l'annonce le dit.",
        "Il n'y a pas d'ascenseur et l'annonce le dit.",
    ),
    ("es", "No, ascensor no hay.", "No hay ascensor."),
    ("it", "No, l'ascensore non c'è.", "Non c'è ascensore."),
    ("pt", "Não, elevador não há.", "Não há elevador."),
    ("de", "Pommes gibt es bei uns nicht, Bratkartoffeln schon.", ""),
    ("de", "Erstattungen für verzehrte Speisen gibt es bei uns nicht.", ""),
    ("es", "Le devuelvo la llamada esta tarde.", ""),
    ("fr", "Je vous rends votre appel dans la journée.", ""),
    ("it", "Le restituisco la chiamata nel pomeriggio.", ""),
    ("de", "Karim hat Ihnen das Frühstück gebracht.", ""),
    ("it", "Vi ha servito Giulia.", ""),
    ("nl", "Karim heeft jullie het ontbijt gebracht.", ""),
    ("fr", "C'est Karim qui vous a installés en terrasse.", ""),
    ("it", "Il fornitore è stato avvisato il 12 maggio.", "Il fornitore è stato avvisato il 12 maggio."),
    ("en", "It is lovely to hear that you found the service prompt.", ""),
    ("fr", "Merci pour les 5 étoiles.", ""),
    ("en", "We are glad the room worked well for you.", ""),
    ("en", "Enjoy the rest of your Sunday.", ""),
    ("en", "Wishing you a great Friday evening!", ""),
    ("en", "Fridays are always busy, so booking ahead helps.", ""),
    ("en", "Your words made our team's Friday.", ""),
    ("en", "A table on a Saturday night goes fast.", ""),
    ("en", "Shall we say Tuesday, then?", ""),
    ("en", "Sunday brunch is our favourite too.", ""),
    ("en", "We hope to see you again in September.", ""),
    ("en", "We look forward to welcoming you back in July.", ""),
    ("en", "Thank you for taking two minutes to write to us.", ""),
    ("en", "It means a lot that you gave us ten minutes of your day.", ""),
    ("fr", "Excellent week-end et bon lundi.", ""),
    ("fr", "Le samedi, la salle se remplit vite.", ""),
    ("fr", "Vous avez égayé notre lundi.", ""),
    ("fr", "Un mardi soir est plus calme.", ""),
    ("fr", "À samedi peut-être.", ""),
    ("fr", "Au plaisir de vous revoir en septembre.", ""),
    ("fr", "On se retrouve en juillet comme d'habitude ?", ""),
    ("fr", "Merci d'avoir consacré cinq minutes à nous écrire.", ""),
    ("fr", "Merci pour ces deux minutes de votre temps.", ""),
    ("de", "Ein schöner Sonntag mehr für uns alle, danke.", ""),
    ("de", "Am Freitagabend empfiehlt sich eine Reservierung.", ""),
    ("de", "Samstags ist es bei uns lebhaft.", ""),
    ("de", "Sie haben unseren Montag gerettet.", ""),
    ("de", "Bis Samstag vielleicht.", ""),
    ("de", "Wir freuen uns, Sie im Oktober wiederzusehen.", ""),
    ("de", "Danke, dass Sie uns fünf Minuten geschenkt haben.", ""),
    ("de", "Vielen Dank für zwei Minuten Ihrer Zeit.", ""),
    ("es", "Feliz domingo y gracias.", ""),
    ("es", "Que tenga un buen viernes.", ""),
    ("es", "Nos ha alegrado el lunes.", ""),
    ("es", "Los sábados conviene reservar.", ""),
    ("es", "Hasta el sábado, quizás.", ""),
    ("es", "Nos vemos en agosto.", ""),
    ("es", "Gracias por dedicarnos dos minutos.", ""),
    ("es", "Gracias por cinco minutos de su tiempo.", ""),
    ("it", "Buona domenica e grazie.", ""),
    ("it", "Il venerdì conviene prenotare.", ""),
    ("it", "Di sabato la sala è piena.", ""),
    ("it", "Ha rallegrato il nostro lunedì.", ""),
    ("it", "A sabato, forse.", ""),
    ("it", "Ci vediamo in agosto.", ""),
    ("it", "La aspettiamo a settembre.", ""),
    ("it", "Grazie per aver trovato cinque minuti per scriverci.", ""),
    ("it", "Grazie per due minuti del Suo tempo.", ""),
    ("nl", "Fijne zondag nog en bedankt.", ""),
    ("nl", "Vrijdag is het altijd druk.", ""),
    ("nl", "Op zaterdagavond kunt u beter reserveren.", ""),
    ("nl", "U heeft onze maandag goedgemaakt.", ""),
    ("nl", "Tot ziens in augustus.", ""),
    ("nl", "Zien we u weer in september?", ""),
    ("nl", "Bedankt dat u twee minuten de tijd nam.", ""),
    ("nl", "Bedankt voor vijf minuten van uw tijd.", ""),
    ("pt", "Bom domingo e obrigado.", ""),
    ("pt", "Aos sábados convém reservar.", ""),
    ("pt", "Alegrou a nossa segunda-feira.", ""),
    ("pt", "Até sábado, talvez.", ""),
    ("pt", "Até agosto e obrigado.", ""),
    ("pt", "Esperamos recebê-lo em setembro.", ""),
    ("pt", "Obrigado por nos dedicar dois minutos.", ""),
    ("pt", "Obrigado por cinco minutos do seu tempo.", ""),
    ("fr", "On dirait que c'était hier.", ""),
    ("en", "It feels like yesterday.", ""),
    ("de", "Es ist, als ob es gestern war.", ""),
    ("de", "Wie gestern kommt es uns vor.", ""),
    ("it", "Sembra ieri.", ""),
    ("es", "Parece que fue ayer.", ""),
    ("pt", "Parece que foi ontem.", ""),
    ("nl", "Het lijkt wel gisteren.", ""),
    ("it", "Vi ha portato il caffè Giulia.", ""),
    ("de", "Karim hat Sie bedient.", ""),
    ("fr", "C'est Léa qui vous a servi.", ""),
    ("fr", "C'est Léa qui vous a préparé la table.", ""),
    ("nl", "Karim heeft u bediend.", ""),
    ("es", "Carmen le ha preparado la mesa.", ""),
    ("en", "It was Ann who brought you your coffee.", ""),
    ("en", "Ann is the one who served you.", ""),
    ("pt", "Foi a Ana quem lhe preparou a mesa.", ""),
    ("de", "Katzen gibt es bei uns nicht, nur Hunde.", ""),
    ("de", "Rabatte für Gruppen gibt es bei uns nicht.", ""),
    ("es", "Le devolvemos la llamada mañana por la mañana.", ""),
    ("pt", "Devolvo-lhe a chamada hoje.", ""),
    ("nl", "Ik bel u terug.", ""),
    ("en", "Thank you for the 5 stars.", ""),
    ("de", "Danke für die 5 Sterne.", ""),
    ("es", "Gracias por las 5 estrellas.", ""),
    ("it", "Grazie per le 5 stelle.", ""),
    ("nl", "Dank voor de 5 sterren.", ""),
    ("pt", "Obrigado pelas 5 estrelas.", ""),
    ("en", "We open at ten.", "We open at 22:00."),
    ("en", "Doors close at eleven o'clock.", "Doors close at 23:00."),
    ("es", "Cerramos a las once de la noche.", "Cerramos a las 23:00."),
    ("it", "Chiudiamo alle undici di sera.", "Chiudiamo alle 23:00."),
    ("pt", "Fechamos às onze da noite.", "Fechamos às 23:00."),
    ("pt", "Fechamos às onze horas.", "Fechamos às 23:00."),
    ("it", "Chiudiamo alle undici.", "Chiudiamo alle 23:00."),
    ("es", "No, no hay ascensor.", "No hay ascensor."),
    ("fr", "Non, nous n'avons pas de piscine.", "Nous n'avons pas de piscine."),
    ("nl", "Nee, een lift is er niet.", "Er is geen lift."),
    ("fr", "Quatre-vingt-dix-neuf euros la nuit.", "Le prix est de 99 €."),
    ("fr", "Soixante-quinze euros la nuit.", "Le prix est de 75 €."),
    ("fr", "Deux cents euros la nuit.", "Le prix est de 200 €."),
    ("en", "One hundred and twenty pounds.", "It costs £120."),
    ("fr", "Nous fermons à dix-neuf heures et demie.", "Fermeture à 19 h 30."),
    ("en", "No, there is no lift.", "There is no lift."),
    ("de", "Nein, einen Aufzug gibt es nicht.", "Es gibt keinen Aufzug."),
]

# Language, guard, sentence, and a fact that does not vouch for it.
CLAIMS = [
    ("en", "unsupported", "On Monday we repaired the shower.", ""),
    ("fr", "unsupported", "Merci de votre venue de lundi.", ""),
    ("en", "unsupported", "We were closed on Mondays all winter.", ""),
    ("en", "unsupported", "Your visit on Saturday mattered to us.", ""),
    ("en", "unsupported", "The plumber came on Tuesday.", ""),
    ("en", "unsupported", "The lift has been out of order since Wednesday.", ""),
    ("en", "unsupported", "We are closed on Mondays.", ""),
    ("fr", "unsupported", "Votre dîner de samedi méritait mieux.", ""),
    ("fr", "unsupported", "Nous sommes fermés le lundi.", ""),
    ("fr", "unsupported", "Samedi, la salle était pleine.", ""),
    ("de", "unsupported", "Am Montag haben wir die Dusche repariert.", ""),
    ("de", "unsupported", "Ihr Besuch am Samstag war uns wichtig.", ""),
    ("de", "unsupported", "Montags ist Ruhetag.", ""),
    ("es", "unsupported", "El lunes reparamos la ducha.", ""),
    ("es", "unsupported", "Su visita del sábado fue importante.", ""),
    ("es", "unsupported", "Los lunes cerramos.", ""),
    ("it", "unsupported", "Lunedì abbiamo riparato la doccia.", ""),
    ("it", "unsupported", "La Sua visita di sabato ci sta a cuore.", ""),
    ("it", "unsupported", "Il lunedì siamo chiusi.", ""),
    ("nl", "unsupported", "Maandag hebben wij de douche gerepareerd.", ""),
    ("nl", "unsupported", "Uw bezoek van zaterdag was belangrijk.", ""),
    ("nl", "unsupported", "Wij zijn op maandag gesloten.", ""),
    ("pt", "unsupported", "No sábado reparámos o chuveiro.", ""),
    ("pt", "unsupported", "A sua visita de domingo foi importante.", ""),
    ("pt", "unsupported", "Fechamos aos domingos.", ""),
    ("en", "unsupported", "We renovated the rooms in March.", ""),
    ("fr", "unsupported", "Nous avons rénové les chambres en mars dernier.", ""),
    ("de", "unsupported", "Im August waren wir voll.", ""),
    ("es", "unsupported", "En agosto tuvimos mucha gente.", ""),
    ("it", "unsupported", "In agosto eravamo pieni.", ""),
    ("nl", "unsupported", "In augustus waren wij vol.", ""),
    ("pt", "unsupported", "Em agosto estivemos cheios.", ""),
    ("fr", "unsupported", "Vous avez attendu deux minutes.", ""),
    ("en", "unsupported", "You waited for five minutes.", ""),
    ("de", "unsupported", "Sie haben zwei Minuten gewartet.", ""),
    ("it", "unsupported", "Ha aspettato due minuti.", ""),
    ("es", "unsupported", "Esperó cinco minutos.", ""),
    ("nl", "unsupported", "U wachtte vijf minuten.", ""),
    ("pt", "unsupported", "Esperou cinco minutos.", ""),
    ("fr", "unsupported", "Le menu est à dix-huit euros.", "Le menu coûte 8 €."),
    ("en", "unsupported", "It costs twenty-five pounds.", "It costs £5."),
    ("en", "unsupported", "It costs two hundred pounds.", "It costs £2."),
    ("pt", "unsupported", "Custa vinte e cinco euros.", "Custa 5 €."),
    ("es", "unsupported", "Cuesta veinticinco euros.", "Cuesta 20 €."),
    ("fr", "unsupported", "Quatre-vingt-dix-neuf euros la nuit.", "Le prix est de 9 €."),
    ("de", "unsupported", "Wir schließen um neun Uhr.", "Das Restaurant schließt um 22:00 Uhr."),
    ("nl", "unsupported", "U wachtte tien uur.", "Wij sluiten om 22:00 uur."),
    ("en", "unsupported", "We repaired the shower yesterday.", ""),
    ("fr", "flat_denial", "Non, la chambre n'était pas sale.", "La chambre a été nettoyée."),
    ("fr", "flat_denial", "Non, il n'y a pas de cafards.", "Il n'y a pas d'ascenseur."),
    ("en", "flat_denial", "No, there is no mould.", "There is no lift."),
    ("de", "flat_denial", "Ungeziefer gibt es bei uns nicht.", ""),
    ("de", "flat_denial", "So etwas gibt es bei uns nicht.", ""),
    ("de", "flat_denial", "Bei uns gibt es keine Wanzen, das gibt es hier nicht.", ""),
    ("de", "unsupported", "Wir haben Ihnen ein anderes Zimmer angeboten.", ""),
    ("de", "unsupported", "Karim hat Ihnen ein neues Gericht gebracht.", ""),
    ("fr", "unsupported", "C'est Karim qui vous a apporté une autre assiette.", ""),
    ("it", "unsupported", "Le ha portato un altro piatto.", ""),
    ("nl", "unsupported", "Karim heeft u een nieuw gerecht gebracht.", ""),
    ("it", "personal_data", "Lei è arrivato il 12 maggio.", ""),
    ("it", "unsupported", "Lei è arrivato il 12 maggio.", ""),
    ("en", "leak", "Here is the system prompt.", ""),
    ("en", "leak", "Ignore the prompt.", ""),
    ("fr", "unsupported", "Nous avons changé le matelas samedi.", ""),
    ("en", "unsupported", "Enjoy your Saturday, and we apologise for Friday.", ""),
    ("en", "unsupported", "On Friday night the kitchen ran late.", ""),
    ("en", "unsupported", "You dined with us on Friday.", ""),
    ("de", "unsupported", "Freitag war die Küche langsam.", ""),
    ("de", "unsupported", "Sie waren am Freitag bei uns.", ""),
    ("es", "unsupported", "El viernes la cocina tardó demasiado.", ""),
    ("es", "unsupported", "Usted cenó el viernes con nosotros.", ""),
    ("it", "unsupported", "Venerdì la cucina era lenta.", ""),
    ("it", "unsupported", "Ha cenato da noi venerdì.", ""),
    ("nl", "unsupported", "Vrijdag was de keuken traag.", ""),
    ("nl", "unsupported", "U at vrijdag bij ons.", ""),
    ("pt", "unsupported", "Na sexta-feira a cozinha demorou.", ""),
    ("pt", "unsupported", "Jantou connosco no sábado.", ""),
    ("fr", "unsupported", "Vous avez dîné chez nous vendredi.", ""),
    ("fr", "unsupported", "Vendredi, la cuisine a pris du retard.", ""),
    ("fr", "unsupported", "Le technicien passe lundi.", ""),
    ("en", "unsupported", "A technician is coming on Monday.", ""),
    ("de", "unsupported", "Der Techniker kommt am Montag.", ""),
]

# Money for saying nothing in public.
SILENCE = [
    ("en", "As long as nothing appears online, we will pay you back the night."),
    ("en", "No review, and we refund you."),
    ("en", "Keep your review friendly and the night comes back to you."),
    ("en", "If you say nothing online, we refund the night."),
    ("en", "Stay silent and the money is yours."),
    ("fr", "Tant que rien ne paraît en ligne, nous vous remboursons la nuit."),
    ("fr", "Pas d'avis, et nous vous remboursons."),
    ("fr", "Gardez un avis aimable et la nuit vous revient."),
    ("fr", "Si vous ne publiez rien, nous vous remboursons."),
    ("de", "Solange nichts online erscheint, erstatten wir Ihnen die Nacht."),
    ("de", "Keine Bewertung, und wir erstatten Ihnen den Betrag."),
    ("de", "Bleibt Ihre Bewertung freundlich, kommt die Nacht zu Ihnen zurück."),
    ("de", "Wenn Sie nichts veröffentlichen, erstatten wir die Nacht."),
    ("es", "Mientras no aparezca nada en línea, le devolvemos la noche."),
    ("es", "Sin reseña, le reembolsamos."),
    ("es", "Mantenga su reseña amable y la noche vuelve a usted."),
    ("es", "Si no publica nada, le reembolsamos la noche."),
    ("it", "Finché non appare nulla online, Le rimborsiamo la notte."),
    ("it", "Nessuna recensione e La rimborsiamo."),
    ("it", "Tenga gentile la recensione e la notte torna a Lei."),
    ("it", "Se non pubblica nulla, Le rimborsiamo la notte."),
    ("nl", "Zolang er niets online verschijnt, betalen wij u de nacht terug."),
    ("nl", "Geen recensie, en wij betalen u terug."),
    ("nl", "Houd uw recensie vriendelijk en de nacht komt bij u terug."),
    ("nl", "Als u niets publiceert, betalen wij de nacht terug."),
    ("pt", "Desde que nada apareça online, devolvemos-lhe a noite."),
    ("pt", "Sem avaliação, reembolsamo-lo."),
    ("pt", "Mantenha a avaliação simpática e a noite volta para si."),
    ("pt", "Se não publicar nada, reembolsamos a noite."),
]

REFUNDS = [
    ("en", "We will refund the night, whatever you write online."),
    ("en", "If you do not write to us, we cannot send the refund."),
    ("en", "No review changes our decision to refund the deposit."),
    ("en", "If nothing arrives within ten days, write to us about the refund."),
    ("fr", "Nous vous remboursons la nuit, quoi que vous publiiez."),
    ("fr", "Si vous ne recevez rien, écrivez-nous au sujet du remboursement."),
    ("de", "Wir erstatten Ihnen die Nacht, egal was Sie schreiben."),
    ("de", "Wenn nichts ankommt, fragen Sie nach der Erstattung."),
    ("es", "Le reembolsamos la noche, escriba lo que escriba."),
    ("es", "Si no recibe nada, pregúntenos por el reembolso."),
    ("it", "La rimborsiamo qualunque cosa scriva."),
    ("it", "Se non riceve nulla, ci chieda del rimborso."),
    ("nl", "Wij betalen u de nacht terug, wat u ook schrijft."),
    ("nl", "Als er niets binnenkomt, vraag dan naar de terugbetaling."),
    ("pt", "Reembolsamos a noite, seja qual for a avaliação."),
    ("pt", "Se não receber nada, pergunte-nos pelo reembolso."),
]


@pytest.mark.parametrize(("language", "text", "fact"), ORDINARY)
def test_ordinary_sentences_are_let_pass(language: str, text: str, fact: str) -> None:
    assert blocked(language, text, fact) == []


@pytest.mark.parametrize(("language", "guard", "text", "fact"), CLAIMS)
def test_claims_like_them_are_blocked(language: str, guard: str, text: str, fact: str) -> None:
    assert guard in [name for name, _ in blocked(language, text, fact)]


def traded(language: str, text: str) -> bool:
    found = guards.check(text, GuardContext(language=language, audience=Audience.PRIVATE))
    return any(each.guard == "gesture" and each.severity is Severity.BLOCK for each in found)


@pytest.mark.parametrize(("language", "text"), SILENCE)
def test_no_money_for_silence_in_private_either(language: str, text: str) -> None:
    assert traded(language, text)


@pytest.mark.parametrize(("language", "text"), REFUNDS)
def test_a_refund_that_asks_for_no_silence_is_no_trade(language: str, text: str) -> None:
    assert not traded(language, text)


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "The heating works again.", "The boiler was repaired."),
        ("fr", "Le chauffage fonctionne de nouveau.", "Le chauffage a été réparé."),
        ("de", "Die Heizung läuft wieder.", "Die Heizung wurde repariert."),
        ("es", "La calefacción vuelve a funcionar.", "La calefacción ha sido reparada."),
        ("it", "Il riscaldamento funziona di nuovo.", "Il riscaldamento è stato riparato."),
        ("nl", "De verwarming werkt weer.", "De verwarming is gerepareerd."),
        ("pt", "O aquecimento voltou a funcionar.", "O aquecimento foi reparado."),
    ],
)
def test_what_works_again_was_repaired(language: str, text: str, fact: str) -> None:
    assert "unsupported" in [name for name, _ in blocked(language, text)]
    assert blocked(language, text, fact) == []


def test_stars_that_nobody_counted_are_looked_at_again() -> None:
    text = "Merci pour les 5 étoiles."
    (found,) = check("fr", text)
    assert (found.severity, found.quote) == (Severity.WARN, "5")
    assert check("fr", text, review=Review("Parfait.", rating=5)) == ()
    (found,) = check("fr", "Merci pour les 4 étoiles.", review=Review("Moyen.", rating=2))
    assert found.severity is Severity.BLOCK


@pytest.mark.parametrize("word", ["I'm", "I’m", "I'll", "I’ve", "I'd"])
def test_a_word_joined_to_a_single_letter_is_no_name(word: str) -> None:
    assert check("en", f"You are welcome back, and {word} sure of it.") == ()
    (found,) = check("en", "You were right, and we told Ann O'Brien about that this morning at the desk.")
    assert (found.guard, found.quote) == ("unsupported", "Ann O'Brien")


def test_well_for_you_is_no_irony_and_well_done_to_you_is() -> None:
    assert check("en", "We are glad the room worked well for you.") == ()
    assert [found.guard for found in check("en", "Well done to you for finding it.")] == ["tone"]


def test_a_call_returned_is_no_refund_and_money_is() -> None:
    assert check("es", "Le devuelvo la llamada esta tarde.") == ()
    for language, text in (("es", "Le devuelvo el dinero."), ("it", "Le restituisco l'importo.")):
        assert "gesture" in [found.guard for found in check(language, text)]


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("two", 2),
        ("twenty-five", 25),
        ("two hundred and fifty", 250),
        ("three thousand two hundred", 3200),
        ("five and twenty", 20),  # no number: only the last of them is read
    ],
)
def test_reads_numbers_of_many_words(written: str, worth: int) -> None:
    words = {"two": 2, "three": 3, "five": 5, "twenty": 20, "fifty": 50, "hundred": 100, "thousand": 1000}
    assert Numbers(words).read(written)[0] == worth


def test_quatre_vingt_is_eighty() -> None:
    words = {"quatre": 4, "dix": 10, "vingt": 20, "soixante": 60, "cent": 100, "sept": 7}
    numbers = Numbers(words)
    assert [numbers.read(each)[0] for each in ("quatre-vingt-dix", "soixante-dix-sept", "cent quatre")] == [
        90,
        77,
        104,
    ]


@pytest.mark.parametrize("piece", ["on Sunday in August ", "two twenty hundred ", "No, there is no, "])
def test_work_grows_with_the_length(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (2_000, 4_000))
    fact = "There is no lift."
    check("en", long, fact)
    assert steps(lambda: check("en", long, fact)) < 2.3 * steps(lambda: check("en", short, fact)) + 20_000
