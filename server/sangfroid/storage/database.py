"""Opening a database, transactions, and bringing its schema up to date."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError
from sqlalchemy.orm import Session as Session
from sqlalchemy.orm import sessionmaker

from sangfroid.config import Settings
from sangfroid.domain.errors import Conflict, InvalidSetting

#: The newest revision under migrations/versions; Alembic is imported only when the database is behind it.
SCHEMA_REVISION = "0003"

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One engine and its sessions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # Those who wait for SQLite's write lock look for it now and then, and some are late for seconds.
        self._turn = RLock() if engine.dialect.name == "sqlite" else nullcontext()
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is kept as a whole, or not at all.

        On SQLite it takes the write lock at once: a reader that later writes would otherwise fail when
        another writer came between.

        Raises:
            Conflict: somebody else stored the same thing at the same moment; trying again may work.
        """
        try:
            with self._turn, self._sessions() as session, session.begin():
                if self.engine.dialect.name == "sqlite":
                    session.execute(text("BEGIN IMMEDIATE"))
                yield session
        except IntegrityError as error:
            conflict = Conflict("somebody else stored the same thing at the same moment; try again")
            conflict.retryable = True
            raise conflict from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with self._sessions() as session:
            yield session

    def reachable(self) -> bool:
        """Whether the database answers and has today's schema."""
        try:
            return self.revision() == SCHEMA_REVISION
        except OperationalError:
            return False

    def revision(self) -> str | None:
        """Schema revision of the database, None when it is empty."""
        with self.engine.connect() as connection:
            return _revision(connection)

    def dispose(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def open_database(settings: Settings) -> Database:
    """The configured database, reachable and with today's schema.

    Raises:
        InvalidSetting: it cannot be reached, or its schema is newer than this program.
    """
    assert settings.database_url is not None
    try:
        url = make_url(settings.database_url)
        if url.get_backend_name() == "sqlite":
            engine = create_engine(url, connect_args={"timeout": 15}, pool_size=16, max_overflow=16)
            event.listen(engine, "connect", _prepare_sqlite)
        else:
            engine = create_engine(url, pool_pre_ping=True, pool_size=16, max_overflow=48)
        database = Database(engine)
        migrate(database)
    except (OperationalError, ArgumentError, ImportError) as error:
        # The driver's message is kept short: a database address may hold a password.
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise InvalidSetting(
            f"the database cannot be opened ({reason}); check SANGFROID_DATABASE_URL",
            {"setting": "SANGFROID_DATABASE_URL"},
        ) from error
    return database


def migrate(database: Database) -> None:
    """Brings the schema to `SCHEMA_REVISION`; does nothing, quickly, when it is there."""
    found = database.revision()
    if found == SCHEMA_REVISION:
        return
    if found is not None and found > SCHEMA_REVISION:
        raise InvalidSetting(
            f"the database was made by a newer Sangfroid (schema {found}, this one knows {SCHEMA_REVISION}); "
            "install that version, or set SANGFROID_DATABASE_URL to another database",
            {"setting": "SANGFROID_DATABASE_URL"},
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.engine.begin() as connection:
        if database.engine.dialect.name == "postgresql":
            # Several machines may start at once; the second waits here and then finds nothing to do.
            connection.execute(text("SELECT pg_advisory_xact_lock(8707)"))
        else:
            connection.execute(text("BEGIN IMMEDIATE"))
        if _revision(connection) == SCHEMA_REVISION:
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers do not wait for writers (WAL); foreign keys are enforced; transactions begin where we say."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
