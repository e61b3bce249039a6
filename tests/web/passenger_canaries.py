"""Markers in what the list of an expected bus says, and who may meet them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lakay.border.models import Feed, Passenger, PassengerFile, PassengerList, PassengerScreening
from lakay.kernel.clock import SystemClock
from tests.web.matrix import DESK, SECOND_LINE

WITHOUT: set[str] = set()

ON_THE_LIST = {"arrivals:voyage": SECOND_LINE}
TO_PROTECT = {"arrivals:protected": DESK}

MEETS: dict[str, dict[str, frozenset[str]]] = {
    "border.passenger.said": ON_THE_LIST | TO_PROTECT,
    "border.passenger_file.file_name": ON_THE_LIST,
    "border.passenger_file.raw": {"arrivals:raw": SECOND_LINE},
    "border.passenger_screening.met": ON_THE_LIST,
    "protected.evidence": TO_PROTECT,
}


def plant(world: Any, mark: Callable[[str], str]) -> list[str]:
    """Put the markers there, and an alert of each kind. Returns the fields marked."""
    listed = PassengerList.objects.get(pk=world.records["listed"])
    passengers = Passenger.objects.filter(listing=listed)
    assert passengers.update(said={"surname": mark("border.passenger.said")})
    PassengerFile.objects.filter(pk=listed.file_id).update(
        file_name=mark("border.passenger_file.file_name"), raw=zlib.compress(mark("border.passenger_file.raw").encode())
    )
    Feed.objects.filter(pk=world.records["feed"]).update(digest=mark("border.feed.digest"))
    about = {"file_id": listed.file_id, "listing": listed, "post": listed.post, "at": SystemClock().now()}
    found = {"passenger": str(passengers.get().pk), "alert": str(uuid4()), "category": "wanted", "basis": "name"}
    for protective, field in ((False, "border.passenger_screening.met"), (True, "protected.evidence")):
        met = [{**found, "evidence": [mark(field)]}]
        PassengerScreening.objects.create(id=uuid4(), **about, protective=protective, met=met)
    return [
        *("border.passenger.said", "border.passenger_file.file_name", "border.passenger_file.raw", "border.feed.digest"),
        *("border.passenger_screening.met", "protected.evidence"),
    ]
