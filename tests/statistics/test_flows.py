"""From where to where: what a post joins, in by one and out by another, and the lists of voyages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from lakay.kernel.actors import Actor, system_actor
from lakay.places.actions import load_pack
from lakay.statistics.exporting import export
from lakay.statistics.facts.border import Crossings
from lakay.statistics.facts.flows import CODE, Flows
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked, run
from tests.border.conftest import NOW, officer
from tests.statistics.invented import Facts
from tests.statistics.test_exporting import SECRET, told_nobody
from tests.statistics.test_register import MONTH, busy


@pytest.fixture
def marie() -> Actor:
    """The inspector at the first booth of Ouanaminthe."""
    return officer(1)


@pytest.mark.django_db
def test_a_movement_goes_from_the_province_across_the_line_to_the_commune_of_the_post(marie: Actor, tmp_path: Path) -> None:
    load_pack(by=system_actor("install", frozenset({"places:place:edit"})), at=NOW)
    busy(marie)
    export(tmp_path, [Crossings(), Flows()], SECRET, progress=told_nobody)
    by = ("month", "direction", "from_place", "from_area", "to_place", "to_area")
    found = run(indicator("flows.places"), tmp_path, Asked(by)).rows
    assert found == ((MONTH, "entry", "DOM0405", "DOM04", "HT0421", "HT04", 4),)


@pytest.mark.django_db
def test_flows_are_as_many_as_the_movements(marie: Actor, tmp_path: Path) -> None:
    busy(marie)
    export(tmp_path, [Crossings(), Flows()], SECRET, progress=told_nobody)
    by = ("month", "post", "direction")
    flows, movements = (run(indicator(code), tmp_path, Asked(by)) for code in ("flows.places", "border.movements"))
    assert flows == movements


def test_in_by_one_post_and_out_by_another_is_as_a_plain_count_says(folder: Path, told: Facts) -> None:
    lives: dict[int, list[dict[str, object]]] = {}
    for row in told["crossings"]:
        if row["decision"] == "admitted" and row["person"] is not None:
            lives.setdefault(row["person"], []).append(row)
    expected: dict[tuple[str, ...], int] = {}
    for life in lives.values():
        life.sort(key=lambda row: (row["month"], row["nth"]))
        for before, row in pairwise(life):
            if before["direction"] != row["direction"]:
                cell = (str(before["post"]), str(row["post"]), str(row["direction"]))
                expected[cell] = expected.get(cell, 0) + 1
    found = run(indicator("flows.posts"), folder, Asked(("from_post", "post", "direction"))).rows
    assert {tuple(map(str, row[:-1])): row[-1] for row in found} == expected
    assert len(expected) > 9


@pytest.mark.parametrize(("said", "is_code"), [("MIA", True), ("DOSDQ", True), ("Miami", False), ("", False), ("MIA1", False)])
def test_only_codes_of_airports_and_ports_leave_the_register(said: str, is_code: bool) -> None:
    assert bool(CODE.fullmatch(said)) is is_code
