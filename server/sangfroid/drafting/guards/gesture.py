"""An advantage offered where everyone reads it, or against the review."""

from collections.abc import Iterator

from sangfroid.domain.draft import Audience, Finding, Severity
from sangfroid.domain.review import Level
from sangfroid.drafting.guards.context import GuardContext
from sangfroid.drafting.guards.hearing import Hearing, report
from sangfroid.drafting.guards.leak import instructs
from sangfroid.drafting.guards.support import said_by_facts

NAME = "gesture"
OVERRIDABLE = False


def check(hearing: Hearing, context: GuardContext) -> Iterator[Finding]:
    """Public: blocked under pressure or where the platform forbids it, else a warning. Private: no trade."""
    text = hearing.text
    heard = list(hearing.matches(NAME))
    trades = {text.sentence_at(match.start) for _, match in heard if match.case == "trade"}
    for ears, match in heard:
        span = (match.start, match.end)
        if ears.hears("reformulated", text, *text.sentence_at(match.start)):
            continue  # "if I understand you well, you ask for a refund, failing which..."
        case, severity = _judge(context)
        if match.case == "trade" or text.sentence_at(match.start) in trades:
            case, severity = "trade", Severity.BLOCK
        elif case != "forbidden" and said_by_facts(hearing, span, context):
            # A refund already made, or a service in the price, that the house chose to say.
            if context.level is Level.NONE or case == "private":
                continue
            severity = Severity.WARN
        elif case == "private" and (
            context.level is Level.NONE or ears.hears("due", text, *text.sentence_at(match.start))
        ):
            continue
        yield report(NAME, case, severity, text, span, context)


def _instructed(context: GuardContext) -> bool:
    """Whether the review tells what to write."""
    return context.review is not None and instructs(context.review.text)


def _judge(context: GuardContext) -> tuple[str, Severity]:
    if context.audience is Audience.PRIVATE:
        return "private", Severity.WARN
    if context.level is not Level.NONE or context.once(_instructed):
        return "pressure", Severity.BLOCK
    if context.platform is not None and "gestures" in context.platform.forbids:
        return "forbidden", Severity.BLOCK
    return "public", Severity.WARN
