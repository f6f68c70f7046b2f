"""What no reader should hear from a model: the names its facts bear in the prompt, and what it was told.

Data: `phrases/backstage.yaml`. Only a model is held to this; people may speak of instructions they got.
"""

import re
from functools import cache
from typing import Final

from sangfroid.drafting import own_words
from sangfroid.drafting.choosing import spaced

#: The prompt writes F1; models make of it "F 1", "(f2)" or "[F3]".
_FACT_NAME: Final = re.compile(r"(?<!\w)[Ff] ?[1-9]\d?(?!\w|[.,]\d)")
_WRITTEN_IN: Final = "en"


def names_a_fact(text: str, given: str) -> bool:
    """Whether a sentence names a fact as the prompt does; a flat "F2" that stands in `given` is none."""
    known = {_bare(match[0]) for match in _FACT_NAME.finditer(given)}
    return any(_bare(match[0]) not in known for match in _FACT_NAME.finditer(text))


def tells_its_task(text: str, language: str) -> bool:
    """Whether a sentence speaks of what its writer was told to do, in this language or the prompt's."""
    plain = spaced(text)
    return any(_told(spoken).search(plain) is not None for spoken in {language, _WRITTEN_IN})


def _bare(name: str) -> str:
    return name.replace(" ", "").upper()


@cache
def _told(language: str) -> re.Pattern[str]:
    return own_words.pattern(" ".join(own_words.load("backstage.yaml", str)[language].split()))
