"""`migrate`, as Django has it, save that an empty store gets its tables in one go."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from lakay.config.schema import is_empty, lay_out

ONLY_A_PART = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """Bring the tables of the store up to date."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Make an empty store's tables at once, then do what is left to do."""
        connection = connections[options["database"]]
        if not any(options[name] for name in ONLY_A_PART) and is_empty(connection):
            lay_out(connection)
        return super().handle(*args, **options)
