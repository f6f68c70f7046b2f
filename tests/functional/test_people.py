"""`sangfroid user`, `token` and `audit`: what is done on the server's own machine."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from sangfroid.cli import sangfroid
from sangfroid.domain.errors import Conflict, NotFound


@pytest.fixture
def run(house, monkeypatch):
    """Runs a command on the database of the application."""
    for variable, value in {
        "SANGFROID_DATA_DIR": str(house.settings.data_dir),
        "SANGFROID_DATABASE_URL": house.settings.database_url,
        "SANGFROID_PORT": "8999",
    }.items():
        monkeypatch.setenv(variable, value)

    def run(*arguments, typed=None):
        result = CliRunner().invoke(sangfroid, arguments, input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def nadia(run):
    """A manager without a password."""
    run(
        "user",
        "create",
        "nadia",
        "--name",
        "Nadia",
        "--role",
        "manager",
        "--establishment",
        "Parc",
        "--no-password",
    )


def test_a_person_with_a_password_signs_in(house, run):
    typed = "a long enough password\n" * 2
    made = run("user", "create", "Zoé", "--name", "Zoé B.", "--establishment", "Parc", typed=typed)
    assert "can sign in" in made.output
    assert "long enough" not in made.output
    assert run("user", "list").output == "zoé\tZoé B.\tagent\tParc\n"


def test_a_login_is_taken_once(run, nadia):
    with pytest.raises(Conflict):
        run("user", "create", "nadia", "--name", "N", "--establishment", "Parc", "--no-password")


def test_an_address_that_signs_in(house, run, nadia):
    address = run("token", "sign-in", "nadia").output.strip()
    assert address.startswith("http://127.0.0.1:8999/sign-in?token=")
    browser = house.client()
    house.clock.time = house.clock.time.replace(year=2000)  # the command's clock is the machine's
    assert browser.get(address.removeprefix("http://127.0.0.1:8999")).status_code == 302


def test_a_token_from_first_to_last(house, run, nadia):
    token = run("token", "create", "nadia", "--name", "import", "--scope", "reply").output.strip()
    headers = {"Authorization": f"Bearer {token}"}
    me = house.client().get("/api/v1/me", headers=headers).json
    assert (me["user"]["name"], me["token"]["scopes"]) == ("Nadia", ["reply"])
    id, login, name, prefix, scopes, _used = run("token", "list").output.strip().split("\t")
    assert (login, name, scopes) == ("nadia", "import", "reply")
    assert token.startswith(prefix.removesuffix("…"))
    assert token not in run("token", "list").output
    run("token", "revoke", id)
    house.clock.forward(seconds=3)  # another process is known for two seconds
    assert house.client().get("/api/v1/me", headers=headers).status_code == 401


def test_tokens_of_nobody(run):
    with pytest.raises(NotFound):
        run("token", "create", "nobody", "--name", "x")
    with pytest.raises(NotFound):
        run("token", "revoke", "nothing")


def test_the_chain_is_verified(house, run, camille, dominique):
    dominique.decide(camille.submit(), "approve")
    assert run("audit", "verify").exit_code == 0
    with house.database.transaction() as session:
        session.execute(text("UPDATE events SET user_name = 'Nobody' WHERE number = 1"))
    broken = run("audit", "verify")
    assert broken.exit_code == 1
    assert "event 1" in broken.output


def test_every_command_has_an_example():
    for group, command in (
        ("user", "create"),
        ("user", "password"),
        ("user", "list"),
        ("token", "create"),
        ("token", "list"),
        ("token", "revoke"),
        ("token", "sign-in"),
        ("audit", "verify"),
    ):
        shown = CliRunner().invoke(sangfroid, [group, command, "--help"]).output
        assert f"Example:  sangfroid {group} {command}" in shown
