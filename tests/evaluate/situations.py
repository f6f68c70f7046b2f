"""The rarer situations, each against the texts that only look like it."""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Channel, Review

CORPUS = Path(__file__).parents[1] / "corpus" / "situations"
WORKED, KEPT = "worked on", "kept aside"
#: The situations measured one by one; the others only have to be told apart from these.
RARE = ("no_matching_stay", "refused_demand", "unfair", "insulting", "discriminatory", "organised")


def report(data: Path) -> None:
    """Prints the part worked on and the part kept aside; the texts are the project's own."""
    measure(rows())


def rows() -> list[dict[str, Any]]:
    """Every text with the situations a reader would accept for it, the one meant first."""
    return [
        json.loads(line)
        for language in LANGUAGES
        for line in (CORPUS / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]


def measure(read: list[dict[str, Any]], show: str | None = None) -> None:
    """Prints what is found of each situation and how much of that is right; errors of the worked part too."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in read:
        part = KEPT if held_out(row["text"]) else WORKED
        found = found_in(row)
        meant = row["situation"][0]
        for language in (row["lang"], "all"):
            if meant in RARE:
                counts[part, language, meant].update(meant=1, heard=int(found in row["situation"]))
            if found in RARE:
                counts[part, language, found].update(said=1, right=int(found in row["situation"]))
        if part == WORKED and show in (row["lang"], "all") and found not in row["situation"]:
            print(f"{row['id']} {row['rating']} {row['situation']} taken for {found}: {row['text']}")
    for part in (WORKED, KEPT):
        print(f"-- {part}: heard of those meant, right of those said")
        print(f"{'':10}" + "".join(f"{name:>20}" for name in RARE))
        for language in (*LANGUAGES, "all"):
            cells = [counts[part, language, name] for name in RARE]
            print(
                f"{language:10}"
                + "".join(
                    f"{one['heard']}/{one['meant']} {one['right']}/{one['said']}".rjust(20) for one in cells
                )
            )


def found_in(row: dict[str, Any]) -> str:
    """The situation the analysis takes a text for."""
    return analyze(
        Review(
            row["text"],
            rating=row["rating"],
            channel=Channel(row["channel"]),
            language=row["lang"],
        )
    ).situation.value


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", help="errors of the worked part in one language, or all")
    measure(rows(), parser.parse_args().show)
