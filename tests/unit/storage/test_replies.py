"""The queue's first page is read from an index, however long the queue."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert, text

from sangfroid.config import Settings
from sangfroid.services.seed_demo import seed_demo
from sangfroid.storage import establishments, replies
from sangfroid.storage.database import open_database
from sangfroid.storage.people import by_id
from sangfroid.storage.tables import ReplyRow

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    """A database with the demonstration in it."""
    opened = open_database(Settings(database_url=f"sqlite:///{tmp_path}/a.sqlite3"))
    yield opened
    opened.dispose()


@pytest.fixture
def camille(database):
    """Somebody to write replies."""
    id = seed_demo(database, NOW)
    with database.reading() as session:
        return by_id(session, id)


def rows(camille, number, status="pending"):
    """Plain rows, as an import would write them."""
    return [
        {
            "id": f"{index:032d}",
            "establishment_id": camille.establishments[0],
            "platform": "other",
            "review_id": str(index),
            "review": {},
            "level": "none",
            "situation": "negative",
            "audience": "public",
            "status": status,
            "version": 1,
            "text": "a",
            "sha256": "0" * 64,
            "note": None,
            "comment": None,
            "author_id": camille.id,
            "decided_by_id": None,
            "origin": {},
            "findings": [],
            "created": NOW + timedelta(seconds=index // 3),  # three at each moment: the id breaks ties
            "updated": NOW,
        }
        for index in range(number)
    ]


def test_pages_miss_nothing_and_repeat_nothing(database, camille):
    with database.transaction() as session:
        session.execute(insert(ReplyRow), rows(camille, 50))
    seen, after = [], None
    with database.reading() as session:
        while found := replies.page(session, camille.establishments, "pending", after, 7):
            seen += [row.id for row in found]
            after = replies.Place(found[-1].created, found[-1].id)
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 50


@pytest.mark.parametrize("status", ["pending", None])
def test_a_page_is_read_in_the_order_of_an_index(database, camille, status):
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda c, cu, s, p, x, m: asked.append((s, p)))
    after = replies.Place(NOW, "x")
    with database.reading() as session:
        replies.page(session, camille.establishments, status, after, 20)
    statement, values = asked[-1]
    with database.engine.connect() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values).all()
    steps = " ".join(str(step[3]) for step in plan)
    assert "USING INDEX ix_replies_" in steps
    assert "TEMP B-TREE" not in steps  # nothing is sorted
    assert "created<" in steps.replace(" ", "") or "(created,id)<" in steps.replace(" ", "")


def test_counts_follow_every_move(database, camille):
    with database.transaction() as session:
        session.execute(insert(ReplyRow), rows(camille, 10))
        replies.recount(session)
    with database.transaction() as session:
        reply = replies.get(session, f"{3:032d}", camille.establishments, lock=True)
        assert reply is not None
        replies.move(session, reply, "approved")
        replies.move(session, reply, "approved")
    with database.reading() as session:
        assert replies.counts(session, camille.establishments) == {"approved": 1, "pending": 9}
        counted = dict(session.execute(text("SELECT status, count(*) FROM replies GROUP BY status")).all())
        assert counted == {"approved": 1, "pending": 9}


def test_the_last_approved_texts_newest_first(database, camille):
    made = rows(camille, 9)
    for index, row in enumerate(made):
        row["text"] = str(index)
        row["status"] = ("approved", "copied", "pending")[index % 3]
        row["created"] = NOW + timedelta(seconds=index)
    with database.transaction() as session:
        session.execute(insert(ReplyRow), made)
        assert replies.recent_texts(session, camille.establishments[0], 4) == ("7", "6", "4", "3")


def test_a_house_without_facts_or_incidents(database, camille):
    with database.reading() as session:
        assert len(establishments.facts(session, camille.establishments[0])) > 0
        assert establishments.incidents(session, camille.establishments, 5) == []
