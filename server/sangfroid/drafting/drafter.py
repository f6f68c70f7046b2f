"""Request in, draft out: the model where one is configured, the composer otherwise, guards on both.

The composer's draft is always at hand: whatever happens to the model, the person gets a text and a note.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sangfroid.domain.draft import (
    Draft,
    Engine,
    Finding,
    Length,
    Sentence,
    Severity,
    SourceKind,
    TextLength,
)
from sangfroid.domain.errors import ModelUnavailable
from sangfroid.domain.languages import UNKNOWN
from sangfroid.drafting import guards, naming
from sangfroid.drafting.asking import Asking, NotUsable
from sangfroid.drafting.composer import Composition, compose
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.layout import Layout
from sangfroid.drafting.messages import keys, say
from sangfroid.drafting.model import ModelClient
from sangfroid.drafting.request import DraftRequest
from sangfroid.platforms.rules import PlatformRules

#: Guards that look at a text as a whole: leaving out a sentence does not answer them, another wording may.
WHOLE_TEXT = frozenset({"limit", "sameness", "language"})
#: An open slot waits for a person; leaving its sentence out would hide what has to be filled in.
KEPT = frozenset({"leak"})
#: Other wordings the composer tries before a whole-text finding is shown.
WORDINGS = 4


def draft(request: DraftRequest, model: ModelClient | None = None) -> Draft:
    """The draft of one request.

    Never fails because of the model: its failures end in the composer's draft with a note.

    Raises:
        InvalidInput: a fact cannot be said, or the language asked for is none of the product's.
    """
    for item in _written(request, model, streamed=False):
        if isinstance(item, Draft):
            return item
    raise AssertionError("what is written ends with its draft")


def stream(request: DraftRequest, model: ModelClient | None = None) -> Iterator[Sentence | Draft | None]:
    """Sentences as they pass the guards, then the draft, which alone counts; None while the model is silent.

    The draft differs from the sentences shown where the text as a whole did not pass, or the model failed on
    the way; its notes say so.

    Raises:
        InvalidInput: as `draft`.
    """
    shown: list[Sentence] = []
    for item in _written(request, model, streamed=True):
        if not isinstance(item, Draft):
            if item is not None:
                shown.append(item)
            yield item
            continue
        if item.sentences[: len(shown)] != tuple(shown):
            yield replace(item, notes=(say("draft.shown_replaced", request.ui_language), *item.notes))
            return
        yield from item.sentences[len(shown) :]
        yield item


def _written(
    request: DraftRequest, model: ModelClient | None, *, streamed: bool
) -> Iterator[Sentence | Draft | None]:
    composition = compose(request)
    wanted = request.options.engine
    if model is None or wanted is Engine.COMPOSER or not composition.sentences:
        asked_in_vain = wanted is Engine.MODEL and model is None
        notes = (say("draft.no_model", request.ui_language),) if asked_in_vain else ()
        yield _composed(request, composition, notes)
        return
    context = guard_context(request, composition)
    try:
        for item in Asking(request, composition, context).write(model, streamed=streamed):
            if item is None or isinstance(item, Sentence):
                yield item
                continue
            mended_checks = naming.checks(item.repaired, request.ui_language)
            mended = say("draft.model_mended", request.ui_language, guards=mended_checks)
            advice = [note for note in composition.notes if note not in composition.remarks]
            notes = (*([mended] if item.repaired else ()), *advice)
            yield _finished(
                request,
                composition,
                item.layout,
                item.findings,
                Engine.MODEL,
                prompt=item.prompt,
                notes=notes,
                facts_used=item.facts_used,
            )
        return
    except ModelUnavailable as error:
        key = f"model.{error.details.get('reason')}"
        reason = say(key if key in keys("en") else "model.broken", request.ui_language)
        note = say("draft.model_failed", request.ui_language, reason=reason)
    except NotUsable as error:
        checks = naming.checks(error.guards, request.ui_language)
        note = say("draft.model_blocked", request.ui_language, guards=checks)
    yield _composed(request, composition, (note,))


def guard_context(request: DraftRequest, composition: Composition) -> GuardContext:
    """What the guards may look at for a draft of this request."""
    return GuardContext(
        language=composition.language if composition.language != UNKNOWN else None,
        audience=composition.audience,
        level=request.analysis.blackmail.level,
        review=request.review,
        analysis=request.analysis,
        facts=request.facts,
        establishment=request.establishment,
        platform=request.platform,
        recent=request.recent,
        ui_language=request.ui_language,
    )


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A composition after the guards: what stays of it, what they still say, what was left out and why."""

    layout: Layout
    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...]


def _composed(request: DraftRequest, composition: Composition, notes: tuple[str, ...]) -> Draft:
    """The composer's draft; `notes` of what went before come first."""
    best: tuple[Composition, _Guarded] | None = None
    for number in range(WORDINGS):
        guarded = _guard(composition, guard_context(request, composition))
        whole = _blocked_as_a_whole(guarded.findings)
        if best is None or len(whole) < len(_blocked_as_a_whole(best[1].findings)):
            best = composition, guarded
        if not whole:
            break
        options = replace(request.options, variant=request.options.variant + number + 1)
        if any(finding.guard == "limit" for finding in whole):
            options = replace(options, length=Length.SHORT)
        composition = compose(replace(request, options=options))
    assert best is not None
    composition, guarded = best
    said = [
        *notes,
        *composition.notes,
        *(say("draft.left_out", request.ui_language, message=found.message) for found in guarded.left_out),
    ]
    return _finished(
        request, composition, guarded.layout, guarded.findings, Engine.COMPOSER, prompt=None, notes=said
    )


def _finished(
    request: DraftRequest,
    composition: Composition,
    layout: Layout,
    findings: tuple[Finding, ...],
    engine: Engine,
    *,
    prompt: str | None,
    notes: Iterable[str],
    facts_used: tuple[str, ...] | None = None,
) -> Draft:
    """The draft made of guarded sentences."""
    text = layout.text if layout.sentences else None
    told = {
        sentence.source.id for sentence in layout.sentences if sentence.source.kind is SourceKind.FACT
    } | set(facts_used or ())
    # The composer may tell several facts in one sentence: those of sentences that stayed are used.
    if facts_used is None and len(layout.sentences) == len(composition.sentences):
        told |= set(composition.facts_used)
    return Draft(
        reply=text,
        audience=composition.audience,
        language=composition.language,
        situation=request.analysis.situation.value,
        engine=engine,
        prompt=prompt,
        sentences=layout.sentences,
        facts_used=tuple(fact.id for fact in request.facts if fact.id in told),
        facts_left=tuple(fact.id for fact in request.facts if fact.id not in told),
        findings=findings,
        length=_length(text or "", request.platform),
        notes=tuple(dict.fromkeys(notes)),
    )


def _guard(composition: Composition, context: GuardContext) -> _Guarded:
    """Leaves out the sentences a guard blocks, until none is blocked or none could go."""
    layout = Layout(composition.sentences, composition.paragraphs)
    left_out: list[Finding] = []
    while True:
        findings = guards.check(layout.text, context) if layout.sentences else ()
        blocked = [
            finding
            for finding in findings
            if finding.severity is Severity.BLOCK and finding.guard not in WHOLE_TEXT | KEPT
        ]
        spans = list(layout.spans())
        offending = {
            number
            for number, (start, end) in enumerate(spans)
            if any(finding.start < end and start < finding.end for finding in blocked)
        }
        if not offending:
            return _Guarded(layout, findings, tuple(left_out))
        # What leads to facts goes with the last of them.
        kept = [each for number, each in enumerate(layout.sentences) if number not in offending]
        led_to = any(each.source.kind is SourceKind.FACT for each in kept)
        idle = set() if led_to else set(composition.leads)
        leading = {number for number, each in enumerate(layout.sentences) if each in idle}
        left_out += [
            finding
            for finding in blocked
            if any(
                finding.start < spans[number][1] and spans[number][0] < finding.end for number in offending
            )
        ]
        layout = layout.without(offending | leading)


def _blocked_as_a_whole(findings: Iterable[Finding]) -> list[Finding]:
    return [found for found in findings if found.severity is Severity.BLOCK and found.guard in WHOLE_TEXT]


def _length(text: str, platform: PlatformRules | None) -> TextLength:
    limit = platform.limit.maximum if platform and platform.limit else None
    return TextLength(len(text), len(text.encode("utf-8", "surrogatepass")), limit)
