"""What one reply takes up of a review: which points, in which words of its own."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sangfroid.analysis.situation import OUTSIDE
from sangfroid.domain.draft import Audience
from sangfroid.domain.review import Analysis, Situation, Theme
from sangfroid.drafting import compliments, exact, grievances, hearts, joined, persons, second_reading, things
from sangfroid.drafting import facts as ledger
from sangfroid.drafting.called import Called
from sangfroid.drafting.exact import COMPLIMENTS, GRIEVANCES
from sangfroid.drafting.phrases import theme_name
from sangfroid.drafting.points import ASKING, BLAMED, points
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.telling import Telling, is_of_case
from sangfroid.drafting.trade import is_the_house, lodges, premises

#: Beside the best, what pleased is taken up from this polarity on.
_CLEARLY_GOOD: Final = 0.75
#: A further complaint is taken up where it is as likely as this that a reader takes it for one; by the second
#: where nothing tells what exactly it is, and the name of a subject would be all that is said.
_LIKELY_MEANT: Final = 0.6
_SURELY_MEANT: Final = 0.7
#: Subjects whose whole may please though a part of it does not: good food, small portions.
_OF_A_WHOLE: Final = frozenset({"food", "room", "breakfast"})
#: Praise up to here may be none, unless its words say so; and where it is looked for.
_FAINT: Final = 0.4
_OF_TWO_MINDS: Final = frozenset({Situation.POSITIVE, Situation.MIXED})
#: The complaint that praises what was before.
_MISSED: Final = "not_as_before"
#: What is named where somebody comes back, and what is then said of the whole.
BOOKING: Final = "booking"
RETURNING: Final = frozenset({"loyal", "will_return"})
#: Where what a review judges is answered, and what it only names is not.
JUDGING: Final = frozenset(
    {Situation.POSITIVE, Situation.MIXED, Situation.NEGATIVE, Situation.UNFAIR, Situation.UNCLEAR}
)


class Hearing(Telling):
    """A reply that knows what it takes up of its review."""

    def __init__(self, request: DraftRequest, language: str, audience: Audience) -> None:
        super().__init__(request, language, audience)
        self._remarks = Remarks(request.review.text, self.heard_in)
        self._own_words = self.heard_in == language
        analysis = _without_the_house(request)
        # The words of a demand tell a complaint about what they only name.
        if analysis.situation not in ASKING:
            again = second_reading.read_again(analysis.themes, self._remarks, self.heard_in)
            analysis = replace(analysis, themes=again)
        found = points(analysis, self._remarks, self.stars)
        self.themes, self.points = found.themes, tuple(found.themes)
        self.liked, self.concerns = found.liked, found.concerns
        self.mentioned, self.noted, self.outside = found.mentioned, found.noted, found.outside
        self.settled, self.wished, self.asked = found.settled, found.wished, found.asked
        self.wishes_else, self.reserved_else = found.wishes_else, found.reserved_else
        #: What the review itself marks as a small reserve.
        self.reserved = frozenset(theme.name for theme in found.marked)
        #: What is praised of subjects that are complained of as well.
        self.praised_too = found.praised_too
        self._other_words = found.other_words
        #: Sentences that answer a point in words made for it.
        self._worded: set[str] = set()
        # What somebody asks for, a dessert on the house, is not called by their own word; what they blame is.
        said = tuple(found.marked.get(theme, theme) for theme in analysis.themes)
        if request.analysis.situation in ASKING:
            said = tuple(theme for theme in said if theme.polarity < BLAMED)
        second = partial(joined.second, language, self._remarks)
        self._things = things.called(language, self.themes, said, second) if self._own_words else {}
        self._hear_complaints(analysis, said)
        if "room" in self.themes and not lodges(request.establishment, request.review.text, self.heard_in):
            self._things.setdefault("room", (premises(language),))
        parts = self._hear_praise(analysis, said)
        self._names = Called(language, self._things, self._grievances, self._compliments, parts)

    def _hear_complaints(self, analysis: Analysis, said: Sequence[Theme]) -> None:
        """Which complaints are taken up, in which order, and what exactly each one is."""
        told = {theme for fact in self.facts if is_of_case(fact) for theme in ledger.themes_of(fact)}
        against = (*self.concerns, *self.noted)
        self._grievances = self._told_exactly(against, said) if self._own_words else {}
        #: By theme what each complaint is weighed by.
        self.complaints = hearts.seen(self.concerns, analysis.themes, self._remarks, self._grievances)
        # Where a fact of the case answers, the house has something to say: that leads.
        weights = {name: hearts.weigh(seen, name) for name, seen in self.complaints.items()}
        self.concerns.sort(key=lambda name: (name not in told, name in OUTSIDE, -weights[name]))
        if self._own_words:
            self._look_beside(said)
        self._leave_out_faint(told)
        # What is said of one dish says less than the names of all that did not please.
        for name, exactly in tuple(self._grievances.items()):
            if exact.yields(GRIEVANCES, exactly, name, len(self._things.get(name, ()))):
                del self._grievances[name]
        judging = self._own_words and analysis.situation in JUDGING
        #: What else exactly is complained of in the subjects taken up.
        self._further = self._else_told(said) if judging else []
        if judging and self._displeased and self.concerns:
            self._further += self._unheard(said)
        #: What is complained of in a review that blames and names no subject.
        self._blamed: str | None = None
        named = self.concerns or self.outside or self.settled or self.wished
        if self._own_words and self._displeased and not named:
            self._blamed = exact.heard_of_anything(GRIEVANCES, self.language, self._remarks.sentences)
            if self._blamed and judging:
                self._further = grievances.unheard(self.language, (self._blamed,), (), said, self._remarks)

    def _hear_praise(self, analysis: Analysis, said: Sequence[Theme]) -> dict[str, tuple[str, ...]]:
        """What exactly is praised; returned are the names of what pleased in subjects that did not."""
        self._compliments: dict[str, str] = {}
        #: What is said to the credit of the whole, whatever its subjects.
        self._of_the_whole: list[str] = []
        self._booked_again = False
        if not self._own_words:
            return {}
        of_two_minds = self.rated_so_so and not self.rated_low
        if of_two_minds and analysis.situation in _OF_TWO_MINDS:
            self._like_in_so_many_words()
        parts = self._praised_parts(said)
        self.liked += parts
        self._compliments = compliments.told(self.language, self.liked, said, self._remarks, self._things)
        if analysis.situation is Situation.POSITIVE and self.sorrow is None:
            whole = exact.heard_of_the_whole(COMPLIMENTS, self.language, self._remarks.sentences)
            self._of_the_whole = [
                *self._praised_beside(),
                *(name for name in whole if name != persons.PERSON),
            ]
            people = "staff" in self.liked or "thanks_team" in self._of_the_whole
            request = self.request
            if not people and persons.praised(self.language, request.review, analysis, request.establishment):
                self._of_the_whole.append(persons.PERSON)
            self._coming_back(said)
        return parts

    def _praised_beside(self) -> list[str]:
        """What exactly pleased in sentences that name no subject which is praised anyway."""
        surely = (exact.surely_told(COMPLIMENTS, self.language, one) for one in self._remarks.sentences)
        known = self._compliments.values()
        return [
            name
            for name in dict.fromkeys(surely)
            if name
            and name not in known
            and not {exact.WHOLE, *self.liked} & exact.subjects(COMPLIMENTS)[name].keys()
        ]

    @property
    def taken_up(self) -> set[str]:
        """What exactly the reply takes up, of complaints and of praise."""
        spoken_of = {*self.concerns, *self.noted}
        blamed = {told for name, told in self._grievances.items() if name in spoken_of}
        alone = {self._blamed} if self._blamed else set()
        return {*blamed, *self._further, *alone, *self._compliments.values(), *self._of_the_whole}

    @property
    def _displeased(self) -> bool:
        """Whether something is complained of, whether or not it has a name."""
        situation = self.request.analysis.situation
        doubtful = situation in (Situation.MIXED, Situation.UNCLEAR) and self.rated_so_so
        return situation is Situation.NEGATIVE or doubtful

    def _like_in_so_many_words(self) -> None:
        """What is praised in words that are known, in a sentence that blames and supposes nothing, pleased.

        With the stars of somebody of two minds no subject is coloured clearly: "a quiet site, good shade".
        """
        faint = [name for name, theme in self.themes.items() if 0 < theme.polarity <= _FAINT]
        around = {name: self._remarks.around(self.themes[name]) for name in faint}
        known = [
            name
            for name in faint
            if name not in self.concerns
            and not joined.doubtful(self.language, around[name])
            and not self._remarks.wished(self.themes[name])
            and compliments.says_so(self.language, self.themes[name], around[name])
        ]
        if known:
            self.liked = [name for name in self.liked if name not in faint] + known
            self.mentioned = [name for name in self.mentioned if name not in known]

    def _leave_out_faint(self, answered: Collection[str]) -> None:
        """Beside a clear point, one that was hardly meant reads as a side word: it only fills up.

        Not so where a fact of the case has an answer.
        """
        best = max(self.liked, key=lambda name: self.themes[name].polarity, default=None)
        liked = [name for name in self.liked if name == best or self.themes[name].polarity >= _CLEARLY_GOOD]
        concerns = [
            name
            for name in self.concerns
            if name == self.concerns[0]
            or name in answered
            or hearts.meant(self.complaints[name])
            >= (_LIKELY_MEANT if name in self._grievances else _SURELY_MEANT)
        ]
        # What is one matter with a point that is taken up is said with it.
        concerns = [
            name
            for name in self.concerns
            if name in concerns or any(self._one_matter(taken_up, name) for taken_up in concerns)
        ]
        left_out = [name for name in self.concerns if name not in concerns]
        self._faint = [name for name in left_out if hearts.meant(self.complaints[name]) >= _LIKELY_MEANT]
        left = [name for name in self.liked if name not in liked]
        self.liked, self.concerns, self.mentioned = liked, concerns, [*self.mentioned, *left, *left_out]

    def _told_exactly(self, names: Sequence[str], said: Sequence[Theme]) -> dict[str, str]:
        """By theme what exactly did not please, where its words are known: of the worst."""
        found: dict[str, str] = {}
        for name in names:
            about = (theme for theme in said if theme.name == name and theme.polarity < 0)
            for theme in sorted(about, key=lambda theme: theme.polarity):
                sentence, named = (self._remarks.around(theme),), name in self._things
                told = exact.heard(GRIEVANCES, self.language, name, sentence, named, theme.quote)
                if told is not None:
                    found[name] = told
                    break
        return found

    def _else_told(self, said: Sequence[Theme]) -> list[str]:
        told = {name: told for name, told in self._grievances.items() if name in self.concerns}
        # What says one subject again in other words may say more of it: a tiny room without a connection.
        told |= {other: told[name] for other, name in self._other_words.items() if name in told}
        return grievances.further(self.language, told, said, self._remarks, self._things)

    def _unheard(self, said: Sequence[Theme]) -> list[str]:
        """What is complained of beside what is taken up, in sentences whose subject has no name or weight."""
        answered = {
            self._remarks.sentence(theme)
            for theme in said
            if theme.name in self.concerns and theme.polarity < 0
        }
        told = (*self._grievances.values(), *self._further)
        return grievances.unheard(self.language, told, answered, said, self._remarks)

    def _look_beside(self, said: Sequence[Theme]) -> None:
        """Where its own sentences do not say what exactly the first complaint is, those beside it may."""
        against = [theme for theme in said if theme.name in self.concerns[:1] and theme.polarity < 0]
        if not against or against[0].name in self._grievances:
            return
        worst = min(against, key=lambda theme: theme.polarity)
        told = exact.heard(
            GRIEVANCES,
            self.language,
            worst.name,
            self._remarks.beside(worst),
            named=worst.name in self._things,
        )
        # What the next sentence says of another subject is no complaint about this one.
        if told is not None and told not in self._grievances.values():
            self._grievances[worst.name] = told

    def _praised_parts(self, said: Sequence[Theme]) -> dict[str, tuple[str, ...]]:
        """The names of what is praised of a subject while other parts of it are complained of.

        Good coffee and dry cakes are both food: each is answered by its own name.
        """
        parts = things.called(self.language, self.praised_too, said)
        for name in self.praised_too:
            usual = theme_name(self.language, name, True)
            if name not in parts and usual and self._blamed_in_part(name) and self._praised_whole(name):
                parts[name] = ("+" * usual[1] + usual[0],)
        return {
            name: names
            for name, names in parts.items()
            if name in self.concerns and not set(names) & set(self._things.get(name, ()))
        }

    def _blamed_in_part(self, name: str) -> bool:
        """Whether a complaint leaves the rest of its subject as it was: of its portions, of how late it came.

        What pleased once is what is missed.
        """
        told = self._grievances.get(name)
        if told == _MISSED:
            return False
        if name in _OF_A_WHOLE:
            return told is not None or name in self._things
        return told is not None and next(iter(exact.subjects(GRIEVANCES)[told])) != name

    def _praised_whole(self, name: str) -> bool:
        """Whether praise of a subject is of all of it, and not of a part."""
        praise = self.praised_too[name]
        if name not in things.names(self.language):
            return praise.polarity >= _CLEARLY_GOOD
        return things.means_the_whole(self.language, praise)

    def _coming_back(self, said: Sequence[Theme]) -> None:
        """Whoever books again and again praises more than the booking: their coming back is answered."""
        booked = [theme for theme in said if theme.name == BOOKING and theme.polarity > 0]
        around = [
            exact.heard_of_the_whole(COMPLIMENTS, self.language, [self._remarks.around(theme)])
            for theme in booked
        ]
        if booked and all(RETURNING.intersection(names) for names in around):
            self.liked = [name for name in self.liked if name != BOOKING]
            self._booked_again = True

    def _one_matter(self, one: str, other: str) -> bool:
        return grievances.one_matter(one, other, self._grievances)


def _without_the_house(request: DraftRequest) -> Analysis:
    """The analysis without the subject that is only the house's own name, as of a car park."""
    analysis, house = request.analysis, request.establishment
    if not any(theme.name == "parking" and is_the_house(theme.quote, house) for theme in analysis.themes):
        return analysis
    return replace(analysis, themes=tuple(theme for theme in analysis.themes if theme.name != "parking"))
