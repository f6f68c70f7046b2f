"""Instructions, machine talk, unfilled slots and code that should never reach a reader."""

import re
from collections.abc import Iterator

from sangfroid.domain.draft import Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding, report
from sangfroid.drafting.guards.reading import CheckedText

NAME = "leak"
OVERRIDABLE = False

_SLOT = re.compile(
    r"\[\[[^\[\]\n]{0,80}\]\]|\[[^\[\]\n]{1,120}\](?!\()|\{\{[^{}\n]{0,80}\}\}|\{[^{}\n\"]{1,80}\}|<[^<>\n]{1,80}>(?!\s*\d)"
    r"|\b[Xx]{3,}\b|_{3,}|\.{5,}|…{2,}|\bTODO\b|\bTBD\b|\bLorem ipsum\b|\$\{\w*\}"
    # "120 $US" is money, "Dear $name" is a slot.
    r"|(?<!\d)(?<!\d\s)\$[A-Za-z_]\w+|%\(\w+\)s"
    r"|(?<![\d\s])%[sd]\b|\bXX[/.h:-]XX\b"
)
_MARKUP = re.compile(
    r"```|~~~|</?[A-Za-z][\w-]*(?:\s[^<>]{0,200})?/?>|<!--|-->|<\|[^|\n]{0,40}\|>|<</?[A-Z]{2,}>>|\[/?INST\]"
    r"|\]\([^)\s]{1,200}\)|[\"']\s*:\s*[\"\[{]|^\s{0,3}#{1,6}\s|\*\*[^*\n]{1,200}\*\*|__[^_\n]{1,200}__"
    r"|^\s*(?:system|système|systeme|sistema|systeem|assistant|user|human|ai|développeur|developer)\s*:|#{3,}"
    r"|\bbase64\b|\b[A-Za-z0-9+/]{40,}={0,2}|\b(?:sk|pk|ghp|xox[bp])[-_](?=[\w-]*\d)[\w-]{8,}|\beyJ[\w-]{16,}"
    r"|\b[A-Z][A-Z0-9]*_(?:API_)?(?:KEY|TOKEN|SECRET|PASSWORD|URL)\b|javascript:|data:text/",
    re.MULTILINE | re.IGNORECASE,
)

# What any of the above cannot do without, looked for first: nearly all texts hold none of it.
_SLOT_SIGN = re.compile(r"[\[{<_$%]|……|\.{5}|[Xx]{3}|TODO|TBD|Lorem|XX")
_MARKUP_SIGN = re.compile(r"[`~<>\[\]#*_]|base64|eyj|sk-|pk-|ghp-|xox")
_MARKUP_BEFORE_COLON = tuple(
    spelt
    for word in (
        *("'", '"', "javascript", "data", "system", "système", "systeme", "sistema", "systeem", "assistant"),
        *("user", "human", "ai", "développeur", "developer"),
    )
    for spelt in (word, word.replace("i", "ı"))  # to a pattern that minds no case they are one letter
)
_MARKUP_WORD = 40


def _may_hold_markup(text: str) -> bool:
    folded = text.casefold()
    if _MARKUP_SIGN.search(folded) or max(map(len, text.split()), default=0) >= _MARKUP_WORD:
        return True
    before = folded.split(":")[:-1]
    return any(part.rstrip().endswith(_MARKUP_BEFORE_COLON) for part in before)


def _markup(text: str) -> Iterator[re.Match[str]]:
    return _MARKUP.finditer(text) if _may_hold_markup(text) else iter(())


def _slots(text: str) -> Iterator[re.Match[str]]:
    return _SLOT.finditer(text) if _SLOT_SIGN.search(text) else iter(())


def instructs(text: str) -> bool:
    """Whether a review tells its reader, or a machine that reads it, what to write."""
    hearing = Hearing(CheckedText(text), GuardContext())
    return any(True for _ in hearing.matches(NAME)) or any(True for _ in _markup(text))


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Blocked, in public and in private."""
    text = hearing.text
    for _, match in hearing.matches(NAME):
        yield report(NAME, match.case, Severity.BLOCK, text, (match.start, match.end), context)
    for case, places in (("markup", _markup(text.original)), ("slot", _slots(text.original))):
        for found in places:
            yield finding(NAME, case, Severity.BLOCK, text.original, found.span(), context)
