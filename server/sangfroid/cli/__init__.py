"""The command line. Commands are imported when they are called, so that `--help` is instant."""

import sys
from importlib import import_module

import click

from sangfroid import __version__
from sangfroid.domain.errors import SangfroidError

#: Command -> (module, function, one line). Kept here so that listing the commands imports none.
COMMANDS = {
    "serve": ("serving", "serve", "Start the server and print the address that signs you in."),
    "analyze": ("lines", "analyze", "Read reviews, say language, tone, blackmail cues and situation."),
    "draft": ("lines", "draft", "Read reviews, propose a measured reply to each."),
    "check": ("lines", "check", "Run the guards on texts somebody wrote."),
    "facts": ("describing", "facts", "List the fact types and the values each takes."),
    "explain": ("describing", "explain", "Say what a rule looks for, with examples."),
    "settings": ("describing", "settings", "List every setting, its default and its meaning."),
    "doctor": ("describing", "doctor", "Check the language model's address, key, name and abilities."),
    "user": ("people", "user", "Create people and set passwords."),
    "token": ("people", "token", "Create and revoke access tokens, or a new sign-in address."),
    "audit": ("people", "audit", "Verify the chain of events of all replies."),
}


class Commands(click.Group):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"sangfroid.cli.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, meaning) for name, (_, _, meaning) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Example:  echo \'{"id": "1", "text": "Chambre calme, merci !"}\' | sangfroid draft',
)
@click.version_option(__version__, prog_name="sangfroid")
def sangfroid() -> None:
    """Measured replies to public reviews.

    Exit status: 0 when every line was answered, 1 when some were not, 2 for wrong usage or settings.
    """


def main() -> None:
    """Entry point: an expected failure is one clear line and exit status 2."""
    try:
        sangfroid(prog_name="sangfroid")
    except SangfroidError as error:
        print(f"sangfroid: {error.message}", file=sys.stderr)
        sys.exit(2)
