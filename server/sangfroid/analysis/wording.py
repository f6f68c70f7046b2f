"""How far the words of a text speak for or against, as learnt weights."""

from sangfroid.analysis.text import NormalizedText


def score(text: NormalizedText, language: str, good: float, bad: float) -> float:
    """Log-odds that a text praises rather than complains."""
    return 0.5 * (good - 1.2 * bad)
