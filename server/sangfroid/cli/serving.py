"""`serve`: checks everything that can be wrong, prepares the data folder, then hands over to granian."""

import errno
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from sangfroid.config import Settings, read_settings, unknown_variables
from sangfroid.domain.errors import InvalidSetting
from sangfroid.storage.folder import prepare_data_folder

if TYPE_CHECKING:
    from flask import Flask


@click.command(epilog="Example:  SANGFROID_PORT=9000 sangfroid serve")
@click.option("--host", help="Address to listen on (SANGFROID_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (SANGFROID_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Start the server and print the one address that signs you in. Ctrl-C stops it."""
    settings = prepared_settings(os.environ)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    for variable in unknown_variables(os.environ):
        click.echo(
            f"sangfroid: {variable} is no setting and is not read (see `sangfroid settings`)", err=True
        )
    check_port(settings)

    from sangfroid.services.starting import prepare
    from sangfroid.storage.database import open_database

    database = open_database(settings)
    token = prepare(database)
    database.dispose()

    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    # The processes read the environment; what this command decided goes with them.
    os.environ["SANGFROID_HOST"], os.environ["SANGFROID_PORT"] = settings.host, str(settings.port)
    server = Granian(
        "sangfroid",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        # Where both versions are taken, a connection that never says which is waited for without end.
        http=HTTPModes.http1,
        workers=settings.processes,
        blocking_threads=settings.threads,
        websockets=False,
        log_level=LogLevels.error,  # its one warning is about the many threads, which are meant for streams
        workers_kill_timeout=5,
        respawn_failed_workers=True,
    )
    address = settings.public_url or f"http://{browsable(settings.host)}:{settings.port}"

    @server.on_startup
    def announce() -> None:
        click.echo(
            f"Sangfroid is ready. This address signs you in, once:\n\n  {address}/sign-in?token={token}\n"
        )
        click.echo("Ctrl-C stops it. `sangfroid token sign-in` makes a new address.")
        sys.stdout.flush()

    server.serve(target_loader=load_app)
    click.echo("Sangfroid has stopped.")


def load_app(*_arguments: Any) -> "Flask":
    """The application of one server process."""
    from sangfroid.web.app import create_app

    return create_app(prepared_settings(os.environ), warm=True)


def prepared_settings(environment: Mapping[str, str]) -> Settings:
    """The settings with a data folder that exists and can be written, and a secret key."""
    return prepare_data_folder(read_settings(environment))


def check_port(settings: Settings) -> None:
    """Raises InvalidSetting when nothing can listen there, before anything is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if (
                os.name == "posix"
            ):  # a socket of the run before may linger; on Windows the flag would steal the port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "is taken by another program; stop it or set SANGFROID_PORT to another port"
        elif error.errno in {errno.EACCES, errno.EPERM}:
            reason = "may not be used by this user; set SANGFROID_PORT to a port from 1024 up"
        else:
            reason = f"cannot be used ({error.strerror or error}); check SANGFROID_HOST"
        raise InvalidSetting(
            f"{settings.host}:{settings.port} {reason}", {"setting": "SANGFROID_PORT"}
        ) from error


def browsable(host: str) -> str:
    """A host a browser on this machine can open."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
