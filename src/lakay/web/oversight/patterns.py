"""Are the rules of patterns right, and right for everybody? How often each fired, how often the desk agreed, for whom."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.border.patterns.bias import Judged, Line, counted, judged, movements
from lakay.border.patterns.cells import LEAST, Cell, share
from lakay.border.patterns.pack import patterns
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.oversight.log import harmless
from lakay.web.shell.country import country_name
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import SEXES

QUARTERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a calendar. Fixed spans: two that overlap would tell by their difference what each hides."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter of a day."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def code(self) -> str:
        """“2026-4”, as in the address."""
        return f"{self.year}-{self.number}"

    @property
    def before(self) -> Quarter:
        """The one before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        """The one after."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def first(self) -> datetime:
        """Its first instant at the clock of the screen."""
        start = datetime.combine(date(self.year, 3 * self.number - 2, 1), time.min, timezone.get_current_timezone())
        return start.astimezone(UTC)

    def __str__(self) -> str:
        return _("quarter %(number)d of %(year)d") % {"number": self.number, "year": self.year}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A group of people under a rule, every figure in words."""

    group: str | Promise
    fired: str
    closed: str
    agreed: str
    rate: str
    in_ten_thousand: str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule and its lines; the first is all together."""

    name: str
    lines: list[ShownLine]


@page(Permission.PATTERN_REVIEW, purpose=Purpose.OVERSIGHT)
def figures(request: DeskRequest) -> HttpResponse:
    """The figures of a quarter on the screen."""
    chosen, offered = quarters(request)
    values = {"rules": rules_of(request, chosen), "quarters": offered, "chosen": chosen, "least": LEAST}
    return render(request, "oversight/patterns.html", values)


@page(Permission.PATTERN_REVIEW, purpose=Purpose.OVERSIGHT)
def figures_csv(request: DeskRequest) -> HttpResponse:
    """The same figures as a table for a spreadsheet; what the screen hides is hidden here too."""
    chosen, _offered = quarters(request)
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(("rule", "group", "fired", "closed", "agreed", "rate", "in_10000_movements"))
    for rule in rules_of(request, chosen):
        for line in rule.lines:
            cells = (rule.name, line.group, line.fired, line.closed, line.agreed, line.rate, line.in_ten_thousand)
            writer.writerow([harmless(str(cell)) for cell in cells])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lakay-patterns-{chosen.code}.csv"'
    return response


def quarters(request: DeskRequest) -> tuple[Quarter, list[Quarter]]:
    """The quarter asked for, else the present one, and those that are offered."""
    offered = [Quarter.of(timezone.localtime(SystemClock().now()).date())]
    while len(offered) < QUARTERS_SHOWN:
        offered.append(offered[-1].before)
    return next((each for each in offered if each.code == request.GET.get("quarter")), offered[0]), offered


def rules_of(request: DeskRequest, quarter: Quarter) -> list[ShownRule]:
    """Count, and enter that somebody counted."""
    span = (quarter.first, quarter.after.first)
    found = judged(counted(*span), movements(*span))
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="border.pattern_figures.read", subjects=())
    return [ShownRule(patterns().label(each.rule, get_language() or ""), lines_of(each)) for each in found]


def lines_of(rule: Judged) -> list[ShownLine]:
    """All together, then each nationality, then each sex."""
    nationalities = [shown(line, country_name(line.group) or line.group or _("not stated")) for line in rule.by_nationality]
    sexes = [shown(line, SEXES.get(line.group, line.group)) for line in rule.by_sex]
    return [shown(rule.whole, _("Everybody")), *nationalities, *sexes]


def shown(line: Line, group: str | Promise) -> ShownLine:
    """A line in words."""
    often = line.in_ten_thousand
    return ShownLine(
        group, number(line.fired), number(line.closed), number(line.agreed), rate(line), "—" if often is None else str(often)
    )


def number(cell: Cell) -> str:
    """A number, or why there is none."""
    if cell.number is not None:
        return str(cell.number)
    return f"<{LEAST}" if cell.few else "…"


def rate(line: Line) -> str:
    """How often the desk agreed, of the calls that are closed."""
    found = share(line.agreed, line.closed)
    if found is None:
        return "—"
    sort, percent = found
    return _("%(percent)d %%") % {"percent": percent} if sort == "is" else _("at most %(percent)d %%") % {"percent": percent}
