"""Fill the alert list of the demo node with invented alerts: `python -m bench.list COUNT`, with LAKAY_DATA naming its folder."""

from __future__ import annotations

import os
import sys
from random import Random

os.environ.setdefault("LAKAY_MODE", "demo")

from lakay.cli.boot import boot

boot()

# ruff: noqa: E402  (models exist only after Django has started)
from django.conf import settings

from lakay.access.models import Staff
from lakay.demo.alerts import Keepers, list_alerts
from lakay.demo.build import officer_of
from lakay.demo.inventing import Names
from lakay.demo.staff import WORKERS
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock


def actor(username: str) -> Actor:
    """Somebody of the demo at work."""
    worker = next(worker for worker in WORKERS if worker.username == username)
    return officer_of(worker, Staff.objects.get(username=username))


if __name__ == "__main__":
    list_alerts(
        keepers=Keepers(officer=actor("ketly"), approver=actor("ronald"), brigade=actor("mirlande")),
        people=(),
        random=Random(3),
        names=Names(settings.PACK / "names.csv"),
        at=SystemClock().now(),
        count=int(sys.argv[1]),
    )
