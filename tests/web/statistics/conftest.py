"""A node that has worked out its figures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lakay.statistics.cube import build
from lakay.statistics.registry import indicator
from tests.statistics import invented

NEEDED = (
    *("border.movements", "border.persons", "border.refusals", "border.refusal_rate", "border.timeliness", "posts.completeness"),
    *("alerts.outcomes", "protection.intakes", "flows.posts"),
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cube of people who do not exist."""
    folder = tmp_path_factory.mktemp("statistics")
    invented.write(invented.facts(), folder / "facts")
    at = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    build([indicator(code) for code in NEEDED], folder / "facts", folder / "cube", at, progress=lambda code, done, of: None)
    return folder


@pytest.fixture
def cube(made: Path, settings: Any) -> Path:
    """This node has worked out its figures."""
    settings.STATISTICS = made
    return made
