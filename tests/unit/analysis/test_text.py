"""The folded text and the way back to the caller's code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangfroid.analysis.text import NormalizedText

ODD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "aAéÉ\u0301\u0308\u200b\u200d\ufe0f\u00ad ß œ İ ﬁ \ud83d\ude00\ud800\0\n\r\t\u2028&;#’«»…. "
        ),
        st.sampled_from(["ש", "م", "\u202e", "😀", "👩", "&amp;", "𝗯", "Ａ"]).map(lambda s: s[0]),
    ),
    max_size=300,
)


def quotes(text: str) -> list[str]:
    normalized = NormalizedText(text)
    return [normalized.quote(token.start, token.end) for token in normalized.tokens]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("L’accueil", "l'accueil"),
        ("E\u0301te\u0301", "ete"),
        ("nett\u200boyage", "nettoyage"),
        ("d\u00e9\u00e7u", "decu"),
        ("Straße, cœur", "strasse, coeur"),
        ("caf&eacute; &amp; th&#233;", "cafe & the"),
        ("«\u202fbon\u202f»", '" bon "'),
        ("𝗯𝗼𝗹𝗱 ＡＢ", "bold ab"),
        ("a \t  b", "a b"),
        ("service –\u00a0nul", "service - nul"),
    ],
)
def test_folds_what_people_type(written: str, plain: str) -> None:
    assert NormalizedText(written).plain == plain


def test_quotes_are_the_words_as_written() -> None:
    assert quotes("L’E\u0301te\u0301 a\u200bb Straße &eacute;t&eacute; ﬁn!") == [
        "L",
        "E\u0301te\u0301",
        "a\u200bb",
        "Straße",
        "&eacute;t&eacute;",
        "ﬁn",
    ]


def test_an_unknown_entity_stays_as_it_is() -> None:
    assert NormalizedText("A&B; &nothingofthekind;").plain == "a&b; &nothingofthekind;"


def test_a_wrapped_line_is_one_sentence_and_a_new_line_another() -> None:
    text = NormalizedText("Chambre propre et\ncalme\nPetit-déjeuner froid\n\npersonnel absent")
    assert [text.quote(*span) for span in text.sentences] == [
        "Chambre propre et\ncalme",
        "Petit-déjeuner froid",
        "personnel absent",
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = NormalizedText("Merci à M. Durand. Le Dr. Meier war nett. Ok.")
    assert [text.quote(*span) for span in text.sentences] == [
        "Merci à M. Durand.",
        "Le Dr. Meier war nett.",
        "Ok.",
    ]


def test_elongations_are_cut_with_exact_spans() -> None:
    text = NormalizedText("C'est nuuuuul, good goooood")
    assert text.elongated
    once, twice = text.shortened(1), text.shortened(2)
    assert once.plain == "c'est nul, good god"
    assert twice.plain == "c'est nuul, good good"
    assert [once.quote(t.start, t.end) for t in once.tokens] == ["C", "est", "nuuuuul", "good", "goooood"]
    assert not NormalizedText("good, 1000 !!!").elongated


def test_edges_of_words() -> None:
    text = NormalizedText("mort de rire 😀")
    assert text.whole(0, 4)
    assert not text.whole(0, 3)
    assert text.whole(13, 14)


@given(ODD)
def test_every_span_is_exact(text: str) -> None:
    normalized = NormalizedText(text)
    views = [normalized, normalized.shortened(1), normalized.shortened(2)]
    for view in views:
        assert len(view.folded) == len(view.plain)
        last = 0
        for token in view.tokens:
            start, end = view.span(token.start, token.end)
            assert 0 <= last <= start < end <= len(text)
            assert view.quote(token.start, token.end) == text[start:end]
            last = start
        for sentence in view.sentences:
            start, end = view.span(*sentence)
            assert 0 <= start < end <= len(text)
        assert view.span(len(view.plain), len(view.plain)) == (len(text), len(text))


def test_a_letter_keeps_no_second_mark() -> None:
    text = NormalizedText("\u00c0\u0300 la carte")
    assert text.folded == "\u00e0 la carte"
    assert text.quote(0, 1) == "\u00c0\u0300"


@given(ODD)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    plain = NormalizedText(text).plain
    if "&" not in plain:
        assert NormalizedText(plain).plain.split() == plain.split()
