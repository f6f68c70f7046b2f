"""A database of an earlier version, brought to today's schema with all that stands in it."""

import hashlib
import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from sangfroid.config import Settings
from sangfroid.services.verify_audit import verify_audit
from sangfroid.storage.database import MIGRATIONS, SCHEMA_REVISION, open_database
from sangfroid.storage.tables import Base

AT = "2026-11-01T09:00:00.000000+00:00"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """An empty database of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.sqlite3"
    server = request.getfixturevalue("postgresql")
    if server is None:
        pytest.skip("no PostgreSQL server program on this machine")
    import psycopg

    name = f"old_{uuid4().hex}"
    with psycopg.connect(f"{server}/postgres".replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def to_revision(address, revision, move=command.upgrade):
    """Runs the migrations to one of their revisions."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        move(config, revision)
    engine.dispose()


def sha256(said):
    """As every hash was ever made."""
    return hashlib.sha256(
        json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def incident_of_0002(address):
    """Writes an incident and its first event as the version before cases did."""
    said = {
        **{"text": "Une remise, sinon je publie.", "channel": "email", "platform": None, "review": {}},
        **{"level": "explicit", "note": None, "heard_by": None, "stay": "12", "occurred": AT},
    }
    event = {
        **{"number": 1, "kind": "incident_recorded", "reply": "i1", "status": "open", "version": 1},
        **{"sha256": sha256(said), "user": "u1", "user_name": "Camille", "comment": None, "details": {}},
        **{"at": AT, "previous": "0" * 64},
    }
    when = datetime.fromisoformat(AT).astimezone(UTC)
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO establishments (id, name, voice, person, language, policy, is_demo, created) "
                "VALUES ('e1', 'Hôtel', 'formal', 'we', 'fr', '{}', false, :at)"
            ),
            {"at": when},
        )
        connection.execute(
            text(
                "INSERT INTO users (id, login, name, role, active, session_version, created) "
                "VALUES ('u1', 'camille', 'Camille', 'agent', true, 1, :at)"
            ),
            {"at": when},
        )
        connection.execute(
            text(
                "INSERT INTO incidents (id, establishment_id, text, channel, review, level, author_id, stay, "
                "status, version, occurred, created) VALUES ('i1', 'e1', :text, 'email', '{}', 'explicit', "
                "'u1', '12', 'open', 1, :at, :at)"
            ),
            {"text": said["text"], "at": when},
        )
        connection.execute(
            text(
                "INSERT INTO events (number, kind, reply_id, status, version, sha256, user_id, user_name, "
                "details, at, previous_hash, hash) VALUES (1, 'incident_recorded', 'i1', 'open', 1, :sha256, "
                "'u1', 'Camille', '{}', :at, :previous, :hash)"
            ),
            {"sha256": event["sha256"], "at": when, "previous": "0" * 64, "hash": sha256(event)},
        )
    engine.dispose()


def test_the_past_is_kept_and_its_chain_stays_whole(address):
    to_revision(address, "0002")
    incident_of_0002(address)
    database = open_database(Settings(database_url=address))
    try:
        assert database.revision() == SCHEMA_REVISION
        assert verify_audit(database) == []
        with database.engine.connect() as connection:
            assert connection.execute(text("SELECT subject_id FROM events")).scalar() == "i1"
            assert connection.execute(text("SELECT stay FROM incidents")).scalar() == "12"
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        with database.transaction() as session:
            session.execute(text("UPDATE events SET user_name = 'Somebody'"))
        assert verify_audit(database)
    finally:
        database.dispose()


def test_and_back_again(address):
    to_revision(address, "0002")
    incident_of_0002(address)
    to_revision(address, "0003")
    to_revision(address, "0002", command.downgrade)
    engine = create_engine(address)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT reply_id FROM events")).scalar() == "i1"
        assert "ix_events_reply_id" in {one["name"] for one in inspect(connection).get_indexes("events")}
    engine.dispose()
