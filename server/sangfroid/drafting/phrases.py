"""Phrase banks: how each language says each move of a reply. Data under `phrases/`, checked when loaded."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sangfroid.domain.draft import Person, Voice
from sangfroid.domain.errors import InvalidData, InvalidInput
from sangfroid.domain.languages import LANGUAGES

#: Ways each voice must find for a move.
FEWEST: Final = 8
#: Greetings of each voice: one opens with thanks, and few are natural to somebody whose name nobody knows.
FEWEST_GREETINGS: Final = 3
#: Ways to thank that even a short reply keeps: with a greeting each opens for itself.
FEWEST_THANKS: Final = 11
#: Ways to open and to close, so that thirty replies in a row need not repeat one.
FEWEST_EDGES: Final = 31

#: Moves every language has, with the slots each may use.
MOVES: Final[Mapping[str, frozenset[str]]] = {
    "greeting": frozenset(),
    "thanks_positive": frozenset(),
    "thanks_also": frozenset({"liked"}),
    "thanks_mixed": frozenset(),
    "thanks_negative": frozenset(),
    "thanks_neutral": frozenset(),
    "thanks_question": frozenset(),
    "thanks_rating": frozenset(),
    "rated_well": frozenset(),
    "rated_low": frozenset(),
    "acknowledge": frozenset(),
    "praise_list": frozenset({"liked"}),
    "praise_general": frozenset(),
    "credit": frozenset({"liked"}),
    "settled": frozenset(),
    "suggestion": frozenset({"concerns"}),
    "suggestion_general": frozenset(),
    "remark_general": frozenset(),
    "regret": frozenset(),
    "regret_named": frozenset({"concerns"}),
    "regret_partly": frozenset(),
    "concern_first": frozenset({"concerns"}),
    "concern_also": frozenset({"concerns"}),
    "mention": frozenset({"concerns"}),
    "attention": frozenset(),
    "care": frozenset(),
    "praise_partly": frozenset(),
    "encouragement": frozenset(),
    "facts_lead": frozenset(),
    "change_lead": frozenset(),
    "balance": frozenset(),
    "restraint": frozenset(),
    "request": frozenset(),
    "no_match": frozenset(),
    "elsewhere": frozenset(),
    "farewell": frozenset(),
    "neutral": frozenset(),
    "values": frozenset(),
    "fairness": frozenset(),
    "dignity": frozenset(),
    "pests": frozenset(),
    "food": frozenset(),
    "sorry_to_read": frozenset(),
    "incident": frozenset(),
    "privacy": frozenset(),
    "condolence": frozenset(),
    "well_wish": frozenset(),
    "ask_details": frozenset(),
    "contact": frozenset({"contact"}),
    "contact_generic": frozenset(),
    "ask_house": frozenset(),
    "ask_house_at": frozenset({"contact"}),
    "closing_positive": frozenset(),
    "closing_mixed": frozenset(),
    "closing_negative": frozenset(),
    "closing_sober": frozenset(),
    "closing_neutral": frozenset(),
    "closing_wishes": frozenset(),
    "signoff": frozenset(),
    "listen": frozenset(),
    "reformulate": frozenset({"demand", "threat"}),
    "reformulate_measures": frozenset({"measures", "demand", "threat"}),
    "confirm": frozenset(),
    "due_apart": frozenset(),
    "private_close": frozenset(),
}

#: Demands and threats the private answer can put in its own words.
DEMANDS: Final = (
    "refund",
    "discount",
    "free",
    "voucher",
    "upgrade",
    "fee",
    "cancellation",
    "late_checkout",
    "money",
    "other",
)
THREATS: Final = ("review", "stars", "several", "press", "social", "exposure", "keep", "other")


#: What a greeting may know of whoever reads it.
Reader = Literal["guest", "customer", "pleased"]

#: Wordings of a move: one group for each sentence of the file, its variations written out.
Wordings = tuple[tuple[str, ...], ...]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Move(_Data):
    """Ways to say one move: for both voices, and for each alone.

    `guest` and `customer` are greetings for somebody who plainly stayed or ate there, or bought something,
    `pleased` those for somebody who is.
    """

    both: tuple[str, ...] = ()
    formal: tuple[str, ...] = ()
    warm: tuple[str, ...] = ()
    guest: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    pleased: tuple[str, ...] = ()


class ThemeWords(_Data):
    """How a theme is named when it pleased and when it did not, and sentences of its own.

    A name that begins with `+` is plural.
    """

    liked: str
    concern: str
    praise: tuple[str, ...] = ()
    regret: tuple[str, ...] = ()


class PutNeutrally(_Data):
    """One kind of demand or threat: `words` (folded stems) that tell it, and how it is said back."""

    says: str
    with_amount: str | None = None
    words: tuple[str, ...] = ()


class Joints(_Data):
    """Small words that hold values and lists together."""

    conjunction: str
    date: Mapping[Literal["on", "same", "since", "from", "to", "until"], str]
    time: Mapping[Literal["at", "from", "to"], str]
    team: str
    earlier_measures: str


class PhraseBank(_Data):
    """All the phrases of one language."""

    language: str
    joints: Joints
    themes: Mapping[str, ThemeWords]
    moves: Mapping[str, Move]
    demands: Mapping[str, PutNeutrally]
    threats: Mapping[str, PutNeutrally]


_SLOT = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
_CHOICE = re.compile(r"\(([^()]*)\)")
_PERSON = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_NUMBER = re.compile(r"#([^#|]*)\|([^#|]*)#")


@cache
def bank(language: str) -> PhraseBank:
    """The phrase bank of one of the product's languages.

    Raises:
        InvalidInput: there is none for this language.
        InvalidData: the file does not fit the schema, lacks a move, or uses a slot it is not given.
    """
    if language not in LANGUAGES:
        raise InvalidInput(f"language must be one of {', '.join(LANGUAGES)}", {"field": "language"})
    name = f"phrases/{language}.yaml"
    content = resources.files("sangfroid.drafting").joinpath(name).read_text(encoding="utf-8")
    try:
        loaded = PhraseBank.model_validate(yaml.load(content, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise InvalidData(f"drafting/{name}: {error}", {"file": name}) from error
    for problem in problems(loaded, language):
        raise InvalidData(f"drafting/{name}: {problem}", {"file": name})
    return loaded


def problems(data: PhraseBank, language: str) -> Iterator[str]:
    """What the schema cannot say: missing moves, unknown slots, a file under another language's name."""
    if data.language != language:
        yield f"its language is {data.language}"
    for move in MOVES.keys() - data.moves.keys():
        yield f"the move {move} is missing"
    for move, ways in data.moves.items():
        if move not in MOVES:
            yield f"the move {move} is not known"
            continue
        for way in (*ways.both, *ways.formal, *ways.warm, *ways.guest, *ways.customer, *ways.pleased):
            for slot in {found[0] for found in _SLOT.findall(way)} ^ MOVES[move]:
                yield f"{move}: the slot {slot} is missing or not given in {way!r}"
    for kinds, known in ((data.demands, DEMANDS), (data.threats, THREATS)):
        for kind in kinds.keys() ^ set(known):
            yield f"the demand or threat {kind} is missing or not known"


@cache
def ways(
    language: str,
    move: str,
    voice: Voice,
    person: Person,
    readers: frozenset[Reader] = frozenset(),
) -> Wordings:
    """Every wording of a move, slots still open, sentence by sentence of the file.

    `readers` adds the greetings for what is known of whoever reads them.
    """
    data = bank(language).moves[move]
    own = data.formal if voice is Voice.FORMAL else data.warm
    if voice is Voice.WARM and "pleased" in readers:
        own = (*own, *data.pleased)
    if "guest" in readers:
        own = (*own, *data.guest)
    if "customer" in readers:
        own = (*own, *data.customer)
    return tuple(spread((template,), language, person) for template in (*own, *data.both))


@cache
def theme_ways(language: str, theme: str, praise: bool, person: Person) -> Wordings:
    """Sentences of a theme's own, none when the bank does not know it."""
    words = bank(language).themes.get(theme)
    if words is None:
        return ()
    templates = words.praise if praise else words.regret
    return tuple(spread((template,), language, person) for template in templates)


@cache
def theme_name(language: str, theme: str, liked: bool) -> tuple[str, bool] | None:
    """How a theme is named in a list, and whether the name is plural; None when it is not known."""
    words = bank(language).themes.get(theme)
    if words is None:
        return None
    name = words.liked if liked else words.concern
    return typeset(language, name.removeprefix("+")), name.startswith("+")


def spread(templates: tuple[str, ...], language: str, person: Person) -> tuple[str, ...]:
    """Templates with every `(a|b)` written out and the person chosen, each wording once."""
    found: dict[str, None] = {}
    for template in templates:
        chosen = _PERSON.sub(r"\1" if person is Person.WE else r"\2", template)
        for way in _written_out(chosen):
            found[typeset(language, way)] = None
    return tuple(found)


def _written_out(template: str) -> Iterator[str]:
    match = _CHOICE.search(template)
    if match is None:
        yield template
        return
    for choice in match.group(1).split("|"):
        yield from _written_out(template[: match.start()] + choice + template[match.end() :])


def agree(text: str, plural: bool) -> str:
    """The text with every `#one|several#` chosen."""
    return _NUMBER.sub(r"\2" if plural else r"\1", text)


def enumerate_in(language: str, items: tuple[str, ...]) -> str:
    """`a, b and c`, with the small vowel changes of Spanish."""
    if len(items) < 2:
        return "".join(items)
    joint = bank(language).joints.conjunction
    if language == "es" and re.match(r"h?i(?![ae])", items[-1].casefold()):
        joint = "e"
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def typeset(language: str, text: str) -> str:
    """Curly apostrophes everywhere, and in French the narrow spaces before signs and inside guillemets."""
    text = text.replace("'", "’")
    if language in ("fr", "it"):
        # "<nous|m'> écrire" leaves a space behind the elision; "un po' di" has one of its own.
        text = re.sub(r"(?<!\bpo)’ ", "’", text)
    if language != "fr":
        return text
    text = re.sub(r" ([;!?])", "\u202f\\1", text)
    return text.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
