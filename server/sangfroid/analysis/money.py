"""Sums of money as people write them in reviews and messages."""

#: Words of currencies, in lower case without accents.
_WORDS = (
    *("eur", "euro", "euros", "chf", "franc", "francs", "franken", "franchi", "francos"),
    *("usd", "dollar", "dollars", "dolares", "dollari", "gbp", "quid", "libras", "sterline", "reais"),
)
#: Those that are weights as well, and money where somebody asks for something.
_WEIGHTS = ("pound", "pounds", "pfund")
_SIGNS = "€$£"
#: What follows a word where it may be a number, and both a sum.
CURRENCY_WORD = rf"(?:{'|'.join(_WORDS)})\b"
#: What follows a number where it is a sum.
CURRENCY = rf"(?:[{_SIGNS}]|{CURRENCY_WORD})"
#: The same in a demand.
CURRENCY_ASKED = rf"(?:{CURRENCY}|(?:{'|'.join(_WEIGHTS)})\b)"
#: What stands before a number where it is a sum.
CURRENCY_SIGN = rf"[{_SIGNS}]"
#: One of these stands in every sum (`CURRENCY`): to look for them is quicker than to look for a sum.
_TELLING = tuple(dict.fromkeys((*_SIGNS, *(word[:4] for word in _WORDS))))


def may_name_a_sum(plain: str) -> bool:
    """Whether a text in lower case without accents names a currency, or may."""
    return any(map(plain.__contains__, _TELLING))
