"""A key on paper, a folder for copies, and a clock that goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.backup import recipient
from lakay.backup.recipient import Made
from lakay.kernel.clock import FixedClock
from tests.journal.conftest import card, marie, node, now, officer_of_data  # noqa: F401  (fixtures)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Ticking(FixedClock):
    """A clock that goes one second at each look, so that no two files have one name."""

    def now(self) -> datetime:
        self.advance(timedelta(seconds=1))
        return self.at


@dataclass
class Paper:
    """The key of the copies: its sheets, and what they make together."""

    made: Made
    private: X25519PrivateKey


@pytest.fixture(scope="session")
def sheets() -> Made:
    """Three sheets of which two are needed. Made once, for the words are slow."""
    return recipient.make(3, 2)


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """Where copies go in this test."""
    settings.BACKUP = tmp_path / "copies"
    settings.BACKUP_KEYS = tmp_path / "keys"
    return tmp_path / "copies"


@pytest.fixture
def paper(sheets: Made, folder: Path) -> Iterator[Paper]:
    """The node seals for these sheets."""
    path = recipient.keep_public(sheets.public)
    yield Paper(sheets, recipient.joined(sheets.shares[:2]))
    path.unlink()


@pytest.fixture
def clock() -> Ticking:
    return Ticking(NOON)


@pytest.fixture
def kept(settings) -> Callable[..., None]:
    """How long copies are kept in this test."""

    def keep(**values: int) -> None:
        settings.BACKUP_KEPT = replace(settings.BACKUP_KEPT, **values)

    return keep


def damaged(path: Path, place: int = -40, by: int = 1) -> None:
    """Change one byte of a file."""
    data = bytearray(path.read_bytes())
    data[place] ^= by
    path.write_bytes(bytes(data))
