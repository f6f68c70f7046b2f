"""The chain of events: whoever changes the past is found."""

import pytest
from sqlalchemy import text

from sangfroid.services.verify_audit import verify_audit


@pytest.fixture
def past(house, camille, dominique):
    """A few replies that have gone some way."""
    for number in range(3):
        reply = camille.submit(f"r{number}", text=f"Texte {number}.")
        dominique.decide(reply, "approve")
    return house


def change(house, statement):
    with house.database.transaction() as session:
        session.execute(text(statement))


def test_an_untouched_past_is_whole(past):
    assert verify_audit(past.database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET user_name = 'Somebody' WHERE number = 2",
        "UPDATE events SET comment = 'x' WHERE number = 4",
        "UPDATE events SET details = '{\"a\": 1}' WHERE number = 1",
        "UPDATE events SET at = '2020-01-01 00:00:00.000000' WHERE number = 3",
        "UPDATE events SET version = 2 WHERE number = 3",
        "DELETE FROM events WHERE number = 1",
        "DELETE FROM events WHERE number = 3",
        "DELETE FROM events WHERE number = 6",
        "DELETE FROM events",
        "UPDATE replies SET status = 'published' WHERE review_id = 'r1'",
        "UPDATE replies SET text = 'Autre.' WHERE review_id = 'r1'",
        "UPDATE reply_versions SET text = 'Autre.' WHERE text = 'Texte 2.'",
    ],
)
def test_a_touched_one_is_not(past, statement):
    change(past, statement)
    assert verify_audit(past.database)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents SET text = 'Autre.'",
        "UPDATE incidents SET stay = '14'",
        "UPDATE incidents SET status = 'closed'",
        "UPDATE events SET comment = 'Autre.' WHERE kind = 'incident_noted'",
        "DELETE FROM events WHERE kind = 'incident_noted'",
    ],
)
def test_a_touched_incident_is_found(house, camille, statement):
    id = camille.post("/incidents", {"text": "sinon", "stay": "12"}).json["id"]
    camille.post(f"/incidents/{id}/notes", {"text": "Rappelé."})
    assert verify_audit(house.database) == []
    change(house, statement)
    assert verify_audit(house.database)


def test_a_faked_event_with_a_hash_of_its_own(past):
    change(
        past,
        "INSERT INTO events SELECT 7, kind, subject_id, status, version, sha256, user_id, user_name, "
        "comment, details, at, previous_hash, CASE substr(hash, 1, 1) WHEN 'f' THEN 'e' ELSE 'f' END "
        "|| substr(hash, 2) FROM events WHERE number = 6",
    )
    assert verify_audit(past.database)
