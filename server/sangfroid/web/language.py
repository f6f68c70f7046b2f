"""The language of the screens, and their texts."""

from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from flask import g, request, session
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

#: Languages with a complete catalogue, the first is the default.
SCREEN_LANGUAGES = ("fr", "en")


def preferred_language() -> str:
    """What the person chose, else what their browser asks for, else French."""
    asked = request.args.get("lang")
    if asked in SCREEN_LANGUAGES:
        session["language"] = asked
        return asked
    chosen = session.get("language")
    if chosen in SCREEN_LANGUAGES:
        return str(chosen)
    return asked_language()


def shown_language() -> str:
    """The language of the page under way."""
    return str(g.get("language", SCREEN_LANGUAGES[0]))


def asked_language() -> str:
    """What the browser asks for, else French."""
    return _best(request.headers.get("Accept-Language", "")[:200])


@lru_cache(maxsize=256)
def _best(header: str) -> str:
    accepted = parse_accept_header(header, LanguageAccept)
    return accepted.best_match(SCREEN_LANGUAGES) or SCREEN_LANGUAGES[0]


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of the screens in one language, by its key."""
    file = resources.files("sangfroid.web") / "translations" / f"{language}.yaml"
    texts: dict[str, str] = {}
    for key, value in _flat("", yaml.safe_load(file.read_text(encoding="utf-8"))):
        texts[key] = value
    return texts


def text(key: str, language: str, **values: Any) -> str:
    """A text with its {values} filled in; templates escape it like any other."""
    pattern = catalogue(language)[key]
    return pattern.format(**values) if values else pattern


def _flat(prefix: str, node: Any) -> list[tuple[str, str]]:
    if isinstance(node, dict):
        return [
            entry
            for key, value in node.items()
            for entry in _flat(f"{prefix}.{key}" if prefix else str(key), value)
        ]
    if not isinstance(node, str):
        raise TypeError(f"translations: {prefix} is no text")
    return [(prefix, node)]
