"""People lately known by their token, so that a busy extension does not cost a query for every request."""

from datetime import datetime, timedelta
from threading import Lock

from sangfroid.storage.people import Known

#: A token revoked elsewhere (another process, the command line) works this much longer at most.
FOR = timedelta(seconds=2)
_MOST = 10_000


class Remembered:
    """Tokens' fingerprints and whose they are, for a moment. Never holds a token itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[datetime, Known]] = {}

    def find(self, sha256: str, now: datetime) -> Known | None:
        """The person, when they were looked up a moment ago."""
        found = self._known.get(sha256)
        return found[1] if found is not None and found[0] > now else None

    def keep(self, sha256: str, known: Known, now: datetime) -> None:
        """Remembers for a moment."""
        with self._lock:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[sha256] = (now + FOR, known)

    def forget(self) -> None:
        """Everybody; called when a token is revoked or a person changes."""
        with self._lock:
            self._known.clear()
