"""Each kind of complaint and of praise is told from what stands near it, in every language."""

import pytest

from sangfroid.domain.draft import Fact
from sangfroid.drafting import exact, facts
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.exact import COMPLIMENTS, GRIEVANCES, WHOLE

#: By kind and language: a complaint that is just that, and a sentence near it that says something else.
COMPLAINED = {
    "needless_work": {
        "fr": ("Un second garage n'a rien trouvé.", "Un second garage m'a été conseillé."),
        "en": ("A second garage found nothing.", "The work was late and the garage rude."),
        "es": ("Me cobraron las bujías y eran las viejas.", "Me cobraron las bujías muy caras."),
        "de": ("Die Reparatur war gar nicht nötig.", "Die Reparatur war nicht gut."),
        "it": ("La riparazione non era necessaria.", "La riparazione non era perfetta."),
        "nl": ("De reparatie was helemaal niet nodig.", "De reparatie was helemaal niet goed."),
        "pt": ("A reparação não era necessária.", "A reparação não ficou bem."),
    },
    "rough_handling": {
        "fr": ("Le dentiste a été brutal.", "Le dentiste a été en retard."),
        "en": ("The vet never examined our dog.", "The vet was late."),
        "es": ("El médico ni me exploró.", "El médico llegó tarde."),
        "de": ("Der Zahnarzt war sehr grob.", "Der Zahnarzt war sehr teuer."),
        "it": ("Il medico non mi ha neanche visitato.", "Il medico era in ritardo."),
        "nl": ("De arts heeft mij niet eens onderzocht.", "De arts was te laat."),
        "pt": ("O médico nem me examinou.", "O médico chegou atrasado."),
    },
    "room_not_ready": {
        "fr": ("La chambre n'était pas prête à 16h.", "La chambre n'était pas propre."),
        "en": ("Our room wasn't ready until five.", "Our room wasn't big."),
        "es": ("La habitación no estaba lista a las cuatro.", "La habitación no estaba limpia."),
        "de": ("Das Zimmer war um 16 Uhr nicht fertig.", "Das Zimmer war nicht groß."),
        "it": ("La camera non era pronta alle 16.", "La camera non era grande."),
        "nl": ("De kamer was om vier uur nog niet klaar.", "De kamer was niet groot."),
        "pt": ("O quarto não estava pronto às 16h.", "O quarto não estava quente."),
    },
    "cold_pool": {
        "fr": ("L'eau de la piscine était glacée.", "L'eau de la douche était froide."),
        "en": ("The pool was freezing.", "The shower was freezing, the pool closed."),
        "es": ("El agua de la piscina estaba helada.", "El agua de la ducha estaba fría."),
        "de": ("Das Wasser im Pool war eiskalt.", "Das Wasser in der Dusche war eiskalt."),
        "it": ("L'acqua della piscina era gelata.", "L'acqua della doccia era fredda."),
        "nl": ("Het water in het zwembad was ijskoud.", "Het water in de douche was ijskoud."),
        "pt": ("A água da piscina estava gelada.", "A água do duche estava fria."),
    },
    "hard_to_follow": {
        "fr": (
            "On n'a rien entendu de ce que disait le guide, étiquettes illisibles.",
            "Le guide était en retard.",
        ),
        "en": ("We couldn't hear the guide.", "We could hear the neighbours, the guide was late."),
        "es": ("No se oía al guía.", "El guía llegó tarde."),
        "de": ("Der Führer war kaum zu verstehen.", "Der Führer kam zu spät."),
        "it": ("La guida non si sentiva.", "La guida era in ritardo."),
        "nl": ("De gids was nauwelijks te verstaan.", "De gids kwam te laat."),
        "pt": ("As legendas são demasiado pequenas.", "As salas são demasiado pequenas."),
    },
    "rude": {
        "fr": ("Le gérant nous a parlé avec mépris.", "Le gérant nous a parlé de la région."),
        "en": (
            "The manager shouted at us in front of everyone.",
            "The manager showed us round with a smile.",
        ),
        "es": ("El encargado nos gritó delante de todos.", "El encargado nos saludó delante de todos."),
        "de": ("Der Chef hat uns angeschrien.", "Der Chef hat uns angerufen."),
        "it": ("Il titolare ci ha trattati con arroganza.", "Il titolare ci ha accolti con calma."),
        "nl": ("De eigenaar snauwde ons af.", "De eigenaar wees ons de weg."),
        "pt": ("O gerente gritou connosco.", "O gerente falou connosco."),
    },
    "smoke": {
        "fr": ("Ça sentait la cigarette dans tout le couloir.", "Ça sentait le pain dans tout le couloir."),
        "en": ("Cigarette smoke everywhere.", "The salmon was lightly smoked."),
        "es": ("Olor a tabaco en el pasillo.", "Olor a café en el pasillo."),
        "de": ("Alles voller Zigarettenrauch.", "Der Lachs war gut geräuchert."),
        "it": ("Puzza di sigaretta ovunque.", "Profumo di caffè ovunque."),
        "nl": ("Overal sigarettenrook.", "De zalm was mooi gerookt."),
        "pt": ("Cheiro a tabaco no corredor.", "Cheiro a café no corredor."),
    },
    "dark": {
        "fr": ("La chambre est très sombre.", "Les meubles sont en bois sombre."),
        "en": ("It was far too dark to read.", "They serve a good dark beer."),
        "es": ("La habitación era muy oscura.", "Cerveza oscura muy buena."),
        "de": ("Das Zimmer war viel zu dunkel.", "Das dunkle Bier war gut."),
        "it": ("La camera era troppo buia.", "La birra scura era buona."),
        "nl": ("De kamer was veel te donker.", "Het donkere bier was lekker."),
        "pt": ("O quarto era muito escuro.", "A cerveja escura era boa."),
    },
    "not_serviced": {
        "fr": ("Les serviettes n'ont jamais été changées.", "Les serviettes étaient douces."),
        "en": ("Our towels were never changed.", "Our towels were soft."),
        "es": ("No cambiaron las toallas en cuatro días.", "Las toallas eran suaves."),
        "de": ("Die Handtücher wurden nie gewechselt.", "Die Handtücher waren weich."),
        "it": ("Gli asciugamani non sono mai stati cambiati.", "Gli asciugamani erano morbidi."),
        "nl": ("De handdoeken werden nooit verschoond.", "De handdoeken waren zacht."),
        "pt": ("Nunca trocaram as toalhas.", "As toalhas eram macias."),
    },
    "building_work": {
        "fr": ("Un chantier juste sous la fenêtre.", "Un jardin juste sous la fenêtre."),
        "en": ("A building site right under the window.", "A garden right under the window."),
        "es": ("Martillazos de la obra desde las ocho.", "Campanas de la iglesia desde las ocho."),
        "de": ("Baulärm von morgens bis abends.", "Kirchenglocken von morgens bis abends."),
        "it": ("Martello pneumatico dalle otto.", "Campane dalle otto."),
        "nl": ("Bouwlawaai van 's ochtends tot 's avonds.", "Kerkklokken van 's ochtends tot 's avonds."),
        "pt": ("Barulho das obras o dia todo.", "Barulho do mar o dia todo."),
    },
    "far_away": {
        "fr": ("C'est vraiment trop loin du centre.", "C'est à deux pas du centre."),
        "en": ("It is miles away from the centre.", "It is two steps from the centre."),
        "es": ("Está demasiado lejos del centro.", "Está a dos pasos del centro."),
        "de": ("Viel zu weit vom Zentrum.", "Mitten im Zentrum."),
        "it": ("È troppo lontano dal centro.", "È a due passi dal centro."),
        "nl": ("Veel te ver van het centrum.", "Midden in het centrum."),
        "pt": ("É demasiado longe do centro.", "É a dois passos do centro."),
    },
    "badly_advised": {
        "fr": ("Le vendeur nous a mal conseillés.", "Le vendeur nous a bien conseillés."),
        "en": ("The salesman gave us the wrong advice.", "The salesman gave us good advice."),
        "es": ("El vendedor nos asesoró mal.", "El vendedor nos asesoró bien."),
        "de": ("Der Verkäufer hat uns falsch beraten.", "Der Verkäufer hat uns gut beraten."),
        "it": ("Il commesso ci ha consigliato male.", "Il commesso ci ha consigliato bene."),
        "nl": ("De verkoper gaf ons verkeerd advies.", "De verkoper gaf ons goed advies."),
        "pt": ("O vendedor aconselhou-nos mal.", "O vendedor aconselhou-nos bem."),
    },
    "not_home_made": {
        "fr": ("Les plats sont réchauffés au micro-ondes.", "Les plats sont servis en cocotte."),
        "en": ("Everything tasted microwaved.", "Everything tasted of the sea."),
        "es": ("Comida precocinada y recalentada.", "Comida casera y recién hecha."),
        "de": ("Nur Fertigsoßen und Tiefkühlgemüse.", "Nur frische Kräuter und Gemüse."),
        "it": ("Piatti riscaldati al microonde.", "Piatti serviti al tavolo."),
        "nl": ("Alles kwam uit de magnetron.", "Alles kwam uit de eigen tuin."),
        "pt": ("Comida requentada no micro-ondas.", "Comida servida no terraço."),
    },
    "bad_seat": {
        "fr": (
            "On nous a mis une table à côté des toilettes.",
            "Les toilettes étaient sales, la table aussi.",
        ),
        "en": ("We were seated next to the toilets.", "The toilets were dirty."),
        "es": ("Nos sentaron al lado de los baños.", "Los baños estaban sucios."),
        "de": ("Wir bekamen einen Tisch direkt neben der Toilette.", "Die Toilette war schmutzig."),
        "it": ("Ci hanno dato un tavolo vicino al bagno.", "Il bagno era sporco."),
        "nl": ("We kregen een tafel naast de toiletten.", "De toiletten waren vies."),
        "pt": ("Deram-nos uma mesa junto à casa de banho.", "A casa de banho estava suja."),
    },
    "mess_left": {
        "fr": ("Ils ont laissé des gravats partout.", "Ils ont laissé un devis."),
        "en": ("They left rubble everywhere.", "They left without saying goodbye."),
        "es": ("Dejaron escombros por todas partes.", "Dejaron el coche en la puerta."),
        "de": ("Sie haben Bauschutt hinterlassen.", "Sie haben eine Nachricht hinterlassen."),
        "it": ("Hanno lasciato calcinacci ovunque.", "Hanno lasciato un biglietto."),
        "nl": ("Ze lieten overal troep achter.", "Ze lieten een briefje achter."),
        "pt": ("Deixaram entulho por todo o lado.", "Deixaram um recado à porta."),
    },
    "reckless_driving": {
        "fr": ("Le chauffeur roulait beaucoup trop vite.", "Le chauffeur était désagréable."),
        "en": ("The driver was on his phone.", "The driver never rang the bell."),
        "es": ("El conductor iba como un loco.", "El conductor fue antipático."),
        "de": ("Der Fahrer fuhr viel zu schnell.", "Der Fahrer war unfreundlich."),
        "it": ("L'autista era al telefono mentre guidava.", "L'autista era scortese."),
        "nl": ("De chauffeur reed veel te hard.", "De chauffeur was onvriendelijk."),
        "pt": ("O motorista conduzia demasiado depressa.", "O motorista foi antipático."),
    },
    "animals_kept_badly": {
        "fr": ("Les animaux ont l'air tristes dans des cages minuscules.", "Les animaux étaient loin."),
        "en": ("The lions looked miserable.", "We hardly saw any lions."),
        "es": ("Los animales en jaulas diminutas.", "Vimos pocos animales y mucha gente."),
        "de": ("Die Tiere sind in winzigen Käfigen.", "Die Tiere waren weit weg."),
        "it": ("Gli animali in gabbie minuscole.", "Gli animali erano lontani."),
        "nl": ("De dieren zitten in te kleine hokken.", "De dieren waren ver weg."),
        "pt": ("Os animais em jaulas minúsculas.", "Os animais estavam longe."),
    },
    "no_slots": {
        "fr": ("Impossible d'avoir un rendez-vous.", "Le rendez-vous a commencé en retard."),
        "en": ("Impossible to get an appointment.", "The appointment started late."),
        "es": ("Imposible conseguir cita.", "La cita empezó tarde."),
        "de": ("Unmöglich, einen Termin zu bekommen.", "Der Termin begann zu spät."),
        "it": ("Impossibile prenotare un appuntamento.", "L'appuntamento è iniziato tardi."),
        "nl": ("Onmogelijk om een afspraak te maken.", "De afspraak begon te laat."),
        "pt": ("Impossível marcar consulta.", "A consulta começou tarde."),
    },
    "job_abandoned": {
        "fr": ("L'artisan n'est jamais revenu finir.", "Nous ne sommes jamais revenus."),
        "en": ("The plumber never came back to finish.", "We never went back."),
        "es": ("Dejaron la obra a medias.", "Nunca volvimos a ir."),
        "de": ("Die Baustelle blieb halbfertig liegen.", "Wir kommen nie wieder."),
        "it": ("Lavoro lasciato a metà.", "Non siamo più tornati."),
        "nl": ("De klus is nooit afgemaakt.", "Wij komen nooit meer."),
        "pt": ("Deixaram a obra a meio.", "Nunca mais lá voltamos."),
    },
    "wrong_order": {
        "fr": ("Les entrées sont arrivées après les plats.", "Les plats étaient froids."),
        "en": ("The starters came after the mains.", "The starters were cold."),
        "es": ("Los entrantes llegaron después de los segundos.", "Los entrantes estaban fríos."),
        "de": ("Die Vorspeise kam nach dem Hauptgang.", "Die Vorspeise war kalt."),
        "it": ("Gli antipasti sono arrivati dopo i primi.", "Gli antipasti erano freddi."),
        "nl": ("Het voorgerecht kwam na het hoofdgerecht.", "Het voorgerecht was koud."),
        "pt": ("As entradas vieram depois do prato principal.", "As entradas estavam frias."),
    },
    "locked_out": {
        "fr": ("Le code de la porte n'était pas le bon.", "Le code promo ne marchait pas."),
        "en": ("The door code didn't work.", "The discount code didn't work."),
        "es": ("La llave no funcionaba.", "El código de descuento no funcionaba."),
        "de": ("Der Schlüssel funktionierte nicht.", "Der Rabattcode funktionierte nicht."),
        "it": ("La chiave non funzionava.", "Il codice sconto non funzionava."),
        "nl": ("De sleutel werkte niet.", "De kortingscode werkte niet."),
        "pt": ("A chave não funcionava.", "O código de desconto não funcionava."),
    },
    "lesser_than_booked": {
        "fr": ("La voiture était plus petite que celle réservée.", "La voiture était petite."),
        "en": ("The car was smaller than the one we booked.", "The car was small."),
        "es": ("El coche era más pequeño que el reservado.", "El coche era pequeño."),
        "de": ("Das Auto war kleiner als gebucht.", "Das Auto war klein."),
        "it": ("L'auto era più piccola di quella prenotata.", "L'auto era piccola."),
        "nl": ("De auto was kleiner dan geboekt.", "De auto was klein."),
        "pt": ("O carro era mais pequeno do que o reservado.", "O carro era pequeno."),
    },
    "intruded": {
        "fr": ("Elle est entrée sans frapper dans la chambre.", "Il a fallu frapper longtemps à la porte."),
        "en": ("The cleaner walked in without knocking.", "The cleaner knocked at eight."),
        "es": ("Entraron sin llamar a la puerta.", "Nadie contestó al llamar por teléfono."),
        "de": ("Das Personal kam ohne anzuklopfen ins Zimmer.", "Das Personal hat um acht angeklopft."),
        "it": ("È entrata senza bussare nella camera.", "Hanno bussato alle otto."),
        "nl": (
            "De schoonmaakster kwam zonder kloppen de kamer binnen.",
            "De schoonmaakster klopte om acht uur.",
        ),
        "pt": ("Entrou no quarto sem bater à porta.", "Bateram à porta às oito."),
    },
    "drains": {
        "fr": ("Odeur d'égout dans la salle de bain.", "Odeur de tabac dans la salle de bain."),
        "en": ("The sink was blocked.", "The road was blocked."),
        "es": ("El lavabo estaba atascado.", "El lavabo estaba sucio."),
        "de": ("Das Waschbecken war verstopft.", "Die Straße war verstopft."),
        "it": ("Lo scarico era intasato.", "Il traffico era intenso."),
        "nl": ("De wc was verstopt.", "De wc was vies."),
        "pt": ("A sanita estava entupida.", "A sanita estava suja."),
    },
    "power_cut": {
        "fr": ("Le disjoncteur saute sans arrêt.", "Le personnel était au courant."),
        "en": ("The power kept tripping.", "The shower had no power."),
        "es": ("Saltaba la luz cada dos por tres.", "La luz de la mesilla era fuerte."),
        "de": ("Ständig fiel der Strom aus.", "Der Strom kostet extra."),
        "it": ("La corrente saltava in continuazione.", "La luce era troppo forte."),
        "nl": ("De stroom viel steeds uit.", "De stroom kost extra."),
        "pt": ("A luz ia sempre abaixo.", "A luz era muito forte."),
    },
    "poor_pitch": {
        "fr": ("Emplacement en pente et boueux.", "L'emplacement est idéal."),
        "en": ("Our pitch was sloping and muddy.", "Our pitch was booked by others."),
        "es": ("La parcela era pequeña y sin sombra.", "La parcela estaba ocupada."),
        "de": ("Der Stellplatz war schief.", "Der Stellplatz war besetzt."),
        "it": ("La piazzola era in pendenza.", "La piazzola era occupata."),
        "nl": ("De kampeerplek was scheef.", "De kampeerplek was bezet."),
        "pt": ("O alvéolo era inclinado.", "O alvéolo estava ocupado."),
    },
    "too_few_facilities": {
        "fr": ("Deux douches pour tout le camping.", "Deux douches étaient sales."),
        "en": ("Two showers for the whole campsite.", "Two showers were dirty."),
        "es": ("Dos duchas para todo el camping.", "Dos duchas estaban sucias."),
        "de": ("Zwei Duschen für den ganzen Campingplatz.", "Zwei Duschen waren schmutzig."),
        "it": ("Due docce per tutto il campeggio.", "Due docce erano sporche."),
        "nl": ("Twee douches voor de hele camping.", "Twee douches waren vies."),
        "pt": ("Dois chuveiros para todo o parque.", "Dois chuveiros estavam sujos."),
    },
    "missing_equipment": {
        "fr": ("Pas de bouilloire dans la chambre.", "La bouilloire était sale."),
        "en": ("There was no kettle in the room.", "The kettle was dirty."),
        "es": ("No había hervidor en la habitación.", "El hervidor estaba sucio."),
        "de": ("Kein Wasserkocher im Zimmer.", "Der Wasserkocher war schmutzig."),
        "it": ("Non c'era il bollitore in camera.", "Il bollitore era sporco."),
        "nl": ("Geen waterkoker in het huisje.", "De waterkoker was vies."),
        "pt": ("Não havia chaleira no quarto.", "A chaleira estava suja."),
    },
    "not_found": {
        "fr": ("Le garage n'a pas trouvé la panne.", "Nous n'avons pas trouvé le garage."),
        "en": ("The garage could not find the fault.", "We could not find the garage."),
        "es": ("El taller no encontró la avería.", "No encontramos el taller."),
        "de": ("Die Werkstatt hat den Fehler nicht gefunden.", "Wir haben die Werkstatt nicht gefunden."),
        "it": ("L'officina non ha trovato il guasto.", "Non abbiamo trovato l'officina."),
        "nl": ("De garage kon de storing niet vinden.", "Wij konden de garage niet vinden."),
        "pt": ("A oficina não encontrou a avaria.", "Não encontrámos a oficina."),
    },
    "animal_hurt": {
        "fr": ("Mon chien est revenu blessé du toilettage.", "Mon chien aboyait au toilettage."),
        "en": ("My dog came back with cuts on his ears.", "My dog had a cut and blow dry."),
        "es": ("Mi perro volvió herido de la peluquería.", "Mi perro volvió contento."),
        "de": ("Unser Hund kam verletzt zurück.", "Unser Hund durfte nicht mit hinein."),
        "it": ("Il mio cane è tornato ferito.", "Il mio cane è tornato felice."),
        "nl": ("Onze hond kwam gewond terug.", "Onze hond mocht niet mee."),
        "pt": ("O meu cão voltou ferido.", "O meu cão voltou contente."),
    },
    "staff_changes": {
        "fr": ("Chaque fois un médecin différent.", "Un médecin différent de mon mari."),
        "en": ("A different doctor every time.", "The other doctor was kinder."),
        "es": ("Cada vez un médico distinto.", "El otro médico fue más amable."),
        "de": ("Jedes Mal ein anderer Lehrer.", "Der andere Lehrer war netter."),
        "it": ("Ogni volta un medico diverso.", "L'altro medico era più gentile."),
        "nl": ("Elke keer een andere arts.", "De andere arts was aardiger."),
        "pt": ("Cada vez um médico diferente.", "O outro médico foi mais simpático."),
    },
    "unwanted_calls": {
        "fr": ("Sans arrêt des appels publicitaires.", "Aucune réponse à mes appels."),
        "en": ("Nothing but spam and marketing emails.", "No answer to my emails."),
        "es": ("Llamadas publicitarias todo el día.", "Nadie contesta a las llamadas."),
        "de": ("Ständig Werbeanrufe.", "Niemand nimmt Anrufe an."),
        "it": ("Continue telefonate pubblicitarie.", "Nessuno risponde alle telefonate."),
        "nl": ("Voortdurend ongewenste mails.", "Geen antwoord op onze mails."),
        "pt": ("Sempre chamadas publicitárias.", "Ninguém atende as chamadas."),
    },
}
#: The same for praise.
PRAISED = {
    "exam_passed": {
        "fr": ("J'ai obtenu mon permis grâce à vous.", "J'ai passé mon permis ailleurs."),
        "en": ("I passed my driving test.", "My car passed its MOT."),
        "es": ("Aprobé el carnet a la primera.", "Todo aprobado por mi mujer."),
        "de": ("Ich habe die Prüfung bestanden.", "Ich habe darauf bestanden."),
        "it": ("Ho superato l'esame.", "Il cibo ha superato le attese."),
        "nl": ("Ik ben geslaagd voor mijn rijbewijs.", "Een geslaagd avondje."),
        "pt": ("Passei no exame de condução.", "Passei uma tarde ótima."),
    },
    "animals_cared_for": {
        "fr": ("Les animaux sont bien soignés.", "Les animaux sont nombreux."),
        "en": ("They took great care of our dog.", "They took great care of us."),
        "es": ("Los animales están muy bien cuidados.", "Los jardines están bien cuidados."),
        "de": ("Die Tiere sind bestens versorgt.", "Wir waren bestens versorgt."),
        "it": ("Gli animali sono ben tenuti.", "I giardini sono ben tenuti."),
        "nl": ("De dieren worden goed verzorgd.", "De tuin is goed verzorgd."),
        "pt": ("Os animais são bem tratados.", "Fomos muito bem tratados."),
    },
    "gentle": {
        "fr": ("Le dentiste est très doux.", "Le dentiste est très compétent."),
        "en": ("The dentist was so gentle.", "A gentle walk from the beach."),
        "es": ("La enfermera fue muy delicada.", "La enfermera fue muy amable."),
        "de": ("Der Zahnarzt ist sehr einfühlsam.", "Der Zahnarzt ist sehr nett."),
        "it": ("La dottoressa è molto delicata.", "La dottoressa è molto brava."),
        "nl": ("De tandarts werkt heel voorzichtig.", "De tandarts is vriendelijk."),
        "pt": ("A enfermeira foi muito delicada.", "A enfermeira foi simpática."),
    },
    "honest_advice": {
        "fr": ("Il m'a dit que la réparation n'était pas nécessaire.", "Très bon conseil."),
        "en": ("He told me I didn't need new brakes.", "To be honest, lovely staff."),
        "es": ("Me dijo que no hacía falta cambiarlo.", "Me dijo la hora."),
        "de": ("Er hat mir vom Kauf abgeraten.", "Er hat mir sehr geholfen."),
        "it": ("Mi ha detto che non serviva cambiarla.", "Mi ha detto l'orario."),
        "nl": ("Hij zei dat vervangen niet nodig was.", "Hij zei vriendelijk gedag."),
        "pt": ("Disse que não era preciso trocar.", "Disse tudo com um sorriso."),
    },
    "punctual": {
        "fr": ("Le chauffeur était ponctuel.", "Le chauffeur était aimable."),
        "en": ("The driver was bang on time.", "The driver took his time."),
        "es": ("El taxista fue puntual.", "El taxista fue amable."),
        "de": ("Der Fahrer war pünktlich.", "Der Fahrer war nett."),
        "it": ("L'autista è stato puntuale.", "L'autista è stato gentile."),
        "nl": ("De chauffeur was stipt op tijd.", "De chauffeur was aardig."),
        "pt": ("O motorista foi pontual.", "O motorista foi simpático."),
    },
    "pets_welcome": {
        "fr": ("Une gamelle attendait notre chien.", "Le chien du voisin aboyait."),
        "en": ("Dogs are welcome.", "You are welcome to the hot dogs."),
        "es": ("Había un cuenco y una manta para nuestro perro.", "El perro del vecino ladraba."),
        "de": ("Napf und Decke für unseren Hund lagen bereit.", "Der Hund des Nachbarn bellte."),
        "it": ("Il nostro cane è stato accolto benissimo.", "Il cane del vicino abbaiava."),
        "nl": ("Ook onze hond was welkom.", "De hond van de buren blafte."),
        "pt": ("Uma tigela e uma manta para o nosso cão.", "O cão do vizinho ladrava."),
    },
    "easy_to_reach": {
        "fr": ("Facile d'accès, à deux pas de la gare.", "Facile à vivre, cette équipe."),
        "en": ("So easy to reach.", "So easy to use."),
        "es": ("Es muy fácil de llegar.", "Es muy fácil de usar."),
        "de": ("Gut zu erreichen.", "Gut zu essen."),
        "it": ("Facile da raggiungere.", "Facile da usare."),
        "nl": ("Goed te bereiken.", "Goed te eten."),
        "pt": ("Fácil de chegar.", "Fácil de usar."),
    },
}
CASES = [
    pytest.param(kind, name, language, *pair, id=f"{name}-{language}")
    for kind, known in ((GRIEVANCES, COMPLAINED), (COMPLIMENTS, PRAISED))
    for name, languages in known.items()
    for language, pair in languages.items()
]


@pytest.mark.parametrize(("kind", "name", "language", "said", "near"), CASES)
def test_it_is_told_from_what_is_near_it(kind: str, name: str, language: str, said: str, near: str) -> None:
    assert exact.tells(kind, language, name, [spaced(said)]), said
    assert not exact.tells(kind, language, name, [spaced(near)]), near


@pytest.mark.parametrize(("kind", "name", "language", "said", "near"), CASES)
def test_it_is_heard_of_its_first_subject(kind: str, name: str, language: str, said: str, near: str) -> None:
    theme = next(iter(exact.subjects(kind)[name]))
    if theme == WHOLE:
        assert exact.heard_of_the_whole(kind, language, [spaced(said)]) == [name]
    else:
        assert exact.heard(kind, language, theme, [spaced(said)]) == name
        assert exact.heard(kind, language, theme, [spaced(near)]) != name


#: By language: a scratch of a car, where nothing was delivered, and one of a parcel.
SCRATCHED = {
    "fr": ("Une rayure sur ma portière.", "Le colis avait une rayure sur le dessus."),
    "en": ("My door was dented.", "The parcel was dented."),
    "de": ("Ein Kratzer am Kotflügel.", "Die Lieferung hatte einen Kratzer."),
    "it": ("Portiera ammaccata.", "Il pacco era ammaccato."),
    "nl": ("Een kras op mijn portier.", "Het pakket was beschadigd."),
    "pt": ("Uma amolgadela na porta.", "A encomenda tinha uma amolgadela."),
}


@pytest.mark.parametrize("language", SCRATCHED)
def test_without_a_delivery_nothing_arrived_damaged(language: str) -> None:
    car, parcel = SCRATCHED[language]
    assert not exact.tells(GRIEVANCES, language, "arrived_damaged", [spaced(car)])
    assert exact.tells(GRIEVANCES, language, "arrived_damaged", [spaced(parcel)])


def test_a_course_may_be_crowded() -> None:
    too_many = [spaced("Far too many people, the group was too big.")]
    assert exact.heard(GRIEVANCES, "en", "product_quality", too_many) == "crowded"


@pytest.mark.parametrize(
    ("kind", "language", "name", "said"),
    [
        (GRIEVANCES, "en", "wrong_order", "The starters came after forty minutes, the mains after an hour."),
        (GRIEVANCES, "nl", "wrong_order", "Drankjes na 25 minuten, eten na anderhalf uur."),
        (GRIEVANCES, "fr", "wrong_order", "Les entrées après trente minutes, les plats après une heure."),
        (GRIEVANCES, "fr", "locked_out", "Une seule personne à l'accueil pour un car entier."),
        (GRIEVANCES, "it", "locked_out", "Nessuno parla italiano alla reception."),
        (GRIEVANCES, "en", "locked_out", "Nobody at reception spoke English."),
        (GRIEVANCES, "fr", "locked_out", "Il faut attendre dehors, quarante-cinq minutes."),
        (GRIEVANCES, "en", "locked_out", "We were left waiting outside in the cold for a table."),
        (COMPLIMENTS, "fr", "honest_advice", "Le vin du patron est honnête."),
        (COMPLIMENTS, "it", "honest_advice", "Cioccolata densa, prezzi onesti."),
        (COMPLIMENTS, "de", "honest_advice", "Ehrlich gesagt super freundlich."),
        (COMPLIMENTS, "nl", "honest_advice", "Eerlijk gezegd heel gezellig."),
        (COMPLIMENTS, "en", "honest_advice", "To be honest, a lovely evening."),
    ],
)
def test_what_only_sounds_like_it_is_not(kind: str, language: str, name: str, said: str) -> None:
    assert not exact.tells(kind, language, name, [spaced(said)])


@pytest.mark.parametrize(
    ("theme", "fitting"), [("pool", True), ("opening_hours", True), ("noise", True), ("food", False)]
)
def test_works_explain_what_was_closed(theme: str, fitting: bool) -> None:
    works = Fact("w", type="works_period", values={"from": "2026-02-02", "to": "2026-03-27"})
    assert facts.fits(works, frozenset({theme})) is fitting


@pytest.mark.parametrize(
    ("language", "blames", "praises"),
    [
        ("fr", "Service peu efficace et plats tièdes.", "Service très efficace."),
        ("es", "Un servicio poco eficiente y rápido.", "Un servicio muy eficiente y rápido."),
        ("it", "Servizio poco veloce.", "Servizio molto veloce."),
        ("de", "Der Service war wenig flott.", "Der Service war flott."),
        ("pt", "Serviço pouco rápido.", "Serviço muito rápido."),
    ],
)
def test_little_of_what_would_please_is_no_praise(language: str, blames: str, praises: str) -> None:
    told = [exact.heard(COMPLIMENTS, language, "waiting", [spaced(text)]) for text in (blames, praises)]
    assert told == [None, "service_fast"]
