"""Dates, times, amounts and numbers in a text of any of the seven languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

Kind = Literal["date", "weekday", "time", "amount", "number"]

_MONTHS = (
    "janvier|january|enero|januar|jaenner|gennaio|januari|janeiro|jan|janv|ene|gen",
    "fevrier|february|febrero|februar|febbraio|februari|fevereiro|feb|fev|fevr|febr",
    "mars|march|marzo|marz|maerz|maart|marco|mrt",
    "avril|april|abril|aprile|avr|apr|abr",
    "mai|may|mayo|maggio|mei|maio|mag",
    "juin|june|junio|juni|giugno|junho|jun|giu",
    "juillet|july|julio|juli|luglio|julho|jul|juil|lug",
    "aout|august|agosto|augustus|aug|ago",
    "septembre|september|septiembre|setiembre|settembre|setembro|sep|sept|set|sett",
    "octobre|october|octubre|oktober|ottobre|outubro|oct|okt|ott|out",
    "novembre|november|noviembre|novembro|nov",
    "decembre|december|diciembre|dezember|dicembre|dezembro|dec|dic|dez",
)
# Short names are common words ("set", "out", "mar"): they count beside a day only.
_LONG = [name for names in _MONTHS for name in names.split("|") if len(name) > 4 or name in ("mars", "mai")]
_FULL = "|".join(sorted(_LONG, key=len, reverse=True))
_ANY = "|".join(sorted((name for names in _MONTHS for name in names.split("|")), key=len, reverse=True))
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_WEEKDAYS = (
    "lundi|monday|lunes|montag|lunedi|maandag|segunda-feira",
    "mardi|tuesday|martes|dienstag|martedi|dinsdag|terca-feira",
    "mercredi|wednesday|miercoles|mittwoch|mercoledi|woensdag|quarta-feira",
    "jeudi|thursday|jueves|donnerstag|giovedi|donderdag|quinta-feira",
    "vendredi|friday|viernes|freitag|venerdi|vrijdag|sexta-feira",
    "samedi|saturday|sabado|samstag|sonnabend|sabato|zaterdag",
    "dimanche|sunday|domingo|sonntag|domenica|zondag",
)
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split("|")}
_DAYNAMES = "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True))
# "$" and "dollars" are those of many countries: support.py says of which.
_CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "$": "$", "dollar": "$", "dollars": "$",
    "usd": "USD", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "chf": "CHF", "francs": "CHF",
    "franken": "CHF", "livres": "GBP", "libras": "GBP", "reais": "BRL", "r$": "BRL", "brl": "BRL",
    "cents": "EUR", "centimes": "EUR", "dolares": "$", "pesos": "MXN",
}  # fmt: skip
_MONEY = "|".join(map(re.escape, sorted(_CURRENCIES, key=len, reverse=True)))
_FIGURE = r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_YEAR = r"(?:[, ]{1,2}(?:de |del |of |d')?(?P<year%s>(?:19|20)\d\d)\b)?"
_RANGE = r"-|au|to|bis|al|tot|t/m|ao|a|and|et|e|y|und|en"
_HOUR_WORDS = r" ?h| ?heures?| ?uhr| ?uur| ?u| ?hs| ?o'clock"
_AFTER_DOT = "uhr|u|uur|h|am|pm|a\\.m\\.|p\\.m\\."
_HALF_DAY = r"(?: ?(?P<t_half>[ap])(?:\. ?m\.|m\b))?"
# One alternative for each way of writing; the name of the alternative tells `_read` what it found.
_VALUE = re.compile(
    "|".join(
        (
            r"(?P<iso>\b(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d))",
            rf"(?P<day_month>(?<![\w.,])(?:(?P<dm_r>\d{{1,2}})\.? ?(?:{_RANGE}) ?(?:le |the |el )?)?"
            rf"(?P<dm_d>\d{{1,2}})(?:er|e|st|nd|rd|th|\.|º|°|ª|o)?(?: of| de| d'|\.)? ?(?:of |de |d')?"
            rf"(?P<dm_m>{_ANY})\b\.?{_YEAR % 1})",
            rf"(?P<month_day>\b(?P<md_m>{_ANY})\.? (?:the )?(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?![\w:%€£$])(?!,\d){_YEAR % 2})",
            r"(?P<figures>(?<![\w.,/-])(?P<f_1>\d{1,2})(?P<f_sep>[./-])(?P<f_2>\d{1,2})(?P=f_sep)"
            r"(?P<f_y>(?:19|20)?\d\d)(?![\w/]))",
            r"(?P<slashed>(?<![\w.,/])(?P<s_1>\d\d)/(?P<s_2>\d\d)(?![\w/]))",
            rf"(?P<month>\b(?P<m_m>{_FULL})\b{_YEAR % 3})",
            rf"(?P<weekday>\b(?P<wd>{_DAYNAMES})s?\b)",
            rf"(?P<money>(?P<c_1>{_MONEY}) ?(?P<a_1>{_FIGURE})(?! ?(?:{_MONEY})\b))",
            r"(?P<money_split>(?<![\w.,])(?P<ms_a>\d+) ?(?P<ms_c>€|euros?|£) ?(?P<ms_b>\d\d)(?!\d))",
            rf"(?P<money_after>(?<![\w.,])(?P<a_2>{_FIGURE})(?:,-|,--)? ?(?P<c_2>{_MONEY})(?!\w))",
            rf"(?P<clock>(?<![\w.,:])(?P<t_h>[01]?\d|2[0-4])(?::(?P<t_m>[0-5]\d)(?: ?(?:h|uhr|u|uur|hs))?"
            rf"|\.(?P<t_m2>[0-5]\d) ?(?:{_AFTER_DOT})|(?:{_HOUR_WORDS})(?: ?(?P<t_m3>[0-5]\d))?(?!\w)"
            rf"|(?= ?[ap]\.? ?m\b)){_HALF_DAY})",
            r"(?P<hour>(?:(?<=\balle )|(?<=\ba las )|(?<=\bore ))\d{1,2}(?:[.:,][0-5]\d)?\b"
            r"|(?<=\bas )\d{1,2}\b(?= horas))",
            rf"(?P<number>(?<!\w)(?:{_FIGURE})(?!\w))",
        )
    )
)


# Months that are other words too: "mai" is "never" in Italian. They count with a year or after these.
_DOUBTFUL = frozenset({"mai", "mars", "marco"})
_IN_MONTH = re.compile(r"\b(?:en|in|im|de|du|of|fin|mi|ab|ce|bis|mes|ende|seit|mois|vor|und|et|au|ao) $|d'$")
_WORTH = re.compile(r"\d+|[a-z]+(?:-feira)?")
#: Names of months and days, which stand alone.
NAMES = frozenset(_LONG) | frozenset(_WEEKDAY_OF) | frozenset(f"{name}s" for name in _WEEKDAY_OF)
# More than the longest way of writing a value before and after its figures.
_REACH = 32


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a text and where it stands.

    `key` is (year, month, day) of a date with None for what is not said, (0 to 6,) of a weekday,
    (hour, minute) of a time, (amount, currency) of money, (number,) of a number. `other` is the second way
    to read a date in figures.
    """

    kind: Kind
    start: int
    end: int
    key: tuple[object, ...]
    other: tuple[object, ...] | None = None


def find(plain: str) -> Iterator[Value]:
    """The values of a text in lower case without accents, in order."""
    end = 0
    for start, stop in _windows(plain):
        for found in _VALUE.finditer(plain, max(start, end), stop):
            end = found.end()
            value = _read(found)
            if value is not None:
                if found["dm_r"]:
                    yield Value("date", value.start, value.end, (*value.key[:2], int(found["dm_r"])))
                yield value


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """Where values may stand: around figures and names of days and months."""
    start = stop = -1
    for found in _WORTH.finditer(plain):
        if found[0].isdigit() or found[0] in NAMES:
            if stop < 0 or found.start() - _REACH > stop:
                if stop >= 0:
                    yield start, stop
                start = max(0, found.start() - _REACH)
            stop = min(len(plain), found.end() + _REACH)
    if stop >= 0:
        yield start, stop


def _read(found: re.Match[str]) -> Value | None:
    start, end = found.span()
    part = found.group
    match found.lastgroup:
        case "iso":
            return Value("date", start, end, (int(part("iso_y")), int(part("iso_m")), int(part("iso_d"))))
        case "day_month":
            return _date(start, end, part("year1"), part("dm_m"), part("dm_d"))
        case "month_day":
            return _date(start, end, part("year2"), part("md_m"), part("md_d"))
        case "month":
            if part("m_m") in _DOUBTFUL and not (
                part("year3") or _IN_MONTH.search(found.string[max(0, start - 8) : start])
            ):
                return None
            return Value("date", start, end, (_int(part("year3")), _MONTH_OF[part("m_m")], None))
        case "figures":
            year = int(part("f_y"))
            return _figures(start, end, year + 2000 if year < 100 else year, part("f_1"), part("f_2"))
        case "slashed":
            return _figures(start, end, None, part("s_1"), part("s_2"))
        case "weekday":
            return Value("weekday", start, end, (_WEEKDAY_OF[part("wd")],))
        case "money":
            return _amount(start, end, part("a_1"), part("c_1"))
        case "money_split":
            return _amount(start, end, f"{part('ms_a')}.{part('ms_b')}", part("ms_c"))
        case "money_after":
            return _amount(start, end, part("a_2"), part("c_2"))
        case "clock":
            minute = part("t_m") or part("t_m2") or part("t_m3")
            hour = int(part("t_h"))
            if part("t_half") == "p" and hour < 12:
                hour += 12
            elif part("t_half") == "a" and hour == 12:
                hour = 0
            return Value("time", start, end, (hour, int(minute or 0)))
        case "hour":
            hour_text, _, minute_text = re.sub("[.,]", ":", found[0]).partition(":")
            return Value("time", start, end, (int(hour_text), int(minute_text or 0)))
        case _:
            number = decimal(found[0])
            return Value("number", start, end, (number,)) if number is not None else None


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _date(start: int, end: int, year: str | None, month: str, day: str) -> Value:
    return Value("date", start, end, (_int(year), _MONTH_OF[month], int(day)))


def _figures(start: int, end: int, year: int | None, first: str, second: str) -> Value:
    a, b = int(first), int(second)
    if 1 <= b <= 12 and 1 <= a <= 31:
        return Value("date", start, end, (year, b, a), (year, a, b) if a <= 12 else None)
    if 1 <= a <= 12 and 1 <= b <= 31:
        return Value("date", start, end, (year, a, b))
    return Value("number", start, end, (Decimal(a),))


def _amount(start: int, end: int, figure: str, currency: str) -> Value | None:
    number = decimal(figure)
    return Value("amount", start, end, (number, _CURRENCIES[currency])) if number is not None else None


def decimal(figure: str) -> Decimal | None:
    """A figure as people write it: "1 200,50", "1.200", "12.5". None when it is none."""
    figure = figure.strip().replace(" ", "").replace("'", "").rstrip(".,")
    comma, dot = figure.rfind(","), figure.rfind(".")
    if comma >= 0 and dot >= 0:
        figure = figure.replace("." if comma > dot else ",", "").replace(",", ".")
    elif comma >= 0 or dot >= 0:
        mark = "," if comma >= 0 else "."
        head, _, tail = figure.rpartition(mark)
        whole = figure.count(mark) > 1 or (len(tail) == 3 and head != "0")
        figure = figure.replace(mark, "") if whole else f"{head}.{tail}"
    try:
        return Decimal(figure)
    except InvalidOperation:
        return None
