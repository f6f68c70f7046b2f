"""The data folder of one user: made when missing, checked before anything is written."""

import os
import secrets
from dataclasses import replace
from pathlib import Path

from sangfroid.config import Settings
from sangfroid.domain.errors import InvalidSetting

DATABASE_FILE = "sangfroid.sqlite3"
KEY_FILE = "secret.key"


def prepare_data_folder(settings: Settings) -> Settings:
    """Settings with `data_dir`, `database_url` and `secret_key` filled in; what is missing is made.

    Raises:
        InvalidSetting: the folder cannot be made or written, or its key cannot be read.
    """
    folder = settings.data_dir or _default_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_writable(folder)
        key = settings.secret_key or _read_or_make_key(folder / KEY_FILE)
    except OSError as error:
        raise InvalidSetting(
            f"the data folder {folder} cannot be used ({error.strerror or error}); "
            "set SANGFROID_DATA_DIR to a folder this user may write",
            {"setting": "SANGFROID_DATA_DIR"},
        ) from error
    url = settings.database_url or f"sqlite:///{(folder / DATABASE_FILE).resolve()}"
    return replace(settings, data_dir=folder, database_url=url, secret_key=key)


def _default_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("sangfroid", appauthor=False)


def _check_writable(folder: Path) -> None:
    """Really writes: permission bits say nothing to root, on network drives or on a full disk."""
    probe = folder / f".write-check-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        probe.write_bytes(b"x")
    finally:
        probe.unlink(missing_ok=True)


def _read_or_make_key(path: Path) -> str:
    try:
        # Made with its content in one step, so that two first starts at once agree on one key.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if len(key) < 32:
            raise InvalidSetting(
                f"{path} holds no usable key; delete it and everybody signs in again",
                {"setting": "SANGFROID_DATA_DIR"},
            ) from None
        return key
    key = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return key
