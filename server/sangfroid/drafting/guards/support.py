"""What a text may state: the values, names and deeds that facts and the review vouch for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from sangfroid.domain.draft import Audience, Fact
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import facts as ledger
from sangfroid.drafting.guards import values
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing
from sangfroid.drafting.guards.lexicon import lexicon
from sangfroid.drafting.guards.reading import CheckedText
from sangfroid.drafting.guards.values import Value


def usable(context: GuardContext) -> tuple[Fact, ...]:
    """The facts a text for this audience may rest on."""
    return tuple(fact for fact in context.facts if fact.public or context.audience is Audience.PRIVATE)


#: Wordings of a typed fact that are looked at; the composer has no more.
_WORDINGS = 6


def fact_texts(fact: Fact, languages: Iterable[str]) -> tuple[str, ...]:
    """Everything a fact says: its own words, its values, and its sentences in these languages."""
    if not fact.type:
        return (fact.text,) if fact.text else ()
    parts = tuple(_flat(fact.values))
    return (*parts, *_sentences(fact.type, repr(sorted(fact.values.items())), fact, tuple(sorted(languages))))


_SAID: dict[tuple[str, str, tuple[str, ...]], tuple[str, ...]] = {}
_SAID_MOST = 512


def _sentences(type: str, values: str, fact: Fact, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of a typed fact. Kept, since saying dates and amounts takes time."""
    key = (type, values, languages)
    if key not in _SAID:
        said: dict[str, None] = {}
        try:
            for language in languages:
                for variant in range(_WORDINGS):
                    sentence = ledger.say(fact, language, variant=variant)
                    if sentence:
                        said[sentence] = None
        except InvalidInput:
            said.clear()
        if len(_SAID) >= _SAID_MOST:
            _SAID.clear()
        _SAID[key] = tuple(said)
    return _SAID[key]


def _flat(value: object) -> list[str]:
    if isinstance(value, dict):
        parts = [item for entry in value.values() for item in _flat(entry)]
        # An amount and its currency are one value.
        return [*parts, " ".join(parts)] if len(parts) == 2 else parts
    if isinstance(value, list | tuple):
        return [item for entry in value for item in _flat(entry)]
    return [str(value)]


@dataclass(slots=True)
class Support:
    """Values and words that may be repeated."""

    found: list[Value] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    texts: list[CheckedText] = field(default_factory=list)
    told: list[CheckedText] = field(default_factory=list)

    def add(self, texts: Iterable[str], *, by_customer: bool = False) -> None:
        """Takes in what texts say; those `by_customer` are kept apart in `told`."""
        for text in texts:
            read = CheckedText(text.replace("T", " ") if _stamp(text) else text)
            (self.told if by_customer else self.texts).append(read)
            self.found.extend(values.find(read.bare))
            self.words.update(token.plain for token in read.tokens)

    def holds(self, value: Value) -> bool:
        """Whether a value is vouched for."""
        if any(_same(value, known) for known in self.found):
            return True
        if value.kind == "time" and value.key[1] == 0:
            return self.has_number(value.key[0])
        if value.kind == "weekday":
            return any(known.kind == "date" and _weekday(known) == value.key[0] for known in self.found)
        if value.kind == "number":
            return self.has_number(value.key[0])
        return value.kind == "amount" and self._adds_up(value)

    def _adds_up(self, value: Value) -> bool:
        """Whether an amount is the sum of known ones, or one of them so many times as a known number."""
        amounts = {Decimal(str(known.key[0])) for known in self.found if _alike(known, value)}
        counts = {known.key[0] for known in self.found if known.kind == "number"}
        total = Decimal(str(value.key[0]))
        few = sorted(amounts)[:_SUMMANDS]
        return any(sum(some) == total for size in (2, 3, 4) for some in combinations(few, size)) or any(
            amount * Decimal(str(count)) == total for amount in few for count in counts
        )

    def has_number(self, number: object) -> bool:
        """Whether a number stands anywhere, as a number, in an amount or as a full hour."""
        return any(
            (known.kind in ("number", "amount") and known.key[0] == number)
            or (known.kind == "time" and known.key[1] == 0 and known.key[0] == number)
            or (known.kind == "date" and number == known.key[0])
            for known in self.found
        )


#: Amounts looked at for a sum: more would make any total likely.
_SUMMANDS = 8


#: What a bare "$" is read as, and the currencies whose countries write it so.
_DOLLAR = "$"
_SIGNED_ALIKE = {_DOLLAR, "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "ARS", "USD"}


def _alike(known: Value, value: Value) -> bool:
    return known.kind == "amount" and _one_currency(known.key[1], value.key[1])


def _one_currency(one: object, other: object) -> bool:
    """Whether two currencies may be the same: a bare "$" is the sign of several."""
    return one == other or (_DOLLAR in (one, other) and {one, other} <= _SIGNED_ALIKE)


def _stamp(text: str) -> bool:
    """Whether a text is a date and a time as data has them (2026-03-12T22:15)."""
    return len(text) in (16, 19, 25) and text[10:11] == "T" and text[:4].isdigit()


def _same(value: Value, known: Value) -> bool:
    if value.kind != known.kind:
        return False
    if value.kind == "amount":
        return value.key[0] == known.key[0] and _one_currency(value.key[1], known.key[1])
    if value.kind != "date":
        return value.key == known.key
    ways = [key for key in (value.key, value.other) if key]
    known_ways = [key for key in (known.key, known.other) if key]
    return any(_covers(have, said) for said in ways for have in known_ways)


def _covers(have: tuple[object, ...], said: tuple[object, ...]) -> bool:
    """Whether a known date says all that a text says; a year nobody gave may be added."""
    year, *rest = zip(said, have, strict=True)
    return (None in year or year[0] == year[1]) and all(a is None or a == b for a, b in rest)


def _weekday(known: Value) -> int | None:
    year, month, day = known.key
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def gather(context: GuardContext, languages: frozenset[str]) -> Support:
    """What facts, review and establishment vouch for, for the audience of the text."""
    return context.once(_gather, languages)


def _gather(context: GuardContext, languages: frozenset[str]) -> Support:
    support = Support()
    for fact in usable(context):
        known = len(support.found)
        support.add(fact_texts(fact, languages))
        if amounts := ledger.values_in(fact).amounts:
            # The sentence says "CA$120": whose dollars they are stands in the value.
            read = [value for value in support.found[known:] if value.key[-1] != _DOLLAR]
            told = [Value("amount", 0, 0, (money.amount, money.currency)) for money in amounts]
            support.found[known:] = [*read, *told]
    review = context.review
    if review is not None:
        support.add(filter(None, (review.text, review.title, review.author)), by_customer=True)
        for number in (review.rating, review.rating_max if review.rating is not None else None):
            if number is not None:
                support.found.append(Value("number", 0, 0, (Decimal(str(number)).normalize(),)))
    house = context.establishment
    support.add(filter(None, (house.name, house.contact, house.signature.name, house.signature.role)))
    if context.platform is not None:
        support.add((context.platform.name,))
    return support


def said_by_facts(hearing: Hearing, span: tuple[int, int], context: GuardContext) -> bool:
    """Whether most content words of a passage stand in one fact the text may rest on."""
    words = _content(hearing, span)
    known = context.once(_fact_words, hearing.native)
    return bool(words) and any(len(words & fact) * 2 >= len(words) for fact in known)


def denied_by_facts(hearing: Hearing, span: tuple[int, int], context: GuardContext) -> bool:
    """Whether one fact the text may rest on says no, and holds two thirds of a passage's words."""
    tokens = hearing.text.tokens
    first = bisect_left(tokens, span[0], key=lambda token: token.start)
    last = bisect_right(tokens, span[1], lo=first, key=lambda token: token.end)
    words = {token.plain[:6] for token in tokens[first:last] if len(token.plain) > 2}
    known = context.once(_denials, hearing.native)
    return bool(words) and any(len(words & fact) * 3 >= len(words) * 2 for fact in known)


def _denials(context: GuardContext, languages: frozenset[str]) -> tuple[frozenset[str], ...]:
    """How the words of each sentence of a fact begin that says no."""
    found: list[frozenset[str]] = []
    for fact in usable(context):
        for text in map(CheckedText, fact_texts(fact, languages)):
            for start, end in text.sentences:
                if any(lexicon(tag).negated(text, start, end) for tag in languages):
                    tokens = (token for token in text.tokens if start <= token.start < end)
                    found.append(frozenset(token.plain[:6] for token in tokens))
    return tuple(found)


def said_by_review(hearing: Hearing, span: tuple[int, int], context: GuardContext) -> bool:
    """Whether a third of the content words of a passage, and two at least, stand in the review."""
    words = _content(hearing, span)
    told = words & context.once(_review_words)
    return len(told) > 1 and len(told) * 3 >= len(words)


def _content(hearing: Hearing, span: tuple[int, int]) -> set[str]:
    """How the content words of a passage begin."""
    tokens = hearing.text.tokens
    first = bisect_left(tokens, span[0], key=lambda token: token.start)
    last = bisect_right(tokens, span[1], lo=first, key=lambda token: token.end)
    return {token.plain[:6] for token in tokens[first:last] if len(token.plain) > 4}


def _review_words(context: GuardContext) -> frozenset[str]:
    review = context.review
    return frozenset(token.plain[:6] for token in CheckedText(review.text).tokens) if review else frozenset()


def _fact_words(context: GuardContext, languages: frozenset[str]) -> tuple[frozenset[str], ...]:
    """How the words of each text of a fact begin."""
    return tuple(
        frozenset(token.plain[:6] for token in CheckedText(text).tokens)
        for fact in usable(context)
        for text in fact_texts(fact, languages)
    )


#: What happens behind the scenes: a customer cannot vouch for it, whatever the review says.
_UNSEEN = frozenset({"train", "talk", "sanction", "change", "report", "renovate"})


#: What they are done to tells one deed from another: a technician for the lift is none for the shower.
_OF_THINGS = frozenset(
    {"technician", "repair", "replace", "clean", "inspect", "treat", "install", "renovate"}
)
#: Where the customer is put, and what is put before the customer.
_PLACES = frozenset({"room", "table", "dish"})
_OF_PLACES = frozenset({"offer", "move"})


def deeds(context: GuardContext, languages: frozenset[str]) -> Mapping[str, frozenset[frozenset[str]]]:
    """What a fact or the review says was done, in whatever language: kinds of action and their things."""
    return context.once(_deeds, languages)


def _deeds(context: GuardContext, languages: frozenset[str]) -> Mapping[str, frozenset[frozenset[str]]]:
    support = gather(context, languages)
    known: dict[str, set[frozenset[str]]] = {}
    for text in support.texts:
        for tag in LANGUAGES:
            for kind, _, _ in lexicon(tag).told(text):
                known.setdefault(kind, set()).add(things(text, (0, len(text.plain)), LANGUAGES))
    for text in support.told:
        for tag in LANGUAGES:
            for kind, start, _ in lexicon(tag).told(text):
                if kind not in _UNSEEN:
                    known.setdefault(kind, set()).add(things(text, text.sentence_at(start), LANGUAGES))
    return {kind: frozenset(found) for kind, found in known.items()}


def things(text: CheckedText, span: tuple[int, int], languages: Iterable[str]) -> frozenset[str]:
    """The things spoken of in a range of a text."""
    return frozenset(name for tag in languages for name in lexicon(tag).things(text, *span))


def vouched(kind: str, about: frozenset[str], known: Mapping[str, frozenset[frozenset[str]]]) -> bool:
    """Whether a deed of a kind, done to these things, is known. A deed to nothing named fits any."""
    if kind not in known:
        return False
    if kind in _OF_PLACES:
        about &= _PLACES
    elif kind in _OF_THINGS:
        about -= _PLACES
    else:
        return True
    for other in known[kind]:
        other = other & _PLACES if kind in _OF_PLACES else other - _PLACES
        if not about or not other or about & other:
            return True
    return False
