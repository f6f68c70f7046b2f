"""Makes `second_reading.yaml` anew: `python -m sangfroid.drafting.second_reading_training CORPUS`.

CORPUS holds the project's own texts: the reviews, and in `opinions/` what a reader took each subject for. A
third, chosen by the hash of each text, is never learnt from: it is kept for reporting. Every review is read
with opinions learnt from the others, as one that is new would be, with its stars and without. scikit-learn is
needed here and nowhere at run time.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sangfroid.analysis import opinions_training
from sangfroid.analysis.opinions_training import COLUMNS, Marked
from sangfroid.analysis.pipeline import analyze
from sangfroid.drafting import learnt, second_reading
from sangfroid.drafting.remarks import Remarks

#: Inverse strength of the L2 penalty on values of about one; the names are few, and it hardly matters.
PENALTY = 1.0
NOTE = "Made by `second_reading_training`: what each name adds (log-odds)."


class Lesson(NamedTuple):
    """What a subject is judged by, what a reader took it for, and how much that counts."""

    seen: Mapping[str, float]
    column: int
    counts: float


def lessons(corpus: Path) -> Iterator[Lesson]:
    """What is learnt from each subject somebody judged."""
    for marked in opinions_training.each_as_new(corpus, opinions_training.read(corpus)):
        yield from of_review(marked)


def of_review(marked: Marked) -> Iterator[Lesson]:
    """What is learnt from each subject of one review, with its stars and without."""
    language = str(marked.review.language)
    remarks = Remarks(marked.review.text, language)
    for review, counts in opinions_training.weighed(marked.review):
        for theme in analyze(review).themes:
            opinion = marked.opinions.get((theme.name, theme.start))
            if opinion is not None:
                yield Lesson(second_reading.seen(theme, remarks, language), COLUMNS[opinion], counts)


def train(found: Sequence[Lesson]) -> dict[str, dict[str, float]]:
    """The content of the file."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([lesson.seen for lesson in found])
    # So that the penalty weighs on all alike.
    scale = matrix.std(axis=0)
    judge = LogisticRegression(C=PENALTY, max_iter=1000, random_state=0)
    judge.fit(
        matrix / scale,
        np.array([lesson.column for lesson in found]),
        sample_weight=np.array([lesson.counts for lesson in found]),
    )
    every = np.column_stack([judge.intercept_, judge.coef_ / scale])
    names = [second_reading.BIAS, *vectorizer.feature_names_]
    return {
        name: dict(zip(names, np.round(every[column] - every[1], 3).tolist(), strict=True))
        for name, column in (("displeased", 0), ("pleased", 2))
    }


def main(arguments: Sequence[str]) -> None:
    """Reads the corpus and writes the weights."""
    found = list(lessons(Path(arguments[0])))
    target = Path(__file__).with_name("second_reading.yaml")
    target.write_text(learnt.written(NOTE, train(found)), encoding="utf-8")
    sys.stderr.write(f"{target}: learnt from {len(found)} subjects\n")


if __name__ == "__main__":
    main(sys.argv[1:])
