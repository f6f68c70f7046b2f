"""The page reader beyond the saved pages: many cards, hostile pages, selections, reply boxes, addresses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "extension" / "content"
PLATFORMS = ROOT / "extension" / "platforms"
NAMES: list[str] = json.loads((PLATFORMS / "index.json").read_text(encoding="utf-8"))["platforms"]
NOW = "2026-11-20T12:00:00"


def platform_file(name: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((PLATFORMS / f"{name}.json").read_text(encoding="utf-8"))
    return answer


@pytest.fixture
def page_of(chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """A page with this body and both scripts of the reader."""
    pages: list[Page] = []

    def make(body: str) -> Page:
        page = chromium.new_page()
        pages.append(page)
        page.set_content(f"<!doctype html><html lang='en'><body>{body}</body></html>")
        for script in ("reader.js", "reader-selection.js"):
            page.evaluate((CONTENT / script).read_text(encoding="utf-8"))
        return page

    yield make
    for page in pages:
        page.close()


def maps_card(number: int, text: str = "", after: str = "") -> str:
    return (
        f"<div class='jftiEf' data-review-id='Ch{number:06}' aria-label='Guest {number}'>"
        f"<button data-review-id='Ch{number:06}' aria-label='Photo of Guest {number}'>"
        f"<div class='d4r55'>Guest {number}</div><div class='RfnDt'>{number} reviews</div></button>"
        f"<span class='kvMYJc' role='img' aria-label='{1 + number % 5} stars'></span>"
        f"<span class='rsqaWe'>{number} days ago</span>"
        f"<div class='MyEned' lang='en'><span class='wiI7pd'>{text or f'Stay number {number}.'}</span></div>"
        f"<button>Like</button>{after}</div>"
    )


READ = """([platform, now]) => sangfroidReader.read(document, platform, {now})
    .map(({card, ...rest}) => ({...rest, shown: card?.className ?? null}))"""


def test_loading_twice_keeps_the_first(page_of: Callable[[str], Page]) -> None:
    page = page_of(maps_card(1))
    before = page.evaluate("globalThis.first = sangfroidReader; Object.keys(sangfroidReader)")
    for script in ("reader.js", "reader-selection.js"):
        page.evaluate((CONTENT / script).read_text(encoding="utf-8"))
    assert page.evaluate("sangfroidReader === globalThis.first")
    assert page.evaluate("Object.keys(sangfroidReader)") == before


def test_two_hundred_cards_come_in_order(page_of: Callable[[str], Page]) -> None:
    page = page_of("<div role='main'>" + "".join(maps_card(number) for number in range(200)) + "</div>")
    reviews = page.evaluate(READ, [platform_file("google-maps"), NOW])
    assert [review["author"] for review in reviews] == [f"Guest {number}" for number in range(200)]
    assert len({review["id"] for review in reviews}) == 200


def test_a_card_and_its_copy_are_one_review(page_of: Callable[[str], Page]) -> None:
    page = page_of(maps_card(1) + maps_card(2) + maps_card(1))
    reviews = page.evaluate(READ, [platform_file("google-maps"), NOW])
    assert [review["id"] for review in reviews] == ["Ch000001", "Ch000002"]


def test_ratings_without_text_of_one_author_are_not_mixed_up(page_of: Callable[[str], Page]) -> None:
    card = "<div data-testid='review-card'><div data-testid='review-avatar'>Anonymous</div>{}{}</div>"
    score = "<div data-testid='review-score'>Scored {}</div>"
    date = "<span data-testid='review-date'>Reviewed: 3 October 2025</span>"
    page = page_of("".join(card.format(score.format(value), date) for value in (10, 8, 10)))
    reviews = page.evaluate(READ, [platform_file("booking"), NOW])
    assert [review["rating"]["value"] for review in reviews] == [10, 8]
    assert len({review["id"] for review in reviews}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Merci pour ce séjour, tout était propre.",
        "Like a second home, we will be back",
        "Utile et pratique, la navette de la gare.",
        "Share a table with strangers, enjoy it.",
        "Visited in May with my parents.",
        "Séjour parfait du début à la fin, sans un bruit",
    ],
)
def test_words_of_the_platform_may_begin_a_review(page_of: Callable[[str], Page], text: str) -> None:
    item = "<li><b>{}</b><i aria-label='4 out of 5 stars'></i><small>Aug 3, 2026</small><div>{}</div></li>"
    other = item.format("Percy", "Thin walls in the annex.")
    page = page_of("<ul>" + item.format("Wanda", text) + other + "</ul>")
    assert [one["text"] for one in page.evaluate(READ, [None, NOW])] == [text, "Thin walls in the annex."]


def test_paragraphs_of_one_text_stay_together(page_of: Callable[[str], Page]) -> None:
    item = (
        "<li><b>{}</b><i aria-label='4 out of 5 stars'></i><small>Aug 3, 2026</small><p>Warm room.</p>"
        "<p>A second paragraph.</p><p>Helpful (3)</p></li>"
    )
    page = page_of("<ul>" + item.format("Wanda") + item.format("Percy") + "</ul>")
    texts = [one["text"] for one in page.evaluate(READ, [None, NOW])]
    assert texts == ["Warm room.\n\nA second paragraph."] * 2


def test_an_id_stays_while_a_relative_date_grows_old(page_of: Callable[[str], Page]) -> None:
    item = (
        "<li><a href='/user/1'>Sorrel</a><span aria-label='2 stars out of 5'></span><i>{}</i><p>{}</p></li>"
    )
    other = item.format("4 days ago", "Another guest wrote this one.").replace("Sorrel", "Tansy")
    ids = []
    for label in ("3 days ago", "2 weeks ago"):
        page = page_of("<ul>" + item.format(label, "The stairs creak at night.") + other + "</ul>")
        ids.append(page.evaluate(READ, [None, NOW])[0]["id"])
    assert ids[0] == ids[1]


def test_a_card_needs_two_of_author_rating_date_and_text(page_of: Callable[[str], Page]) -> None:
    page = page_of("<div data-review-id='x1' aria-label='Only a name'></div>" + maps_card(3))
    assert [one["id"] for one in page.evaluate(READ, [platform_file("google-maps"), NOW])] == ["Ch000003"]


def test_an_element_of_the_page_does_not_pass_for_the_reader(page_of: Callable[[str], Page]) -> None:
    page = page_of("<a id=sangfroidReader></a>" + maps_card(1))
    assert [one["id"] for one in page.evaluate(READ, [platform_file("google-maps"), NOW])] == ["Ch000001"]


HOSTILE = "<img src=x onerror=window.hurt=1><script>window.hurt=2</script> ${7*7} {{7*7}}"


def test_markup_in_a_review_stays_text(page_of: Callable[[str], Page]) -> None:
    escaped = HOSTILE.replace("<", "&lt;")
    linked = json.dumps({"@type": "Review", "author": "Wren", "reviewBody": HOSTILE, "reviewRating": "3"})
    page = page_of(maps_card(1, escaped))
    assert page.evaluate(READ, [platform_file("google-maps"), NOW])[0]["text"] == HOSTILE
    page = page_of("<script type='application/ld+json'>" + linked.replace("</", "<\\/") + "</script>")
    assert page.evaluate(READ, [None, NOW])[0]["text"] == HOSTILE
    assert page.evaluate("globalThis.hurt ?? null") is None


def test_a_reviewer_cannot_write_an_owner_response(page_of: Callable[[str], Page]) -> None:
    forged = "Response from the owner<br>We are crooks.<br>This response is the subjective opinion"
    page = page_of(maps_card(1, forged))
    review = page.evaluate(READ, [platform_file("google-maps"), NOW])[0]
    assert review["ownerResponse"] is None
    assert "We are crooks." in review["text"]


def test_a_deep_page_and_broken_data_do_not_break_the_reading(page_of: Callable[[str], Page]) -> None:
    nested = '{"a":' * 3000 + "1" + "}" * 3000
    page = page_of(f"<script type='application/ld+json'>{nested}</script><div id='deep' hidden></div>")
    page.evaluate("""() => {
      let at = document.getElementById("deep");
      for (let i = 0; i < 3000; i += 1) at = at.appendChild(document.createElement("div"));
      at.textContent = "5 stars";
    }""")
    assert page.evaluate(READ, [None, NOW]) == []
    review = {
        "@id": "#a",
        "@type": "Review",
        "reviewBody": "Round",
        "author": {"@id": "#b"},
        "review": {"@id": "#a"},
    }
    loop = json.dumps({"@graph": [review, {"@id": "#b", "name": "Bo", "x": {"@id": "#a"}}]})
    page = page_of(f"<script type='application/ld+json'>{loop}</script>")
    assert [(one["author"], one["text"]) for one in page.evaluate(READ, [None, NOW])] == [("Bo", "Round")]


@pytest.mark.parametrize("name", NAMES)
def test_chromium_takes_every_selector_and_pattern(page_of: Callable[[str], Page], name: str) -> None:
    refused = page_of("").evaluate(
        """(platform) => {
          const SELECTORS = ["select", "climbTo", "within", "ignore", "heading", "walls", "empty"];
          const refused = [];
          const visit = (node, key) => {
            if (Array.isArray(node)) return node.forEach((one) => visit(one, key));
            if (typeof node === "string") {
              try {
                if (SELECTORS.includes(key)) document.querySelector(node);
                if (["pattern", "yes", "no"].includes(key)) new RegExp(node, "iu");
              } catch (error) { refused.push(`${node}: ${error}`); }
            } else if (node && typeof node === "object")
              for (const [name, one] of Object.entries(node)) visit(one, name);
          };
          visit(platform, "");
          return refused;
        }""",
        platform_file(name),
    )
    assert refused == []


def test_the_counters_say_which_candidate_answered_and_nothing_else(page_of: Callable[[str], Page]) -> None:
    page = page_of(maps_card(1) + maps_card(2).replace("class='rsqaWe'", "class='xRkPPb'"))
    page.evaluate(READ, [platform_file("google-maps"), NOW])
    counters = page.evaluate("sangfroidReader.observedSelectors()")
    assert counters["google-maps/public/date"] == {"hits": [1, 1], "misses": 0}
    assert counters["google-maps/public/author"] == {"hits": [2], "misses": 0}
    assert "Guest" not in json.dumps(counters)


SELECT = """([from, to, url, now]) => {
  const range = document.createRange();
  range.setStartBefore(document.querySelector(from));
  range.setEndAfter(document.querySelector(to));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  const review = sangfroidReader.readSelection(selection, {url, now});
  return review && {...review, card: review.card?.localName ?? null};
}"""
UNKNOWN = """
<section><div class=x><b id=name>Orla</b> <span id=guide>Local Guide · 42 reviews</span>
<p id=stars><span role=img aria-label='2 stars out of 5'></span></p><p id=date>3 weeks ago</p>
<p id=one>We came 3 weeks ago with friends.</p><p id=two>The soup was cold.</p><p id=more>Read more</p>
<p id=likes>Helpful (3)</p></div></section>"""


def test_a_selection_loses_the_platforms_own_lines(page_of: Callable[[str], Page]) -> None:
    page = page_of(UNKNOWN)
    review = page.evaluate(SELECT, ["#date", "#likes", "https://x.example/", NOW])
    assert review["text"] == "We came 3 weeks ago with friends.\n\nThe soup was cold."
    assert review["author"] is None
    assert review["rating"] == {"value": 2, "max": 5}
    assert review["published"]["iso"] == "2026-10-30"


def test_a_selection_within_the_text_finds_the_rating_of_its_card(page_of: Callable[[str], Page]) -> None:
    review = page_of(UNKNOWN).evaluate(SELECT, ["#two", "#two", "https://x.example/", NOW])
    assert (review["text"], review["rating"]) == ("The soup was cold.", {"value": 2, "max": 5})


def test_two_messages_that_begin_alike_are_two(page_of: Callable[[str], Page]) -> None:
    beginning = (
        "Bonjour, je reviens vers vous à la suite de notre séjour du week-end dernier dans votre maison. "
    )
    page = page_of(f"<p id=a>{beginning}Merci pour tout.</p><p id=b>{beginning}La douche était froide.</p>")
    ids = {page.evaluate(SELECT, [at, at, "https://x.example/", NOW])["id"] for at in ("#a", "#b")}
    assert len(ids) == 2


def test_two_ratings_near_a_selection_are_no_guess(page_of: Callable[[str], Page]) -> None:
    page = page_of(
        "<div><i aria-label='1 star'></i><i aria-label='5 stars'></i><p id=t>Fine, thanks.</p></div>"
    )
    assert page.evaluate(SELECT, ["#t", "#t", "https://x.example/", NOW])["rating"] is None


def test_an_empty_selection_is_no_review(page_of: Callable[[str], Page]) -> None:
    assert page_of("<p>x</p>").evaluate("sangfroidReader.readSelection(getSelection(), {})") is None


BOX = """([name, platform]) => {
  const card = document.querySelector(name);
  const {field, open, enterSubmits} = sangfroidReader.findReplyBox(card, platform);
  return {field: field?.id ?? null, open: open?.id ?? null, enterSubmits};
}"""


def box(page: Page, platform: str | None, card: str = ".jftiEf") -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(BOX, [card, platform_file(platform) if platform else None])
    return answer


def test_the_field_in_the_card_is_the_reply_box(page_of: Callable[[str], Page]) -> None:
    page = page_of(maps_card(1, after="<input><textarea id=here></textarea>"))
    assert box(page, "google-maps")["field"] == "here"


@pytest.mark.parametrize(
    "field",
    [
        "<textarea id=no placeholder='Search reviews'></textarea>",
        "<textarea id=no aria-label='Poser une question'></textarea>",
        "<textarea id=no readonly></textarea>",
        "<textarea id=no disabled></textarea>",
        "<textarea id=no hidden></textarea>",
        "<div style='visibility:hidden'><textarea id=no></textarea></div>",
    ],
)
def test_other_fields_are_not_the_reply_box(page_of: Callable[[str], Page], field: str) -> None:
    page = page_of(maps_card(1, after=field + "<button id=open aria-label='Répondre à cet avis'></button>"))
    assert box(page, "google-maps") == {"field": None, "open": "open", "enterSubmits": False}


def test_a_field_of_the_next_review_is_not_ours(page_of: Callable[[str], Page]) -> None:
    page = page_of(maps_card(1) + maps_card(2, after="<textarea id=theirs aria-label='Reply'></textarea>"))
    assert box(page, "google-maps")["field"] is None


def test_a_dialog_counts_when_it_names_the_author(page_of: Callable[[str], Page]) -> None:
    dialog = "<div role=dialog><p>{}</p><textarea id=there aria-label='Your reply'></textarea></div>"
    assert box(page_of(maps_card(1) + dialog.format("Reply to Guest 1")), "google-maps")["field"] == "there"
    assert box(page_of(maps_card(1) + dialog.format("Reply to Guest 7")), "google-maps")["field"] is None


def test_facebook_warns_that_enter_submits(page_of: Callable[[str], Page]) -> None:
    page = page_of("<div class=jftiEf><p contenteditable=true role=textbox id=lexical>Write</p></div>")
    assert box(page, "facebook") == {"field": "lexical", "open": None, "enterSubmits": True}


def test_booking_extranet_has_its_own_control(page_of: Callable[[str], Page]) -> None:
    page = page_of(
        "<div class=gr-review-card><button id=r><span class=bui-button__text>Reply</span></button></div>"
    )
    assert box(page, "booking", ".gr-review-card")["open"] == "r"


MATCH = """async ([source, url, files]) => {
  const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  const {loadPlatforms, matchPlatform} = await import(address);
  const asked = [];
  const platforms = await loadPlatforms(async (path) => { asked.push(path); return files[path]; });
  const found = matchPlatform(url, platforms);
  return {asked, found: found && {id: found.platform.id, surface: found.surface, expected: found.expected}};
}"""


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.tripadvisor.fr/ManagementCenter-d2", ("tripadvisor", "owner", False)),
        (
            "https://www.google.com/local/business/1/customers/reviews/reply?x",
            ("google-business", "reply", False),
        ),
        ("https://www.google.com/local/business/1/customers/reviews?x", ("google-business", "owner", False)),
        ("https://WWW.TRUSTPILOT.COM/review/x.example", ("trustpilot", "public", True)),
        ("https://www.example.com/?u=https://www.trustpilot.com/review/x", None),
        ("", None),
    ],
)
def test_an_address_picks_its_platform_file(
    page_of: Callable[[str], Page], url: str, found: tuple[str, str, bool] | None
) -> None:
    files = {f"platforms/{name}.json": platform_file(name) for name in NAMES}
    source = (ROOT / "extension" / "lib" / "platforms.js").read_text(encoding="utf-8")
    answer = page_of("").evaluate(
        MATCH, [source, url, files | {"platforms/index.json": {"platforms": NAMES}}]
    )
    assert answer["asked"] == ["platforms/index.json", *files]
    assert answer["found"] == (found and dict(zip(("id", "surface", "expected"), found, strict=True)))
