"""The list of cases is read from its indexes, page by page."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert, text

from sangfroid.config import Settings
from sangfroid.domain.errors import Conflict
from sangfroid.services.seed_demo import seed_demo
from sangfroid.storage import cases
from sangfroid.storage.database import open_database
from sangfroid.storage.people import by_id
from sangfroid.storage.replies import Place
from sangfroid.storage.tables import CaseRow

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    """A database with the demonstration in it."""
    opened = open_database(Settings(database_url=f"sqlite:///{tmp_path}/a.sqlite3"))
    yield opened
    opened.dispose()


@pytest.fixture
def camille(database):
    """Somebody to open cases."""
    id = seed_demo(database, NOW)
    with database.reading() as session:
        return by_id(session, id)


def row(camille, index, **more):
    """One case as a plain row."""
    return {
        "id": f"{index:032d}",
        "establishment_id": camille.establishments[0],
        "incident_id": None,
        "reply_id": None,
        "platform": "other",
        "review_id": str(index),
        "text": "a",
        "channel": "review",
        "review": {},
        "level": "none",
        "route": "review_posted",
        "status": "open",
        "failure": None,
        "already_done": None,
        "verdict": "undecided",
        "kept_apart": None,
        "outcome": None,
        "version": 1,
        "author_id": camille.id,
        "occurred": NOW,
        "created": NOW + timedelta(seconds=index // 3),  # three at each moment: the id breaks ties
        "updated": NOW,
        **more,
    }


def test_every_case_comes_once_page_by_page(database, camille):
    with database.transaction() as session:
        session.execute(insert(CaseRow), [row(camille, index) for index in range(11)])
        session.execute(insert(CaseRow), [row(camille, 11, status="closed")])
    seen, after = [], None
    with database.reading() as session:
        while found := cases.page(session, camille.establishments, "open", after, 4):
            seen += [one.id for one in found]
            after = Place(found[-1].created, found[-1].id)
        assert cases.counts(session, camille.establishments) == {"open": 11, "closed": 1}
        assert cases.page(session, ["another"], None, None, 5) == []
    assert seen == [f"{index:032d}" for index in reversed(range(11))]


@pytest.mark.parametrize(("status", "index"), [("open", "ix_cases_list"), (None, "ix_cases_timeline")])
def test_a_page_is_read_from_an_index_alone(database, camille, status, index):
    asked = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, values, *_: asked.append((statement, values)),
    )
    with database.reading() as session:
        cases.page(session, camille.establishments, status, Place(NOW, "a"), 5)
    statement, values = next(one for one in asked if "FROM cases" in one[0])
    with database.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
    assert index in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "lost"},
        {"route": "court"},
        {"verdict": "guilty"},
        {"failure": "perhaps"},
        {"review_id": "0"},
        {"incident_id": "no such incident"},
    ],
)
def test_what_cannot_be_is_not_stored(database, camille, wrong):
    with database.transaction() as session:
        session.execute(insert(CaseRow), [row(camille, 0)])
    with pytest.raises(Conflict), database.transaction() as session:
        session.execute(insert(CaseRow), [row(camille, 1, **wrong)])
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM cases")) == 1
