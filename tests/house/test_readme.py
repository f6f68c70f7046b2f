"""README says what is true."""

import re
from pathlib import Path

from click.testing import CliRunner

from sangfroid.cli import COMMANDS
from sangfroid.cli.describing import settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
FRENCH = (ROOT / "README.fr.md").read_text("utf-8")


def between(start: str, end: str) -> str:
    return README.split(start, 1)[1].split(end, 1)[0].strip()


def test_the_table_of_settings_is_the_code_s():
    table = between("checked by a test -->", "<!-- end of settings")
    made = CliRunner().invoke(settings, ["--markdown"]).output.strip()
    assert table == made, "put the output of `sangfroid settings --markdown` into README"


def test_pictures_and_files_named_exist():
    for text in (README, FRENCH):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (ROOT / target).is_file(), target


def test_commands_named_exist():
    for text in (README, FRENCH):
        for name in re.findall(r"`?(?:\.venv/bin/)?sangfroid ([a-z]+)", text):
            assert name in COMMANDS, name


def test_make_words_named_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for text in (README, FRENCH):
        for word in re.findall(r"make ([a-z-]+)", text):
            assert re.search(rf"^{word}:", makefile, re.M) or word in {"a", "an"}, word


def test_both_readmes_have_the_same_blocks_of_commands():
    blocks = r"```(?:powershell)\n(.*?)```"
    assert re.findall(blocks, README, re.S) == re.findall(blocks, FRENCH, re.S)
