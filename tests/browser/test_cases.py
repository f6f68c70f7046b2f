"""The pages of cases in a real browser: without scripts, at every width, in the light and in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import AXE, RULES

if TYPE_CHECKING:
    from tests.browser.conftest import LiveServer

THREAT = "Remboursez-moi la nuit, sinon je mets une étoile partout avant midi."


def faults(page: Page) -> list[dict[str, Any]]:
    """What axe finds in the whole page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        """async (rules) => (await axe.run(document, { runOnly: rules })).violations
            .map(({ id, nodes }) => ({ id, nodes: nodes.map((one) => one.html) }))""",
        RULES,
    )
    return found


def opened(page: Page, server: LiveServer) -> None:
    """Records a threat at the desk and opens its case, by hand."""
    page.goto(f"{server.sign_in}&lang=en")
    page.goto(f"{server.address}/incidents")
    page.locator("summary").first.click()
    page.get_by_label("Exact words").fill(THREAT)
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_role("button", name="Open a case").click()
    expect(page.get_by_role("status")).to_contain_text("The case is open.")


def test_a_case_from_its_words_to_its_end_without_scripts(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    opened(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Threat before the review")
    expect(page.get_by_label("The pressure is confirmed")).to_have_count(0)
    page.get_by_role("button", name="Done Let them speak").click()
    expect(page.locator(".case-steps")).to_contain_text("done by Camille")
    page.get_by_label("yes", exact=True).check()
    page.get_by_label("What has already been done?").fill("Room changed on the first evening.")
    page.get_by_role("button", name="Save the answers").click()
    page.get_by_label("The pressure is confirmed").check()
    page.get_by_label("How was what is due kept apart?").fill("Refunded before any word of a review.")
    page.get_by_role("button", name="Save the conclusion").click()
    expect(page.get_by_role("heading", name="Your conclusion").locator("..")).to_contain_text(
        "Pressure confirmed"
    )
    expect(page.get_by_role("button", name="Done Say what is happening")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Dominique")).click()
    page.get_by_role("button", name="Done Say what is happening").click()
    page.get_by_text("Close the case").first.click()
    page.get_by_label("How did it end?").fill("The guest withdrew.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_role("status")).to_contain_text("The case is closed.")
    page.get_by_role("link", name="Cases", exact=True).first.click()
    page.get_by_role("link", name="Closed").click()
    expect(page.get_by_role("listitem").filter(has_text="The guest withdrew.")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_them_at_every_width(
    chromium: Browser, live_server: LiveServer, scheme: Any
) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    opened(page, live_server)
    case = page.url.partition("?")[0]
    incident = page.get_by_role("link", name="The incident").get_attribute("href")
    for address in (
        case,
        f"{live_server.address}/cases",
        f"{live_server.address}{incident}",
        live_server.address,
    ):
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert faults(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
