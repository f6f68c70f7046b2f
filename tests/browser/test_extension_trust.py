"""What a page can never do: open the panel, look inside, click in it, or read what is typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import EXTENSION_ID, Desk, buttons, card, drafted, page_of, panel, reply_box

EXTENSION = Path(__file__).parents[2] / "extension"
CALM = "Chambre propre, petit déjeuner correct, mais la rue est bruyante la nuit."

SPY = """<script>
  window.seen = [];
  for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "copy", "paste"])
    window.addEventListener(type, ({ key, data }) => window.seen.push(`${type}:${key ?? data ?? ""}`), true);
  document.addEventListener("click", (event) => window.seen.push(`click:${event.target.localName}`));
</script>"""


def scripts_in_page(page: Page) -> None:
    """The shipped content scripts in a page's own world, over a bridge that answers nothing."""
    page.evaluate(
        """() => { globalThis.sangfroidBridge = { demo: true, language: "en", ready: Promise.resolve(),
            request: async (kind) => { if (kind === "platforms") return []; throw { code: "unreachable" }; },
            stream: () => ({ cancel() {} }), messages: (key) => key }; }"""
    )
    manifest: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    for name in dict.fromkeys(one for entry in manifest["content_scripts"] for one in entry["js"]):
        page.add_script_tag(content=(EXTENSION / name).read_text(encoding="utf-8"))


def test_the_shipped_shadow_roots_are_closed(chromium: Browser) -> None:
    page = chromium.new_page()
    page.route(
        "https://reviews.example/**",
        lambda route: route.fulfill(body=page_of(card(1, CALM)), content_type="text/html; charset=utf-8"),
    )
    page.goto("https://reviews.example/")
    scripts_in_page(page)
    host = page.locator("sangfroid-button")
    host.wait_for(state="attached")
    assert host.evaluate("host => host.shadowRoot") is None
    box = host.bounding_box()  # of no height: the button hangs on its lower edge
    assert box
    page.mouse.click(box["x"] + box["width"] - 60, box["y"] - 2)
    opened = page.locator("sangfroid-panel")
    opened.wait_for(state="attached")
    assert opened.evaluate("host => host.shadowRoot") is None
    assert "Chambre" not in opened.evaluate("host => host.innerHTML + host.innerText")
    page.close()


def test_loading_the_scripts_twice_changes_nothing(chromium: Browser) -> None:
    page = chromium.new_page()
    page.route(
        "https://reviews.example/**",
        lambda route: route.fulfill(body=page_of(card(1, CALM)), content_type="text/html; charset=utf-8"),
    )
    page.goto("https://reviews.example/")
    scripts_in_page(page)
    scripts_in_page(page)
    page.locator("sangfroid-button").wait_for(state="attached")
    assert page.locator("sangfroid-button").count() == 1
    page.close()


def test_a_page_cannot_take_our_names(desk: Desk) -> None:
    names = {
        f"sangfroid{path.stem.title().replace('-', '')}" for path in (EXTENSION / "content").glob("*.js")
    }
    names |= {"sangfroidButtons", "sangfroidStyles", "sangfroidSpans"}
    names.discard("sangfroidReader")
    page = desk.visit(page_of(*(f'<a id="{name}" name="{name}"></a>' for name in names), card(1, CALM)))
    buttons(page).click()
    drafted(page)


def test_a_page_cannot_hide_the_panel_by_its_rules(desk: Desk) -> None:
    rules = (
        "html > :not(body), sangfroid-panel { display: none; opacity: 0 !important; transform: scale(0.1) }"
    )
    page = desk.visit(page_of(card(1, CALM), head=f"<style>{rules}</style>"))
    buttons(page).click()
    drafted(page)
    host = page.locator("sangfroid-panel")
    assert host.evaluate("host => getComputedStyle(host).opacity") == "1"
    box = panel(page).bounding_box()
    assert box
    assert box["width"] == 460


def test_a_click_made_by_a_script_opens_nothing(desk: Desk) -> None:
    page = desk.visit(page_of(card(1, CALM)))
    # Even with the root open, as only in this test's copy, the click itself is refused.
    page.evaluate("document.querySelector('sangfroid-button').shadowRoot.querySelector('button').click()")
    page.evaluate("document.querySelector('sangfroid-button').click()")
    expect(panel(page)).to_have_count(0)
    assert desk.pretend.requests == []


def test_the_page_hears_nothing_of_what_is_typed(desk: Desk) -> None:
    page = desk.visit(page_of(card(1, CALM), head=SPY))
    buttons(page).click()
    drafted(page).focus()
    page.evaluate("window.seen.length = 0")
    page.keyboard.type("secret")
    page.keyboard.press("ControlOrMeta+c")
    page.get_by_label("Note for the manager").click()
    page.keyboard.type("autre secret")
    assert page.evaluate("window.seen") == []
    assert "secret" in reply_box(page).input_value()


def test_a_script_can_type_nothing_and_send_nothing(desk: Desk) -> None:
    page = desk.visit(page_of(card(1, CALM)))
    buttons(page).click()
    before = drafted(page).input_value()
    page.evaluate(
        """() => {
            const host = document.querySelector("sangfroid-panel");
            const key = (type) => new KeyboardEvent(type, { key: "Escape", bubbles: true, composed: true });
            host.dispatchEvent(key("keydown"));
            host.dispatchEvent(new InputEvent("input", { data: "x", bubbles: true, composed: true }));
            for (const button of host.shadowRoot.querySelectorAll("button")) button.click();
        }"""
    )
    expect(panel(page)).to_be_visible()
    assert reply_box(page).input_value() == before
    assert desk.pretend.asked("POST", "replies") == []


def test_a_script_cannot_make_the_panel_ask_the_server(desk: Desk) -> None:
    page = desk.visit(page_of(card(1, CALM)))
    buttons(page).click()
    drafted(page)
    page.get_by_role("button", name="Send for approval").click()
    expect(panel(page)).to_contain_text("A manager will read it")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    desk.pretend.replies[f"{1:024x}"]["status"] = "approved"
    page.get_by_role("button", name="Refresh").click()
    expect(panel(page)).to_contain_text("Approved by")
    assert len(desk.pretend.asked("GET", "replies/r1")) == 1


def test_the_token_stays_with_the_background(desk: Desk) -> None:
    page = desk.visit(page_of(card(1, CALM)))
    session = desk.context.new_cdp_session(page)
    worlds: list[dict[str, Any]] = []
    session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
    session.send("Runtime.enable")
    ours = next(one for one in worlds if one["origin"] == f"chrome-extension://{EXTENSION_ID}")
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": "chrome.storage.local.get(null).then((all) => 'read', () => 'refused')",
            "contextId": ours["id"],
            "awaitPromise": True,
        },
    )
    assert answer["result"]["value"] == "refused"
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": "indexedDB.databases().then((all) => all.map(({ name }) => name).join())",
            "contextId": ours["id"],
            "awaitPromise": True,
        },
    )
    assert answer["result"]["value"] == ""
    assert "token" not in desk.stored("connection")


def test_hostile_texts_stay_texts(desk: Desk) -> None:
    hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>{{7*7}} \u202e petit déjeuner'
    page = desk.visit(page_of(card(1, hostile, author='"><svg onload=window.hit=1>')))
    buttons(page).click()
    drafted(page)
    expect(page.locator("sangfroid-panel .quote")).to_contain_text('<img src=x onerror="window.hit=1">')
    assert page.evaluate("window.hit") is None
    assert page.locator("sangfroid-panel img").count() == 0


def test_the_background_refuses_what_it_does_not_know(desk: Desk) -> None:
    page = desk.extension_page("pages/popup.html")
    answers = page.evaluate(
        """async () => {
            const port = chrome.runtime.connect({ name: "sangfroid" });
            const answers = [];
            const done = new Promise((resolve) => port.onMessage.addListener((message) => {
                answers.push([message.ok, message.error?.code ?? ""]);
                if (answers.length === 9) resolve();
            }));
            const post = (id, kind, payload) => port.postMessage({ id, kind, payload });
            post(1, "fetch", { url: "https://example.com" });
            post(2, "constructor", {});
            post(3, "analyze", { review: { id: "x", text: 7 } });
            post(4, "lookup", { reviews: Array(501).fill({ platform: "other", id: "x" }) });
            post(5, "reply", { id: "../../me?x=" + "y".repeat(300) });
            post(6, "showCase", { id: "../tokens" });
            post(7, "showCase", { id: "C".repeat(32) });
            post(8, "case", { review: { text: "x" } });
            post(9, "case", { review: { id: "x", text: "x" }, note: "x".repeat(2001) });
            await done;
            return answers;
        }"""
    )
    assert answers == [[False, "bad_message"]] * 9
    assert desk.pretend.requests == []
