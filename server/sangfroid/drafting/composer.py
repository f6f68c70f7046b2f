"""The embedded engine: situation, themes, facts and voice become a reply, with no model and no chance.

A reply is planned as pieces (opening, regret, facts, contact...), each with its need; what must stand is
taken first, the rest while the length allows. The same request gives the same text, byte for byte.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sangfroid.analysis import language as language_of
from sangfroid.domain.draft import Audience, Sentence
from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Risk, Situation
from sangfroid.drafting import messages, naming, regrets
from sangfroid.drafting.layout import Layout
from sangfroid.drafting.plan import Need, Piece, fit, room_for
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.speaking import CLOSE, FIRST, LAST, POLICY, SAID, SIGNATURE, primary_subtag
from sangfroid.drafting.writing import Writing


@dataclass(frozen=True, slots=True)
class Composition:
    """What the composer wrote.

    `paragraphs` counts the sentences of each paragraph; `points_left` names the themes of the review that no
    sentence answers; `notes` are for the staff, `remarks` those of them that hold for this wording alone. No
    sentences mean that no text is due to this audience; the notes say why.
    """

    audience: Audience
    language: str
    sentences: tuple[Sentence, ...] = ()
    paragraphs: tuple[int, ...] = ()
    facts_used: tuple[str, ...] = ()
    facts_left: tuple[str, ...] = ()
    points_left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    #: Sentences that only lead to facts.
    leads: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        """The sentences in their paragraphs."""
        return Layout(self.sentences, self.paragraphs).text


#: From here on the analysis is sure enough of a language.
_SURE: Final = 0.75
#: Situations where pressure was put: the private answer listens and says back what was understood.
_PRESSED: Final = {Situation.PRESSURE, Situation.REFUSED_DEMAND, Situation.RETROACTIVE}


def compose(request: DraftRequest) -> Composition:
    """The composer's reply to a review.

    Raises:
        InvalidInput: a fact is not valid, or the language asked for is none of the product's.
    """
    language, guessed = _language(request)
    situation = request.analysis.situation
    audience = request.options.audience
    if audience is None:
        audience = Audience.PRIVATE if situation is Situation.PRESSURE else Audience.PUBLIC
    writing = Writing(request, language, audience)
    withheld = None
    if situation is Situation.PRESSURE and audience is Audience.PUBLIC:
        withheld = "composer.withheld_public"
    elif situation is Situation.ORGANISED and audience is Audience.PRIVATE:
        withheld = "composer.withheld_private"
    if withheld:
        return Composition(
            audience,
            language,
            facts_left=tuple(fact.id for fact in request.facts),
            points_left=writing.points,
            notes=(messages.say(withheld, request.ui_language),),
        )
    private = audience is Audience.PRIVATE and situation in _PRESSED
    plan, brief = _plan(writing, private)
    room = room_for(Situation.PRESSURE if private else situation, request.options.length, brief)
    pieces = plan(writing)
    return _finished(request, writing, fit(pieces, room, request.platform), guessed)


def _plan(writing: Writing, private: bool) -> tuple[Callable[[Writing], list[Piece]], bool]:
    """How a reply is made, and whether it is a brief one."""
    if private:
        return _pressed, False
    if writing.wordless:
        return _rated, True
    if writing.asking:
        return _question, True
    analysis = writing.request.analysis
    # The house's own search stands beside what the review says of itself.
    named = analysis.situation is Situation.NO_MATCHING_STAY and analysis.elsewhere
    if named and not writing.knows("no_booking_found"):
        return _elsewhere, True
    return _PLANS[analysis.situation], False


def _positive(writing: Writing) -> list[Piece]:
    sad = writing.sorrow is not None
    return [
        writing.opening("thanks_neutral" if sad else "thanks_positive"),
        *writing.sympathy(),
        *writing.praise(),
        *writing.glad(),
        *writing.unspoilt(),
        *writing.worries(),
        *writing.reserves(),
        *writing.put_right(),
        *writing.suggestions(),
        *writing.mentions(),
        *writing.told(lead=False),
        *(() if sad else (writing.say("encouragement", LAST, Need.FILL),)),
        *writing.ending("closing_positive"),
    ]


def _mixed(writing: Writing) -> list[Piece]:
    # Words of both kinds beside a complaint alone praise nothing anybody could name.
    praised = writing.praised or (writing.two_sided and not writing.concerns)
    # Praise nobody heard is not thanked for.
    opening = writing.opening("thanks_mixed" if writing.liked or praised else "thanks_negative")
    sympathy = writing.sympathy()
    # Praise and complaint of which no subject was heard are answered as what they are: of something.
    if writing.liked:
        praise = writing.praise()
    else:
        praise = [writing.say("praise_partly", FIRST, Need.POINT)] if praised else []
    worries = writing.remarked() if writing.mild else writing.worries()
    content = writing.rated_well and not worries
    disliked = writing.two_sided or writing.rated_low or (writing.rated_so_so and not writing.praised)
    # Four stars and nothing against the house but what was put right, or wished: no regret is made up.
    if disliked and not worries and not writing.rated_well and not writing.settled:
        worries = [writing.say("regret_partly", FIRST, Need.POINT)]
    elif worries and writing.rated_low and not _regretted(writing, worries[0]):
        worries = [writing.say("regret_partly", FIRST, Need.EXTRA), *worries]
    talk = Need.PAD if writing.rated_well or writing.mild or not worries else Need.FILL
    return [
        opening,
        *sympathy,
        *praise,
        *worries,
        *writing.reserves(),
        *writing.put_right(),
        *writing.suggestions(),
        *writing.mentions(),
        # Who is content is not told that they are heard, but that their words are welcome, and once.
        *(() if content else (writing.say("attention", FIRST, Need.PAD if writing.mild else Need.FILL),)),
        *writing.told(),
        # What somebody with four stars remarks is no matter to settle in private, nor is pure praise.
        *((writing.say("encouragement", LAST, Need.FILL),) if content else ()),
        *(() if content else (writing.say("care", LAST, Need.PAD),)),
        *(() if content else (writing.contact(talk),)),
        *writing.ending("closing_mixed"),
    ]


def _negative(writing: Writing) -> list[Piece]:
    if writing.outside:
        return _unfair(writing)
    opening = writing.opening("thanks_negative")
    sympathy = writing.sympathy()
    worries = writing.worries()
    # Where a point has its own words of regret, regret for everything says it twice; to understand is less.
    spoken = bool(worries) and writing.spoken_of(worries[0])
    regretted = spoken and _regretted(writing, worries[0])
    said = [
        opening,
        *sympathy,
        *(() if regretted else (writing.say("regret", FIRST, Need.EXTRA if spoken else Need.MUST),)),
        *worries,
        *writing.mentions(),
        *writing.credit(),
        # Who was answered on the point itself need not be told that they are heard.
        writing.say("attention", FIRST, Need.PAD if spoken else Need.FILL),
    ]
    rest = [*writing.told(), writing.contact(), *writing.ending("closing_negative")]
    return [*said, writing.say("care", LAST, Need.PAD), *rest]


def _regretted(writing: Writing, worry: Piece) -> bool:
    """Whether a complaint is regretted, and not only understood."""
    return regrets.said_in(worry.text, writing.language)


def _unfair(writing: Writing) -> list[Piece]:
    named = bool(writing.outside)
    closing = "closing_mixed" if named or writing.concerns else "closing_sober"
    if writing.rated_low and writing.concerns and not named:
        closing = "closing_negative"
    # Beside the rain called by its name, words that fit any review would read as filler.
    return [
        writing.opening("thanks_negative"),
        *writing.sympathy(),
        writing.say("regret", FIRST, Need.PAD) if named else writing.say("balance", FIRST, Need.MUST),
        *writing.beyond(),
        *writing.worries(),
        *writing.mentions(),
        *writing.credit(),
        writing.say("attention", FIRST, Need.PAD if named else Need.FILL),
        *writing.told(*writing.concerns, *writing.outside, "no_match", all_of_case=True),
        *(() if named else (writing.say("care", LAST, Need.PAD),)),
        # There is nothing to settle in private about the rain.
        writing.contact(Need.PAD) if named and not writing.concerns else writing.contact(),
        # Whoever blames the house for nothing of its own has not lost trust in it.
        *writing.ending(closing),
    ]


def _no_match(writing: Writing) -> list[Piece]:
    said = [
        writing.opening("thanks_neutral"),
        # Without the house's own search nothing is known but what the review says of itself.
        *([] if writing.knows("no_booking_found") else [writing.say("no_match", FIRST, Need.MUST, SAID)]),
    ]
    rest = [
        *writing.told(*writing.concerns, "no_match", lead=False),
        writing.say("care", LAST, Need.FILL),
        writing.contact(),
        *writing.ending("closing_neutral"),
    ]
    return _padded(writing, said, rest)


def _elsewhere(writing: Writing) -> list[Piece]:
    """The answer to a review of another house: that it was understood, and good wishes."""
    return [
        writing.opening("thanks_neutral"),
        writing.say("elsewhere", FIRST, Need.MUST, SAID),
        *writing.told("no_match", lead=False),
        writing.say("farewell", LAST, Need.MUST),
        *writing.ending(None),
    ]


def _question(writing: Writing) -> list[Piece]:
    """The answer to a review that only asks: what the house knows of it, and where to ask."""
    told = writing.answered()
    return [
        writing.opening("thanks_question"),
        *told,
        writing.contact(Need.FILL if told else Need.MUST, "ask_house_at", "ask_house"),
        *writing.ending(None),
    ]


def _restrained(writing: Writing) -> list[Piece]:
    said = [
        writing.opening("acknowledge"),
        *writing.sympathy(),
        writing.say("restraint", FIRST, Need.MUST),
        *writing.requests(),
        *writing.worries(),
        *writing.mentions(),
    ]
    rest = [
        *writing.told(*writing.concerns, *writing.asked, "no_match", all_of_case=True, lead=False),
        writing.say("care", LAST, Need.FILL),
        writing.contact(),
        *writing.ending("closing_sober"),
    ]
    return _padded(writing, said, rest, "attention")


def _organised(writing: Writing) -> list[Piece]:
    return [
        writing.opening("neutral"),
        writing.say("contact_generic", LAST, Need.PAD),
        *writing.ending(None),
    ]


def _insulting(writing: Writing) -> list[Piece]:
    said = [
        writing.opening("acknowledge"),
        *writing.sympathy(),
        writing.say("dignity", FIRST, Need.MUST),
        *writing.worries(),
        *writing.mentions(),
    ]
    rest = [
        *writing.told(),
        writing.say("care", LAST, Need.FILL),
        writing.contact(),
        *writing.ending("closing_sober"),
    ]
    return _padded(writing, said, rest)


def _discriminatory(writing: Writing) -> list[Piece]:
    """The house accused is heard; words against people are met with what the house stands for, no more."""
    accused = Risk.DISCRIMINATION in writing.request.analysis.risks
    return [
        writing.opening("acknowledge"),
        writing.say("fairness" if accused else "values", FIRST, Need.MUST, POLICY),
        *((writing.say("care", LAST, Need.FILL),) if accused else ()),
        writing.contact(Need.MUST if accused else Need.PAD),
        *writing.ending("closing_sober" if accused else None),
    ]


#: What is said of a grave matter, the first that applies; the subject whose facts may be told beside it.
_GRAVE: Final = (
    ({Risk.FOOD_POISONING}, "food", "food_poisoning"),
    ({Risk.CHILD, Risk.HEALTH}, "privacy", None),
    ({Risk.INJURY, Risk.DANGER, Risk.THEFT, Risk.ASSAULT}, "incident", None),
    ({Risk.DISCRIMINATION}, "fairness", None),
    ({Risk.PESTS}, "pests", "pests"),
)


#: What is said of a grave matter where its own words stand in the review, and nothing graver beside it.
_EXACTLY: Final = {Risk.HEALTH: "allergy", Risk.PESTS: "pests"}


def _safety(writing: Writing) -> list[Piece]:
    risks = set(writing.request.analysis.risks)
    move, subject = next(
        ((move, about) for named, move, about in _GRAVE if named & risks), ("incident", None)
    )
    exactly = next((name for risk, name in _EXACTLY.items() if risks == {risk}), None)
    grave = (exactly and writing.to_just(exactly)) or writing.say(move, FIRST, Need.MUST, POLICY)
    # To read of it with regret admits nothing; to take it seriously alone is cold.
    sorry = [] if _regretted(writing, grave) else [writing.say("sorry_to_read", FIRST, Need.EXTRA)]
    said = [writing.opening("thanks_neutral"), *sorry, grave]
    rest = [
        *(writing.told(subject, lead=False) if subject else ()),
        writing.say("care", LAST, Need.FILL),
        writing.contact(),
        *writing.ending("closing_neutral"),
    ]
    return _padded(writing, said, rest)


def _padded(writing: Writing, said: list[Piece], rest: list[Piece], move: str = "care") -> list[Piece]:
    """A reply with a sentence between its halves that stands only to reach the fewest words.

    It is worded last: whatever the others say is not said twice for its sake.
    """
    return [*said, writing.say(move, FIRST, Need.PAD), *rest]


def _rated(writing: Writing) -> list[Piece]:
    """The answer to stars without a word: thanks for them, and no word of what nobody wrote."""
    low = writing.rated_so_so
    return [
        writing.opening("thanks_rating"),
        writing.say("rated_low" if low else "rated_well", FIRST, Need.MUST, SAID),
        *writing.told(lead=False),
        *((writing.contact(),) if low else ()),
        *writing.ending("closing_positive" if not low and writing.comes_back else None),
    ]


def _unclear(writing: Writing) -> list[Piece]:
    return [
        writing.opening("thanks_neutral"),
        *writing.sympathy(),
        *writing.credit(),
        *writing.worries(),
        *writing.mentions(),
        *writing.told(lead=False),
        writing.say("ask_details", LAST, Need.PAD if writing.points else Need.MUST),
        writing.contact(Need.FILL),
        *writing.ending("closing_neutral"),
    ]


def _pressed(writing: Writing) -> list[Piece]:
    """The private answer: listen, say back, ask whether that is right, and keep what is due apart."""
    return [
        writing.opening("listen"),
        *writing.told(all_of_case=True, lead=False),
        *writing.reformulated(),
        writing.say("due_apart", CLOSE, Need.MUST, POLICY),
        writing.say("private_close", CLOSE, Need.FILL),
        *writing.ending(None),
    ]


_PLANS: Final[Mapping[Situation, Callable[[Writing], list[Piece]]]] = {
    Situation.POSITIVE: _positive,
    Situation.MIXED: _mixed,
    Situation.NEGATIVE: _negative,
    Situation.UNFAIR: _unfair,
    Situation.NO_MATCHING_STAY: _no_match,
    Situation.PRESSURE: _pressed,
    Situation.REFUSED_DEMAND: _restrained,
    Situation.RETROACTIVE: _restrained,
    Situation.ORGANISED: _organised,
    Situation.INSULTING: _insulting,
    Situation.DISCRIMINATORY: _discriminatory,
    Situation.SAFETY: _safety,
    Situation.UNCLEAR: _unclear,
}


def _language(request: DraftRequest) -> tuple[str, bool]:
    """The language of the reply, and whether it had to be guessed."""
    asked = request.options.language
    if asked is not None:
        primary = primary_subtag(asked)
        if primary not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise InvalidInput(f"options.language must be one of {known}", {"field": "options.language"})
        return primary, False
    review = request.review
    heard = language_of.answered_in(review.text, request.analysis.language.tag, review.language)
    for tag in (heard, review.language):
        if primary_subtag(tag or "") in LANGUAGES:
            return primary_subtag(tag or ""), False
    return "en", True


def _unsure(request: DraftRequest) -> bool:
    """Whether the language of the reply rests on a word or two that may be another's as well."""
    known = request.options.language or primary_subtag(request.review.language or "") in LANGUAGES
    return not known and request.analysis.language.confidence < _SURE


def _finished(request: DraftRequest, writing: Writing, stand: list[Piece], guessed: bool) -> Composition:
    """Pieces as sentences in paragraphs, with what was left out."""
    ordered = sorted(stand, key=lambda piece: piece.paragraph)
    said = [piece.fact for piece in ordered if piece.fact is not None]
    used = (*said, *(twin for twin, other in writing.twins.items() if other in said))
    answered = {theme for piece in ordered for theme in piece.themes}
    left = tuple(theme for theme in writing.points if theme not in answered)
    remarks = tuple(_remarks(request, writing, used, left))
    paragraphs = [sum(piece.paragraph == number for piece in ordered) for number in range(SIGNATURE + 1)]
    return Composition(
        audience=writing.audience,
        language=writing.language,
        sentences=tuple(Sentence(piece.text, piece.source) for piece in ordered),
        paragraphs=tuple(count for count in paragraphs if count),
        leads=tuple(Sentence(piece.text, piece.source) for piece in ordered if piece.lead),
        facts_used=used,
        facts_left=tuple(fact.id for fact in request.facts if fact.id not in used),
        points_left=left,
        notes=(*remarks, *_notes(request, writing, guessed)),
        remarks=remarks,
    )


def _note(request: DraftRequest, key: str, **values: str) -> str:
    return messages.say(f"composer.{key}", request.ui_language, **values)


def _remarks(
    request: DraftRequest, writing: Writing, used: tuple[str, ...], left: tuple[str, ...]
) -> Iterator[str]:
    """What the staff should know about this wording, and would not about another one."""
    language = request.ui_language
    to_translate = [fact for fact in writing.slots if fact.id in used]
    if to_translate:
        yield _note(request, "facts_other_language", facts=naming.facts(to_translate, language))
    no_room = [fact for fact in writing.facts if fact.id not in used]
    if no_room:
        yield _note(request, "facts_left", facts=naming.facts(no_room, language))
    if left:
        yield _note(request, "points_left", points=naming.themes(left, language))


def _notes(request: DraftRequest, writing: Writing, guessed: bool) -> Iterator[str]:
    """What the staff should know whatever the wording."""
    situation, risks = request.analysis.situation, request.analysis.risks
    if guessed:
        yield _note(request, "language_guessed")
    elif _unsure(request):
        yield _note(request, "language_unsure")
    if writing.untold:
        yield _note(request, "facts_private", facts=naming.facts(writing.untold, request.ui_language))
    establishment = request.establishment
    if not establishment.signature.name and not establishment.signature.role:
        yield _note(request, "no_signature")
    if not establishment.contact:
        yield _note(request, "no_contact")
    if writing.audience is Audience.PUBLIC and situation in _ADVISED:
        yield _note(request, situation.value)
    for risk in risks:
        yield _note(request, f"risk_{risk.value}")


#: Situations whose public reply comes with advice.
_ADVISED: Final = {
    Situation.NO_MATCHING_STAY,
    Situation.REFUSED_DEMAND,
    Situation.RETROACTIVE,
    Situation.ORGANISED,
    Situation.INSULTING,
    Situation.DISCRIMINATORY,
    Situation.SAFETY,
}
