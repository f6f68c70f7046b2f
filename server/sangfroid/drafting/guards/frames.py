"""What a day, a month, a count or an hour is said for: wishes, habits and thanks state nothing to be checked.

The words are lists of the languages' data: `wished` ("have a lovely Sunday"), `habit` ("on Fridays"),
`opening` ("closed on Mondays", which is a claim), `told` (words of a past or of a plan), `ahead` ("see you
in August"), `thanked` ("two minutes of your time"), `clock` ("at ten o'clock").
"""

from sangfroid.drafting.guards.hearing import Hearing
from sangfroid.drafting.guards.lexicon import Lexicon, lexicon, near
from sangfroid.drafting.guards.support import Support
from sangfroid.drafting.guards.values import Value

_HALF_A_DAY = 12


def claims(hearing: Hearing, value: Value) -> bool:
    """Whether a value states something: a day of a wish and a month of a meeting to come do not."""
    heard = [lexicon(tag) for tag in hearing.native]
    if value.kind == "weekday":
        return not any(_idle_day(ears, hearing, value) for ears in heard)
    if value.kind == "date" and value.key[0] is None and value.key[2] is None:
        return not any(_looks_ahead(ears, hearing, value) for ears in heard)
    if value.kind == "number":
        return not any(thanked(ears, hearing, value.start, value.end) for ears in heard)
    return True


def _idle_day(ears: Lexicon, hearing: Hearing, value: Value) -> bool:
    text, span = hearing.text, (value.start, value.end)
    if ears.touches("wished", text, *span):
        return True
    around = near(text, *span)
    if ears.hears("opening", text, *around):
        return False
    return ears.touches("habit", text, *span) or not ears.hears("told", text, *around)


def _looks_ahead(ears: Lexicon, hearing: Hearing, value: Value) -> bool:
    around = near(hearing.text, value.start, value.end)
    return (
        ears.hears("ahead", hearing.text, *around)
        and not ears.hears("opening", hearing.text, *around)
        and not ears.hears("told", hearing.text, *around)
    )


def thanked(ears: Lexicon, hearing: Hearing, start: int, end: int) -> bool:
    """Whether a count is one of courtesy: "two minutes of your time"."""
    return ears.touches("thanked", hearing.text, start, end)


def on_the_clock(ears: Lexicon, hearing: Hearing, hour: int, span: tuple[int, int], support: Support) -> bool:
    """Whether words say an hour that is known as one of the afternoon or evening: "um zehn Uhr" for 22:00."""
    return (
        hour <= _HALF_A_DAY
        and ears.touches("clock", hearing.text, *span)
        and any(known.kind == "time" and known.key == (hour + _HALF_A_DAY, 0) for known in support.found)
    )
