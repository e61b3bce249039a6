"""Sentences that more than one page says."""

from __future__ import annotations

from django.utils.translation import gettext as _


def bad_period() -> str:
    """Why a day was refused."""
    return _("This day is not after the day since when it has been as it is.")
