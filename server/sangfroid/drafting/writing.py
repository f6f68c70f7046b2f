"""The moves of one reply: which wording, for this review, this voice and this variant."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from sangfroid.analysis import language as language_of
from sangfroid.analysis.lexicon import lexicon
from sangfroid.analysis.situation import elsewhere
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.draft import Audience, Fact, Length, Person, Source, SourceKind, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation, ToneLabel
from sangfroid.drafting import contact, outside, phrases, pressing, sorrow, things
from sangfroid.drafting import facts as ledger
from sangfroid.drafting.choosing import Choosing, folded, shorter_half, stems
from sangfroid.drafting.plan import Need, Piece, echoes
from sangfroid.drafting.points import ASKING, INSULTED, points
from sangfroid.drafting.request import DraftRequest

#: Characters of free text that are enough to tell its language.
_TELLING: Final = 25
_COURTESY: Final = Source(SourceKind.COURTESY)
POLICY: Final = Source(SourceKind.POLICY)
#: What the review as a whole says.
SAID: Final = Source(SourceKind.REVIEW)
#: Situations where a warm house may sound warm.
_OWN_VOICE: Final = {
    Situation.POSITIVE,
    Situation.MIXED,
    Situation.NEGATIVE,
    Situation.UNFAIR,
    Situation.UNCLEAR,
}
#: Situations whose author may never have been a guest or a customer.
_STRANGER: Final = {
    Situation.NO_MATCHING_STAY,
    Situation.ORGANISED,
    Situation.DISCRIMINATORY,
    Situation.UNCLEAR,
}
#: Subjects only somebody who stayed or ate there speaks of, and those of somebody who bought something.
_OF_A_GUEST: Final = {"room", "breakfast", "food", "pool"}
_OF_A_CUSTOMER: Final = {"delivery", "product_quality"}
#: Languages in which a measure without a date begins with "since then": nothing need lead to it.
_SAY_SINCE: Final = {"de", "nl"}
#: Points that are one matter to the person who reads: answered once, in the words of the first.
_ONE_MATTER: Final = frozenset({"refund", "payment", "price"})
#: Paragraphs in their order.
FIRST, FACTS, LAST, CLOSE, SIGNATURE = range(5)


class Writing:
    """Makes the pieces of one reply. Every choice follows from the review's text and id, and the variant."""

    def __init__(self, request: DraftRequest, language: str, audience: Audience) -> None:
        self.request = request
        self.language = language
        self.audience = audience
        situation = request.analysis.situation
        heard_in = primary_subtag(request.analysis.language.tag or "")
        self.sorrow: sorrow.Sorrow | None = None
        if situation in sorrow.SPOKEN_OF and heard_in in LANGUAGES:
            self.sorrow = sorrow.heard(request.review.text, heard_in)
        # What is grave is said in a formal voice, whatever the house's own.
        sober = situation not in _OWN_VOICE or self.sorrow is not None
        self.voice = Voice.FORMAL if sober else request.establishment.voice
        self.person = request.establishment.person
        review = request.review
        # A lone surrogate in a hostile text must not stop the hash.
        self._seed = f"{review.id or ''}\0{review.text}".encode("utf-8", "surrogatepass")
        self._choosing = Choosing(self._seed, request.options.variant, request.recent)
        self.locale = request.options.language or review.language
        for fact in request.facts:
            ledger.validate(fact)
        facts = [_with_language(fact) for fact in request.facts]
        self.untold = [fact for fact in facts if audience is Audience.PUBLIC and not fact.public]
        self.facts = [fact for fact in facts if fact not in self.untold]
        # Where a fact of the case answers, the house has something to say: that leads.
        told = {theme for fact in self.facts if _of_case(fact) for theme in ledger.themes_of(fact)}
        found = points(request.analysis, told)
        self.themes, self.points = found.themes, tuple(found.themes)
        self.liked, self.concerns = found.liked, found.concerns
        self.mentioned, self.noted, self.outside = found.mentioned, found.noted, found.outside
        self.slots: list[Fact] = []
        self._used: set[str] = set()
        #: What the reply has said so far, by the stems of its words.
        self._heard: set[str] = set()
        #: Sentences that regret a point in words made for it.
        self._regretted: set[str] = set()
        # What somebody asks for, a dessert on the house, is not called by their word for it.
        own_words = heard_in == language and situation not in ASKING
        self._things = things.called(language, self.themes, request.analysis.themes) if own_words else {}

    @property
    def rated_low(self) -> bool:
        """Whether there is a rating, of two stars in five at most."""
        review = self.request.review
        return review.rating is not None and review.rating <= 0.4 * review.rating_max

    @property
    def praised(self) -> bool:
        """Whether the review as a whole praises more than it blames."""
        return self.request.analysis.tone.polarity > 0

    @property
    def rated_so_so(self) -> bool:
        """Whether there is a rating, of three stars in five at most."""
        review = self.request.review
        return review.rating is not None and review.rating <= 0.6 * review.rating_max

    @property
    def two_sided(self) -> bool:
        """Whether the review says both good and bad, whatever its subjects."""
        return self.request.analysis.tone.label is ToneLabel.MIXED

    # Moves

    def ways(self, move: str) -> phrases.Wordings:
        """Every wording of a move in this reply's voice, the shorter half when a short reply is wanted."""
        wordings = phrases.ways(self.language, move, self.voice, self.person)
        if self.request.options.length is Length.SHORT:
            edge = move.startswith("closing")
            return shorter_half(wordings, phrases.FEWEST_EDGES if edge else phrases.FEWEST)
        return wordings

    def say(
        self,
        move: str,
        paragraph: int,
        need: Need,
        source: Source = _COURTESY,
        themes: tuple[str, ...] = (),
        **slots: str,
    ) -> Piece:
        """One move as a piece; said a second time in one reply, it is another sentence."""
        wordings = self.ways(move)
        others = tuple(group for group in wordings if self._used.isdisjoint(group))
        text = self._pick(move, others or wordings)
        self._used.add(text)
        for name, value in slots.items():
            text = text.replace(f"{{{name}}}", value)
        return Piece(_capital(text), source, paragraph, need, themes)

    def _pick(self, key: str, wordings: phrases.Wordings) -> str:
        """One wording that repeats as little as can be of what this reply has said."""
        text = self._choosing.pick(key, wordings, self._heard)
        self._heard |= stems(text)
        return text

    # Frame

    def opening(self, thanks: str) -> Piece:
        """Greeting and thanks in one sentence, unlike the openings of recent replies."""
        greetings = phrases.ways(self.language, "greeting", self.voice, self.person, self._readers())
        pair = self._choosing.opening(("greeting", greetings), (thanks, self.ways(thanks)))
        self._heard |= stems(pair[1])
        return Piece(" ".join(pair), _COURTESY, FIRST, Need.FRAME)

    def _readers(self) -> frozenset[phrases.Reader]:
        """What the review plainly shows of its author: a guest, a customer, somebody pleased."""
        situation = self.request.analysis.situation
        known: set[phrases.Reader] = {"pleased"} if situation is Situation.POSITIVE else set()
        guest, customer = _OF_A_GUEST & self.themes.keys(), _OF_A_CUSTOMER & self.themes.keys()
        if situation not in _STRANGER and bool(guest) != bool(customer):
            known.add("guest" if guest else "customer")
        return frozenset(known)

    def sympathy(self) -> list[Piece]:
        """Where somebody mourns or is ill, a human sentence before all others; it names nothing."""
        if self.sorrow is None:
            return []
        return [self.say("condolence" if self.sorrow == "death" else "well_wish", FIRST, Need.MUST, SAID)]

    def ending(self, move: str | None, need: Need = Need.MUST) -> list[Piece]:
        """The last sentence and the signature, unlike the endings of recent replies."""
        formulas = phrases.ways(self.language, "signoff", self.voice, self.person)
        closings = (move, self.ways(move)) if move else None
        formula, way = self._choosing.ending(("signoff", formulas), closings, self._heard)
        closing = [Piece(_capital(way), _COURTESY, LAST, need)] if way else []
        return [*closing, Piece(self._signed(formula), _COURTESY, SIGNATURE, Need.FRAME)]

    def contact(self, need: Need = Need.MUST) -> Piece:
        """An invitation to talk in private, by the house's own channel where the platform allows it."""
        channel = " ".join((self.request.establishment.contact or "").split())
        if not channel or self._forbidden(channel):
            return self.say("contact_generic", LAST, need)
        text, sentence = contact.said(channel)
        if sentence:
            return Piece(text, _COURTESY, LAST, need)
        return self.say("contact", LAST, need, contact=text)

    def _forbidden(self, channel: str) -> bool:
        forbids = self.request.platform.forbids if self.request.platform else ()
        if self.audience is Audience.PRIVATE:
            return False
        return (
            ("email_addresses" in forbids and "@" in channel)
            or ("phone_numbers" in forbids and len(re.sub(r"\D", "", channel)) >= 6)
            or ("links" in forbids and re.search(r"https?:|www\.|\b[\w-]+\.[a-z]{2,}\b", channel) is not None)
        )

    def _signed(self, formula: str) -> str:
        """The formula, then name and role, then the house."""
        establishment = self.request.establishment
        name, role = establishment.signature.name, establishment.signature.role
        who = ", ".join(" ".join(part.split()) for part in (name, role) if part and part.strip())
        if not who and self.person is Person.WE:
            # Somebody who writes "I" is no team.
            who = phrases.typeset(self.language, phrases.bank(self.language).joints.team)
        house = " ".join((establishment.name or "").split())
        return "\n".join(line for line in (formula, who, house) if line)

    # What the review says

    def praise(self, paragraph: int = FIRST, most: int = 4) -> list[Piece]:
        """What pleased, named; a general word when nothing was singled out."""
        known = [name for name in self.liked if self._name(name, True)][:most]
        if not known:
            return [self.say("praise_general", paragraph, Need.POINT)]
        named = tuple(known)
        alone = len(named) == 1 and known[0] not in self._things
        own = phrases.theme_ways(self.language, known[0], True, self.person) if alone else ()
        text = self._own_or(f"praise.{known[0]}", own, self._naming("praise_list", "liked", named, True))
        return [Piece(_capital(text), self._review(known[0]), paragraph, Need.FACT, named)]

    def credit(self, paragraph: int = FIRST, most: int = 4) -> list[Piece]:
        """What pleased in a review that is otherwise a complaint, said without exuberance."""
        # To somebody who gave one or two stars, a kind word wrongly heard would sound like irony.
        needed = CLEARLY_LIKED if self.rated_low else 0.0
        known = [
            name
            for name in self.liked
            if self.themes[name].polarity >= needed and phrases.theme_name(self.language, name, True)
        ][:most]
        if not known:
            return []
        text = self._pick("credit", self._naming("credit", "liked", known, True))
        return [Piece(_capital(text), self._review(known[0]), paragraph, Need.POINT, tuple(known))]

    def worries(self, paragraph: int = FIRST, most: int = 3) -> list[Piece]:
        """What did not please: a sentence of its own for the first point, the others named together."""
        known = [name for name in self.concerns if phrases.theme_name(self.language, name, False)][:most]
        if not known:
            return []
        first, pieces = known[0], []
        # The strongest point is regretted in words of its own, however short the reply: the others may go.
        own = self._own(first, praise=False)
        if first in self._things:
            own = self._naming("regret_named", "concerns", (first,), False)
        if own:
            general = self._naming("concern_first", "concerns", (first,), False)
            chosen = self._own_or(f"regret.{first}", own, general)
            text = _capital(self._called(first, chosen))
            if any(chosen in group for group in own):
                self._regretted.add(text)
            same = tuple(name for name in known[1:] if {first, name} <= _ONE_MATTER)
            pieces.append(Piece(text, self._review(first), paragraph, Need.FACT, (first, *same)))
            known = [name for name in known[1:] if name not in same]
        if known:
            named = tuple(known)
            move, need = ("concern_also", Need.POINT) if pieces else ("concern_first", Need.FACT)
            text = self._pick(move, self._naming(move, "concerns", self._once(named), False))
            follows = first if pieces else None
            pieces.append(
                Piece(_capital(text), self._review(known[0]), paragraph, need, named, follows=follows)
            )
        return pieces

    def spoken_of(self, worry: Piece) -> bool:
        """Whether a worry was regretted in words made for its theme."""
        return worry.text in self._regretted

    def beyond(self, most: int = 2) -> list[Piece]:
        """What the house cannot help, by its name, then a word of sympathy while there is room."""
        pieces: list[Piece] = []
        for name in self.outside[:most]:
            ways = tuple(
                tuple(self._called(name, way) for way in group) for group in self._own(name, praise=False)
            )
            fresh = tuple(
                group for group in ways if not any(echoes(way, said.text) for said in pieces for way in group)
            )
            text = self._pick(f"regret.{name}", fresh or ways)
            need = Need.POINT if pieces else Need.FACT
            pieces.append(Piece(_capital(text), self._review(name), FIRST, need, (name,)))
        for name in self.outside[:1]:
            ways = phrases.theme_ways(self.language, name, False, self.person)
            kind = tuple(group for group in ways if _IT not in group[0])
            chosen = self._pick(f"sympathy.{name}", kind)
            rest = tuple(group for group in kind if chosen not in group) or kind
            other = self._pick(f"sympathy.{name}", rest)
            pieces.append(Piece(chosen, _COURTESY, FIRST, Need.FILL))
            pieces.append(Piece(other, _COURTESY, FIRST, Need.PAD))
        return pieces

    def unspoilt(self) -> list[Piece]:
        """That what the house cannot help took nothing from the pleasure."""
        pieces = []
        for name in self.outside[:1]:
            text = self._pick(f"praise.{name}", self._own(name, praise=True))
            piece = Piece(_capital(self._called(name, text)), self._review(name), FIRST, Need.EXTRA, (name,))
            pieces.append(piece)
        return pieces

    def _own(self, theme: str, praise: bool) -> phrases.Wordings:
        """A theme's own sentences; of what lies outside the house those that name it."""
        ways = phrases.theme_ways(self.language, theme, praise, self.person)
        return tuple(group for group in ways if _IT in group[0]) or ways

    def _called(self, theme: str, text: str) -> str:
        """The text with what lies outside the house by the review's own word for it."""
        if _IT not in text:
            return text
        name, plural = phrases.theme_name(self.language, theme, True) or ("", False)
        if primary_subtag(self.request.analysis.language.tag or "") == self.language:
            found = outside.name_of(self.language, theme, folded(self.themes[theme].quote))
            name, plural = (found.removeprefix("+"), found.startswith("+")) if found else (name, plural)
        return phrases.agree(text.replace(_IT, phrases.typeset(self.language, name)), plural)

    def reserves(self, most: int = 2) -> list[Piece]:
        """The small reserves of a pleased review: that they were read, without regret."""
        known = [name for name in self.noted if phrases.theme_name(self.language, name, False)][:most]
        if not known:
            return []
        text = self._pick("mention", self._naming("mention", "concerns", known, False))
        return [Piece(_capital(text), self._review(known[0]), FIRST, Need.EXTRA, tuple(known))]

    def mentions(self, paragraph: int = FIRST, most: int = 3) -> list[Piece]:
        """What the review names without judging it: that it was read."""
        insulted = INSULTED if self.request.analysis.situation is Situation.INSULTING else ()
        named = [name for name in self.mentioned if name not in insulted]
        known = [name for name in named if phrases.theme_name(self.language, name, False)][:most]
        if not known:
            return []
        if self.request.analysis.situation is Situation.POSITIVE:
            text = self._pick("thanks_also", self._naming("thanks_also", "liked", known, True))
        else:
            text = self._pick("mention", self._naming("mention", "concerns", known, False))
        return [Piece(_capital(text), self._review(known[0]), paragraph, Need.EXTRA, tuple(known))]

    def _own_or(self, key: str, own: phrases.Wordings, general: phrases.Wordings) -> str:
        """A theme's own sentence, a general one when it has none that recent replies do not have."""
        text = self._choosing.pick(key, own, self._heard) if own else None
        if text is None or self._choosing.said(text):
            return self._pick(key, general)
        self._heard |= stems(text)
        return text

    def _naming(self, move: str, slot: str, themes: Sequence[str], liked: bool) -> phrases.Wordings:
        """The wordings of a move with these themes named in them."""
        listed, plural = self._listed(themes, liked)
        return tuple(
            tuple(phrases.agree(way.replace(f"{{{slot}}}", listed), plural) for way in group)
            for group in self.ways(move)
        )

    def _listed(self, names: Sequence[str], liked: bool) -> tuple[str, bool]:
        said = [self._name(name, liked) for name in names]
        unique = dict.fromkeys(found for found in said if found)
        text = phrases.enumerate_in(self.language, tuple(name for name, _ in unique))
        return text, len(unique) > 1 or any(plural for _, plural in unique)

    def _name(self, theme: str, liked: bool) -> tuple[str, bool] | None:
        """How a theme is named here, by the review's own word if it has one, and whether that is plural."""
        called = self._things.get(theme)
        if called is None:
            return phrases.theme_name(self.language, theme, liked)
        name = phrases.typeset(self.language, called.removeprefix("+"))
        if self.language == "de" and not liked:
            # What did not please is named in the accusative.
            name = re.sub(r"^der ", "den ", name) if not called.startswith("+") else name
        return name, called.startswith("+")

    @staticmethod
    def _once(names: Sequence[str]) -> tuple[str, ...]:
        """The names without those that another one says already."""
        matter = [name for name in names if name in _ONE_MATTER]
        return tuple(name for name in names if name not in matter[1:])

    def _review(self, theme: str) -> Source:
        return Source(SourceKind.REVIEW, quote=self.themes[theme].quote)

    # What the house knows

    def told(self, *about: str, all_of_case: bool = False, lead: bool = True) -> list[Piece]:
        """The facts that fit the review, each a sentence; a measure taken since comes last.

        They fit what did not please, or the subjects `about` when given. Where somebody is displeased, or
        with `all_of_case`, whatever else happened in this case is told while there is room: it was entered
        for this review, whose words may name the matter in a way nobody foresaw.
        """
        displeased = self.concerns or not self.liked
        names = frozenset(about or (*self.concerns, *(self.mentioned if displeased else ())))
        loose = all_of_case or (not about and bool(displeased))
        fitting = [fact for fact in self.facts if ledger.fits(fact, names) or (loose and _of_case(fact))]
        fitting.sort(key=_changes)
        lead = lead and self.request.options.length is not Length.SHORT
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
            need = Need.FACT if ledger.fits(fact, names) else Need.EXTRA
            answered = tuple(names.intersection(ledger.themes_of(fact)) & set(self.points))
            leans_on = after.id if after is not None else None
            themes = tuple(sorted(answered))
            pieces.append(Piece(text, source, FACTS, need, themes, fact.id, leans_on=leans_on))
        return pieces

    def of_another_house(self) -> bool:
        """Whether the review says itself that it is of another house."""
        spoken = primary_subtag(self.request.analysis.language.tag or "")
        if spoken not in LANGUAGES:
            return False
        return elsewhere(lexicon(spoken).find(NormalizedText(self.request.review.text)))

    def knows(self, type: str) -> bool:
        """Whether a fact of this type may be told here."""
        return any(fact.type == type for fact in self.facts)

    def _turn(self, fact: Fact) -> int:
        digest = sha256(fact.id.encode("utf-8", "surrogatepass") + self._seed).digest()
        return digest[0] + self.request.options.variant

    # The private answer under pressure

    def reformulated(self) -> list[Piece]:
        """What was understood, said back in neutral words, and the question whether that is right."""
        slots = {
            "demand": pressing.demand(self.request, self.language),
            "threat": pressing.threat(self.request, self.language),
        }
        done = [noun for fact in self.facts if (noun := ledger.say_done(fact, self.language))]
        move = "reformulate"
        if done or any(fact.type is None for fact in self.facts):
            move = "reformulate_measures"
            unique = tuple(dict.fromkeys(done))[:3]
            joints = phrases.bank(self.language).joints
            slots["measures"] = phrases.enumerate_in(self.language, unique) or phrases.typeset(
                self.language, joints.earlier_measures
            )
        source = Source(SourceKind.REVIEW, quote=pressing.quotes(self.request))
        said = self.say(move, LAST, Need.MUST, source, _ASKED, **slots)
        # One sentence, so that the question never stands without what it asks about.
        return [replace(said, text=f"{said.text} {self.say('confirm', LAST, Need.MUST).text}")]


#: Where the name of what lies outside the house stands in a sentence.
_IT: Final = "{it}"
#: From this polarity of a theme on, a review with one or two stars is thanked for it.
CLEARLY_LIKED = 0.9
#: Points of a review that a demand is about.
_ASKED: Final = ("refund", "payment", "price")


def primary_subtag(tag: str) -> str:
    """`fr` of `fr-CA`."""
    return tag.replace("_", "-").split("-")[0].lower()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of_case(fact: Fact) -> bool:
    return fact.type is None or ledger.rules()[fact.type].scope == "case"


def _with_language(fact: Fact) -> Fact:
    """Free text typed without a language, with the one it is plainly in; short words stay as they are."""
    if fact.type is not None or fact.language is not None or len(fact.text or "") < _TELLING:
        return fact
    guess = language_of.guess(NormalizedText(fact.text or ""))
    return replace(fact, language=guess.tag) if guess.tag in LANGUAGES and guess.confidence >= 0.9 else fact


def _changes(fact: Fact) -> bool:
    return fact.type is not None and ledger.rules()[fact.type].change
