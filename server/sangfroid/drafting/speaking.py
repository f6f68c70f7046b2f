"""How one reply speaks: its voice, which wording of a move, and what every reply has around its matter."""

import re
from dataclasses import replace
from typing import Final

from sangfroid.domain.draft import Audience, Length, Person, Source, SourceKind, Voice
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation, ToneLabel
from sangfroid.drafting import contact, phrases, questions, sorrow
from sangfroid.drafting.choosing import Choosing, shorter_half, stems
from sangfroid.drafting.plan import Need, Piece
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.trade import OF_A_CUSTOMER, OF_A_GUEST, Trade, trade_of

COURTESY: Final = Source(SourceKind.COURTESY)
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
#: The last sentence for a house nobody comes back to for pleasure, and for one of which nothing is known.
_TO_ONCE: Final = {
    "closing_positive": "closing_wishes",
    "closing_mixed": "closing_neutral",
    "closing_negative": "closing_neutral",
}
#: Paragraphs in their order.
FIRST, FACTS, LAST, CLOSE, SIGNATURE = range(5)


class Speaking:
    """Every choice follows from the review's text and id, and the variant."""

    def __init__(self, request: DraftRequest, language: str, audience: Audience) -> None:
        self.request = request
        self.language = language
        self.audience = audience
        situation = request.analysis.situation
        #: The language the review is in, as far as it was heard.
        self.heard_in = primary_subtag(request.analysis.language.tag or "")
        self.sorrow: sorrow.Sorrow | None = None
        if situation in sorrow.SPOKEN_OF and self.heard_in in LANGUAGES:
            self.sorrow = sorrow.heard(request.review.text, self.heard_in)
        #: Whether the review only asks something.
        self.asking = questions.only_asks(request.review, request.analysis, self.heard_in)
        # What is grave is said in a formal voice, whatever the house's own.
        sober = situation not in _OWN_VOICE or self.sorrow is not None
        self.voice = Voice.FORMAL if sober else request.establishment.voice
        self.person = request.establishment.person
        review = request.review
        # A lone surrogate in a hostile text must not stop the hash.
        self._seed = f"{review.id or ''}\0{review.text}".encode("utf-8", "surrogatepass")
        self._choosing = Choosing(self._seed, request.options.variant, request.recent)
        self.locale = request.options.language or review.language
        self._named = {theme.name for theme in request.analysis.themes}
        self._used: set[str] = set()
        #: What the reply has said so far, by the stems of its words.
        self._heard: set[str] = set()

    @property
    def stars(self) -> float | None:
        """The rating as a share of the highest."""
        review = self.request.review
        return review.rating / review.rating_max if review.rating is not None and review.rating_max else None

    @property
    def wordless(self) -> bool:
        """Whether the review is a rating without a word; "10/10" and a thumb say no more than the stars."""
        review = self.request.review
        return self.stars is not None and not any(map(str.isalpha, f"{review.title or ''}{review.text}"))

    @property
    def rated_low(self) -> bool:
        """Whether there is a rating, of two stars in five at most."""
        return self.stars is not None and self.stars <= 0.4

    @property
    def rated_lowest(self) -> bool:
        """Whether there is a rating, of one star in five."""
        return self.stars is not None and self.stars <= 0.2

    @property
    def praised(self) -> bool:
        """Whether the review as a whole praises more than it blames."""
        return self.request.analysis.tone.polarity > 0

    @property
    def rated_so_so(self) -> bool:
        """Whether there is a rating, of three stars in five at most."""
        return self.stars is not None and self.stars <= 0.6

    @property
    def rated_well(self) -> bool:
        """Whether there is a rating, of four stars in five at least."""
        return self.stars is not None and self.stars >= 0.8

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
            opens = phrases.FEWEST_THANKS if move.startswith("thanks") else phrases.FEWEST
            return shorter_half(wordings, phrases.FEWEST_EDGES if edge else opens)
        return wordings

    def say(
        self,
        move: str,
        paragraph: int,
        need: Need,
        source: Source = COURTESY,
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
        return Piece(capital(text), source, paragraph, need, themes)

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
        return Piece(" ".join(pair), COURTESY, FIRST, Need.FRAME)

    def _readers(self) -> frozenset[phrases.Reader]:
        """What the review plainly shows of its author: a guest, a customer, somebody pleased."""
        situation = self.request.analysis.situation
        if self.asking:
            return frozenset()
        known: set[phrases.Reader] = {"pleased"} if situation is Situation.POSITIVE else set()
        guest, customer = OF_A_GUEST & self._named, OF_A_CUSTOMER & self._named
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
        move = self._fitting(move) if move else None
        formulas = phrases.ways(self.language, "signoff", self.voice, self.person)
        closings = (move, self.ways(move)) if move else None
        formula, way = self._choosing.ending(("signoff", formulas), closings, self._heard)
        closing = [Piece(capital(way), COURTESY, LAST, need)] if way else []
        return [*closing, Piece(self._signed(formula), COURTESY, SIGNATURE, Need.FRAME)]

    def _fitting(self, closing: str) -> str:
        """The closing for the trade of the house: nobody is seen again with pleasure by an undertaker."""
        return _TO_ONCE.get(closing, closing) if not self.comes_back else closing

    @property
    def comes_back(self) -> bool:
        """Whether the review's author may be looked forward to.

        Nobody goes back to an energy supplier: where nothing tells the trade, a wish fits all.
        """
        review, house = self.request.review, self.request.establishment
        return self.sorrow is None and trade_of(house, review.text, self.heard_in, self._named) is Trade.AGAIN

    def contact(
        self, need: Need = Need.MUST, move: str = "contact", without: str = "contact_generic"
    ) -> Piece:
        """An invitation to talk in private, by the house's own channel where the platform allows it.

        `move` and `without` say how, with the channel and without one.
        """
        channel = " ".join((self.request.establishment.contact or "").split())
        if not channel or self._forbidden(channel):
            return replace(self.say(without, LAST, need), invites=True)
        text, sentence = contact.said(channel)
        if sentence:
            return Piece(text, COURTESY, LAST, need, invites=True)
        return replace(self.say(move, LAST, need, contact=text), invites=True)

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


def primary_subtag(tag: str) -> str:
    """`fr` of `fr-CA`."""
    return tag.replace("_", "-").split("-")[0].lower()


def capital(text: str) -> str:
    """The text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]
