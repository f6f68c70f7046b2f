"""Laws of the tree: what may stand where, and what no file may say."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from sangfroid import __version__
from sangfroid.drafting import guards
from sangfroid.platforms.rules import platforms

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "server" / "sangfroid"


def tracked(*patterns: str) -> list[Path]:
    """Files git knows or would take, so that a file is judged before it is committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def text_files() -> list[Path]:
    return [path for path in tracked() if path.suffix not in {".png", ".ico", ".gz", ".npz", ".bin"}]


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "common", "misc", "util", "helper"])
def test_no_module_is_a_drawer(name: str):
    found = [path for path in tracked("server", "extension") if path.stem == name]
    assert not found, f"give it the name of what it does: {found}"


def test_the_top_level_is_fixed():
    allowed = {"server", "extension", "prompts", "tests", ".ci"}
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= allowed, f"these belong into one of {sorted(allowed)}: {sorted(folders - allowed)}"


def test_no_file_names_a_registry():
    hosts = re.compile("|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)"]))
    found = [str(path.relative_to(ROOT)) for path in text_files() if hosts.search(path.read_text("utf-8"))]
    assert not found, f"no registry's host may stand in {found}"


def test_every_locked_requirement_has_a_hash():
    for path in sorted(ROOT.glob("requirements*.lock")):
        entries = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
        assert entries, path
        for entry in entries:
            assert "==" in entry, f"{path.name}: {entry}"
            assert "--hash=sha256:" in entry, f"{path.name}: {entry}"


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))["version"]
    package = json.loads((ROOT / "package.json").read_text("utf-8"))["version"]
    assert {project, manifest, package} == {__version__}
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_html_is_never_made_from_strings():
    raw = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\|\s*safe\b|\bMarkup\(")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("server", "extension")
        if path.suffix in {".js", ".py", ".html"}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if raw.search(line)
    ]
    assert not found, f"set text as text: {found}"


@pytest.mark.parametrize("file", [path for path in SERVER.rglob("*.py") if "versions" not in path.parts])
def test_a_file_is_read_in_one_sitting(file: Path):
    lines = len(file.read_text("utf-8").splitlines())
    assert lines <= 500, f"{file.relative_to(ROOT)} has {lines} lines; what in it is a thing of its own?"


def test_every_guard_is_a_registered_file_and_is_tested():
    folder = SERVER / "drafting" / "guards"
    files = {
        path.stem for path in folder.glob("*.py") if re.search(r"^NAME\b", path.read_text("utf-8"), re.M)
    }
    assert files == set(guards.NAMES), "a guard is a file with a NAME, listed in guards/__init__.py"
    tests = "\n".join(
        path.read_text("utf-8")
        for path in (ROOT / "tests" / "unit" / "drafting" / "guards").rglob("*")
        if path.suffix in {".py", ".yaml"}
    )
    untested = {name for name in guards.NAMES if name not in tests}
    assert not untested, f"give {sorted(untested)} sentences it must stop and sentences it must let pass"


def test_platforms_of_server_and_extension_are_the_same():
    server = set(platforms()) - {"other"}
    index = json.loads((ROOT / "extension" / "platforms" / "index.json").read_text("utf-8"))
    names = {Path(str(entry)).stem for entry in (index if isinstance(index, list) else index["platforms"])}
    assert names == server, f"on one side only: {sorted(names ^ server)}"
