"""How fast drafts come: composed, and streamed by a model; what the guards take of a reply.

    python -m tests.bench.drafting_bench [--seconds 10]

The model is a server in a process of its own that paces its words over a loopback socket. What is printed is
how much later than the model's own sentence the guarded one comes. Many at once are in `streams_bench`.
"""

import argparse
import asyncio
import json
import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sangfroid.analysis.pipeline import analyze
from sangfroid.domain.draft import Draft, DraftOptions, Engine, Establishment, Fact, Length, Signature
from sangfroid.domain.languages import LANGUAGES
from sangfroid.domain.review import LanguageGuess, Review
from sangfroid.drafting import guards
from sangfroid.drafting.drafter import draft, stream
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.model import ModelClient
from sangfroid.drafting.request import DraftRequest

REVIEW = Review(
    "Radiateur froid toute la soirée, on a eu froid. L'accueil a été charmant mais personne ne pouvait rien "
    "y faire, et le petit déjeuner manquait de choix. Dommage, car la chambre était belle et bien placée.",
    id="bench",
    rating=2,
    author="Camille D.",
    language="fr",
)
FACTS = (
    Fact("technician", "Un technicien est passé le soir même à 21 h 10.", "fr"),
    Fact("offer", "Un changement de chambre a été proposé à 21 h 30.", "fr"),
)
HOUSE = Establishment("Hôtel des Tilleuls", Signature("Ana Ruiz", "directrice"), "direction@tilleuls.example")
SENTENCES = [
    ("greeting", ["courtesy"], "", "Madame, Monsieur,"),
    ("opening", ["courtesy"], "", "Nous vous remercions d’avoir pris le temps de nous écrire."),
    ("opening", ["review"], "on a eu froid", "Nous regrettons que votre soirée ait manqué de confort."),
    ("body", ["F1"], "", "Un technicien est passé le soir même à 21 h 10."),
    ("body", ["F2"], "", "Un changement de chambre a été proposé à 21 h 30."),
    ("body", ["review"], "manquait de choix", "Votre remarque sur le petit déjeuner est lue avec attention."),
    ("closing", ["courtesy"], "", "Pour en parler, vous pouvez nous joindre en privé : [[CONTACT]]."),
]
ANSWER = json.dumps(
    {
        "sentences": [
            {"part": part, "rests_on": rests_on, "quote": quote, "text": text}
            for part, rests_on, quote, text in SENTENCES
        ]
    },
    ensure_ascii=False,
)
#: Characters of one word of the model, and where its first sentence is complete.
WORD = 4
FIRST_WORDS = -(-(ANSWER.index("}") + 1) // WORD)


def event(text: str | None) -> bytes:
    delta = {"content": text} if text is not None else {}
    finish = None if text is not None else "stop"
    data = {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    return f"data: {json.dumps(data)}\n\n".encode()


def serve(port: Any, seconds: float) -> None:
    """A model server that says its answer in words, evenly over `seconds`."""
    words = [ANSWER[at : at + WORD] for at in range(0, len(ANSWER), WORD)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                )
                await reader.readexactly(length)
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                    b"Transfer-Encoding: chunked\r\n\r\n"
                )
                begun = time.monotonic()
                for number, word in enumerate(words, 1):
                    await asyncio.sleep(begun + seconds * number / len(words) - time.monotonic())
                    writer.write(chunk(event(word)))
                    await writer.drain()
                writer.write(chunk(event(None) + b"data: [DONE]\n\n"))
                writer.write(b"0\r\n\r\n")
                await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def chunk(data: bytes) -> bytes:
    """Bytes as one chunk of an HTTP answer."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


@dataclass
class Lateness:
    """Seconds between the model's own moment and ours."""

    first: float
    whole: float


def one_stream(client: ModelClient, request: DraftRequest, seconds: float) -> Lateness:
    """One streamed draft, timed against the pace of the server."""
    begun = time.monotonic()
    first = None
    for item in stream(request, client):
        if first is None:
            first = time.monotonic() - begun
        if isinstance(item, Draft):
            assert item.engine is Engine.MODEL, item.notes
    words = -(-len(ANSWER) // WORD)
    assert first is not None
    return Lateness(first - seconds * FIRST_WORDS / words, time.monotonic() - begun - seconds)


def raw_stream(client: ModelClient, seconds: float) -> float:
    """The same answer read by the library alone: when its first sentence is whole, against the pace."""
    library = client._client()
    begun = time.monotonic()
    text = ""
    chunks = library.chat.completions.create(
        model="paced", messages=[{"role": "user", "content": "x"}], stream=True
    )
    with chunks:
        for chunk in chunks:
            text += chunk.choices[0].delta.content or ""
            if "}" in text:
                break
    words = -(-len(ANSWER) // WORD)
    return time.monotonic() - begun - seconds * FIRST_WORDS / words


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of `times` calls."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


def line(name: str, values: Sequence[float]) -> str:
    ordered = sorted(values)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:<58}{statistics.median(ordered) * 1000:9.2f} ms median {last * 1000:9.2f} ms p95"


def guarded(language: str) -> Callable[[], object]:
    """The guards on 120 words of composed replies, their context known as it is within one request."""
    sentences: list[str] = []
    for variant in range(1, 20):
        review = replace(REVIEW, language=language)
        analysis = replace(analyze(review), language=LanguageGuess(language, 0.99))
        options = DraftOptions(engine=Engine.COMPOSER, length=Length.FULL, variant=variant)
        request = DraftRequest(review, analysis, establishment=HOUSE, options=options)
        sentences += [sentence.text for sentence in draft(request).sentences if "[" not in sentence.text]
    text = " ".join(" ".join(dict.fromkeys(sentences)).split()[:120])
    context = GuardContext(language=language, review=REVIEW, facts=FACTS, establishment=HOUSE)
    return lambda: guards.check(text, context)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="an answer takes")
    arguments = parser.parse_args()

    def composed() -> Draft:
        request = DraftRequest(REVIEW, analyze(REVIEW), FACTS, HOUSE, DraftOptions(engine=Engine.COMPOSER))
        return draft(request)

    timed(composed, 5)
    print(line("composer draft, analysis and guards included", timed(composed, 100)))
    for language in LANGUAGES:
        checked = guarded(language)
        checked()
        print(line(f"guards on a reply of 120 words, {language}", timed(checked, 100)))

    receiving, sending = multiprocessing.get_context("spawn").Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(sending, arguments.seconds), daemon=True
    )
    server.start()
    client = ModelClient(
        f"http://127.0.0.1:{receiving.recv()}/v1", "paced", timeout=arguments.seconds * 3 + 10
    )
    request = DraftRequest(REVIEW, analyze(REVIEW), FACTS, HOUSE)
    one_stream(client, request, arguments.seconds)

    raw = [raw_stream(client, arguments.seconds) for _ in range(3)]
    alone = [one_stream(client, request, arguments.seconds) for _ in range(3)]
    print(line("first sentence after the model's own, library alone", raw))
    print(line("first guarded sentence after the model's own", [late.first for late in alone]))
    print(line("whole draft after the model's end", [late.whole for late in alone]))

    server.terminate()


if __name__ == "__main__":
    main()
