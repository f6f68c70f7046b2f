"""A real Chromium for the browser tests; nothing it opens leaves the machine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.desk import Desk
from tests.browser.pretend_server import Pretend, pretend_server

EXTENSION = Path(__file__).parents[2] / "extension"

CHROMIUM_ARGUMENTS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    """Playwright's driver, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright_: Playwright) -> Iterator[Browser]:
    """One launched Chromium: the system's when there is one, else Playwright's own."""
    browser = playwright_.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


# ------------------------------------------------------------------------------------------ the extension


@pytest.fixture(scope="session")
def open_extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension whose shadow roots are open, so that tests can look inside.

    It may speak to this machine without the browser's question, which no test can answer.
    """
    folder = tmp_path_factory.mktemp("extension") / "open"
    shutil.copytree(EXTENSION, folder)
    for script in (folder / "content").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace('mode: "closed"', 'mode: "open"'), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["host_permissions"] = ["http://127.0.0.1/*"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def extended(
    playwright_: Playwright, open_extension: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A Chromium with the extension in it. Started once; `desk` gives each test a clean one."""
    context = playwright_.chromium.launch_persistent_context(
        str(tmp_path_factory.mktemp("profile")),
        executable_path=shutil.which("chromium"),
        headless=True,
        viewport={"width": 1280, "height": 900},
        args=[
            *CHROMIUM_ARGUMENTS,
            "--lang=en-US",
            f"--disable-extensions-except={open_extension}",
            f"--load-extension={open_extension}",
        ],
        env={**os.environ, "LANGUAGE": "en"},
    )
    context.set_default_timeout(10_000)
    if not context.service_workers:
        context.wait_for_event("serviceworker")
    yield context
    context.close()


@pytest.fixture
def pretend() -> Iterator[Pretend]:
    """A server that says what the test wants."""
    with pretend_server() as server:
        yield server


@pytest.fixture
def desk(extended: BrowserContext, pretend: Pretend) -> Iterator[Desk]:
    """The extension in its browser, connected to `pretend`, nothing else stored, no page open."""
    desk = Desk(extended, pretend)
    desk.reset()
    desk.connect()
    yield desk
    for page in extended.pages[1:]:
        page.close()


# ------------------------------------------------------------------------------------------ the real server


@dataclass(frozen=True)
class LiveServer:
    """A running server: where, and the address that signs its first person in, once."""

    address: str
    sign_in: str


@pytest.fixture
def live_server(tmp_path: Path) -> Iterator[LiveServer]:
    """`sangfroid serve` as a person starts it, on a free port and a data folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SANGFROID_")}
    environment |= {
        "SANGFROID_DATA_DIR": str(tmp_path / "data"),
        "SANGFROID_PORT": str(port),
        "PYTHONPATH": str(EXTENSION.parent / "server"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "sangfroid", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        sign_in = next(line.strip() for line in lines if "/sign-in?token=" in line)
        last = time.monotonic() + 30
        while True:  # the address is printed a moment before its first worker listens
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < last
                time.sleep(0.05)
        yield LiveServer(f"http://127.0.0.1:{port}", sign_in)
    finally:
        process.terminate()
        process.communicate(timeout=20)
