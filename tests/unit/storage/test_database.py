"""Opening, migrating and sharing a database."""

import threading
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from sangfroid.config import Settings
from sangfroid.domain.errors import Conflict, InvalidSetting
from sangfroid.services.establishments import new_establishment
from sangfroid.storage.database import MIGRATIONS, SCHEMA_REVISION, Database, open_database
from sangfroid.storage.tables import Base, UsageRow


@pytest.fixture
def settings(tmp_path):
    """A database file of its own."""
    return Settings(database_url=f"sqlite:///{tmp_path}/a%20 b.sqlite3")


@pytest.fixture
def database(settings):
    """The database, migrated."""
    opened = open_database(settings)
    yield opened
    opened.dispose()


def test_an_empty_database_gets_todays_schema(database):
    assert database.revision() == SCHEMA_REVISION
    assert database.reachable()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_revision_named_is_the_newest_there_is():
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA_REVISION


def test_opening_again_changes_nothing_and_needs_no_alembic(settings, database, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "alembic", None)
    open_database(settings).dispose()


def test_a_newer_schema_is_refused(settings, database):
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InvalidSetting, match="newer"):
        open_database(settings)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////proc/no/such/place.db",
        "postgresql+psycopg://u:secret@127.0.0.1:1/x",
        "sqlite:////dev/null/x",
    ],
)
def test_what_cannot_be_opened_is_named_without_its_password(url):
    with pytest.raises(InvalidSetting) as caught:
        open_database(Settings(database_url=url))
    assert "SANGFROID_DATABASE_URL" in caught.value.message
    assert "secret" not in caught.value.message


def test_a_transaction_is_kept_whole_or_not_at_all(database):
    def add(session):
        session.execute(text("INSERT INTO sign_in_tokens VALUES ('a', 'nobody', '2026-01-01', NULL)"))

    with pytest.raises(Conflict), database.transaction() as session:  # no such person: a foreign key
        add(session)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM sign_in_tokens")) == 0


def test_writers_wait_for_one_another(database: Database):
    with database.transaction() as session:
        session.add(new_establishment("Hôtel", datetime(2026, 11, 21, tzinfo=UTC), id="e"))
        session.flush()
        session.add(UsageRow(establishment_id="e", day="2026-11-21", requests=0, tokens=0, seconds=0.0))

    def count() -> None:
        for _ in range(20):
            with database.transaction() as session:
                row = session.get(UsageRow, ("e", "2026-11-21"))
                assert row is not None
                row.requests += 1

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        row = session.get(UsageRow, ("e", "2026-11-21"))
        assert row is not None
        assert row.requests == 80
