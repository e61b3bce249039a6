"""A traveller whom one post registers and the next sees again: `node("run", what="tests.sync.far_traveller:…")`."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from lakay.border import actions
from lakay.border.models import Crossing, Encounter, Shift
from lakay.border.rules import Channel, Decision, Direction
from lakay.people.models import Person
from lakay.places.pack.exchange import Corridor
from lakay.places.pack.load import read_pack
from lakay.sync import table
from lakay.sync.core.audience import Audience
from lakay.sync.reports import report_now
from tests.border.conftest import passport
from tests.sync.node_commands import now, officer

DAY = date(2026, 11, 22)


def see(post: str, number: str, by: int) -> int:
    """An officer reads their passport and admits them. Returns how many people are known here then."""
    by_whom = officer(by, post)
    actions.open_shift(by=by_whom, at=now(), post=post, lane="1", direction=Direction.ENTRY)
    shift = Shift.objects.get(post=post)
    reading = actions.Reading.of_zone(passport(number=number, surname="Joseph"), Channel.READER, DAY, "HTI")
    met = actions.open_encounter(by=by_whom, at=now(), shift=shift, reading=reading)
    encounter = Encounter.objects.select_related("shift", "person").get(pk=met.id_of(Encounter))
    actions.record_crossing(
        by=by_whom, at=now(), encounter=encounter, decision=Decision.ADMITTED, local_on=DAY, age=30, still_open=()
    )
    return Person.objects.count()


def stands() -> dict[str, int]:
    """How it stands: what waits quietly, what is looked at, and what has its effect."""
    report = report_now(now())
    return {
        "quiet": report.quiet,
        "listed": report.waiting + report.refused + report.newer,
        "encounters": Encounter.objects.count(),
        "crossings": Crossing.objects.count(),
    }


def widen() -> None:
    """The country gives its corridors anew: Ouanaminthe and Belladère have one now."""
    pack = read_pack(settings.PACK)
    wider = Audience.of(pack.exchange, table.near((*pack.corridors, Corridor("new", ("HT-OUA", "HT-BEL"), (), ()))))
    table.audience = lambda: wider  # type: ignore[assignment]
