"""`make evaluate-drafts`: how well drafts answer the project's own scenarios, and how they read."""

import argparse
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sangfroid.domain.draft import Draft, Finding, SourceKind
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.drafter import draft
from sangfroid.drafting.guards import NAMES
from sangfroid.drafting.model import ModelClient
from tests.evaluate import exact
from tests.evaluate.scenarios import LONGEST, WORDS, Outcome, Scenario, plain, request, scenarios, written

#: Replies to like reviews that are compared with each other, and how many of the last the composer sees.
ALIKE, RECENT = 50, 30
#: Situations whose replies a house writes again and again.
OFTEN = ("negative", "positive", "mixed")
ALL = "all"


def share(part: int, whole: int) -> str:
    """ "12/14", a dash where nothing was due."""
    return f"{part}/{whole}" if whole else "-"


def percent(part: float, whole: float) -> str:
    """ "85.7", a dash where there was nothing."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def table(title: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> None:
    """One line a language."""
    widths = [max(len(column) + 2, 9) for column in columns]
    print(f"\n-- {title}\n{'':10}" + "".join(f"{c:>{w}}" for c, w in zip(columns, widths, strict=True)))
    for name, cells in rows:
        print(f"{name:10}" + "".join(f"{cell:>{w}}" for cell, w in zip(cells, widths, strict=True)))


def by_language(outcomes: Sequence[Outcome]) -> list[tuple[str, list[Outcome]]]:
    """The outcomes of each language, then all of them."""
    groups = [(tag, [o for o in outcomes if o.scenario.language == tag]) for tag in LANGUAGES]
    present = [(tag, group) for tag, group in groups if group]
    return [*present, (ALL, list(outcomes))]


def holds(group: Sequence[Outcome]) -> list[str]:
    """Facts, points, withheld texts, language, and scenarios with nothing to say against."""
    due = sum(len(o.scenario.expected.facts) for o in group)
    points = sum(len(o.scenario.expected.points) for o in group if not o.scenario.expected.withheld)
    replies = [o for o in group if o.draft.reply is not None]
    withheld = [o for o in group if o.scenario.expected.withheld]
    return [
        str(len(group)),
        share(sum(not o.failures for o in group), len(group)),
        share(sum(o.draft.situation in o.scenario.expected.situation for o in group), len(group)),
        share(sum(o.facts_stated for o in group), due),
        share(sum(o.facts_correct for o in group), due),
        share(sum(o.points_answered for o in group), points),
        share(sum(o.points_listed for o in group if not o.scenario.expected.withheld), points),
        share(sum(o.draft.reply is None for o in withheld), len(withheld)),
        share(sum(o.language_found == o.scenario.expected.language for o in replies), len(replies)),
    ]


def in_words(o: Outcome) -> bool:
    """Whether a reply has the words its situation asks for."""
    least, most = WORDS.get(o.draft.situation, (1, LONGEST)) if o.draft.audience == "public" else (1, LONGEST)
    return least <= o.words <= most


def lengths(group: Sequence[Outcome]) -> list[str]:
    """Words: within the house rule, least, mean, most."""
    replies = [o for o in group if o.draft.reply is not None]
    words = [o.words for o in replies]
    return [
        share(sum(map(in_words, replies)), len(replies)),
        str(min(words)),
        f"{sum(words) / len(words):.0f}",
        str(max(words)),
    ]


def is_gap(finding: Finding) -> bool:
    """Whether a finding is about the marked gap of a fact in another language, which waits for a person."""
    return finding.quote.startswith("[fact:")


def guarded(outcomes: Sequence[Outcome]) -> None:
    """Findings of every guard, as the composer wrote and as the draft was proposed."""
    written_, proposed = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for o in outcomes:
        written_.update((f.guard, f.severity.value) for f in o.unguarded if not is_gap(f))
        proposed.update((f.guard, f.severity.value) for f in o.draft.findings if not is_gap(f))
    gaps = sum(any(is_gap(f) for f in o.draft.findings) for o in outcomes)
    table(
        f"findings of the guards ({gaps} drafts with a marked gap for a person to fill left out)",
        ("written: block", "warn", "proposed: block", "warn"),
        [
            (name, [str(found[name, level]) for found in (written_, proposed) for level in ("block", "warn")])
            for name in NAMES
            if name == "unsupported"
            or any(found[name, level] for found in (written_, proposed) for level in ("block", "warn"))
        ],
    )


@dataclass(frozen=True, slots=True)
class Series:
    """Replies to like reviews, each written with the last ones known: body sentences of each, in order."""

    replies: tuple[tuple[str, ...], ...]

    def repeated(self, part: Callable[[tuple[str, ...]], str], within: int) -> int:
        """Replies whose part stands in one of the `within` before."""
        parts = [part(reply) for reply in self.replies]
        return sum(parts[at] in parts[max(0, at - within) : at] for at in range(len(parts)))

    def sentences(self, within: int) -> tuple[int, int]:
        """Sentences that stood in one of the `within` replies before, and all of them."""
        again = total = 0
        for at, reply in enumerate(self.replies):
            before = {sentence for other in self.replies[max(0, at - within) : at] for sentence in other}
            again += sum(sentence in before for sentence in reply)
            total += len(reply)
        return again, total


def series(scenario: Scenario, model: ModelClient | None) -> Series:
    """Fifty replies to a review under fifty ids. Facts and the signature, which must repeat, are left out."""
    recent: list[str] = []
    replies = []
    for number in range(ALIKE):
        made = draft(request(scenario, tuple(recent[:RECENT]), f"{scenario.id}-{number}"), model)
        recent.insert(0, made.reply or "")
        replies.append(tuple(plain(text) for text in _spoken(made)))
    return Series(tuple(replies))


def _spoken(made: Draft) -> list[str]:
    return [s.text for s in made.sentences[:-1] if s.source.kind is not SourceKind.FACT]


def sameness(tags: Sequence[str], model: ModelClient | None) -> None:
    """Openings, closings and whole sentences said again over fifty replies to like reviews."""
    rows = []
    for tag in tags:
        kinds = {s.expected.situation[0]: s for s in reversed(scenarios(tag))}
        found = [series(kinds[kind], model) for kind in OFTEN if kind in kinds]
        count = ALIKE * len(found)
        again, total = map(sum, zip(*(one.sentences(ALIKE) for one in found), strict=True))
        lately = sum(one.sentences(10)[0] for one in found)
        first, last = (lambda reply: reply[0]), (lambda reply: reply[-1])
        rows.append(
            (
                tag,
                [
                    share(sum(one.repeated(first, RECENT) for one in found), count),
                    share(sum(one.repeated(last, RECENT) for one in found), count),
                    percent(sum(one.repeated(first, ALIKE) for one in found), count),
                    percent(sum(one.repeated(last, ALIKE) for one in found), count),
                    percent(again, total),
                    percent(lately, total),
                    f"{total / count:.1f}",
                ],
            )
        )
    table(
        f"sameness over {ALIKE} replies to one review under {ALIKE} ids ({', '.join(OFTEN)}), "
        f"the last {RECENT} replies known; facts and signature left out",
        (
            f"openings in {RECENT}",
            f"closings in {RECENT}",
            "openings %",
            "closings %",
            "sentences %",
            "% in the last 10",
            "of a reply",
        ),
        rows,
    )


_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
#: A word of more letters than this is long, in LIX.
LONG = 6


def reading_of(made: Draft) -> tuple[list[int], int]:
    """Words of each sentence, and how many words are long; the signature is left out."""
    spoken = [
        part for s in made.sentences[:-1] for part in re.split(r"(?<=[.!?…])\s+(?=[^\W\d_]|[¿¡«])", s.text)
    ]
    words = [_WORD.findall(text) for text in spoken if _WORD.search(text)]
    return [len(sentence) for sentence in words], sum(
        len(word) > LONG for sentence in words for word in sentence
    )


def readability(group: Sequence[Outcome]) -> list[str]:
    """Words a sentence, the longest sentence, and LIX.

    LIX (C.-H. Björnsson, Läsbarhet, 1968) is words a sentence plus the percentage of words of more than
    six letters. It counts no syllables and so means the same thing in every language, though not the same
    level: below 40 is easy, 50 is an official text; German and Dutch compounds add some ten points.
    """
    counted = [reading_of(o.draft) for o in group if o.draft.reply is not None]
    sentences = [length for lengths_, _ in counted for length in lengths_]
    words = sum(sentences)
    lix = words / len(sentences) + 100 * sum(long for _, long in counted) / words
    return [f"{words / len(sentences):.1f}", str(max(sentences)), f"{lix:.0f}"]


def report(tags: Sequence[str], model: ModelClient | None = None) -> None:
    """Prints all figures, then every scenario that is not as expected with the reason."""
    outcomes = [written(scenario, model) for tag in tags for scenario in scenarios(tag)]
    groups = by_language(outcomes)
    table(
        "what drafts hold",
        (
            *("scenarios", "as expected", "situation", "facts stated", "correct"),
            *("points answered", "listed", "withheld", "language"),
        ),
        [(name, holds(group)) for name, group in groups],
    )
    table("words", ("in the rule", "least", "mean", "most"), [(name, lengths(g)) for name, g in groups])
    guarded(outcomes)
    table(
        "readability (LIX: below 40 easy, above 50 heavy)",
        ("words a sentence", "longest", "LIX"),
        [(name, readability(group)) for name, group in groups],
    )
    sameness(tags, model)
    exact.report(tags)
    print("\n-- not as expected (known: words the analysis does not hear)")
    for o in outcomes:
        for failure in o.failures:
            known = "  (known)" if failure in o.scenario.expected.known else ""
            print(f"{o.scenario.id}  {failure}{known}")
    for o in outcomes:
        for gone in sorted(set(o.scenario.expected.known) - set(o.failures)):
            print(f"{o.scenario.id}  no longer fails, take it out of `known`: {gone}")


def show(tag: str, model: ModelClient | None = None) -> None:
    """Prints each review and its draft, to be read aloud."""
    for scenario in scenarios(tag):
        o = written(scenario, model)
        house, line = scenario.line["establishment"], scenario.line
        voice = f"{house.get('voice')}, {house.get('person')}, {line['options'].get('length')}"
        stars = line.get("rating", "-")
        print(f"\n== {scenario.id}  {line['trade']}  {stars}/5  {o.draft.situation}  ({voice})")
        print(f"> {line['text']}\n")
        print(o.draft.reply or f"({o.draft.audience}: withheld) {' '.join(o.draft.notes)}")
        if o.draft.facts_left or o.composition.points_left:
            print(f"\n  left out: {', '.join((*o.draft.facts_left, *o.composition.points_left))}")
        for failure in o.failures:
            print(f"  ! {failure}")


def configured_model() -> ModelClient:
    """The model of the environment, as the command line finds it."""
    from sangfroid.config import read_settings
    from sangfroid.drafting.model import connect

    model = connect(read_settings(os.environ))
    if model is None:
        raise SystemExit("no model is configured: set SANGFROID_MODEL_BASE_URL and SANGFROID_MODEL_NAME")
    return model


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate.drafts", description=__doc__)
    parser.add_argument("--only", choices=LANGUAGES, help="one language")
    parser.add_argument("--show", choices=LANGUAGES, help="print each review of a language and its draft")
    parser.add_argument("--model", action="store_true", help="let the configured model write")
    arguments = parser.parse_args()
    writer = configured_model() if arguments.model else None
    if arguments.show:
        show(arguments.show, writer)
    else:
        report([arguments.only] if arguments.only else LANGUAGES, writer)
