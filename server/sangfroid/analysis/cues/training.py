"""Makes `weights.json` anew: `python -m sangfroid.analysis.cues.training CORPUS [REVIEWS]`.

CORPUS holds the project's own texts: `blackmail/`, labelled, and `ordinary/`, everyday reviews. REVIEWS is a
folder of other ordinary reviews, of which only the sources named in `PERMITTED` are read. A third of the
corpus, chosen by the hash of each text, is never learnt from: it is kept for reporting. scikit-learn is
needed here and nowhere at run time.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sangfroid.analysis.cues.decision import has_ingredients
from sangfroid.analysis.cues.features import features
from sangfroid.analysis.cues.lexicon import LANGUAGES, lexicon
from sangfroid.analysis.cues.segments import requests_once, segments
from sangfroid.analysis.text import NormalizedText

#: Sources of ordinary reviews whose terms allow weights to be learnt from them and shipped.
PERMITTED = ("yelp_sentences_en", "tripadvisor_hotels_en", "absapt_pt")

#: Pattern of the rows made of ordinary reviews.
ORDINARY = "ordinary"

#: How much an ordinary review counts: there are thousands of them for each text that puts pressure.
ORDINARY_WEIGHT = 10.0

#: Inverse strength of the L2 penalty, chosen by cross-validation on the part that is learnt from.
PENALTY = 0.15
PATTERN_PENALTY = 0.3
#: A feature seen in fewer texts says nothing about the next one.
SEEN_AT_LEAST = 3
#: Chosen by cross-validation: where precision matters more than finding the last oblique hint.
THRESHOLD = 0.45
#: Weights below this change no decision; leaving them out keeps the file small.
SMALLEST = 0.015


def held_out(text: str) -> bool:
    """Whether a text of the corpus is kept for reporting."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return int(digest, 16) % 3 == 0


def read_corpus(folder: Path) -> list[dict[str, Any]]:
    """Every row of the project's own corpus."""
    return [
        json.loads(line)
        for language in LANGUAGES
        for line in (folder / "blackmail" / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]


def read_everyday(folder: Path) -> list[dict[str, Any]]:
    """The project's own everyday reviews, as rows without pressure."""
    return [
        {"text": row["text"], "lang": row["lang"], "label": "not", "pattern": ORDINARY}
        for path in sorted((folder / "ordinary").glob("*.jsonl"))
        for row in map(json.loads, path.read_text("utf-8").splitlines())
        if row["lang"] in LANGUAGES
    ]


def read_ordinary(folder: Path) -> list[dict[str, Any]]:
    """Ordinary reviews that may be learnt from, as rows without pressure."""
    return [
        {"text": row["text"], "lang": row["lang"], "label": "not", "pattern": ORDINARY}
        for source in PERMITTED
        for row in map(json.loads, (folder / f"{source}.jsonl").read_text("utf-8").splitlines())
        if row["lang"] in LANGUAGES
    ]


def row_features(row: dict[str, Any]) -> dict[str, float] | None:
    """Features of a row; None where the ingredients are missing, as nothing is weighed there."""
    reading = lexicon(row["lang"]).read(NormalizedText(row["text"]))
    if not has_ingredients({hit.slot for hit in reading.hits}):
        return None
    reading = requests_once(reading)
    return features(reading, segments(reading), row["lang"])


def train(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The content of `weights.json`."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    kept = [(row, found) for row in rows if (found := row_features(row)) is not None]
    # An ordinary review also counts without its words, so that what it teaches reaches every language.
    kept += [
        (row, {name: value for name, value in found.items() if not name.startswith("w")})
        for row, found in kept
        if row["pattern"] == ORDINARY
    ]
    importance = [ORDINARY_WEIGHT if row["pattern"] == ORDINARY else 1.0 for row, _ in kept]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([found for _, found in kept]).tocsc()
    seen = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, seen, strict=True) if keep]
    matrix = matrix[:, seen].tocsr()
    pressure = [row["label"] == "blackmail" for row, _ in kept]
    model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=0)
    model.fit(matrix, pressure, sample_weight=importance)

    structural = [at for at, name in enumerate(names) if not name.startswith(("w", "p:"))]
    chosen = [at for at, yes in enumerate(pressure) if yes]
    patterns = LogisticRegression(C=PATTERN_PENALTY, max_iter=2000, random_state=0).fit(
        matrix[chosen][:, structural], [kept[at][0]["pattern"] for at in chosen]
    )
    return {
        "bias": round(float(model.intercept_[0]), 4),
        "threshold": THRESHOLD,
        "features": _rounded(names, model.coef_[0]),
        "patterns": {
            str(name): {
                "bias": round(float(bias), 4),
                "features": _rounded([names[at] for at in structural], weights),
            }
            for name, bias, weights in zip(
                patterns.classes_, patterns.intercept_, patterns.coef_, strict=True
            )
        },
    }


def _rounded(names: list[str], weights: Iterable[float]) -> dict[str, float]:
    return {
        name: round(float(weight), 3)
        for name, weight in sorted(zip(names, weights, strict=True))
        if abs(weight) >= SMALLEST
    }


def main(arguments: list[str]) -> None:
    """Reads the corpora and writes the weights beside this file."""
    folder = Path(arguments[0])
    rows = [row for row in read_corpus(folder) + read_everyday(folder) if not held_out(row["text"])]
    if len(arguments) > 1:
        rows += read_ordinary(Path(arguments[1]))
    target = Path(__file__).with_name("weights.json")
    target.write_text(
        json.dumps(train(rows), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    sys.stderr.write(f"{target}: learnt from {len(rows)} texts\n")


if __name__ == "__main__":
    main(sys.argv[1:])
