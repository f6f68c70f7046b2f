"""Turns a saved review page into a case of the page reader: `make page-case FROM=saved.html`.

The page is opened in Chromium with its scripts switched off and no network. Scripts (all but JSON-LD),
styles, addresses of pictures and stored values go; what the reader recognises as author, title, text or
owner's response is replaced, word by word, by invented words of the same length, so that clamps, line
breaks and cut titles stay what they were. What the reader does not recognise it cannot replace: the case
says `"checked": false`, and its test fails, until a person has read it through. Nothing is fetched unless
an address is given instead of a file.
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "browser" / "cases"
PLATFORMS = ROOT / "extension" / "platforms"
READER = ROOT / "extension" / "content" / "reader.js"
LARGEST = 30_000_000  # bytes; a saved page above it is something else
TIMEOUT = 20  # seconds

SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
CANONICAL = re.compile(r"""<link[^>]+rel=["']?canonical["']?[^>]*>""", re.IGNORECASE)
HREF = re.compile(r"""href=["']([^"']+)""", re.IGNORECASE)

CLEAN = (Path(__file__).parent / "page_case.js").read_text(encoding="utf-8")


class Refused(Exception):
    """The page cannot become a case; the message says what to do."""


def page_source(place: str) -> str:
    """The HTML of a file, or of an address when one is given."""
    if not re.match(r"https?://", place):
        path = Path(place)
        if not path.is_file():
            raise Refused(f"{place}: no such file")
        return path.read_bytes()[:LARGEST].decode("utf-8", "replace")
    request = urllib.request.Request(place, headers={"User-Agent": "Mozilla/5.0"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            body: bytes = answer.read(LARGEST)
    except (urllib.error.URLError, OSError) as error:
        raise Refused(
            f"{place} cannot be reached ({error}): save the page in a browser and give the file"
        ) from error
    return body.decode("utf-8", "replace")


def address_in(html: str) -> str | None:
    """The address a browser noted when it saved the page, or the page's own canonical one."""
    saved = SAVED_FROM.search(html)
    if saved:
        return saved.group(1)
    canonical = CANONICAL.search(html)
    href = canonical and HREF.search(canonical.group(0))
    return href.group(1) if href else None


def platform_of(url: str) -> dict[str, Any] | None:
    """The platform file whose addresses fit, or None."""
    for name in json.loads((PLATFORMS / "index.json").read_text(encoding="utf-8"))["platforms"]:
        platform: dict[str, Any] = json.loads((PLATFORMS / f"{name}.json").read_text(encoding="utf-8"))
        if any(re.search(address["pattern"], url, re.IGNORECASE) for address in platform["addresses"]):
            return platform
    return None


def disguised(html: str, url: str, platform: dict[str, Any] | None) -> dict[str, Any]:
    """The cleaned page, what the reader reads from it, and the texts that a person must look at."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--host-resolver-rules=MAP * ~NOTFOUND"]
        )
        page = browser.new_page()
        page.route(
            "**/*",
            lambda route: (
                route.fulfill(
                    body=html,
                    content_type="text/html; charset=utf-8",
                    headers={"Content-Security-Policy": "script-src 'none'"},
                )
                if route.request.is_navigation_request() and route.request.frame == page.main_frame
                else route.abort()
            ),
        )
        page.goto(url, wait_until="domcontentloaded")
        page.evaluate(READER.read_text(encoding="utf-8"))
        answer: dict[str, Any] = page.evaluate(CLEAN, [platform, url, secrets.token_hex(8)])
        browser.close()
    return answer


def make_case(place: str, name: str, url: str | None, folder: Path) -> tuple[Path, list[str]]:
    """Writes the case; returns its folder and the texts a person must look at."""
    html = page_source(place)
    address = url or (place if place.startswith("http") else address_in(html))
    if not address or not re.match(r"https?://", address):
        raise Refused("the page does not say where it comes from: give its address with --url")
    platform = platform_of(address)
    target = folder / f"{platform['id'] if platform else 'generic'}--{name}"
    if target.exists():
        raise Refused(f"{target.name} exists already: choose another --name")
    answer = disguised(html, address, platform)
    target.mkdir(parents=True)
    about = {"url": address, "platform": platform["id"] if platform else None, "checked": False}
    (target / "page.html").write_text(answer["html"] + "\n", encoding="utf-8")
    for file, content in (("about.json", about), ("expected.json", answer["reviews"])):
        (target / file).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target, answer["left"]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="page_case", description="Turn a saved review page into a reader case."
    )
    parser.add_argument("page", help="a saved page, or an address to fetch once")
    parser.add_argument(
        "--name", default="saved", help="of the case, after the platform: plain, translated..."
    )
    parser.add_argument("--url", help="the page's real address, when the file does not say it")
    parser.add_argument("--cases", type=Path, default=CASES, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given.name):
        parser.error("--name: small letters, digits and hyphens")
    try:
        folder, left = make_case(given.page, given.name, given.url, given.cases)
    except Refused as refusal:
        sys.stderr.write(f"page-case: {refusal}\n")
        return 2
    sys.stdout.write(
        f"{folder}\n\nRead these texts, which were left as they are, for names and real words of people:\n"
    )
    sys.stdout.write("".join(f"  {text}\n" for text in left))
    sys.stdout.write(
        "\nThen: shorten page.html, correct expected.json to what must be read, look at the address in\n"
        'about.json, and set "checked" to true. The case fails until then.\n'
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
