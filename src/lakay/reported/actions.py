"""A series of somebody else is begun, set right, given values and ended. A value is never changed: a later delivery covers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.reported.models import Figures, Series
from lakay.reported.permissions import check_can_write
from lakay.reported.rules import Judged, What, written

STATISTICS = Purpose.STATISTICS
TOLD = ("title", "what", "unit", "source", "url", "licence", "note", "beside")
MOST_LEFT_OUT = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """Values with the edition of the source they are from. `file_hash` is empty where a person typed them."""

    judged: Judged
    vintage: str
    file_hash: str = ""


@action("reported.series.start", STATISTICS)
def start_series(act: Act, *, by: Actor, at: datetime, code: str, values: Mapping[str, Any], command: UUID | None = None) -> None:
    """Begin a series. `values` are those of TOLD; the source and the licence must be said. Raises NotAllowed where the code is taken."""
    check_can_write(by)
    if Series.objects.filter(code=code).exists():
        raise NotAllowed(_("There is a series with this code already."))
    act.create(Series, code=code, at=at, by=by.id, **_said(values))


@action("reported.series.correct", STATISTICS)
def correct_series(
    act: Act, *, by: Actor, at: datetime, series: Series, values: Mapping[str, Any], command: UUID | None = None
) -> None:
    """Set right what is said of a series."""
    check_can_write(by)
    act.update(series, **_said(values))


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: str(values[name]).strip() for name in TOLD if name in values}
    if not all(said.get(name, "-") for name in ("title", "unit", "source", "licence")):
        raise NotAllowed(_("A figure of others needs its title, unit, source and licence."))
    if "what" in said:
        said["what"] = What(said["what"]).value
    return said


@action("reported.figures.enter", STATISTICS)
def enter_figures(act: Act, *, by: Actor, at: datetime, series: Series, given: Delivery, command: UUID | None = None) -> None:
    """Enter values. The first delivery says which dimensions the series has; later ones must have the same."""
    check_can_write(by)
    now = Series.objects.select_for_update().get(pk=series.pk)
    if now.ended_at is not None:
        raise NotAllowed(_("This series has ended. Nothing can be entered in it."))
    if not given.judged.good or not given.vintage.strip():
        raise NotAllowed(_("Nothing can be entered: no good row, or no edition of the source."))
    columns, begun = list(given.judged.columns), now.deliveries.exists()
    if begun and columns != now.columns:
        raise NotAllowed(_("The columns are not those of the series."))
    if not begun:
        act.update(now, columns=columns)
    act.create(
        Figures,
        series=now,
        vintage=given.vintage.strip(),
        content=written(columns, given.judged.good),
        rows=len(given.judged.good),
        at=at,
        by=by.id,
        file_hash=given.file_hash,
        left_out=[[bad.line, bad.column, bad.wrong.value, bad.found] for bad in given.judged.bad[:MOST_LEFT_OUT]],
    )


@action("reported.series.end", STATISTICS)
def end_series(act: Act, *, by: Actor, at: datetime, series: Series, command: UUID | None = None) -> None:
    """The series is shown no more beside ours. What was entered stays."""
    check_can_write(by)
    act.update(series, ended_at=at, ended_by=by.id)
