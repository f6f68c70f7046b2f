"""What kind of reply is due."""

import re
from collections.abc import Mapping, Sequence

from sangfroid.analysis.lexicon import Hit
from sangfroid.analysis.opinions import Subject
from sangfroid.domain.review import (
    Blackmail,
    Channel,
    Level,
    Pattern,
    Review,
    Risk,
    Situation,
    Theme,
    Tone,
    ToneLabel,
)

#: What weighs more than any wording: somebody may have come to harm.
SAFETY = frozenset(
    {
        Risk.PESTS,
        Risk.FOOD_POISONING,
        Risk.INJURY,
        Risk.DANGER,
        Risk.THEFT,
        Risk.ASSAULT,
        Risk.CHILD,
        Risk.HEALTH,
    }
)

#: What people are insured against.
_CLAIMED = frozenset({Risk.HEALTH, Risk.THEFT, Risk.DANGER})
#: Themes that lie outside what a house can help: to complain of these is not to complain of it.
OUTSIDE = frozenset(("weather", "travel", "works", "outage"))
#: Where something may have been taken from.
_WHERE_THINGS_GO = frozenset(("room", "safety", "parking", "pool"))
#: What no house can be at fault for; works and a power cut may well be its own.
NOBODY = frozenset(("weather", "travel"))
#: From here on a subject clearly pleased, or did not.
_PLEASED = 0.3
#: Praise with the lowest rating is meant where it is said so often,
_OFTEN = 2
#: and nothing takes it back.
_TAKES_BACK = frozenset(("negators", "contrast", "excess"))
_TELLS_MORE = re.compile(r"[\d?]")
#: Tones that no subject alone turns into contentment.
_PLAIN_DISPLEASURE = frozenset({ToneLabel.ANGRY, ToneLabel.CONTEMPTUOUS, ToneLabel.SARCASTIC})
#: How harmless what somebody says of an illness they eat by must sound, for no incident to be heard.
_HARMLESS = 0.1
#: Below this polarity, as the rules of its clause see it, a subject was complained of in so many words.
_COMPLAINT = -0.25
#: Characters between two halves of what tells of a situation: a clause or two.
_NEAR = 80
#: The middle of the stars, as shares of the scale: 3 of 5, 5 to 6 of 10.
_MIDDLE = (0.4, 0.6)
#: Below this the rating is the lowest there is.
_LOWEST = 0.15
#: From here on the words alone say what the middle of the stars does not.
_CLEAR = 0.5


def decide(
    review: Review,
    tone: Tone,
    blackmail: Blackmail,
    risks: Sequence[Risk],
    about: Sequence[Subject],
    hits: Mapping[str, Sequence[Hit]],
    themes: Sequence[Theme],
) -> Situation:
    """The one situation that decides on the reply, asked in the order of what must not be overlooked.

    `about` holds the subjects as their clauses judge them: what a low rating alone makes likely is no
    complaint of the house. `themes` are the same as the whole review judges them.
    """
    if blackmail.level is not Level.NONE:
        return _pressure(review, blackmail)
    if tone.label is ToneLabel.DISCRIMINATORY or (Risk.DISCRIMINATION in risks and tone.polarity < 0.2):
        return Situation.DISCRIMINATORY
    # What somebody says of another house is no matter of this one's, however grave.
    if elsewhere(hits):
        return Situation.NO_MATCHING_STAY
    stars = _share(review)
    if tone.polarity < 0.5 and _incidents(tone, stars, risks, about, hits):
        return Situation.SAFETY
    if tone.label is ToneLabel.INSULTING:
        return Situation.INSULTING
    displeased = tone.polarity < -0.05 or tone.label is ToneLabel.SARCASTIC
    if displeased and _told(hits.get("never_came", ())):
        return Situation.NO_MATCHING_STAY
    if displeased and _told(hits.get("demand_refused", ())):
        return Situation.REFUSED_DEMAND
    # Rain or a strike near a word of displeasure excuses nothing that the house did itself.
    complaint = bool(risks) or any(
        theme.polarity < _COMPLAINT and theme.name not in OUTSIDE for theme in about
    )
    if displeased and (stars is None or stars <= _MIDDLE[1]):
        signs = hits.get("not_theirs", ())
        if any(hit.name == "says" for hit in signs) or (_told(signs) and not complaint):
            return Situation.UNFAIR
        blamed = {theme.name for theme in themes if theme.polarity < _COMPLAINT}
        if blamed and blamed <= NOBODY:
            return Situation.UNFAIR
    if stars == 1 and tone.label not in _PLAIN_DISPLEASURE and _praised(themes):
        return Situation.POSITIVE
    mocking = bool(tone.note) and tone.label is ToneLabel.SARCASTIC
    if mocking and stars is not None and stars < _LOWEST:
        # Praise alone with the lowest rating is unfair to the house; with a figure, a question, a "but" or a
        # "not" beside it, it mocks.
        blames = complaint or any(theme.polarity < -_CLEAR for theme in themes)
        alone = not blames and _praise_alone(review, hits.get("tone", ()))
        return Situation.UNFAIR if alone else Situation.NEGATIVE
    return _by_words_and_stars(review, tone, bool(about), complaint)


def _praised(themes: Sequence[Theme]) -> bool:
    """Whether everything a review speaks of pleased, and something of it clearly."""
    return all(theme.polarity > -_PLEASED for theme in themes) and any(
        theme.polarity > _PLEASED for theme in themes
    )


def _praise_alone(review: Review, judging: Sequence[Hit]) -> bool:
    """Whether a text praises more than once and says nothing that could take the praise back."""
    praise = sum(hit.name == "polar" and hit.weight > 0 for hit in judging)
    takes_back = any(hit.name in _TAKES_BACK for hit in judging)
    return praise >= _OFTEN and not takes_back and not _TELLS_MORE.search(review.text)


def _incidents(
    tone: Tone,
    stars: float | None,
    risks: Sequence[Risk],
    about: Sequence[Subject],
    hits: Mapping[str, Sequence[Hit]],
) -> set[Risk]:
    """What somebody may have come to harm by, without what only sounds like it."""
    incidents = set(SAFETY.intersection(risks))
    if not incidents:
        return set()
    subjects = {theme.name for theme in about}
    # What befell somebody is what their claim is about, not an incident of the insurer's; nor is a diet one.
    if "contract" in subjects:
        incidents -= _CLAIMED
    if incidents == {Risk.HEALTH} and _of_a_diet(tone, stars, hits):
        incidents -= {Risk.HEALTH}
    # "My son has been waiting for his shirt" names a child, and nothing that befell it.
    if incidents == {Risk.CHILD} and _only_named(hits):
        incidents -= {Risk.CHILD}
    # "Thieves! Nine euros for a coke" speaks of the price; where a room is named, something may be missing.
    if subjects.isdisjoint(_WHERE_THINGS_GO) and _overpriced(about, hits):
        incidents -= {Risk.THEFT}
    return incidents


def _of_a_diet(tone: Tone, stars: float | None, hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether the only illness is one somebody eats by, in a review that tells of no harm by it."""
    content = stars is not None and stars > _MIDDLE[1]
    told = (content or tone.polarity > _HARMLESS) or (
        tone.polarity > -_HARMLESS and tone.label is not ToneLabel.DISTRESSED and not hits.get("diet_foods")
    )
    diets = {hit.start for hit in hits.get("diets", ())}
    return told and all(hit.start in diets for hit in hits.get("risk", ()) if hit.name == Risk.HEALTH)


def _only_named(hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether what tells of a child is the word for it alone, with no harm anywhere."""
    named = {place for child in hits.get("children", ()) for place in range(child.start, child.end)}
    told = [hit for hit in hits.get("risk", ()) if hit.name == Risk.CHILD]
    return (
        bool(told)
        and not hits.get("harm")
        and all(not named.isdisjoint(range(hit.start, hit.end)) for hit in told)
    )


def _overpriced(about: Sequence[Subject], hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether every theft is a price called names, and stands near one."""
    called = {hit.end for hit in hits.get("overpriced", ())}
    prices = [theme for theme in about if theme.name == "price"]
    told = [hit for hit in hits.get("risk", ()) if hit.name == Risk.THEFT]
    # What a scene tells of is no word for a price.
    return bool(told) and all(
        hit.end in called
        and any(price.start - hit.end <= _NEAR and hit.start - price.end <= _NEAR for price in prices)
        for hit in told
    )


def elsewhere(hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether a review says itself that it is of another house."""
    return any(hit.name == "says" for hit in hits.get("elsewhere", ()))


def _told(signs: Sequence[Hit]) -> bool:
    """Whether the signs of a situation, in their order, tell of it: one says it, or two halves stand near."""
    ends = {"one": -_NEAR - 1, "other": -_NEAR - 1}
    for hit in signs:
        if hit.name == "says":
            return True
        if hit.name in ends:
            if hit.start - ends["other" if hit.name == "one" else "one"] <= _NEAR:
                return True
            ends[hit.name] = hit.end
    return False


def _by_words_and_stars(review: Review, tone: Tone, about_something: bool, complaint: bool) -> Situation:
    """Words decide where they are clear; where they go both ways, or say little, the stars do."""
    stars = _share(review)
    low = stars is not None and stars < _MIDDLE[0]
    middling = stars is not None and _MIDDLE[0] <= stars <= _MIDDLE[1]
    judges = tone.label is not ToneLabel.NEUTRAL
    if tone.label is ToneLabel.MIXED or (middling and judges and abs(tone.polarity) < _CLEAR):
        if low and tone.polarity < 0.15:
            return Situation.NEGATIVE
        return Situation.POSITIVE if stars == 1 and tone.polarity > -0.15 else Situation.MIXED
    # Two stars are no praise, whatever is praised, nor three where anything is complained of; and five are no
    # complaint that is not loud.
    if tone.polarity > 0.15:
        return Situation.MIXED if low or (middling and complaint) else Situation.POSITIVE
    if stars == 1 and -_CLEAR < tone.polarity < -0.15:
        return Situation.MIXED
    if tone.polarity < -0.15 or tone.label in (
        ToneLabel.SARCASTIC,
        ToneLabel.THREATENING,
        ToneLabel.PROCEDURAL,
    ):
        return Situation.NEGATIVE
    if low and about_something:
        return Situation.NEGATIVE
    return Situation.UNCLEAR


def _share(review: Review) -> float | None:
    """Where the rating stands between the lowest, 0, and the highest, 1, of a scale that begins at 1."""
    if review.rating is None or review.rating_max <= 1:
        return None
    return max(0.0, min(1.0, (review.rating - 1) / (review.rating_max - 1)))


def _pressure(review: Review, blackmail: Blackmail) -> Situation:
    """A threat carried out in a posted review is answered in public, one that is only announced is not."""
    if blackmail.pattern in (Pattern.ORGANISED, Pattern.MASS):
        return Situation.ORGANISED
    if blackmail.pattern is Pattern.RETROACTIVE:
        return Situation.RETROACTIVE
    # A rating or a date shows that it stands in public already; until then nothing may be answered in public.
    posted = review.channel is Channel.REVIEW and (review.rating is not None or review.published is not None)
    return Situation.REFUSED_DEMAND if posted else Situation.PRESSURE
