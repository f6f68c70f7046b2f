"""What exactly pleased, each said of the one subject it stands nearest to, and which of it is one compliment.

Of "spotless room and superb view" the view is praised as the view, and the room as the room.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sangfroid.domain.review import Theme
from sangfroid.drafting import exact
from sangfroid.drafting.exact import COMPLIMENTS
from sangfroid.drafting.remarks import Remarks

#: What says all that the usual name of a theme does.
_SAYS_AS_MUCH: Final = frozenset(
    {
        ("service_fast", "waiting"),
        ("answered_fast", "waiting"),
        ("delivery_fast", "delivery"),
        ("delivery_fast", "waiting"),
        ("refund_fast", "refund"),
        ("quiet", "noise"),
        ("easy_to_reach", "accessibility"),
        ("easy_to_reach", "location"),
        ("slept_well", "noise"),
        ("careful_work", "product_quality"),
    }
)


def told(
    language: str, liked: Sequence[str], said: Sequence[Theme], remarks: Remarks, named: Collection[str]
) -> dict[str, str]:
    """By theme what exactly pleased in it, where its words are known; each once, of the best praise.

    `liked` are the themes in the order they are looked at, `said` all that the review says of them, `named`
    those it has names of its own for. Words that stand nearer to another theme are praise of that one.
    """
    praised = [theme for theme in said if theme.polarity > 0 and theme.name in liked]
    found: dict[str, str] = {}
    for name in liked:
        about = sorted((theme for theme in praised if theme.name == name), key=lambda theme: -theme.polarity)
        for theme in about:
            around = remarks.around(theme)
            exactly = exact.heard(COMPLIMENTS, language, name, (around,), name in named, theme.quote)
            if exactly is None or exactly in found.values():
                continue
            beside = [
                other
                for other in praised
                if other.name != name and remarks.sentence(other) == remarks.sentence(theme)
            ]
            if not any(_nearer(language, exactly, around, other, theme) for other in beside):
                found[name] = exactly
                break
    return found


def says_so(language: str, theme: Theme, around: str) -> bool:
    """Whether words known as praise of a theme stand at once beside it in its sentence."""
    exactly = exact.heard(COMPLIMENTS, language, theme.name, (around,), quote=theme.quote)
    distance = exact.apart(COMPLIMENTS, language, exactly, around, theme.quote) if exactly else None
    return distance is not None and distance <= 1


def _nearer(language: str, exactly: str, around: str, other: Theme, theme: Theme) -> bool:
    """Whether this is said of another theme of its sentence rather than of this one.

    What is first said of a theme, a gift of the staff, is never taken from it.
    """
    order = list(exact.subjects(COMPLIMENTS)[exactly])
    if other.name not in order or theme.name == order[0]:
        return False
    far, near = (exact.apart(COMPLIMENTS, language, exactly, around, one.quote) for one in (theme, other))
    if far is None or near is None:
        return False
    return (near, order.index(other.name)) < (far, order.index(theme.name))


def says_again(exactly: str, theme: str, names: Sequence[str], called: str) -> bool:
    """Whether naming a theme would say once more what was said `exactly` of another one.

    `names` are its own names in the review, and `called` is the name of what was said.
    """
    return called in names if names else (exactly, theme) in _SAYS_AS_MUCH


def left(exactly: str, themes: Sequence[str], things: Mapping[str, Sequence[str]], called: str) -> list[str]:
    """The themes that are still to be named where this was answered."""
    return [theme for theme in themes if not says_again(exactly, theme, things.get(theme, ()), called)]
