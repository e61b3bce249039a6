"""The facts that the tests of the engines ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.statistics import invented
from tests.statistics.invented import Facts


@pytest.fixture(scope="session")
def told() -> Facts:
    """The facts as rows."""
    return invented.facts()


@pytest.fixture(scope="session")
def folder(told: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts as files."""
    return invented.write(told, tmp_path_factory.mktemp("facts"))
