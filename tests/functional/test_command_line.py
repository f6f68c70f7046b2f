"""The command line as scripts meet it: a process, its streams and its exit status."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def sangfroid(*arguments: str, data: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SANGFROID_")}
    return subprocess.run(
        [sys.executable, "-m", "sangfroid", *arguments],
        input=data,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=inherited | {"PYTHONPATH": str(ROOT / "server"), "PYTHONUTF8": "1"} | environment,
    )


def answers(*arguments: str, lines: list[dict[str, Any]], **environment: str) -> list[dict[str, Any]]:
    data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = sangfroid(*arguments, data=data, **environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


THREAT = "Remboursez-moi la nuit, sinon je mets une étoile partout. 😡"


def test_analyze_gives_the_contract_s_shape():
    (found,) = answers("analyze", lines=[{"id": "1", "text": THREAT, "rating": 1}])
    assert list(found) == [
        *("id", "language", "tone", "blackmail", "cues", "themes", "personal_data", "situation", "risks")
    ]
    assert found["language"]["tag"] == "fr"
    assert found["blackmail"]["level"] == "explicit"
    assert set(found["blackmail"]) == {"level", "score", "pattern", "missing"}
    for cue in found["cues"]:
        assert set(cue) == {"kind", "start", "end", "quote", "rule", "weight"}
        assert THREAT[cue["start"] : cue["end"]] == cue["quote"]


def test_draft_gives_the_contract_s_shape_and_the_same_text_twice():
    line = {
        "id": "1",
        "text": "Chambre bruyante, nuit difficile. Personnel aimable.",
        "rating": 2,
        "platform": "google-maps",
        "facts": [{"id": "f", "text": "Les fenêtres ont été changées en mars 2026.", "language": "fr"}],
        "establishment": {
            "name": "Hôtel des Tilleuls",
            "signature": {"name": "Camille", "role": "réception"},
        },
    }
    first = answers("draft", lines=[line])
    assert first == answers("draft", lines=[line])
    (draft,) = first
    assert list(draft) == [
        *("id", "reply", "audience", "language", "situation", "engine", "prompt", "sentences"),
        *("facts_used", "facts_left", "findings", "length", "notes"),
    ]
    assert draft["engine"] == "composer"
    assert draft["facts_used"] == ["f"]
    assert "mars 2026" in draft["reply"]
    assert draft["length"]["limit"] == 4096
    assert draft["length"]["bytes"] == len(draft["reply"].encode())
    assert {sentence["source"]["kind"] for sentence in draft["sentences"]} >= {"fact", "courtesy"}


def test_pressure_before_posting_gets_a_private_answer_and_no_public_one():
    lines = [
        {"id": "1", "text": THREAT, "channel": "message"},
        {"id": "2", "text": THREAT, "channel": "message", "options": {"audience": "public"}},
    ]
    private, public = answers("draft", lines=lines)
    assert private["audience"] == "private"
    assert "remboursement" in private["reply"]
    assert "?" in private["reply"]
    assert public["reply"] is None
    assert public["notes"]


def test_check_finds_a_gesture_under_pressure():
    stopped, passed = answers(
        "check",
        lines=[
            {"id": "1", "text": "Nous vous offrons une nuit gratuite.", "level": "explicit"},
            {"id": "2", "text": "Nous vous remercions de votre message.", "level": "explicit"},
        ],
    )
    assert stopped["verdict"] == "block"
    assert stopped["findings"][0]["guard"] == "gesture"
    assert passed == {"id": "2", "findings": [], "verdict": "pass"}


def test_facts_lists_types_with_their_values():
    done = sangfroid("facts", "--language", "fr")
    types = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(types) >= 20
    assert all({"type", "values", "label"} <= set(described) for described in types)


def test_a_score_is_told_part_by_part():
    done = sangfroid("explain", "--text", "-", data=THREAT)
    assert done.returncode == 0, done.stderr
    head, _, *parts = done.stdout.splitlines()
    assert head.startswith("language fr, level explicit, score ")
    added = [float(part.split(maxsplit=1)[0]) for part in parts]
    assert len(added) > 5
    assert sum(added) > 0
    assert sangfroid("explain", "--text", "-", "--language", "fr").returncode == 0


def test_what_cannot_be_explained_is_one_clear_line():
    unclear = sangfroid("explain", "--text", "-", data="12345")
    assert unclear.returncode
    assert "--language" in unclear.stderr
    assert "Traceback" not in unclear.stderr
    both = sangfroid("explain", "--text", "-", "--rule", "risk.pests", data=THREAT)
    assert both.returncode
    assert "one of them" in both.stderr


@pytest.mark.parametrize("command", ["analyze", "draft", "check"])
def test_no_data_folder_is_needed_or_made(command: str, tmp_path: Path):
    folder = tmp_path / "never"
    answers(command, lines=[{"id": "1", "text": "Merci."}], SANGFROID_DATA_DIR=str(folder))
    assert not folder.exists()


def test_a_bad_line_is_named_and_the_others_are_answered():
    done = sangfroid("analyze", data='{"id":"1","text":"ok"}\nnonsense\n{"id":"3","text":"ok"}\n')
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_model_that_is_away_leaves_the_composer_s_draft_with_a_note():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    (draft,) = answers(
        "draft",
        lines=[{"id": "1", "text": "Chambre calme, merci !", "rating": 5}],
        SANGFROID_MODEL_BASE_URL=address,
        SANGFROID_MODEL_NAME="any",
        SANGFROID_MODEL_TIMEOUT="2",
    )
    assert draft["engine"] == "composer"
    assert draft["reply"]
    assert draft["notes"]


def failure_to_serve(**environment: str) -> str:
    done = sangfroid("serve", **environment)
    assert done.returncode == 2, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port_is_one_clear_line(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = failure_to_serve(SANGFROID_DATA_DIR=str(tmp_path), SANGFROID_PORT=port)
    assert port in said
    assert "taken" in said


def test_an_unusable_data_folder_is_one_clear_line(tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("not a folder")
    assert "SANGFROID_DATA_DIR" in failure_to_serve(SANGFROID_DATA_DIR=str(file / "data"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SANGFROID_PORT", "eighty"),
        ("SANGFROID_MODEL_BASE_URL", "nowhere"),
        ("SANGFROID_DATABASE_URL", "mysql://x"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(variable: str, value: str, tmp_path: Path):
    environment = {"SANGFROID_DATA_DIR": str(tmp_path)} | {variable: value}
    assert variable in failure_to_serve(**environment)


def test_a_database_that_is_away_is_one_clear_line_without_its_password(tmp_path: Path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    said = failure_to_serve(
        SANGFROID_DATA_DIR=str(tmp_path), SANGFROID_DATABASE_URL=f"postgresql://u:hunter2@127.0.0.1:{port}/x"
    )
    assert "SANGFROID_DATABASE_URL" in said
    assert "hunter2" not in said
