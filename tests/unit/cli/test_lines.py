"""Reading, answering in order, exit status: what scripts rely on."""

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner

from sangfroid.cli import lines
from sangfroid.domain.errors import InvalidInput


def echo(values: Mapping[str, Any]) -> dict[str, Any]:
    if values.get("text") == "refuse":
        raise InvalidInput("refused")
    if values.get("text") == "break":
        raise ZeroDivisionError
    return {"id": values.get("id"), "text": values["text"]}


@pytest.fixture(autouse=True)
def work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lines.WORK, "analyze", echo)


def run(data: bytes, *arguments: str) -> Any:
    return CliRunner().invoke(lines.analyze, ["-", *arguments], input=data)


def test_lines_are_answered_in_order_and_blank_ones_passed_over():
    result = run(b'\xef\xbb\xbf{"id":"1","text":"a"}\n\n{"id":"2","text":"b"}')
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1", "2"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"text": NaN}', "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"text": "refuse"}', "refused"),
        (b'{"text": "break"}', "could not be answered (ZeroDivisionError)"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_skipped(bad: bytes, said: str):
    result = run(b'{"text":"a"}\n' + bad + b'\n{"text":"b"}\n')
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert f"line 2: {said}" in result.stderr


def test_strict_stops_at_the_first_bad_line():
    result = run(b'{"text":"a"}\n{\n{"text":"b"}\n', "--strict")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1


def test_a_line_beyond_the_bound_is_reported_and_not_loaded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 64)
    read = list(lines.json_lines(io.BytesIO(b'{"text":"' + b"x" * 500 + b'"}\n{"text":"b"}\n')))
    assert [line.problem is None for line in read] == [False, True]
    assert [line.number for line in read] == [1, 2]


def test_a_lone_surrogate_comes_out_as_json():
    result = run(b'{"text":"a\\ud800b"}\n')
    assert json.loads(result.stdout)["text"] == "a\ud800b"


def test_csv_by_option_with_quoted_newlines_and_json_cells():
    result = run(
        b'id,text,rating,facts\r\n1,"two\nlines",4,"[{""id"":""a"",""text"":""x""}]"\r\n', "--input", "csv"
    )
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == "two\nlines"


def test_csv_cells_get_their_types():
    (line,) = lines.csv_lines(io.BytesIO(b'id,text,rating,title,options\n1,a,"4,5",,"{}"\n'))
    assert line.values == {"id": "1", "text": "a", "rating": 4.5, "options": {}}


@pytest.mark.parametrize("row", [b"1,a", b"1,a,b,c", b"1,a,four", b'1,a"b"c,3"'])
def test_a_bad_csv_row_is_reported(row: bytes):
    read = list(lines.csv_lines(io.BytesIO(b"id,text,rating\n" + row + b"\n2,b,3\n")))
    assert [line.problem is None for line in read][-1]


def test_csv_without_a_text_column_is_wrong_usage():
    assert run(b"id,body\n1,a\n", "--input", "csv").exit_code == 2


def test_a_missing_file_is_wrong_usage():
    result = CliRunner().invoke(lines.analyze, ["no/such/file.jsonl"])
    assert result.exit_code == 2
    assert "no/such/file.jsonl" in result.stderr


def test_several_processes_keep_the_order():
    data = b"".join(b'{"id":"%d","text":"t"}\n' % number for number in range(500))
    result = run(data, "--workers", "2")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [str(n) for n in range(500)]
