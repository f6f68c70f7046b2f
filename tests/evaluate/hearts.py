"""How often the complaint a reply answers first is one a reader took for the heart of the review."""

from collections import Counter
from pathlib import Path

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.hearts_training import ANSWERED, Marked, read
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.writing import Writing
from tests.evaluate.themes import KEPT, WORKED

CORPUS = Path(__file__).parents[1] / "corpus"


def report(data: Path) -> None:
    """Prints the part learnt from and the part kept aside; the texts are the project's own."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for marked in read(CORPUS):
        if not marked.hearts:
            continue
        part = KEPT if held_out(marked.review.text) else WORKED
        for language in (str(marked.review.language), "all"):
            counts.setdefault((part, language), Counter()).update(outcome(marked))
    for part in (WORKED, KEPT):
        print(f"-- {part}: the first complaint answered is a heart of the review, of those with one answered")
        for language in (*LANGUAGES, "all"):
            found = counts[part, language]
            share = found["heart"] / max(1, found["answered"])
            print(f"{language:10}{found['heart']:>8} of {found['answered']} ({share:.1%})")


def outcome(marked: Marked) -> list[str]:
    """Whether a complaint of a review is answered, and whether the first that is was marked."""
    analysis = analyze(marked.review)
    if analysis.situation not in ANSWERED:
        return []
    writing = Writing(DraftRequest(marked.review, analysis), str(marked.review.language), Audience.PUBLIC)
    if not writing.concerns:
        return []
    return ["answered", "heart"] if writing.concerns[0] in marked.hearts else ["answered"]
