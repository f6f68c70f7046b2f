"""What the house offers by the review's own word for it: the spa, the bungalow, the cocktails."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sangfroid.domain.review import Theme
from sangfroid.drafting import own_words
from sangfroid.drafting.choosing import folded

_FOLDER: Final = "things"
#: Stands for the name the theme has in the phrase bank.
_USUAL: Final = "="
#: Parts a reply names instead of the whole, and how clearly each of several was praised, or complained of.
_PARTS: Final = 3
_PRAISED: Final = 0.6
_BLAMED: Final = 0.75
#: Where several parts are named in a complaint too: one dish says nothing of the others, a bed of the lamp.
_OF_PARTS: Final = frozenset({"food", "breakfast", "room"})


def names(language: str) -> own_words.Names:
    """By theme its names, each with the beginnings of its words.

    Raises:
        InvalidData: the file does not fit.
    """
    return own_words.of_language(_FOLDER, language)


def called(
    language: str,
    chosen: Mapping[str, Theme],
    said: Iterable[Theme],
    second: Callable[[Theme], str] | None = None,
) -> dict[str, tuple[str, ...]]:
    """The themes that have names of their own in this review, each as the subject of a sentence.

    `chosen` is what the reply holds of each theme, `said` all that the review says. Only what was judged the
    same way counts. A name that stands before "=" in the file, a bungalow, says what the whole is; one after
    it, a shower, is a part, and names the theme only where the review speaks of nothing else, or, where it
    praises, or speaks of dishes or of a room, of a few such parts: the steak and the chips. `second` gives
    the words of what is praised in one breath with a subject.
    """
    found: dict[str, dict[str, float]] = {}
    known = names(language)
    for theme in sorted(said, key=lambda theme: theme.start):
        taken = chosen.get(theme.name)
        if taken is None or theme.name not in known or (theme.polarity < 0) != (taken.polarity < 0):
            continue
        name = own_words.called_for(known[theme.name], folded(theme.quote))
        if name is not None:
            parts = found.setdefault(theme.name, {})
            parts[name] = max(abs(theme.polarity), parts.get(name, 0.0))
            if second is not None and (other := own_words.called_for(known[theme.name], second(theme))):
                parts[other] = max(abs(theme.polarity), parts.get(other, 0.0))
    return {
        theme: called
        for theme, several in found.items()
        if (called := _called(known[theme], several, _clearly(theme, chosen[theme])))
    }


def means_the_whole(language: str, theme: Theme) -> bool:
    """Whether a subject is spoken of by its usual name: the food, the room, not a part of it."""
    known = names(language).get(theme.name)
    return known is not None and own_words.called_for(known, folded(theme.quote)) == _USUAL


def names_a_part(language: str, theme: Theme) -> bool:
    """Whether a subject is spoken of by the name of a part of it: the shower, not the room or the cabin."""
    known = names(language).get(theme.name, {})
    name = own_words.called_for(known, folded(theme.quote))
    order = list(known)
    return name is not None and _USUAL in order and order.index(name) > order.index(_USUAL)


def _clearly(theme: str, chosen: Theme) -> float | None:
    """How clearly each of several parts must be judged to be named; None where they are not."""
    if chosen.polarity > 0:
        return _PRAISED
    return _BLAMED if theme in _OF_PARTS else None


def _called(names: Mapping[str, str], found: Mapping[str, float], clearly: float | None) -> tuple[str, ...]:
    """The names to use; `found` holds how clearly each was judged, and `clearly` how clearly it must be."""
    order = list(names)
    whole = order.index(_USUAL) if _USUAL in order else 0
    first = min(found, key=order.index)
    if order.index(first) < whole:
        return (first,)
    if first == _USUAL:
        return ()
    if len(found) == 1:
        return (first,)
    parts = tuple(name for name, clear in found.items() if clearly is not None and clear >= clearly)
    # Of several dishes that one alone was blamed for is said better by what was wrong with it.
    fewest = 1 if clearly == _PRAISED else 2
    return parts if fewest <= len(parts) <= _PARTS else ()
