"""Starts Django for the commands that need the database."""

from __future__ import annotations

import os

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lakay.cli.unlocking import unlock
from lakay.vault import held


def boot() -> None:
    """Load the settings and the modules, once. Settings that are missing or nonsense end the command with what to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakay.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if settings.ENCRYPTED:
        held.ask_by(unlock)
