"""A bus that is expected at Ouanaminthe, with its list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lakay.border.models import Feed, PassengerList
from lakay.border.passengers.actions import propose_feed
from lakay.border.passengers.receiving import receive
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock

BUS = "Otobis;XX-1\nVwayaj;BIS-7\nSoti;Dajabón\nPou;Wanament\nSiyati;Non;Seks;Dat nesans;Nimewo paspo\nSanon;Evens;M;12/12/1979;RD77\n"


def settle_passengers(sits: Callable[[str, str], Actor]) -> dict[str, Any]:
    """Rose has brought the list of a bus; Frantz has asked for a sender."""
    now = SystemClock().now()
    taken = receive(BUS.encode(), by=sits("rose", "HT-OUA"), at=now, channel="page", name="bus.csv", here="HT-OUA")
    feed = propose_feed(by=sits("frantz", ""), at=now, name="Regional centre")
    listed = PassengerList.objects.get(file=taken.file)
    return {"listed": listed.pk, "passenger_file": taken.file, "feed": feed.id_of(Feed)}
