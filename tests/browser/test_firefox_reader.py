"""Every saved case once more in Firefox: one browser, the reader injected into each page."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.browser.firefox import PROGRAM, Firefox, firefox
from tests.browser.test_reader import CASES, NOW, READ, READER, about, case_names, platform_file, shortened

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Firefox on this machine")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(None, tmp_path_factory.mktemp("firefox") / "profile") as started:
        yield started


@pytest.mark.parametrize("case", case_names())
def test_case(case: str, browser: Firefox) -> None:
    told = about(case)
    address = told["url"].split("#")[0]
    browser.pages = {address: (CASES / case / "page.html").read_text(encoding="utf-8")}
    tab = browser.tabs()[0]
    tab.go(told["url"])
    if tab.run("globalThis.sangfroidReader"):
        tab.reload()  # the address differs by its fragment alone
    tab.run(f"(() => {{ {READER.read_text(encoding='utf-8')} }})()")
    given = json.dumps([platform_file(told["platform"]), told["url"], told.get("now", NOW)])
    answer = tab.run(f"({READ})({given})")

    assert [shortened(review) for review in answer["reviews"]] == json.loads(
        (CASES / case / "expected.json").read_text(encoding="utf-8")
    )
    assert answer["unchanged"], "reading changed the page"
    assert answer["ordered"]
    assert not answer["nested"]
    assert answer["unknown"] is told.get("layoutUnknown", False)
