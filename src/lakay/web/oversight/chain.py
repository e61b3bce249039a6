"""Is the journal whole? Its end, to be kept on paper; the last check; and what waits for a decision."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.journal import checking, queries
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.whole import write_whole
from lakay.web.shell.names import KINDS, named
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

MOST_IN_A_PAGE = 100_000
"""A longer journal is checked by the command: a page must answer within a minute."""

MOST_SHOWN = 50
A_PAGE = 25


@page(Permission.CHAIN_VERIFY, purpose=Purpose.OVERSIGHT)
def journal(request: DeskRequest) -> HttpResponse:
    """The end of the chain as text and picture, the last check, and the conflicts."""
    head = checking.head()
    found = Paginator(queries.conflicts(), A_PAGE).get_page(request.GET.get("page"))
    values = {
        "head": head,
        "head_text": str(head),
        "last": last_check(),
        "page": found,
        "conflicts": [
            {"kind": named(KINDS, row.kind), "record": row.record, "field": row.field, "event": row.event} for row in found
        ],
        "too_long": head.seq > MOST_IN_A_PAGE,
        "now": SystemClock().now(),
    }
    return render(request, "oversight/journal.html", values)


@page(Permission.CHAIN_VERIFY, purpose=Purpose.OVERSIGHT, methods=WRITE)
def verify(request: DeskRequest) -> HttpResponse:
    """Check every event now, and keep what was found."""
    head = checking.head()
    if head.seq <= MOST_IN_A_PAGE:
        faults = [told(finding) for finding in checking.findings()]
        keep(
            {
                "at": SystemClock().now().isoformat(),
                "head": str(head),
                "events": head.seq,
                "faults": faults[:MOST_SHOWN],
                "count": len(faults),
            }
        )
    return redirect("oversight:journal")


def told(finding: checking.Finding) -> str:
    """A fault in one line: where, what, and which event."""
    fault = finding.fault
    return f"{finding.origin}:{fault.seq} {fault.code} {fault.action} {fault.at} {fault.event or ''}".strip()


def place() -> Path:
    """The file with the last check: beside the store, since a check is no event."""
    return Path(settings.DATA) / "last-check.json"


def keep(result: dict[str, Any]) -> None:
    """Keep a result; whoever reads at the same time sees the old one or the new one, whole."""
    write_whole(place(), json.dumps(result))


def last_check() -> dict[str, Any] | None:
    """The last result, if the journal was ever checked here."""
    if not place().exists():
        return None
    result: dict[str, Any] = json.loads(place().read_text(encoding="utf-8"))
    return result | {"at": datetime.fromisoformat(result["at"])}
