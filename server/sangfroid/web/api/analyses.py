"""Analyses, drafts and checks: nothing of them is stored."""

import json
import logging
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request

from sangfroid.domain.draft import Audience, Draft
from sangfroid.domain.errors import SangfroidError
from sangfroid.domain.review import Level
from sangfroid.domain.shapes import analysis_shape
from sangfroid.services.analyse_review import analyse_review, notes
from sangfroid.services.write_draft import Wish, Written, check_text, stream_draft, write_draft
from sangfroid.web import auth
from sangfroid.web.api import answers
from sangfroid.web.api.operation import operation
from sangfroid.web.api.reading import (
    establishment_value,
    fact_values,
    options_value,
    review_value,
)
from sangfroid.web.api.schemas import AnalysisInput, CheckInput, DraftInput
from sangfroid.web.errors import error_shape, expected_shape
from sangfroid.web.language import shown_language
from sangfroid.web.limits import DRAFTS
from sangfroid.web.metrics import Metrics
from sangfroid.web.runtime import runtime

blueprint = Blueprint("analyses", __name__)
_log = logging.getLogger("sangfroid.web")


@operation(
    blueprint,
    "POST",
    "/analyses",
    body=AnalysisInput,
    answers={200: answers.Analysis},
    errors=(400, 413, 415, 422),
)
def analyse(body: AnalysisInput) -> dict[str, Any]:
    """Analyse a review: language, tone, signals of pressure, themes, situation."""
    return analyse_review(runtime().engines, review_value(body), shown_language())


@operation(
    blueprint,
    "POST",
    "/drafts",
    body=DraftInput,
    answers={200: answers.Draft},
    errors=(400, 404, 413, 415, 422),
    limit=DRAFTS,
    streams=True,
)
def write(body: DraftInput) -> dict[str, Any] | Response:
    """Draft a reply, whole or (Accept: text/event-stream) sentence by sentence."""
    work, actor = runtime(), auth.current_actor()
    wish = Wish(
        review=review_value(body),
        facts=fact_values(body.facts),
        fact_ids=tuple(body.fact_ids or ()),
        establishment=establishment_value(body.establishment),
        options=options_value(body.options),
    )
    if request.accept_mimetypes.best_match(["application/json", "text/event-stream"]) == "text/event-stream":
        analysis, pieces, host = stream_draft(work.database, work.engines, actor, wish, work.now())
        shape = {**analysis_shape(wish.review.id, analysis), "notes": notes(analysis, actor.language)}

        def finished(draft: Draft) -> dict[str, Any]:
            return Written(wish.review.id, analysis, draft, host, actor.language).shape()

        return Response(
            _events(shape, pieces, finished, work.metrics),
            content_type="text/event-stream; charset=utf-8",
            headers={"X-Accel-Buffering": "no"},  # a proxy that waits for the end would defeat the purpose
        )
    written = write_draft(work.database, work.engines, actor, wish, work.now())
    _count(work.metrics, written.draft)
    return written.shape()


@operation(
    blueprint,
    "POST",
    "/checks",
    body=CheckInput,
    answers={200: answers.Check},
    errors=(400, 404, 413, 415, 422),
)
def check(body: CheckInput) -> dict[str, Any]:
    """Run the guards on a text somebody wrote."""
    work = runtime()
    shape = check_text(
        work.database,
        work.engines,
        auth.current_actor(),
        id=str(body.id) if body.id is not None else None,
        text=body.text,
        review=review_value(body.review) if body.review else None,
        facts=fact_values(body.facts),
        platform=body.platform,
        audience=Audience(body.audience or "public"),
        level=Level(body.level) if body.level else None,
        establishment=body.establishment,
    )
    for finding in shape["findings"]:
        work.metrics.count("sangfroid_findings_total", guard=finding["guard"], severity=finding["severity"])
    return shape


def _events(
    analysis: dict[str, Any], pieces: Iterator[Any], finished: Any, metrics: Metrics
) -> Iterator[bytes]:
    yield _event("analysis", analysis)
    index = 0
    try:
        for piece in pieces:
            if piece is None:
                yield b":\n\n"  # a comment: nothing to read, but who has gone away is noticed
            elif isinstance(piece, Draft):
                _count(metrics, piece)
                yield _event("draft", finished(piece))
            else:
                source = {"kind": piece.source.kind.value, "id": piece.source.id, "quote": piece.source.quote}
                kept = {key: value for key, value in source.items() if value is not None}
                yield _event("sentence", {"index": index, "text": piece.text, "source": kept})
                index += 1
    except SangfroidError as error:
        yield _event("error", expected_shape(error))
    except Exception as error:
        _log.error("a streamed draft failed: %s", type(error).__name__)
        yield _event("error", error_shape("internal", "something went wrong on the server", retryable=True))
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()  # the person closed the panel: the model is told to stop


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def _count(metrics: Metrics, draft: Draft) -> None:
    metrics.count("sangfroid_drafts_total", engine=draft.engine.value)
    for finding in draft.findings:
        metrics.count("sangfroid_findings_total", guard=finding.guard, severity=finding.severity.value)
