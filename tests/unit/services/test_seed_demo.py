"""The demonstration holds what the composer can really say."""

from datetime import UTC, datetime

import pytest

from sangfroid.config import Settings
from sangfroid.domain.languages import LANGUAGES
from sangfroid.drafting.facts import say, validate
from sangfroid.services.circumstances import house
from sangfroid.services.seed_demo import seed_demo
from sangfroid.storage.database import open_database
from sangfroid.storage.people import by_id


@pytest.fixture
def known(tmp_path):
    """What is stored of the demonstration's house."""
    database = open_database(Settings(database_url=f"sqlite:///{tmp_path}/a.sqlite3"))
    id = seed_demo(database, datetime(2026, 11, 21, tzinfo=UTC))
    with database.reading() as session:
        camille = by_id(session, id)
        found = house(session, camille.establishments[0])
    database.dispose()
    return found


def test_every_fact_is_one(known):
    assert len(known.facts) == 6
    for fact in known.facts:
        validate(fact)


@pytest.mark.parametrize("language", LANGUAGES)
def test_typed_facts_are_said_in_every_language(known, language):
    typed = [fact for fact in known.facts if fact.type]
    assert len(typed) == 3
    assert all(say(fact, language) for fact in typed)
