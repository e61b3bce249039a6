"""The yearly migration profile: which chapters it has, and what the ledger and the figures of others can say in each.

Chapters follow the template of IOM (“Migration Profiles: Making the Most of the Process”, 2011, Part A and the remittances of Part B), as far as
records give them. (The numbering of the template was not checked against the printed guide.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.publication.models import Release, ReleaseTable
from lakay.publication.periods import months_of
from lakay.publication.queries import published, tables_of
from lakay.reported.models import Series
from lakay.reported.queries import Held, standing, values_of
from lakay.reported.rules import What


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: what may be told in it. `measures` are those of the ledger, `others` kinds of figures of others."""

    title: str | Promise
    measures: tuple[str, ...] = ()
    others: tuple[What, ...] = ()


SECTIONS = (
    Section(_("Movements at the border"), ("border.movements", "border.flows")),
    Section(_("Immigration"), ("border.migrants",), (What.STOCK,)),
    Section(_("Emigration and the diaspora"), (), (What.STOCK,)),
    Section(_("Irregular migration"), ("border.refusals", "border.overstays", "border.overstays_open")),
    Section(_("Trafficking in persons and protection"), ("sdg.16_2_2", "protection.intakes", "protection.screenings")),
    Section(_("Refugees and forced migration"), (), (What.REFUGEES,)),
    Section(_("Return"), (), (What.RETURNS,)),
    Section(_("Deaths on the way"), ("sdg.10_7_3",), (What.DEATHS,)),
    Section(_("Remittances"), (), (What.REMITTANCES,)),
    Section(_("Labour, health and environment")),
    Section(_("Laws, institutions and cooperation")),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A chapter with what there is: tables of releases, and series of others with their values of the year. Neither: it is missing."""

    section: Section
    tables: tuple[tuple[Release, ReleaseTable], ...]
    series: tuple[tuple[Series, tuple[Held, ...]], ...]

    @property
    def missing(self) -> bool:
        """Whether nothing can be said."""
        return not self.tables and not self.series


def standing_releases() -> list[Release]:
    """Bulletins, not situation reports, that no later release revises, the oldest first."""
    found = published()
    revised = {one.revises_id for one in found}
    return [one for one in reversed(found) if one.about and one.about.get("kind") != "event" and one.pk not in revised]


def years(on: date) -> list[int]:
    """The years of which a profile can be made: those of which something came out, and the last one that is over. The newest first."""
    found = {int(one.about["period"][:4]) for one in standing_releases()}
    return sorted(found | {on.year - 1}, reverse=True)


def profile(by: Actor, purpose: Purpose, year: int) -> list[Filled]:
    """The chapters of a year, each with what there is."""
    tables = [(one, table) for one in standing_releases() if one.about["period"][:4] == str(year) for table in tables_of(one)]
    series = [(one, _of_year(one, year)) for one in standing(by, purpose)]
    return [_filled(section, tables, series) for section in SECTIONS]


def _of_year(series: Series, year: int) -> tuple[Held, ...]:
    return tuple(held for held in values_of(series) if held.value.period[:4] == str(year))


def _filled(
    section: Section, tables: Sequence[tuple[Release, ReleaseTable]], series: Sequence[tuple[Series, tuple[Held, ...]]]
) -> Filled:
    ours = [(release, table) for release, table in tables if table.measure in section.measures]
    longest = max((len(months_of(release.about["period"])) for release, _ in ours), default=0)
    return Filled(
        section,
        tuple((release, table) for release, table in ours if len(months_of(release.about["period"])) == longest),
        tuple((one, values) for one, values in series if values and one.what in section.others),
    )
