"""The whole story once more, in a real Firefox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.desk import ADDRESS, card, page_of
from tests.browser.firefox import HOST, PROGRAM, Firefox, firefox
from tests.browser.pretend_server import TOKEN, Pretend

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Firefox on this machine")

CALM = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."
BUTTON = "document.querySelector('sangfroid-button')?.shadowRoot.querySelector('button')"
PANEL = "document.querySelector('sangfroid-panel')?.shadowRoot"
BOX = f"{PANEL}?.querySelector('.editor textarea')"
DRAFT = (
    "Bonjour,\n\nmerci d’avoir parlé de la propreté de la chambre 😀.\n\n"
    "Le petit déjeuner est servi de 7 h à 10 h 30."
)


def named(name: str) -> str:
    return f"[...{PANEL}.querySelectorAll('button')].find((one) => one.textContent.trim() === '{name}')"


@pytest.fixture
def browser(open_extension: Path, pretend: Pretend, tmp_path: Path) -> Iterator[Firefox]:
    with firefox(open_extension, tmp_path / "profile") as started:
        started.go(f"moz-extension://{HOST}/pages/popup.html")
        connection = {"origin": pretend.address, "token": TOKEN, "user": None, "connected": ""}
        started.run(f"browser.storage.local.set({{ connection: {json.dumps(connection)} }})")
        yield started


def test_from_the_button_to_the_reply_box(browser: Firefox, pretend: Pretend) -> None:
    pretend.approval = "never"
    box = '<textarea aria-label="Reply" style="width: 300px; height: 80px"></textarea>'
    browser.pages[ADDRESS] = page_of(card(1, CALM, more=box))
    browser.go(ADDRESS)
    browser.until(f"Boolean({BUTTON})")
    assert pretend.requests == []
    browser.click(BUTTON)
    browser.until(f"{BOX}?.value === {json.dumps(DRAFT)}")
    assert browser.run(f"{PANEL}.querySelectorAll('.source').length") == 3

    browser.click(BOX)
    browser.run(f"{BOX}.setSelectionRange(0, 0)")
    browser.type("Oh ")
    browser.until(f"{PANEL}.textContent.includes('nothing to correct')")
    browser.click(named("Insert in the page"))
    browser.until(f"{PANEL}.querySelector('.said').textContent.includes('Inserted and read back')")
    assert browser.run("document.querySelector('article textarea').value") == f"Oh {DRAFT}"

    browser.click(named("Send for approval"))
    browser.until(f"{PANEL}.textContent.includes('A manager will read it')")
    assert pretend.asked("POST", "replies")[0]["body"]["text"] == f"Oh {DRAFT}"
    browser.until(f"{BUTTON}.textContent.includes('Awaiting approval')")
    browser.type("\ue00c")
    browser.until(f"!{PANEL}")


def test_pairing(browser: Firefox, pretend: Pretend) -> None:
    browser.run("browser.storage.local.clear()")
    browser.go(f"moz-extension://{HOST}/pages/options.html")
    browser.until("!document.querySelector('#connect').hidden")
    browser.run(f"(document.querySelector('#origin').value = {json.dumps(pretend.address)})")
    browser.click("document.querySelector('#connect button')")
    browser.until("document.querySelector('#code').textContent === 'K7-42'")
    pretend.pairing = "confirmed"
    browser.until("document.querySelector('#user').textContent.startsWith('Camille')")
