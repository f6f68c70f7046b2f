"""A draft by the model: what it is asked, and what of its answer is believed.

Personal data stays here, facts that may not be said are not sent, and every sentence that comes back must
rest on something that was sent and pass the guards before anybody sees it.
"""

import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import (
    Audience,
    Fact,
    Finding,
    Sentence,
    Severity,
    Source,
    SourceKind,
)
from sangfroid.domain.errors import InvalidInput, ModelUnavailable
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import Review, Situation
from sangfroid.drafting import backstage, guards, phrases, prompts
from sangfroid.drafting import facts as ledger
from sangfroid.drafting.choosing import spaced
from sangfroid.drafting.composer import Composition
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.layout import BETWEEN_PARAGRAPHS, BETWEEN_SENTENCES, Layout
from sangfroid.drafting.model import ModelClient
from sangfroid.drafting.plan import room_for, size
from sangfroid.drafting.redaction import CONTACT, Redaction, author_names
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.sentences import PARTS, AnswerReader, WrittenSentence
from sangfroid.drafting.signing import Unsigned
from sangfroid.drafting.wire import Exchange
from sangfroid.drafting.writing import Writing

#: Longest review sent, in characters; the rest of a longer one is left out.
LONGEST_REVIEW: Final = 6000
#: Most facts sent.
MOST_FACTS: Final = 40
#: Seconds that must be left for a second try to make sense.
REPAIR_SECONDS: Final = 1.0
#: Letters below which words of the review are no quote: "the" stands in every review.
SHORTEST_QUOTE: Final = 5
#: Shorter words tell nothing of what a sentence is about.
SHORTEST_STEM: Final = 3
#: Guards that judge a whole text: a sentence alone is neither too long nor like another reply.
WHOLE_TEXT: Final = frozenset({"limit", "sameness"})
#: Guards whose warnings are enough against a model: a person may have a reason for such words, it has none.
STRICT: Final = frozenset(
    {"gesture", "accusation", "legal_threat", "personal_data", "unsupported", "removal_request", "leak"}
)

_NO_CHANNEL = "no channel is known: invite the author to get in touch without naming one"
_OWN_CHANNEL = "added by the house after your text: write no invitation to get in touch"
#: Addresses, handles and long runs of letters and digits: nothing a reply holds unless a fact does.
_FOREIGN = re.compile(
    r"https?:\S*|www\.\S*|\S+@\S+|(?<!\S)@\w+|\b[\w-]{2,}\.(?-i:[a-z]{2,})\b\S*|[A-Za-z0-9+/=_-]{32,}", re.I
)


class NotUsable(Exception):
    """The model answered, and the guards blocked it, also the second time; `guards` are their names."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("blocked")
        self.guards = tuple(dict.fromkeys(finding.guard for finding in findings))


@dataclass(frozen=True, slots=True)
class Written:
    """A text by the model that passed. `repaired` names the guards that blocked its first try."""

    layout: Layout
    findings: tuple[Finding, ...]
    prompt: str
    facts_used: tuple[str, ...]
    repaired: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Believed:
    """A sentence that passed, the part of the reply it belongs to, the facts it states."""

    sentence: Sentence
    part: str
    facts: tuple[str, ...]


class Asking:
    """One request put to the model. `mark` gives the characters that fence the review in."""

    def __init__(
        self,
        request: DraftRequest,
        composition: Composition,
        context: GuardContext,
        mark: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._request = request
        self._composition = composition
        self.language = composition.language
        self._context = context
        # What the model is told of its faults is in the language of the prompt.
        self._in_english = context.read_in("en")
        self._private = composition.audience is Audience.PRIVATE
        self.prompt = prompts.prompt(prompts.CURRENT["reply_private" if self._private else "reply"])
        situation = Situation.PRESSURE if self._private else request.analysis.situation
        self._room = room_for(situation, request.options.length)
        self._channel = self._own_channel()
        self._redaction = Redaction(contact=self._channel.address)
        self._review = self._hidden_review()
        self._facts: dict[str, Fact] = {}
        self._lines: dict[str, str] = {}
        # Beginnings of the words of each fact said in the draft's own language.
        self._said: dict[str, frozenset[str]] = {}
        for fact in request.facts:
            if (
                (fact.public or self._private)
                and len(self._facts) < MOST_FACTS
                and (line := self._line(fact))
            ):
                name = f"F{len(self._facts) + 1}"
                self._facts[name] = fact
                self._lines[name] = line
                if ledger.say(fact, composition.language) is not None:
                    self._said[name] = _stems(line)
        self._mark = mark()
        while self._mark in self._review:
            self._mark = secrets.token_hex(8)

    # What is asked

    @property
    def messages(self) -> list[prompts.Message]:
        """The whole conversation that asks for the draft."""
        return self.prompt.messages(self.values, self._composition.language)

    @property
    def values(self) -> dict[str, str]:
        """The variables of the prompt."""
        request, establishment = self._request, self._request.establishment
        situation = request.analysis.situation
        review = request.review
        return {
            "language": self.prompt.languages[self._composition.language],
            "voice": self.prompt.voices[establishment.voice],
            "person": self.prompt.persons[establishment.person],
            "fewest": str(self._room.fewest),
            "most": str(self._room.most),
            "guidance": self.prompt.guidance[situation],
            "platform": self._platform(),
            "contact": self._channel.told,
            "facts": "\n".join(f"{name} {line}" for name, line in self._lines.items()) or "none",
            "points": ", ".join(dict.fromkeys(theme.name for theme in request.analysis.themes))
            or "none found",
            "rating": f"{review.rating:g} of {review.rating_max:g}" if review.rating is not None else "none",
            "mark": self._mark,
            "review": self._review,
        }

    def write(self, model: ModelClient, *, streamed: bool) -> Iterator[Sentence | Written | None]:
        """Sentences that passed, as they come, None while the model is silent, then the text.

        Raises:
            ModelUnavailable: no usable answer in time.
            NotUsable: the guards blocked the first answer and the mended one.
        """
        deadline = model.deadline()
        messages = self.messages
        round_ = _Round(self)
        for believed in round_.answered(model, messages, deadline, streamed):
            if believed is None:
                yield None
            elif streamed:
                yield believed.sentence
        written = self._text(round_.believed)
        findings = guards.check(written.text, self._context)
        blocked = [*round_.refused, *self._held_against(written, findings, round_.believed)]
        if not blocked:
            yield self._finished(written, findings, round_.believed, ())
            return
        if model.remaining(deadline) < REPAIR_SECONDS:
            raise NotUsable(blocked)
        again = _Round(self)
        told = guards.check(written.text, self._in_english)
        blocked = [*round_.refused, *self._held_against(written, told, round_.believed)]
        said = [self._redaction.cover(f"{found.guard}: {found.message}") for found in blocked[:12]]
        messages = [
            *messages,
            {"role": "assistant", "content": round_.answer},
            {"role": "user", "content": self.prompt.repairing(list(dict.fromkeys(said)))},
        ]
        try:
            for believed in again.answered(model, messages, deadline, streamed):
                if believed is None:
                    yield None
                if again.refused:
                    break
        except ModelUnavailable as error:
            raise NotUsable(blocked) from error
        mended = self._text(again.believed)
        findings = guards.check(mended.text, self._context)
        if still := [*again.refused, *self._held_against(mended, findings, again.believed)]:
            raise NotUsable(still)
        repaired = tuple(dict.fromkeys(found.guard for found in blocked))
        yield self._finished(mended, findings, again.believed, repaired)

    # What is believed

    def believe(self, written: WrittenSentence, before: "_Believed | None") -> _Believed | list[Finding]:
        """The sentence with what it rests on, or why it is not believed."""
        text = phrases.typeset(self._composition.language, written.text)
        if self._mark in text or self._foreign(text):
            return [_finding("leak", text, "holds an address or code that no fact gives")]
        given = f"{' '.join(self._lines.values())} {self._review} {self._request.establishment.name or ''}"
        if backstage.names_a_fact(text, given):
            return [_finding("leak", text, "names a fact by its number, which no reader knows")]
        if backstage.tells_its_task(text, self.language):
            return [_finding("leak", text, "speaks of what you were told; write to the author alone")]
        try:
            text = self._redaction.restore(text, private=self._private)
        except InvalidInput:
            return [_finding("leak", text, "holds a placeholder that must not be written")]
        source = self._source(written)
        if source is None:
            return [
                _finding("unsupported", text, "names nothing it rests on, or words the review does not have")
            ]
        facts = tuple(self._facts[name].id for name in written.rests_on if name in self._facts)
        believed = _Believed(Sentence(text, source), written.part, facts)
        blocked = self._blocked_here(believed, before)
        return blocked or believed

    def _blocked_here(self, believed: _Believed, before: "_Believed | None") -> list[Finding]:
        """Blocks that touch this sentence when it is read after the one before it."""
        text, start = believed.sentence.text, 0
        if before is not None:
            between = BETWEEN_SENTENCES if before.part == believed.part else BETWEEN_PARAGRAPHS
            start = len(before.sentence.text) + len(between)
            text = f"{before.sentence.text}{between}{text}"
        return [
            found
            for found in guards.check(text, self._in_english)
            if found.end > start and found.guard not in WHOLE_TEXT and _weighs(found)
        ]

    def _source(self, written: WrittenSentence) -> Source | None:
        named = set(written.rests_on)
        if not named or not named <= self._facts.keys() | {kind.value for kind in SourceKind} - {"fact"}:
            return None
        facts = [name for name in written.rests_on if name in self._facts]
        quote = None
        words = _folded(written.quote)
        if "review" in named and len(words) > SHORTEST_QUOTE and words in _folded(self._review):
            quote = self._redaction.uncover(written.quote)
        if facts:
            if not any(name not in self._said or self._said[name] & _stems(written.text) for name in facts):
                return None
            return Source(SourceKind.FACT, id=self._facts[facts[0]].id, quote=quote)
        if "review" in named:
            return Source(SourceKind.REVIEW, quote=quote) if quote else None
        return Source(SourceKind.POLICY if "policy" in named else SourceKind.COURTESY)

    def _foreign(self, text: str) -> bool:
        given = " ".join(self._lines.values()).casefold()
        return any(match[0].strip(".,;:!?()").casefold() not in given for match in _FOREIGN.finditer(text))

    def _held_against(
        self, layout: Layout, findings: Iterable[Finding], believed: list[_Believed]
    ) -> list[Finding]:
        """What stands against the whole text; no warning of what the house wrote itself below the model's."""
        spans = list(layout.spans())
        end = spans[len(believed) - 1][1] if believed else 0
        weighing = [
            found
            for found in findings
            if found.severity is Severity.BLOCK or (found.start < end and _weighs(found))
        ]
        return [*weighing, *self._misfit(believed)]

    def _misfit(self, believed: list[_Believed]) -> list[Finding]:
        """That a text is far from its length: less than half of the fewest words, or half as many again."""
        words = sum(size(one.sentence.text)[0] for one in believed)
        if self._room.fewest // 2 <= words <= self._room.most * 3 // 2:
            return []
        why = f"{words} words; {self._room.fewest} to {self._room.most} are wanted"
        return [Finding("limit", Severity.BLOCK, 0, 0, "", why)]

    # The text

    def _text(self, believed: list[_Believed]) -> Layout:
        """Parts as paragraphs, then the house's own channel and signature."""
        sentences = [one.sentence for one in believed]
        counts: list[int] = []
        reached = -1
        for one in believed:
            # The order is the model's, as it was shown: a part that comes back opens no paragraph.
            if PARTS.index(one.part) > reached:
                reached = PARTS.index(one.part)
                counts.append(0)
            counts[-1] += 1
        if self._channel.sentence:
            sentences.append(Sentence(self._channel.sentence, Source(SourceKind.COURTESY)))
            counts.append(1)
        # The composer's last sentence is always the signature.
        sentences.append(self._composition.sentences[-1])
        return Layout(tuple(sentences), (*counts, 1))

    def _finished(
        self,
        layout: Layout,
        findings: tuple[Finding, ...],
        believed: list[_Believed],
        repaired: tuple[str, ...],
    ) -> Written:
        used = {id for one in believed for id in one.facts}
        return Written(layout, findings, self.prompt.id, tuple(used), repaired)

    # What is sent

    def _hidden_review(self) -> str:
        review, analysis = self._request.review, self._request.analysis
        names = (*author_names(review.author), *author_names(self._request.establishment.signature.name))
        spans = [(item.start, item.end) for item in analysis.personal_data]
        text = self._redaction.hide(_encodable(review.text), spans, names)
        if len(text) > LONGEST_REVIEW:
            text = text[:LONGEST_REVIEW].rpartition(" ")[0] + " (...)"
        if review.title:
            title = _encodable(review.title)
            text = f"{self._redaction.hide(title, self._found(title), names)}\n{text}"
        return text

    def _line(self, fact: Fact) -> str | None:
        """A fact as the model reads it: where it holds, and its sentence."""
        language = self._composition.language
        said = ledger.say(fact, language, self._request.establishment.person)
        if said is None and fact.language:
            spoken = fact.language.split("-")[0].lower()
            said = ledger.say(fact, spoken) if spoken in LANGUAGES else fact.text
        said = said or fact.text
        if not said:
            return None
        said = " ".join(_encodable(said).split())
        spans = self._found(said)
        if not fact.public:
            spans += [match.span() for match in re.finditer(r"\S*\d\S*", said)]
        hidden = self._redaction.hide(
            said, spans, author_names(self._request.review.author), public=fact.public
        )
        of_house = fact.type is not None and ledger.rules()[fact.type].scope == "house"
        return f"({'the house' if of_house else 'this stay'}): {hidden}"

    def _found(self, text: str) -> list[tuple[int, int]]:
        """Spans that identify somebody in a text beside the review's own."""
        beside = Review(text, author=self._request.review.author, language=self._composition.language)
        return [(item.start, item.end) for item in analyze(beside).personal_data]

    def _platform(self) -> str:
        rules = self._request.platform
        if rules is None or self._private:
            return "no rule is known"
        told = [f"no {name.replace('_', ' ')}" for name in rules.forbids]
        if rules.limit:
            told.append(f"at most {rules.limit.maximum} {rules.limit.unit}")
        return ", ".join(told) or "no rule is known"

    def _own_channel(self) -> "_Channel":
        """How the private channel is told: as a placeholder, as the house's own sentence, or not at all."""
        given = " ".join((self._request.establishment.contact or "").split())
        said = Writing(self._request, self._composition.language, self._composition.audience).contact().text
        if not given or given.casefold() not in said.casefold():
            return _Channel(_NO_CHANNEL)
        if said.casefold().startswith(given.casefold()):
            return _Channel(_OWN_CHANNEL, sentence=said)
        return _Channel(CONTACT, address=given)


@dataclass(frozen=True, slots=True)
class _Channel:
    """What the model is told of the private channel, and what is kept from it."""

    told: str
    address: str | None = None
    sentence: str | None = None


class _Round:
    """One answer of the model: the sentences believed, why others were not, the answer in one spelling."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._written: list[WrittenSentence] = []
        self._unsigned = Unsigned(asking.language)
        self._said: set[str] = set()
        self.believed: list[_Believed] = []
        self.refused: list[Finding] = []

    @property
    def answer(self) -> str:
        """What the model wrote, as it should have: sent back when it is asked to mend it."""
        sentences = [
            {"part": one.part, "rests_on": list(one.rests_on), "quote": one.quote, "text": one.text}
            for one in self._written
        ]
        return json.dumps({"sentences": sentences}, ensure_ascii=False)

    def answered(
        self, model: ModelClient, messages: list[prompts.Message], deadline: float, streamed: bool
    ) -> Iterator[_Believed | None]:
        """Asks, and gives each sentence that is believed; None while the model is silent.

        Raises:
            ModelUnavailable: no answer, or one that is cut short or holds no sentence.
        """
        reader, exchange = AnswerReader(), Exchange()
        answer = model.answer(
            messages, self._asking.prompt.answer, deadline=deadline, streamed=streamed, exchange=exchange
        )
        with closing(answer):
            for piece in answer:
                if not piece:
                    yield None
                for each in reader.feed(piece):
                    if (written := self._new(each)) is None:
                        continue
                    self._written.append(written)
                    found = self._asking.believe(written, self.believed[-1] if self.believed else None)
                    if isinstance(found, _Believed):
                        self.believed.append(found)
                        yield found
                    else:
                        self.refused += found
        self._end(reader, exchange)

    def _new(self, written: WrittenSentence) -> WrittenSentence | None:
        """The sentence without a sign-off; None where nothing is left of it, or it was said before."""
        text = self._unsigned.left_of(written.text)
        said = spaced(text)
        if not text or said in self._said:
            return None
        self._said.add(said)
        return replace(written, text=text)

    def _end(self, reader: AnswerReader, exchange: Exchange) -> None:
        """Raises ModelUnavailable where what came is no whole answer."""
        if not self._written:
            reason = "nonsense" if exchange.characters else "empty"
            raise ModelUnavailable("the model's answer holds no sentence", {"reason": reason})
        if not reader.closed and (reader.inside or exchange.finish != "stop"):
            raise ModelUnavailable("the model's answer is cut short", {"reason": "cut"})


def _weighs(finding: Finding) -> bool:
    """Whether a finding is enough against a model's text."""
    return finding.severity is Severity.BLOCK or finding.guard in STRICT


def _finding(guard: str, text: str, why: str) -> Finding:
    return Finding(guard, Severity.BLOCK, 0, len(text), text, f"“{text}” {why}.")


def _folded(text: str) -> str:
    """Words alone, so that a quote is found whatever its punctuation."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def _stems(text: str) -> frozenset[str]:
    """Numbers, and the first letters of longer words: enough to see that two sentences speak of one thing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return frozenset(word[:5] for word in words if len(word) > SHORTEST_STEM or word.isdigit())


def _encodable(text: str) -> str:
    """`text` without lone surrogates, same length."""
    return text.encode("utf-8", "replace").decode()
