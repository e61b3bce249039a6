"""Starts Django for the commands that need the database."""

from __future__ import annotations

import os

import django
from django.conf import settings

from lakay.cli.unlocking import unlock
from lakay.vault import held


def boot() -> None:
    """Load the settings and the modules, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakay.config.settings")
    django.setup()
    if settings.ENCRYPTED:
        held.ask_by(unlock)
