"""Releases for the matrix: one is out, one waits for a second person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.publication.actions import Chosen, ask_draft, propose_release, publish_release
from lakay.publication.choosing import BORDER
from lakay.publication.codes import Sensitivity
from lakay.publication.models import Release
from lakay.publication.preparing import attack_again, prepare
from tests.publication.conftest import counted, tables

ABOUT = {
    "period": "2026-01",
    "set": "movements",
    "made": "2026-02-01T06:00:00+00:00",
    "days": [58, 62],
    "on_time": 97,
    "silent": [["HT-MAL", 4]],
}


def settle_releases(sits: Callable[[str, str], Actor]) -> dict[str, Any]:
    """Fabienne proposes two, Gerald publishes the first; figures of hers are being tried."""
    now, kept = SystemClock().now(), []
    for number in (1, 2):
        found = tables(f"2026-0{number}", counted(number))
        prepared = prepare(
            found, Sensitivity.MOVEMENTS, title=f"Movements {number}", method="Counted at the booths.", about=ABOUT
        )
        kept.append(propose_release(by=sits("fabienne", ""), at=now, prepared=prepared).id_of(Release))
        if number == 1:
            release = Release.objects.get(pk=kept[0])
            publish_release(by=sits("gerald", ""), at=now, release=release, stands=attack_again(release))
    chosen = Chosen("Border 2026-Q1", Sensitivity.MOVEMENTS, "2026-Q1", BORDER[:1])
    draft = ask_draft(by=sits("fabienne", ""), at=now, chosen=chosen, language="en")
    return {"release_out": kept[0], "release": kept[1], "draft": draft}
