"""Where this node keeps its facts, and who takes them out."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from django.conf import settings
from django.db import connection

from lakay.journal.reading import record_read
from lakay.kernel.actors import system_actor
from lakay.kernel.purposes import Purpose
from lakay.statistics import facts
from lakay.statistics.exporting import Exported, Progress, export
from lakay.statistics.facts.source import Source

EXPORTER = "statistics"


class NotAtAPost(RuntimeError):
    """The store of this machine is encrypted; plain files beside it would undo that."""


class NoPostgres(RuntimeError):
    """The node's own database is not PostgreSQL."""


def statistics_folder() -> Path:
    """Where this node keeps its facts and its cube."""
    return Path(settings.STATISTICS)


def facts_folder() -> Path:
    """Where this node keeps its facts."""
    return statistics_folder() / "facts"


def cube_folder() -> Path:
    """Where this node keeps its cube."""
    return statistics_folder() / "cube"


def sources() -> list[Source]:
    """The sources of all files in `facts`, made for one export."""
    names = sorted(found.name for found in iter_modules(facts.__path__) if found.name != "source")
    return [make() for name in names for make in import_module(f"{facts.__name__}.{name}").SOURCES]


def check_not_a_post() -> None:
    """A machine whose store is encrypted writes no facts. Raises NotAtAPost."""
    if settings.ENCRYPTED:
        raise NotAtAPost


def take_out(folder: Path, *, at: datetime, anew: bool, progress: Progress) -> Exported:
    """Bring the facts up to date, on the record."""
    by = system_actor(EXPORTER, frozenset())
    record_read(by=by, at=at, purpose=Purpose.STATISTICS, what="statistics.facts.read", subjects=[])
    return export(folder, sources(), settings.SECRET_KEY, anew=anew, progress=progress)


def database_of_node() -> str:
    """The node's own database, as libpq is told of it. Raises NoPostgres."""
    if connection.vendor != "postgresql":
        raise NoPostgres
    said = connection.settings_dict
    named = {
        "dbname": said["NAME"],
        "user": said["USER"],
        "password": said["PASSWORD"],
        "host": said["HOST"],
        "port": said["PORT"],
    }
    return " ".join(f"{name}='{value}'" for name, value in named.items() if value)
