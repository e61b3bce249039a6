"""Figures of others for the matrix: one series with a delivery from which a row was left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.reported.actions import Delivery, enter_figures, start_series
from lakay.reported.models import Series
from lakay.reported.rules import judge

SAID = {
    "title": "Returns at the land border",
    "what": "returns",
    "unit": "persons",
    "source": "Directorate of Migration of the other side, bulletin",
    "licence": "quoted with the source",
    "beside": "border.movements",
}


def settle_reported(sits: Callable[[str, str], Actor]) -> dict[str, Any]:
    """Fabienne begins a series and enters two months; a third row has no number."""
    by, now = sits("fabienne", ""), SystemClock().now()
    series = start_series(by=by, at=now, code="returns-do", values=SAID).id_of(Series)
    rows = [(("2026-09", "HT-OUA"), "12041"), (("2026-10", "HT-OUA"), "13550"), (("2026-10", "HT-BEL"), "many")]
    given = Delivery(judge(("period", "post"), rows), "October 2026")
    enter_figures(by=by, at=now, series=Series.objects.get(pk=series), given=given)
    return {"series": series}
