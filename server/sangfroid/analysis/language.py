"""Which of the seven languages a text is written in."""

from functools import cache
from pathlib import Path
from typing import Any

from langdetect import DetectorFactory
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.lang_detect_exception import LangDetectException

from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.languages import LANGUAGES, UNKNOWN
from sangfroid.domain.review import LanguageGuess


@cache
def _judge() -> Any:
    factory = DetectorFactory()
    factory.load_json_profile(
        [(Path(PROFILES_DIRECTORY) / tag).read_text(encoding="utf-8") for tag in LANGUAGES]
    )
    DetectorFactory.seed = 0
    return factory


def guess(text: NormalizedText, hint: str | None = None) -> LanguageGuess:
    """The language of a text; `hint` is a BCP 47 tag that breaks ties."""
    detector = _judge().create()
    detector.append(text.original)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        best = []
    if not best:
        return LanguageGuess(UNKNOWN, 0.0)
    return LanguageGuess(best[0].lang, round(best[0].prob, 3))


def hinted(hint: str | None) -> str:
    """The supported language a BCP 47 tag names, or `und`."""
    primary = (hint or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else UNKNOWN
