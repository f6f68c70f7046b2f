"""A real Firefox, driven over WebDriver BiDi: no driver program, one socket."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.exceptions import InvalidHandshake, InvalidMessage
from websockets.sync.client import ClientConnection, connect

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")
ADDON = "sangfroid@sangfroid.example"
HOST = "11111111-2222-4333-8444-555555555555"  # of the extension's own pages, fixed by a preference
OWN = f"moz-extension://{HOST}"
PATIENCE = 20.0

PREFERENCES: dict[str, Any] = {
    "extensions.webextensions.uuids": json.dumps({ADDON: HOST}),
    "security.notification_enable_delay": 0,  # questions may be answered at once
    "dom.events.testing.asyncClipboard": True,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.locale.requested": "en-US",
    "network.stricttransportsecurity.preloadlist": False,
    "network.proxy.type": 0,
}

#: Where a person would press to hit an element: its middle, once it stands still and nothing lies over it.
MIDDLE = """(async () => {
    const element = %s;
    if (document.readyState !== "complete" || !element?.isConnected || element.disabled) return null;
    element.scrollIntoView({ block: "center" });
    const place = () => { const { x, y, width, height } = element.getBoundingClientRect();
        return width && height ? [x + width / 2, y + height / 2] : null; };
    const first = place();
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const now = place();
    if (!first || !now || first.join() !== now.join()) return null;
    let hit = null;
    for (let root = document, over; root && (over = root.elementFromPoint(...now)) && over !== hit;) {
        hit = over;
        root = hit.shadowRoot;
    }
    return element === hit || element.contains(hit) ? now : null;
})()"""


class Refused(AssertionError):
    """The browser would not, or the page's script threw."""


class Tab:
    """One page of the browser, or the browser's own window."""

    def __init__(self, browser: Firefox, context: str) -> None:
        self.browser = browser
        self.context = context

    def go(self, address: str) -> None:
        self.browser.call(
            "browsingContext.navigate", {"context": self.context, "url": address, "wait": "complete"}
        )

    def reload(self) -> None:
        self.browser.call("browsingContext.reload", {"context": self.context, "wait": "complete"})

    def front(self) -> None:
        """Brings it before the others, as a click on the tab does."""
        self.browser.call("browsingContext.activate", {"context": self.context})

    def close(self) -> None:
        """As a person closes it: the page is told before."""
        self.browser.call("browsingContext.close", {"context": self.context, "promptUnload": True})

    def run(self, expression: str) -> Any:
        """The value of an expression in the page, through JSON; an element is true."""
        told = self.browser.call(
            "script.evaluate",
            {
                "expression": f"(async () => JSON.stringify((await ({expression})) ?? null, (key, value) =>"
                " value instanceof Node ? true : value))()",
                "target": {"context": self.context},
                "awaitPromise": True,
                "userActivation": True,
            },
        )
        if told["type"] == "exception":
            raise Refused(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def until(self, expression: str) -> Any:
        """Waits until an expression is true, over pages that come and go; the failure shows it."""
        last = time.monotonic() + PATIENCE
        trouble = ""
        while time.monotonic() < last:
            try:
                value = self.run(expression)
            except Refused as refused:
                trouble = f" ({refused})"
            else:
                if value:
                    return value
        raise AssertionError(f"never true: {expression}{trouble}")

    def _act(self, source: dict[str, Any]) -> None:
        self.browser.call("input.performActions", {"context": self.context, "actions": [source]})

    def click(self, element: str, button: int = 0) -> None:
        """A person's click on what this expression gives: 0 is the left button, 2 the right one."""
        x, y = self.until(MIDDLE % element)
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        press = [{"type": "pointerDown", "button": button}, {"type": "pointerUp", "button": button}]
        self._act({"type": "pointer", "id": "mouse", "actions": [move, *press]})

    def type(self, text: str) -> None:
        """A person's keys."""
        keys = [{"type": kind, "value": one} for one in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": keys})

    def press(self, *keys: str) -> None:
        """Keys held together: down in this order, up in the other."""
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._act({"type": "key", "id": "keys", "actions": [*down, *up]})

    def resize(self, width: int, height: int) -> None:
        """The part of the window that shows the page."""
        size = {"width": width, "height": height}
        self.browser.call("browsingContext.setViewport", {"context": self.context, "viewport": size})

    def picture(self, path: Path) -> None:
        """What is seen now, for whoever looks into a failure."""
        shot = self.browser.call("browsingContext.captureScreenshot", {"context": self.context})
        path.write_bytes(base64.b64decode(shot["data"]))


class Firefox:
    """One browser."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.number = 0
        self.pages: dict[str, str] = {}  # address -> what stands there
        self.asked: list[str] = []  # addresses requested by pages, in order
        self.call("session.new", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self.call("session.subscribe", {"events": ["network.beforeRequestSent"]})
        self.call("network.addIntercept", {"phases": ["beforeRequestSent"]})

    def call(self, method: str, params: dict[str, Any]) -> Any:
        """One command; requests of pages that come in between are answered."""
        self.number += 1
        wanted = self.number
        self.socket.send(json.dumps({"id": wanted, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv(timeout=PATIENCE))
            if message.get("id") == wanted:
                if message["type"] == "error":
                    raise Refused(f"{method}: {message['error']} {message['message']}")
                return message["result"]
            if message.get("method") == "network.beforeRequestSent":
                self.answer(message["params"])

    def answer(self, request: dict[str, Any]) -> None:
        """Gives a page of ours, lets this machine and the browser itself through, refuses the rest."""
        if not request.get("isBlocked"):
            return
        address, id = request["request"]["url"].split("#")[0], request["request"]["request"]
        self.number += 1
        self.asked.append(address)
        if address in self.pages:
            body = base64.b64encode(self.pages[address].encode()).decode()
            headers = [
                {"name": "Content-Type", "value": {"type": "string", "value": "text/html; charset=utf-8"}}
            ]
            params = {
                **{"request": id, "statusCode": 200, "headers": headers},
                "body": {"type": "base64", "value": body},
            }
            method = "network.provideResponse"
        else:
            outside = address.startswith(("http://", "https://")) and "://127.0.0.1" not in address
            method = "network.failRequest" if outside else "network.continueRequest"
            params = {"request": id}
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))

    def tabs(self) -> list[Tab]:
        """All open ones, the oldest first."""
        tree = self.call("browsingContext.getTree", {"maxDepth": 0})
        return [Tab(self, one["context"]) for one in tree["contexts"]]

    def open(self, address: str) -> Tab:
        """A new tab, before the others."""
        made = self.call("browsingContext.create", {"type": "tab"})
        tab = Tab(self, made["context"])
        tab.go(address)
        return tab

    def opened(self, address: str) -> Tab:
        """The tab that somebody has opened on an address that begins so, once it stands."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            tree = self.call("browsingContext.getTree", {"maxDepth": 0})
            for one in tree["contexts"]:
                if one["url"].startswith(address):
                    tab = Tab(self, one["context"])
                    tab.until("document.readyState === 'complete'")
                    tab.front()
                    return tab
        raise AssertionError(f"no tab on {address}")

    def window(self) -> Tab:
        """The browser's own window, with its menus and questions."""
        tree = self.call("browsingContext.getTree", {"maxDepth": 0, "moz:scope": "chrome"})
        return Tab(self, tree["contexts"][0]["context"])

    # ----------------------------------------------------------------------- the extension and its background

    def let_reach(self, *origins: str) -> None:
        """Lets the extension reach these servers and no other, without asking anybody."""
        self.window().run(
            f"""(async () => {{
                const {{ ExtensionPermissions }} =
                    ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
                const {{ extension }} = WebExtensionPolicy.getByID({json.dumps(ADDON)});
                const now = extension.activePermissions.origins.filter((one) => one.startsWith("http:"));
                await ExtensionPermissions.remove({json.dumps(ADDON)},
                    {{ origins: now, permissions: [], data_collection: [] }}, extension);
                await ExtensionPermissions.add({json.dumps(ADDON)},
                    {{ origins: {json.dumps(origins)}, permissions: [], data_collection: [] }}, extension);
            }})()"""
        )

    def stop_background(self) -> None:
        """What the browser does with an extension's background that has had nothing to do for a while."""
        self.window().run(
            f"WebExtensionPolicy.getByID({json.dumps(ADDON)}).extension"
            ".terminateBackground({ disableResetIdleForTest: true })"
        )

    # ------------------------------------------------------------------------ what stands outside the page

    def answer_question(self, yes: bool) -> str:
        """Presses the button of the browser's own question; gives the question."""
        window = self.window()
        question = "document.querySelector('#addon-webext-permissions-notification')"
        window.until(f"PopupNotifications.panel.state === 'open' && {question}")
        words: str = window.run(f"{question}.textContent")
        window.run(f"void {question}.{'button' if yes else 'secondaryButton'}.click()")
        return words

    def choose(self, label: str) -> None:
        """Takes an entry of the menu that a right click has opened."""
        window = self.window()
        menu = "document.querySelector('#contentAreaContextMenu')"
        entry = f"[...{menu}.children].find((one) => !one.hidden && one.label === {json.dumps(label)})"
        window.until(f"{menu}.state === 'open' && {entry}")
        window.run(f"void {menu}.activateItem({entry})")

    def open_popup(self) -> None:
        """Presses the extension's button in the toolbar, and waits until its popup can be used."""
        window = self.window()
        window.run(
            f"""(() => {{
                const {{ ExtensionParent }} =
                    ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
                const {{ extension }} = WebExtensionPolicy.getByID({json.dumps(ADDON)});
                ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
            }})()"""
        )
        window.until(
            "document.querySelector('#customizationui-widget-panel')?.state === 'open' &&"
            " !document.querySelector('.webextension-preload-browser')"
        )
        window.run("void document.querySelector('.webextension-popup-browser').focus()")

    def keys(self, *held: str) -> None:
        """Keys held together, named by their place ("AltLeft", "KeyA"), for whatever has the focus."""
        self.window().run(
            f"""(() => {{
                const typist = Cc["@mozilla.org/text-input-processor;1"]
                    .createInstance(Ci.nsITextInputProcessor);
                typist.beginInputTransactionForTests(window);
                const keys = {json.dumps(held)}.map((code) => new KeyboardEvent("", {{ code,
                    key: code.startsWith("Key") ? code.slice(3) : code.replace("Left", ""),
                    keyCode: code.startsWith("Key") ? code.charCodeAt(3) : 0 }}));
                for (const key of keys) typist.keydown(key);
                for (const key of keys.reverse()) typist.keyup(key);
            }})()"""
        )


def _join(port_file: Path, process: subprocess.Popen[bytes]) -> ClientConnection:
    last = time.monotonic() + 60
    while time.monotonic() < last and process.poll() is None:
        try:
            port = json.loads(port_file.read_text(encoding="utf-8"))["ws_port"]
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None)
        except (OSError, ValueError, KeyError, InvalidHandshake, InvalidMessage):
            time.sleep(0.1)
    raise AssertionError("Firefox did not start")


@contextmanager
def firefox(extension: Path | None, profile: Path, **preferences: Any) -> Iterator[Firefox]:
    """One on a profile of its own, with the extension in it unless that is None."""
    assert PROGRAM
    profile.mkdir(parents=True)
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});"
        for name, value in {**PREFERENCES, **preferences}.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
    process = subprocess.Popen(
        [PROGRAM, *arguments, "--remote-allow-system-access"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _join(profile / "WebDriverBiDiServer.json", process) as socket:
            browser = Firefox(socket)
            if extension:
                browser.call(
                    "webExtension.install", {"extensionData": {"type": "path", "path": str(extension)}}
                )
            yield browser
            browser.call("browser.close", {})
    finally:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
