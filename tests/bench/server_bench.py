"""How fast the server and the command line answer.

    python -m tests.bench.server_bench [--seconds 2] [--lines 20000]

Analyses over HTTP are held against an empty Flask view on the same server with as many processes. Both are
asked by the same program in turns (wrk where it is installed), so that a busy machine slows both alike.
"""

import argparse
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from flask import Flask, request

PROCESSES = 2
CONNECTIONS = 8
ROUNDS = 3
#: What must hold: a share of the empty view's requests, seconds, and ratios of time and memory.
SHARE, READY, HELP, LINEAR = 0.5, 1.5, 0.3, 1.2

SANGFROID = (sys.executable, "-m", "sangfroid")
TEXT = (
    "La chambre était propre et calme, mais l’attente à la réception fut longue et le petit déjeuner froid. "
    "Dommage, car l’équipe du soir a été charmante et le quartier est très agréable."
)
_PARTS = (
    ("Nice stay.", "Séjour agréable.", "Schönes Haus.", "Una estancia correcta."),
    ("The room was clean", "La chambre était propre", "Das Zimmer war sauber", "La habitación estaba limpia"),
    (
        "but dinner came late.",
        "mais le dîner fut servi tard.",
        "aber das Essen kam spät.",
        "pero cenamos tarde.",
    ),
    ("We may come back.", "Nous reviendrons peut-être.", "Wir kommen wieder.", "Quizás volvamos."),
)


def empty() -> Flask:
    """An application that takes a request and answers nothing, to compare with."""
    app = Flask("empty")

    @app.post("/")
    def answer() -> dict[str, str]:
        request.get_data()  # a connection with an unread body is closed
        return {}

    return app


def _serve_empty(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "empty",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=256,
        websockets=False,
        log_level=LogLevels.error,
    ).serve(target_loader=_load_empty)


def _load_empty(*_arguments: object) -> Flask:
    return empty()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Started:
    """A server that answers: the number of its process, and the seconds until it first answered."""

    process: int
    after: float


@contextmanager
def running(command: tuple[str, ...], port: int, environment: dict[str, str]) -> Iterator[Started]:
    """A server until the end of the block."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - begun > 30:
                raise RuntimeError(f"{' '.join(command[1:])} did not start")
            time.sleep(0.01)
        yield Started(process.pid, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, HTTPException):
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        return True
    return False


def _rate(port: int, path: str, body: bytes, token: str, seconds: float) -> float:
    """Answered requests a second."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    if shutil.which("wrk"):
        return _wrk(f"http://127.0.0.1:{port}{path}", body, headers, seconds)
    end = time.perf_counter() + seconds

    def ask(_: int) -> int:
        count = 0
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < end:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            count += 1
        connection.close()
        return count

    begun = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        answered = sum(threads.map(ask, range(CONNECTIONS)))
    return answered / (time.perf_counter() - begun)


def _wrk(address: str, body: bytes, headers: dict[str, str], seconds: float) -> float:
    script = ["wrk.method = 'POST'", f"wrk.body = {json.dumps(body.decode(), ensure_ascii=False)}"]
    script += [f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in headers.items()]
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as file:
        file.write("\n".join(script))
        file.flush()
        said = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", file.name, address],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"{address} refused requests")
    return float(said.partition("Requests/sec:")[2].split()[0])


def requests(folder: Path, seconds: float) -> None:
    """Prints the time to the first answer, and the rate of analyses beside an empty view."""
    port, other = free_port(), free_port()
    environment = os.environ | {
        "SANGFROID_DATA_DIR": str(folder),
        "SANGFROID_PORT": str(port),
    }

    def told(*words: str) -> str:
        command = [*SANGFROID, *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    # A person and a token first, so that the start measured is an ordinary one.
    told(
        *("user", "create", "bench", "--name", "Bench", "--role", "agent"),
        *("--establishment", "Bench", "--no-password"),
    )
    token = told("token", "create", "bench", "--name", "bench").split()[-1]
    starts = []
    for _ in range(ROUNDS):
        with running((*SANGFROID, "serve"), port, environment) as ready:
            starts.append(ready.after)
    print(f"sangfroid serve, first answer after {statistics.median(starts):.2f} s (to reach: {READY})")
    environment["SANGFROID_PROCESSES"] = str(PROCESSES)
    body = json.dumps({"id": "1", "text": TEXT, "rating": 3}, ensure_ascii=False).encode()
    command = (sys.executable, "-m", "tests.bench.server_bench", "--empty", str(other))
    with running((*SANGFROID, "serve"), port, environment), running(command, other, dict(os.environ)):
        both = ((port, "/api/v1/analyses"), (other, "/"))
        rates: list[list[float]] = [[], []]
        for number in range(ROUNDS + 1):
            for place, (where, path) in enumerate(both):
                rate = _rate(where, path, body, token, seconds if number else 0.5)
                if number:  # the first round only warms
                    rates[place].append(rate)
    ours, theirs = map(statistics.median, rates)
    asked = "wrk" if shutil.which("wrk") else "http.client, whose own work brings the two closer"
    print(f"{PROCESSES} processes, {CONNECTIONS} connections, asked by {asked}:")
    print(f"{'POST /api/v1/analyses':28}{ours:9.0f} requests a second")
    print(f"{'empty Flask view':28}{theirs:9.0f} requests a second")
    print(f"analyses: {ours / theirs:.2f} of the empty view (to reach: {SHARE})")


def helps() -> None:
    """Prints how long `sangfroid --help` takes, beside a Python that does nothing."""

    def took(command: tuple[str, ...]) -> float:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - begun)
        return statistics.median(times)

    bare, ours = took((sys.executable, "-c", "pass")), took((*SANGFROID, "--help"))
    print(f"sangfroid --help {ours:.2f} s (to reach: {HELP}), a Python that does nothing {bare:.2f} s")


def _written(file: Path, lines: int) -> None:
    chosen = random.Random(7)
    with file.open("w", encoding="utf-8") as out:
        for number in range(lines):
            language = chosen.randrange(4)
            text = " ".join(part[language] for part in _PARTS for _ in range(chosen.randint(1, 2)))
            row = {"id": str(number), "text": text, "rating": chosen.randint(1, 5)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _analysed(file: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of `sangfroid analyze` over a file."""
    begun = time.perf_counter()
    process = subprocess.Popen((*SANGFROID, "analyze", str(file)), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"sangfroid analyze ended with {process.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def lines(folder: Path, most: int) -> None:
    """Prints time a line and peak memory of `sangfroid analyze` over a file and over a longer one."""
    found = []
    for count in (most // 4, most):
        file = folder / f"{count}.jsonl"
        _written(file, count)
        seconds, memory = _analysed(file)
        found.append((seconds / count, memory))
        time_a_line = f"{seconds / count * 1e6:9.0f} µs a line"
        print(f"sangfroid analyze, {count:6} lines{time_a_line}{memory:9.0f} MB at most")
    (first, small), (last, large) = found
    print(
        f"four times the lines: {last / first:.2f} of the time a line, {large / small:.2f} of the memory",
        end="",
    )
    print(f" (to reach: {LINEAR})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each of the rounds of requests")
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--empty", type=int, metavar="PORT", help="only serve the empty view")
    arguments = parser.parse_args()
    if arguments.empty:
        _serve_empty(arguments.empty)
        return
    with tempfile.TemporaryDirectory() as folder:
        helps()
        requests(Path(folder) / "data", arguments.seconds)
        lines(Path(folder), arguments.lines)


if __name__ == "__main__":
    main()
