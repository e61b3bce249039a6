"""A post with its vault in a folder of its own, its officers, and the hub that releases it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.vault import binding, held, opening
from lakay.vault.hub import Book
from lakay.vault.rules import Lives
from lakay.vault.slots import Cost
from lakay.vault.stick import Stick, make_stick

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
QUICK: Cost = (1, 8, 1)
LIVES = Lives()
PIN, DURESS, NODE = "270419", "914072", "a1b2c3d4e5f60718"


@dataclass(slots=True)
class Post:
    """A post: its folder of keys and its first officer's stick."""

    keys: Path
    stick: Stick = field(default_factory=make_stick)
    address: str = ""

    def make(self, duress: str = "") -> None:
        """A vault, opened, the node alone."""
        opening.make_vault(self.keys, self.stick, PIN, "Marie", duress, QUICK)

    def open(self, pin: str = PIN, at: datetime = NOW, stick: Stick | None = None) -> None:
        """An officer opens the post."""
        opening.open_vault(self.keys, stick or self.stick, pin, at, LIVES)

    def bind(self, hub: Book, at: datetime = NOW) -> tuple[str, str]:
        """The post is bound to a hub. Returns the halves of the printed code."""
        bound = binding.bind(NODE, hub.address, at, LIVES)
        assert hub.enrol(bound.card) == NODE
        return bound.halves

    def request(self, at: datetime, pin: str = PIN) -> bytes:
        """The closed post says what to bring to the hub."""
        with pytest.raises(opening.NeedsRelease) as caught:
            self.open(pin, at)
        return caught.value.request

    @property
    def after(self) -> datetime:
        """When the first release has ended."""
        return NOW + LIVES.usual + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def closed_at_the_end() -> Iterator[None]:
    """No test leaves its key in the memory of the next; what the run itself holds comes back."""
    before = list(held._held)
    held._held.clear()
    yield
    held.forget()
    held._held[:] = before


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """A post without a vault yet."""
    return Post(tmp_path / "keys")


@pytest.fixture
def hub(tmp_path: Path) -> Book:
    """The hub's book, empty."""
    return Book(tmp_path / "releases", b"h" * 32, Ed25519PrivateKey.generate())
