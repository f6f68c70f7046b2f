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
PATIENCE = 20.0

PREFERENCES: dict[str, Any] = {
    "extensions.webextensions.uuids": json.dumps({ADDON: HOST}),
    "extensions.webextOptionalPermissionPrompts": False,
    "dom.events.testing.asyncClipboard": True,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.locale.requested": "en-US",
    "network.stricttransportsecurity.preloadlist": False,
    "network.proxy.type": 0,
}


class Firefox:
    """One browser, one tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.number = 0
        self.pages: dict[str, str] = {}  # address -> what stands there
        self.call("session.new", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        tree = self.call("browsingContext.getTree", {})
        self.context = tree["contexts"][0]["context"]
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
                    raise AssertionError(f"{method}: {message['error']} {message['message']}")
                return message["result"]
            if message.get("method") == "network.beforeRequestSent":
                self.answer(message["params"])

    def answer(self, request: dict[str, Any]) -> None:
        """Gives a page of ours, lets this machine and the browser itself through, refuses the rest."""
        if not request.get("isBlocked"):
            return
        address, id = request["request"]["url"], request["request"]["request"]
        self.number += 1
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

    def go(self, address: str) -> None:
        self.call("browsingContext.navigate", {"context": self.context, "url": address, "wait": "complete"})

    def run(self, expression: str) -> Any:
        """The value of an expression in the page, through JSON."""
        told = self.call(
            "script.evaluate",
            {
                "expression": f"(async () => JSON.stringify((await ({expression})) ?? null))()",
                "target": {"context": self.context},
                "awaitPromise": True,
                "userActivation": True,
            },
        )
        if told["type"] == "exception":
            raise AssertionError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def until(self, expression: str) -> Any:
        """Waits until an expression is true; the failure shows it."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            value = self.run(expression)
            if value:
                return value
        raise AssertionError(f"never true: {expression}")

    def click(self, element: str) -> None:
        """A person's click in the middle of what this expression gives."""
        x, y = self.until(
            f"(() => {{ const e = {element}; if (!e) return null; e.scrollIntoView({{block: 'center'}});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()"
        )
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        source = {"type": "pointer", "id": "mouse", "actions": [move, *press]}
        self.call("input.performActions", {"context": self.context, "actions": [source]})

    def type(self, text: str) -> None:
        """A person's keys."""
        keys = [{"type": kind, "value": one} for one in text for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keys", "actions": keys}
        self.call("input.performActions", {"context": self.context, "actions": [source]})

    def picture(self, path: Path) -> None:
        """What is seen now, for whoever looks into a failure."""
        shot = self.call("browsingContext.captureScreenshot", {"context": self.context})
        path.write_bytes(base64.b64decode(shot["data"]))


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
def firefox(extension: Path, profile: Path) -> Iterator[Firefox]:
    """One with the extension in it, on a profile of its own."""
    assert PROGRAM
    profile.mkdir(parents=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
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
            browser.call("webExtension.install", {"extensionData": {"type": "path", "path": str(extension)}})
            yield browser
            browser.call("browser.close", {})
    finally:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
