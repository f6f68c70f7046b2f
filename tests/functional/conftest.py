"""A server in memory, its people, and stand-ins for analysis and drafting that answer at once."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from sangfroid.config import Settings
from sangfroid.domain.draft import (
    Audience,
    Draft,
    Engine,
    Finding,
    Sentence,
    Severity,
    Source,
    SourceKind,
    TextLength,
)
from sangfroid.domain.review import (
    Analysis,
    Blackmail,
    Cue,
    LanguageGuess,
    Level,
    Pattern,
    Review,
    Situation,
    Tone,
    ToneLabel,
)
from sangfroid.drafting.facts import types
from sangfroid.services.engines import Engines
from sangfroid.services.people import create_user
from sangfroid.services.tokens import create_token
from sangfroid.storage.database import Database, open_database
from sangfroid.storage.tables import Base
from sangfroid.web.app import create_app
from sangfroid.web.openapi import document
from sangfroid.web.runtime import Runtime

PASSWORD = "a long enough password"


def analyze(review: Review) -> Analysis:
    """French, and pressed when the text says "sinon"."""
    at = review.text.find("sinon")
    pressed = at >= 0
    return Analysis(
        language=LanguageGuess("fr", 0.9),
        tone=Tone(ToneLabel.DISAPPOINTED, -0.5, 0.5),
        blackmail=Blackmail(Level.EXPLICIT, 0.9, Pattern.CONDITIONAL) if pressed else Blackmail(),
        cues=(Cue("condition", at, at + 5, "sinon", "cue.fr.condition.else", 0.9),) if pressed else (),
        themes=(),
        personal_data=(),
        situation=Situation.PRESSURE if pressed else Situation.NEGATIVE,
        risks=(),
    )


def check(text: str, context: Any) -> tuple[Finding, ...]:
    """Blocks "escroc" and "remise", warns of "hélas"; in French it says "corriger", else "mend"."""
    mend = "corriger" if context.ui_language == "fr" else "mend"
    found = []
    for word, guard, severity in (
        ("escroc", "accusation", Severity.BLOCK),
        ("remise", "gesture", Severity.BLOCK),
        ("hélas", "tone", Severity.WARN),
    ):
        at = text.find(word)
        if at >= 0:
            found.append(Finding(guard, severity, at, at + len(word), word, f"{mend} {word}"))
    return tuple(found)


def draft(request: Any, payer: Any) -> Draft:
    """One sentence from the review, one for each fact."""
    sentences = (
        Sentence("Merci pour votre avis.", Source(SourceKind.COURTESY)),
        *(Sentence(fact.text or "", Source(SourceKind.FACT, fact.id)) for fact in request.facts),
    )
    text = " ".join(sentence.text for sentence in sentences)
    return Draft(
        reply=text,
        audience=Audience.PUBLIC,
        language="fr",
        situation=request.analysis.situation.value,
        engine=Engine.COMPOSER,
        prompt=None,
        sentences=sentences,
        facts_used=tuple(fact.id for fact in request.facts),
        facts_left=(),
        findings=(),
        length=TextLength(len(text), len(text.encode()), None),
        notes=(),
    )


def stream(request: Any, payer: Any) -> Iterator[Any]:
    """The sentences of the draft, then the draft."""
    written = draft(request, payer)
    yield from written.sentences
    yield written


ENGINES = Engines(
    analyze=analyze,
    draft=draft,
    stream=stream,
    check=check,
    overridable=lambda: frozenset({"gesture"}),
    fact_types=types,
)


@dataclass
class Clock:
    """A time that moves when told to."""

    time: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Each look is a millisecond later, so that nothing happens at once."""
        self.time += timedelta(milliseconds=1)
        return self.time

    def forward(self, **by: float) -> None:
        """Lets time pass."""
        self.time += timedelta(**by)


@dataclass
class Person:
    """Somebody who uses the API with a token of their own. Every answer is held against openapi.json."""

    id: str
    name: str
    token: str
    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """One request to the API."""
        given = {"Authorization": f"Bearer {self.token}", **self.headers}
        given.update({name.replace("_", "-"): value for name, value in headers.items()})
        response = self.client.open(f"/api/v1{path}", method=method, json=body, headers=given)
        conforms(method, path, response)
        return response

    def get(self, path: str, **headers: str) -> TestResponse:
        """GET."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """POST."""
        return self.ask("POST", path, body, **headers)

    def submit(
        self, review: str = "r1", text: str = "Merci, nous en parlons à l’équipe.", **more: Any
    ) -> Any:
        """Sends a reply for approval and gives its shape."""
        body = {"review": a_review(review), "text": text, **more}
        response = self.post("/replies", body)
        assert response.status_code == 201, response.text
        return response.json

    def decide(self, reply: Any, decision: str, **more: Any) -> TestResponse:
        """Decides on the version of the given shape."""
        body = {"decision": decision, "version": reply["version"], **more}
        return self.post(f"/replies/{reply['id']}/decisions", body)


def a_review(id: str = "r1", **more: Any) -> dict[str, Any]:
    """A review as the extension sends it."""
    return {
        "id": id,
        "text": "Chambre bruyante et petit-déjeuner froid.",
        "rating": 2,
        "author": "Paul",
        "platform": "other",
        **more,
    }


def conforms(method: str, path: str, response: TestResponse) -> None:
    """Fails unless the status and the body are those openapi.json promises."""
    described = document()
    template = next(
        (
            one
            for one in described["paths"]
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one), path.partition("?")[0])
        ),
        None,
    )
    if template is None or method.lower() not in described["paths"][template]:
        assert response.status_code in {401, 404, 405}
        return
    answers = described["paths"][template][method.lower()]["responses"]
    assert str(response.status_code) in answers, f"{method} {template}: {response.status} is not described"
    if response.mimetype != "application/json":
        return
    schema = answers[str(response.status_code)]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": described["components"]}).validate(response.json)


@dataclass
class House:
    """A running application with its cast."""

    app: Flask
    clock: Clock
    settings: Settings

    @property
    def runtime(self) -> Runtime:
        """What the application works with."""
        found: Runtime = self.app.extensions["sangfroid"]
        return found

    @property
    def database(self) -> Database:
        """Its database."""
        return self.runtime.database

    def client(self) -> FlaskClient:
        """A browser of its own."""
        return self.app.test_client()

    def person(
        self,
        name: str,
        role: str,
        establishment: str = "Hôtel du Parc",
        scopes: tuple[str, ...] = ("reply", "approve", "manage"),
    ) -> Person:
        """Somebody new."""
        id = create_user(
            self.database,
            login=name.lower(),
            name=name,
            role=role,
            establishment=establishment,
            password=None,
            now=self.clock(),
        )
        token, _ = create_token(self.database, id, "test", scopes, self.clock())
        return Person(id, name, token, self.client())


SettingsFor = Callable[..., Settings]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str | None]:
    """The address of a PostgreSQL made for this run, None where no server program is found."""
    folders = [Path(found).parent for found in [shutil.which("pg_ctl")] if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    programs = next((one for one in folders if (one / "initdb").is_file()), None)
    if programs is None:
        yield None
        return
    as_postgres = (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    )
    folder = Path(tempfile.mkdtemp(prefix="sangfroid-pg-"))
    if as_postgres:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_postgres, str(programs / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )

    run(
        "initdb",
        "-D",
        f"{folder}/data",
        "-A",
        "trust",
        "-U",
        "postgres",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with today's schema and nothing in it; tests copy it, which is quicker than migrating."""
    folder = tmp_path_factory.mktemp("empty")
    file = folder / "empty.sqlite3"
    open_database(Settings(database_url=f"sqlite:///{file}")).dispose()
    return file


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str | None) -> str | None:
    """A PostgreSQL database with today's schema, shared by all tests and emptied by each."""
    if postgresql is None:
        return None
    address = f"{postgresql}/postgres"
    open_database(Settings(database_url=address)).dispose()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an empty database."""
    base = Settings(data_dir=tmp_path, secret_key="k" * 32, log_level="error")
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "sangfroid.sqlite3")
        return replace(base, database_url=f"sqlite:///{file}")
    address = request.getfixturevalue("migrated_postgresql")
    if address is None:
        pytest.skip("no PostgreSQL server program on this machine")
    import psycopg

    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        names = ", ".join(f'"{name}"' for name in Base.metadata.tables)
        connection.execute(f"TRUNCATE {names}")
    return replace(base, database_url=address)


@pytest.fixture
def make_house(settings: Settings) -> Iterator[Callable[..., House]]:
    """Makes applications; the settings may be changed by keyword."""
    made: list[House] = []

    def make(engines: Engines = ENGINES, **changes: Any) -> House:
        clock = Clock()
        changed = replace(settings, **changes)
        app = create_app(changed, clock=clock, engines=engines)
        made.append(House(app, clock, changed))
        return made[-1]

    yield make
    for house in made:
        house.database.dispose()


@pytest.fixture
def house(make_house: Callable[..., House]) -> House:
    """One application."""
    return make_house()


@pytest.fixture
def camille(house: House) -> Person:
    """An agent of the Hôtel du Parc."""
    return house.person("Camille", "agent")


@pytest.fixture
def dominique(house: House) -> Person:
    """The manager of the Hôtel du Parc."""
    return house.person("Dominique", "manager")


@pytest.fixture
def noor(house: House) -> Person:
    """A manager of another establishment, who must see nothing."""
    return house.person("Noor", "manager", "Hôtel de la Gare")
