"""What several tests of drafts stand on."""

import pytest

from sangfroid.drafting import second_reading


@pytest.fixture
def as_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Subjects stay as the test judged them, whatever the text they are said of."""
    monkeypatch.setattr(second_reading, "read_again", lambda themes, remarks, language: tuple(themes))
