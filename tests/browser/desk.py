"""What a person does with the extension, in the words of the tests."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Worker

from tests.browser.pretend_server import TOKEN, Pretend

CASES = Path(__file__).parent / "cases"
EXTENSION_ID = "pchilbggkkhhgkpnepbnhlaabfiadgjo"
ADDRESS = "https://www.trustpilot.com/review/tilleuls.example"


def card(number: int, text: str, author: str = "Ysaline Corbo", more: str = "") -> str:
    """A Trustpilot card of invented people."""
    stars = "Rated 2 out of 5 stars"
    return f"""<article id="card-{number}" data-testid="service-review-card-v2">
      <span data-consumer-name-typography>{html.escape(author)}</span>
      <div data-service-review-rating="2"><img alt="{stars}"></div>
      <time data-service-review-date-time-ago datetime="2026-10-0{number % 9 + 1}T10:00:00Z">Oct</time>
      <a data-review-title-typography href="/reviews/{number:024x}">Review {number}</a>
      <p data-service-review-text-typography lang="fr">{html.escape(text)}</p>{more}</article>"""


def page_of(*cards: str, head: str = "", lang: str = "fr") -> str:
    """A whole page of cards."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Tilleuls</title>{head}</head>'
        f"<body><main>{''.join(cards)}</main></body></html>"
    )


class Desk:
    """A browser with the extension, and the server it is connected to."""

    def __init__(self, context: BrowserContext, pretend: Pretend) -> None:
        self.context = context
        self.pretend = pretend

    @property
    def worker(self) -> Worker:
        """The background, woken when it sleeps."""
        return self.context.service_workers[0]

    def reset(self) -> None:
        """Forgets everything stored."""
        with self.context.expect_page() as opened:
            page = self.context.new_page()
        assert opened.value == page
        page.goto(f"chrome-extension://{EXTENSION_ID}/pages/popup.html")
        page.evaluate("chrome.storage.local.clear()")
        page.close()

    def store(self, values: dict[str, Any]) -> None:
        """Puts values into the extension's storage."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{EXTENSION_ID}/pages/popup.html")
        page.evaluate("values => chrome.storage.local.set(values)", values)
        page.close()

    def stored(self, key: str) -> Any:
        """One value of the extension's storage."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{EXTENSION_ID}/pages/popup.html")
        value = page.evaluate("async key => (await chrome.storage.local.get(key))[key] ?? null", key)
        page.close()
        return value

    def connect(self) -> None:
        """As after pairing."""
        page = self.extension_page("pages/popup.html")
        page.evaluate(
            "async (connection) => (await import('/lib/storage.js')).connect(connection)",
            {
                "origin": self.pretend.address,
                "token": TOKEN,
                "user": {"name": "Camille", "role": "agent"},
                "connected": "2026-11-21T10:00:00Z",
            },
        )
        page.close()

    def visit(self, body: str, address: str = ADDRESS) -> Page:
        """Opens a page of this content under a platform's address, and waits for a button."""
        page = self.visit_bare(body, address)
        page.locator("sangfroid-button button").first.wait_for()
        return page

    def visit_bare(self, body: str, address: str = ADDRESS) -> Page:
        """Opens a page of this content under an address."""
        page = self.context.new_page()
        page.route(
            address.split("#")[0].split("?")[0] + "**",
            lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"),
        )
        page.goto(address)
        return page

    def visit_known(self, content: str) -> Page:
        """Opens a platform's page that holds no review the reader knows, once its scripts are there."""
        page = self.visit_bare(page_of(content))
        for _ in range(100):
            if self.tell({"command": "state"}):
                return page
            page.wait_for_timeout(20)
        raise AssertionError("no script of the extension came")

    def tell(self, command: dict[str, Any]) -> list[Any]:
        """What the toolbar, the menu and the shortcut send to a page; what the listening pages say."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{EXTENSION_ID}/pages/popup.html")
        answers: list[Any] = page.evaluate(
            """async (command) => {
                const answers = [];
                const top = { frameId: 0 };
                for (const { id } of await chrome.tabs.query({})) {
                    const told = await chrome.tabs.sendMessage(id, command, top).catch(() => null);
                    if (told) answers.push(told);
                }
                return answers;
            }""",
            command,
        )
        page.close()
        return answers

    def visit_case(self, name: str) -> Page:
        """Opens a saved case."""
        about = json.loads((CASES / name / "about.json").read_text(encoding="utf-8"))
        return self.visit((CASES / name / "page.html").read_text(encoding="utf-8"), about["url"])

    def extension_page(self, path: str) -> Page:
        """A page of the extension itself."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{EXTENSION_ID}/{path}")
        return page


def buttons(page: Page) -> Locator:
    """All our buttons."""
    return page.locator("sangfroid-button button")


def panel(page: Page) -> Locator:
    """The open panel."""
    return page.locator("sangfroid-panel .panel")


def reply_box(page: Page) -> Locator:
    """The text of the reply."""
    return page.locator("sangfroid-panel .editor textarea")


def drafted(page: Page) -> Locator:
    """The reply's text, once the draft stands."""
    box = reply_box(page)
    page.locator("sangfroid-panel .sources button").nth(2).wait_for()
    return box
