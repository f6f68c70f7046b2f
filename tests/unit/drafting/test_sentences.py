"""Reading the model's answer: whole, in pieces, wrapped, broken, hostile."""

import json

import pytest

from sangfroid.domain.errors import ModelUnavailable
from sangfroid.drafting.sentences import LONGEST_ANSWER, AnswerReader, WrittenSentence

FIRST = {"part": "greeting", "rests_on": ["courtesy"], "quote": "", "text": 'Bonjour {x}, "merci" \\ ]'}
SECOND = {"part": "body", "rests_on": ["F1", "review"], "quote": "un mot", "text": "Deux é 😀."}
WHOLE = json.dumps({"sentences": [FIRST, SECOND]}, ensure_ascii=False)
TEXTS = [FIRST["text"], SECOND["text"]]


def read(answer: str, size: int = 1) -> tuple[list[WrittenSentence], AnswerReader]:
    reader = AnswerReader()
    found = [one for at in range(0, len(answer), size) for one in reader.feed(answer[at : at + size])]
    return found, reader


@pytest.mark.parametrize("size", [1, 2, 3, 17, 10_000])
@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f'Sure, here is "it", as {{}} asked:\n{WHOLE}\nAnything else?',
        f'<think>first {{"text": "draft"}}, then</think>\n{WHOLE}',
        f'Réflexion : <think>{{"text": "brouillon", "rests_on": ["courtesy"]}}</think>{WHOLE}',
        f'<Think>a {{ "b</Think>```<thinking>[{{"text": "c"}}]</thinking>{WHOLE}',
        f'[THINK]{{"text": "d"}} [1] <think>[/THINK]\n{WHOLE}',
        f'{WHOLE}\n<think>{{"text": "afterwards"}}</think>',
        WHOLE.replace("}, {", '}, <think>{"text": "between"}</think>{').replace(
            ': "body"', ': <think>},</think>"body"'
        ),
        f'Let me see {{ "sentences" }} {{ </think>{WHOLE}',
        "<think></think>" * 2000 + WHOLE,
        WHOLE.replace("}]}", "},],}"),
        json.dumps([FIRST, SECOND]),
        json.dumps({"reply": {"sentences": [FIRST, SECOND]}}),
        f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}",
        json.dumps({"sentences": [FIRST, SECOND]}, indent=4),
    ],
)
def test_the_sentences_come_out_whatever_stands_around_them(answer: str, size: int):
    found, reader = read(answer, size)
    assert [one.text for one in found] == TEXTS
    assert found[1].rests_on == ("F1", "review")
    assert found[1].quote == "un mot"
    assert reader.closed
    assert not reader.inside


def test_marks_of_thoughts_in_a_sentence_are_text_and_other_marks_nothing():
    marked = {**FIRST, "text": "Un <think> et </think> deux."}
    found, reader = read(f"<thin> a < b [thin] {json.dumps({'sentences': [marked, SECOND]})}")
    assert [one.text for one in found] == ["Un <think> et </think> deux.", SECOND["text"]]
    assert reader.closed


def test_thoughts_without_end_leave_the_answer_unfinished():
    found, reader = read(f'{WHOLE[:-2]}, <think>{{"text": "x"}}]}}')
    assert [one.text for one in found] == TEXTS
    assert (reader.closed, reader.inside) == (False, True)


def test_sentences_that_turn_out_to_be_thoughts_are_no_answer():
    with pytest.raises(ModelUnavailable) as caught:
        read(f'First {{"text": "a draft"}}, then:</think>{WHOLE}')
    assert caught.value.details["reason"] == "nonsense"


def test_a_sentence_comes_as_soon_as_its_object_is_closed():
    reader = AnswerReader()
    end = WHOLE.index("}, {") + 1
    assert list(reader.feed(WHOLE[: end - 1])) == []
    assert [one.text for one in reader.feed(WHOLE[end - 1 : end])] == TEXTS[:1]
    assert not reader.closed


@pytest.mark.parametrize(
    ("cut", "texts", "closed", "inside"),
    [
        (2, TEXTS, False, False),
        (1, TEXTS, False, False),
        (3, TEXTS[:1], False, True),
        (20, TEXTS[:1], False, True),
    ],
)
def test_an_answer_cut_short_says_where(cut: int, texts: list[str], closed: bool, inside: bool):
    found, reader = read(WHOLE[:-cut])
    assert [one.text for one in found] == texts
    assert (reader.closed, reader.inside) == (closed, inside)


@pytest.mark.parametrize(
    ("given", "rests_on"),
    [
        (["F1"], ("F1",)),
        ("F1", ("F1",)),
        ("fact F1, review", ("F1", "review")),
        (["fact:f2", "[F3]", "Review"], ("F2", "F3", "review")),
        (["Courtesy"], ("courtesy",)),
        (["nothing known"], ("nothing", "known")),
        ([], ()),
        (None, ()),
        ([1, {"id": "F1"}], ()),
    ],
)
def test_what_a_sentence_rests_on_has_one_spelling(given: object, rests_on: tuple[str, ...]):
    found, _ = read(json.dumps({"sentences": [{"text": "Un.", "rests_on": given}]}))
    assert found[0].rests_on == rests_on


def test_other_names_of_the_keys():
    found, _ = read('{"sentences": [{"sentence": "Un.", "sources": ["F1"], "section": "closing"}]}')
    assert found == [WrittenSentence("Un.", ("F1",), "", "closing")]


@pytest.mark.parametrize(
    "answer",
    ["", "Bonjour.", "{}", "[]", '{"text": 4}', '{"text": ""}', '{"text": "\\u200b"}', "}}]]", '"{"', "null"],
)
def test_no_sentence_where_there_is_none(answer: str):
    found, reader = read(answer)
    assert found == []
    assert not reader.closed


def test_invisible_characters_go_and_typography_stays():
    text = "Mer\u200bci\u202e\n beaucoup\u00ad\u00a0: à\u202fbientôt\ud800\x07"
    found, _ = read(json.dumps({"text": text}))
    assert found[0].text == "Merci beaucoup\u00a0: à\u202fbientôt"


@pytest.mark.parametrize(
    "answer",
    [
        "[" * 1000,
        " " * (LONGEST_ANSWER + 1),
        json.dumps({"text": "merci " * 1000}),
        json.dumps([{"text": "Merci."}] * 100),
    ],
)
def test_what_no_answer_can_be_is_given_up(answer: str):
    with pytest.raises(ModelUnavailable):
        read(answer, 1000)


def test_nested_objects_are_read_once():
    """A wrapper around a sentence is not a second sentence."""
    found, _ = read(json.dumps({"text": "outer", "sentences": [FIRST]}))
    assert [one.text for one in found] == TEXTS[:1]
