"""Data folders that stand beside the package in a checkout and inside it once installed."""

from pathlib import Path

from sangfroid.domain.errors import InvalidData


def data_folder(name: str) -> Path:
    """The folder `name` ("prompts", "extension").

    A wheel carries it in `_data`; a checkout, also when installed as editable, has it beside `server/`.

    Raises:
        InvalidData: there is neither.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_data" / name, here.parents[1] / name):
        if folder.is_dir():
            return folder
    raise InvalidData(f"the folder {name} is missing from this installation", {"folder": name})
