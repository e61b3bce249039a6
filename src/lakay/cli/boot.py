"""Starts Django for the commands that need the database."""

from __future__ import annotations

import os

import django


def boot() -> None:
    """Load the settings and the modules, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakay.config.settings")
    django.setup()
