"""A list of five thousand invented people, built once for all tests of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.names.population import Population, people
from bench.names.search_index import entry
from lakay.names.index.columns import Columns
from lakay.names.index.searching import Searcher
from lakay.names.index.segment import Segment
from lakay.names.index.store import in_use, publish

COUNT = 5_000


@pytest.fixture(scope="session")
def listed() -> Population:
    return people(1, COUNT)


@pytest.fixture(scope="session")
def folder(listed: Population, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published list. Tests that change a list publish their own."""
    place = tmp_path_factory.mktemp("index")
    publish(place, map(entry, listed))
    return place


@pytest.fixture(scope="session")
def searcher(folder: Path) -> Searcher:
    return Searcher(folder)


@pytest.fixture(scope="session")
def segment(folder: Path) -> Segment:
    from lakay.names.index.columns import load

    return Segment(load(in_use(folder)))


@pytest.fixture(scope="session")
def columns(segment: Segment) -> Columns:
    return segment.columns
