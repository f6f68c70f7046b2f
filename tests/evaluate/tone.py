"""How often praise and complaint are told apart, from the text alone."""

from collections import Counter, defaultdict
from pathlib import Path

from sangfroid.analysis.lexicon import lexicon
from sangfroid.analysis.text import NormalizedText
from sangfroid.analysis.tone import hear
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from tests.evaluate.reading import kept_aside, reviews

#: Two-class macro-F1 to reach, in percent.
BARS = {"fr": 82, "en": 86, "de": 85, "es": 78, "it": 88, "nl": 80, "pt": 87}


def macro_f1(answers: Counter[tuple[str, str]]) -> float:
    """Mean F1 of "pos" and "neg", in percent, of counts by (label, answer)."""
    scores = []
    for label in ("pos", "neg"):
        hits = answers[label, label]
        wrong = sum(count for pair, count in answers.items() if (pair[0] == label) != (pair[1] == label))
        scores.append(2 * hits / (2 * hits + wrong) if hits else 0.0)
    return 100 * sum(scores) / 2


def report(data: Path) -> None:
    """Prints macro-F1 by language: all rows, the half nobody looked at, and by source."""
    answers: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in reviews(data):
        tag, label = row["lang"], row["label"]
        if tag not in LANGUAGES or label not in ("pos", "neg"):
            continue
        text = NormalizedText(row["text"])
        hits = lexicon(tag).find(text)
        heard = hear(text, hits.get("tone", ()), hits.get("label", ()), Review(row["text"]))
        pair = (label, "pos" if heard.tone.polarity > 0 else "neg")
        for group in ("all", row["file"], *(("kept aside",) if kept_aside(row) else ())):
            answers[tag, group][pair] += 1
    print(f"{'language':10}{'rows':>7}{'F1':>7}{'bar':>6}{'kept aside':>12}   by source")
    for tag in LANGUAGES:
        if (tag, "all") not in answers:
            continue
        sources = ", ".join(
            f"{group} {macro_f1(counts):.1f}"
            for (of, group), counts in sorted(answers.items())
            if of == tag and group not in ("all", "kept aside")
        )
        total = answers[tag, "all"]
        aside = macro_f1(answers[tag, "kept aside"])
        print(f"{tag:10}{total.total():7}{macro_f1(total):7.1f}{BARS[tag]:6}{aside:12.1f}   {sources}")
