"""What the house knows, told in a reply: the facts that fit a review, each a sentence."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from sangfroid.analysis import language as language_of
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.draft import Audience, Fact, Length, Source, SourceKind
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting import facts as ledger
from sangfroid.drafting.plan import Need, Piece
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.speaking import FACTS, Speaking

#: Characters of free text that are enough to tell its language.
_TELLING: Final = 25
#: Languages in which a measure without a date begins with "since then": nothing need lead to it.
_SAY_SINCE: Final = {"de", "nl"}


class Telling(Speaking):
    """A reply that knows the facts of its request, but for those its audience may not know."""

    def __init__(self, request: DraftRequest, language: str, audience: Audience) -> None:
        super().__init__(request, language, audience)
        for fact in request.facts:
            ledger.validate(fact)
        #: Facts that say just what another says, by id, with the id of that one.
        self.twins: dict[str, str] = {}
        facts = [_with_language(fact) for fact in self._each_once(request.facts)]
        self.untold = [fact for fact in facts if audience is Audience.PUBLIC and not fact.public]
        self.facts = [fact for fact in facts if fact not in self.untold]
        #: Facts that stand as a marked gap: they are in another language.
        self.slots: list[Fact] = []

    def _each_once(self, facts: Sequence[Fact]) -> list[Fact]:
        kept: dict[str, Fact] = {}
        for fact in facts:
            said = repr((fact.type, fact.text, fact.language, fact.public, sorted(fact.values.items())))
            if said in kept:
                self.twins[fact.id] = kept[said].id
            else:
                kept[said] = fact
        return list(kept.values())

    def knows(self, type: str) -> bool:
        """Whether a fact of this type may be told here."""
        return any(fact.type == type for fact in self.facts)

    def tell(self, about: frozenset[str], points: Collection[str], of_case: bool, lead: bool) -> list[Piece]:
        """The facts about these subjects, each a sentence; a measure taken since comes last.

        `points` are the subjects of the review, which a sentence may answer; `of_case` tells whatever else
        happened in this case while there is room; `lead` lets a sentence lead to them.
        """
        fitting = [fact for fact in self.facts if ledger.fits(fact, about) or (of_case and is_of_case(fact))]
        lead = lead and self.request.options.length is not Length.SHORT
        return self.tell_these(fitting, about, points, lead)

    def tell_these(
        self, facts: Sequence[Fact], about: frozenset[str], points: Collection[str], lead: bool
    ) -> list[Piece]:
        """Each of these facts as a sentence; those about the subjects are needed most."""
        fitting = sorted(facts, key=_changes)
        pieces = []
        for number, fact in enumerate(fitting):
            after = ledger.leans_on(fact, fitting[:number])
            text = ledger.say(fact, self.language, self.person, self._turn(fact), self.locale, after)
            if text is None:
                self.slots.append(fact)
                words = fact.text or ", ".join(str(value) for value in fact.values.values())
                text = f"[fact: {' '.join(words.split())}]"
            source = Source(SourceKind.FACT, fact.id)
            first_change = _changes(fact) and not any(map(_changes, fitting[:number]))
            says_since = "date" not in fact.values and self.language in _SAY_SINCE
            if first_change and lead and not says_since:
                # What follows the colon is a measure; German alone keeps the capital.
                said = text if self.language == "de" or text.startswith("I ") else text[0].lower() + text[1:]
                text = f"{self._pick('change_lead', self.ways('change_lead'))} {said}"
            elif number == 0 and lead and not first_change:
                opening = self.say("facts_lead", FACTS, Need.FILL)
                pieces.append(Piece(opening.text, opening.source, FACTS, Need.FILL, lead=True))
            need = Need.FACT if ledger.fits(fact, about) else Need.EXTRA
            answered = tuple(about.intersection(ledger.themes_of(fact)) & set(points))
            leans_on = after.id if after is not None else None
            themes = tuple(sorted(answered))
            pieces.append(Piece(text, source, FACTS, need, themes, fact.id, leans_on=leans_on))
        return pieces

    def _turn(self, fact: Fact) -> int:
        digest = sha256(fact.id.encode("utf-8", "surrogatepass") + self._seed).digest()
        return digest[0] + self.request.options.variant


def is_of_case(fact: Fact) -> bool:
    """Whether a fact is of this case alone, not of the house."""
    return fact.type is None or ledger.rules()[fact.type].scope == "case"


def _with_language(fact: Fact) -> Fact:
    """Free text typed without a language, with the one it is plainly in; short words stay as they are."""
    if fact.type is not None or fact.language is not None or len(fact.text or "") < _TELLING:
        return fact
    guess = language_of.guess(NormalizedText(fact.text or ""))
    return replace(fact, language=guess.tag) if guess.tag in LANGUAGES and guess.confidence >= 0.9 else fact


def _changes(fact: Fact) -> bool:
    return fact.type is not None and ledger.rules()[fact.type].change
