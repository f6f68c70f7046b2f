"""Makes `hearts.yaml` anew: `python -m sangfroid.drafting.hearts_training CORPUS`.

CORPUS holds the project's own texts: the reviews, and in `opinions/` which subject a reader took for the
heart of each. A third, chosen by the hash of each text, is never learnt from: it is kept for reporting.
Every review is read with opinions learnt from the others, as one that is new would be. scikit-learn is
needed here and nowhere at run time.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from sangfroid.analysis import opinions, opinions_training
from sangfroid.analysis.cues.training import held_out
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.writing import Writing

#: Parts the reviews are read in, each with opinions learnt from the others.
PARTS = 5
#: Inverse strength of the L2 penalty, chosen by cross-validation on the part that is learnt from.
PENALTY = 0.1
#: A name of fewer pairs says nothing about the next one.
SEEN_AT_LEAST = 6
#: What a house answers as its own.
ANSWERED = {Situation.POSITIVE, Situation.MIXED, Situation.NEGATIVE, Situation.UNFAIR}

#: By theme what a complaint is weighed by.
Complaints = Mapping[str, Mapping[str, float]]


class Marked(NamedTuple):
    """A review, and the complaints a reader took for its heart."""

    review: Review
    hearts: frozenset[str]


def read(corpus: Path) -> Iterator[Marked]:
    """Every review of which a reader marked a complaint as the heart."""
    for language in LANGUAGES:
        texts = {
            row["id"]: row
            for source in opinions_training.SOURCES
            for row in _rows(corpus / source / f"{language}.jsonl")
        }
        for row in _rows(corpus / "opinions" / f"{language}.jsonl"):
            source = texts[row["id"]]
            marked = (mark for mark in row["subjects"] if mark.get("main") and mark["opinion"] == "bad")
            if found := frozenset(mark["theme"] for mark in marked):
                review = Review(source["text"], rating=source.get("rating"), language=language)
                yield Marked(review, found)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def complaints(review: Review) -> Complaints:
    """What each complaint of a review is weighed by; nothing where none is answered."""
    analysis = analyze(review)
    if analysis.situation not in ANSWERED:
        return {}
    return Writing(DraftRequest(review, analysis), str(review.language), Audience.PUBLIC).complaints


def lessons(corpus: Path) -> Iterator[tuple[Complaints, frozenset[str]]]:
    """The complaints of each review to learn from, and which of them a reader took for its heart."""
    opinionated = [one for one in opinions_training.read(corpus) if not held_out(one.review.text)]
    marked = [one for one in read(corpus) if not held_out(one.review.text)]
    for part in range(PARTS):
        others = [one for one in opinionated if _part(one.review.text) != part]
        learnt = opinions.shaped(opinions_training.train(others))
        with mock.patch.object(opinions, "opinions", lambda learnt=learnt: learnt):
            for one in marked:
                if _part(one.review.text) == part:
                    yield complaints(one.review), one.hearts


def _part(text: str) -> int:
    return int.from_bytes(sha256(text.encode("utf-8")).digest()[-4:], "big") % PARTS


def pairs(
    learnt: Iterable[tuple[Complaints, frozenset[str]]],
) -> Iterator[tuple[dict[str, float], float]]:
    """For each heart and each other complaint of its review by how much more it has of each name, and how
    much the pair counts.
    """
    for found, marked in learnt:
        main, others = sorted(marked & found.keys()), sorted(found.keys() - marked)
        for one in main:
            for other in others:
                names = sorted(found[one].keys() | found[other].keys())
                apart = {name: found[one].get(name, 0.0) - found[other].get(name, 0.0) for name in names}
                more = {name: value for name, value in apart.items() if value}
                yield more, (len(main) * len(others)) ** -0.5


def train(learnt: Iterable[tuple[Complaints, frozenset[str]]]) -> dict[str, float]:
    """The content of the file: what makes one complaint of a pair the heart rather than the other."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows: list[dict[str, float]] = []
    counts: list[float] = []
    for more, count in pairs(learnt):
        rows += [more, {name: -value for name, value in more.items()}]
        counts += [count, count]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows).tocsc()
    kept = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, kept, strict=True) if keep]
    judge = LogisticRegression(C=PENALTY, fit_intercept=False, max_iter=2000, random_state=0)
    judge.fit(matrix[:, kept].tocsr(), [1, 0] * (len(rows) // 2), sample_weight=counts)
    return {name: round(float(weight), 2) for name, weight in zip(names, judge.coef_[0], strict=True)}


def written(table: Mapping[str, float]) -> str:
    """The content of the file, one name a line, so that changes show."""
    lines = (f"{name}: {weight}\n" for name, weight in sorted(table.items()))
    head = "# Made by `hearts_training`: what each name adds to a complaint (log-odds).\n\n"
    return head + "".join(lines)


def main(arguments: list[str]) -> None:
    """Reads the corpus and writes the weights."""
    learnt = list(lessons(Path(arguments[0])))
    target = Path(__file__).with_name("hearts.yaml")
    target.write_text(written(train(learnt)), encoding="utf-8")
    sys.stderr.write(f"{target}: learnt from {len(learnt)} reviews\n")


if __name__ == "__main__":
    main(sys.argv[1:])
