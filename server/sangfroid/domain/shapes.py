"""The contract's JSON shapes of an analysis and of a draft, made in one place for command line and HTTP."""

from typing import Any

from sangfroid.domain.draft import Draft, Finding, Severity
from sangfroid.domain.review import Analysis


def analysis_shape(id: str | None, analysis: Analysis) -> dict[str, Any]:
    """One line of `sangfroid analyze`."""
    return {
        "id": id,
        "language": {"tag": analysis.language.tag, "confidence": analysis.language.confidence},
        "tone": {
            "label": analysis.tone.label.value,
            "polarity": analysis.tone.polarity,
            "intensity": analysis.tone.intensity,
        },
        "blackmail": {
            "level": analysis.blackmail.level.value,
            "score": analysis.blackmail.score,
            "pattern": analysis.blackmail.pattern.value if analysis.blackmail.pattern else None,
            "missing": list(analysis.blackmail.missing),
        },
        "cues": [
            {
                "kind": cue.kind,
                "start": cue.start,
                "end": cue.end,
                "quote": cue.quote,
                "rule": cue.rule,
                "weight": cue.weight,
            }
            for cue in analysis.cues
        ],
        "themes": [
            {
                "name": theme.name,
                "polarity": theme.polarity,
                "start": theme.start,
                "end": theme.end,
                "quote": theme.quote,
            }
            for theme in analysis.themes
        ],
        "personal_data": [
            {"kind": item.kind, "start": item.start, "end": item.end} for item in analysis.personal_data
        ],
        "situation": analysis.situation.value,
        "risks": [risk.value for risk in analysis.risks],
    }


def finding_shape(finding: Finding) -> dict[str, Any]:
    """One finding of a guard."""
    return {
        "guard": finding.guard,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "message": finding.message,
    }


def draft_shape(id: str | None, draft: Draft) -> dict[str, Any]:
    """One line of `sangfroid draft`."""
    sentences = []
    for sentence in draft.sentences:
        source: dict[str, Any] = {"kind": sentence.source.kind.value}
        if sentence.source.id is not None:
            source["id"] = sentence.source.id
        if sentence.source.quote is not None:
            source["quote"] = sentence.source.quote
        sentences.append({"text": sentence.text, "source": source})
    return {
        "id": id,
        "reply": draft.reply,
        "audience": draft.audience.value,
        "language": draft.language,
        "situation": draft.situation,
        "engine": draft.engine.value,
        "prompt": draft.prompt,
        "sentences": sentences,
        "facts_used": list(draft.facts_used),
        "facts_left": list(draft.facts_left),
        "findings": [finding_shape(finding) for finding in draft.findings],
        "length": {
            "characters": draft.length.characters,
            "bytes": draft.length.bytes,
            "limit": draft.length.limit,
        },
        "notes": list(draft.notes),
    }


def check_shape(id: str | None, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """One line of `sangfroid check`."""
    severities = {finding.severity for finding in findings}
    verdict = "block" if Severity.BLOCK in severities else "warn" if Severity.WARN in severities else "pass"
    return {"id": id, "findings": [finding_shape(finding) for finding in findings], "verdict": verdict}
