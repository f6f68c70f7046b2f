"""Where a page ended, as a word a client gives back."""

import base64
import binascii
import json
from datetime import datetime

from sangfroid.domain.errors import InvalidInput
from sangfroid.storage.replies import Place


def cursor_after(created: datetime, id: str) -> str:
    """The cursor of the page that follows this entry."""
    place = json.dumps([created.isoformat(), id], separators=(",", ":"))
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place_of(cursor: str) -> Place:
    """The entry after which a page begins.

    Raises:
        InvalidInput: this program did not make the cursor.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        created, id = json.loads(raw)
        time = datetime.fromisoformat(created)
        if time.tzinfo is None or not isinstance(id, str):
            raise ValueError("no place")
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise InvalidInput("cursor is not one this server gave", {"fields": [{"field": "cursor"}]}) from error
    return Place(time, id)
