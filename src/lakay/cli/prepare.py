"""What `lakay init` does once Django has started."""

from __future__ import annotations

from collections.abc import Iterator

from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import system_actor
from lakay.kernel.clock import SystemClock
from lakay.places.actions import load_pack

INSTALLER = system_actor("install", permissions=frozenset({"places:place:edit"}))


def bring_up_to_date() -> Iterator[str]:
    """Keys, then the country pack. Yields a line for each thing done."""
    yield "Made the keys of this node." if make_node_keys() else "The keys of this node are there."
    receipt = load_pack(by=INSTALLER, at=SystemClock().now())
    yield f"Loaded the country pack: {len(receipt.records)} records." if receipt.records else "The country pack is up to date."
