"""Spans that identify somebody: telephone, e-mail, card, account, plate, booking, room, name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sangfroid.analysis.lexicon import Hit, Lexicon
from sangfroid.analysis.text import NormalizedText
from sangfroid.domain.review import PersonalData, Review

# Every quantifier is bounded: the time of a search grows with the text and nothing else.
_DIGIT = re.compile(r"\d")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NUMBER = re.compile(r"(?<![\w+])[+(]{0,2}\d(?:[ \u00a0\u2009\u202f().\-/–]{0,3}\d){6,18}(?!\w)")
_DATE = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d|[./-]\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_PLATE = re.compile(r"\b[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}\b|\b[A-Z]{3}-\d[A-Z0-9]\d{2}\b")
_PLATE_AFTER = re.compile(r"[\s:n°]{0,4}([A-Z0-9ÄÖÜ]{1,4}(?:[- ]?[A-Z0-9]{1,4}){1,3})\b")
_CODE_AFTER = re.compile(
    r"[\s:.#(°º]{0,4}(?:n[°ºo.]{1,2}|nr\.?|no\.?|num\.?|#|id)?[\s:.#]{0,3}([A-Z0-9]{1,12}(?:[-/.][A-Z0-9]{1,12}){0,3})\b",
    re.IGNORECASE,
)
_ROOM_AFTER = re.compile(
    r"[\s:.#°º]{0,3}(?:n[°ºo.]{1,2}|nr\.?|no\.?|#)?\s{0,2}(\d{1,4}[a-zA-Z]?)\b(?!\s?[\d€$£%]|[.,]\d)"
)
_UNIT_AFTER = re.compile(
    r"\s{0,2}(?:pers|lit|bett|bed|cama|lett|guest|people|pax|nuit|night|noche|nacht|nott|noite|etoile|étoile|star|"
    r"estrella|stern|stell|ster|estrela|m2|m²|qm|mq|eur|€|euro|dollar|h\b|heure|hour|jour|day|dia|día|tag|giorn|"
    r"min|ans|year|año|jahr|ann|jaar|ano|%|personen|adult|kids|enfant|personas|pessoas|uur|uhr)",
    re.IGNORECASE,
)
# The letters of a name: an accent may stand behind its letter, and signs nobody sees between them.
_LETTERS = r"[\w’'\u0300-\u036f\u00ad\u200b-\u200d-]{1,24}"
_NAME = re.compile(
    rf"[\s\u200b]{{1,3}}((?:[A-ZÀ-ÖØ-Þ]{_LETTERS})(?:\s[A-ZÀ-ÖØ-Þ]{_LETTERS}){{0,2}})"
    rf"(?:(?:\s?,\s?|\s(?:et|and|y|e|und|en|&)\s)([A-ZÀ-ÖØ-Þ]{_LETTERS})){{0,1}}"
)

_REGIONS = {
    "fr": ("FR", "BE", "CH", "CA"),
    "en": ("GB", "US", "IE", "AU"),
    "es": ("ES", "MX", "AR", "CO", "CL"),
    "de": ("DE", "AT", "CH"),
    "it": ("IT", "CH"),
    "nl": ("NL", "BE"),
    "pt": ("PT", "BR"),
}
#: Digits of a number that may count something.
_MOST_COUNTED = 5
_YEAR = re.compile(r"20[12]\d")
_SPACES = re.compile(r"[\u00a0\u2009\u202f]")
_FEWEST_DIGITS = 8
#: And digits of an account or a card.
_FEWEST_OF_ACCOUNTS = 10
_SURNAME = re.compile(rf"[\s-]([A-ZÀ-ÖØ-Þ]{_LETTERS})")
#: A short code of capitals and digits, as airlines and hotels give ("QZ84LM").
_SHORT_CODE = re.compile(r"(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{5,10}")
#: Numbers looked at in one text: of a megabyte of them the rest is left.
_MOST_PHONES = 1000
#: Characters of a name given by its first letters.
LONGEST_INITIALS = 3
#: Characters of an abbreviated title ("Dott.", "Mrs.").
LONGEST_TITLE = 5


def find(
    text: NormalizedText, words: Lexicon | None, hits: Mapping[str, Sequence[Hit]], review: Review
) -> tuple[PersonalData, ...]:
    """Everything in a text that identifies a person or their booking, in order, without overlaps."""
    written = text.original
    found: list[PersonalData] = []
    taken = bytearray(len(written))

    def take(kind: str, spans: Iterator[tuple[int, int]]) -> None:
        for start, end in spans:
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(PersonalData(kind, start, end))

    if "@" in written:
        take("email", (match.span() for match in _EMAIL.finditer(written)))
    digits = len(_DIGIT.findall(written))
    if digits:
        if digits >= _FEWEST_OF_ACCOUNTS:
            take("iban", _ibans(written))
            take("card", _cards(written))
        take("booking_number", _after(text, hits.get("booking_before", ()), _CODE_AFTER, _is_code))
        take("plate", _plates(text, hits.get("plate_before", ())))
        if digits >= _FEWEST_DIGITS:
            take("phone", _phones(written, words.language if words else "en"))
        take("room_number", _rooms(text, hits.get("room_before", ())))
    if words and hits.get("staff_before"):
        take("name", _names(text, hits, words))
    if review.author and len(review.author.strip()) > 2:
        author = review.author.strip()
        take("name", (match.span() for match in re.finditer(rf"(?<!\w){re.escape(author)}(?!\w)", written)))
    if words and hits.get("first_names"):
        take("name", _first_names(text, hits, words))
    return tuple(sorted(found, key=lambda item: item.start))


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))


def _ibans(written: str) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(written):
        account = re.sub(r"\s", "", match[0])
        if 15 <= len(account) <= 34 and account.isascii():
            moved = account[4:] + account[:4]
            if int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1:
                yield match.span()


def _cards(written: str) -> Iterator[tuple[int, int]]:
    for match in _NUMBER.finditer(written):
        digits = _digits(match[0])
        # What begins with a zero is dialled: no card does.
        if 13 <= len(digits) <= 19 and "+" not in match[0] and digits[0] != "0":
            total = sum(
                sum(divmod(int(digit) * 2, 10)) if place % 2 else int(digit)
                for place, digit in enumerate(reversed(digits))
            )
            if total % 10 == 0:
                yield match.span()


def _phones(written: str, language: str) -> Iterator[tuple[int, int]]:
    candidates = [
        match
        for match in _NUMBER.finditer(written)
        if len(_digits(match[0])) >= _FEWEST_DIGITS and not _DATE.match(match[0])
    ]
    if not candidates:
        return
    # Loaded only for texts that hold such a number.
    import phonenumbers

    for match in candidates[:_MOST_PHONES]:
        for region in _REGIONS[language]:
            try:
                number = phonenumbers.parse(_SPACES.sub(" ", match[0]), region)
            except phonenumbers.NumberParseException:
                continue
            # What is written as a number of the country is one, even where no operator was given its range.
            written_so = match[0][0] in "+0(" and not match[0].isdigit()
            if phonenumbers.is_valid_number(number) or (
                written_so and phonenumbers.is_possible_number(number)
            ):
                yield match.span()
                break


def _after(
    text: NormalizedText, hits: Sequence[Hit], pattern: re.Pattern[str], fits: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """What the pattern's group finds right behind a marker."""
    for hit in hits:
        match = pattern.match(text.original, text.span(hit.start, hit.end)[1])
        if match and fits(match[1]) and not _counts(text, match):
            yield match.span(1)


def _counts(text: NormalizedText, match: re.Match[str]) -> bool:
    """Whether a short number counts what follows it: "reserva 1200 euros". A code with letters never does."""
    few = match[1].isdigit() and len(match[1]) <= _MOST_COUNTED
    return few and _UNIT_AFTER.match(text.original, match.end()) is not None


def _is_code(code: str) -> bool:
    # "Reservation 2024 was cancelled" names a year.
    if _YEAR.fullmatch(code):
        return False
    digits = sum(map(str.isdigit, code))
    return (digits >= 4 and not _DATE.fullmatch(code)) or _SHORT_CODE.fullmatch(code) is not None


def _plates(text: NormalizedText, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    for match in _PLATE.finditer(text.original):
        yield match.span()

    def fits(code: str) -> bool:
        kept = re.sub(r"[- ]", "", code)
        return 5 <= len(kept) <= 8 and any(map(str.isdigit, kept)) and any(map(str.isalpha, kept))

    yield from _after(text, hits, _PLATE_AFTER, fits)


def _rooms(text: NormalizedText, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    for hit in hits:
        match = _ROOM_AFTER.match(text.original, text.span(hit.start, hit.end)[1])
        # "Room 2" may be a count, "room number 2" is a room.
        room = match is not None and (len(match[1]) > 1 or " " in hit.entry)
        if match and room and not _UNIT_AFTER.match(text.original, match.end()):
            yield match.span(1)


def _names(
    text: NormalizedText, hits: Mapping[str, Sequence[Hit]], words: Lexicon
) -> Iterator[tuple[int, int]]:
    """Capitalised words after "merci à", "our waiter", "Mr."; not those that are ordinary words."""
    for hit in hits.get("staff_before", ()):
        end = text.span(hit.start, hit.end)[1]
        start = text.span(hit.start, hit.end)[0]
        # "Mr. Smith", not "a view we miss. Breakfast".
        title = hit.end - hit.start <= LONGEST_TITLE and text.original[start].isupper()
        if title and text.original[end : end + 1] == ".":
            end += 1
        match = _NAME.match(text.original, end)
        for group in (1, 2) if match else ():
            assert match is not None
            if not match[group]:
                continue
            start, last = match.span(group)
            # Where all is written in capitals, only the next word is sure to be the name.
            if match[0].isupper() and last - start > LONGEST_INITIALS:
                last = start + len(match[group].split()[0])
            span = _without_ordinary(text.original, (start, last), words)
            if span:
                yield span


def _first_names(
    text: NormalizedText, hits: Mapping[str, Sequence[Hit]], words: Lexicon
) -> Iterator[tuple[int, int]]:
    """First names written as names, with the surname behind them; not those of streets, saints and houses."""
    places = {hit.end for hit in hits.get("place_before", ())}
    for hit in hits["first_names"]:
        start, end = text.span(hit.start, hit.end)
        written = text.original[start:end]
        before = text.original[start - 1 : start]
        # "Sarà" is a verb though "Sara" is a name; "Lucia" for "Lucía" is merely written without the accent.
        as_listed = written.isascii() or written.casefold() in words.first_names
        if not written.istitle() or not as_listed or before in ("-", "@", ".") or hit.start - 1 in places:
            continue
        if surname := _SURNAME.match(text.original, end):
            span = _without_ordinary(text.original, surname.span(1), words)
            end = span[1] if span else end
        yield start, end


def _without_ordinary(written: str, span: tuple[int, int], words: Lexicon) -> tuple[int, int] | None:
    """The words of a capitalised run up to the first that is an ordinary word of the language."""
    start, end = span
    reached = start
    for word in re.finditer(r"\S+", written[start:end]):
        if words.ordinary(word[0]):
            break
        reached = start + word.end()
    return (start, reached) if reached > start else None
