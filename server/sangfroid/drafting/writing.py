"""The moves of one reply that hold its matter: what the review says, and what the house knows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sangfroid.domain.draft import Length, Source, SourceKind
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Situation, Theme
from sangfroid.drafting import compliments, exact, outside, phrases, pressing, questions
from sangfroid.drafting import facts as ledger
from sangfroid.drafting.called import as_usual
from sangfroid.drafting.choosing import folded, stems
from sangfroid.drafting.exact import COMPLIMENTS, GRIEVANCES
from sangfroid.drafting.hearing import BOOKING, JUDGING, RETURNING, Hearing
from sangfroid.drafting.plan import Need, Piece, echoes
from sangfroid.drafting.points import INSULTED, refused
from sangfroid.drafting.remarks import Remarks
from sangfroid.drafting.speaking import COURTESY, FIRST, LAST, SAID, capital, primary_subtag


class Writing(Hearing):
    """Makes the pieces of one reply."""

    # What the review says

    def praise(self, paragraph: int = FIRST, most: int = 3) -> list[Piece]:
        """What pleased, named; a general word when nothing was singled out.

        What exactly pleased in one of them comes first. At full length what is more than one sentence can
        list has a second one.
        """
        room = most * (1 + (self.request.options.length is Length.FULL))
        liked = [name for name in self.liked if self._names.names(name, True)]
        known = liked[:room]
        if not known:
            return [] if self._of_the_whole else [self.say("praise_general", paragraph, Need.POINT)]
        exactly = next((name for name in liked if self._answers_exactly(name, len(liked) == 1)), None)
        if exactly is not None:
            told = self._compliments[exactly]
            others = [name for name in liked if name != exactly]
            beside = self._not_said(told, others)
            rest = tuple(beside[: room - 1])
            text = self._pick(f"praise.{told}", exact.ways(COMPLIMENTS, self.language, told, self.person))
            answered = (exactly, *(name for name in others if name not in beside))
            pieces = [self._praising(text, answered, paragraph, Need.FACT)]
        else:
            named, rest = tuple(known[:most]), tuple(known[most:])
            alone = len(named) == 1 and known[0] not in self._things
            own = phrases.theme_ways(self.language, known[0], True, self.person) if alone else ()
            text = self._own_or(f"praise.{known[0]}", own, self.ways("praise_list"))
            pieces = [self._praising(text, named, paragraph, Need.FACT)]
        if rest:
            text = self._pick("thanks_also", self.ways("thanks_also"))
            need = Need.POINT if exactly is not None else Need.EXTRA
            pieces.append(self._praising(text, rest, paragraph, need))
        return pieces

    def _answers_exactly(self, theme: str, alone: bool) -> bool:
        """Whether what exactly pleased in a subject is answered in words of its own.

        A name of the review's own mostly says as much, and so do several; beside others so may the usual.
        """
        told, names = self._compliments.get(theme), self._things.get(theme, ())
        if told is None or (as_usual(told, theme) and not alone):
            return False
        return not names or (len(names) == 1 and exact.outdoes(COMPLIMENTS, told, theme))

    def _not_said(self, told: str, themes: Sequence[str]) -> list[str]:
        """The themes whose names say something beside what was `told`."""
        called = exact.told_in(COMPLIMENTS, self.language)[told].called
        return compliments.left(told, themes, self._things, called)

    def _praising(self, text: str, named: tuple[str, ...], paragraph: int, need: Need) -> Piece:
        lists = "{liked}" in text and self._names.several(named, True)
        text = capital(self._names.filled(text, "liked", named, True))
        source = Source(SourceKind.REVIEW, quote=self._praise_of(named[0]).quote)
        return Piece(text, source, paragraph, need, named, lists=lists)

    def glad(self) -> list[Piece]:
        """What is said to the credit of the whole: that somebody comes back, that they celebrated here."""
        most = 2 if self.request.options.length is Length.FULL else 1
        pieces: list[Piece] = []
        for name in self._of_the_whole[:most]:
            own = exact.ways(COMPLIMENTS, self.language, name, self.person)
            need = Need.EXTRA if pieces or self.liked else Need.POINT
            answered = (BOOKING,) if self._booked_again and name in RETURNING else ()
            pieces.append(Piece(capital(self._pick(f"glad.{name}", own)), SAID, FIRST, need, answered))
        return pieces

    def credit(self, paragraph: int = FIRST, most: int = 3) -> list[Piece]:
        """What pleased in a review that is otherwise a complaint, said without exuberance."""
        # To somebody who gave one or two stars, a kind word wrongly heard would sound like irony.
        needed = _MOST_CLEARLY_LIKED if self.rated_lowest else _CLEARLY_LIKED if self.rated_low else 0.0
        known = [
            name
            for name in self.liked
            if self._praise_of(name).polarity >= (_SAID_SO if name in self._compliments else needed)
            and phrases.theme_name(self.language, name, True)
        ][:most]
        if not known:
            return []
        text = self._names.filled(self._pick("credit", self.ways("credit")), "liked", known, True)
        several = self._names.several(known, True)
        source = Source(SourceKind.REVIEW, quote=self._praise_of(known[0]).quote)
        return [Piece(capital(text), source, paragraph, Need.POINT, tuple(known), lists=several)]

    def _praise_of(self, theme: str) -> Theme:
        """What pleased in a subject."""
        return self.praised_too.get(theme, self.themes[theme])

    def worries(self, paragraph: int = FIRST, most: int = 3) -> list[Piece]:
        """What did not please: a sentence of its own for the first point, the others named together."""
        if self.sorrow == "death":
            # Whoever mourns is not answered on the price of the room: the points are left to the staff.
            return []
        known = [name for name in self.concerns if phrases.theme_name(self.language, name, False)]
        if not known:
            return self._unnamed(paragraph)
        first, pieces = known[0], []
        # The strongest point is regretted in words of its own, however short the reply: the others may go.
        told = self._grievances.get(first)
        if told is not None:
            own = exact.ways(GRIEVANCES, self.language, told, self.person)
        elif first in self._things:
            own = self.ways("regret_named")
        else:
            own = self._own(first, praise=False)
        if own:
            chosen = self._own_or(f"regret.{first}", own, self.ways("concern_first"))
            text = capital(self._called(first, self._names.filled(chosen, "concerns", (first,), False)))
            if any(chosen in group for group in own):
                self._worded.add(text)
            same = tuple(name for name in known[1:] if self._one_matter(first, name))
            pieces.append(Piece(text, self._review(first), paragraph, Need.FACT, (first, *same)))
            known = [name for name in known[1:] if name not in same]
        need = Need.POINT if pieces else Need.FACT
        # What is one matter takes one place.
        once = self._once(known)[: most - len(pieces)]
        further = self._further[: most - len(pieces) - len(once)]
        if not once and not further:
            known = once = [name for name in self._faint if self._names.names(name, False)][:2]
            need = Need.PAD
        if once or further:
            named = tuple(
                name for name in known if any(name == said or self._one_matter(said, name) for said in once)
            )
            move = "concern_also" if pieces else "concern_first"
            text = self._pick(move, self.ways(move))
            text = self._names.filled(text, "concerns", once, False, further)
            follows = first if pieces else None
            source, several = self._review((*once, first)[0]), self._names.several(once, False, further)
            pieces.append(
                Piece(capital(text), source, paragraph, need, named, follows=follows, lists=several)
            )
        return pieces

    def _unnamed(self, paragraph: int) -> list[Piece]:
        """What is complained of where no subject was heard, if its words are known."""
        if self._blamed is None:
            return []
        own = exact.ways(GRIEVANCES, self.language, self._blamed, self.person)
        text = self._pick(f"regret.{self._blamed}", own)
        self._worded.add(text)
        pieces = [Piece(text, SAID, paragraph, Need.FACT)]
        if further := self._further[:2]:
            also = self._pick("concern_also", self.ways("concern_also"))
            also = capital(self._names.filled(also, "concerns", (), False, further))
            several = self._names.several((), False, further)
            pieces.append(Piece(also, SAID, paragraph, Need.POINT, lists=several))
        return pieces

    def to_just(self, grievance: str) -> Piece | None:
        """The answer to just this complaint, whatever its subject, if its words stand in the review."""
        if self.heard_in != self.language:
            return None
        sentences = Remarks(self.request.review.text, self.heard_in).sentences
        if not exact.tells(GRIEVANCES, self.language, grievance, sentences):
            return None
        own = exact.ways(GRIEVANCES, self.language, grievance, self.person)
        return Piece(capital(self._pick(f"regret.{grievance}", own)), SAID, FIRST, Need.MUST)

    def spoken_of(self, worry: Piece) -> bool:
        """Whether a worry is answered in words made for its theme."""
        return worry.text in self._worded

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
            pieces.append(Piece(capital(text), self._review(name), FIRST, need, (name,)))
        for name in self.outside[:1]:
            ways = phrases.theme_ways(self.language, name, False, self.person)
            kind = tuple(group for group in ways if _IT not in group[0])
            chosen = self._pick(f"sympathy.{name}", kind)
            rest = tuple(group for group in kind if chosen not in group) or kind
            other = self._pick(f"sympathy.{name}", rest)
            pieces.append(Piece(chosen, COURTESY, FIRST, Need.FILL))
            pieces.append(Piece(other, COURTESY, FIRST, Need.PAD))
        return pieces

    def unspoilt(self) -> list[Piece]:
        """That what the house cannot help took nothing from the pleasure."""
        pieces = []
        for name in self.outside[:1]:
            text = self._pick(f"praise.{name}", self._own(name, praise=True))
            piece = Piece(capital(self._called(name, text)), self._review(name), FIRST, Need.EXTRA, (name,))
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

    @property
    def mild(self) -> bool:
        """Whether what is complained of beside praise is a remark: regret for it would be too heavy."""
        worst = min((self.themes[name].polarity for name in self.concerns), default=0.0)
        return self.praised and bool(self.liked) and not self.rated_low and worst > _HEAVY

    def remarked(self, most: int = 3) -> list[Piece]:
        """What did not please somebody who is content on the whole: that it was read, without regret."""
        known = [name for name in self.concerns if self._names.names(name, False)][:most]
        return self._read(self._once(known), known, Need.FACT)

    def reserves(self, most: int = 2) -> list[Piece]:
        """The small reserves of a pleased review: that they were read, without regret."""
        known = [
            name
            for name in self.noted
            if phrases.theme_name(self.language, name, False)
            and not any(self._one_matter(answered, name) for answered in self.concerns)
        ][:most]
        taken_up = (self.concerns, self.noted, self.outside, self.settled, self.wished, self.sorrow)
        if self.reserved_else and not self.wishes_else and not any(taken_up):
            return [self.say("remark_general", FIRST, Need.POINT, SAID)]
        # What somebody marks as the one thing they liked less comes before a second word of thanks.
        marked = self.sorrow is None and not self.reserved.isdisjoint(known)
        return self._read(known, known, Need.FACT if marked else Need.EXTRA)

    def _read(self, named: Sequence[str], answered: Sequence[str], need: Need) -> list[Piece]:
        """That what is `named` was read; it answers these points."""
        if not named:
            return []
        text = self._names.filled(self._pick("mention", self.ways("mention")), "concerns", named, False)
        several = self._names.several(named, False)
        source = self._review(named[0])
        return [Piece(capital(text), source, FIRST, need, tuple(answered), lists=several)]

    def put_right(self) -> list[Piece]:
        """What was put right before the review was written: that it was kind to say so."""
        if not self.settled:
            return []
        source = self._review(self.settled[0])
        return [self.say("settled", FIRST, Need.EXTRA, source, tuple(self.settled))]

    def requests(self) -> list[Piece]:
        """What was asked for and refused: that another answer was hoped for. It is no point to regret."""
        if not refused(self.request.analysis):
            return []
        heard_in = self.heard_in if self.heard_in in LANGUAGES else self.language
        kinds = pressing.asked(folded(self.request.review.text), heard_in)
        source = self._review(self.asked[0]) if self.asked else SAID
        said = self.say("request", FIRST, Need.POINT, source, tuple(self.asked))
        return [replace(said, text=phrases.agree(said.text, pressing.wishes(kinds) > 1))]

    def suggestions(self, most: int = 2) -> list[Piece]:
        """The wishes of somebody content, thanked for as what they are."""
        known = [name for name in self.wished if phrases.theme_name(self.language, name, False)][:most]
        if not known:
            return [self.say("suggestion_general", FIRST, Need.POINT, SAID)] if self.wishes_else else []
        text = self._pick("suggestion", self.ways("suggestion"))
        text = self._names.filled(text, "concerns", known, False)
        source, several = self._review(known[0]), self._names.several(known, False)
        return [Piece(capital(text), source, FIRST, Need.POINT, tuple(known), lists=several)]

    def mentions(self, paragraph: int = FIRST, most: int = 3) -> list[Piece]:
        """What the review names without judging it: that it was read.

        Beside what it praises or blames that would be beside the point: the staff finds it in the notes.
        """
        if self._blamed or ((self.liked or self.concerns) and self.request.analysis.situation in JUDGING):
            return []
        insulted = INSULTED if self.request.analysis.situation is Situation.INSULTING else ()
        named = [name for name in self.mentioned if name not in insulted]
        known = [name for name in named if phrases.theme_name(self.language, name, False)][:most]
        if not known:
            return []
        if self.request.analysis.situation is Situation.POSITIVE:
            text = self._pick("thanks_also", self.ways("thanks_also"))
            text = self._names.filled(text, "liked", known, True)
        else:
            text = self._names.filled(self._pick("mention", self.ways("mention")), "concerns", known, False)
        several = self._names.several(known, self.request.analysis.situation is Situation.POSITIVE)
        source = self._review(known[0])
        return [Piece(capital(text), source, paragraph, Need.EXTRA, tuple(known), lists=several)]

    def _own_or(self, key: str, own: phrases.Wordings, general: phrases.Wordings) -> str:
        """A theme's own sentence, a general one when it has none that recent replies do not have."""
        text = self._choosing.pick(key, own, self._heard) if own else None
        if text is None or self._choosing.said(text):
            return self._pick(key, general)
        self._heard |= stems(text)
        return text

    def _once(self, names: Sequence[str]) -> list[str]:
        """The names without those that another one says already."""
        once: list[str] = []
        for name in names:
            if not any(self._one_matter(said, name) for said in once):
                once.append(name)
        return once

    def _review(self, theme: str) -> Source:
        return Source(SourceKind.REVIEW, quote=self.themes[theme].quote)

    # What the house knows

    def told(self, *about: str, all_of_case: bool = False, lead: bool = True) -> list[Piece]:
        """The facts that fit the review, each a sentence.

        They fit what did not please, or the subjects `about` when given. Where somebody is displeased, or
        with `all_of_case`, whatever else happened in this case is told while there is room: it was entered
        for this review, whose words may name the matter in a way nobody foresaw.
        """
        pleased = self.liked or self.rated_well or self.request.analysis.situation is Situation.POSITIVE
        displeased = self.concerns or not pleased
        taken_up = (*self.concerns, *self.noted, *self.wished, *(self.mentioned if displeased else ()))
        names = frozenset(about or taken_up)
        names |= {other for other, name in self._other_words.items() if name in names}
        loose = all_of_case or (not about and bool(displeased or self.noted or self.reserved_else))
        return self.tell(names, self.points, of_case=loose, lead=lead)

    def answered(self) -> list[Piece]:
        """The facts that answer what a review only asks, each a sentence."""
        found = questions.answers(self.request.review.text, self.heard_in, self.facts)
        about = frozenset(theme for fact in found for theme in ledger.themes_of(fact))
        return self.tell_these(found, about, self.points, lead=False)

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


#: From this polarity of the worst complaint on, regret is due even beside praise.
_HEAVY: Final = -0.85
#: Where the name of what lies outside the house stands in a sentence.
_IT: Final = "{it}"
#: From this polarity of a theme on, a review with two stars is thanked for it, and one with one.
_CLEARLY_LIKED, _MOST_CLEARLY_LIKED = 0.75, 0.9
#: And so where the words say what exactly pleased.
_SAID_SO = 0.7
#: Points of a review that a demand is about.
_ASKED: Final = ("refund", "payment", "price")
