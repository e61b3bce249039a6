"""Opens the vault for a command: the officer's stick is plugged in, the PIN is typed. Never an argument, never the environment."""

from __future__ import annotations

import sys

import click
from django.conf import settings

from lakay.kernel.clock import SystemClock
from lakay.vault import opening
from lakay.vault.box import NoVault
from lakay.vault.lives import read_lives
from lakay.vault.slots import WrongPin, WrongStick
from lakay.vault.stick import Stick, find_sticks


def unlock() -> None:
    """Open the post for this one command."""
    stick = plugged_in()
    try:
        opening.open_vault(settings.KEYS, stick, ask_pin(), SystemClock().now(), read_lives(settings.PACK))
    except NoVault as error:
        raise click.ClickException("This node has no vault yet: run `lakay vault make` first.") from error
    except WrongStick as error:
        raise click.ClickException("This key belongs to no officer of this node.") from error
    except WrongPin as error:
        raise click.ClickException("Wrong PIN.") from error
    except opening.ClockSuspect as error:
        raise click.ClickException("The clock is wrong. Set it right first; nothing was lost.") from error
    except opening.NeedsRelease as needs:
        request = needs.request.decode()
        raise click.ClickException(
            f"The hub's release has ended. Open the post on its page, or bring this to the hub:\n{request}"
        ) from needs


def plugged_in() -> Stick:
    """The officer's key on a stick in this machine."""
    sticks = find_sticks(settings.STICKS)
    if len(sticks) != 1:
        folders = ", ".join(map(str, settings.STICKS))
        found = "No officer's key was found" if not sticks else f"{len(sticks)} officers' keys were found"
        raise click.ClickException(f"{found} under {folders}. Plug in yours alone, or set LAKAY_STICKS to its folder.")
    return sticks[0]


def ask_pin(what: str = "PIN") -> str:
    """A PIN typed without being shown; without a terminal, the next line of the standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt(what, hide_input=True)
        return typed
    return sys.stdin.readline().strip()
