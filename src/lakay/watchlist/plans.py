"""What a file that waits would change on the list: read whole, nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from lakay.watchlist.actions import ListNotStanding
from lakay.watchlist.categories import categories, category_of
from lakay.watchlist.models import Alert, AlertList, Batch
from lakay.watchlist.rules.contents import BadContents, Contents, check_contents
from lakay.watchlist.rules.differences import Differences, Ground, contents_from, differences
from lakay.watchlist.rules.lists import ListStatus
from lakay.watchlist.rules.sheet import read_sheet
from lakay.watchlist.rules.sources import Entry, Source, read_source
from lakay.watchlist.rules.sources.entry import Fault
from lakay.watchlist.rules.states import AlertStatus
from lakay.watchlist.standing import standing_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change: the alerts that it puts on, each with its name in the list it comes from; the rows left out; the alerts
    that it takes off; and how many are new, changed, gone and the same."""

    alerts: Sequence[tuple[Contents, str]]
    faults: Sequence[Any]
    ends: Sequence[str]
    counts: dict[str, int]


def plan_of(batch: Batch, data: bytes) -> Plan:
    """What the content of a file would change, the same however often it is asked while the list stays as it is.

    Raises NotASheet, NotAList, ListNotStanding.
    """
    if batch.of_list is None:
        return _plan_of_sheet(data, ZoneInfo((batch.said or {}).get("zone", "UTC")), batch.proposed_at)
    of_list = AlertList.objects.filter(pk=batch.of_list, status=ListStatus.STANDING).first()
    if of_list is None:
        raise ListNotStanding
    source = read_source(data, (batch.said or {}).get("columns"))
    return plan_of_list(of_list, source, differences(source.entries, standing_of(of_list)), batch.proposed_at)


def plan_of_list(of_list: AlertList, source: Source, found: Differences, at: datetime) -> Plan:
    """The plan of a list's newest state, brought at an instant. Entries that cannot stand are faults."""
    alerts, bad = _standable((*found.new, *found.changed), ground_of(of_list), at)
    counts = {"new": len(found.new), "changed": len(found.changed), "gone": len(found.gone), "same": found.same}
    return Plan(alerts, [*source.faults, *bad], found.ends, counts | {"total": len(alerts)})


def ground_of(of_list: AlertList) -> Ground:
    """On what ground the entries of a list stand."""
    legal = of_list.legal_basis, of_list.legal_reference
    return Ground(category_of(of_list.category), *legal, f"{of_list.owner}: {of_list.source}"[:120], of_list.instruction)


def _plan_of_sheet(data: bytes, zone: ZoneInfo, at: datetime) -> Plan:
    sheet = read_sheet(data, categories(), lambda day: datetime.combine(day, time.min, zone), at)
    count = len(sheet.contents)
    return Plan([(one, "") for one in sheet.contents], sheet.faults, (), {"new": count, "total": count})


def _standable(entries: Sequence[Entry], ground: Ground, at: datetime) -> tuple[list[tuple[Contents, str]], list[Fault]]:
    pairs, faults = [], []
    for number, one in enumerate(entries, 1):
        contents = contents_from(one, ground, at)
        try:
            check_contents(contents, ground.category, at)
        except BadContents as bad:
            faults += [Fault(number, one.origin, fault.value) for fault in bad.faults]
        else:
            pairs.append((contents, one.origin))
    return pairs, faults


def left_of(batch: Batch, plan: Plan) -> list[tuple[Contents, str]]:
    """What of a plan is not read in yet, where it was cut short."""
    if batch.of_list is None:
        return list(plan.alerts[batch.rows :])
    there = set(Alert.objects.filter(batch=batch, status=AlertStatus.PROPOSED).values_list("origin", flat=True))
    return [pair for pair in plan.alerts if pair[1] not in there]
