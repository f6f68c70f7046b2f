"""The menu on selected text and the shortcut in Chromium: the background's own listeners.

Without a screen nobody can click in Chromium's own menus, so its events are given to the listeners as the
browser gives them. The real ones are used on a screen (test_extension_screen.py) and in Firefox.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, card, drafted, page_of, panel

TEXT = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."


def chosen(desk: Desk, page: Page, info: dict[str, Any]) -> None:
    """Somebody takes our entry of the menu, on this page."""
    page.bring_to_front()
    desk.worker.evaluate(
        """async (info) => {
            const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
            chrome.contextMenus.onClicked.dispatch({ menuItemId: "answer", editable: false, ...info }, tab);
        }""",
        info,
    )


@pytest.fixture
def page(desk: Desk) -> Page:
    """A platform's page without a review that can be read, but for what is selected."""
    page = desk.visit_known(f"<p id=it>{TEXT}</p><p>Bien d’autres mots.</p>")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#it'))")
    return page


def test_the_menu_answers_the_selection(desk: Desk, page: Page) -> None:
    chosen(desk, page, {"selectionText": TEXT, "frameId": 0})
    drafted(page)
    assert desk.pretend.asked("POST", "drafts")[0]["body"]["text"] == TEXT


def test_the_selection_is_answered_and_not_the_review_beside_it(desk: Desk) -> None:
    page = desk.visit(page_of(card(1, "Rien à dire de cette maison."), f"<p id=it>{TEXT}</p>"))
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#it'))")
    chosen(desk, page, {"selectionText": TEXT, "frameId": 0})
    drafted(page)
    assert desk.pretend.asked("POST", "drafts")[0]["body"]["text"] == TEXT


def test_a_frame_that_is_closed_to_us_is_answered_over_the_page(desk: Desk, page: Page) -> None:
    page.evaluate("getSelection().removeAllRanges()")
    chosen(desk, page, {"selectionText": "Draps tachés, petit déjeuner froid.", "frameId": 999_999})
    drafted(page)
    assert desk.pretend.asked("POST", "drafts")[0]["body"]["text"] == "Draps tachés, petit déjeuner froid."


def test_another_entry_and_a_selection_of_nothing_do_nothing(desk: Desk, page: Page) -> None:
    page.evaluate("getSelection().removeAllRanges()")
    chosen(desk, page, {"menuItemId": "other", "selectionText": TEXT, "frameId": 0})
    chosen(desk, page, {"selectionText": "   ", "frameId": 0})
    chosen(desk, page, {"selectionText": "Petit déjeuner froid.", "frameId": 0})  # they are taken in order
    expect(panel(page)).to_contain_text("Petit déjeuner froid.")
    drafted(page)
    assert [one["body"]["text"] for one in desk.pretend.asked("POST", "drafts")] == ["Petit déjeuner froid."]


def test_the_shortcut_opens_the_next_unanswered_review(desk: Desk) -> None:
    answered = "<p data-service-review-business-reply-text-typography>Merci.</p>"
    page = desk.visit(page_of(card(1, TEXT, "Une", answered), card(2, f"{TEXT} Bis.", "Deux")))
    page.bring_to_front()
    desk.worker.evaluate(
        """async () => {
            const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
            chrome.commands.onCommand.dispatch("next-review", tab);
        }"""
    )
    expect(page.get_by_role("dialog", name="Reply to Deux’s review")).to_be_visible()
