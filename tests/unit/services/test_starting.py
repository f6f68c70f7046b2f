"""Whom a server's own screen signs in."""

from datetime import UTC, datetime

import pytest

from sangfroid.config import Settings
from sangfroid.domain.errors import Conflict, InvalidInput, NotFound
from sangfroid.services.people import create_user, everybody, set_password
from sangfroid.services.seed_demo import seed_demo
from sangfroid.services.sign_in import AddressUsed, issue_token, sign_in_by_token
from sangfroid.services.starting import first_person, prepare
from sangfroid.services.tokens import create_token
from sangfroid.storage.database import open_database

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    """An empty database."""
    opened = open_database(Settings(database_url=f"sqlite:///{tmp_path}/a.sqlite3"))
    yield opened
    opened.dispose()


def somebody(database, login="nadia", role="agent", **more):
    values = {"name": login, "establishment": "Hôtel du Parc", "password": None, **more}
    return create_user(database, login=login, role=role, now=NOW, **values)


def test_camille_of_the_demonstration_at_first(database):
    assert sign_in_by_token(database, prepare(database, NOW), NOW).name == "Camille (réception)"


def test_the_first_real_administrator_later(database):
    prepare(database, NOW)
    somebody(database, "agent")
    assert sign_in_by_token(database, prepare(database, NOW), NOW).name == "Camille (réception)"
    manager = somebody(database, "manager", "manager")
    assert first_person(database) == manager
    admin = somebody(database, "boss", "admin")
    assert first_person(database) == admin


def test_a_house_with_people_of_its_own_gets_no_demonstration(database):
    somebody(database, "nadia", "admin")
    prepare(database, NOW)
    assert [one["login"] for one in everybody(database)] == ["nadia"]


def test_nobody_to_sign_in(database):
    with pytest.raises(NotFound):
        first_person(database)


def test_a_sign_in_token_is_good_once(database):
    token = issue_token(database, seed_demo(database, NOW), NOW)
    sign_in_by_token(database, token, NOW)
    with pytest.raises(AddressUsed):
        sign_in_by_token(database, token, NOW)


def test_two_people_cannot_share_a_login(database):
    somebody(database, "nadia")
    with pytest.raises(Conflict):
        somebody(database, " Nadia ")


@pytest.mark.parametrize(
    "values", [{"login": " "}, {"role": "king"}, {"password": "short"}, {"establishment": ""}, {"name": " "}]
)
def test_people_who_are_none(database, values):
    with pytest.raises(InvalidInput):
        somebody(database, **{"login": "nadia", **values})


def test_a_password_for_nobody(database):
    with pytest.raises(NotFound):
        set_password(database, "nobody", "a long enough password")


@pytest.mark.parametrize("scopes", [(), ("everything",), ("reply", "root")])
def test_scopes_that_are_none(database, scopes):
    with pytest.raises(InvalidInput):
        create_token(database, somebody(database), "x", scopes, NOW)
