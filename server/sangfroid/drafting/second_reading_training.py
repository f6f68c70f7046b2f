"""Makes `second_reading.yaml` anew: `python -m sangfroid.drafting.second_reading_training CORPUS`.

CORPUS holds the project's own texts: the reviews, and in `opinions/` what a reader took each subject for. A
third, chosen by the hash of each text, is never learnt from: it is kept for reporting. Every review is read
with opinions learnt from the others, as one that is new would be, with its stars and without. scikit-learn is
needed here and nowhere at run time.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from sangfroid.analysis import opinions, opinions_training
from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.opinions_training import COLUMNS, UNRATED
from sangfroid.analysis.pipeline import analyze
from sangfroid.drafting import second_reading
from sangfroid.drafting.remarks import Remarks

#: Inverse strength of the L2 penalty on values of about one; the names are few, and it hardly matters.
PENALTY = 1.0


class Lesson(NamedTuple):
    """What a subject is judged by, what a reader took it for, and how much that counts."""

    seen: Mapping[str, float]
    column: int
    counts: float


def lessons(corpus: Path) -> Iterator[Lesson]:
    """What is learnt from each subject somebody judged."""
    marked = [one for one in opinions_training.read(corpus) if not held_out(one.review.text)]
    for part, learnt in opinions_training.by_parts(corpus):
        with mock.patch.object(opinions, "opinions", lambda learnt=learnt: learnt):
            for one in marked:
                if opinions_training.part_of(one.review.text) == part:
                    yield from of_review(one)


def of_review(marked: opinions_training.Marked) -> Iterator[Lesson]:
    """What is learnt from each subject of one review, with its stars and without."""
    rated = marked.review
    weighed = [(rated, 1.0)]
    if rated.rating is not None:
        weighed.append((replace(rated, rating=None), UNRATED))
    language = str(rated.language)
    remarks = Remarks(rated.text, language)
    for review, counts in weighed:
        for theme in analyze(review).themes:
            opinion = marked.opinions.get((theme.name, theme.start))
            if opinion is not None:
                yield Lesson(second_reading.seen(theme, remarks, language), COLUMNS[opinion], counts)


def train(learnt: Sequence[Lesson]) -> dict[str, dict[str, float]]:
    """The content of the file."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([lesson.seen for lesson in learnt])
    # So that the penalty weighs on all alike.
    scale = matrix.std(axis=0)
    judge = LogisticRegression(C=PENALTY, max_iter=1000, random_state=0)
    judge.fit(
        matrix / scale,
        np.array([lesson.column for lesson in learnt]),
        sample_weight=np.array([lesson.counts for lesson in learnt]),
    )
    every = np.column_stack([judge.intercept_, judge.coef_ / scale])
    names = ["", *vectorizer.feature_names_]
    return {
        name: dict(zip(names, np.round(every[column] - every[1], 3).tolist(), strict=True))
        for name, column in (("displeased", 0), ("pleased", 2))
    }


def written(content: Mapping[str, Mapping[str, float]]) -> str:
    """The content of the file, one name a line, so that changes show."""
    lines = [
        "# Made by `second_reading_training`: what each name adds (log-odds); the one without is the bias."
    ]
    for part, table in content.items():
        lines += ["", f"{part}:", *(f'  "{name}": {weight}' for name, weight in sorted(table.items()))]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Reads the corpus and writes the weights."""
    learnt = list(lessons(Path(arguments[0])))
    target = Path(__file__).with_name("second_reading.yaml")
    target.write_text(written(train(learnt)), encoding="utf-8")
    sys.stderr.write(f"{target}: learnt from {len(learnt)} subjects\n")


if __name__ == "__main__":
    main(sys.argv[1:])
