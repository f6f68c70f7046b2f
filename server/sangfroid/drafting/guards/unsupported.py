"""A date, time, amount, number, name or completed action that nobody told."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sangfroid.analysis.language import hinted
from sangfroid.domain.draft import Fact, Finding, Severity
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.guards import values
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.format import links
from sangfroid.drafting.guards.frames import claims, on_the_clock, thanked
from sangfroid.drafting.guards.hearing import Hearing, finding, report
from sangfroid.drafting.guards.lexicon import Lexicon, lexicon, near
from sangfroid.drafting.guards.ranges import Ranges
from sangfroid.drafting.guards.reading import CheckedText
from sangfroid.drafting.guards.support import (
    Support,
    deeds,
    denied_by_facts,
    gather,
    said_by_facts,
    things,
    usable,
    vouched,
)
from sangfroid.drafting.guards.values import Value

NAME = "unsupported"
OVERRIDABLE = True

# Round the clock, every day, wholly: ways of speaking, not figures.
_IDIOM = re.compile(
    r"\b24 ?(?:h|hours?|heures|stunden|uur|ore|horas|u)? ?/ ?(?:24|7) ?[hj]?(?: ?/? ?7(?: ?/ ?7|j)?)?\b"
    r"|\b7 ?(?:j|jours|days|tage)? ?/ ?7\b|\b100 ?%|\b(?:n|no|nr)[°º. ]{0,2}1\b|\b360 ?°|<3(?!\d)"
)
# What stands in e-mail and web addresses and telephone numbers is the business of other guards.
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+|\+?\(?\d[\d .()/-]{7,}\d")
# Stars a customer gave; where nobody tells how many, the number is looked at again.
_STARS = re.compile(r"[ -]?(?:etoiles?|stars?|sternen?|estrellas?|estrelas?|stelle|sterren)\b")
_LETTER_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Values and actions without support are blocked; names and vaguer claims are a warning."""
    support = gather(context, hearing.native)
    yield from _values(hearing, support, context)
    yield from _links(hearing, context)
    yield from _actions(hearing, context)
    for ears, match in hearing.matches(NAME):
        span = (match.start, match.end)
        if match.case == "promise":
            if not _planned(hearing, span, context):
                yield report(NAME, "promise", Severity.BLOCK, hearing.text, span, context)
        elif match.case == "yesterday":
            if not _dated(hearing, span, support, context):
                yield report(NAME, "date", Severity.BLOCK, hearing.text, span, context)
        elif not _claim_told(hearing, ears, span, context):
            yield report(NAME, match.case, Severity.WARN, hearing.text, span, context)
    yield from _names(hearing, support, context)


def _values(hearing: Hearing, support: Support, context: GuardContext) -> Iterator[Finding]:
    text = hearing.text
    unknown = [value for value in hearing.values if not support.holds(value)]
    aside = Ranges(_aside(text) if unknown else ())
    for value in unknown:
        if aside.meet(value.start, value.end):
            continue
        if not claims(hearing, value):
            continue
        case = "date" if value.kind == "weekday" else value.kind
        severity = Severity.WARN if _unrated(text, value, context) else Severity.BLOCK
        yield report(NAME, case, severity, text, (value.start, value.end), context)
    for tag in hearing.native:
        yield from _spelled(hearing, lexicon(tag), support, context)


def _unrated(text: CheckedText, value: Value, context: GuardContext) -> bool:
    """Whether a value counts stars that nobody told how many of were given."""
    rated = context.review is not None and context.review.rating is not None
    return not rated and value.kind == "number" and _STARS.match(text.plain, value.end) is not None


def _aside(text: CheckedText) -> list[tuple[int, int]]:
    """Ways of speaking, addresses and telephone numbers: their figures are no values."""
    aside = [found.span() for found in _IDIOM.finditer(text.bare)]
    for found in _ADDRESS.finditer(text.bare):
        if "@" in found[0] or "/" in found[0] or sum(map(str.isdigit, found[0])) >= 9:
            aside.append(found.span())
    return aside


def _links(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Addresses of pages that neither a fact nor the establishment gives. A review vouches for none."""
    house = context.establishment
    own = [house.contact or "", house.name or "", *(text for fact in usable(context) for text in _flat(fact))]
    known = " ".join(own).casefold()
    text = hearing.text
    for found in links(text.folded):
        written = text.quote(*found.span())
        scheme = found[0].startswith(("http", "hxxp", "ftp", "www"))
        # "fini.Es" is a full stop without its space.
        if not scheme and written.rpartition(".")[2][:1].isupper():
            continue
        if found[0].rstrip(".,;:!?)") not in known:
            yield report(NAME, "link", Severity.BLOCK, text, found.span(), context)


def _flat(fact: Fact) -> list[str]:
    return [fact.text or "", *map(str, fact.values.values())]


def _spelled(hearing: Hearing, ears: Lexicon, support: Support, context: GuardContext) -> Iterator[Finding]:
    """Numbers in words, where they count something that can be checked ("two hours"), and hours."""
    text = hearing.text
    taken: list[tuple[int, int]] = []
    for hour, minute, start, end in ears.hours(text):
        taken.append((start, end))
        said = text.plain[start:end]
        times = (Value("time", start, end, (hour + half, minute)) for half in (0, 12))
        if any(map(support.holds, times)) or any(
            said in known.plain for known in (*support.texts, *support.told)
        ):
            continue
        yield report(NAME, "time", Severity.BLOCK, text, (start, end), context)
    hours = Ranges(taken)
    for found in ears.counted.finditer(text.plain):
        if hours.meet(*found.span()):
            continue
        number, offset = ears.numbers.read(found["number"])
        span = (found.start() + offset, found.end())
        if support.has_number(number) or found["number"][offset:] in support.words:
            continue
        if thanked(ears, hearing, *span) or on_the_clock(ears, hearing, number, span, support):
            continue
        yield report(NAME, "number", Severity.BLOCK, text, span, context)


def _actions(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Deeds of which no kind they may be taken for is known: "changed your room" is a change and a move."""
    text = hearing.text
    for tag in sorted(hearing.native):
        ears = lexicon(tag)
        heard = list(ears.deeds(text, hearing.present[tag]))
        if not heard:
            continue
        known = deeds(context, hearing.native)
        sure = Ranges(
            (start, end)
            for kind, start, end in heard
            if kind in known and vouched(kind, things(text, text.sentence_at(start), hearing.native), known)
        )
        for kind, start, end in heard:
            if sure.meet(start, end) or ears.negated(text, start, end):
                continue
            if kind in _SERVICE and _served(ears, text, start, end):
                continue
            yield report(NAME, "action", Severity.BLOCK, text, (start, end), context)


#: Deeds whose words also tell of a meal served, a guest shown to a table, or a call to be returned.
_SERVICE = frozenset({"offer", "prepare", "install", "move", "contact"})


def _served(ears: Lexicon, text: CheckedText, start: int, end: int) -> bool:
    """Whether what sounds like a deed is daily service ("Karim brought you breakfast"), and no amends."""
    return ears.touches("served", text, start, end) and not ears.hears(
        "instead", text, *near(text, start, end)
    )


def _planned(hearing: Hearing, span: tuple[int, int], context: GuardContext) -> bool:
    """Whether a fact speaks of what is promised: in the same words, or of the same thing elsewhere."""
    text = hearing.text
    sentence = text.sentence_at(span[0])
    if said_by_facts(hearing, span, context) or said_by_facts(hearing, sentence, context):
        return True
    about = things(text, sentence, hearing.native)
    return any(
        fact.text
        and fact.language
        and hinted(fact.language) not in hearing.native
        and about & _things_of(fact.text)
        for fact in usable(context)
    )


def _claim_told(hearing: Hearing, ears: Lexicon, span: tuple[int, int], context: GuardContext) -> bool:
    """Whether a fact makes the same claim; one that says no is made only by a fact that says no."""
    sentence = hearing.text.sentence_at(span[0])
    if ears.negated(hearing.text, *span):
        return denied_by_facts(hearing, sentence, context)
    return said_by_facts(hearing, span, context) and said_by_facts(hearing, sentence, context)


def _things_of(written: str) -> frozenset[str]:
    text = CheckedText(written)
    return things(text, (0, len(text.plain)), LANGUAGES)


def _dated(hearing: Hearing, span: tuple[int, int], support: Support, context: GuardContext) -> bool:
    """Whether "yesterday" may stand: somebody said so, or a fact has a date that can be the day before.

    Replies are younger than their review: a fact from long before it did not happen yesterday.
    """
    said = hearing.text.plain[slice(*span)]
    if any(said in known.plain for known in (*support.texts, *support.told)):
        return True
    days = [value for text in support.texts for value in values.find(text.bare) if value.kind == "date"]
    published = context.review.published if context.review else None
    first = _day(str(published)[:10]) if published else None
    if first is None:
        return bool(days)
    return any(when is None or when >= first - timedelta(days=2) for when in map(_when, days))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _when(value: Value) -> date | None:
    """The day of a date; None when it does not say all of it."""
    year, month, day = value.key
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    return _day(f"{year:04d}-{month:02d}-{day:02d}")


def _names(hearing: Hearing, support: Support, context: GuardContext) -> Iterator[Finding]:
    """Capitals in the middle of a sentence that nothing known explains. German writes all nouns so."""
    if len(hearing.native) != 1:
        return
    (tag,) = hearing.native
    if tag == "de":
        return
    ears = lexicon(tag)
    original = hearing.text.original
    at = 0
    for line in original.splitlines(keepends=True):
        # A last short line without a full stop is a signature, the first one a greeting.
        if len(line.split()) > 6 or line.rstrip()[-1:] in ".!?…":
            for start, end in _capitals(line):
                plain = hearing.text.plain_of(line[start:end])
                if not all(
                    word in support.words or word in ears.capitals or word in values.NAMES for word in plain
                ):
                    span = (at + start, at + end)
                    yield finding(NAME, "name", Severity.WARN, original, span, context)
        at += len(line)


# A capital after these begins a sentence.
_STARTERS = '.!?…:;¿¡»«“”"(•–—-'


def _begins(line: str, position: int) -> bool:
    """Whether a sentence begins there."""
    before = line[:position].rstrip()[-1:]
    return not before or before in _STARTERS


def _contracted(word: str) -> bool:
    """Whether a word is one letter and what is joined to it ("I'm"); "O'Brien" is a name."""
    return word[1:2] in ("’", "'") and word[2:3].islower()


def _capitals(line: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that do not begin a sentence."""
    run: tuple[int, int] | None = None
    for word in _LETTER_WORD.finditer(line):
        written = word[0]
        capital = written[0].isupper() and len(written) > 1 and not (written.isupper() and len(written) < 6)
        capital = capital and not _contracted(written)
        if not capital or _begins(line, word.start()):
            if run:
                yield run
            run = None
        elif run and line[run[1] : word.start()].isspace():
            run = (run[0], word.end())
        else:
            if run:
                yield run
            run = word.span()
    if run:
        yield run
