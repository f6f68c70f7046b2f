"""The command that turns a saved page into a case: nothing that runs, no person, the same structure."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
URL = "https://www.trustpilot.com/review/brooksidecrafts.example"
SAVED = f"""<!doctype html>
<!-- saved from url=(0056){URL} -->
<html lang="en"><head><title>Reviews</title><script>document.title = "ran"</script>
<style>p {{ color: red }}</style>
<script type="application/ld+json">{{"@graph": [{{"@type": "Review", "author": {{"@type": "Person",
"name": "Philippa Hartnoll"}}, "reviewBody": "Two cups were chipped, Brigid was kind.",
"inLanguage": "en"}}]}}</script>
</head><body onload="document.title = 'ran'">
<nav><a href="/users/1?session=abc">Log in</a><input value="philippa@mail.example"></nav>
<div data-testid="service-review-card-v2"><img src="https://tracker.example/p.gif" alt="">
<span data-consumer-name-typography="true">Philippa Hartnoll</span>
<div data-service-review-rating="2"></div>
<time datetime="2026-02-03T09:14:22.000Z" data-service-review-date-time-ago="true">3 Feb 2026</time>
<a href="/reviews/65c0aa11bb22cc33dd44ee01" data-review-title-typography="true">
<h2 data-service-review-title-typography="true">Two cups were…</h2></a>
<p data-service-review-text-typography="true">Two cups were chipped,<br>Brigid was kind.</p>
<p data-service-review-business-reply-text-typography="true">Dear Philippa, new cups left today.</p>
</div></body></html>"""


@pytest.fixture(scope="module")
def command() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page_case", ROOT / "tests" / "page_case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_alone(command: ModuleType, *arguments: str) -> int:
    """The command in a thread of its own: it starts its own driver, and this thread already has one."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        answer: int = pool.submit(command.main, list(arguments)).result()
    return answer


def test_a_saved_page_becomes_a_case_without_its_people(
    command: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(SAVED, encoding="utf-8")
    assert run_alone(command, str(saved), "--name", "chipped", "--cases", str(tmp_path)) == 0
    folder = tmp_path / "trustpilot--chipped"
    html = (folder / "page.html").read_text(encoding="utf-8")

    for word in (
        "Philippa",
        "Hartnoll",
        "chipped",
        "Brigid",
        "cups",
        "philippa@",
        "tracker.example",
        "session=",
    ):
        assert word not in html, word
    assert "ran" not in html.split("<title>")[1].split("</title>")[0]
    assert html.count("<script") == 1
    assert "onload" not in html
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    assert about == {"url": URL, "platform": "trustpilot", "checked": False}

    [review] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert review["id"] == "65c0aa11bb22cc33dd44ee01"
    assert review["rating"] == {"value": 2, "max": 5}
    assert [len(part) for part in review["text"].split("\n")] == [
        len("Two cups were chipped,"),
        len("Brigid was kind."),
    ]
    assert "title" not in review, "a title cut from the text stays one"
    assert review["language"] == "en", "the data still belongs to the card"
    assert len(review["ownerResponse"]["text"]) == len("Dear Philippa, new cups left today.")
    told = capsys.readouterr().out
    assert "Log in" in told
    assert "Philippa" not in told


def test_an_existing_case_is_not_overwritten(
    command: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "trustpilot--kept").mkdir()
    saved = tmp_path / "saved.html"
    saved.write_text(SAVED, encoding="utf-8")
    assert command.main([str(saved), "--name", "kept", "--cases", str(tmp_path)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert list((tmp_path / "trustpilot--kept").iterdir()) == []


@pytest.mark.parametrize(
    ("html", "said"), [(None, "no such file"), ("<p>no address</p>", "give its address with --url")]
)
def test_a_page_that_cannot_be_a_case_is_refused_in_words(
    command: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], html: str | None, said: str
) -> None:
    saved = tmp_path / "saved.html"
    if html is not None:
        saved.write_text(html, encoding="utf-8")
    assert command.main([str(saved), "--cases", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_an_address_that_does_not_answer_is_said_so(
    command: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["http://127.0.0.1:9/page", "--cases", str(tmp_path)]) == 2
    assert "save the page in a browser" in capsys.readouterr().err
