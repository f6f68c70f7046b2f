"""`analyze`, `draft` and `check`: JSON Lines or CSV in, JSON Lines out, one line at a time."""

import csv
import io
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Literal, NoReturn

import click

from sangfroid.domain.errors import InvalidInput, SangfroidError

if TYPE_CHECKING:
    from sangfroid.drafting.request import DraftRequest

#: Lines given to a process at a time: enough to make the exchange cheap, few enough to keep memory flat.
CHUNK = 64
#: Chunks under way for each process; bounds memory when the input is faster than the work.
AHEAD = 3

#: Longest line read, in bytes. A line beyond it is reported, not loaded.
LONGEST_LINE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the input, or why it cannot be used."""

    number: int
    values: Mapping[str, Any] | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out for a line, or why nothing does."""

    number: int
    text: str | None
    problem: str | None = None


Work = Callable[[Mapping[str, Any]], dict[str, Any]]


def analyze_line(values: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's answer of `analyze` to one input object."""
    from sangfroid.analysis.pipeline import analyze as analyze_review
    from sangfroid.domain.reading import read_review
    from sangfroid.domain.shapes import analysis_shape

    review = read_review(values)
    return analysis_shape(review.id, analyze_review(review))


def draft_request(values: Mapping[str, Any]) -> "DraftRequest":
    """What one input object of `draft` asks for."""
    from sangfroid.analysis.pipeline import analyze as analyze_review
    from sangfroid.domain.reading import read_establishment, read_facts, read_options, read_review
    from sangfroid.drafting.facts import public_by_default
    from sangfroid.drafting.request import DraftRequest
    from sangfroid.platforms.rules import platform_rules

    review = read_review(values)
    return DraftRequest(
        review=review,
        analysis=analyze_review(review),
        facts=read_facts(values, public_by_default),
        establishment=read_establishment(values),
        options=read_options(values),
        platform=platform_rules(review.platform),
    )


def draft_line(values: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's answer of `draft` to one input object."""
    from sangfroid.domain.shapes import draft_shape
    from sangfroid.drafting.drafter import draft as write_draft

    request = draft_request(values)
    return draft_shape(request.review.id, write_draft(request, _configured_model()))


def check_line(values: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's answer of `check` to one input object."""
    from sangfroid.analysis.pipeline import analyze as analyze_review
    from sangfroid.domain.reading import (
        read_audience,
        read_establishment,
        read_facts,
        read_id,
        read_level,
        read_review,
    )
    from sangfroid.domain.shapes import check_shape
    from sangfroid.drafting.facts import public_by_default
    from sangfroid.drafting.guards import check as check_text
    from sangfroid.drafting.guards.context import GuardContext
    from sangfroid.platforms.rules import platform_rules

    text = values.get("text")
    if not isinstance(text, str):
        raise InvalidInput("text is missing or no string", {"field": "text"})
    platform = values.get("platform")
    context = GuardContext(
        audience=read_audience(values),
        facts=read_facts(values, public_by_default),
        establishment=read_establishment(values),
    )
    if values.get("review") is not None:
        if not isinstance(values["review"], Mapping):
            raise InvalidInput("review must be an object", {"field": "review"})
        review = read_review(values["review"])
        analysis = analyze_review(review)
        known = analysis.language.tag if analysis.language.tag != "und" else None
        context = replace(
            context, review=review, analysis=analysis, language=known, level=analysis.blackmail.level
        )
        platform = platform or review.platform
    if platform is not None and not isinstance(platform, str):
        raise InvalidInput("platform must be a string", {"field": "platform"})
    context = replace(context, platform=platform_rules(platform), level=read_level(values) or context.level)
    return check_shape(read_id(values), check_text(text, context))


def _configured_model() -> Any:
    """The model of the environment, None where none is configured. openai is imported only then."""
    if not os.environ.get("SANGFROID_MODEL_BASE_URL"):
        return None
    from sangfroid.config import read_settings
    from sangfroid.drafting.model import connect

    return connect(read_settings(os.environ))


WORK: dict[str, Work] = {"analyze": analyze_line, "draft": draft_line, "check": check_line}


def answer(work: str, line: Line) -> Answer:
    """Answers one line; whatever is wrong with it becomes its problem, not the program's."""
    if line.values is None:
        return Answer(line.number, None, line.problem)
    try:
        result = WORK[work](line.values)
    except SangfroidError as error:
        return Answer(line.number, None, error.message)
    except Exception as error:  # one bad line must not take the others with it
        return Answer(line.number, None, f"could not be answered ({type(error).__name__})")
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8 form; JSON can still spell it
        text = json.dumps(result, separators=(",", ":"), allow_nan=False)
    return Answer(line.number, text)


def answer_chunk(work: str, chunk: list[Line]) -> list[Answer]:
    """The work of one process on one chunk."""
    return [answer(work, line) for line in chunk]


def json_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Objects of a JSON Lines stream; blank lines are passed over."""
    number = 0
    while True:
        raw = stream.readline(LONGEST_LINE + 1)
        if not raw:
            return
        number += 1
        if len(raw) > LONGEST_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LONGEST_LINE)
            yield Line(number, None, f"longer than {LONGEST_LINE // 1024 // 1024} MB")
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if not raw.strip():
            continue
        try:
            values = json.loads(raw.decode(), parse_constant=_no_constant)
        except UnicodeDecodeError as error:
            yield Line(number, None, f"not UTF-8 ({error.reason} at byte {error.start})")
        except RecursionError:
            yield Line(number, None, "nested too deeply")
        except ValueError as error:
            yield Line(number, None, f"not JSON ({error})")
        else:
            if isinstance(values, dict):
                yield Line(number, values)
            else:
                yield Line(number, None, "not a JSON object")


def csv_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Objects of a CSV stream with a header; `facts`, `establishment`, `options`, `review` hold JSON."""
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""), strict=True)
    header: list[str] | None = None
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            yield Line(reader.line_num, None, f"not CSV ({error})")
            if isinstance(error, UnicodeDecodeError):  # the decoder cannot go on after it
                return
            continue
        if header is None:
            header = [name.strip() for name in row]
            if "text" not in header:
                raise click.UsageError("the CSV header has no column named text")
            continue
        if not row:
            continue
        if len(row) != len(header):
            yield Line(reader.line_num, None, f"{len(row)} cells, the header has {len(header)}")
            continue
        try:
            yield Line(reader.line_num, _typed(dict(zip(header, row, strict=True))))
        except ValueError as error:
            yield Line(reader.line_num, None, str(error))


def _typed(cells: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        if name in {"id", "text"}:
            values[name] = cell
        elif not cell.strip():
            continue
        elif name in {"rating", "rating_max"}:
            try:
                values[name] = float(cell.replace(",", "."))
            except ValueError:
                raise ValueError(f"{name} {cell!r} is no number") from None
        elif name in {"facts", "establishment", "options", "review"}:
            try:
                values[name] = json.loads(cell)
            except ValueError as error:
                raise ValueError(f"{name} holds no JSON ({error})") from None
        else:
            values[name] = cell
    return values


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def answers(work: str, lines: Iterable[Line], workers: int) -> Iterator[Answer]:
    """Answers in input order. With several workers at most `AHEAD` chunks each are in memory."""
    if workers == 1:
        yield from (answer(work, line) for line in lines)
        return
    source = iter(lines)
    pending: deque[Future[list[Answer]]] = deque()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        try:
            while True:
                while len(pending) < workers * AHEAD and (chunk := list(islice(source, CHUNK))):
                    pending.append(pool.submit(answer_chunk, work, chunk))
                if not pending:
                    return
                yield from pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


def run(work: str, file: str, input: str | None, workers: int, strict: bool) -> NoReturn:
    """Reads, answers and writes; ends the program with the contract's exit status."""
    kind = input or ("csv" if file.lower().endswith(".csv") else "jsonl")
    failed = done = 0
    progress = sys.stderr.isatty() and not sys.stdout.isatty()
    out = sys.stdout.buffer
    try:
        with click.open_file(file, "rb") as stream:
            lines = csv_lines(stream) if kind == "csv" else json_lines(stream)
            for result in answers(work, lines, workers):
                if result.text is None:
                    failed += 1
                    click.echo(f"sangfroid: line {result.number}: {result.problem}", err=True)
                    if strict:
                        break
                else:
                    out.write(result.text.encode() + b"\n")
                    out.flush()
                done += 1
                if progress and done % 100 == 0:
                    click.echo(f"\r{done} lines", nl=False, err=True)
    except BrokenPipeError:  # the reader has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror or error}") from error
    except KeyboardInterrupt:
        sys.exit(130)
    if progress and done >= 100:
        click.echo(f"\r{done} lines", err=True)
    sys.exit(1 if failed else 0)


def _command(work: str, example: str, help: str) -> click.Command:
    @click.command(work, help=help, epilog=f"Example:  {example}")
    @click.argument("file", default="-", metavar="[FILE|-]")
    @click.option(
        "--input", type=click.Choice(["jsonl", "csv"]), help="Format (default: by the file's ending)."
    )
    @click.option(
        "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to use."
    )
    @click.option("--strict", is_flag=True, help="Stop at the first line that cannot be answered.")
    def command(file: str, input: Literal["jsonl", "csv"] | None, workers: int, strict: bool) -> None:
        run(work, file, input, workers, strict)

    return command


analyze = _command(
    "analyze",
    "sangfroid analyze reviews.jsonl > analyses.jsonl",
    "Read reviews (JSON Lines or CSV), write one analysis a line: language, tone, blackmail cues with the "
    "exact words that show them, themes, risks and situation.",
)
draft = _command(
    "draft",
    "sangfroid draft reviews.csv --workers 4 > drafts.jsonl",
    "Read reviews with the facts that may be said, write one draft a line. Without a configured model the "
    "composer writes it; the same input gives the same text.",
)
check = _command(
    "check",
    'echo \'{"id": "1", "text": "Nous vous remboursons.", "level": "explicit"}\' | sangfroid check',
    "Run the guards on texts somebody wrote, write their findings with exact words and a verdict.",
)
