"""What a node says of itself with each parcel: few and short words, for those who look after the nodes. No name, no record."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from django.conf import settings

from lakay.backup.queries import last_verified_at
from lakay.journal.models import Conflict, Fork, Unapplied
from lakay.kernel.clock import SystemClock
from lakay.sync import quiet
from lakay.sync.queries import oldest_unsent, unsent


@dataclass(frozen=True, slots=True)
class Report:
    """What a node says of itself. `at` is its clock; `oldest` the time of the oldest event that its hub has not confirmed.

    `quiet`: movements at neighbouring posts of people not known there (`sync.quiet`); they are not among those `waiting`.
    """

    at: datetime | None
    version: str
    unsent: int
    oldest: datetime | None
    waiting: int
    refused: int
    newer: int
    forks: int
    conflicts: int
    copy_at: datetime | None
    free_percent: int | None
    quiet: int = 0

    def as_json(self) -> dict[str, Any]:
        """The short form that travels; what is nothing is left out."""
        without_effect = {"w": self.waiting, "q": self.quiet, "r": self.refused, "n": self.newer}
        numbers = {"u": self.unsent, **without_effect, "f": self.forks, "c": self.conflicts}
        instants = {"t": self.at, "o": self.oldest, "b": self.copy_at}
        return {
            "v": self.version,
            **{name: number for name, number in numbers.items() if number},
            **{name: int(at.timestamp()) for name, at in instants.items() if at},
            **({} if self.free_percent is None else {"d": self.free_percent}),
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Report:
        """Read what another node said; what is missing or strange counts as not said."""
        return cls(
            at=_instant(data.get("t")),
            version=str(data.get("v", ""))[:20],
            unsent=_number(data.get("u")),
            oldest=_instant(data.get("o")),
            waiting=_number(data.get("w")),
            refused=_number(data.get("r")),
            newer=_number(data.get("n")),
            forks=_number(data.get("f")),
            conflicts=_number(data.get("c")),
            copy_at=_instant(data.get("b")),
            free_percent=_number(data["d"]) if "d" in data else None,
            quiet=_number(data.get("q")),
        )


def own_report() -> Mapping[str, Any]:
    """What this node says now."""
    return report_now(SystemClock().now()).as_json()


def report_now(at: datetime) -> Report:
    """How this node stands."""
    without_effect = quiet.count()
    disk = shutil.disk_usage(settings.DATA)
    return Report(
        at=at,
        version=version("lakay"),
        unsent=unsent(),
        oldest=oldest_unsent(),
        waiting=without_effect[Unapplied.WAITING],
        refused=without_effect[Unapplied.REFUSED],
        newer=without_effect[Unapplied.NEWER],
        forks=Fork.objects.count(),
        conflicts=Conflict.objects.values("record", "field").distinct().count(),
        copy_at=last_verified_at(),
        free_percent=disk.free * 100 // disk.total,
        quiet=without_effect[quiet.QUIET],
    )


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 10**12 else 0


def _instant(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(value, UTC) if type(value) is int else None
    except (ValueError, OverflowError, OSError):
        return None
