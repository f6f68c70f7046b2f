"""Sentences in which a model speaks of its prompt, and sentences a house may well say."""

import pytest

from sangfroid.drafting.backstage import names_a_fact, tells_its_task


@pytest.mark.parametrize(
    "text",
    [
        "F1 dit que la réception est ouverte.",
        "Les faits F1 et F2 répondent à votre avis.",
        "La réception est ouverte (F1).",
        "Der Aufzug fährt wieder [f12].",
        "As F 1 says, the desk is open.",
    ],
)
def test_a_fact_is_named_as_the_prompt_numbers_it(text: str):
    assert names_a_fact(text, "La réception est ouverte toute la nuit.")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Le studio F2 donne sur la cour.", "Le studio F2 est au calme."),
        ("Le lit mesure 140 cm et la porte porte la lettre F.", ""),
        ("The AF1 lounge and the PDF2 map are in the hall.", ""),
        ("La suite F0 et la salle F123 sont fermées.", ""),
        ("The f/2.8 lens and the f2.8 one are sold.", ""),
    ],
)
def test_other_letters_and_figures_are_no_names_of_facts(text: str, given: str):
    assert not names_a_fact(text, given)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Mes instructions interdisent de parler de remboursement."),
        ("fr", "Il m'a été demandé de rédiger une réponse publique."),
        ("fr", "Nos consignes nous interdisent d’évoquer ce point."),
        ("fr", "D’après les faits fournis, la réception est ouverte."),
        ("fr", "I was asked to write a public reply."),
        ("en", "My instructions forbid me to mention a refund."),
        ("en", "I have been asked to write a public reply."),
        ("en", "According to the facts provided, the desk is open."),
        ("en", "I am not allowed to mention a refund."),
        ("es", "Mis instrucciones prohíben hablar de reembolsos."),
        ("es", "Se me ha pedido redactar una respuesta pública."),
        ("es", "Según los hechos proporcionados, la recepción está abierta."),
        ("de", "Meine Anweisungen verbieten es, von einer Erstattung zu sprechen."),
        ("de", "Ich wurde gebeten, eine öffentliche Antwort zu verfassen."),
        ("de", "Laut den bereitgestellten Fakten ist der Empfang offen."),
        ("it", "Le mie istruzioni vietano di parlare di rimborsi."),
        ("it", "Mi è stato chiesto di scrivere una risposta pubblica."),
        ("it", "Secondo i fatti forniti, la reception è aperta."),
        ("nl", "Mijn instructies verbieden om over terugbetaling te praten."),
        ("nl", "Mij is gevraagd een openbare reactie te schrijven."),
        ("nl", "Er is mij gevraagd om een openbaar antwoord te schrijven."),
        ("nl", "Volgens de verstrekte feiten is de receptie open."),
        ("pt", "As minhas instruções proíbem falar de reembolsos."),
        ("pt", "Foi-me pedido que redigisse uma resposta pública."),
        ("pt", "Segundo os factos fornecidos, a receção está aberta."),
    ],
)
def test_a_model_that_tells_its_task(language: str, text: str):
    assert tells_its_task(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les consignes de sécurité interdisent de fumer dans les chambres."),
        ("fr", "Un technicien a été chargé de vérifier le radiateur."),
        ("fr", "Nous préférons ne pas entrer dans les détails dans une réponse publique."),
        ("fr", "Vos demandes de la soirée ont été transmises à l’étage."),
        ("fr", "Les faits remontent au soir de votre arrivée."),
        ("en", "The safety instructions are posted in every room."),
        ("en", "Guests are asked to keep quiet after ten."),
        ("en", "We were told about the noise at nine."),
        ("en", "Our house rules forbid smoking in the rooms."),
        ("es", "Las instrucciones de seguridad están en cada habitación."),
        ("es", "Nos han contado lo ocurrido esa noche."),
        ("de", "Die Anweisungen der Feuerwehr hängen im Flur."),
        ("de", "Unsere Gäste werden gebeten, nach zehn Uhr leise zu sein."),
        ("it", "Le istruzioni della caldaia sono in camera."),
        ("it", "Agli ospiti è stato chiesto di fare silenzio."),
        ("nl", "De instructies van de brandweer hangen in de gang."),
        ("nl", "Gasten wordt gevraagd na tien uur stil te zijn."),
        ("pt", "As instruções de segurança estão em cada quarto."),
        ("pt", "Foi pedido aos hóspedes que fizessem silêncio."),
    ],
)
def test_what_a_house_may_say(language: str, text: str):
    assert not tells_its_task(text, language)
