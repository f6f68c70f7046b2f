"""Commands that describe the product: fact types, rules, settings, and the model's health."""

import json
import os
import sys
from typing import IO

import click

from sangfroid.domain.errors import InvalidInput
from sangfroid.domain.languages import LANGUAGES


@click.command(epilog="Example:  sangfroid facts --language fr")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the labels."
)
def facts(language: str) -> None:
    """List the fact types as JSON Lines: type, values, label, example."""
    from sangfroid.drafting.facts import types
    from sangfroid.services.facts import fact_type_shape

    for fact_type in types(language):
        click.echo(json.dumps(fact_type_shape(fact_type), ensure_ascii=False))


@click.command(
    epilog="Examples:  sangfroid explain --rule cue.fr.threat.publish;  sangfroid explain --text review.txt"
)
@click.option("--rule", metavar="ID", help="The rule a cue names; without it all rules are listed.")
@click.option(
    "--text",
    type=click.File("rb"),
    help="A text whose score of pressure is told part by part; - reads it from standard input.",
)
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the text; guessed without it.")
def explain(rule: str | None, text: IO[bytes] | None, language: str | None) -> None:
    """Say what a rule looks for, with examples; or what each part of a text adds to its score."""
    from sangfroid.analysis.rules import explain as explain_rule
    from sangfroid.analysis.rules import rules

    if text is not None:
        if rule is not None:
            raise click.UsageError("--rule and --text explain different things: give one of them.")
        _explain_score(text.read().decode("utf-8", "replace"), language)
        return
    if language is not None:
        raise click.UsageError("--language is of a text: give one with --text.")
    if rule is None:
        for description in rules():
            click.echo(f"{description.id}\t{description.looks_for}")
        return
    description = explain_rule(rule)
    click.echo(
        f"{description.id}\n  looks for:      {description.looks_for}\n"
        f"  fires on:       {description.fires}\n  does not fire:  {description.does_not_fire}"
    )


def _explain_score(text: str, language: str | None) -> None:
    """Prints the level of a text, its score, and what every part adds to it (log-odds), weightiest first."""
    from sangfroid.analysis import language as languages
    from sangfroid.analysis.cues import explain_score, find
    from sangfroid.analysis.text import NormalizedText

    normalized = NormalizedText(text)
    spoken = language or languages.guess(normalized).tag
    if spoken not in LANGUAGES:
        raise InvalidInput("The language of the text is not clear: name it with --language.")
    level = find(normalized, spoken)[1].level
    told = explain_score(text, spoken)
    click.echo(
        f"language {spoken}, level {level}, score {told.score:.3f}, pressure from {told.threshold:.2f}"
    )
    click.echo("What is added (log-odds; ~ is heard in the order of the words):")
    for name, added in (("(before any word)", told.bias), *told.shares):
        click.echo(f"{added:+8.2f}  {name}")


@click.command(epilog="Example:  SANGFROID_PORT=9000 sangfroid settings")
@click.option("--markdown", is_flag=True, help="As the table README shows.")
def settings(markdown: bool) -> None:
    """List every setting, its default, its meaning and whether it is set."""
    from sangfroid.config import described_settings, read_settings, unknown_variables

    if markdown:
        click.echo("| variable | default | meaning |\n| --- | --- | --- |")
        for described in described_settings():
            default = f"`{described.default}`" if described.default else ""
            click.echo(f"| `{described.variable}` | {default} | {described.meaning} |")
        return
    read_settings(os.environ)
    for described in described_settings():
        default = f"default {described.default}" if described.default else "not set"
        mark = "set" if os.environ.get(described.variable) else default
        click.echo(f"{described.variable}  ({mark})\n    {described.meaning}")
    for variable in unknown_variables(os.environ):
        click.echo(f"sangfroid: {variable} is no setting and is not read", err=True)


@click.command(epilog="Example:  SANGFROID_MODEL_BASE_URL=http://127.0.0.1:11434/v1 sangfroid doctor")
def doctor() -> None:
    """Check the model's address, key, name, streaming and schema support, in plain words."""
    from sangfroid.config import read_settings
    from sangfroid.drafting.doctor import examine

    examinations = examine(read_settings(os.environ))
    for examination in examinations:
        click.echo(
            f"{'ok      ' if examination.ok else 'problem '} {examination.name}: {examination.message}"
        )
    sys.exit(0 if all(examination.ok for examination in examinations) else 1)
