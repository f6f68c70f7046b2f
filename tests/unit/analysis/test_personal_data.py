"""Spans that identify somebody, and numbers and capitals that do not."""

import unicodedata

import pytest

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review


def found(text: str, **fields: str) -> set[tuple[str, str]]:
    analysis = analyze(Review(text, **fields))  # type: ignore[arg-type]
    return {(item.kind, text[item.start : item.end]) for item in analysis.personal_data}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merci à Julie et Karim pour leur accueil", {("name", "Julie"), ("name", "Karim")}),
        ("Thanks to Sarah Jones, she was great", {("name", "Sarah Jones")}),
        ("Vielen Dank an Frau Müller, sehr nett", {("name", "Müller")}),
        ("Gracias a Lucía por todo", {("name", "Lucía")}),
        ("Grazie a Marco per la gentilezza", {("name", "Marco")}),
        ("Bedankt Sanne, heel lekker gegeten", {("name", "Sanne")}),
        ("Obrigada à Fernanda pela simpatia", {("name", "Fernanda")}),
        ("Appelez-moi au 06 12 34 56 78", {("phone", "06 12 34 56 78")}),
        ("Call me on +44 20 7946 0018 please", {("phone", "+44 20 7946 0018")}),
        ("écrivez à jean.dupont+avis@example.org", {("email", "jean.dupont+avis@example.org")}),
        ("Ma réservation n° 4512-ABX987 est perdue", {("booking_number", "4512-ABX987")}),
        ("Booking reference: QX1234567 was cancelled", {("booking_number", "QX1234567")}),
        ("Nous avions la chambre 214", {("room_number", "214")}),
        ("Zimmer Nr. 305 war laut", {("room_number", "305")}),
        ("Ma voiture AB-123-CD a été rayée", {("plate", "AB-123-CD")}),
        ("Kennzeichen M-AB 1234 wurde abgeschleppt", {("plate", "M-AB 1234")}),
        ("Jean let us leave the car there", {("name", "Jean")}),
        ("Andrea conosce ogni pianta", {("name", "Andrea")}),
        ("Thanks to Priya at the desk and Callum behind the bar", {("name", "Priya"), ("name", "Callum")}),
        ("Il faut saluer le travail de Sandrine Vasseur", {("name", "Sandrine Vasseur")}),
        ("Appelez le 06 39 98 12 47", {("phone", "06 39 98 12 47")}),
        ("Localizador QZ84LM, sin respuesta", {("booking_number", "QZ84LM")}),
        ("virement sur DE89 3704 0044 0532 0130 00 svp", {("iban", "DE89 3704 0044 0532 0130 00")}),
        ("My card 4111 1111 1111 1111 was charged", {("card", "4111 1111 1111 1111")}),
    ],
)
def test_hits(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chambre 2 personnes très propre",
        "Chambre de 45 m2",
        "Chambre 12 m², trop petite",
        "Nous sommes arrivés le 12/10/2025 à 15:30",
        "Room 20 minutes from the station",
        "Nous avons payé 1 250,00 € pour 3 nuits du 12.10.2025 au 15.10.2025",
        "Merci à toute l'équipe, merci Google",
        "Thanks to The Team and everyone",
        "Vielen Dank an das Team und an die Küche",
        "Grazie a tutti, complimenti a tutto lo staff",
        "10/10, 5 stars, 100 % recommended since 2019",
        "prix@qualité",
        "TRÈS BRUYANT, TRÈS CHER, MERCI, À FUIR",
        "A view we would miss. Water pressure is low.",
        "Plafond à 2 m. On nous a proposé une autre chambre",
        "L'hôtel de la rue Camille donne sur la place Sainte Marie",
        "Sarà stata una svista",
        "Cena alla trattoria Mario, vicino a Santa Lucia",
        "Playa San Juan, junto al Hotel Carmen",
        "Order 45 EUR, reservation 2 nights, pedido GRANDE",
        "Das Zimmer im Haus Anna, gleich beim Hotel Petra",
        "DE12 3456 ist kein Konto",
    ],
)
def test_near_misses(text: str) -> None:
    assert found(text) == set()


def test_the_author_is_known() -> None:
    assert found("Un séjour parfait. Jean-Marc P.", author="Jean-Marc P.") == {("name", "Jean-Marc P.")}


@pytest.mark.parametrize(
    ("language", "text", "kind", "quote"),
    [
        ("fr", "Mme Benali nous a promis un remboursement.", "name", "Benali"),
        ("fr", "Merci à Mamadou pour tout.", "name", "Mamadou"),
        ("de", "Frau Yilmaz hat uns geholfen.", "name", "Yilmaz"),
        ("it", "La signora Diallo ci ha promesso molto.", "name", "Diallo"),
        ("fr", "Appelez le 06.12.34.56.78 merci", "phone", "06.12.34.56.78"),
        ("fr", "Mon numéro : 01-42-68-53-00", "phone", "01-42-68-53-00"),
        ("it", "telefono 02.48.12.34.56", "phone", "02.48.12.34.56"),
        ("fr", "Tél 06\u202f12\u202f34\u202f56\u202f78", "phone", "06\u202f12\u202f34\u202f56\u202f78"),
        ("nl", "Bellen Sie mich 0049 171 2345678", "phone", "0049 171 2345678"),
        ("en", "MR PATEL WAS RUDE TO US.", "name", "PATEL"),
        ("fr", unicodedata.normalize("NFD", "Merci à Zoé Lefèvre pour tout"), "name", "Zoé Lefèvre"),
    ],
)
def test_whoever_it_is_and_however_it_is_written(language: str, text: str, kind: str, quote: str) -> None:
    found = analyze(Review(text, language=language)).personal_data
    quotes = [unicodedata.normalize("NFC", text[each.start : each.end]) for each in found]
    assert [(each.kind, written) for each, written in zip(found, quotes, strict=True)] == [(kind, quote)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Du 12.03.2026 au 14.03.26, et le 15/03/2026."),
        ("en", "Reservation 2024 was cancelled"),
        ("es", "Reserva 1200 euros perdida"),
    ],
)
def test_days_years_and_sums_are_nobodys(language: str, text: str) -> None:
    assert analyze(Review(text, language=language)).personal_data == ()


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Booking QZ84LM started badly", "QZ84LM"),
        ("fr", "Réservation 48213377 personne ne répond", "48213377"),
    ],
)
def test_a_code_counts_nothing(language: str, text: str, code: str) -> None:
    found = analyze(Review(text, language=language)).personal_data
    assert [(each.kind, text[each.start : each.end]) for each in found] == [("booking_number", code)]
