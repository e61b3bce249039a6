"""A module that brings a file of indicators has brought them: to the list, the cube, the facts and the words, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from lakay.statistics import facts, registry, sets
from lakay.statistics.cube import build, look
from lakay.statistics.exporting import export
from lakay.statistics.keeping import sources
from lakay.statistics.registry import fact_tables, indicator, indicators, wording
from lakay.statistics.running import Asked
from lakay.web.statistics import words
from tests.statistics.test_exporting import told_nobody

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
BOATS = '''
"""Boats that were rescued."""

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.shapes import FactTable, Sensitivity, whole, text
from lakay.statistics.wording import Named, Wording

RESCUES = FactTable("rescues", "Boats", Sensitivity.MOVEMENTS, (text("coast", "p-code"), text("sea", "rough or calm"), whole("aboard", "people")))
WORDS = Wording({"coast": "Coast", "sea": "Sea"}, {"sea": {"rough": "rough sea"}}, {"coast": Named.PLACE})
INDICATORS = (
    Indicator(
        "boats.aboard", Page("People rescued", "Each.", "None.", "Logs."), Measure.PERSONS, RESCUES, lambda rows: rows.aboard.sum(),
        ("month", "coast", "sea"),
    ),
)
'''
LOGS = '''
"""The logs of the boats."""

from functools import partial

from lakay.statistics.facts.source import Whole
from lakay.statistics.sets.zz_boats import RESCUES

SOURCES = (partial(Whole, RESCUES, lambda: [("2026-10", 20736, "Mo", "HT-CAP-SEA", "HT0311", "rough", 120)]),)
'''


@pytest.fixture
def _boats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The two files of a module that comes later."""
    for package, text in ((sets, BOATS), (facts, LOGS)):
        place = tmp_path / package.__name__.rpartition(".")[2]
        place.mkdir()
        (place / "zz_boats.py").write_text(text)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(place)])
    kept = (registry.files, registry.indicators, registry.fact_tables, registry.wording)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


@pytest.mark.usefixtures("_boats")
@pytest.mark.django_db
def test_a_new_file_is_found_everywhere_by_itself(tmp_path: Path) -> None:
    assert "boats.aboard" in indicators()
    assert "rescues" in fact_tables()
    one = indicator("boats.aboard")
    of_boats = [source for source in sources() if source.table.name == "rescues"]
    export(tmp_path / "out", of_boats, "s" * 40, progress=told_nobody)
    cube = build([one], tmp_path / "out", tmp_path / "cube", NOW, progress=lambda code, done, of: None)
    assert look(cube, one, Asked(("month", "coast"))).rows == (("2026-10", "HT0311", 120),)
    with translation.override("en"):
        assert (words.dimension("coast"), words.value("sea", "rough"), words.value("coast", "HT0311")) == (
            "Coast",
            "rough sea",
            "Cap-Haïtien",
        )


def test_two_files_may_not_call_one_thing_differently() -> None:
    known = {"area": "Department"}
    registry._join(known, {"area": "Department", "sea": "Sea"})
    with pytest.raises(TypeError, match="area is called both"):
        registry._join(known, {"area": "Province"})
    assert set(wording().dimensions) >= {"from_place", "service_type", "incident"}
