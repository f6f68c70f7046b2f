"""What reviewers think of their subjects, against what a reader took each of them for."""

from collections import Counter
from pathlib import Path

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.opinions_training import Marked, read
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.languages import LANGUAGES
from tests.evaluate.themes import KEPT, WORKED

CORPUS = Path(__file__).parents[1] / "corpus"
#: From here on a polarity says that somebody is pleased, or displeased.
JUDGED = 0.4
_GOLD = {"bad": "bad", "good": "good", "neutral": "neither", "other": "neither"}


def report(data: Path) -> None:
    """Prints the part learnt from and the part kept aside; the texts are the project's own."""
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for marked in read(CORPUS):
        part = KEPT if held_out(marked.review.text) else WORKED
        for language in (str(marked.review.language), "all"):
            counts.setdefault((part, language), Counter()).update(outcomes(marked))
    for part in (WORKED, KEPT):
        print(f"-- {part}: right of those said (those marked), and said of those marked: pleased; displeased")
        for language in (*LANGUAGES, "all"):
            found = counts[part, language]
            print(f"{language:10}" + "".join(f"{_share(found, opinion):>34}" for opinion in ("good", "bad")))


def outcomes(marked: Marked) -> Counter[tuple[str, str]]:
    """What each marked subject is, with what it is heard as."""
    found: Counter[tuple[str, str]] = Counter()
    for theme in analyze(marked.review).themes:
        opinion = marked.opinions.get((theme.name, theme.start))
        if opinion is not None:
            heard = "good" if theme.polarity > JUDGED else "bad" if theme.polarity < -JUDGED else "neither"
            found[_GOLD[opinion], heard] += 1
    return found


def _share(found: Counter[tuple[str, str]], opinion: str) -> str:
    opposite = "bad" if opinion == "good" else "good"
    said = sum(times for (_, heard), times in found.items() if heard == opinion)
    meant = sum(times for (gold, _), times in found.items() if gold == opinion)
    both = found[opinion, opinion]
    return (
        f"{100 * both / max(1, said):.1f} {100 * both / max(1, meant):.1f} ({meant}), "
        f"{100 * found[opposite, opinion] / max(1, said):.1f} opposite"
    )
