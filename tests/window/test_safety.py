"""What the hub's receipt makes safe, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.journal.models import Head
from lakay.journal.pruning import Cover
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer
from lakay.sync.core.receipts import PREFIX, Receipt, Top
from lakay.sync.core.standing import to_json
from lakay.sync.core.store import Standing as State
from lakay.sync.enrolment.fingerprints import node_name
from lakay.sync.models import Standing
from lakay.sync.secrets import secrets
from lakay.window import safety
from lakay.window.choosing import Place
from tests.journal.sample.actions import open_card

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class Hub:
    """A hub that signs receipts for this node."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        public = self.key.public_key().public_bytes_raw()
        self.peer = Peer(node_name(public), public, b"\0" * 32, "hub")

    def confirm(self, backed_up: Cursor, top: Top, key: Ed25519PrivateKey | None = None) -> bytes:
        """Its receipt lies in this node's standing with it."""
        body = Receipt(self.peer.node, "h0", secrets().node, backed_up, backed_up, (top,)).body()
        signed = (key or self.key).sign(PREFIX + body) + body
        Standing.objects.update_or_create(node=self.peer.node, defaults={"state": to_json(State(receipt=signed))})
        return signed


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    """This node's hub, after three entries."""
    for number in range(3):
        open_card(by=Actor(id=new_id(), agency="DIE"), at=NOW, name=f"card {number}")
    hub = Hub()
    monkeypatch.setattr(safety, "core_hubs", lambda: [hub.peer])
    return hub


def head() -> Head:
    return Head.objects.get(id=1)


def top() -> Top:
    return Top(head().epoch, head().seq, bytes(head().hash))


def test_without_a_word_of_the_hub_nothing_is_safe(hub: Hub) -> None:
    assert safety.cover() is None


def test_what_lies_in_a_verified_copy_in_every_lane_is_safe(hub: Hub) -> None:
    signed = hub.confirm(Cursor(head().epoch, 3, 2, 3), top())
    assert safety.cover() == Cover(2, head().seq, bytes(head().hash), signed)


@pytest.mark.parametrize("lanes", [(3, 3, 0), (0, 0, 0)])
def test_a_lane_of_which_nothing_is_safe_keeps_everything(hub: Hub, lanes: tuple[int, int, int]) -> None:
    hub.confirm(Cursor(head().epoch, *lanes), top())
    assert safety.cover() is None


def test_a_receipt_that_another_signed_makes_nothing_safe(hub: Hub) -> None:
    hub.confirm(Cursor(head().epoch, 3, 3, 3), top(), key=Ed25519PrivateKey.generate())
    assert safety.cover() is None


def test_a_receipt_for_a_store_that_was_replaced_makes_nothing_safe(hub: Hub) -> None:
    hub.confirm(Cursor("0123456789abcdef", 3, 3, 3), Top("0123456789abcdef", 3, b"x" * 32))
    assert safety.cover() is None


def test_what_stays_at_home_is_nowhere_else_and_stays(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "goes_to_hub", lambda action: action == "border.crossing.record")
    safe = safety.safe_under(Cover(10, 1, b"", b"signed"))
    assert safe(Place("a", "e", 1, 10, "", "border.crossing.record"))
    assert not safe(Place("a", "e", 1, 11, "", "border.crossing.record")), "not in a verified copy yet"
    assert not safe(Place("a", "e", 1, 9, "", "access.session.lock"))
    assert safe(Place("b", "e", 1, 9, f"{hub.peer.node}.h0", "access.session.lock")), "it came from the hub"
    assert not safe(Place("b", "e", 1, 9, "another.e0", "border.crossing.record")), "a stick from another post brought it"
