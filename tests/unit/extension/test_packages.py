"""The store packages: the same bytes from the same files, and for each browser the keys it knows."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
NODE = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))

pytestmark = pytest.mark.skipif(NODE is None, reason="node comes with the packages of the tests")


def build() -> dict[str, Path]:
    assert NODE
    subprocess.run([NODE, ".ci/build-extension.mjs"], cwd=ROOT, check=True, capture_output=True)
    version = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))["version"]
    return {name: ROOT / "dist" / f"sangfroid-{version}-{name}.zip" for name in ("chromium", "firefox")}


def manifest(package: Path) -> dict[str, Any]:
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        read: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return read


def test_the_same_files_give_the_same_bytes() -> None:
    first = {name: path.read_bytes() for name, path in build().items()}
    assert {name: path.read_bytes() for name, path in build().items()} == first


def test_each_browser_gets_the_keys_it_knows() -> None:
    packages = build()
    chromium, firefox = manifest(packages["chromium"]), manifest(packages["firefox"])
    assert chromium["background"] == {"service_worker": "background.js", "type": "module"}
    assert firefox["background"] == {"scripts": ["background.js"], "type": "module"}
    assert "browser_specific_settings" not in chromium
    assert "key" not in chromium
    assert firefox["browser_specific_settings"]["gecko"]["id"] == "sangfroid@sangfroid.example"


def test_nothing_but_what_runs_is_packed() -> None:
    with zipfile.ZipFile(build()["firefox"]) as archive:
        names = archive.namelist()
    assert sorted({Path(name).suffix for name in names}) == [".css", ".html", ".js", ".json", ".png"]
    assert "platforms/schema.json" not in names
    assert all(
        name.startswith(("_locales/", "content/", "icons/", "lib/", "pages/", "platforms/"))
        or "/" not in name
        for name in names
    )
