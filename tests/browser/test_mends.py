"""What one click may put in place of the words a guard found, and where it must not offer anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

MENDS = Path(__file__).resolve().parents[2] / "extension" / "content" / "mends.js"

Mend = Callable[[str, str, str, str], "str | None"]

APPLY = """([guard, text, quote, language]) => {
  const start = text.indexOf(quote);
  const mend = sangfroidMends.mendOf(text, {guard, start, end: start + quote.length}, language);
  return mend && text.slice(0, mend.start) + mend.replacement + text.slice(mend.end);
}"""


@pytest.fixture(scope="module")
def mended(chromium: Browser) -> Iterator[Mend]:
    """The whole text after the mend, None when there is none."""
    page = chromium.new_page()
    page.evaluate(MENDS.read_text(encoding="utf-8"))

    def apply(guard: str, text: str, quote: str, language: str) -> str | None:
        assert quote in text
        answer: str | None = page.evaluate(APPLY, [guard, text, quote, language])
        return answer

    yield apply
    page.close()


MENDED = [
    # capitals
    (
        "format",
        "Bonjour. NOUS SOMMES DÉSOLÉS de cela.",
        "NOUS SOMMES DÉSOLÉS",
        "fr",
        "Bonjour. Nous sommes désolés de cela.",
    ),
    ("format", "We are VERY SORRY about it.", "VERY SORRY", "en", "We are very sorry about it."),
    ("format", "AND I KNOW it.", "AND I KNOW", "en", "And I know it."),
    # lists and hashtags
    (
        "format",
        "Donc :\n- le lit\n- la clim\nVoilà.",
        "- le lit\n- la clim",
        "fr",
        "Donc :\nle lit\nla clim\nVoilà.",
    ),
    ("format", "1. The bed\n2. The lift", "1. The bed\n2. The lift", "en", "The bed\nThe lift"),
    ("format", "Merci #vacances à vous.", "#vacances", "fr", "Merci vacances à vous."),
    # links and numbers
    (
        "format",
        "Écrivez-nous à la réception au 01 02 03 04 05. Merci.",
        "01 02 03 04 05",
        "fr",
        "Écrivez-nous à la réception. Merci.",
    ),
    (
        "format",
        "Please write to the desk at www.house.example. Thanks.",
        "www.house.example",
        "en",
        "Please write to the desk. Thanks.",
    ),
    (
        "format",
        "Notre site (www.maison.example) dit tout.",
        "www.maison.example",
        "fr",
        "Notre site dit tout.",
    ),
    (
        "format",
        "Nous regrettons ce bruit.\nTél. : 01 02 03 04 05\nLa direction",
        "01 02 03 04 05",
        "fr",
        "Nous regrettons ce bruit.\nLa direction",
    ),
    (
        "personal_data",
        "We regret the noise you had. Call Ann on +44 20 7946 0000 tonight.",
        "+44 20 7946 0000",
        "en",
        "We regret the noise you had.",
    ),
    # exclamation marks
    (
        "tone",
        "Merci ! À bientôt !!! Bonne route !",
        "!!! Bonne route !",
        "fr",
        "Merci ! À bientôt. Bonne route.",
    ),
    # names
    ("personal_data", "Bonjour Madame Durand,\nmerci.", "Madame Durand", "fr", "Bonjour,\nmerci."),
    ("personal_data", "Dear Mr Whitlow,\nthank you.", "Mr Whitlow", "en", "Hello,\nthank you."),
    ("personal_data", "Sehr geehrte Frau Ahlers,\ndanke.", "Frau Ahlers", "de", "Guten Tag,\ndanke."),
    ("personal_data", "Estimado Serrano,\ngracias.", "Serrano", "es", "Hola,\ngracias."),
    ("personal_data", "Prezada Figueira,\nobrigado.", "Figueira", "pt", "Olá,\nobrigado."),
    ("personal_data", "Bonjour Jean Durand,\nmerci.", "Durand", "fr", "Bonjour Jean,\nmerci."),
    (
        "personal_data",
        "Merci à Madame Durand pour ses mots.",
        "Madame Durand",
        "fr",
        "Merci à Madame pour ses mots.",
    ),
    ("personal_data", "We thank you, Whitlow, for this.", "Whitlow", "en", "We thank you, for this."),
    ("personal_data", "Hello Jane Whitlow,\nthank you.", "Jane", "en", "Hello,\nthank you."),
    ("personal_data", "Geachte heer Jansen,\nbedankt.", "Jansen", "nl", "Goedendag,\nbedankt."),
    (
        "format",
        "Écrivez à la réception sur www.maison.example. À bientôt.",
        "www.maison.example.",
        "fr",
        "Écrivez à la réception. À bientôt.",
    ),
    # markup and requests
    ("leak", "Le **petit déjeuner** est servi.", "**petit déjeuner**", "fr", "Le petit déjeuner est servi."),
    (
        "removal_request",
        "Nous avons réparé la clim. Merci de retirer votre avis. À bientôt.",
        "retirer votre avis",
        "fr",
        "Nous avons réparé la clim. À bientôt.",
    ),
]


@pytest.mark.parametrize(("guard", "text", "quote", "language", "after"), MENDED)
def test_mended(mended: Mend, guard: str, text: str, quote: str, language: str, after: str) -> None:
    assert mended(guard, text, quote, language) == after


def test_the_first_exclamation_mark_stays(mended: Mend) -> None:
    text = "¡Gracias! ¡Hasta pronto! Un saludo."
    assert mended("tone", text, "! Un saludo", "es") == "¡Gracias! Hasta pronto. Un saludo."
    assert mended("tone", "Thanks!! See you!", "! See you!", "en") == "Thanks! See you."


LEFT = [
    ("format", "WIR BEDAUERN DEN VORFALL sehr.", "WIR BEDAUERN DEN VORFALL", "de"),
    ("format", "TripAdvisor n’a rien vérifié.", "TripAdvisor", "fr"),
    ("format", "www.maison.example", "www.maison.example", "fr"),
    ("tone", "Bravo pour votre imagination.", "Bravo pour votre imagination", "fr"),
    ("personal_data", "Nous avons parlé avec Durand hier.", "Durand", "fr"),
    ("personal_data", "You stayed in room 12.", "room 12", "en"),
    ("leak", "Bonjour [prénom],", "[prénom]", "fr"),
    ("removal_request", "Merci de retirer votre avis.", "retirer votre avis", "fr"),
    ("accusation", "Vous mentez. Nous avons tout vérifié hier.", "Vous mentez", "fr"),
    ("unsupported", "We replaced the lift on 3 March.", "3 March", "en"),
    ("quoting", "You say the room was cold and damp all night.", "the room was cold and damp", "en"),
    ("limit", "Trop long.", "long.", "fr"),
]


@pytest.mark.parametrize(("guard", "text", "quote", "language"), LEFT)
def test_left_to_the_person(mended: Mend, guard: str, text: str, quote: str, language: str) -> None:
    assert mended(guard, text, quote, language) is None
