"""The law of the folder extension/platforms: every file fits the schema, is listed, and has its cases."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "extension" / "platforms"
CASES = ROOT / "tests" / "browser" / "cases"
SCHEMA = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
FILES = sorted(path for path in FOLDER.glob("*.json") if path.name not in {"schema.json", "index.json"})
NAMES = [path.stem for path in FILES]


def load(name: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return answer


def candidates(node: Any) -> list[dict[str, Any]]:
    """Every candidate of a platform file, wherever it stands."""
    if isinstance(node, list):
        return [found for one in node for found in candidates(one)]
    if not isinstance(node, dict):
        return []
    own = [node] if "select" in node else []
    return own + [found for one in node.values() for found in candidates(one)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_index_lists_every_file_once() -> None:
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    assert index == {"platforms": NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_fits_the_schema(name: str) -> None:
    errors = [
        f"{list(error.path)}: {error.message}"
        for error in Draft202012Validator(SCHEMA).iter_errors(load(name))
    ]
    assert errors == []


@pytest.mark.parametrize("name", NAMES)
def test_the_id_is_the_name_of_the_file(name: str) -> None:
    assert load(name)["id"] == name


@pytest.mark.parametrize("name", NAMES)
def test_every_address_leads_to_a_described_surface(name: str) -> None:
    platform = load(name)
    surfaces = platform["surfaces"]
    for address in platform["addresses"]:
        assert address["surface"] in surfaces or address["surface"] == "owner", address
    assert set(surfaces) <= {address["surface"] for address in platform["addresses"]}


@pytest.mark.parametrize("name", NAMES)
def test_patterns_compile_and_say_one_thing(name: str) -> None:
    for candidate in candidates(load(name)["surfaces"]):
        if "pattern" in candidate:
            assert re.compile(candidate["pattern"]).groups <= 1, candidate


@pytest.mark.parametrize("name", NAMES)
def test_no_candidate_stands_twice_in_one_list(name: str) -> None:
    for surface in load(name)["surfaces"].values():
        for field in [surface.get("card", []), *surface.get("fields", {}).values()]:
            told = [json.dumps(candidate, sort_keys=True) for candidate in field]
            assert len(told) == len(set(told)), field


@pytest.mark.parametrize("name", NAMES)
def test_only_complete_saved_pages_make_a_platform_verified(name: str) -> None:
    platform = load(name)
    grades = {
        candidate["grade"]
        for candidate in platform["surfaces"]["public" if "public" in platform["surfaces"] else "owner"].get(
            "card", []
        )
    }
    assert (platform["status"] == "verified") == ("A" in grades)


@pytest.mark.parametrize("name", NAMES)
def test_a_platform_has_three_cases_at_least(name: str) -> None:
    cases = [folder.name for folder in CASES.glob(f"{name}--*")]
    assert len(cases) >= 3, f"{name} has {cases}: save a page and run make page-case"


def test_every_case_names_a_platform_that_fits_its_address() -> None:
    for folder in sorted(CASES.iterdir()):
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        name = about["platform"]
        assert folder.name.startswith(f"{name or 'generic'}--")
        if name:
            fitting = [
                one
                for one in NAMES
                if any(re.search(a["pattern"], about["url"], re.I) for a in load(one)["addresses"])
            ]
            assert fitting == [name], folder.name


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "checked"},
        {"limits": {"unit": "words", "maximum": 3, "hard": True, "grade": "A"}},
        {"addresses": []},
        {"addresses": [{"pattern": "tripadvisor", "surface": "public"}]},
        {"surfaces": {"public": {"card": [{"select": "a, b", "grade": "A"}]}}},
        {"surfaces": {"public": {"card": [{"select": "a"}]}}},
        {"surfaces": {"public": {"fields": {"autor": [{"select": "a", "grade": "A"}]}}}},
        {"selectors": {}},
    ],
)
def test_the_schema_refuses_a_slip(broken: dict[str, Any]) -> None:
    platform = load("trustpilot") | broken
    assert list(Draft202012Validator(SCHEMA).iter_errors(platform)), broken


ADDRESSES = [
    ("https://www.google.fr/maps/place/Le+Lavoir/@45.7,4.8,17z", "google-maps"),
    ("https://www.google.co.uk/maps?cid=1", "google-maps"),
    ("https://www.google.com/search?q=hotel", "google-maps"),
    ("https://www.google.com/mapsfoo", None),
    ("https://www.google.com/local/business/1/customers/reviews?hl=fr", "google-business"),
    ("https://www.google.com/local/business/1/customers/reviews/reply?x", "google-business"),
    ("https://business.google.com/reviews", "google-business"),
    ("https://www.tripadvisor.fr/Restaurant_Review-g1-d2-Reviews-X.html", "tripadvisor"),
    ("https://www.tripadvisor.com.br/Hotel_Review-g1-d2-Reviews-or10-X.html", "tripadvisor"),
    ("https://pl.tripadvisor.com/ShowUserReviews-g1-d2-r3-X.html", "tripadvisor"),
    ("https://www.tripadvisor.fr/ManagementCenter-d2", "tripadvisor"),
    ("https://www.tripadvisor.fr/Restaurants-g1", None),
    ("https://www.tripadvisor.evil.example/Restaurant_Review-g1-d2-X.html", None),
    ("https://tripadvisor.com.evil.example/Restaurant_Review-g1-d2-X.html", None),
    ("https://evil.example/?https://www.tripadvisor.fr/Restaurant_Review-g1-d2", None),
    ("http://www.trustpilot.com/review/x", None),
    ("https://it.trustpilot.com/review/x.example?languages=all", "trustpilot"),
    ("https://www.trustpilot.com/reviews/65c0aa11bb22cc33dd44ee01", "trustpilot"),
    ("https://www.trustpilot.com/categories/hotel", None),
    ("https://businessapp.b2b.trustpilot.com/reviews/1", "trustpilot"),
    ("https://www.booking.com/hotel/fr/x.fr.html", "booking"),
    ("https://www.booking.com/city/fr/lyon.html", None),
    ("https://admin.booking.com/hotel/hoteladmin/extranet_ng/manage/reviews.html?a=1", "booking"),
    ("https://fr.hotels.com/ho123/", "expedia"),
    ("https://www.expedia.com/Paris-Hotels-X.h1.Hotel-Information", "expedia"),
    ("https://www.airbnb.fr/rooms/123", "airbnb"),
    ("https://www.yelp.com/biz/x?start=10", "yelp"),
    ("https://www.yelp.com/search?q=x", None),
    ("https://www.thefork.fr/restaurant/la-serre-r123", "thefork"),
    ("https://www.avis-verifies.com/avis-clients/x.example", "avis-verifies"),
    ("https://www.pagesjaunes.fr/pros/01234567", "pagesjaunes"),
    ("https://www.pagesjaunes.fr/annuaire/x", None),
    ("https://m.facebook.com/atelier/reviews", "facebook"),
    ("https://www.facebook.com/profile.php?id=1&sk=reviews", "facebook"),
    ("https://www.facebook.com/atelier", None),
    ("https://www.amazon.co.jp/-/en/product-reviews/B000000001", "amazon"),
    ("https://www.amazon.de/Kessel/dp/B000000001", "amazon"),
    ("https://www.amazon.de/gp/cart", None),
    ("https://play.google.com/store/apps/details?id=x", "google-play"),
    ("https://apps.apple.com/fr/app/x/id1", "app-store"),
]


@pytest.mark.parametrize(("url", "name"), ADDRESSES)
def test_an_address_belongs_to_one_platform(url: str, name: str | None) -> None:
    fitting = [
        one for one in NAMES if any(re.search(a["pattern"], url, re.I) for a in load(one)["addresses"])
    ]
    assert fitting == ([] if name is None else [name])
