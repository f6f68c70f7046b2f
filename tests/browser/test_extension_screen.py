"""Chromium on a screen, with the shipped manifest: its own permission question, its own menu.

The screen is a virtual one (Xvfb), and keys are pressed on it (xdotool): what no page and no driver can do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.desk import Desk, card, page_of, panel, reply_box
from tests.browser.pretend_server import Pretend

if TYPE_CHECKING:
    from tests.browser.conftest import LiveServer

SCREEN = [shutil.which(name) for name in ("Xvfb", "xdotool")]
pytestmark = pytest.mark.skipif(None in SCREEN, reason="no virtual screen on this machine")

EXTENSION = Path(__file__).parents[2] / "extension"
SELECTED = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."
#: How often keys are pressed again.
TRIES = 10


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of our own."""
    read, write = os.pipe()
    arguments = ["-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", *arguments], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number
    # A pointer over a menu would choose among its entries.
    park = ["xdotool", "mousemove", "1275", "895"]
    subprocess.run(park, env={**os.environ, "DISPLAY": f":{number}"}, check=True)
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def press(display: str) -> Callable[..., None]:
    """Presses keys on the screen, as a person does."""

    def press(*keys: str) -> None:
        subprocess.run(["xdotool", "key", *keys], env={**os.environ, "DISPLAY": display}, check=True)

    return press


@pytest.fixture
def seen(
    playwright_: Playwright, open_extension: Path, display: str, pretend: Pretend, tmp_path: Path
) -> Iterator[Desk]:
    """A Chromium one can see, with the shipped manifest and nothing stored."""
    folder = tmp_path / "extension"
    shutil.copytree(open_extension, folder)
    shutil.copy(EXTENSION / "manifest.json", folder)
    context = playwright_.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=shutil.which("chromium"),
        headless=False,
        no_viewport=True,
        args=[
            *CHROMIUM_ARGUMENTS,
            "--lang=en-US",
            "--window-size=1200,800",
            "--window-position=0,0",
            "--no-first-run",
            "--disable-features=Translate",
            f"--disable-extensions-except={folder}",
            f"--load-extension={folder}",
        ],
        env={**os.environ, "LANGUAGE": "en", "DISPLAY": display},
    )
    context.set_default_timeout(10_000)
    if not context.service_workers:
        context.wait_for_event("serviceworker")
    yield Desk(context, pretend)
    context.close()


def asked(desk: Desk, address: str) -> Page:
    """The options page, whose wish to reach an address the browser puts to the person."""
    options = desk.extension_page("pages/options.html")
    options.bring_to_front()
    options.get_by_label("Address of the server").fill(address)
    options.get_by_role("button", name="Connect", exact=True).click(no_wait_after=True)
    return options


def until(page: Page, done: Callable[[], bool], act: Callable[[], None]) -> None:
    """Acts until it is done: what the browser opens on a screen tells nobody that it is there."""
    for _ in range(TRIES):
        act()
        for _ in range(40):
            if done():
                return
            page.wait_for_timeout(100)
    raise AssertionError("nothing came of it")


def reachable(page: Page, address: str) -> bool:
    """Whether the extension may reach an address."""
    allowed: bool = page.evaluate("(at) => chrome.permissions.contains({ origins: [`${at}/*`] })", address)
    return allowed


def test_a_refusal_is_told_and_nothing_is_reached(seen: Desk, press: Callable[..., None]) -> None:
    address = seen.pretend.address
    options = asked(seen, address)
    refused = options.get_by_text("Without the browser’s permission")
    until(options, refused.is_visible, lambda: press("Escape"))
    assert not reachable(options, address)
    assert seen.pretend.asked("POST", "pairings") == []


def test_from_the_browsers_question_to_the_answer_by_its_menu(
    seen: Desk, live_server: LiveServer, press: Callable[..., None]
) -> None:
    console = seen.context.new_page()
    console.goto(f"{live_server.sign_in}&lang=en")
    options = asked(seen, live_server.address)
    # "Deny" has the focus, "Allow" comes after it.
    until(options, lambda: reachable(options, live_server.address), lambda: press("Tab", "Return"))
    pair = f"{live_server.address}/pair/"
    until(options, lambda: any(page.url.startswith(pair) for page in seen.context.pages), lambda: None)
    confirm = seen.context.pages[-1]
    expect(confirm.locator("body")).to_contain_text(options.locator("#code").inner_text())
    confirm.locator("button[value=connect]").click()
    options.bring_to_front()
    expect(options.locator("#connected")).to_contain_text("Hôtel des Tilleuls")

    page = seen.visit(page_of(card(1, "Rien à dire."), f"<p id=other>{SELECTED}</p>"))
    page.bring_to_front()

    patience = iter(range(0, 200 * TRIES, 200))

    def choose() -> None:
        # Our entry is the last but one, above the browser's own "Inspect".
        press("Escape")
        page.evaluate("getSelection().selectAllChildren(document.querySelector('#other'))")
        page.locator("#other").click(button="right", position={"x": 30, "y": 8}, no_wait_after=True)
        page.wait_for_timeout(next(patience))  # a busy machine opens its menus later
        press("Up", "Up", "Return")

    until(page, panel(page).is_visible, choose)
    expect(panel(page)).to_contain_text(SELECTED)
    expect(panel(page)).to_contain_text("Written without a language model", timeout=20_000)
    assert reply_box(page).input_value().startswith(("Bonjour", "Chère", "Cher", "Madame", "Merci"))


def test_the_shortcut_is_the_browsers_own(seen: Desk, press: Callable[..., None]) -> None:
    page = seen.visit(page_of(card(1, SELECTED)))
    page.bring_to_front()
    page.locator("body").click(position={"x": 2, "y": 2})
    opened = page.get_by_role("dialog", name="Reply to Ysaline Corbo’s review")
    until(page, opened.is_visible, lambda: press("alt+shift+y"))
