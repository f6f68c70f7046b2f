"""A token is remembered for a moment, and no longer."""

from datetime import UTC, datetime, timedelta

from sangfroid.storage.people import Known
from sangfroid.web.remembered import FOR, Remembered

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
KNOWN = Known("1", "A", "agent", 1, False, ("e",), False)


def test_for_a_moment():
    remembered = Remembered()
    assert remembered.find("a", NOW) is None
    remembered.keep("a", KNOWN, NOW)
    assert remembered.find("a", NOW + FOR - timedelta(milliseconds=1)) is KNOWN
    assert remembered.find("a", NOW + FOR) is None
    assert remembered.find("b", NOW) is None


def test_forgotten_at_once_when_told():
    remembered = Remembered()
    remembered.keep("a", KNOWN, NOW)
    remembered.forget()
    assert remembered.find("a", NOW) is None
