"""What the supervision's page shows of a post: its shifts, what each step costs, and what stands out, in words and with names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.access.queries import staff_names
from lakay.border.measures import Asked, Cost, costs_of, lookups_without_crossing, overrides_of, shifts_of, undone_of
from lakay.border.models import Encounter, Hit, SecondLook, Shift
from lakay.border.overdue import Overdue, overdue
from lakay.border.queries import counts_of
from lakay.border.rules import Counts, Level, ShiftStatus
from lakay.watchlist.categories import categories
from lakay.watchlist.models.alerts import reference_of

STEPS: dict[str, str | Promise] = {
    "read": _("Reading"),
    "minor": _("Child"),
    "declare": _("Declaration"),
    "alert": _("Alert"),
    "decide": _("Decision"),
    "photo": _("Photo"),
    "all": _("Whole traveller"),
}
LEVELS: dict[str, str | Promise] = {Level.DOCUMENTED: _("with a document"), Level.IDENTIFIED: _("without a document")}


@dataclass(frozen=True, slots=True)
class Line:
    """A shift as the list shows it."""

    shift: Shift
    officer: str
    counts: Counts
    imported: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody is still at it."""
        return self.shift.status == ShiftStatus.OPEN

    @property
    def differs(self) -> bool:
        """Whether the officer's own count was another."""
        said = self.shift.said_entries, self.shift.said_exits
        return None not in said and said != (self.shift.entries, self.shift.exits)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a step costs, in words."""

    cost: Cost

    @property
    def step(self) -> str | Promise:
        """The step."""
        return STEPS.get(self.cost.step, self.cost.step)

    @property
    def level(self) -> str | Promise:
        """How well the travellers were known."""
        return LEVELS.get(self.cost.level, self.cost.level)


@dataclass(frozen=True, slots=True)
class Striking:
    """What a supervisor looks into: who was looked up and did not pass, who waits too long, and hits the booth was told nothing of."""

    vain: list[Encounter]
    late: list[Overdue]
    silent: list[Hit]

    @classmethod
    def of(cls, asked: Asked, at: datetime, silent: list[Hit]) -> Striking:
        """All of it for a post, as it stands at an instant."""
        return cls(lookups_without_crossing(asked, at), overdue(asked.post, at), silent)

    @property
    def people(self) -> set[UUID]:
        """Of whom it tells."""
        met = [*self.vain, *(one.encounter for one in self.late)]
        return {encounter.person_id for encounter in met} | {hit.person_id for hit in self.silent}


def tables(asked: Asked, striking: Striking) -> dict[str, Any]:
    """The tables and lists of the page, by the names that its template gives them."""
    shifts, undone = shifts_of(asked), undone_of(asked)
    overrides = [(look, _both(look)) for look in overrides_of(asked)]
    at_work = {shift.officer for shift in shifts} | {undo.officer for undo in undone} | {one.officer for one in striking.vain}
    staff = staff_names(at_work | {person for _look, both in overrides for person in both})
    return {
        "shifts": [Line(shift, staff.get(shift.officer, ""), _counts(shift)) for shift in shifts],
        "costs": [CostLine(cost) for cost in costs_of(asked)],
        "overrides": [(look, *(staff.get(person, "") for person in both)) for look, both in overrides],
        "undone": [(one, staff.get(one.officer, "")) for one in undone],
        "vain": [(one, staff.get(one.officer, ""), str(one.pk)[-8:]) for one in striking.vain],
        "late": striking.late,
        "silent": [(hit, label_of(hit.category), reference_of(hit.alert.hex) if hit.alert else "") for hit in striking.silent],
    }


def _both(look: SecondLook) -> list[UUID]:
    """Who proposed to let pass against a stop, and who decided it."""
    return [person for person in (look.proposed_by, look.decided_by) if person]


def _counts(shift: Shift) -> Counts:
    """What passed: as written at the close, or as it stands now."""
    if shift.status == ShiftStatus.OPEN:
        return counts_of(shift)
    kept = ("entries", "exits", "refusals", "counted_entries", "counted_exits", "referred")
    return Counts(**{name: getattr(shift, name) or 0 for name in kept})


def label_of(category: str) -> str:
    """What a category of alerts is called."""
    known = categories().get(category)
    return known.labels.in_language(get_language() or "fr") if known else category
