"""What is said to the staff beside a draft: findings and notes, as sentences kept in data.

One file for each language of the screens, `messages/<language>.yaml`: sections of short keys. English has
every sentence and stands in where a language has none.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from sangfroid.domain.errors import InvalidData

FALLBACK = "en"


@cache
def _sentences(language: str) -> Mapping[str, str]:
    """Sentences of one language by `section.key`; empty when the language has no file."""
    entry = resources.files("sangfroid.drafting") / "messages" / f"{language}.yaml"
    if not language.isalpha() or not entry.is_file():
        return {}
    where = f"messages/{language}.yaml"
    try:
        sections = yaml.load(entry.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise InvalidData(f"{where}: {error}", {"file": where}) from error
    if not isinstance(sections, dict):
        raise InvalidData(f"{where}: must hold sections", {"file": where})
    found = {}
    for section, entries in sections.items():
        if not isinstance(entries, dict):
            raise InvalidData(f"{where}: {section} must hold sentences by key", {"file": where})
        for key, sentence in entries.items():
            if not isinstance(sentence, str) or not sentence.strip():
                raise InvalidData(f"{where}: {section}.{key} must be a sentence", {"file": where})
            found[f"{section}.{key}"] = sentence
    return found


def keys(language: str) -> frozenset[str]:
    """Every key a language has."""
    return frozenset(_sentences(language))


def say(key: str, language: str = FALLBACK, **values: object) -> str:
    """The sentence behind a key (`section.key`) in the reader's language, its `{slots}` filled.

    Raises:
        InvalidData: no such key, or a slot without a value.
    """
    primary = language.replace("_", "-").split("-")[0].lower()
    sentence = _sentences(primary).get(key) or _sentences(FALLBACK).get(key)
    if sentence is None:
        raise InvalidData(f"no message {key}", {"key": key})
    try:
        return sentence.format(**values)
    except (KeyError, IndexError) as error:
        raise InvalidData(f"message {key} needs {error}", {"key": key}) from error
