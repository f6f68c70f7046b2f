"""Makes `data/classifier.json` anew: `python -m sangfroid.drafting.guards.classifier_training TESTS`.

TESTS holds the project's own sentences: `corpus/replies/<language>.jsonl`, of which a third, chosen by the
hash of each, is kept for reporting, and the cases the rules are tested with. Every wording of the composer is
a sentence that no classifier may warn of. scikit-learn is needed here and nowhere at run time.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.cues.words import named
from sangfroid.domain.draft import Person, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import phrases
from sangfroid.drafting.guards.classifier import GUARDS, words
from sangfroid.drafting.guards.reading import CheckedText

#: How much a name counts, and the inverse strength of the L2 penalty.
SCALE, PENALTY = 8.0, 1.0
#: How much a sentence counts that belongs to another guard, and a wording of the composer.
ELSEWHERE, COMPOSED = 0.3, 0.5
#: Share of the near-misses, and of all other sentences, that may be warned of by weights that have not seen
#: them.
NEAR_WARNED, OTHERS_WARNED = 0.04, 0.004
#: How far above every wording of the composer a warning begins (log-odds).
MARGIN = 0.2
#: A name in fewer sentences says nothing about the next one; a share below this changes nothing.
SEEN_AT_LEAST, SMALLEST = 3, 0.25
FOLDS = 5
_SENTENCE = re.compile(r"(?<=[.!?]) ")


class Sentence(NamedTuple):
    """A sentence of a reply: the guard it was written for, and whether that guard should hear it."""

    language: str
    guard: str
    hit: bool
    text: str


def replies(tests: Path) -> list[Sentence]:
    """The sentences of the corpus."""
    return [
        Sentence(language, row["guard"], row["hit"], row["text"])
        for language in LANGUAGES
        for row in map(
            json.loads, (tests / f"corpus/replies/{language}.jsonl").read_text("utf-8").splitlines()
        )
    ]


def cases(tests: Path) -> list[Sentence]:
    """The sentences the rules are tested with."""
    found = []
    for language, folder in product(LANGUAGES, ("cases", "told")):
        path = tests / f"unit/drafting/guards/{folder}/{language}.yaml"
        for guard, kinds in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items():
            for kind in ("hits", "near"):
                texts = [case if isinstance(case, str) else case["text"] for case in kinds.get(kind, ())]
                # In the second folder facts and review decide: only its near-misses are plain.
                if folder == "cases" or kind == "near":
                    found += [Sentence(language, guard, kind == "hits", text) for text in texts]
    return found


def composed() -> Iterator[Sentence]:
    """The sentences of the composer, each in two of its wordings, once."""
    seen: set[tuple[str, str]] = set()
    for language, person, voice in product(LANGUAGES, Person, Voice):
        groups = [group for move in phrases.MOVES for group in phrases.ways(language, move, voice, person)]
        for theme, praise in product(phrases.bank(language).themes, (True, False)):
            groups += phrases.theme_ways(language, theme, praise, person)
        for template in (way for group in groups for way in {group[0], group[-1]}):
            text = phrases.agree(re.sub(r"\{[a-z]+\}", "", template), plural=False)
            for part in _SENTENCE.split(text):
                if (language, part) not in seen:
                    seen.add((language, part))
                    yield Sentence(language, "", False, part)


def said(sentence: Sentence) -> dict[str, float]:
    """Names and values of what a sentence says."""
    plain = CheckedText(sentence.text).plain
    return named([word.text for word in words(plain, 0, len(plain))], sentence.language)


def train(sentences: list[Sentence]) -> dict[str, Any]:
    """The content of `classifier.json`."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([said(sentence) for sentence in sentences]).tocsc()
    seen = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, seen, strict=True) if keep]
    matrix = (matrix[:, seen] * SCALE).tocsr()
    guards = np.array([sentence.guard for sentence in sentences])
    hits = np.array([sentence.hit for sentence in sentences])
    shares, bias, thresholds = [], {}, {}
    for guard in GUARDS:
        gold = hits & (guards == guard)
        near = ~hits & (guards == guard)
        # A sentence written for another guard may well be heard by this one too.
        counts = np.where(guards == guard, 1.0, np.where(guards == "", COMPOSED, ELSEWHERE))

        def fit(rows: Any, gold: Any = gold, counts: Any = counts) -> Any:
            model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=0)
            return model.fit(matrix[rows], gold[rows], sample_weight=counts[rows])

        judged = np.empty(len(gold))
        for learnt, kept in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(gold, gold + 2 * near):
            judged[kept] = fit(learnt).decision_function(matrix[kept])
        others = ~hits & (guards != guard)
        thresholds[guard] = round(
            float(
                max(
                    np.quantile(judged[near], 1 - NEAR_WARNED), np.quantile(judged[others], 1 - OTHERS_WARNED)
                )
            ),
            3,
        )
        model = fit(np.arange(len(gold)))
        bias[guard] = round(float(model.intercept_[0]), 3)
        shares.append(model.coef_[0] * SCALE)
        # The composer's own wordings are warned of by nobody.
        composers = model.decision_function(matrix[guards == ""])
        thresholds[guard] = max(thresholds[guard], round(float(composers.max()) + MARGIN, 3))
    table = {}
    for name, row in zip(names, np.stack(shares, axis=1).tolist(), strict=True):
        if max(map(abs, row)) >= SMALLEST:
            table[name] = [round(100 * share) for share in row]
    return {"bias": bias, "thresholds": thresholds, "words": dict(sorted(table.items()))}


def written(data: dict[str, Any]) -> str:
    """The content of the file: one line for each name, so that changes show."""
    lines = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(shares, separators=(',', ':'))}"
        for name, shares in data["words"].items()
    )
    parts = [f'"{name}": {json.dumps(data[name])}' for name in ("bias", "thresholds")]
    return "{\n" + ",\n".join([*parts, '"words": {\n' + lines + "\n}"]) + "\n}\n"


def main(arguments: list[str]) -> None:
    """Reads the sentences and writes the weights beside the rules."""
    tests = Path(arguments[0])
    learnt = [sentence for sentence in replies(tests) if not held_out(sentence.text)]
    sentences = [*learnt, *cases(tests), *composed()]
    target = Path(__file__).with_name("data") / "classifier.json"
    target.write_text(written(train(sentences)), encoding="utf-8")
    sys.stderr.write(f"{target}: learnt from {len(sentences)} sentences\n")


if __name__ == "__main__":
    main(sys.argv[1:])
