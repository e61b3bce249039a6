"""A group of commands of which only the one that is asked for is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is (`module:function`), and the first words of its help, said without loading it."""

    where: str
    says: str


class Lazy(click.Group):
    """Lists its commands from a table: help needs no settings, and a command that needs no database loads none."""

    def __init__(self, *words: Any, table: Mapping[str, Entry], **others: Any) -> None:
        super().__init__(*words, **others)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].where.partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.table[name].says) for name in self.list_commands(ctx)])
