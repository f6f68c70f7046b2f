"""Makes `weights/opinions.json` anew: `python -m sangfroid.analysis.opinions_training CORPUS`.

CORPUS holds the project's own texts: `opinions/`, what a reader took each subject of a review for, and the
reviews themselves. A third, chosen by the hash of each text, is never learnt from: it is kept for reporting.
scikit-learn is needed here and nowhere at run time.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar
from unittest import mock

from sangfroid.analysis import opinions, themes, tone
from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.lexicon import lexicon
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review

#: Where the texts of the reviews stand.
SOURCES = ("ordinary", "situations")
#: What a reader took a subject for, as the columns of the weights.
COLUMNS = {"bad": 0, "neutral": 1, "other": 1, "good": 2}
#: How much a review counts once more without its stars: many come without.
UNRATED = 0.5
#: Inverse strength of the L2 penalty, chosen by cross-validation on the part that is learnt from.
PENALTY = 0.18
#: A feature of fewer subjects says nothing about the next one; weights below this, in hundredths of log-odds,
#: change nothing.
SEEN_AT_LEAST, SMALLEST = 2, 3
#: Parts the reviews are read in by what learns from judgements, each with opinions learnt from the others.
PARTS = 5


class Marked(NamedTuple):
    """A review and what a reader took its subjects for, by theme and first character."""

    review: Review
    opinions: dict[tuple[str, int], str]


def marks(folder: Path) -> Iterator[tuple[Review, list[dict[str, Any]]]]:
    """Every review that somebody marked, with the marks as they are written."""
    for language in LANGUAGES:
        texts = {row["id"]: row for source in SOURCES for row in _rows(folder / source / f"{language}.jsonl")}
        for row in _rows(folder / "opinions" / f"{language}.jsonl"):
            source = texts[row["id"]]
            yield Review(source["text"], rating=source.get("rating"), language=language), row["subjects"]


def read(folder: Path) -> Iterator[Marked]:
    """Every review that somebody marked."""
    for review, marked in marks(folder):
        yield Marked(review, {(mark["theme"], mark["start"]): mark["opinion"] for mark in marked})


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def weighed(review: Review) -> Iterator[tuple[Review, float]]:
    """A review with its stars and without, and how much each counts."""
    yield review, 1.0
    if review.rating is not None:
        yield Review(review.text, language=review.language), UNRATED


def lessons(marked: Marked) -> Iterator[tuple[list[str], int, float]]:
    """What each marked subject is judged by, what it is, and how much that counts."""
    for review, counts in weighed(marked.review):
        text = NormalizedText(review.text)
        hits = lexicon(str(review.language)).find(text)
        heard = tone.hear(text, hits.get("tone", ()), hits.get("label", ()), review, elongated="row" in hits)
        overall = heard.tone.polarity
        subjects = themes.subjects(text, hits.get("theme", ()), heard.voices, overall)
        seen = opinions.see(text, subjects, overall, tone.stars_of(review))
        for subject, one in zip(subjects, seen, strict=True):
            opinion = marked.opinions.get((subject.name, text.span(subject.start, subject.end)[0]))
            if opinion is not None:
                yield opinions.named(one, str(review.language)), COLUMNS[opinion], counts


def train(read: Iterable[Marked]) -> dict[str, list[int]]:
    """The rows of the file by name; the one without a name is the bias."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    learnt = [lesson for marked in read for lesson in lessons(marked)]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([Counter(names) for names, _, _ in learnt]).tocsc()
    kept = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, kept, strict=True) if keep]
    judge = LogisticRegression(C=PENALTY, max_iter=1000, random_state=0)
    judge.fit(
        matrix[:, kept].tocsr(),
        np.array([column for _, column, _ in learnt]),
        sample_weight=np.array([counts for _, _, counts in learnt]),
    )
    # Displeased, and pleased, rather than neither.
    weights = np.column_stack([judge.intercept_, judge.coef_])[[0, 2]] - np.append(
        judge.intercept_[1], judge.coef_[1]
    )
    rows = dict(zip(["", *names], np.round(100 * weights.T).astype(int).tolist(), strict=True))
    return {name: row for name, row in sorted(rows.items()) if not name or max(map(abs, row)) >= SMALLEST}


class OfReview(Protocol):
    """What somebody marked in a review."""

    @property
    def review(self) -> Review:
        """The review."""


Marks = TypeVar("Marks", bound=OfReview)


def each_as_new(corpus: Path, marked: Iterable[Marks]) -> Iterator[Marks]:
    """What was marked in each review that is learnt from; until the next one the review is analysed with
    opinions learnt from others, as one that is new would be.
    """
    every = [one for one in read(corpus) if not held_out(one.review.text)]
    wanted = [one for one in marked if not held_out(one.review.text)]
    for part in range(PARTS):
        learnt = opinions.shaped(train(one for one in every if _part(one.review.text) != part))
        with mock.patch.object(opinions, "opinions", lambda learnt=learnt: learnt):
            yield from (one for one in wanted if _part(one.review.text) == part)


def _part(text: str) -> int:
    return int.from_bytes(sha256(text.encode("utf-8")).digest()[-4:], "big") % PARTS


def written(table: dict[str, list[int]]) -> str:
    """The content of the file, one name a line, so that changes show."""
    lines = (
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row, separators=(',', ':'))}"
        for name, row in table.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(arguments: list[str]) -> None:
    """Reads the corpus and writes the weights."""
    marked = [one for one in read(Path(arguments[0])) if not held_out(one.review.text)]
    target = Path(__file__).with_name("weights") / "opinions.json"
    target.write_text(written(train(marked)), encoding="utf-8")
    sys.stderr.write(f"{target.name}: learnt from {len(marked)} reviews\n")


if __name__ == "__main__":
    main(sys.argv[1:])
