"""Themes, risks, personal data and situation against what a reader found in the same texts."""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Analysis, Review

READ = Path(__file__).parents[1] / "corpus" / "read"
#: Below this a theme's polarity is neither good nor bad.
CLEAR = 0.05
WORKED, KEPT = "worked on", "kept aside"
MEASURES = ("themes", "risks", "personal data")


def report(data: Path) -> None:
    """Prints the part worked on and the part kept aside; the texts are the project's own."""
    measure(rows())


def rows() -> list[dict[str, Any]]:
    """Every text with what a reader found in it."""
    return [
        json.loads(line)
        for language in LANGUAGES
        for line in (READ / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]


def measure(read: Iterable[dict[str, Any]], show: str | None = None) -> None:
    """Prints the figures of both parts, and the errors of the worked part in one language or `all`."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in read:
        part = KEPT if held_out(row["text"]) else WORKED
        analysis = analyze(Review(row["text"], rating=row["rating"], language=row["lang"]))
        errors: list[str] = []
        for measured, found in outcomes(row, analysis, errors).items():
            for language in (row["lang"], "all"):
                counts[part, language, measured].update(found)
        if errors and part == WORKED and show in (row["lang"], "all"):
            print(f"{row['id']} {row['rating']} {row['text']}\n    " + "\n    ".join(errors))
    for part in (WORKED, KEPT):
        print(f"-- {part}: precision, recall, F1 (found by both); polarity and situation: right of all")
        print(f"{'':10}" + "".join(f"{name:>25}" for name in (*MEASURES, "polarity", "situation")))
        for language in (*LANGUAGES, "all"):
            cells = [scores(counts[part, language, name]) for name in MEASURES]
            cells += [share(counts[part, language, name]) for name in ("polarity", "situation")]
            print(f"{language:10}" + "".join(f"{cell:>25}" for cell in cells))
        names = sorted(name for at, language, name in counts if at == part and language == "all")
        for name in names:
            if ":" in name:
                print(f"  {name:32}{scores(counts[part, 'all', name]):>24}")


def outcomes(row: dict[str, Any], analysis: Analysis, errors: list[str]) -> dict[str, Counter[str]]:
    """What is right and wrong in one analysis, by measure; `errors` takes the wrong in words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)

    def compare(measured: str, gold: set[Any], found: set[Any], allowed: set[Any]) -> None:
        groups = {"both": gold & found, "raised": found - gold - allowed, "missed": gold - found}
        for outcome, items in groups.items():
            for item in items:
                counts[measured][outcome] += 1
                counts[f"{measured}: {item if isinstance(item, str) else item[0]}"][outcome] += 1
                if outcome != "both":
                    errors.append(f"{measured}: {outcome} {item}")

    if row["themes"] is not None:
        sums: dict[str, float] = defaultdict(float)
        quotes: dict[str, list[str]] = defaultdict(list)
        for theme in analysis.themes:
            sums[theme.name] += theme.polarity
            quotes[theme.name].append(theme.quote)
        compare("themes", set(row["themes"]), set(quotes), set(row["themes_too"]))
        for name, polarity in row["themes"].items():
            if name in quotes and polarity != "both":
                heard = "good" if sums[name] > CLEAR else "bad" if sums[name] < -CLEAR else "neither"
                counts["polarity"]["both" if heard == polarity else "missed"] += 1
                if heard != polarity:
                    errors.append(f"polarity: {name} {polarity} heard as {heard} at {quotes[name]}")
        errors += [f"  {name} at {at}" for name, at in quotes.items() if f"themes: raised {name}" in errors]
    compare("risks", set(row["risks"]), {risk.value for risk in analysis.risks}, set(row["risks_too"]))
    people = {(item["kind"], item["quote"]) for item in row["personal_data"]}
    compare("personal data", people, found_data(row["text"], analysis, people), set())
    if row["situation"]:
        right = analysis.situation.value in row["situation"]
        counts["situation"]["both" if right else "missed"] += 1
        if not right:
            errors.append(f"situation: {row['situation'][0]} taken for {analysis.situation.value}")
    return counts


def found_data(text: str, analysis: Analysis, gold: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The personal data found; one that overlaps a marked one of its kind counts as that one."""
    found = set()
    for item in analysis.personal_data:
        quote = text[item.start : item.end]
        for kind, marked in gold:
            at = text.index(marked)
            if kind == item.kind and at < item.end and item.start < at + len(marked):
                quote = marked
        found.add((item.kind, quote))
    return found


def scores(found: Counter[str]) -> str:
    """Precision, recall and F1 in per cent, and how many stand behind them."""
    precision = found["both"] / max(1, found["both"] + found["raised"])
    recall = found["both"] / max(1, found["both"] + found["missed"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{100 * precision:.0f} {100 * recall:.0f} {100 * f1:.1f} ({found['both']})"


def share(found: Counter[str]) -> str:
    """How many are right, in per cent, and of how many."""
    return f"{100 * found['both'] / max(1, found.total()):.1f} ({found.total()})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", help="a language, or all: list the errors of the part worked on")
    measure(rows(), parser.parse_args().show)
