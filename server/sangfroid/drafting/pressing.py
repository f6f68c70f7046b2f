"""What was asked for and what was announced, in the neutral words of the private answer."""

import re
from collections.abc import Mapping
from typing import Final

from sangfroid.domain.review import Cue
from sangfroid.drafting import phrases
from sangfroid.drafting.choosing import folded
from sangfroid.drafting.request import DraftRequest

_CURRENCY = r"(?:[€$£]|(?:eur|euros?|usd|gbp|chf|dollars?|pounds?|francs?|libras?|pfund|dollari|sterline)\b)"
_AMOUNT = re.compile(rf"[€$£]\s?\d(?:[\d.,]*\d)?|\d(?:[\d.,\u00a0\u202f ]*\d)?\s?{_CURRENCY}", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
#: What a demand is called that fits no kind.
_OTHER: Final = "other"


def demand(request: DraftRequest, language: str) -> str:
    """What is asked for, with its amount where there is one."""
    bank = phrases.bank(language)
    cues = _cues(request, "demand", "amount", "exchange")
    kind = _kind(bank.demands, " ".join(cue.quote for cue in cues) or request.review.text)
    said = bank.demands[kind]
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


def _kind(kinds: Mapping[str, phrases.PutNeutrally], text: str) -> str:
    """The first kind one of whose words stands in the text, in the order of the bank."""
    plain = folded(text)
    for name, kind in kinds.items():
        if any(re.search(rf"\b{re.escape(word)}", plain) for word in kind.words):
            return name
    return _OTHER
