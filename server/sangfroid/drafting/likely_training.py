"""Makes `likely.npz` anew: `python -m sangfroid.drafting.likely_training CORPUS`.

CORPUS holds the project's own texts, `exact/<language>.jsonl` among them: sentences of reviews with what each
tells. A third, chosen by the hash of each, is never learnt from: it is kept for reporting. The entries of the
lists are learnt from as well, each as a few words that tell one thing, and count less. scikit-learn is needed
here and nowhere at run time.
"""

import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import exact, likely, own_words
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.persons import PERSON

#: How much a name counts, the inverse strength of the L2 penalty, and how much an entry of a list counts
#: against a sentence: set by a handful of trials, not searched for.
SCALE, PENALTY, ENTRY = 8.0, 2.0, 0.15
#: A name in fewer sentences says nothing about the next one; a share below this (log-odds) changes nothing.
SEEN_AT_LEAST, SMALLEST = 2, 0.2
#: Alternatives of an entry that are spelt out.
SPELT_OUT = 3
#: Pairs of sentences, and of entries, that are learnt from as one sentence, and words of a sentence that has
#: another beside it at most: in a review one complaint says nothing against the next.
PAIRS, ENTRY_PAIRS, SHORT = 12_000, 25_000, 16
#: Entries that tell something else, of which one is learnt from in place of so many.
STANDS_FOR = 6
#: Multiples of this are kept (log-odds).
STEP = 0.1


class Sentence(NamedTuple):
    """A sentence of a review, and what it tells: grievances and compliments, or nothing."""

    language: str
    text: str
    tells: frozenset[str]


def order() -> tuple[str, ...]:
    """All that is learnt, in the order of the odds; not praise of a person, which no list tells."""
    every = (name for kind in (exact.GRIEVANCES, exact.COMPLIMENTS) for name in exact.subjects(kind))
    return tuple(name for name in every if name != PERSON)


def sentences(corpus: Path) -> Iterator[Sentence]:
    """The sentences of the corpus."""
    for language in LANGUAGES:
        for line in (corpus / f"exact/{language}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Sentence(language, row["text"], frozenset(row["tells"]))


def entries() -> Iterator[Sentence]:
    """The entries of the lists, each in some of its alternatives; and each without one of its words, where it
    tells nothing then.
    """
    for language in LANGUAGES:
        for kind in (exact.GRIEVANCES, exact.COMPLIMENTS):
            for name, told in exact.told_in(kind, language).items():
                if name == PERSON:
                    continue
                known = own_words.pattern(told.words)
                for entry in told.words.split(","):
                    for number, text in enumerate(spelt(entry)):
                        yield Sentence(language, text, frozenset({name}))
                        less = without(text, number)
                        if less and not known.search(less):
                            yield Sentence(language, less, frozenset())


def without(text: str, number: int) -> str:
    """Some words less one, in turn; nothing of a word alone."""
    words = text.split()
    at = number % len(words) if words else 0
    return " ".join([*words[:at], *words[at + 1 :]])


def spelt(entry: str) -> Iterator[str]:
    """An entry of a list with its words' alternatives in turn; what stands for any word is left out."""
    words = [[one.rstrip("*") for one in word.split("|")] for word in entry.split() if word not in ("#", "~")]
    for number in range(min(SPELT_OUT, max(map(len, words), default=0))):
        yield " ".join(either[number % len(either)] for either in words)


def in_pairs(told: Sequence[Sentence], count: int) -> Iterator[Sentence]:
    """About so many sentences made of two of one language, which tell what both tell; always the same."""
    chance = random.Random(0)
    for language in LANGUAGES:
        own = [one for one in told if one.language == language]
        for _ in range(count * len(own) // max(1, len(told)) if len(own) > 1 else 0):
            first, second = chance.sample(own, 2)
            text = f"{first.text.rstrip(' .!?')}, {second.text}"
            yield Sentence(language, text, first.tells | second.tells)


def train(learnt: Sequence[Sentence], listed: Sequence[Sentence]) -> dict[str, Any]:
    """The arrays of `likely.npz`."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    every = [*learnt, *listed]
    counts = np.where(np.arange(len(every)) < len(learnt), 1.0, ENTRY)
    vectorizer = DictVectorizer()
    said = [likely.named(likely.words(spaced(one.text)), one.language) for one in every]
    matrix = vectorizer.fit_transform(said).tocsc()
    seen = matrix.getnnz(axis=0) >= SEEN_AT_LEAST
    names = [name for name, keep in zip(vectorizer.feature_names_, seen, strict=True) if keep]
    matrix = (matrix[:, seen] * SCALE).tocsr()
    # Of the many entries that tell something else a part stands for all of them.
    sentence = np.arange(len(every)) < len(learnt)
    sampled = sentence | (np.arange(len(every)) % STANDS_FOR == 0)

    def fit(name: str) -> Any:
        gold = np.array([name in one.tells for one in every])
        taken = gold | sampled
        weighed = counts * np.where(gold | sentence, 1, STANDS_FOR)
        model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=0)
        return model.fit(matrix[taken], gold[taken], sample_weight=weighed[taken])

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        models = list(threads.map(fit, order()))
    shares = np.stack([model.coef_[0] * SCALE for model in models], axis=1)
    return packed(names, shares, [float(model.intercept_[0]) for model in models])


def packed(names: Sequence[str], shares: Any, bias: Sequence[float]) -> dict[str, Any]:
    """The arrays as they are stored: of each name only what it changes."""
    steps = np.clip(np.rint(shares / STEP), -127, 127).astype(np.int8)
    steps[np.abs(shares) < SMALLEST] = 0
    kept = [(name, row) for name, row in sorted(zip(names, steps, strict=True)) if row.any()]
    rows = [np.flatnonzero(row) for _, row in kept]
    return {
        "names": np.frombuffer("\n".join(name for name, _ in kept).encode(), np.uint8),
        "order": np.frombuffer("\n".join(order()).encode(), np.uint8),
        "starts": np.cumsum([0, *map(len, rows)]).astype(np.int32),
        "places": np.concatenate(rows).astype(np.uint8),
        "shares": np.concatenate([row[at] for (_, row), at in zip(kept, rows, strict=True)]),
        "bias": np.array(bias, np.float32),
        "step": np.float32(STEP),
    }


def main(arguments: Sequence[str]) -> None:
    """Reads the sentences and writes the weights beside the lists."""
    learnt = [one for one in sentences(Path(arguments[0])) if not held_out(one.text)]
    listed = list(entries())
    target = Path(__file__).with_name("likely.npz")
    short = [one for one in learnt if len(one.text.split()) <= SHORT]
    telling = [one for one in listed if one.tells]
    learning = [*learnt, *in_pairs(short, PAIRS)], [*listed, *in_pairs(telling, ENTRY_PAIRS)]
    np.savez_compressed(target, **train(*learning))
    sys.stderr.write(f"{target}: learnt from {len(learnt)} sentences and {len(listed)} entries\n")


if __name__ == "__main__":
    main(sys.argv[1:])
