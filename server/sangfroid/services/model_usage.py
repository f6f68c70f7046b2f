"""What a model costs each establishment, day by day."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sangfroid.storage import usage
from sangfroid.storage.database import Database

if TYPE_CHECKING:
    from sangfroid.drafting.model import Usage

_log = logging.getLogger("sangfroid.services")


def usage_recorder(database: Database, establishment: str, now: datetime) -> "Callable[[Usage], None]":
    """What a model's client tells of each request, from any thread; it is counted on the UTC day of `now`.

    A draft never fails because its cost could not be noted.
    """

    def record(used: "Usage") -> None:
        try:
            with database.transaction() as session:
                usage.add(session, establishment, now.date().isoformat(), used.tokens, used.seconds)
        except Exception as error:
            _log.error("a model request could not be counted: %s", type(error).__name__)

    return record
