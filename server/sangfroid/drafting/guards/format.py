"""Links, numbers, lists, hashtags and capitals where they do not belong."""

import re
from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, finding
from sangfroid.drafting.guards.ranges import Ranges

NAME = "format"
OVERRIDABLE = True

#: Addresses of pages, with or without their scheme; those in e-mail addresses are none.
_LINK = re.compile(
    r"(?:https?|hxxps?|ftp)\s?:\s?//\S+|\bwww\s?\.\s?\S+|(?<![\w@.-])(?:[\w-]+\.)+(?:com|fr|net|org|eu|de|es|it|nl|pt|be|ch|at|uk|us|info|io"
    r"|co|biz|app|shop|site|online|hotel|restaurant|travel|me|ly|gl|link|xyz|top|club|br|lu|cat)\b(?:/\S*)?",
    re.IGNORECASE,
)
# No link is without one of these, and few texts hold any.
_LINK_SIGN = re.compile(r"//|[wW]{3}|\.\w")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d \u00a0\u202f().\-/–]{6,22}\d(?!\w|[.,]\d)")
_DATE_LIKE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_ITEM = re.compile(r"^[ \t]*(?:[-–—*•▪◦●‣·+>✓✔➤→]|\(?\d{1,2}[.)]|[a-zA-Z]\))[ \t\u00a0]+\S.*$", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]+")
_HASHTAG = re.compile(r"(?<![\w&/])[#＃][^\W\d_]\w+")


def links(text: str) -> Iterator[re.Match[str]]:
    """Addresses of pages in a text."""
    return _LINK.finditer(text) if _LINK_SIGN.search(text) else iter(())


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Blocked where the platform forbids it. Everywhere, shouting, lists and hashtags are a warning."""
    if context.audience is Audience.PRIVATE:
        return
    original = hearing.text.original
    forbids = context.platform.forbids if context.platform else ()
    mails = Ranges(found.span() for found in _EMAIL.finditer(original)) if "@" in original else Ranges()

    def block(case: str, span: tuple[int, int]) -> Finding:
        return finding(NAME, case, Severity.BLOCK, original, span, context)

    def warn(case: str, span: tuple[int, int]) -> Finding:
        return finding(NAME, case, Severity.WARN, original, span, context)

    if "email_addresses" in forbids:
        yield from (block("email", span) for span in mails)
    if "links" in forbids:
        for found in links(original):
            if not mails.meet(*found.span()):
                yield block("link", found.span())
    if "phone_numbers" in forbids:
        for found in _PHONE.finditer(original):
            if sum(map(str.isdigit, found[0])) >= 8 and not _DATE_LIKE.search(found[0]):
                yield block("phone", found.span())
    items = [found.span() for found in _ITEM.finditer(original)]
    if len(items) > 1:
        span = (items[0][0], items[-1][1])
        yield block("list", span) if "lists" in forbids else warn("items", span)
    for found in _HASHTAG.finditer(original):
        yield block("hashtag", found.span()) if "hashtags" in forbids else warn("tag", found.span())
    if "platform_remarks" in forbids and context.platform is not None:
        name = re.compile(
            r"\b" + re.escape(context.platform.name).replace("a", "[aA]") + r"\b", re.IGNORECASE
        )
        yield from (block("platform", found.span()) for found in name.finditer(original))
    for span in _shouted(original, context.once(_own_words)):
        if "capitals" in forbids:
            yield block("capitals", span)
        else:
            yield warn("shouting", span)


def _own_words(context: GuardContext) -> frozenset[str]:
    """The words of the house and its facts, as they write them."""
    house = context.establishment
    known = [house.name, house.signature.name, house.signature.role, house.contact]
    known += [text for fact in context.facts for text in (fact.text, *map(str, fact.values.values()))]
    return frozenset(word for text in known if text for word in re.findall(r"\w+", text))


def _shouted(original: str, own: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Two words of capitals in a row, or a long one, that the house itself does not write so."""
    if not any(_is_shout(word, own) for word in _LETTERS.findall(original)):
        return
    run: list[re.Match[str]] = []
    for word in (*_LETTERS.finditer(original), None):
        capital = word is not None and _is_shout(word[0], own)
        if (
            word is not None
            and capital
            and (not run or original[run[-1].end() : word.start()].strip(" ,'’-!\u00a0") == "")
        ):
            run.append(word)
            continue
        if run and _loud(run):
            yield run[0].start(), run[-1].end()
        run = [word] if word is not None and capital else []


def _is_shout(word: str, own: frozenset[str]) -> bool:
    return word.isupper() and len(word) > 1 and word not in own


def _loud(run: list[re.Match[str]]) -> bool:
    long = [word for word in run if len(word[0]) >= 3]
    return len(long) >= 2 or any(len(word[0]) >= 6 for word in run)
