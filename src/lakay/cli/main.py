"""The table of commands."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "mrz": "lakay.cli.mrz:mrz",
    "names": "lakay.cli.names:names",
    "chip": "lakay.cli.chip:chip",
    "seal": "lakay.cli.chip:seal",
    "trust": "lakay.cli.trust:trust",
    "places": "lakay.cli.places:places",
    "journal": "lakay.cli.journal:journal",
    "rebuild": "lakay.cli.journal:rebuild",
    "doctor": "lakay.cli.doctor:doctor",
    "init": "lakay.cli.prepare:init",
    "join": "lakay.cli.join:join",
    "secret": "lakay.cli.node:secret",
    "vault": "lakay.cli.vault:vault",
    "wipe": "lakay.cli.wipe:wipe",
    "window": "lakay.cli.window:window",
    "patterns": "lakay.cli.patterns:patterns",
    "serve": "lakay.cli.node:serve",
    "backup": "lakay.cli.backup:backup",
    "restore": "lakay.cli.restore:restore",
    "manage": "lakay.cli.node:manage",
    "tls": "lakay.cli.tls:tls",
    "staff": "lakay.cli.staff:staff",
    "alerts": "lakay.cli.alerts:alerts",
    "watchlist": "lakay.cli.watchlist:watchlist",
    "screen": "lakay.cli.screen:screen",
    "demo": "lakay.cli.demo:demo",
    "rehearse": "lakay.cli.rehearse:rehearse",
    "sync": "lakay.cli.sync:sync",
    "prove": "lakay.cli.prove:prove",
    "passengers": "lakay.cli.passengers:passengers",
    "forms": "lakay.cli.forms:forms",
    "stats": "lakay.cli.stats:stats",
}


class Lazy(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lakay")
def main() -> None:
    """Lakay: border and migrant-protection work, on a laptop, without a network."""
