"""The demo page without the extension: from the printed address to the approved reply.

The pictures of README are taken here. `UPDATE_PICTURES=1` writes them into the tree; otherwise they stay in
the test's own folder, so that a run changes nothing.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import LiveServer

PICTURES = Path(__file__).parent / "pictures"

OPEN_ROOTS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  return attach.call(this, { ...options, mode: "open" });
};
"""


@pytest.fixture
def newcomer(chromium: Browser, live_server: "LiveServer") -> Iterator[Page]:
    """A page that has followed the printed address, in a browser without the extension."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    context.add_init_script(OPEN_ROOTS)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(live_server.sign_in)
    yield page
    context.close()
    assert failures == []


def picture(page: Page, name: str, folder: Path) -> None:
    """Takes a picture; a blank one would be a few hundred bytes."""
    path = folder / name
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size > 20_000
    if os.environ.get("UPDATE_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        shutil.copy(path, PICTURES / name)


def review_of(page: Page, author: str) -> None:
    """Presses the button beside somebody's review."""
    page.get_by_role("button", name=re.compile(rf"Préparer une réponse.*{author}")).click()


def draft(page: Page) -> str:
    """The reply's text once the draft is whole."""
    box = page.locator("sangfroid-panel .editor textarea")
    page.locator("sangfroid-panel .sources button").nth(2).wait_for()
    expect(page.locator("sangfroid-panel")).to_contain_text("sans modèle de langue", timeout=20_000)
    return box.input_value()


def test_from_the_printed_address_to_the_approved_copy(
    newcomer: Page, live_server: "LiveServer", tmp_path: Path
) -> None:
    page = newcomer
    page.get_by_role("link", name="Ouvrir la page d’essai").click()
    expect(page.locator("sangfroid-button")).to_have_count(12)

    review_of(page, "Wolfgang")
    text = draft(page)
    assert text.startswith(("Sehr geehrte", "Guten Tag", "Liebe", "Hallo"))
    panel = page.locator("sangfroid-panel")
    expect(panel).to_contain_text("allemand")
    panel.get_by_role("button", name="Envoyer en validation").click()
    expect(panel).to_contain_text("quand elle sera validée")
    page.keyboard.press("Escape")

    page.goto(f"{live_server.address}/queue")
    expect(page.locator("main")).to_contain_text("Wolfgang T.")
    picture(page, "queue.png", tmp_path)
    page.get_by_role("button", name=re.compile("Passer à Dominique")).click()
    page.goto(f"{live_server.address}/queue")
    page.get_by_role("link", name=re.compile("Wolfgang T.")).first.click()
    expect(page.locator("main")).to_contain_text(text.splitlines()[0])
    page.locator("button[value=approve]").click()

    page.goto(f"{live_server.address}/demo")
    expect(page.locator("sangfroid-button")).to_have_count(12)
    expect(page.locator("sangfroid-button").filter(has_text="Validée")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Wolfgang")).first.click()
    panel.get_by_role("button", name="Copier", exact=True).click()
    expect(panel).to_contain_text("Copiée dans le presse-papiers")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text


def test_a_threat_shows_its_words_and_gets_a_calm_answer(newcomer: Page, tmp_path: Path) -> None:
    page = newcomer
    page.goto(page.url.rstrip("/") + "/demo")
    review_of(page, "Bruno")
    draft(page)
    panel = page.locator("sangfroid-panel")
    expect(panel).to_contain_text("Signaux de pression")
    marked = " ".join(panel.locator(".quote mark").all_inner_texts())
    assert "Remboursez-moi" in marked
    assert "enlève cet avis" in marked
    expect(panel.get_by_role("button", name="Copier", exact=True)).to_be_hidden()
    picture(page, "panel.png", tmp_path)


def test_what_was_typed_survives_a_server_that_is_away(newcomer: Page) -> None:
    page = newcomer
    page.goto(page.url.rstrip("/") + "/demo")
    review_of(page, "Margaret")
    draft(page)
    box = page.locator("sangfroid-panel .editor textarea")
    page.route("**/api/**", lambda route: route.abort())
    box.fill("Dear guest, thank you for the kind words about the team.")
    page.get_by_role("button", name="Envoyer en validation").click()
    expect(page.locator("sangfroid-panel")).to_contain_text("Serveur injoignable")
    assert box.input_value().startswith("Dear guest")
    page.unroute("**/api/**")
    page.get_by_role("button", name=re.compile("Réessayer")).first.click()
    expect(page.locator("sangfroid-panel")).not_to_contain_text("Serveur injoignable")
    assert box.input_value().startswith("Dear guest")
    page.get_by_role("button", name="Envoyer en validation").click()
    expect(page.locator("sangfroid-panel")).to_contain_text("quand elle sera validée")


def test_the_threat_becomes_a_case_that_opens_in_the_console(newcomer: Page) -> None:
    page = newcomer
    page.goto(page.url.rstrip("/") + "/demo")
    review_of(page, "Bruno")
    draft(page)
    panel = page.locator("sangfroid-panel")
    panel.get_by_role("button", name="Ouvrir un dossier").click()
    expect(panel).to_contain_text("Le dossier est ouvert, avec ces mots exacts.")
    with page.context.expect_page() as opened:
        panel.get_by_role("button", name="Voir le dossier dans la console").click()
    case = opened.value
    expect(case.get_by_role("heading", level=1)).to_have_text("Avis déjà publié")
    expect(case.locator("blockquote")).to_contain_text("Remboursez-moi")
    page.keyboard.press("Escape")
    review_of(page, "Bruno")
    draft(page)
    panel.get_by_role("button", name="Ouvrir un dossier").click()
    expect(panel).to_contain_text("Le dossier est ouvert")
    case.goto(case.url.rpartition("/")[0])
    expect(case.locator(".reply-row")).to_have_count(1)
