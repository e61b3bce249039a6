"""What the tests of releases share: two people of the office of figures, and tables of a small border."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.utils import translation

from lakay.access.policy import ROLES
from lakay.disclosure.tables import Table
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor
from lakay.publication.actions import propose_release, publish_release
from lakay.publication.codes import Sensitivity
from lakay.publication.models import Release
from lakay.publication.preparing import attack_again, prepare

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
POSTS, SEXES, AGES = ["Wanament", "Beladè", "Malpas", "Ansapit"], ["F", "M"], ["0-17", "18-59", "60+"]


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def at_work(number: int, role: str = "analyst") -> Actor:
    """Somebody of the office of figures."""
    permissions = frozenset(permission.value for permission in ROLES[role].permissions)
    return Actor(UUID(int=number), "ONM", "", frozenset({role}), permissions)


FABIENNE, MYRIAM = at_work(1), at_work(2)


def counted(seed: int) -> dict[tuple[str, str, str], int]:
    """A month of a small border."""
    rng = random.Random(seed)
    return {(post, sex, age): int(rng.paretovariate(0.5)) for post in POSTS for sex in SEXES for age in AGES}


def tables(period: str, *months: dict[tuple[str, str, str], int]) -> list[Table]:
    """Two tables of a period: by post and sex, by post and age."""
    whole = {cell: sum(month[cell] for month in months) for cell in months[0]}
    return [_by(period, whole, (0, 1), ("post", "sex")), _by(period, whole, (0, 2), ("post", "age"))]


def _by(period: str, whole: dict[tuple[str, str, str], int], places: Sequence[int], names: tuple[str, ...]) -> Table:
    cells: dict[tuple[str, ...], int | None] = {}
    for cell, count in whole.items():
        one = tuple(cell[place] for place in places)
        cells[one] = (cells.get(one) or 0) + count
    return Table(f"{' and '.join(names)}, {period}", names, cells, "movements", (("period", period),))


def put_out(found: Sequence[Table], title: str = "Movements", revises: Release | None = None) -> Release:
    """Fabienne proposes, Myriam publishes."""
    prepared = prepare(found, Sensitivity.MOVEMENTS, title=title, method="Counted at the booths.", revises=revises)
    kept = propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release)
    release = Release.objects.get(pk=kept)
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    release.refresh_from_db()
    return release
