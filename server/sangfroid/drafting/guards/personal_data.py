"""Data that identifies a person, the guest first of all."""

import re
from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.domain.review import Channel
from sangfroid.drafting.guards import values
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding, report
from sangfroid.drafting.guards.lexicon import lexicon
from sangfroid.drafting.guards.reading import CheckedText
from sangfroid.drafting.guards.support import Support, fact_texts, gather

NAME = "personal_data"
OVERRIDABLE = False

_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d \u00a0\u202f().\-/–]{5,22}\d(?!\w|[.,]\d)")
_DATE_LIKE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_DOT = r" ?(?:\.|\(dot\)|\[dot\]| dot | point | punto | punkt | punt | ponto ) ?"
#: After "at", a full stop before a space ends the sentence ("the welcome at reception. We"), and "point" is a
#: word of it ("we looked at every point carefully").
_DOT_AFTER_AT = r"(?:\.| ?(?:\(dot\)|\[dot\]| dot | punkt | punt ) ?)"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+ ?(?:"
    rf"(?:@|\(at\)|\[at\]| arobase | arroba | chiocciola |\(a\)) ?[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,}}"
    rf"| at ?[\w-]+(?:{_DOT_AFTER_AT}[\w-]+)*{_DOT_AFTER_AT}[a-z]{{2,}})"
)
# No address is without one of these, and few texts hold any.
_EMAIL_SIGN = re.compile(r"@|\(at?\)|\[at\]| at | arobase | arroba | chiocciola ")
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[\da-z]{4}){3,7}(?: ?[\da-z]{1,3})?\b")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_TITLED = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Mr\.?|Mrs\.?|Ms\.?|Miss|Herrn?|Frau|Fr\.|Señora?|Sra?\.|Don|Doña"
    r"|Signor[ae]?|Sig\.(?:ra)?|Sig\.na|Dott\.|Meneer|Mevrouw|Dhr\.?|Mevr?\.?|De heer|Senhora?|Dona)"
    r"[\s\u00a0\u202f]+(?P<name>(?:[A-ZÀ-ÖØ-Þ][\w’'-]+[\s\u00a0]?){1,3})"
)
#: A fact that names a customer as one: "the guest, Mr Smith", "la cliente Anne Martin". German writes every
#: noun with a capital: there a title tells a name, or an article before the customer.
_GUEST = re.compile(
    r"\b(?:(?i:guest|customer|client[ea]?|patiente?|klant|hu[eé]sped|ospite|h[oó]spede|locataire|pa[cz]iente"
    r"|tenant)|(?:[Dd](?:er|em|en|ie)|[Uu]nser\w*) (?:Gast|Kund(?:e|en|in))(?!,)"
    r"|(?P<german>Gast|Kund(?:e|in)))\b,? "
    r"(?P<title>(?:named |called |nommée? |namens |llamad[oa] |chamad[oa] |de nombre |Mr\.? |Mrs\.? |Ms\.? "
    r"|M\. |Mme |Monsieur |Madame |Herrn? |Frau |Señora? |Sra?\. |Signora? |Sig\. |Meneer |Mevrouw |Dhr\. "
    r"|Senhora? )*)"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w’'-]+(?: [A-ZÀ-ÖØ-Þ][\w’'-]+){0,2})"
)
_SIGNATURE = re.compile(r"[,\n–-]\s*$")


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked. Private: only what belongs to neither side, and guesses at who wrote."""
    own = context.once(_Own, hearing.native)
    yield from _contacts(hearing, context, own)
    yield from _payments(hearing, context)
    private = context.audience is Audience.PRIVATE
    for _, match in hearing.matches(NAME):
        span = (match.start, match.end)
        if match.case == "identity":
            yield report(NAME, "identity", Severity.BLOCK, hearing.text, span, context)
        elif not private:
            yield from _heard(hearing, match.case, span, context, own)
    if not private:
        yield from _names(hearing, context, own)
        yield from _private_facts(hearing, context)


class _Own:
    """What belongs to the establishment or stands in the review already.

    A fact that may be told in public may name a colleague; it vouches for no number, no address and for no
    name of the author's, which are the customer's more often than the house's.
    """

    def __init__(self, context: GuardContext, languages: frozenset[str]) -> None:
        house = context.establishment
        public = [text for fact in context.facts if fact.public for text in fact_texts(fact, languages)]
        signed = [text for text in (house.name, house.contact, house.signature.name) if text]
        house_s = CheckedText("\n".join(signed))
        self.contacts = house_s.folded.replace(" ", "")
        self.addresses = frozenset(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", house_s.folded))
        self.digits = _digits(house_s.folded)
        self.signed = {token.plain for token in house_s.tokens}
        told = CheckedText("\n".join(public))
        self.names = self.signed | {token.plain for token in told.tokens}
        self.guests = set(_guests(public, languages)) - self.signed
        review = context.review
        self.review = CheckedText(f"{review.title or ''}\n{review.text}") if review else None
        self.review_words = {token.plain for token in self.review.tokens} if self.review else set()
        self.figures = set(re.findall(r"\d(?:[\d.,]*\d)?", self.review.plain)) if self.review else set()


def _guests(texts: list[str], languages: frozenset[str]) -> Iterator[str]:
    """The names of customers in facts, plainly written; "Guest Relations Manager" is none."""
    titles = frozenset[str]().union(*(lexicon(tag).capitals for tag in languages))
    for text in texts:
        for found in _GUEST.finditer(text):
            names = CheckedText.plain_of(found["name"])
            named = found["title"] or (len(names) > 1 and not found["german"])
            if named and titles.isdisjoint(names):
                yield from names


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _contacts(hearing: Hearing, context: GuardContext, own: _Own) -> Iterator[Finding]:
    text = hearing.text
    taken: list[tuple[int, int]] = []
    for found in _EMAIL.finditer(text.folded) if _EMAIL_SIGN.search(text.folded) else ():
        taken.append(found.span())
        # "write to desk@house.example. We answer": the next sentence is no part of the address.
        address = found[0].partition(". ")[0].replace(" ", "")
        if found[0].replace(" ", "").strip(".") not in own.contacts and address not in own.addresses:
            yield report(NAME, "email", Severity.BLOCK, text, found.span(), context)
    for found in _PHONE.finditer(text.folded):
        digits = _digits(found[0])
        if not 9 <= len(digits) <= 15 or _DATE_LIKE.search(found[0]) or digits[-8:] in own.digits:
            continue
        groups = re.findall(r"\d+", found[0])
        thousands = (
            found[0][0] not in "+0(" and len(groups) > 1 and all(len(each) == 3 for each in groups[1:])
        )
        if thousands and not (len(digits) == 9 and hearing.rings(found.start())):
            continue  # a large number, its thousands set apart
        yield report(NAME, "phone", Severity.BLOCK, text, found.span(), context)


def _payments(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    text = hearing.text
    for found in _IBAN.finditer(text.folded):
        if sum(map(str.isdigit, found[0])) >= 10:
            yield report(NAME, "payment", Severity.BLOCK, text, found.span(), context)
    for found in _CARD.finditer(text.folded):
        if _luhn(_digits(found[0])):
            yield report(NAME, "payment", Severity.BLOCK, text, found.span(), context)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def _heard(
    hearing: Hearing, case: str, span: tuple[int, int], context: GuardContext, own: _Own
) -> Iterator[Finding]:
    text = hearing.text
    severity = Severity.BLOCK
    if case == "stay":
        dates = _dates_after(text, span[1])
        known = list(values.find(own.review.bare)) if own.review else []
        told = Support(found=known)
        if not dates or all(told.holds(value) for value in dates):
            return
        span = (span[0], dates[-1].end)
    elif case == "companion":
        severity = Severity.WARN
        last = text.plain[slice(*span)].split()[-1]
        if own.review is None or any(word[:5] == last[:5] for word in own.review_words):
            return
    elif case == "party":
        case, severity = "companion", Severity.WARN
        if text.plain[slice(*span)].split()[-1] in own.review_words:
            return
    elif case == "life":
        case = "identity"  # what only somebody who knows the customer can tell
        last = text.plain[slice(*span)].split()[-1]
        if last in own.review_words:
            severity = Severity.WARN
    elif case == "bill":
        figures = re.findall(r"\d[\d.,]*", text.plain[slice(*span)])
        if own.review and all(figure.strip(".,") in own.figures for figure in figures):
            return
    elif case == "health":
        last = text.plain[slice(*span)].split()[-1]
        if any(word[:5] == last[:5] for word in own.review_words):
            severity = Severity.WARN
    elif case == "room":
        number = text.plain[slice(*span)].split()[-1].strip(".,")
        if number in own.review_words:
            severity = Severity.WARN
    yield report(NAME, case, severity, text, span, context)


def _dates_after(text: CheckedText, position: int) -> list[values.Value]:
    """The dates that begin right after a position: "from 3 to 5 March"."""
    tail = text.bare[position - 1 : position + 45].partition("\n")[0]
    return [
        values.Value(value.kind, value.start + position - 1, value.end + position - 1, value.key, value.other)
        for value in values.find(tail)
        if value.kind == "date"
    ]


def _names(hearing: Hearing, context: GuardContext, own: _Own) -> Iterator[Finding]:
    text = hearing.text
    author = context.review.author if context.review and context.review.author else ""
    parts = [word for word in context.once(_words_of, author) if len(word) > 1]
    forbidden = context.platform is not None and "guest_names" in context.platform.forbids
    displayed = context.review is not None and context.review.channel is Channel.REVIEW
    barred = set(parts if forbidden or not displayed else parts[1:]) - own.signed
    barred |= own.guests - own.review_words - (set() if forbidden or not displayed else set(parts[:1]))
    for token in text.tokens:
        if token.plain in barred and len(token.plain) > 2:
            written = text.quote(token.start, token.end)
            if written[:1].isupper():
                yield report(NAME, "name", Severity.BLOCK, text, (token.start, token.end), context)
    for found in _TITLED.finditer(text.original):
        names = set(text.plain_of(found["name"]))
        if names & ((own.names - barred) | own.review_words | set(parts[:1])) or names & hearing_titles:
            continue
        if _signs(text.original, found):
            continue
        span = (found.start(), found.end("name"))
        yield finding(NAME, "name", Severity.BLOCK, text.original, span, context)


def _words_of(_context: GuardContext, text: str) -> list[str]:
    return CheckedText.plain_of(text)


#: Words that follow a title and are no name ("Madame, Monsieur", "Herr Direktor").
hearing_titles = frozenset(
    {"madame", "monsieur", "messieurs", "mesdames", "sir", "madam", "direktor", "directeur", "director"}
)


def _signs(original: str, found: re.Match[str]) -> bool:
    """Whether a titled name is a signature: on a last line of its own."""
    line_start = original.rfind("\n", 0, found.start()) + 1
    rest = original[found.end() :]
    return line_start > 0 and original[line_start : found.start()].strip() == "" and len(rest.split()) <= 8


class _Closed:
    """What only facts kept private give: their values, names, and runs of words."""

    def __init__(self, context: GuardContext, languages: frozenset[str]) -> None:
        support = gather(context, languages)
        self.values = Support()
        for fact in context.facts:
            if not fact.public:
                self.values.add(fact_texts(fact, languages))
        self.names = {word for word in _proper(context) if word not in support.words}
        self.runs = _runs([token.plain for text in self.values.texts for token in text.tokens])
        for text in (*support.texts, *support.told):
            self.runs -= _runs([token.plain for token in text.tokens])


def _private_facts(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Values and passages that only facts kept private give."""
    if all(fact.public for fact in context.facts):
        return
    text = hearing.text
    support = gather(context, hearing.native)
    closed = context.once(_Closed, hearing.native)
    for value in hearing.values:
        small = value.kind == "number" and len(_digits(text.bare[value.start : value.end])) < 2
        if not small and closed.values.holds(value) and not support.holds(value):
            yield report(NAME, "private_fact", Severity.BLOCK, text, (value.start, value.end), context)
    tokens = text.tokens
    words = [token.plain for token in tokens]
    for at, token in enumerate(tokens):
        if token.plain in closed.names:
            yield report(NAME, "private_fact", Severity.BLOCK, text, (token.start, token.end), context)
        if tuple(words[at : at + _RUN]) in closed.runs:
            span = (token.start, tokens[at + _RUN - 1].end)
            yield report(NAME, "private_fact", Severity.BLOCK, text, span, context)


_RUN = 5


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _proper(context: GuardContext) -> Iterator[str]:
    """Names in free-text facts that are not public: capitals within a sentence."""
    for fact in context.facts:
        if fact.public or not fact.text:
            continue
        for word in re.finditer(r"(?<=[\w,;] )[A-ZÀ-ÖØ-Þ][\w’'-]{2,}", fact.text):
            yield from CheckedText.plain_of(word[0])
