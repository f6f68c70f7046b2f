"""A contact reads well after a colon, or stands alone."""

import re
from itertools import product

import pytest

from sangfroid.domain.draft import Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation
from sangfroid.drafting import contact
from tests.unit.drafting.test_composer import typical


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("contact@hotel.example", "contact@hotel.example"),
        (" contact@hotel.example. ", "contact@hotel.example"),
        ("04 66 11 22 33", "04 66 11 22 33"),
        ("+33 (0)4 66-11.22.33", "+33 (0)4 66-11.22.33"),
        ("https://hotel.example/contact", "https://hotel.example/contact"),
        ("Tél. : 04 66 11 22 33", "04 66 11 22 33"),
        ("E-mail: contact@hotel.example", "contact@hotel.example"),
        ("Tel. 04 66 11 22 33", "Tel. 04 66 11 22 33"),
        ("Claire Martin, 04 66 11 22 33", "Claire Martin, 04 66 11 22 33"),
        ("04 66 11 22 33 ou contact@hotel.example", "04 66 11 22 33 ou contact@hotel.example"),
        ("by the chat of the platform.", "by the chat of the platform"),
        ("call us, we answer!", "call us, we answer"),
        ("au 04 66 11 22 33 de 9:00 à 18:00", "au 04 66 11 22 33 de 9:00 à 18:00"),
    ],
)
def test_what_completes_a_sentence(channel: str, said: str) -> None:
    assert contact.said(channel) == (said, False)


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("Appelez-nous au 04 66 11 22 33", "Appelez-nous au 04 66 11 22 33."),
        ("Call 01 23 45 67 89 and ask for Claire!", "Call 01 23 45 67 89 and ask for Claire!"),
        ("Écrivez-nous : contact@hotel.example", "Écrivez-nous : contact@hotel.example."),
        ("par courriel : contact@hotel.example", "Par courriel : contact@hotel.example."),
        ("Contact us whenever you like", "Contact us whenever you like."),
        ("Telefonisch erreichen Sie uns täglich", "Telefonisch erreichen Sie uns täglich."),
    ],
)
def test_what_stands_alone(channel: str, said: str) -> None:
    assert contact.said(channel) == (said, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reply_has_two_colons_or_two_stops_in_its_contact(language: str) -> None:
    channels = ("Tél. : 04 66 11 22 33.", "par courriel : a@b.example", "Appelez-nous !", "a@b.example.")
    for channel, voice, person, variant in product(channels, Voice, Person, range(3)):
        given = {"contact": channel, "voice": voice, "person": person, "variant": variant}
        text = typical(language, Situation.NEGATIVE, **given).text
        assert not re.search(r"[.!?…][.!?…]|:\s*:|:[^.\n]*\s:\s", text), text
