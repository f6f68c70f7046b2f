"""What was asked for and what was announced, in the neutral words of the private answer."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

from sangfroid.analysis.money import CURRENCY_ASKED, CURRENCY_SIGN
from sangfroid.domain.review import Cue
from sangfroid.drafting import phrases
from sangfroid.drafting.choosing import folded
from sangfroid.drafting.request import DraftRequest

_AMOUNT = re.compile(
    rf"{CURRENCY_SIGN}\s?\d(?:[\d.,]*\d)?|\d(?:[\d.,\u00a0\u202f ]*\d)?\s?{CURRENCY_ASKED}", re.IGNORECASE
)
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
#: What a demand is called that fits no kind.
_OTHER: Final = "other"
#: By kind of demand the subjects its words name: what is asked for is none of them complained of.
_SUBJECTS: Final[Mapping[str, frozenset[str]]] = {
    "late_checkout": frozenset({"booking", "room", "waiting"}),
    "upgrade": frozenset({"room", "comfort"}),
    "cancellation": frozenset({"booking", "refund", "payment", "price"}),
    "refund": frozenset({"refund", "payment", "price", "contract", "booking"}),
    "discount": frozenset({"price", "payment", "refund"}),
    "voucher": frozenset({"price", "payment", "refund"}),
    "fee": frozenset({"price", "payment", "cleanliness"}),
    "free": frozenset({"price", "food", "breakfast"}),
}
#: Words that stand in a demand of any kind.
_LOOSE: Final = frozenset({"free", "money"})
#: All of them.
MAY_BE_ASKED: Final = frozenset[str]().union(*_SUBJECTS.values())
#: What one wish may name together: money back is not a second demand beside a sum.
_ONE_WISH: Final = frozenset({"refund", "discount", "voucher", "fee", "money"})


def demand(request: DraftRequest, language: str) -> str:
    """What is asked for, with its amount where there is one; two things asked for, both."""
    bank = phrases.bank(language)
    cues = _cues(request, "demand", "amount", "exchange")
    spoken = " ".join(cue.quote for cue in cues) or request.review.text
    # What comes first is asked for: "refund the suite" is no upgrade.
    kinds = asked(folded(spoken), language)
    kind = next((each for each in kinds if each not in _LOOSE), _kind(bank.demands, spoken))
    said = bank.demands[kind]
    both = _both(bank, folded(spoken)) if cues else ()
    if both:
        named = tuple(phrases.typeset(language, bank.demands[each].says) for each in both)
        return phrases.enumerate_in(language, named)
    amount = next((found for cue in cues if (found := _AMOUNT.search(cue.quote))), None)
    # Of two numbers one may be the bill and the other what is asked: then no amount is said back.
    numbers = {number for cue in cues for number in _NUMBER.findall(cue.quote)}
    if amount and len(numbers) == 1 and said.with_amount:
        # "120 EUROS" is not shouted back; German alone writes "Euro" with a capital.
        calm = str.capitalize if language == "de" else str.lower
        written = re.sub(r"\b[A-Z]{4,}\b", lambda word: calm(word[0]), amount[0].strip())
        return phrases.typeset(language, said.with_amount).replace("{amount}", written)
    return phrases.typeset(language, said.says)


def threat(request: DraftRequest, language: str) -> str:
    """What was announced should the demand not be met."""
    bank = phrases.bank(language)
    cues = _cues(request, "threat", "exposure", "mass", "audience")
    kind = _kind(bank.threats, " ".join(cue.quote for cue in cues) or request.review.text)
    return phrases.typeset(language, bank.threats[kind].says)


def quotes(request: DraftRequest) -> str | None:
    """The words of the demand and of the threat."""
    return " ".join(cue.quote for cue in _cues(request, "demand", "threat")) or None


def _cues(request: DraftRequest, *kinds: str) -> list[Cue]:
    return [cue for cue in request.analysis.cues if cue.kind in kinds]


def asked(text: str, language: str) -> tuple[str, ...]:
    """The kinds of demand the words of a text name, in their order there; `text` is folded."""
    places = ((at.start(), name) for name, sought in _sought(language) if (at := sought.search(text)))
    return tuple(name for _, name in sorted(places, key=lambda place: place[0]))


@cache
def _sought(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each kind of demand with its words as one pattern, in the order of the bank."""
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(map(re.escape, kind.words))})"))
        for name, kind in phrases.bank(language).demands.items()
        if kind.words
    )


def wishes(kinds: Collection[str]) -> int:
    """How many things are asked for: money in any form is one, "free" says how the others are meant."""
    apart = {"money" if kind in _ONE_WISH else kind for kind in kinds}
    return len(apart - {"free"}) or len(apart)


def named_by(kinds: Collection[str]) -> frozenset[str]:
    """The subjects that these demands name without complaining of them."""
    return frozenset[str]().union(*(_SUBJECTS.get(kind, frozenset()) for kind in kinds))


def _both(bank: phrases.PhraseBank, text: str) -> tuple[str, ...]:
    """Two demands that an "and" or a comma joins; none where one alone is made."""
    joint = re.compile(rf"\b{re.escape(folded(bank.joints.conjunction))}\b|[,+&;]")
    parts = [asked(part, bank.language) for part in joint.split(text)]
    told = [kinds[0] for kinds in parts if kinds]
    several = list(dict.fromkeys(kind for kind in told if kind != "free"))
    return tuple(several) if len(several) == 2 and wishes(several) == 2 else ()


def _kind(kinds: Mapping[str, phrases.PutNeutrally], text: str) -> str:
    """The first kind one of whose words stands in the text, in the order of the bank."""
    plain = folded(text)
    for name, kind in kinds.items():
        if any(re.search(rf"\b{re.escape(word)}", plain) for word in kind.words):
            return name
    return _OTHER
