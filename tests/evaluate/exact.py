"""How much of what a sentence of a review exactly tells a reply takes up, and how much of that is meant."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Audience
from sangfroid.domain.review import Review
from sangfroid.drafting import exact, likely_training
from sangfroid.drafting.exact import COMPLIMENTS, GRIEVANCES
from sangfroid.drafting.hearing import Hearing
from sangfroid.drafting.likely_training import Sentence
from sangfroid.drafting.persons import PERSON
from sangfroid.drafting.request import DraftRequest

CORPUS = Path(__file__).parents[1] / "corpus"
KINDS = (GRIEVANCES, COMPLIMENTS)
#: Stars of a sentence that complains, does both, praises; and of one that tells nothing, in turn.
DISPLEASED, OF_TWO_MINDS, PLEASED = 2, 3, 5
UNTOLD = (2, 4, 5)


def rating(sentence: Sentence) -> int:
    """The stars somebody gives who says this and no more."""
    blames, praises = (bool(sentence.tells & exact.subjects(kind).keys()) for kind in KINDS)
    if not blames and not praises:
        return UNTOLD[len(sentence.text) % len(UNTOLD)]
    return OF_TWO_MINDS if blames and praises else DISPLEASED if blames else PLEASED


def told(sentence: Sentence) -> set[str]:
    """What a reply to a review of just this sentence takes up."""
    review = Review(sentence.text, rating=rating(sentence), language=sentence.language, platform="google")
    hearing = Hearing(DraftRequest(review, analyze(review)), sentence.language, Audience.PUBLIC)
    return hearing.taken_up - {PERSON}


def counted(sentence: Sentence) -> Counter[str]:
    """What is told of each kind, what of it is taken up, and what else is."""
    found, counts = told(sentence), Counter[str]()
    for kind in KINDS:
        names = exact.subjects(kind).keys()
        counts[f"{kind} told"] = len(sentence.tells & names)
        counts[f"{kind} heard"] = len(sentence.tells & found & names)
        counts[f"{kind} wrong"] = len((found - sentence.tells) & names)
    if not sentence.tells:
        counts.update(empty=1, raised=bool(found & exact.subjects(GRIEVANCES).keys()))
    return counts


def report(tags: Sequence[str]) -> None:
    """Prints the third that is kept aside."""
    groups: dict[str, Counter[str]] = {}
    for sentence in likely_training.sentences(CORPUS):
        if sentence.language in tags and held_out(sentence.text):
            counts = counted(sentence)
            for tag in (sentence.language, "all"):
                groups.setdefault(tag, Counter()).update(counts)
    print("\n-- what single sentences, kept aside and half of them indirect, exactly tell (%)")
    print(
        f"{'':10}"
        + "".join(f"{kind + ' right':>20}{'heard':>8}" for kind in KINDS)
        + f"{'raised by none':>18}"
    )
    for tag in (*tags, "all"):
        counts, cells = groups[tag], ""
        for kind in KINDS:
            heard, wrong = counts[f"{kind} heard"], counts[f"{kind} wrong"]
            right = 100 * heard / max(1, heard + wrong)
            cells += f"{right:>20.1f}{100 * heard / max(1, counts[f'{kind} told']):>8.1f}"
        print(f"{tag:10}{cells}{100 * counts['raised'] / max(1, counts['empty']):>18.1f}")
