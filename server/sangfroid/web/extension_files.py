"""The extension's own files, read-only, for the demonstration page: what runs there is what ships."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, send_from_directory

import sangfroid

#: Folders the demonstration may read; the rest of the extension is none of its business.
FOLDERS = ("content", "lib", "platforms", "_locales", "icons")
_ENDINGS = (".js", ".css", ".json", ".png", ".svg")

blueprint = Blueprint("extension", __name__)


@cache
def extension_folder() -> Path:
    """In a wheel `_data/extension`; in a checkout beside `server/`."""
    package = Path(sangfroid.__file__).resolve().parent
    for folder in (package / "_data" / "extension", package.parents[1] / "extension"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the extension's files are missing from this installation")


def content_scripts() -> list[str]:
    """The content scripts as the manifest lists them, without those that need an extension around them."""
    manifest = extension_folder() / "manifest.json"
    if not manifest.is_file():
        return []
    declared: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    scripts = [script for entry in declared.get("content_scripts", []) for script in entry.get("js", [])]
    return list(dict.fromkeys(scripts))


@blueprint.get("/<any(content, lib, platforms, _locales, icons):folder>/<path:name>")
def file(folder: str, name: str) -> Response:
    """One file."""
    if not name.endswith(_ENDINGS):
        abort(404)
    return send_from_directory(extension_folder() / folder, name)
