"""Commands that describe the product: fact types, rules, settings, and the model's health."""

import json
import os
import sys

import click

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


@click.command(epilog="Example:  sangfroid explain --rule cue.fr.threat.publish")
@click.option("--rule", metavar="ID", help="The rule a cue names; without it all rules are listed.")
def explain(rule: str | None) -> None:
    """Say what a rule looks for, with an example that fires and one that does not."""
    from sangfroid.analysis.rules import explain as explain_rule
    from sangfroid.analysis.rules import rules

    if rule is None:
        for description in rules():
            click.echo(f"{description.id}\t{description.looks_for}")
        return
    description = explain_rule(rule)
    click.echo(
        f"{description.id}\n  looks for:      {description.looks_for}\n"
        f"  fires on:       {description.fires}\n  does not fire:  {description.does_not_fire}"
    )


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
