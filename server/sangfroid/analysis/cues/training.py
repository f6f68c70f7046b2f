"""Makes `weights.json` and `network.npz` anew: `python -m sangfroid.analysis.cues.training CORPUS [REVIEWS]`.

CORPUS holds the project's own texts: `blackmail/`, labelled, `ordinary/`, everyday reviews, and plain
requests. REVIEWS is a folder of other ordinary reviews, of which only the sources named in `PERMITTED` are
read. A third of the corpus, chosen by the hash of each text, is never learnt from: it is kept for reporting.
scikit-learn, and what the network is learnt with, are needed here and nowhere at run time.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sangfroid.analysis.cues.decision import worded
from sangfroid.analysis.cues.features import PLAIN, Roles, clause_features, features, quotes
from sangfroid.analysis.cues.lexicon import LANGUAGES, Reading, lexicon
from sangfroid.analysis.cues.network_training import Learnt, Lesson, hear, learn, write
from sangfroid.analysis.cues.segments import (
    PRESSING,
    Segment,
    conditions_open,
    ingredients,
    requests_once,
    segments,
)
from sangfroid.analysis.cues.training_texts import (
    ORDINARY,
    held_out,
    read_corpus,
    read_everyday,
    read_greetings,
    read_ordinary,
    read_requests,
    roughened,
    unlinked,
    with_requests,
)
from sangfroid.analysis.cues.weights import pattern_features
from sangfroid.analysis.cues.words import apart_named, named
from sangfroid.analysis.text import NormalizedText

#: How much an ordinary review counts: there are thousands of them for each text that puts pressure.
ORDINARY_WEIGHT = 10.0
#: How many ordinary reviews each language is counted as having.
ORDINARY_OF_EACH = 1500
#: How much a clause of a near-miss counts when roles are learnt: it often says the very words of a threat or
#: a demand, and what makes it harmless stands elsewhere.
NEAR_MISS_CLAUSE = 0.1
#: Parts the texts are cut into, so that clauses are judged by weights that have not seen them.
FOLDS = 4

#: How much words count against the rest, in a clause and in a text, and how much what stands in the text
#: against what is heard in its clauses; chosen by cross-validation on the part that is learnt from.
CLAUSE_WORDS, TEXT_WORDS, STANDING = 3.0, 5.0, 0.39
#: How much meanings that stand apart count: as much as the words of a text.
APART = TEXT_WORDS
#: Inverse strength of the L2 penalties, chosen in the same way.
CLAUSE_PENALTY, PATTERN_PENALTY = 0.5, 0.3
#: How much rarer patterns are raised towards the most frequent one: not at all (0) to all the way (1).
RAISED = 0.3
#: A feature seen in fewer texts says nothing about the next one.
SEEN_AT_LEAST = 3
#: The first, in steps of 0.05, from which 97 of 100 texts said to press do, on texts nobody had learnt from
#: but that were read; of ordinary reviews fewer than one in a thousand raises an alarm.
THRESHOLD = 0.65
#: What a text weighs more that says it in so many words, "if you give no refund, I leave one star": hardly
#: one in a hundred of those learnt from does, and none of the others that does comes near the threshold so.
SAID_PLAINLY = 4.0
#: Share of the pressure learnt from that may be lost to the first look, at single words: nearly all of it
#: nothing else would find either.
UNGLIMPSED = 0.03
#: And, of what the other weights leave open, to the glance before a whole look, so that a review is analysed
#: in a fifth of the time of language detection; most of it the threshold would leave out as well.
UNSEEN = 0.035
#: From this number on the rows of the corpus are in the words most people write in, hints among them; they
#: count so often.
PLAIN_FROM, PLAIN_COUNTS = 7001, 3.0
#: The network is asked where the other weights add up to this or more (log-odds): few reviews get there, and
#: of the pressure below it hears one in a thousand. How far to listen to it is learnt from further out.
ASKED_FROM, LISTENED_FROM = -1.5, -3.0
#: How much the network has to say beside the other weights: less than fits the corpus best, since it is the
#: corpus's own turns that it knows best.
LISTENED_TO = 0.4
#: Weights below these change no decision; leaving them out keeps the file small.
SMALLEST, SMALLEST_WORD, SMALLEST_APART, SMALLEST_PATTERN = 0.015, 0.4, 0.2, 0.05
#: Beginnings of the names of the features that say what is heard in the clauses.
HEARD = ("threat", "demand", "both heard", "second ", "ends in threat", "ends in demand", "near")


def _plain(row: dict[str, Any]) -> bool:
    """Whether a row is one of the plain ones."""
    return int(str(row.get("id", "0")).rpartition("-")[2]) >= PLAIN_FROM


class Read(NamedTuple):
    """A row with its reading and its segments; `roles` holds, for each segment, the roles a person marked."""

    row: dict[str, Any]
    reading: Reading
    cut: list[Segment]
    roles: list[set[str]]


def read_row(row: dict[str, Any]) -> Read:
    """A row as it is read when it is judged."""
    text = NormalizedText(row["text"])
    reading = conditions_open(requests_once(lexicon(row["lang"]).read(text)))
    cut = segments(reading)
    marked = [
        (span["kind"], start := row["text"].index(span["quote"]), start + len(span["quote"]))
        for span in row.get("cue_spans", ())
    ]
    roles = []
    for segment in cut:
        last = segment.last
        begin, end = text.span(reading.starts[segment.first], reading.starts[last] + len(reading.words[last]))
        roles.append(
            {
                kind
                for kind, start, stop in marked
                if _shared(begin, end, start, stop) >= min((end - begin) / 2, 0.6 * (stop - start))
            }
        )
    return Read(row, reading, cut, roles)


def _shared(begin: int, end: int, start: int, stop: int) -> int:
    return max(0, min(end, stop) - max(begin, start))


def train(rows: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], list[Learnt]]:
    """The content of `weights.json`, and the networks.

    First each role of a clause is learnt; then, from clauses judged by weights that have not seen their text,
    what pressure is made of; and last how much the networks have to say beside that.
    """
    import numpy as np
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import KFold

    texts = [read_row(row) for row in rows]
    ordinary = np.array([text.row["pattern"] == ORDINARY for text in texts])
    whole = np.array([not text.row.get("unlinked") for text in texts])
    pressure = np.array([text.row["label"] == "blackmail" for text in texts])

    counts = np.where([_plain(text.row) for text in texts], PLAIN_COUNTS, 1.0)

    folds = np.empty(len(texts), int)
    for number, (_, part) in enumerate(KFold(FOLDS, shuffle=True, random_state=0).split(texts)):
        folds[part] = number
    for at, text in enumerate(texts):
        if text.row.get("follows"):
            folds[at] = folds[at - 1]

    # The roles of clauses.
    owner = np.repeat(np.arange(len(texts)), [len(text.cut) for text in texts])
    clauses = [(text, segment) for text in texts for segment in text.cut]
    by_words, word_names = _matrix(
        [named(text.reading.words[cut.first : cut.last + 1], text.row["lang"]) for text, cut in clauses],
        CLAUSE_WORDS,
    )
    by_slots, slot_names = _matrix([clause_features(cut) for _, cut in clauses], 1.0)
    matrix = sparse.hstack([by_words, by_slots]).tocsr()
    importance = (np.where(pressure | ordinary, 1.0, NEAR_MISS_CLAUSE) * whole * counts)[owner]
    roles = {
        role: _judge(
            matrix,
            np.array([role in marked for text in texts for marked in text.roles]),
            importance,
            folds[owner],
            CLAUSE_PENALTY,
        )
        for role in ("threat", "demand")
    }

    # Judges of pressure that each see something else: what stands in the text, what is heard in its clauses,
    # both together, what its words say, which meanings stand near each other. Added up they raise fewer false
    # alarms than one that sees everything.
    ends = np.cumsum([len(text.cut) for text in texts])
    likely = [1 / (1 + np.exp(-roles[role][1])) for role in ("threat", "demand")]
    played = [
        Roles(*(part[end - len(text.cut) : end].tolist() for part in likely))
        for text, end in zip(texts, ends, strict=True)
    ]
    found = [
        features(text.reading, text.cut, roles, quotes(NormalizedText(text.row["text"])))
        for text, roles in zip(texts, played, strict=True)
    ]
    standing, standing_names = _matrix([_only(one, "standing") for one in found], STANDING)
    hearing, hearing_names = _matrix([_only(one, "heard") for one in found], 1.0)
    meeting, meeting_names = _matrix(
        [apart_named(text.reading.words, text.row["lang"]) for text in texts], APART
    )
    saying, saying_names = _matrix(
        [named(text.reading.words, text.row["lang"]) for text in texts], TEXT_WORDS
    )
    languages = np.array([text.row["lang"] for text in texts])
    importance = np.where(ordinary, ORDINARY_WEIGHT, 1.0) * whole * counts
    matrices = (standing, hearing, sparse.hstack([standing, hearing]).tocsr(), saying, meeting)
    judges = [_judge(matrix, pressure, importance, folds, 1.0) for matrix in matrices]
    single = np.array([" " not in name for name in saying_names])
    _, glimpsed = _judge(saying, pressure, importance, folds, 1.0, single)
    # Each language has its own number of ordinary reviews; that must not make it stricter than another.
    for language in LANGUAGES:
        of_language = ordinary & (languages == language)
        importance[of_language] = ORDINARY_WEIGHT * ORDINARY_OF_EACH / max(1, of_language.sum())
    together = LogisticRegression(C=1.0, random_state=0).fit(
        np.stack([judged for _, judged in judges], axis=1),
        pressure,
        sample_weight=importance,
    )
    before = together.decision_function(np.stack([judged for _, judged in judges], axis=1))
    lessons = [Lesson(text.row, text.reading, count) for text, count in zip(texts, counts, strict=True)]
    # One network has not seen one part, which tells how far to listen; another is learnt from all.
    aside = whole & (folds == 0)
    first = learn([lesson for lesson, part in zip(lessons, folds, strict=True) if part])
    asked = aside & (before >= LISTENED_FROM)
    heard = hear(first, [lessons[at] for at in np.flatnonzero(asked)])
    agreed = before[asked] + LISTENED_TO * np.array([one.pressure for one in heard])
    listened = LogisticRegression(C=1.0, random_state=0).fit(
        agreed[:, None], pressure[asked], sample_weight=importance[asked]
    )
    slope = float(listened.coef_[0][0])
    put = np.flatnonzero(pressure & (folds == 0))
    linking = LogisticRegression(C=1.0, random_state=0, class_weight="balanced").fit(
        [
            (one.linked, worded(texts[at].reading, texts[at].cut, played[at]))
            for at, one in zip(put, hear(first, [lessons[at] for at in put]), strict=True)
        ],
        [lessons[at].linked for at in put],
    )
    shares = together.coef_[0]
    (stands, _), (hears, _), (both, _), (says, said), (meets, _) = judges
    size = len(standing_names)
    words = says.coef_[0] * TEXT_WORDS

    patterns, pattern_names = _patterns(texts, lessons, found)
    biases = [float(judge.intercept_[0]) for judge, _ in judges]
    learnt = [first, learn(lessons, seed=1)]
    data = {
        "bias": round(float(together.intercept_[0] + np.dot(shares, biases)), 4),
        "threshold": THRESHOLD,
        "glimpse": round(float(np.quantile(glimpsed[pressure & whole], UNGLIMPSED)) - biases[3], 3),
        "glance": _glance(texts, said - biases[3], pressure & whole & (before >= ASKED_FROM), ordinary),
        "features": {
            **_rounded(
                standing_names,
                (stands.coef_[0] * shares[0] + both.coef_[0][:size] * shares[2]) * STANDING,
            ),
            **_rounded(hearing_names, hears.coef_[0] * shares[1] + both.coef_[0][size:] * shares[2]),
            "words": round(float(shares[3]), 4),
            PLAIN: SAID_PLAINLY,
        },
        "apart": _rounded(meeting_names, meets.coef_[0] * shares[4] * APART, SMALLEST_APART),
        "network": {
            "from": ASKED_FROM,
            "bias": round(float(listened.intercept_[0]), 4),
            "before": round(slope, 4),
            "share": round(slope * LISTENED_TO, 4),
        },
        "linking": {
            "bias": round(float(linking.intercept_[0]), 4),
            "heard": round(float(linking.coef_[0][0]), 4),
            "worded": round(float(linking.coef_[0][1]), 4),
        },
        "words": _table(
            dict(zip(saying_names, words, strict=True)),
            *(
                dict(zip(word_names, roles[role][0].coef_[0] * CLAUSE_WORDS, strict=False))
                for role in ("threat", "demand")
            ),
        ),
        **{
            role: {
                "bias": round(float(judge.intercept_[0]), 4),
                "features": _rounded(slot_names, judge.coef_[0][len(word_names) :]),
            }
            for role, (judge, _) in roles.items()
        },
        "patterns": {
            str(name): {
                "bias": round(float(bias), 4),
                "features": _rounded(pattern_names, weights, SMALLEST_PATTERN),
            }
            for name, bias, weights in zip(
                patterns.classes_, patterns.intercept_, patterns.coef_, strict=True
            )
        },
    }
    return data, learnt


def _glance(texts: list[Read], said: Any, found: Any, ordinary: Any) -> dict[str, Any]:
    """What sets pressure that a whole look finds apart from ordinary reviews without that look."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    kinds = sorted(PRESSING)
    present = [ingredients(hit.slot for hit in text.reading.hits) for text in texts]
    matrix = np.column_stack([said, *[[kind in one for one in present] for kind in kinds]])
    asked = found | ordinary
    judge = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000, random_state=0)
    shares = judge.fit(matrix[asked], found[asked]).coef_[0]
    return {
        "bias": round(-float(np.quantile(matrix[found] @ shares, UNSEEN)), 4),
        "said": round(float(shares[0]), 4),
        "ingredients": _rounded(kinds, shares[1:], 0.0),
    }


def _matrix(rows: list[dict[str, float]], scale: float) -> tuple[Any, list[str]]:
    """The rows as a matrix, and the names of its columns: those seen often enough to say something."""
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows).tocsc()
    seen = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, seen, strict=True) if keep]
    return (matrix[:, seen] * scale).tocsr(), names


def _patterns(
    texts: list[Read], lessons: list[Lesson], found: list[dict[str, float]]
) -> tuple[Any, list[str]]:
    """Weights that tell the patterns of pressure whose link is said, and the names of what they weigh."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    chosen = [at for at, lesson in enumerate(lessons) if lesson.linked]
    rows = [texts[at].row for at in chosen]
    matrix, names = _matrix(
        [
            pattern_features(texts[at].reading.words, row["lang"], found[at])
            for at, row in zip(chosen, rows, strict=True)
        ],
        1.0,
    )
    gold = np.array([row["pattern"] for row in rows])
    _, place, counts = np.unique(gold, return_inverse=True, return_counts=True)
    importance = (counts.max() / counts)[place] ** RAISED
    judge = LogisticRegression(C=PATTERN_PENALTY, max_iter=2000, random_state=0)
    return judge.fit(matrix, gold, sample_weight=importance), names


def _judge(
    matrix: Any, gold: Any, importance: Any, folds: Any, penalty: float, columns: Any = None
) -> tuple[Any, Any]:
    """Weights learnt from all rows, and what weights that have not seen a row say of it (log-odds).

    Where `columns` is given, they say it of these columns alone.
    """
    import numpy as np

    judged = np.empty(len(gold))
    for number in range(FOLDS):
        seen = folds != number
        judge = _fit(matrix[seen], gold[seen], importance[seen], penalty)
        asked = matrix[~seen] if columns is None else matrix[~seen].multiply(columns).tocsr()
        judged[~seen] = judge.decision_function(asked)
    return _fit(matrix, gold, importance, penalty), judged


def _fit(matrix: Any, gold: Any, importance: Any, penalty: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=penalty, solver="liblinear", random_state=0)
    return model.fit(matrix, gold, sample_weight=importance)


def _only(found: dict[str, float], part: str) -> dict[str, float]:
    """The features of one part: what is `heard` in the clauses, or what is `standing` there."""
    return {name: value for name, value in found.items() if name.startswith(HEARD) == (part == "heard")}


def _table(*columns: dict[str, float]) -> dict[str, list[int]]:
    """The shares of each word and piece, in hundredths; those that change nothing are left out."""
    table = {}
    for name in sorted(set().union(*columns)):
        shares = [float(column.get(name, 0.0)) for column in columns]
        if max(map(abs, shares)) >= SMALLEST_WORD:
            table[name] = [round(100 * share) for share in shares]
    return table


def _rounded(names: list[str], weights: Iterable[float], smallest: float = SMALLEST) -> dict[str, float]:
    return {
        name: round(float(weight), 3)
        for name, weight in sorted(zip(names, weights, strict=True))
        if abs(weight) >= smallest
    }


def written(data: dict[str, Any]) -> str:
    """The content of the file: a line for each part, and one for each of the words, so that changes show."""
    words = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(shares, separators=(',', ':'))}"
        for name, shares in data["words"].items()
    )
    parts = [
        f'"{name}": '
        + ("{\n" + words + "\n}" if name == "words" else json.dumps(part, ensure_ascii=False, sort_keys=True))
        for name, part in sorted(data.items())
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> None:
    """Reads the corpora and writes the weights beside this file."""
    folder = Path(arguments[0])
    rows = [row for row in read_corpus(folder) + read_everyday(folder) if not held_out(row["text"])]
    if len(arguments) > 1:
        rows += read_ordinary(Path(arguments[1]))
    rows = unlinked(with_requests(roughened(rows, read_greetings(folder)), read_requests(folder)))
    target = Path(__file__).with_name("weights.json")
    data, learnt = train(rows)
    target.write_text(written(data), encoding="utf-8")
    write(target.with_name("network.npz"), learnt)
    sys.stderr.write(f"{target}: learnt from {len(rows)} texts\n")


if __name__ == "__main__":
    main(sys.argv[1:])
