"""What others count, in the demo: returns told by the other side, money sent home, a census. Every number and every source is invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.reported.actions import Delivery, enter_figures, start_series
from lakay.reported.models import Series
from lakay.reported.rules import What, judge

ANALYST = "fabienne"
LICENCE = "chiffres inventés, pour l'exercice"
NOTE = "Inventé pour la démonstration : aucun de ces chiffres n'a été publié par qui que ce soit."
MONTHS, QUARTERS = 14, 12
CENSUSES = (13, 8, 3)
"""So many years ago people were counted."""

Rows = list[tuple[tuple[str, ...], str]]


@dataclass(frozen=True, slots=True)
class Told:
    """An invented series: what is said of it, the names of its columns, and its deliveries, an edition with its rows each."""

    code: str
    title: str
    what: What
    unit: str
    source: str
    beside: str
    columns: tuple[str, ...]
    deliveries: tuple[tuple[str, Rows], ...]


def tell_of_others(people: Mapping[str, Actor], random: Random, at: datetime) -> None:
    """Enter them in the name of the analyst."""
    by = people[ANALYST]
    for one in (_returns(random, at.date()), _money(random, at.date()), _census(random, at.date())):
        said = {
            "title": one.title,
            "what": one.what.value,
            "unit": one.unit,
            "source": one.source,
            "licence": LICENCE,
            "note": NOTE,
            "beside": one.beside,
        }
        with one_turn():
            series = Series.objects.get(pk=start_series(by=by, at=at, code=one.code, values=said).id_of(Series))
            for edition, rows in one.deliveries:
                enter_figures(by=by, at=at, series=series, given=Delivery(judge(one.columns, rows), edition))


def _returns(random: Random, today: date) -> Told:
    """By month and post; one row of the file has no number."""
    months = _months(today, MONTHS)
    posts = {"HT-OUA": 310, "HT-MAL": 190, "HT-BEL": 420}
    rows: Rows = [((month, post), _near(random, usual)) for month in months for post, usual in posts.items()]
    rows[3] = (rows[3][0], "n/d")
    source = "Direction des migrations de l'autre côté (inventée), bulletin mensuel"
    return Told(
        "retours-inventes",
        "Personnes renvoyées, selon l'autre côté (inventé)",
        What.RETURNS,
        "personnes",
        source,
        "border.movements",
        ("period", "post"),
        ((f"bulletin {months[-1]}", rows),),
    )


def _money(random: Random, today: date) -> Told:
    """By quarter; the newest edition sets the last quarter of the one before right."""
    quarters = _quarters(today, QUARTERS)
    rows: Rows = [((quarter,), f"{random.randint(7_600, 10_400) / 10:.1f}") for quarter in quarters]
    again: Rows = [((quarters[-2],), f"{random.randint(8_000, 10_400) / 10:.1f}"), rows[-1]]
    return Told(
        "transferts-inventes",
        "Argent envoyé au pays par les familles (inventé)",
        What.REMITTANCES,
        "millions USD",
        "Banque d'un pays inventé, statistiques des transferts",
        "border.persons",
        ("period",),
        ((f"édition {quarters[-2]}", rows[:-1]), (f"édition {quarters[-1]}", again)),
    )


def _census(random: Random, today: date) -> Told:
    """By year and nationality."""
    rows: Rows = [
        ((str(today.year - ago), country), _near(random, usual))
        for ago in CENSUSES
        for country, usual in (("DOM", 9_400), ("USA", 2_600), ("FRA", 900))
    ]
    return Told(
        "recensement-invente",
        "Étrangers vivant au pays, selon le recensement (inventé)",
        What.STOCK,
        "personnes",
        "Institut de statistique d'un pays inventé, recensement",
        "border.migrants",
        ("period", "nationality"),
        ((f"recensement {today.year - CENSUSES[-1]}", rows),),
    )


def _near(random: Random, usual: int) -> str:
    return str(round(usual * random.uniform(0.7, 1.3)))


def _months(today: date, count: int) -> list[str]:
    """The last months that are over."""
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in _before(today.year * 12 + today.month - 1, count)]


def _quarters(today: date, count: int) -> list[str]:
    """The last quarters that are over."""
    return [f"{number // 4:04}-Q{number % 4 + 1}" for number in _before(today.year * 4 + (today.month - 1) // 3, count)]


def _before(number: int, count: int) -> Iterator[int]:
    yield from range(number - count, number)
