"""How a reply calls what it speaks of: by the review's own word, by what exactly is said, or as usual."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sangfroid.drafting import exact, phrases

#: The kind of what exactly is said of a subject that pleased, and of one that did not.
_KINDS: Final = {True: exact.COMPLIMENTS, False: exact.GRIEVANCES}
#: What pleased exactly, and the theme whose usual name says it as well: quick service, beside the service.
_AS_USUAL: Final = frozenset({("service_fast", "waiting")})


def as_usual(told: str, theme: str) -> bool:
    """Whether the usual name of a theme says as well what exactly pleased in it."""
    return (told, theme) in _AS_USUAL


class Called:
    """The names of one reply.

    `things` are the names of subjects in this review, `grievances` and `compliments` what exactly is said of
    them, `praised` the names of what pleased in those that are complained of; each by theme.
    """

    def __init__(
        self,
        language: str,
        things: Mapping[str, Sequence[str]],
        grievances: Mapping[str, str],
        compliments: Mapping[str, str],
        praised: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._language = language
        self._things = things
        self._praised = praised or {}
        self._told = {True: compliments, False: grievances}

    def names(self, theme: str, liked: bool) -> tuple[tuple[str, bool], ...]:
        """The names of a theme here, each with whether it is plural; several where several parts pleased."""
        found = self._praised.get(theme, ()) if liked else ()
        found = found or self._things.get(theme, ())
        told = self._told[liked].get(theme)
        # What went wrong says more than the thing; what pleased in it says less.
        if told is not None and not (liked and (found or as_usual(told, theme))):
            found = (exact.told_in(_KINDS[liked], self._language)[told].called,)
        if not found:
            usual = phrases.theme_name(self._language, theme, liked)
            return (usual,) if usual else ()
        return tuple(self._spoken(name, liked) for name in found)

    def _spoken(self, called: str, liked: bool) -> tuple[str, bool]:
        name = phrases.typeset(self._language, called.removeprefix("+"))
        if self._language == "de" and not liked:
            # What did not please is named in the accusative.
            name = re.sub(r"^der ", "den ", name) if not called.startswith("+") else name
        return name, called.startswith("+")

    def several(self, themes: Sequence[str], liked: bool, further: Sequence[str] = ()) -> bool:
        """Whether these, and what `further` is complained of, are more than one thing by name."""
        return len(self._unique(themes, liked, further)) > 1

    def filled(
        self, text: str, slot: str, themes: Sequence[str], liked: bool, further: Sequence[str] = ()
    ) -> str:
        """A wording with these themes named in it, as they are where it names them.

        Behind them stands what `further` is complained of.
        """
        if f"{{{slot}}}" not in text:
            return text
        unique = self._unique(themes, liked, further)
        listed = phrases.enumerate_in(self._language, tuple(name for name, _ in unique))
        plural = len(unique) > 1 or any(plural for _, plural in unique)
        return phrases.agree(text.replace(f"{{{slot}}}", listed), plural)

    def _unique(
        self, themes: Sequence[str], liked: bool, further: Sequence[str] = ()
    ) -> Sequence[tuple[str, bool]]:
        named = [name for theme in themes for name in self.names(theme, liked)]
        grievances = exact.told_in(exact.GRIEVANCES, self._language)
        named += [self._spoken(grievances[name].called, False) for name in further]
        return tuple(dict.fromkeys(named))
