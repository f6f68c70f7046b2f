"""`user`, `token` and `audit`: what is done on the server's own machine."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from sangfroid.services.actor import SCOPES
from sangfroid.storage.database import Database
from sangfroid.storage.tables import ROLES


@contextmanager
def opened() -> Iterator[Database]:
    """The configured database."""
    from sangfroid.config import read_settings
    from sangfroid.storage.database import open_database
    from sangfroid.storage.folder import prepare_data_folder

    database = open_database(prepare_data_folder(read_settings(os.environ)))
    try:
        yield database
    finally:
        database.dispose()


def now() -> datetime:
    """The time, UTC."""
    return datetime.now(UTC)


@click.group()
def user() -> None:
    """Create people and set passwords."""


@user.command(
    epilog='Example:  sangfroid user create nadia --name "Nadia Belkacem" --role manager '
    '--establishment "Hôtel du Parc"'
)
@click.argument("login")
@click.option("--name", required=True, help="As colleagues see it.")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True)
@click.option("--establishment", required=True, help="What they work for; made when it is new.")
@click.option("--password/--no-password", default=True, help="Ask for a password now.")
def create(login: str, name: str, role: str, establishment: str, password: bool) -> None:
    """Create a person. The password is asked for, never given on the command line."""
    from sangfroid.services.people import create_user

    chosen = click.prompt("Password", hide_input=True, confirmation_prompt=True) if password else None
    with opened() as database:
        create_user(
            database,
            login=login,
            name=name,
            role=role,
            establishment=establishment,
            password=chosen,
            now=now(),
        )
    click.echo(
        f"{login} can sign in." if chosen else f"{login} is created; `sangfroid token sign-in {login}`."
    )


@user.command(epilog="Example:  sangfroid user password nadia")
@click.argument("login")
def password(login: str) -> None:
    """Set a password; sessions begun before end."""
    from sangfroid.services.people import set_password

    chosen = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with opened() as database:
        set_password(database, login, chosen)
    click.echo(f"{login} has a new password.")


@user.command("list", epilog="Example:  sangfroid user list")
def list_users() -> None:
    """List everybody: login, name, role, establishments."""
    from sangfroid.services.people import everybody

    with opened() as database:
        for one in everybody(database):
            left = "" if one["active"] else "\t(inactive)"
            click.echo(
                f"{one['login']}\t{one['name']}\t{one['role']}\t{', '.join(one['establishments'])}{left}"
            )


@click.group()
def token() -> None:
    """Create and revoke access tokens, or make a new sign-in address."""


@token.command("create", epilog="Example:  sangfroid token create nadia --name import --scope reply")
@click.argument("login")
@click.option("--name", required=True, help="What it is for.")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="May be repeated. Default: all."
)
def create_access(login: str, name: str, scopes: tuple[str, ...]) -> None:
    """Create a token for a script and print it, this once."""
    from sangfroid.services.people import person_by_login
    from sangfroid.services.tokens import create_token

    with opened() as database:
        made, _ = create_token(database, person_by_login(database, login), name, scopes or SCOPES, now())
    click.echo(made)


@token.command("list", epilog="Example:  sangfroid token list")
def list_access() -> None:
    """List tokens that still work: id, person, name, first characters, scopes, last use."""
    from sangfroid.services.tokens import all_tokens

    with opened() as database:
        for one in all_tokens(database):
            used = one["last_used"] or "never used"
            click.echo(
                f"{one['id']}\t{one['user']}\t{one['name']}\t{one['prefix']}…\t{','.join(one['scopes'])}\t{used}"
            )


@token.command(epilog="Example:  sangfroid token revoke 3f0c...")
@click.argument("id")
def revoke(id: str) -> None:
    """Revoke a token at once."""
    from sangfroid.services.tokens import revoke_token

    with opened() as database:
        revoke_token(database, None, id, now())
    click.echo("Revoked.")


@token.command("sign-in", epilog="Example:  sangfroid token sign-in nadia")
@click.argument("login", required=False)
def sign_in(login: str | None) -> None:
    """Print an address that signs a person in, once. Without a login: the person the server began with."""
    from sangfroid.cli.serving import browsable
    from sangfroid.config import read_settings
    from sangfroid.services.people import person_by_login
    from sangfroid.services.sign_in import issue_token
    from sangfroid.services.starting import first_person

    settings = read_settings(os.environ)
    with opened() as database:
        person = person_by_login(database, login) if login else first_person(database)
        made = issue_token(database, person, now())
    address = settings.public_url or f"http://{browsable(settings.host)}:{settings.port}"
    click.echo(f"{address}/sign-in?token={made}")


@click.group()
def audit() -> None:
    """Verify the chain of events of all replies."""


@audit.command(epilog="Example:  sangfroid audit verify")
def verify() -> None:
    """Walk the whole chain; exit status 1 when something was changed, removed or invented."""
    from sangfroid.services.verify_audit import verify_audit

    with opened() as database:
        faults = verify_audit(database)
    for fault in faults:
        where = f"event {fault.event}" if fault.event is not None else "record"
        click.echo(f"{where} ({fault.subject_id}): {fault.problem}")
    if faults:
        sys.exit(1)
    click.echo("The chain of events is whole.")
