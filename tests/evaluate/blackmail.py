"""How well pressure is found, on texts nobody learnt from, and how often ordinary reviews raise an alarm."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sangfroid.analysis.cues import find
from sangfroid.analysis.cues.training_texts import (
    GAPS,
    greeted,
    held_out,
    misspelt,
    read_corpus,
    read_greetings,
    read_requests,
    without_link,
)
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Level
from tests.evaluate.reading import reviews

ORDER = [Level.NONE, Level.SUSPECTED, Level.EXPLICIT]
#: How the ids begin of those texts written apart whose errors nobody has read.
UNREAD = "z-"
CORPUS = Path(__file__).parents[1] / "corpus"


def report(data: Path) -> None:
    """Prints the held-out third of the project's own corpus, the development file, and the false alarms."""
    apart = written_apart()
    unread = [row for row in apart if row["id"].startswith(UNREAD)]
    measure("texts written apart, by people who knew neither the rules nor the corpus; errors unread", unread)
    measure(
        "texts written apart whose errors have been read",
        [row for row in apart if not row["id"].startswith(UNREAD)],
    )
    measure("own corpus, the third kept aside", kept_aside())
    development = data / "blackmail-dev.jsonl"
    if development.is_file():
        measure("development file", map(json.loads, development.read_text("utf-8").splitlines()), misses=True)
    promises(kept_aside())
    steadiness(kept_aside())
    alarms(data)


def written_apart() -> list[dict[str, Any]]:
    """Texts that are only ever counted: nothing is learnt from them, and their errors are not listed."""
    return [
        json.loads(line)
        for language in LANGUAGES
        for line in (CORPUS / "unseen" / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]


def kept_aside() -> list[dict[str, Any]]:
    """The third of the project's own corpus that nothing was learnt from."""
    return [row for row in read_corpus(CORPUS) if held_out(row["text"])]


def promises(rows: list[dict[str, Any]]) -> None:
    """Prints how often the level falls without the words that link, and rises with a plain request.

    An offer about a posted review and a threat of many are explicit by their nature: their level may stay.
    """
    requests = {
        language: [text for text in texts if held_out(text)]
        for language, texts in read_requests(CORPUS).items()
    }
    fell, rose = Counter[tuple[str, str, str]](), Counter[str]()
    for number, row in enumerate(rows):
        before = level(row["text"], row["lang"])
        if row["label"] == "blackmail":
            linked = any(span["kind"] == "link" for span in row["cue_spans"])
            for gap in GAPS if before is Level.EXPLICIT and linked else ():
                lower = level(without_link(row, gap), row["lang"]) is not Level.EXPLICIT
                fell[row["severity"], gap, "lower" if lower else "as before"] += 1
        elif asked := requests[row["lang"]]:
            after = level(f"{row['text']} {asked[number % len(asked)]}", row["lang"])
            rose["higher" if ORDER.index(after) > ORDER.index(before) else "as before"] += 1
    print("-- own corpus, the third kept aside: what a change of the text changes")
    for severity, gap in sorted({(severity, gap) for severity, gap, _ in fell}):
        lower, same = fell[severity, gap, "lower"], fell[severity, gap, "as before"]
        print(f"{gap!r} for the words of the link, {severity}: {lower} of {lower + same} said explicit fall")
    print(f"near-misses with a plain request at their end: {rose['higher']} of {rose.total()} rise")


def steadiness(rows: list[dict[str, Any]]) -> None:
    """Prints how often pressure is lost, and how often it is found in a near-miss, once a text has a greeting
    or a sign in front or behind, or is misspelt.
    """
    greetings = {
        language: [one for one in of_language if held_out(one["text"])]
        for language, of_language in read_greetings(CORPUS).items()
    }
    turned = Counter[tuple[str, str]]()
    for number, row in enumerate(rows):
        before = level(row["text"], row["lang"]) is not Level.NONE
        gold = row["label"] == "blackmail"
        if before != gold:
            continue
        of_language = greetings[row["lang"]]
        changed = {
            "a greeting or a sign": greeted(row["text"], of_language[number % len(of_language)]),
            "words misspelt": misspelt(row)["text"],
        }
        for change, text in changed.items():
            kept = (level(text, row["lang"]) is not Level.NONE) == gold
            turned[change, "kept" if kept else "lost" if gold else "raised"] += 1
            turned[change, "pressure" if gold else "near-misses"] += 1
    for change in sorted({change for change, _ in turned}):
        of = {outcome: turned[change, outcome] for outcome in ("lost", "pressure", "raised", "near-misses")}
        print(
            f"{change}: {of['lost']} of {of['pressure']} found are lost, "
            f"{of['raised']} of {of['near-misses']} near-misses raised"
        )


def level(text: str, language: str) -> Level:
    """The level of pressure found in a text."""
    return find(NormalizedText(text), language)[1].level


def measure(name: str, rows: Iterable[dict[str, Any]], *, misses: bool = False) -> None:
    """Prints precision, recall and F1 by language, recall by severity, and how many marked spans are hit."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    levels: Counter[tuple[str, str]] = Counter()
    spans = Counter[str]()
    missed, raised = [], []
    for row in rows:
        text = row["text"]
        cues, blackmail = find(NormalizedText(text), row["lang"])
        gold, answer = row["label"] == "blackmail", blackmail.level is not Level.NONE
        outcome = ("tp" if answer else "fn") if gold else ("fp" if answer else "tn")
        counts[row["lang"]][outcome] += 1
        counts["all"][outcome] += 1
        if gold:
            levels[row["severity"], blackmail.level.value] += 1
        if gold and not answer:
            missed.append(row["id"])
        if answer and not gold:
            raised.append(row["id"])
        if gold and answer:
            for quote in marked(row):
                start = text.index(quote)
                covered: set[int] = set()
                for cue in cues:
                    covered |= set(range(max(start, cue.start), min(start + len(quote), cue.end)))
                spans["hit" if 2 * len(covered) >= len(quote) else "missed"] += 1
    print(f"-- {name}\n{'language':10}{'texts':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for language in (*LANGUAGES, "all"):
        found = counts[language]
        if not found.total():
            continue
        precision = found["tp"] / max(1, found["tp"] + found["fp"])
        recall = found["tp"] / max(1, found["tp"] + found["fn"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{language:10}{found.total():7}{precision:11.3f}{recall:8.3f}{f1:7.3f}")
    for severity in ("explicit", "retroactive", "mass", "implied"):
        of = {level: count for (kind, level), count in levels.items() if kind == severity}
        print(f"{severity:12} {sum(of.values()) - of.get('none', 0)} of {sum(of.values())} found: {of}")
    print(f"spans hit by half or more: {spans['hit']} of {spans.total()}")
    if misses:
        print(f"missed: {' '.join(missed)}\nraised without cause: {' '.join(raised)}")


def marked(row: dict[str, Any]) -> list[str]:
    """The words a person marked as threat and demand."""
    quotes = [
        (span, None) if isinstance(span, str) else (span["quote"], span["kind"]) for span in row["cue_spans"]
    ]
    return [quote for quote, kind in quotes if kind != "link"]


def alarms(data: Path) -> None:
    """Prints how many ordinary reviews of each language are taken for pressure."""
    seen, raised = Counter[str](), Counter[str]()
    for row in reviews(data):
        if row["lang"] in LANGUAGES:
            seen[row["lang"]] += 1
            raised[row["lang"]] += find(NormalizedText(row["text"]), row["lang"])[1].level is not Level.NONE
    print("-- ordinary reviews: alarms in a thousand")
    for language in LANGUAGES:
        if seen[language]:
            rate = 1000 * raised[language] / seen[language]
            print(f"{language:10}{seen[language]:7}{raised[language]:5}{rate:8.2f}")
    print(f"{'all':10}{seen.total():7}{raised.total():5}{1000 * raised.total() / max(1, seen.total()):8.2f}")
