"""What the house offers by the review's own word for it: the spa, the bungalow, the cocktails."""

from collections.abc import Iterable, Mapping
from typing import Final

from sangfroid.domain.review import Theme
from sangfroid.drafting import own_words
from sangfroid.drafting.choosing import folded

_FOLDER: Final = "things"
#: Stands for the name the theme has in the phrase bank.
_USUAL: Final = "="


def names(language: str) -> own_words.Names:
    """By theme its names, each with the beginnings of its words.

    Raises:
        InvalidData: the file does not fit.
    """
    return own_words.of_language(_FOLDER, language)


def called(language: str, chosen: Mapping[str, Theme], said: Iterable[Theme]) -> dict[str, str]:
    """The themes that have a name of their own in this review, as the subject of a sentence.

    `chosen` is what the reply holds of each theme, `said` all that the review says. Only what was judged the
    same way counts. A name that stands before "=" in the file, a bungalow, says what the whole is; one after
    it, a shower, is a part, and names the theme only where the review speaks of nothing else.
    """
    found: dict[str, set[str]] = {}
    known = names(language)
    for theme in said:
        taken = chosen.get(theme.name)
        if taken is None or theme.name not in known or (theme.polarity < 0) != (taken.polarity < 0):
            continue
        name = own_words.called_for(known[theme.name], folded(theme.quote))
        if name is not None:
            found.setdefault(theme.name, set()).add(name)
    return {theme: name for theme, several in found.items() if (name := _one(known[theme], several))}


def _one(names: Mapping[str, str], found: set[str]) -> str | None:
    ordered = [name for name in names if name in found]
    order = list(names)
    whole = order.index(_USUAL) if _USUAL in order else 0
    if order.index(ordered[0]) < whole:
        return ordered[0]
    return ordered[0] if len(ordered) == 1 and ordered[0] != _USUAL else None
