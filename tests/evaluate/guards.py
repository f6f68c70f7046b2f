"""How many sentences that must not stand in a reply are heard, and how many harmless ones are: kept aside.

The sentences are `tests/corpus/replies`; the rules have seen none of them, the classifier has learnt from the
two thirds left out here.
"""

from collections import Counter
from pathlib import Path

from sangfroid.analysis.cues.training_texts import held_out
from sangfroid.domain.draft import Severity
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import guards
from sangfroid.drafting.guards.classifier import GUARDS
from sangfroid.drafting.guards.classifier_training import replies
from sangfroid.drafting.guards.context import GuardContext

TESTS = Path(__file__).parents[1]


def report(_: Path) -> None:
    """Prints, for each guard and language, hits heard and near-misses warned of or blocked."""
    counted: Counter[tuple[str, str, bool, str]] = Counter()
    for sentence in replies(TESTS):
        if not held_out(sentence.text):
            continue
        found = guards.check(sentence.text, GuardContext(language=sentence.language))
        own = [item for item in found if item.guard == sentence.guard]
        blocked = any(item.severity is Severity.BLOCK for item in own)
        for language in (sentence.language, "all"):
            key = (sentence.guard, language, sentence.hit)
            counted[*key, "all"] += 1
            counted[*key, "heard"] += bool(own)
            counted[*key, "blocked"] += blocked
    print("hits heard (blocked) of all | near-misses warned of (blocked) of all")
    for guard in GUARDS:
        print(f"{guard:<16}", end="")
        for hit in (True, False):
            some = {kind: counted[guard, "all", hit, kind] for kind in ("all", "heard", "blocked")}
            print(f"{some['heard']:>6} ({some['blocked']}) of {some['all']}", end="   |" if hit else "\n")
    for language in (*LANGUAGES, "all"):
        shares = []
        for hit in (True, False):
            every = sum(counted[guard, language, hit, "all"] for guard in GUARDS)
            heard = sum(counted[guard, language, hit, "heard"] for guard in GUARDS)
            shares.append(f"{heard} of {every} ({heard / every:.1%})")
        print(f"{language:<5} hits heard {shares[0]}, near-misses {shares[1]}")
