"""Checks a configured model from end to end, and says in plain words what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sangfroid.domain.draft import DraftOptions, Engine, Establishment, Fact, Signature
from sangfroid.domain.errors import ModelUnavailable
from sangfroid.domain.review import Analysis, Blackmail, LanguageGuess, Review, Situation, Tone, ToneLabel
from sangfroid.drafting.drafter import draft
from sangfroid.drafting.messages import say
from sangfroid.drafting.model import ModelClient, ModelSettings, connect
from sangfroid.drafting.request import DraftRequest
from sangfroid.drafting.wire import Exchange

#: What to do about each reason a request can fail for, in the order somebody would check.
_ADVICE: Final = {
    "unreachable": "Is the server running, and is SANGFROID_MODEL_BASE_URL its address (most end in /v1)?",
    "timeout": "It may be loading the model: try again, or raise SANGFROID_MODEL_TIMEOUT.",
    "key": "Set SANGFROID_MODEL_API_KEY to a key of this server.",
    "quota": "Add credit to the account, or use another key.",
    "not_found": "Check SANGFROID_MODEL_BASE_URL (most end in /v1) and SANGFROID_MODEL_NAME.",
    "redirected": "Set SANGFROID_MODEL_BASE_URL to the final address, with https:// where it asks for it.",
    "busy": "Wait, or ask for a higher limit.",
    "nonsense": "This does not look like an OpenAI-compatible server: check SANGFROID_MODEL_BASE_URL.",
    "empty": "This does not look like an OpenAI-compatible server: check SANGFROID_MODEL_BASE_URL.",
    "budget": "SANGFROID_MODEL_DAILY_REQUESTS or SANGFROID_MODEL_DAILY_TOKENS is too low.",
}

_PROBE: Final = [
    {
        "role": "user",
        "content": 'Answer with this JSON object and nothing else: {"sentences": [{"part": "greeting", '
        '"rests_on": ["courtesy"], "quote": "", "text": "Hello,"}]}',
    }
]


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing that was checked, and what was found in words a person can act on."""

    name: str
    ok: bool
    message: str


def examine(settings: ModelSettings) -> list[Examination]:
    """Everything about the model that settings can get wrong. Stops where going on makes no sense.

    No model at all is no problem: the composer writes.
    """
    client = connect(settings)
    if client is None:
        told = "no model is configured; the composer writes the drafts. SANGFROID_MODEL_BASE_URL sets one."
        return [Examination("model", True, told)]
    return list(_examined(client))


def _examined(client: ModelClient) -> Iterator[Examination]:
    listed: list[str] | None = None
    try:
        listed = client.names()
    except ModelUnavailable as error:
        reason = error.details.get("reason")
        if reason in {"unreachable", "timeout", "key", "redirected"}:
            yield _problem("key" if reason == "key" else "address", client, error)
            return
    yield Examination(
        "address", True, f"{client.host} answers. Review texts are sent there, and nowhere else."
    )
    if listed is None:
        yield Examination("name", True, f"the server lists no models; {client.name!r} is tried as it is.")
    elif listed and client.name not in listed:
        near = ", ".join(sorted(listed)[:8])
        told = f"the server does not list {client.name!r}. It has: {near}. Set SANGFROID_MODEL_NAME."
        yield Examination("name", False, told)
    else:
        yield Examination("name", True, f"{client.name!r} is on the server.")
    if (trouble := _asked(client, streamed=False)) is not None:
        yield _problem("answer", client, trouble)
        return
    yield Examination("answer", True, "a question is answered; the key, where one is needed, is accepted.")
    yield _streaming(client)
    yield _schema(client)
    yield _drafted(client)


def _asked(
    client: ModelClient, *, streamed: bool, exchange: Exchange | None = None
) -> ModelUnavailable | None:
    """Why a small question is not answered, None when it is."""
    from sangfroid.drafting.prompts import CURRENT, prompt

    exchange = exchange or Exchange()
    try:
        schema = prompt(CURRENT["reply"]).answer
        deadline = client.deadline()
        for _ in client.answer(_PROBE, schema, deadline=deadline, streamed=streamed, exchange=exchange):
            pass
    except ModelUnavailable as error:
        return error
    return None if exchange.characters else ModelUnavailable("an empty answer", {"reason": "empty"})


def _streaming(client: ModelClient) -> Examination:
    exchange = Exchange()
    trouble = _asked(client, streamed=True, exchange=exchange)
    if trouble is not None:
        return _problem("streaming", client, trouble)
    if exchange.whole:
        told = "the server sends its answer in one piece: drafts appear at once, at the end. It still works."
        return Examination("streaming", True, told)
    return Examination("streaming", True, "answers arrive word by word.")


def _schema(client: ModelClient) -> Examination:
    form, _, _ = client.manner
    if form == "json_schema":
        return Examination("schema", True, "the server takes a JSON schema for the answer.")
    kind = "JSON answers without a schema" if form else "plain text only"
    told = f"the server takes {kind}: answers are read as they come, and a small model may fail more often."
    return Examination("schema", True, told)


def _drafted(client: ModelClient) -> Examination:
    """A whole draft of an invented review, through the same checks as any other."""
    request = DraftRequest(
        review=Review("The room was lovely, but breakfast came late.", rating=3, language="en"),
        analysis=Analysis(
            language=LanguageGuess("en", 1.0),
            tone=Tone(ToneLabel.MIXED, 0.0, 0.3),
            blackmail=Blackmail(),
            cues=(),
            themes=(),
            personal_data=(),
            situation=Situation.MIXED,
            risks=(),
        ),
        facts=(Fact("breakfast", "Breakfast is served from 7 to 10.30 am.", "en"),),
        establishment=Establishment(signature=Signature("Alex", "manager"), contact="desk@example.org"),
        options=DraftOptions(engine=Engine.MODEL),
    )
    written = draft(request, client)
    if written.engine is Engine.MODEL:
        return Examination(
            "draft", True, f"a trial draft passed all checks, with the prompt {written.prompt}."
        )
    why = next(iter(written.notes), "")
    told = (
        f"a trial draft did not pass. {why} The model may be too small for this work; drafts will still come."
    )
    return Examination("draft", False, told)


def _problem(name: str, client: ModelClient, error: ModelUnavailable) -> Examination:
    reason = str(error.details.get("reason", "broken"))
    advice = _ADVICE.get(reason, "Look into the server's own log.")
    return Examination(name, False, f"{client.host}: {say(f'model.{reason}')}. {advice}")
