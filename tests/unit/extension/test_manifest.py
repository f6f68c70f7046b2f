"""The manifest: fewest permissions, every file there, one list of scripts, every platform reachable."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

EXTENSION = Path(__file__).parents[3] / "extension"
MANIFEST: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
SCRIPTS = list(dict.fromkeys(script for entry in MANIFEST["content_scripts"] for script in entry["js"]))

#: An address each platform file must find its scripts on.
ADDRESSES = {
    "airbnb": ["https://www.airbnb.fr/rooms/123/reviews", "https://www.airbnb.com/hosting/reviews"],
    "amazon": [
        "https://www.amazon.fr/product-reviews/B000000000",
        "https://www.amazon.de/-/en/dp/B000000000",
        "https://www.amazon.com/gp/customer-reviews/R000",
    ],
    "app-store": ["https://apps.apple.com/fr/app/tilleuls/id1"],
    "avis-verifies": ["https://www.avis-verifies.com/avis-clients/tilleuls.example"],
    "booking": [
        "https://www.booking.com/hotel/fr/tilleuls.fr.html",
        "https://www.booking.com/reviews/fr/hotel/tilleuls.html",
        "https://admin.booking.com/hotel/hoteladmin/extranet_ng/manage/reviews.html?x=1",
    ],
    "expedia": [
        "https://www.expedia.fr/Paris-Hotel-Tilleuls.h1.Hotel-Information",
        "https://fr.hotels.com/ho123",
    ],
    "facebook": ["https://www.facebook.com/tilleuls/reviews"],
    "google-business": [
        "https://business.google.com/reviews",
        "https://www.google.com/local/business/1/customers/reviews",
        "https://www.google.fr/local/business/1/customers/reviews/reply?x=1",
    ],
    "google-maps": ["https://www.google.fr/maps/place/Tilleuls", "https://www.google.co.uk/maps"],
    "google-play": ["https://play.google.com/store/apps/details?id=example"],
    "pagesjaunes": ["https://www.pagesjaunes.fr/pros/1"],
    "thefork": ["https://www.thefork.fr/restaurant/tilleuls-r1"],
    "tripadvisor": [
        "https://www.tripadvisor.fr/Hotel_Review-g1-d1-Reviews-Tilleuls.html",
        "https://www.tripadvisor.co.uk/ManagementCenter-1",
    ],
    "trustpilot": ["https://fr.trustpilot.com/review/tilleuls.example"],
    "yelp": ["https://www.yelp.fr/biz/tilleuls"],
}


def matches(pattern: str, address: str) -> bool:
    """As browsers read a match pattern."""
    scheme, host, path = re.fullmatch(r"(\*|https?)://(\*|(?:\*\.)?[^/*]+)(/.*)", pattern).groups()  # type: ignore[union-attr]
    told = re.fullmatch(r"(https?)://([^/]+)(/.*)", address)
    assert told
    if scheme != "*" and scheme != told[1]:
        return False
    fits = told[2] == host.removeprefix("*.") or (host.startswith("*.") and told[2].endswith(host[1:]))
    return fits and re.fullmatch(".*".join(map(re.escape, path.split("*"))), told[3]) is not None


def runs_on(script: str, address: str) -> bool:
    return any(
        script in entry["js"] and any(matches(pattern, address) for pattern in entry["matches"])
        for entry in MANIFEST["content_scripts"]
    )


def test_asks_for_the_fewest_permissions() -> None:
    assert sorted(MANIFEST["permissions"]) == ["activeTab", "contextMenus", "scripting", "storage"]
    assert "host_permissions" not in MANIFEST
    assert "<all_urls>" not in json.dumps(MANIFEST["content_scripts"])


def test_every_file_it_names_is_there() -> None:
    named = [
        *SCRIPTS,
        *MANIFEST["icons"].values(),
        *MANIFEST["background"]["scripts"],
        MANIFEST["background"]["service_worker"],
        MANIFEST["options_ui"]["page"],
        MANIFEST["action"]["default_popup"],
    ]
    assert [name for name in named if not (EXTENSION / name).is_file()] == []


def test_every_content_script_is_listed_here_and_in_the_readme() -> None:
    there = {f"content/{path.name}" for path in (EXTENSION / "content").glob("*.js")}
    assert set(SCRIPTS) == there
    readme = (EXTENSION / "content" / "README.md").read_text(encoding="utf-8")
    assert [f"content/{name}" for name in re.findall(r"^\| `([\w-]+\.js)`", readme, re.M)] == SCRIPTS


def test_the_shield_stands_before_the_page() -> None:
    for entry in MANIFEST["content_scripts"]:
        early = entry["run_at"] == "document_start"
        assert early == (entry["js"] == ["content/shield.js"])


def test_every_platform_file_has_its_addresses() -> None:
    listed = json.loads((EXTENSION / "platforms" / "index.json").read_text(encoding="utf-8"))["platforms"]
    assert sorted(ADDRESSES) == sorted(listed)


@pytest.mark.parametrize(
    ("platform", "address"), [(name, one) for name, list_ in ADDRESSES.items() for one in list_]
)
def test_scripts_run_where_the_platform_file_reads(platform: str, address: str) -> None:
    file = json.loads((EXTENSION / "platforms" / f"{platform}.json").read_text(encoding="utf-8"))
    assert any(re.search(one["pattern"], address, re.I) for one in file["addresses"])
    assert runs_on("content/main.js", address)
    assert runs_on("content/shield.js", address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/search?q=tilleuls",
        "https://www.booking.com/searchresults.html",
        "https://www.amazon.fr/",
        "https://www.facebook.com/",
        "https://example.com/reviews",
        "https://www.tripadvisor.fr/",
    ],
)
def test_nothing_runs_elsewhere(address: str) -> None:
    assert not runs_on("content/main.js", address)


def test_markup_is_never_made_from_strings() -> None:
    sinks = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|createContextualFragment|DOMParser"
    )
    found = [path.name for path in EXTENSION.rglob("*.js") if sinks.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_shadow_roots_are_closed() -> None:
    modes = [
        mode
        for path in (EXTENSION / "content").glob("*.js")
        for mode in re.findall(r'attachShadow\(\{ mode: "(\w+)"', path.read_text(encoding="utf-8"))
    ]
    assert modes == ["closed"]
