"""`lakay stats`: figures made, tables protected and attacked. Each command is loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "facts": "lakay.cli.statistics:facts",
    "list": "lakay.cli.statistics:list_",
    "page": "lakay.cli.statistics:page",
    "run": "lakay.cli.statistics:run_",
    "protect": "lakay.cli.disclosing:protect",
    "attack": "lakay.cli.disclosing:attack",
}


class Lazy(click.Group):
    """A group that loads what a command needs only when it is asked for: tables are protected without any database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Lazy)
def stats() -> None:
    """Statistics: indicators, and tables that can be published."""
