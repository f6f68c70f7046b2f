"""What must reach a person: how much of it is heard, and how much that only sounds like it stays quiet."""

import json
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Risk

CORPUS = Path(__file__).parents[1] / "corpus" / "risks"
WORKED, KEPT = "worked on", "kept aside"
#: What a text of the corpus is that tells of nothing.
NONE = "none"


def report(data: Path) -> None:
    """Prints the part worked on and the part kept aside; the texts are the project's own."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows():
        part = KEPT if int(sha256(row["text"].encode()).hexdigest(), 16) % 2 == 0 else WORKED
        right = heard(row)
        for group in (row["lang"], row["risk"]):
            counts[part, group].update(texts=row["risk"] != NONE, right=right and row["risk"] != NONE)
            counts[part, group].update(quiet=right and row["risk"] == NONE, near=row["risk"] == NONE)
    for part in (WORKED, KEPT):
        print(f"-- {part}: heard of those that tell of it, quiet of those that do not")
        for group in (*LANGUAGES, *(risk.value for risk in Risk), NONE):
            one = counts[part, group]
            print(f"{group:16}{one['right']:>4}/{one['texts']:<4} {one['quiet']:>4}/{one['near']}")


def rows() -> list[dict[str, Any]]:
    """Every text with what it tells of."""
    return [
        json.loads(line)
        for language in LANGUAGES
        for line in (CORPUS / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]


def heard(row: dict[str, Any]) -> bool:
    """Whether the risk of a text is heard, or nothing where there is none."""
    found = {risk.value for risk in analyze(Review(row["text"], rating=1, language=row["lang"])).risks}
    return not found if row["risk"] == NONE else row["risk"] in found
