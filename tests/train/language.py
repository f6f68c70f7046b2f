"""Learns the weights of the language vote.

Learns from: the project's own texts (the lexicons, `tests/corpus`), rows whose terms allow shipping what is
learnt from them (`yelp_sentences_en`, `tripadvisor_hotels_en`, `absapt_pt`), and strings drawn at random from
the letter statistics that langdetect ships (Apache 2.0), which also stand for the languages not supported.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from langdetect.detector_factory import PROFILES_DIRECTORY
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.utils._testing import ignore_warnings

from sangfroid.analysis import language, text
from sangfroid.analysis.lexicon import phrases
from sangfroid.domain.languages import LANGUAGES, UNKNOWN
from tests.evaluate.reading import reviews

ROOT = Path(__file__).parents[2]
ANALYSIS = ROOT / "server/sangfroid/analysis"
ALLOWED = ("yelp_sentences_en", "tripadvisor_hotels_en", "absapt_pt")
OTHERS = (
    *("af", "ca", "cs", "cy", "da", "et", "fi", "hr", "hu", "id", "lt", "lv", "no", "pl"),
    *("ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi"),
)
GROUPS_KEPT = 45_000
#: From this number on, rows of the corpus word the same few situations plainly; more of the same words made
#: short texts of other kinds worse.
PLAIN_FROM = 601


class Examples:
    """Short texts with their language and weight."""

    def __init__(self) -> None:
        self.random = random.Random(0)
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.weights: list[float] = []

    def add(self, written: str, tag: str, weight: float = 1.0) -> None:
        letters = language.letters_of(text.NormalizedText(written).folded)
        # Telephones leave accents out.
        bare = text.NormalizedText(letters).plain
        for form, share in {letters: 1.0, bare: 0.4 if bare != letters else 1.0}.items():
            if len(form) > 3:
                self.texts.append(form)
                self.tags.append(tag)
                self.weights.append(weight * share)

    def add_pieces(self, written: str, tag: str, count: int) -> None:
        """Runs of one to twelve words, since short texts are the hard ones."""
        words = written.split()
        for _ in range(count):
            size = self.random.choice([1, 2, 2, 3, 3, 4, 5, 6, 8, 12])
            start = self.random.randrange(max(1, len(words) - size + 1))
            self.add(" ".join(words[start : start + size]), tag)

    def add_drawn(self, profile: str, tag: str, count: int, weight: float) -> None:
        """Strings with the letter statistics of a language."""
        statistics = json.loads((Path(PROFILES_DIRECTORY) / profile).read_text(encoding="utf-8"))["freq"]
        following: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for group, count_of in sorted(statistics.items()):
            if len(group) == 3:
                following[group[:2].lower()].append((group[2].lower(), count_of))
            elif len(group) == 2 and group[0] == " ":
                following[" "].append((group[1].lower(), count_of))
        for _ in range(count):
            drawn = " "
            for _ in range(self.random.randint(8, 60)):
                choices = following.get(drawn[-2:]) or following.get(drawn[-1:]) or following[" "]
                drawn += self.random.choices([c for c, _ in choices], [w for _, w in choices])[0]
            self.texts.append(drawn)
            self.tags.append(tag)
            self.weights.append(weight)


def _phrases(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key != "language":
                yield from _phrases(value)
    elif isinstance(data, list):
        for value in data:
            yield from _phrases(value)
    else:
        yield from phrases(str(data))


def _examples(data: Path) -> Examples:
    examples = Examples()
    for tag in LANGUAGES:
        for line in (ROOT / f"tests/corpus/blackmail/{tag}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if int(row["id"].rpartition("-")[2]) < PLAIN_FROM:
                examples.add_pieces(row["text"], tag, 8)
        for kind in ("tone", "themes", "risks", "markers", "words"):
            lexicon = (ANALYSIS / f"lexicons/{kind}/{tag}.yaml").read_text(encoding="utf-8")
            for phrase in _phrases(yaml.safe_load(lexicon)):
                if len(phrase) > 2:
                    weight = 1.5 if kind == "words" else 0.3 if phrase.endswith("*") else 0.6
                    # The words of short reviews count several times, or rare ones would be dropped.
                    for _ in range(4 if kind == "words" else 1):
                        examples.add(phrase.rstrip("*"), tag, weight)
        examples.add_drawn(tag, tag, 600, 0.3)
    for profile in OTHERS:
        examples.add_drawn(profile, UNKNOWN, 250, 0.5)
    others = (ROOT / "tests/corpus/other_languages.txt").read_text(encoding="utf-8").splitlines()
    for line in others:
        for _ in range(3):
            examples.add(line, UNKNOWN, 1.0)
        examples.add_pieces(line, UNKNOWN, 6)
    for row in reviews(data):
        if row["file"] in ALLOWED:
            examples.add_pieces(row["text"], row["lang"], 4)
    return examples


@ignore_warnings(category=ConvergenceWarning)  # close enough is meant
def train(data: Path) -> None:
    """Writes `server/sangfroid/analysis/weights/language.txt`; takes about two minutes."""
    examples = _examples(data)
    tags, weights = np.array(examples.tags), np.array(examples.weights)
    totals: Counter[str] = Counter()
    for tag, weight in zip(tags, weights, strict=True):
        totals[tag] += weight
    weights *= np.array([len(tags) / len(totals) / totals[tag] for tag in tags])
    counter = CountVectorizer(analyzer=language.groups, min_df=4)
    counts = counter.fit_transform(examples.texts)
    model = LogisticRegression(C=1.0, max_iter=40, tol=1e-3).fit(counts, tags, sample_weight=weights)
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    value = model.coef_.std(axis=0) * np.sqrt(seen)
    kept = np.sort(np.argsort(-value, kind="stable")[:GROUPS_KEPT])
    model = LogisticRegression(C=1.0, max_iter=100, tol=1e-3).fit(
        counts[:, kept], tags, sample_weight=weights
    )
    names = counter.get_feature_names_out()[kept]
    lanes = [list(model.classes_).index(tag) for tag in language.LANES]
    steps = np.clip(np.rint(model.coef_[lanes] / language._STEP), -46, 46).astype(int) + language._ZERO
    lines = [" ".join(f"{number:.3f}" for number in model.intercept_[lanes])]
    lines += [
        name + "".join(map(chr, column)) for name, column in sorted(zip(names, steps.T.tolist(), strict=True))
    ]
    out = ANALYSIS / "weights/language.txt"
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
