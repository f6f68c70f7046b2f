"""Makes `hearts.yaml` anew: `python -m sangfroid.drafting.hearts_training CORPUS`.

CORPUS holds the project's own texts: the reviews, and in `opinions/` which subject a reader took for the
heart of each. A third, chosen by the hash of each text, is never learnt from: it is kept for reporting.
Every review is read with opinions learnt from the others, as one that is new would be. scikit-learn is
needed here and nowhere at run time.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sangfroid.analysis import opinions_training
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting import learnt
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.writing import Writing

#: Inverse strength of the L2 penalty, chosen by cross-validation on the part that is learnt from.
PENALTY = 0.1
NOTE = "Made by `hearts_training`: what each name adds to a complaint (log-odds)."
#: A name of fewer pairs says nothing about the next one.
SEEN_AT_LEAST = 6
#: What a house answers as its own.
ANSWERED = {Situation.POSITIVE, Situation.MIXED, Situation.NEGATIVE, Situation.UNFAIR}


class Marked(NamedTuple):
    """A review, the subjects a reader judged, which of them are complained of, and which are its heart."""

    review: Review
    judged: frozenset[str]
    meant: frozenset[str]
    hearts: frozenset[str]


#: By theme what a complaint is weighed by.
Complaints = Mapping[str, Mapping[str, float]]


class Lesson(NamedTuple):
    """The complaints heard in a review that a reader judged, and what they took them for."""

    complaints: Complaints
    meant: frozenset[str]
    hearts: frozenset[str]


def read(corpus: Path) -> Iterator[Marked]:
    """Every review that somebody marked."""
    for review, marks in opinions_training.marks(corpus):
        against = [mark for mark in marks if mark["opinion"] == "bad"]
        yield Marked(
            review,
            frozenset(mark["theme"] for mark in marks),
            frozenset(mark["theme"] for mark in against),
            frozenset(mark["theme"] for mark in against if mark.get("main")),
        )


def complaints(review: Review) -> Complaints:
    """What each complaint of a review is weighed by; nothing where none is answered."""
    analysis = analyze(review)
    if analysis.situation not in ANSWERED:
        return {}
    return Writing(DraftRequest(review, analysis), str(review.language), Audience.PUBLIC).complaints


def lessons(corpus: Path) -> Iterator[Lesson]:
    """What is learnt from each review."""
    for one in opinions_training.each_as_new(corpus, read(corpus)):
        # Nobody knows what a subject is that was not named yet when the review was read.
        heard = complaints(one.review)
        judged = {theme: seen for theme, seen in heard.items() if theme in one.judged}
        yield Lesson(judged, one.meant, one.hearts)


def pairs(learnt: Iterable[Lesson]) -> Iterator[tuple[dict[str, float], float]]:
    """For each heart and each other complaint of its review by how much more it has of each name, and how
    much the pair counts.
    """
    for found, _, marked in learnt:
        main, others = sorted(marked & found.keys()), sorted(found.keys() - marked)
        for one in main:
            for other in others:
                names = sorted(found[one].keys() | found[other].keys())
                apart = {name: found[one].get(name, 0.0) - found[other].get(name, 0.0) for name in names}
                more = {name: value for name, value in apart.items() if value}
                yield more, (len(main) * len(others)) ** -0.5


def train(learnt: Sequence[Lesson]) -> dict[str, Any]:
    """The content of the file."""
    rows: list[dict[str, float]] = []
    counts: list[float] = []
    for more, count in pairs(learnt):
        rows += [more, {name: -value for name, value in more.items()}]
        counts += [count, count]
    heart, _ = _fit(rows, [1, 0] * (len(rows) // 2), counts, bias=False)
    every = [(seen, theme in one.meant) for one in learnt for theme, seen in one.complaints.items()]
    meant, bias = _fit([dict(seen) for seen, _ in every], [gold for _, gold in every], None, bias=True)
    return {"heart": heart, "bias": bias, "meant": meant}


def _fit(
    rows: Sequence[Mapping[str, float]], gold: Sequence[int], counts: Sequence[float] | None, *, bias: bool
) -> tuple[dict[str, float], float]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows).tocsc()
    kept = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, kept, strict=True) if keep]
    judge = LogisticRegression(C=PENALTY, fit_intercept=bias, max_iter=5000, random_state=0)
    judge.fit(matrix[:, kept].tocsr(), gold, sample_weight=counts)
    learnt = {name: round(float(weight), 2) for name, weight in zip(names, judge.coef_[0], strict=True)}
    return learnt, round(float(judge.intercept_[0]), 2) if bias else 0.0


def main(arguments: list[str]) -> None:
    """Reads the corpus and writes the weights."""
    found = list(lessons(Path(arguments[0])))
    target = Path(__file__).with_name("hearts.yaml")
    target.write_text(learnt.written(NOTE, train(found)), encoding="utf-8")
    sys.stderr.write(f"{target}: learnt from {len(found)} reviews\n")


if __name__ == "__main__":
    main(sys.argv[1:])
