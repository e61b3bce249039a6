"""Silent hits: for which categories the booths are told nothing, who asked for it, who agreed, since when, until when, and how often it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import visible
from lakay.border.queries.silences import silent_hits
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.watchlist.categories import categories
from lakay.watchlist.models import Silence
from lakay.watchlist.queries import silences_ended_at
from lakay.watchlist.rules.lists import SilenceStatus
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 25
OVER = "over"
STATES: dict[str, str | Promise] = {
    SilenceStatus.PROPOSED: _("waits for a second person"),
    SilenceStatus.STANDING: _("the booths are silent"),
    SilenceStatus.REJECTED: _("rejected"),
    SilenceStatus.ENDED: _("ended"),
    OVER: _("over"),
}
KINDS = {SilenceStatus.STANDING.value: "warning", SilenceStatus.PROPOSED.value: "primary"}


@dataclass(frozen=True, slots=True)
class Line:
    """A silence in words. `since` None: nobody has agreed to it; `until` is when the booths stopped again, or will; `hits` None: it never held."""

    row: Silence
    category: str
    state: str
    since: datetime | None
    until: datetime
    asked_by: str
    decided_by: str
    ended_by: str
    hits: int | None

    @property
    def word(self) -> str | Promise:
        """Its state."""
        return STATES[self.state]

    @property
    def kind(self) -> str:
        """How its state stands out."""
        return KINDS.get(self.state, "")


@page(Permission.EVENT_VIEW, purpose=Purpose.OVERSIGHT)
def silences(request: DeskRequest) -> HttpResponse:
    """Every silence, the newest first. Whoever looks is entered."""
    now = SystemClock().now()
    rows = visible(request.actor, request.purpose, Silence).order_by("-proposed_at", "-id")
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    record_read(by=request.actor, at=now, purpose=Purpose.OVERSIGHT, what="watchlist.silence.read", subjects=[])
    return render(request, "oversight/silences.html", {"page": found, "lines": lines(list(found), now)})


def lines(rows: list[Silence], at: datetime) -> list[Line]:
    """Some silences in words: three queries, however many they are."""
    names = staff_names({who for row in rows for who in (row.proposed_by, row.decided_by, row.ended_by) if who})
    ended = silences_ended_at(row.pk for row in rows)
    spans = {
        row.pk: (row.category, row.decided_at, ended.get(row.pk, row.until_at)) for row in rows if _held(row) and row.decided_at
    }
    counts = dict(zip(spans, silent_hits(list(spans.values())), strict=True))
    return [_line(row, names, ended.get(row.pk), counts.get(row.pk), at) for row in rows]


def _held(row: Silence) -> bool:
    """Whether hits were silent by it at any time."""
    return row.status in {SilenceStatus.STANDING, SilenceStatus.ENDED}


def _line(row: Silence, names: dict[UUID, str], ended_at: datetime | None, hits: int | None, at: datetime) -> Line:
    over = row.status == SilenceStatus.STANDING and row.until_at <= at
    asked_by, decided_by, ended_by = (
        names.get(one, "") if one else "" for one in (row.proposed_by, row.decided_by, row.ended_by)
    )
    known = categories().get(row.category)
    return Line(
        row,
        known.labels.in_language(get_language() or "fr") if known else row.category,
        OVER if over else row.status,
        row.decided_at if _held(row) else None,
        ended_at or row.until_at,
        asked_by,
        decided_by,
        ended_by,
        hits,
    )
