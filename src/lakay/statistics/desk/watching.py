"""The limits held against the cube each time it was worked out, and the posts' silence each hour."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime

from lakay.kernel.actors import system_actor
from lakay.statistics.codes import Turn
from lakay.statistics.cube import Cube, NotInTheCube, look
from lakay.statistics.desk.actions import end_alarm, raise_alarm
from lakay.statistics.desk.permissions import asked_by
from lakay.statistics.desk.rules import Known, Months, Passed, passed
from lakay.statistics.desk.speaking import hours_silent
from lakay.statistics.indicators import MONTH, Indicator, UnknownDimension
from lakay.statistics.models import Alarm, Limit
from lakay.statistics.pack import shown
from lakay.statistics.registry import NoSuchIndicator, indicator
from lakay.statistics.running import Asked

NODE = system_actor("figures")
HUNDRED = 100

log = logging.getLogger(__name__)


def watch_figures(cube: Cube, at: datetime) -> int:
    """Hold every limit on figures against the cube. Returns how many alarms were raised."""
    raised, silent = 0, _silent_months(cube)
    for limit in Limit.objects.standing().exclude(turn=Turn.SILENT):
        try:
            found = {one.cell: one for one in _passed(limit, cube, silent)}
        except (NoSuchIndicator, NotInTheCube, UnknownDimension) as error:
            log.warning("a limit was not looked at: %s", type(error).__name__)
            continue
        raised += settle(limit, found, at)
    return raised


def watch_posts(at: datetime) -> int:
    """Hold every limit on silence against the register. Returns how many alarms were raised."""
    raised = 0
    for limit in Limit.objects.standing().filter(turn=Turn.SILENT):
        posts = [limit.post] if limit.post else []
        found = {post: Passed(post, "", hours) for post, hours in hours_silent(at, limit.bound, posts) if hours >= limit.bound}
        raised += settle(limit, found, at)
    return raised


def settle(limit: Limit, found: Mapping[str, Passed], at: datetime) -> int:
    """Raise what is new, and end what is over."""
    standing = {alarm.cell: alarm for alarm in Alarm.objects.standing().filter(limit=limit)}
    new = [one for cell, one in found.items() if cell not in standing]
    for one in new:
        raise_alarm(by=NODE, at=at, limit=limit, passed=one)
    for cell, alarm in standing.items():
        if cell not in found:
            end_alarm(by=NODE, at=at, alarm=alarm)
    return len(new)


def months_of(cube: Cube) -> Months:
    """The months of the cube that are over, and the one in which it was worked out."""
    running = f"{cube.built_at:%Y-%m}"
    return Months(tuple(month for month in cube.months if month < running), running)


def _passed(limit: Limit, cube: Cube, silent: Mapping[str, frozenset[str]]) -> Iterator[Passed]:
    one, months = indicator(limit.indicator), months_of(cube)
    least = shown().least[one.sensitivity]
    for cell, known in _cells(limit, one, cube).items():
        post = cell if limit.each == "post" else limit.post
        without = silent.get(post, frozenset()) if "post" in one.dimensions else frozenset[str]()
        told = {month: known.get(month, 0) for month in cube.months if month not in without}
        found = passed(Turn(limit.turn), limit.bound, cell, told, months, least=least)
        if found:
            yield found


def _cells(limit: Limit, one: Indicator, cube: Cube) -> dict[str, Known]:
    """{cell: {month: figure}}. A rate is in its own unit, rounded down."""
    answer, cells = look(cube, one, asked_by(limit)), dict[str, dict[str, int]]()
    if not limit.each:
        cells[""] = {}
    place = answer.columns.index(limit.each) if limit.each else -1
    for row in answer.rows:
        cell = str(row[place]) if limit.each else ""
        value = int(row[-1]) if one.of is None else _rate(one, int(row[-2]), int(row[-1]))
        cells.setdefault(cell, {})[str(row[answer.columns.index(MONTH)])] = value
    return dict(cells)


def _rate(one: Indicator, part: int, whole: int) -> int:
    return part * one.factor // whole if whole else 0


def _silent_months(cube: Cube) -> dict[str, frozenset[str]]:
    """{post: months in which it was silent}; under "" those in which no post said anything."""
    try:
        rows = look(cube, indicator("posts.completeness"), Asked((MONTH, "post"))).rows
    except NotInTheCube:
        return {}
    below, found, spoke = shown().silent_below, dict[str, set[str]](), set[str]()
    for month, post, reported, expected in rows:
        if int(reported) * HUNDRED < int(expected) * below:
            found.setdefault(str(post), set()).add(str(month))
        if int(reported):
            spoke.add(str(month))
    found[""] = {str(month) for month, *_figures in rows} - spoke
    return {post: frozenset(months) for post, months in found.items()}
