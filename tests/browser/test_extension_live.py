"""The extension and the real server together: connected, drafted, approved in the console, copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, buttons, card, page_of, panel, reply_box

if TYPE_CHECKING:
    from tests.browser.conftest import LiveServer

CALM = "Chambre propre et personnel aimable, mais la rue est bruyante la nuit."
PRESSED = "Chambre bruyante. Remboursez ma nuit et j’enlève cet avis, sinon je le laisse en ligne."


def connected(desk: Desk, server: LiveServer) -> Page:
    """Pairs as a person does; gives the console's page."""
    desk.reset()
    console = desk.context.new_page()
    console.goto(f"{server.sign_in}&lang=en")
    options = desk.extension_page("pages/options.html")
    options.get_by_label("Address of the server").fill(server.address)
    with desk.context.expect_page() as opened:
        options.get_by_role("button", name="Connect", exact=True).click()
    confirm = opened.value
    code = options.locator("#code").inner_text()
    expect(confirm.locator("body")).to_contain_text(code)
    confirm.locator("button[value=connect]").click()
    expect(options.locator("#connected")).to_contain_text("Hôtel des Tilleuls")
    options.close()
    confirm.close()
    return console


def written(page: Page) -> str:
    """The reply's text once the draft is whole and checked."""
    expect(panel(page)).to_contain_text("Written without a language model", timeout=20_000)
    return reply_box(page).input_value()


def test_from_pairing_to_the_approved_copy(desk: Desk, live_server: LiveServer) -> None:
    console = connected(desk, live_server)
    page = desk.visit(page_of(card(1, CALM)))
    buttons(page).click()
    text = written(page)
    assert text.startswith(("Bonjour", "Chère", "Cher", "Madame", "Merci"))
    expect(page.locator("sangfroid-panel .source").first).to_be_visible()
    page.get_by_role("button", name="Send for approval").click()
    expect(panel(page)).to_contain_text("A manager will read it")

    console.goto(f"{live_server.address}/queue")
    console.locator("form[action*='act-as'], form[action*='as']").first.get_by_role("button").click()
    console.goto(f"{live_server.address}/queue")
    console.get_by_role("link", name=re.compile("Ysaline Corbo")).first.click()
    console.locator("button[value=approve]").click()

    page.get_by_role("button", name="Refresh").click()
    expect(panel(page)).to_contain_text("Approved by")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(panel(page)).to_contain_text("Copied to the clipboard")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text
    expect(buttons(page)).to_contain_text("Copied")


def test_pressure_is_told_and_may_not_leave_unread(desk: Desk, live_server: LiveServer) -> None:
    connected(desk, live_server)
    page = desk.visit(page_of(card(1, PRESSED)))
    buttons(page).click()
    written(page)
    expect(panel(page)).to_contain_text("Signals of pressure")
    assert page.locator("sangfroid-panel .quote mark").count() > 0
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Open a case").click()
    expect(panel(page)).to_contain_text("The case is open, with these exact words.")
    with desk.context.expect_page() as opened:
        page.get_by_role("button", name="See the case in the console").click()
    console = opened.value
    expect(console.get_by_role("heading", level=1)).to_have_text("Review already posted")
    expect(console.locator("blockquote")).to_have_text(PRESSED)
    expect(console.locator("body")).to_contain_text("Ysaline Corbo")
    expect(console.get_by_role("heading", name="Defamation or insult")).to_be_visible()
    console.goto(f"{live_server.address}/incidents")
    expect(console.locator("main")).to_contain_text("No incidents.")


def test_a_promise_is_stopped_by_the_guards(desk: Desk, live_server: LiveServer) -> None:
    connected(desk, live_server)
    page = desk.visit(page_of(card(1, CALM)))
    buttons(page).click()
    written(page)
    reply_box(page).fill("Bonjour, nous vous remboursons votre nuit si vous retirez votre avis.")
    expect(panel(page)).to_contain_text("must be changed")
    expect(page.locator("sangfroid-panel .mirror mark.block").first).to_be_visible()
    expect(page.get_by_role("button", name="Send for approval")).to_be_disabled()


def test_the_demo_page_runs_the_same_scripts(desk: Desk, live_server: LiveServer) -> None:
    page = desk.context.new_page()
    page.goto(live_server.sign_in)
    page.goto(f"{live_server.address}/demo")
    hosts = page.locator("sangfroid-button")
    expect(hosts).to_have_count(12)
    assert hosts.first.evaluate("host => host.shadowRoot") is None
    hosts.first.scroll_into_view_if_needed()
    box = hosts.first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 60, box["y"] - 2)
    expect(page.locator("sangfroid-panel")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("sangfroid-panel")).to_have_count(0)
