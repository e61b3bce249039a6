"""Who reads figures in these tests, and the figures they read."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from lakay.access.policy import ROLES
from lakay.kernel.actors import Actor
from lakay.statistics.cube import Cube, build
from lakay.statistics.registry import indicator
from tests.statistics import invented

NOW = datetime(2027, 1, 3, 6, 0, tzinfo=UTC)
"""Three nights after the last month of the invented facts."""


def reader(number: int, role: str, agency: str) -> Actor:
    """Somebody of a role."""
    permissions = frozenset(str(one) for one in ROLES[role].permissions)
    return Actor(UUID(int=number), agency=agency, roles=frozenset({role}), permissions=permissions)


FABIENNE = reader(1, "analyst", "ONM")
COLLEAGUE = reader(2, "analyst", "ONM")
STRANGER = reader(3, "analyst", "MICT")
GERALD = reader(4, "ministry_reader", "ONM")
MARIE = reader(5, "inspector", "DIE")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Cube:
    """A cube of what the limits are held against."""
    folder = tmp_path_factory.mktemp("desk")
    invented.write(invented.facts(), folder / "facts")
    wanted = [indicator(code) for code in ("border.movements", "border.persons", "border.refusal_rate", "posts.completeness")]
    return build(wanted, folder / "facts", folder / "cube", NOW, progress=lambda code, done, of: None)
