"""The list has changed: everybody who passed lately, and everybody who is expected, is held against what is new on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from lakay.border.models import Encounter, PassengerList
from lakay.border.passengers.receiving import screen
from lakay.kernel.clock import Clock
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import PersonName
from lakay.watchlist.actions.screening import Met, Stopped, note_screening
from lakay.watchlist.categories import categories
from lakay.watchlist.keeper import program
from lakay.watchlist.models import Screening
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.judging import Read
from lakay.watchlist.rules.states import ScreeningStatus
from lakay.watchlist.screens import held_against
from lakay.watchlist.sought import changed_since

IN_A_STEP = 2_000
"""Encounters looked at between two notes of how far it got."""

_COLUMNS = (
    *("id", "at", "post", "person_id", "person__birth", "person__sex", "person__nationalities"),
    *("document__issuing_state", "document__number", "document__type"),
)


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody who passed."""

    encounter: UUID
    at: datetime
    post: str
    reads: tuple[Read, ...]


def work_through(clock: Clock) -> int:
    """Do the screenings that wait. Returns how many were finished."""
    done = 0
    for screening in Screening.objects.filter(status=ScreeningStatus.RUNNING).order_by("asked_at", "id"):
        try:
            screen_again(screening, clock)
        except Stopped:
            continue
        done += 1
    return done


def screen_again(screening: Screening, clock: Clock) -> None:
    """One screening, from where it stopped to its end. Raises Stopped."""
    sought = list(changed_since(screening.changed_since, clock.now()))
    by, protective = program(), {code for code, category in categories().items() if category.protective}
    steps = ([(one, one.reads) for one in step] for step in _steps(screening))
    for step in held_against(sought, steps) if sought else ():
        met = [
            Met(meant.alert, one.encounter, one.post, one.at, meant.category in protective, judged.evidence, judged.score)
            for one, found in step
            for meant, judged in ((sought[number], judged) for number, judged in found)
        ]
        note_screening(by=by, at=clock.now(), screening=screening, place=step[-1][0].encounter, seen=len(step), met=met)
    _expected(screening, clock)
    note_screening(by=by, at=clock.now(), screening=screening, place=None, seen=0, met=(), ended=True)


def _expected(screening: Screening, clock: Clock) -> None:
    """Everybody on the lists of those who are still to come, or came today."""
    lists = PassengerList.objects.standing().screened_before(screening.asked_at)
    for listed in lists.filter(expected_at__gte=screening.asked_at - timedelta(days=1)).order_by("expected_at", "id"):
        screen(listed, clock.now())


def _steps(screening: Screening) -> Iterator[list[Passed]]:
    """Those who passed in the days before it was asked for, in the order of the register, after the last who was looked at."""
    since = screening.asked_at - timedelta(days=screening.days)
    rows = Encounter.objects.filter(at__gte=since).order_by("at", "id")
    last = Encounter.objects.filter(pk=screening.place).values_list("at", "id").first() if screening.place else None
    while True:
        after = rows.filter(Q(at__gt=last[0]) | Q(at=last[0], id__gt=last[1])) if last else rows
        step = list(after.values_list(*_COLUMNS)[:IN_A_STEP])
        if not step:
            return
        yield passed_of(step)
        last = step[-1][1], step[-1][0]


def passed_of(rows: list[tuple[Any, ...]]) -> list[Passed]:
    """Encounters with every name that their person bears, in one query more."""
    names: dict[UUID, list[WantedName]] = {}
    for person, family, given, whole in PersonName.objects.filter(person__in={row[3] for row in rows}, ended_at=None).values_list(
        "person_id", "family", "given", "whole"
    ):
        names.setdefault(person, []).append(WantedName(family, given) if family or given else WantedName(whole, ""))
    return [_passed(row, names.get(row[3], [])) for row in rows]


def _passed(row: tuple[Any, ...], names: list[WantedName]) -> Passed:
    pk, at, post, _person, birth, sex, nationalities, state, number, kind = row
    document = WantedDocument(state, number, kind) if number else None
    born, nationality = PartialDate.parse(birth), next(iter(nationalities or ()), "")
    bearing = names or [WantedName("", "")]
    return Passed(pk, at, post, tuple(Read(document, name, born, sex, nationality) for name in dict.fromkeys(bearing)))
