"""The extension's own pages: connecting, what is said of platforms, the popup, and who can use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import EXTENSION_ID, Desk, buttons, card, drafted, page_of, panel

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CALM = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."
PRESSED = "Petit déjeuner froid. Remboursez-moi, sinon cet avis reste en ligne."


class TestPairing:
    def test_one_click_a_code_and_connected(self, desk: Desk) -> None:
        desk.reset()
        page = desk.extension_page("pages/options.html")
        page.get_by_label("Address of the server").fill(desk.pretend.address)
        with desk.context.expect_page() as opened:
            page.get_by_role("button", name="Connect", exact=True).click()
        assert opened.value.url == f"{desk.pretend.address}/pair/p1"
        expect(page.locator("#code")).to_have_text("K7-42")
        desk.pretend.pairing = "confirmed"
        expect(page.locator("#connected")).to_contain_text("Camille (agent)")
        expect(page.locator("#connected")).to_contain_text("Hôtel des Tilleuls")
        begun = desk.pretend.asked("POST", "pairings")[0]["body"]
        told = desk.pretend.asked("POST", "tokens/exchange")[-1]["body"]
        assert told["pairing"] == "p1"
        assert page.evaluate(
            """async ([verifier, challenge]) => {
                const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
                const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
                return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === challenge;
            }""",
            [told["verifier"], begun["challenge"]],
        )
        assert begun["client"].startswith("Chromium ")

    def test_refused_in_the_console(self, desk: Desk) -> None:
        desk.reset()
        page = desk.extension_page("pages/options.html")
        page.get_by_label("Address of the server").fill(desk.pretend.address)
        with desk.context.expect_page():
            page.get_by_role("button", name="Connect", exact=True).click()
        desk.pretend.pairing = "refused"
        expect(page.locator("#message")).to_contain_text("refused in the console")
        expect(page.get_by_label("Address of the server")).to_be_visible()

    def test_disconnecting_revokes_the_token(self, desk: Desk) -> None:
        page = desk.extension_page("pages/options.html")
        page.get_by_role("button", name="Disconnect").click()
        expect(page.locator("#message")).to_contain_text("no longer holds a token")
        assert desk.pretend.asked("DELETE", "tokens/t1")
        assert desk.stored("connection") is None

    @pytest.mark.parametrize("written", ["", "ftp://x", "http://", "not an address"])
    def test_what_is_no_address(self, desk: Desk, written: str) -> None:
        desk.reset()
        page = desk.extension_page("pages/options.html")
        page.get_by_label("Address of the server").fill(written)
        page.get_by_role("button", name="Connect", exact=True).click()
        expect(page.locator("#connect")).to_be_visible()
        assert desk.pretend.requests == []


def test_platforms_are_told_honestly(desk: Desk) -> None:
    page = desk.extension_page("pages/options.html")
    expect(page.locator("#platforms li", has_text="Trustpilot")).to_contain_text("Verified")
    expect(page.locator("#platforms li", has_text="TripAdvisor")).to_contain_text("Not yet verified")


def test_the_next_unanswered_review(desk: Desk) -> None:
    answered = "<p data-service-review-business-reply-text-typography>Merci.</p>"
    cards = [
        card(1, CALM, "Une", answered),
        card(2, CALM + " Bis.", "Deux"),
        card(3, CALM + " Ter.", "Trois"),
    ]
    page = desk.visit(page_of(*cards))
    expect(buttons(page)).to_have_count(3)
    names = []
    for _ in range(2):
        desk.tell({"command": "next"})
        names.append(page.get_by_role("dialog").get_attribute("aria-label"))
    assert names == ["Reply to Deux’s review", "Reply to Trois’s review"]


class TestPageNobodyCanRead:
    def test_selected_text_is_answered(self, desk: Desk) -> None:
        page = desk.visit_known(f"<p id=it>{CALM}</p>")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#it'))")
        desk.tell({"command": "answer"})
        expect(page.get_by_role("dialog", name="Reply to this review")).to_be_visible()
        drafted(page)
        assert desk.pretend.asked("POST", "drafts")[0]["body"]["text"] == CALM

    def test_the_menu_answers_what_was_selected_in_it(self, desk: Desk) -> None:
        page = desk.visit_known("<p>Rien.</p>")
        desk.tell({"command": "answer", "text": f"  {CALM} "})
        drafted(page)
        assert desk.pretend.asked("POST", "drafts")[0]["body"]["text"] == CALM

    def test_an_unknown_layout_is_told_as_such(self, desk: Desk) -> None:
        desk.visit_known("<div><p>Une mise en page que personne ne connaît.</p></div>")
        assert desk.tell({"command": "state"}) == [{"reviews": 0, "unknown": True}]

    def test_the_page_says_so_once(self, desk: Desk) -> None:
        page = desk.visit_known("<div><p>Une mise en page que personne ne connaît.</p></div>")
        notice = page.locator("sangfroid-notice")
        expect(notice).to_contain_text("could not read this page of Trustpilot")
        expect(notice).not_to_contain_text("no reviews")
        notice.get_by_role("button", name="Close").click()
        expect(notice).to_have_count(0)
        assert desk.stored("typed:quiet/trustpilot")["value"] is True

    def test_a_page_that_says_it_is_empty_is_left_alone(self, desk: Desk) -> None:
        desk.visit_known("<p>Aucun avis</p>")
        assert desk.tell({"command": "state"}) == [{"reviews": 0, "unknown": False}]


class TestPageNobodyKnows:
    """The toolbar's click opens the page to the extension; nothing of ours is there before."""

    ADDRESS = "https://guestbook.example/"
    REVIEW = f"""<div itemscope itemtype="https://schema.org/Review"><span itemprop="author">Ada Brune</span>
      <div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
      <meta itemprop="ratingValue" content="3"></div><p itemprop="reviewBody" id="it">{CALM}</p></div>"""

    def clicked(self, desk: Desk, command: str) -> Page:
        """After a real click on the toolbar, what the popup's button does."""
        page = desk.visit_bare(page_of(self.REVIEW), self.ADDRESS)
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#it'))")
        assert page.locator("sangfroid-button").count() == 0
        assert desk.context.browser
        session = desk.context.browser.new_browser_cdp_session()
        targets = session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        tab = next(one for one in targets if one["type"] == "tab" and one["url"] == page.url)
        session.send("Extensions.triggerAction", {"id": EXTENSION_ID, "targetId": tab["targetId"]})
        popup = desk.extension_page("pages/popup.html")
        popup.evaluate(
            """async ([address, command]) => {
                const { ask } = await import("/lib/page.js");
                const all = await chrome.tabs.query({});
                const open = all.find((tab) => tab.url === address);
                return ask(open.id, { command });
            }""",
            [self.ADDRESS, command],
        )
        popup.close()
        return page

    def test_the_selection_is_answered(self, desk: Desk) -> None:
        page = self.clicked(desk, "answer")
        drafted(page)
        assert desk.pretend.asked("POST", "drafts")[0]["body"]["text"] == CALM

    def test_reviews_the_page_declares_get_their_buttons(self, desk: Desk) -> None:
        page = self.clicked(desk, "scan")
        expect(page.get_by_role("button", name="Draft a reply to Ada Brune’s review")).to_be_visible()
        buttons(page).click()
        drafted(page)
        body = desk.pretend.asked("POST", "drafts")[0]["body"]
        assert (body["platform"], body["rating"], body["author"]) == ("other", 3, "Ada Brune")


def violations(page: Page, root: str) -> list[dict[str, Any]]:
    """What axe finds serious in an element, shadow roots included."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async ([root, rules]) => {
            const context = document.querySelector(root) ?? document;
            const { violations, passes } = await axe.run(context, { runOnly: rules });
            // Nothing found must not mean nothing looked at.
            if (!passes.some(({ id }) => id === "color-contrast")) throw new Error("axe saw no text");
            return violations.map(({ id, impact, nodes }) =>
                ({ id, impact, nodes: nodes.map((one) => one.html) }));
        }""",
        [root, RULES],
    )
    return [one for one in found if one["impact"] in ("serious", "critical", "moderate")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestEverybodyCanUseIt:
    def test_the_panel(self, desk: Desk, scheme: Any) -> None:
        desk.pretend.findings = [
            {"guard": "gesture", "severity": "block", "quote": "propreté", "message": "No gesture in public."}
        ]
        page = desk.context.new_page()
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.close()
        page = desk.visit(page_of(card(1, PRESSED)))
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        buttons(page).click()
        drafted(page).press("End")
        page.keyboard.type(" ")
        expect(panel(page)).to_contain_text("No gesture in public.")
        assert violations(page, "sangfroid-panel") == []
        assert violations(page, "sangfroid-button") == []

    @pytest.mark.parametrize("path", ["pages/options.html", "pages/popup.html"])
    def test_the_pages(self, desk: Desk, scheme: Any, path: str) -> None:
        page = desk.extension_page(path)
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("h1")).not_to_be_empty()
        page.wait_for_load_state("networkidle")
        assert violations(page, "html") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off(desk: Desk, width: int) -> None:
    page = desk.visit(page_of(card(1, PRESSED)))
    page.set_viewport_size({"width": width, "height": 800})
    buttons(page).click()
    drafted(page)
    overflow = """(root) => [root, ...root.querySelectorAll("*")]
        .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
        .filter((one) => !one.matches("select, textarea, .away, option, input, svg, svg *"))
        .map((one) => one.className || one.localName)"""
    assert panel(page).evaluate(overflow) == []
    box = panel(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page = desk.extension_page("pages/options.html")
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator("#platforms li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
