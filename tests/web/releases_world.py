"""Releases for the matrix: one is out, one waits for a second person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.publication.actions import propose_release, publish_release
from lakay.publication.codes import Sensitivity
from lakay.publication.models import Release
from lakay.publication.preparing import attack_again, prepare
from tests.publication.conftest import counted, tables


def settle_releases(sits: Callable[[str, str], Actor]) -> dict[str, Any]:
    """Fabienne proposes two, Gerald publishes the first."""
    now, kept = SystemClock().now(), []
    for number in (1, 2):
        found = tables(f"2026-0{number}", counted(number))
        prepared = prepare(found, Sensitivity.MOVEMENTS, title=f"Movements {number}", method="Counted at the booths.")
        kept.append(propose_release(by=sits("fabienne", ""), at=now, prepared=prepared).id_of(Release))
        if number == 1:
            release = Release.objects.get(pk=kept[0])
            publish_release(by=sits("gerald", ""), at=now, release=release, stands=attack_again(release))
    return {"release_out": kept[0], "release": kept[1]}
