"""How late guarded sentences are while 200 slow models write at once, and what else is answered meanwhile.

    python -m tests.bench.streams_bench [--streams 200] [--seconds 25] [--burst]

Three processes: a model's server that paces its words, `sangfroid serve` with one process, and this one,
which reads every stream. Each model writes 15 to 30 tokens a second after a silence of 0.3 to 2 s. All
streams are opened at once and opened again when they end, so that some always begin while others end. The
model's server notes when a sentence leaves it and this one when the guarded sentence comes: both read the
machine's one monotonic clock. `--burst` adds the worst case, in which every model says every word at once.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sangfroid.cli.serving import prepared_settings
from sangfroid.services.people import create_user
from sangfroid.services.tokens import create_token
from sangfroid.storage.database import open_database
from tests.bench.drafting_bench import ANSWER, FACTS, HOUSE, REVIEW, WORD, chunk, event, line
from tests.bench.server_bench import SANGFROID, TEXT, free_port, running

#: What must hold, in seconds: the median guarded sentence, and 95 of 100 analyses meanwhile.
LATE, ANALYSIS = 0.030, 0.100
#: What a slow model does: tokens a second, and seconds before the first.
PACE, SILENCE = (15.0, 30.0), (0.3, 2.0)
#: A person may ask for 120 drafts a minute: these many ask for more than 200 streams can.
PEOPLE = 20
#: Analyses asked for in a second while latencies are measured.
STEADY = 20.0

_WORDS = [ANSWER[at : at + WORD] for at in range(0, len(ANSWER), WORD)]
#: The words with which a sentence is whole.
_WHOLE = frozenset(at // WORD for at, sign in enumerate(ANSWER[:-1]) if sign == "}")
_EVENTS = [chunk(event(word)) for word in _WORDS]
_END = chunk(event(None) + b"data: [DONE]\n\n") + b"0\r\n\r\n"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
_STAMPS = b"GET /stamps"


def serve_model(port: int) -> None:
    """A model's server. `GET /stamps` tells when each sentence and the end of each answer left it.

    An answer is known by the word after "code" in what it was asked; one that begins with "burst" keeps
    step with all others.
    """
    stamps: dict[str, list[float]] = {}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                lengths = (row for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
                body = await reader.readexactly(int(next(lengths, b":0").split(b":")[1]))
                if head.startswith(_STAMPS):
                    told = json.dumps(stamps).encode()
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(told) + told)
                    await writer.drain()
                    continue
                await write(body.partition(b" code ")[2][:20].split()[0].decode(), writer)
        writer.close()

    async def write(code: str, writer: asyncio.StreamWriter) -> None:
        writer.write(_HEAD)
        pace, wait = random.uniform(*PACE), random.uniform(*SILENCE)
        begun = time.monotonic() + wait
        if code.startswith("burst"):
            pace, begun = 20.0, 10.0 * (time.monotonic() // 10.0 + 1)
        stamps[code] = []
        for number, word in enumerate(_EVENTS):
            await asyncio.sleep(begun + number / pace - time.monotonic())
            if number in _WHOLE:
                stamps[code].append(time.monotonic())
            writer.write(word)
        stamps[code].append(time.monotonic())
        writer.write(_END)
        await writer.drain()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", port, backlog=1024)
        await server.serve_forever()

    asyncio.run(run())


@dataclass
class Seen:
    """What came of one draft, and when; moments on the monotonic clock."""

    code: str
    asked: float
    sentences: list[float] = field(default_factory=list)
    whole: float = 0.0
    engine: str = ""


@dataclass
class Answered:
    """Seconds each analysis took, and the time they were asked in."""

    seconds: list[float] = field(default_factory=list)
    span: float = 0.0


class Clients:
    """Everybody who asks the server at `port`."""

    def __init__(self, port: int, tokens: list[str]) -> None:
        self._port = port
        self._tokens = itertools.cycle(tokens)
        self._codes = map("".join, itertools.product(string.ascii_lowercase, repeat=4))

    def _request(self, path: str, body: Mapping[str, Any], accept: str) -> bytes:
        data = json.dumps(body).encode()
        head = (
            f"POST /api/v1/{path} HTTP/1.1",
            "Host: localhost",
            f"Authorization: Bearer {next(self._tokens)}",
            f"Accept: {accept}",
            "Content-Type: application/json",
            f"Content-Length: {len(data)}",
        )
        return "\r\n".join((*head, "", "")).encode() + data

    async def draft(self, kind: str) -> Seen:
        """One streamed draft."""
        code = kind + next(self._codes)
        body = {
            "id": code,
            "text": f"{REVIEW.text} Mon code {code} ne marchait pas.",
            "rating": REVIEW.rating,
            "language": "fr",
            "facts": [{"id": fact.id, "text": fact.text, "language": fact.language} for fact in FACTS],
            "establishment": {
                "name": HOUSE.name,
                "signature": {"name": HOUSE.signature.name, "role": HOUSE.signature.role},
                "contact": HOUSE.contact,
            },
        }
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        seen = Seen(code, time.monotonic())
        try:
            writer.write(self._request("drafts", body, "text/event-stream"))
            name = b""
            while row := await reader.readline():
                if row.startswith(b"event: "):
                    name = row[7:].strip()
                elif row.startswith(b"data: ") and name == b"sentence":
                    seen.sentences.append(time.monotonic())
                elif row.startswith(b"data: ") and name == b"draft":
                    seen.whole = time.monotonic()
                    seen.engine = json.loads(row[6:])["engine"]
                    break
                elif row.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")):
                    raise RuntimeError(f"a draft was refused: {row.decode().strip()}")
        finally:
            writer.close()
        return seen

    async def drafts(self, streams: int, until: float) -> list[Seen]:
        """So many drafts at a time, all begun at once, begun again until a moment."""

        async def again() -> list[Seen]:
            found = [await self.draft("paced")]
            while time.monotonic() < until:
                found.append(await self.draft("paced"))
            return found

        return [seen for found in await asyncio.gather(*(again() for _ in range(streams))) for seen in found]

    async def analyses(self, seconds: float, a_second: float | None) -> Answered:
        """Analyses one after the other, so many a second or as many as one can ask."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        found = Answered()
        begun = time.monotonic()
        for number in itertools.count():
            if a_second:
                await asyncio.sleep(begun + number / a_second - time.monotonic())
            asked = time.monotonic()
            if asked - begun > seconds:
                break
            writer.write(
                self._request("analyses", {"id": "1", "text": TEXT, "rating": 3}, "application/json")
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"an analysis was refused: {head[:40]!r}")
            lengths = (row for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
            await reader.readexactly(int(next(lengths).split(b":")[1]))
            found.seconds.append(time.monotonic() - asked)
        found.span = time.monotonic() - begun
        writer.close()
        return found


async def stamps(port: int) -> dict[str, list[float]]:
    """What the model's server noted: when each sentence and the end of each answer left it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 26)
    writer.write(_STAMPS + b" HTTP/1.1\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    told: dict[str, list[float]] = json.loads(
        await reader.readexactly(int(head.partition(b"Content-Length:")[2]))
    )
    writer.close()
    return told


def processor_seconds(process: int) -> float:
    """Processor time of a process and its children so far; 0 where the system does not tell."""
    total = 0.0
    with suppress(OSError):
        for folder in Path("/proc").glob("[0-9]*"):
            told = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(folder.name) == process or int(told[1]) == process:
                total += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return total


def report(name: str, drafts: Iterable[Seen], left: Mapping[str, list[float]]) -> None:
    """Prints how late drafts were."""
    drafts = list(drafts)
    late = [[at - of for of, at in zip(left[seen.code], seen.sentences, strict=False)] for seen in drafts]
    print(
        f"{name}: {len(drafts)} drafts, {sum(seen.engine == 'model' for seen in drafts)} of them by the model"
    )
    print(line("  first guarded sentence after the model's own", [each[0] for each in late]))
    print(line("  every guarded sentence after the model's own", [one for each in late for one in each]))
    print(line("  whole draft after the model's end", [seen.whole - left[seen.code][-1] for seen in drafts]))


async def measure(port: int, model: int, process: int, tokens: list[str], wanted: argparse.Namespace) -> None:
    clients = Clients(port, tokens)
    await asyncio.gather(*(clients.draft("burst" if wanted.burst else "warm") for _ in range(4)))
    alone = await clients.analyses(3.0, STEADY)
    quickest = await clients.analyses(2.0, None)

    begun, spent = time.monotonic(), processor_seconds(process)
    work = asyncio.create_task(clients.drafts(wanted.streams, begun + wanted.seconds))
    meanwhile = await clients.analyses(wanted.seconds, STEADY)
    busy = (processor_seconds(process) - spent) / (time.monotonic() - begun)
    crowded = await clients.analyses(2.0, None)
    drafts = await work
    left = await stamps(model)

    load = os.getloadavg()[0]
    print(f"{wanted.streams} streams at a time for {wanted.seconds:g} s, one process; load {load:.1f}")
    opened = [seen for seen in drafts if seen.asked < begun + 0.5]
    later = [seen for seen in drafts if seen.asked >= begun + 0.5 and seen.whole < begun + wanted.seconds]
    report("opened at one moment", opened, left)
    if later:
        report(f"opened one after the other (to reach: {LATE * 1000:.0f} ms)", later, left)
    print(f"  processor time of the server: {busy:.0%} of one core")
    print(line("POST analyses alone", alone.seconds))
    print(line(f"POST analyses meanwhile (p95 to reach: {ANALYSIS * 1000:.0f} ms)", meanwhile.seconds))
    both = [len(found.seconds) / found.span for found in (quickest, crowded)]
    print(
        f"one client asking without pause: {both[0]:.0f} analyses a second alone, {both[1]:.0f} meanwhile "
        f"({both[1] / both[0]:.2f})"
    )
    if wanted.burst:
        burst = await asyncio.gather(*(clients.draft("burst") for _ in range(wanted.streams)))
        report("every word of every stream at the same moment", burst, await stamps(model))


def people(environment: Mapping[str, str]) -> list[str]:
    """Tokens of people who may ask for drafts."""
    database = open_database(prepared_settings(environment))
    now, found = datetime.now(UTC), []
    for number in range(PEOPLE):
        login = f"bench{number}"
        id = create_user(
            database, login=login, name=login, role="agent", establishment="Bench", password=None, now=now
        )
        found.append(create_token(database, id, "bench", ("reply",), now)[0])
    database.dispose()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=25.0)
    parser.add_argument("--burst", action="store_true", help="also all streams in step, the worst case")
    parser.add_argument("--model", type=int, metavar="PORT", help="only serve the model")
    arguments = parser.parse_args()
    if arguments.model:
        serve_model(arguments.model)
        return
    port, model = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "SANGFROID_DATA_DIR": folder,
            "SANGFROID_PORT": str(port),
            "SANGFROID_MODEL_BASE_URL": f"http://127.0.0.1:{model}/v1",
            "SANGFROID_MODEL_NAME": "paced",
            "SANGFROID_MODEL_TIMEOUT": "60",
            "SANGFROID_MODEL_DAILY_REQUESTS": "1000000",
            "SANGFROID_MODEL_DAILY_TOKENS": "1000000000",
        }
        tokens = people(environment)
        server = subprocess.Popen((sys.executable, "-m", "tests.bench.streams_bench", "--model", str(model)))
        try:
            with running((*SANGFROID, "serve"), port, environment) as started:
                asyncio.run(measure(port, model, started.process, tokens, arguments))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
