"""Starts Django for the commands that need the database."""

from __future__ import annotations

import os
import secrets

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lakay.cli.unlocking import unlock
from lakay.vault import held

SECRET = "LAKAY_SECRET_KEY"  # noqa: S105 (its name)

_lent: list[str] = []
"""The secret that this run made for itself, because it reads files alone."""


def boot(node: bool = True) -> None:
    """Load the settings and the modules, once. Settings that are missing or nonsense end the command with what to do.

    With `node=False` a machine that is no node will do too, as for looking at a file; what needs one says so by `at_a_node`.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakay.config.settings")
    if not node and os.environ.get("LAKAY_MODE", "node") == "node" and not {SECRET, f"{SECRET}_FILE"} & os.environ.keys():
        os.environ[SECRET] = secrets.token_urlsafe(48)
        _lent.append(os.environ[SECRET])
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if settings.ENCRYPTED:
        held.ask_by(unlock)


def at_a_node() -> None:
    """Refuse where this run has no secret but the one it made for itself: it would begin a store that is nobody's."""
    if os.environ.get(SECRET) in _lent:
        raise click.ClickException(
            f"{SECRET} is missing: this command works on the records of a node. Make one with `lakay secret`."
        )
