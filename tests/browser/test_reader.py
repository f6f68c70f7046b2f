"""The page reader against saved pages, each opened in Chromium under its real address.

A case is a folder `cases/<platform>--<case>/` with page.html, about.json and expected.json. The expectation
lists, for each review in page order, what differs from an empty one; a case without an expectation fails.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
READER = ROOT / "extension" / "content" / "reader.js"
PLATFORMS = ROOT / "extension" / "platforms"
NOW = "2026-11-20T12:00:00"

EMPTY: dict[str, Any] = {
    "author": None,
    "rating": None,
    "published": None,
    "title": None,
    "text": "",
    "language": None,
    "translated": False,
    "truncated": False,
    "ownerResponse": None,
    "originalLanguage": None,
    "card": True,
}

READ = """([platform, url, now]) => {
  const reader = globalThis.sangfroidReader;
  const before = document.documentElement.outerHTML;
  const reviews = reader.read(document, platform, {url, now});
  const cards = reviews.map((review) => review.card);
  return {
    reviews: reviews.map(({card, ...rest}) => ({...rest, card: document.contains(card)})),
    ordered: cards.every((one, i) => !one || !cards[i - 1] || cards[i - 1].compareDocumentPosition(one) & 4),
    nested: cards.some((card) => card && cards.some((other) => other !== card && other?.contains(card))),
    unknown: reader.layoutUnknown(document, platform, {url, now}),
    again: reviews.map((one) => one.card && reader.readCard(one.card, platform, {url, now})?.text),
    unchanged: document.documentElement.outerHTML === before,
  };
}"""


def platform_file(name: str | None) -> dict[str, Any] | None:
    return None if name is None else json.loads((PLATFORMS / f"{name}.json").read_text(encoding="utf-8"))


def case_names() -> list[str]:
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def about(case: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((CASES / case / "about.json").read_text(encoding="utf-8"))
    return answer


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A context whose network is the cases folder: a page's own address gives the page, all else nothing."""
    opened = chromium.new_context(locale="en-GB")
    yield opened
    opened.close()


@pytest.fixture
def open_page(context: BrowserContext) -> Iterator[Any]:
    """Opens HTML under an address, with the reader loaded as the content script is: after the page."""
    pages: list[Page] = []

    def opener(html: str, url: str) -> Page:
        page = context.new_page()
        pages.append(page)
        address = url.split("#")[0]
        page.route(
            "**/*",
            lambda route: (
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
                if route.request.url.split("#")[0] == address and route.request.is_navigation_request()
                else route.abort()
            ),
        )
        page.goto(url, wait_until="domcontentloaded")
        page.evaluate(READER.read_text(encoding="utf-8"))
        return page

    yield opener
    for page in pages:
        page.close()


def shortened(review: dict[str, Any]) -> dict[str, Any]:
    """What differs from an empty review."""
    return {key: value for key, value in review.items() if key not in EMPTY or value != EMPTY[key]}


@pytest.mark.parametrize("case", case_names())
def test_case(case: str, open_page: Any) -> None:
    told = about(case)
    expectation = CASES / case / "expected.json"
    assert expectation.is_file(), f"{case} has no expected.json: say what must be read from the page"
    assert told.get("checked", True), f"{case}: a person must check expected.json, then set checked to true"
    html = (CASES / case / "page.html").read_text(encoding="utf-8")
    page = open_page(html, told["url"])
    answer = page.evaluate(READ, [platform_file(told["platform"]), told["url"], told.get("now", NOW)])

    for review in answer["reviews"]:
        assert EMPTY.keys() | {"id"} <= review.keys()
    assert [shortened(review) for review in answer["reviews"]] == json.loads(
        expectation.read_text(encoding="utf-8")
    )
    assert answer["unchanged"], "reading changed the page"
    assert answer["ordered"]
    assert not answer["nested"]
    assert answer["unknown"] is told.get("layoutUnknown", False)
    read_again = [text for text in answer["again"] if text is not None]
    assert read_again == [review["text"] for review in answer["reviews"] if review["card"]]
