"""The seven languages of analysis and replies."""

from typing import Final

#: Primary subtags of BCP 47, in the order they are shown.
LANGUAGES: Final = ("fr", "en", "es", "de", "it", "nl", "pt")

#: The tag of "no honest answer" (BCP 47: undetermined).
UNKNOWN: Final = "und"
