"""How often the language is right on real reviews, no answer counted as wrong."""

from collections import Counter
from pathlib import Path

from sangfroid.analysis.language import guess
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES
from tests.evaluate.reading import reviews

#: Rows the weights were learnt from; shown apart, because they flatter.
LEARNT_FROM = ("yelp_sentences_en", "tripadvisor_hotels_en", "absapt_pt")
SHORT = 40


def report(data: Path) -> None:
    """Prints accuracy in percent, by language and length, and the usual confusions."""
    right: Counter[tuple[str, str]] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    confused: Counter[str] = Counter()
    for row in reviews(data):
        if row["lang"] not in LANGUAGES:
            continue
        answer = guess(NormalizedText(row["text"])).tag
        groups = {"all", row["lang"]} | (
            {"all, not learnt from"} if row["file"] not in LEARNT_FROM else set()
        )
        for group in groups:
            lengths = ("any", "<40") if len(row["text"]) < SHORT else ("any",)
            for length in lengths:
                rows[group, length] += 1
                right[group, length] += answer == row["lang"]
        if answer != row["lang"]:
            confused[f"{row['lang']}>{answer}"] += 1
    print(f"{'language':24}{'rows':>8}{'right %':>9}{'rows <40':>10}{'right %':>9}")
    for group in ("all", "all, not learnt from", *LANGUAGES):
        cells = [
            f"{rows[group, length]:8}{100 * right[group, length] / max(1, rows[group, length]):9.2f}"
            for length in ("any", "<40")
        ]
        print(f"{group:24}{'  '.join(cells)}")
    print("confused:", ", ".join(f"{pair}: {count}" for pair, count in confused.most_common(12)))
