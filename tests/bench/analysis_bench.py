"""How fast reviews are analysed, beside langdetect, lingua and VADER on the same texts in the same run.

    python -m tests.bench.analysis_bench --data ../shared/data [--texts 350] [--passes 3]

The programs take turns every few texts, so that a busy machine slows all alike; only ratios mean much.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sangfroid.analysis import cues, language, personal_data, risks, themes, tone
from sangfroid.analysis.lexicon import lexicon
from sangfroid.analysis.pipeline import analyze
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review
from tests.evaluate.reading import reviews

#: What the whole analysis may take of the time of langdetect as it ships.
SHARE = 0.2
#: Texts a program reads before the next has its turn.
TURN = 25


def _sample(data: Path, count: int) -> list[str]:
    texts = [row["text"] for row in reviews(data) if row["lang"] in LANGUAGES]
    return texts[:: max(1, len(texts) // count)][:count]


def _runners() -> dict[str, Callable[[str], object]]:
    import langdetect
    from langdetect.lang_detect_exception import LangDetectException

    def shipped(text: str) -> object:
        try:
            return langdetect.detect(text)
        except LangDetectException:
            return None

    runners: dict[str, Callable[[str], object]] = {
        "analysis": lambda text: analyze(Review(text)),
        "langdetect": shipped,
    }
    try:
        from lingua import IsoCode639_1, LanguageDetectorBuilder
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        print("lingua and VADER are not installed; `make bench` brings them")
        return runners
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(
        *(getattr(IsoCode639_1, tag.upper()) for tag in LANGUAGES)
    ).build()
    vader = SentimentIntensityAnalyzer()
    return runners | {
        "lingua, seven languages": detector.detect_language_of,
        "VADER (English tone alone)": vader.polarity_scores,
    }


def _pass(run: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        run(text)
    return (time.process_time() - start) / len(texts)


def _parts(texts: list[str]) -> dict[str, float]:
    """Seconds a text of each step."""
    spent: dict[str, float] = dict.fromkeys(
        ("fold", "language", "lexicon", "cues", "tone", "risks", "themes", "personal data"), 0.0
    )

    def timed(name: str, step: Callable[..., Any], *given: Any) -> Any:
        start = time.process_time()
        result = step(*given)
        spent[name] += time.process_time() - start
        return result

    for written in texts:
        review = Review(written)
        text = timed("fold", NormalizedText, written)
        guess = timed("language", language.guess, text)
        if guess.tag not in LANGUAGES:
            continue
        words = lexicon(guess.tag)
        hits = timed("lexicon", words.find, text)
        timed("cues", cues.find, text, guess.tag)
        heard = timed("tone", tone.hear, text, hits.get("tone", ()), hits.get("label", ()), review)
        timed("risks", risks.find, text, hits, heard.tone.polarity)
        subjects = timed(
            "themes", themes.subjects, text, hits.get("theme", ()), heard.voices, heard.tone.polarity
        )
        timed("themes", themes.judged, text, guess.tag, subjects, heard.tone.polarity)
        timed("personal data", personal_data.find, text, words, hits, review)
    return {name: seconds / len(texts) for name, seconds in spent.items()}


_ALONE = """
import json, sys, time
start = time.perf_counter()
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.review import Review
analyze(Review("Très bon séjour"))
first = time.perf_counter() - start
for text in json.load(sys.stdin):
    analyze(Review(text))
# What getrusage says is inherited from the parent process.
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([first, int(peak)]))
"""


def _alone(texts: list[str]) -> tuple[float, float]:
    """Seconds to the first analysis in a new process, and its peak memory in MB after all of the texts."""
    answer = subprocess.run(
        [sys.executable, "-c", _ALONE], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    first, peak = json.loads(answer.stdout)
    return first, peak / 1024


def report(data: Path, texts: int = 350, passes: int = 3) -> None:
    """Prints times, reviews a second, ratios, peak memory and start-up."""
    sample = _sample(data, texts)
    runners = _runners()
    for run in runners.values():
        _pass(run, sample)  # so that no pass pays for loading
    times: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(passes):
        turns: dict[str, list[float]] = {name: [] for name in runners}
        for start in range(0, len(sample), TURN):
            for name, run in runners.items():
                turns[name].append(_pass(run, sample[start : start + TURN]))
        for name, values in turns.items():
            times[name].append(statistics.mean(values))
    medians = {name: statistics.median(values) for name, values in times.items()}
    characters = statistics.mean(map(len, sample))
    print(f"{len(sample)} reviews of {characters:.0f} characters on average, {passes} passes")
    for name, seconds in medians.items():
        print(
            f"{name:28}{seconds * 1e6:9.0f} µs a text{1 / seconds:9.0f} reviews a second"
            f"{seconds / medians['langdetect']:8.3f} of langdetect"
        )
    share = medians["analysis"] / medians["langdetect"]
    print(f"whole analysis: {share:.3f} of langdetect as it ships (to reach: {SHARE})")
    print("steps, µs: " + ", ".join(f"{name} {s * 1e6:.0f}" for name, s in _parts(sample).items()))
    first, peak = _alone(sample)
    print(f"in a process of its own: first analysis after {first:.2f} s, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument("--texts", type=int, default=350)
    parser.add_argument("--passes", type=int, default=3)
    arguments = parser.parse_args()
    report(arguments.data, arguments.texts, arguments.passes)
