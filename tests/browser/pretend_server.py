"""A server that says what a test wants, when it wants: for the failures the real one cannot be asked for."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "token-of-a-test"
CASE = "c" * 32
HOUSE = {
    "id": "house",
    "name": "Hôtel des Tilleuls",
    "signature": {"name": "Camille", "role": "réception"},
    "contact": "reception@tilleuls.example",
    "voice": "formal",
    "person": "we",
    "language": "fr",
    "policy": {"two_people": True, "approval": "pressure"},
}
FACT_TYPE = {
    **{"type": "technician_called", "label": "Technician called", "scope": "case", "public": True},
    **{"themes": ["heating"], "example": "We called a technician.", "example_values": {}},
    "values": {
        "equipment": {
            **{"kind": "choice", "required": True, "label": "equipment"},
            **{
                "choices": ["heating", "lock"],
                "choice_labels": {"heating": "the heating", "lock": "the lock"},
            },
        },
        "date": {"kind": "date", "required": False, "label": "date"},
        "cost": {"kind": "money", "required": False, "label": "cost"},
    },
}
SENTENCES = [
    {"text": "Bonjour,", "source": {"kind": "courtesy"}},
    {
        "text": "merci d’avoir parlé de la propreté de la chambre 😀.",
        "source": {"kind": "review", "quote": "chambre"},
    },
    {
        "text": "Le petit déjeuner est servi de 7 h à 10 h 30.",
        "source": {"kind": "fact", "id": "fact-1"},
    },
]


def analysis(text: str) -> dict[str, Any]:
    """Pressure when the text says "sinon", nothing special otherwise."""
    at = text.find("sinon")
    cues = [
        {"kind": "condition", "start": at, "end": at + 5, "quote": "sinon", "rule": "fr.link", "weight": 0.9}
    ]
    return {
        "id": None,
        "language": {"tag": "fr", "confidence": 0.99},
        "tone": {"label": "disappointed", "polarity": -0.4, "intensity": 0.5},
        "blackmail": {
            "level": "explicit" if at >= 0 else "none",
            "score": 0.9 if at >= 0 else 0.0,
            "pattern": "conditional" if at >= 0 else None,
            "missing": [],
        },
        "cues": cues if at >= 0 else [],
        "themes": [
            {"name": "cleanliness", "polarity": 0.6, "start": 0, "end": 3, "quote": text[:3]},
            {"name": "noise", "polarity": -0.6, "start": 0, "end": 3, "quote": text[:3]},
        ],
        "personal_data": [],
        "situation": "retroactive" if at >= 0 else "mixed",
        "risks": [],
        "notes": [],
    }


class Pretend:
    """What the server answers and what it was asked. Tests change the attributes."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.token: str | None = TOKEN
        self.version = "0.1.0"
        self.approval = "pressure"
        self.houses = 1
        #: What a case is answered with; None is a server older than cases.
        self.case: dict[str, Any] | None = {"id": CASE, "status": "open", "text": "a", "may": ["close"]}
        self.replies: dict[str, dict[str, Any]] = {}
        self.findings: list[dict[str, Any]] = []
        self.pairing: str = "waiting"
        self.hold = (
            threading.Event()
        )  # set: streams run to their end; clear: they stop after the first sentence
        self.hold.set()
        self.away = False  # a server that has gone: every connection ends without a word, streams too
        self.address = ""

    def asked(self, method: str, path: str) -> list[dict[str, Any]]:
        """The requests of one kind, in order."""
        return [one for one in self.requests if one["method"] == method and one["path"] == path]

    def answer(self, method: str, path: str, body: dict[str, Any], signed_in: bool) -> tuple[int, Any]:
        """Status and body of everything but the stream."""
        if path == "pairings":
            return 201, {"pairing": "p1", "code": "K7-42", "confirm_url": "/pair/p1", "expires_in": 600}
        if path == "tokens/exchange":
            if self.pairing == "waiting":
                return 202, {"status": "waiting"}
            if self.pairing == "refused":
                return 403, _error("not_allowed", "refused")
            return 200, {"token": TOKEN, "server": {"version": self.version}, "user": {"name": "Camille"}}
        if not signed_in:
            return 401, _error("not_signed_in", "no valid token")
        if path == "me":
            house = {**HOUSE, "policy": {**HOUSE["policy"], "approval": self.approval}}  # type: ignore[dict-item]
            return 200, {
                "user": {"id": "u1", "name": "Camille", "role": "agent"},
                "establishments": [
                    house,
                    *(
                        {**HOUSE, "id": f"house-{n}", "name": f"Maison {n}"}
                        for n in range(2, self.houses + 1)
                    ),
                ],
                "server": {"version": self.version},
                "model": None,
                "token": {"id": "t1", "name": "Chromium", "scopes": []},
            }
        if path == "tokens/t1":
            self.token = None
            return 200, {}
        if path.startswith("establishments/") and path != "establishments/house/facts":
            return 200, {"facts": [{"id": "fact-1", "text": "Petit déjeuner dès 6 h", "public": True}]}
        if path == "establishments/house/facts":
            return 200, {
                "facts": [
                    {"id": "fact-1", "text": "Petit déjeuner de 7 h à 10 h 30", "public": True},
                    {"id": "fact-2", "text": "Parking gratuit derrière l’hôtel", "public": True},
                ]
            }
        if path.startswith("facts/types"):
            return 200, {"types": [FACT_TYPE]}
        if path == "analyses":
            return 200, analysis(body["text"])
        if path == "checks":
            found = [one for one in self.findings if one["quote"] in body["text"]]
            for one in found:
                one["start"] = body["text"].index(one["quote"])
                one["end"] = one["start"] + len(one["quote"])
            blocks = any(one["severity"] == "block" for one in found)
            return 200, {
                "id": None,
                "findings": found,
                "verdict": "block" if blocks else "warn" if found else "pass",
            }
        if path == "reviews/lookup":
            return 200, {
                "reviews": [{**one, "reply": self.replies.get(one["id"])} for one in body["reviews"]]
            }
        if path == "replies":
            reply = _reply(body)
            self.replies[body["review"]["id"]] = reply
            return 201, reply
        if path.startswith("replies/"):
            reply = next(one for one in self.replies.values() if one["id"] == path.split("/")[1])
            if path.endswith("/copies"):
                reply["status"] = "copied"
            if path.endswith("/sightings"):
                same = body["text"] == reply["text"]
                reply["status"] = "published" if same else "changed" if body["text"] else "withdrawn"
                reply["updated"] = "2026-11-21T10:05:00Z"
                return 200, {"result": "identical" if same else "changed", "reply": reply}
            if path.endswith("/versions"):
                reply.update(text=body["text"], status="pending", version=reply["version"] + 1)
            return 200, reply
        if path == "cases" and self.case is not None:
            return 201, self.case
        if path.startswith("cases?") and self.case is not None:
            return 200, {"cases": [], "next": None, "counts": {}}
        return 404, _error("not_found", "nothing here")


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "details": {}, "retryable": False}}


def _reply(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "r1",
        "status": "pending",
        "version": 1,
        "text": body["text"],
        "sha256": "0" * 64,
        "audience": body.get("audience", "public"),
        "findings": [],
        "comment": None,
        "decided_by": None,
        "note": body.get("note"),
        "review": body["review"],
        "updated": "2026-11-21T10:00:00Z",
        "may": ["edit"],
    }


@contextmanager
def pretend_server() -> Iterator[Pretend]:
    """One on a free port of this machine."""
    pretend = Pretend()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def send_json(self, status: int, value: Any) -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            path = self.path.removeprefix("/api/v1/")
            if pretend.away:
                self.close_connection = True
                return
            pretend.requests.append(
                {"method": self.command, "path": path, "body": body, "headers": dict(self.headers)}
            )
            signed_in = (
                pretend.token is not None and self.headers.get("Authorization") == f"Bearer {pretend.token}"
            )
            if not self.path.startswith("/api/v1/"):
                self.send_json(200, {})
            elif path == "drafts" and signed_in:
                self.stream(body)
            else:
                self.send_json(*pretend.answer(self.command, path, body, signed_in))

        def stream(self, body: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()

            def event(name: str, data: Any) -> None:
                self.wfile.write(f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode())
                self.wfile.flush()

            review = analysis(body["text"])
            pressed = review["blackmail"]["level"] != "none"
            left = {fact["id"] for fact in body.get("facts", [])}
            sentences = [one for one in SENTENCES if one["source"].get("id", "fact-1") in left | {"fact-1"}]
            if "fact-1" not in left:
                sentences = [one for one in sentences if one["source"]["kind"] != "fact"]
            for fact in body.get("facts", []):
                if fact["id"].startswith("case-"):
                    sentences = [
                        *sentences,
                        {
                            "text": fact.get("text", "Un technicien est venu."),
                            "source": {"kind": "fact", "id": fact["id"]},
                        },
                    ]
            try:
                event("analysis", review)
                for index, sentence in enumerate(sentences):
                    event("sentence", {"index": index, **sentence})
                    pretend.hold.wait(20)
                    if pretend.away:
                        return
                event(
                    "draft",
                    {
                        "id": None,
                        "reply": "\n\n".join(one["text"] for one in sentences),
                        "audience": "private" if pressed else "public",
                        "language": "fr",
                        "situation": review["situation"],
                        "engine": "composer",
                        "prompt": None,
                        "sentences": sentences,
                        "facts_used": ["fact-1"],
                        "facts_left": ["fact-2"],
                        "findings": [],
                        "length": {"characters": 0, "bytes": 0, "limit": None},
                        "notes": ["Rien n’est publié tant qu’une demande est posée."] if pressed else [],
                        "analysis": review,
                        "model": None,
                    },
                )
            except (BrokenPipeError, ConnectionResetError):
                return

    for method in ("GET", "POST", "DELETE", "PATCH"):
        setattr(Handler, f"do_{method}", Handler.handle_any)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pretend.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield pretend
    finally:
        pretend.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
