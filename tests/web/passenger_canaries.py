"""Markers in what the list of an expected bus says, and who may meet them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lakay.border.models import Feed, Passenger, PassengerFile, PassengerHit, PassengerList
from lakay.kernel.clock import SystemClock
from tests.web.matrix import MIRLANDE, SECOND_LINE

WITHOUT = {"border.passenger_hit.alert", "border.passenger_hit.basis"}  # an id and a code

ON_THE_LIST = {"arrivals:voyage": SECOND_LINE}
TO_PROTECT = {"arrivals:protected": MIRLANDE}

MEETS: dict[str, dict[str, frozenset[str]]] = {
    "border.passenger.said": ON_THE_LIST | TO_PROTECT,
    "border.passenger_file.file_name": ON_THE_LIST,
    "border.passenger_file.raw": {"arrivals:raw": SECOND_LINE},
    **dict.fromkeys(("border.passenger_hit.category", "border.passenger_hit.evidence"), ON_THE_LIST),
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
    about = {"file_id": listed.file_id, "listing": listed, "passenger": passengers.get(), "post": listed.post, "versions": {}}
    about |= {"at": SystemClock().now(), "basis": "name"}
    own = {"category": mark("border.passenger_hit.category"), "evidence": [mark("border.passenger_hit.evidence")]}
    PassengerHit.objects.create(id=uuid4(), **about, **own, protective=False)
    PassengerHit.objects.create(
        id=uuid4(), **about, category="protective", evidence=[mark("protected.evidence")], protective=True
    )
    return [
        *("border.passenger.said", "border.passenger_file.file_name", "border.passenger_file.raw", "border.feed.digest"),
        *("border.passenger_hit.category", "border.passenger_hit.evidence", "protected.evidence"),
    ]
