"""How fast reviews are analysed, beside langdetect, lingua and VADER on the same texts in the same run.

    python -m tests.bench.analysis_bench --data ../shared/data [--texts 350] [--passes 3]

Times are the median of interleaved passes, so that a busy machine slows all alike; only ratios mean much.
"""

import argparse
import resource
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
        timed("themes", themes.find, text, hits.get("theme", ()), heard.voices)
        timed("personal data", personal_data.find, text, words, hits, review)
    return {name: seconds / len(texts) for name, seconds in spent.items()}


def _start_up() -> float:
    """Seconds until a new process has analysed its first review, less those of an empty one."""

    def run(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    code = (
        "from sangfroid.analysis.pipeline import analyze\n"
        "from sangfroid.domain.review import Review\n"
        "analyze(Review('Très bon séjour'))"
    )
    return min(run(code) for _ in range(3)) - min(run("pass") for _ in range(3))


def report(data: Path, texts: int = 350, passes: int = 3) -> None:
    """Prints times, reviews a second, ratios, peak memory and start-up."""
    sample = _sample(data, texts)
    runners = _runners()
    for run in runners.values():
        _pass(run, sample[:80])
    times: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(passes):
        for name, run in runners.items():
            times[name].append(_pass(run, sample))
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
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"start-up with the first review: {_start_up():.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with reviews/*.jsonl")
    parser.add_argument("--texts", type=int, default=350)
    parser.add_argument("--passes", type=int, default=3)
    arguments = parser.parse_args()
    report(arguments.data, arguments.texts, arguments.passes)
