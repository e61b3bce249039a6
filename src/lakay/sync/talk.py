"""One conversation with a peer: parcels to and fro until neither side has more, or the line goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from datetime import time as Hour  # noqa: N812  (an hour of the day, beside the clock that only counts)
from functools import partial
from typing import TypeVar

from lakay.sync import exchange, timing
from lakay.sync.exchange import Offer
from lakay.sync.https import Refused, TooBusy
from lakay.sync.https.client import Cut, Way
from lakay.sync.timing import Link, Rules

Answer = TypeVar("Answer")

MOST_PARCELS = 100_000
"""Of one conversation: a peer that always says it has more is not listened to for ever."""


@dataclass(frozen=True, slots=True)
class Told:
    """How a conversation went: parcels answered, events and bytes of parcels each way, and what stopped it.

    `fault` is empty when all was said; else `cut`, `busy`, `refused` (the peer does not know us) or `damaged`.
    """

    link: Link
    parcels: int = 0
    sent: int = 0
    got: int = 0
    sent_bytes: int = 0
    got_bytes: int = 0
    fault: str = ""


def carried(make: Callable[..., Offer], carry: Callable[[bytes], Answer]) -> tuple[Offer, Answer]:
    """Make a parcel and bring it, short if it may be; a peer that refuses it so (it was restored, or set back a release) gets the long form.

    Returns the parcel that was taken and what came back. Raises as `Way.carry` does.
    """
    made = make(may_be_brief=True)
    try:
        return made, carry(made.parcel)
    except Refused:
        if not made.brief:
            raise
    made = make()
    return made, carry(made.parcel)


@dataclass(slots=True)
class Talk:
    """A conversation with one peer. `now` is the clock on the wall, `hour` that of the post; `pace` is silent for some seconds
    and says whether to go on, `chance` gives numbers from 0 up to 1.
    """

    node: str
    way: Way
    rules: Rules
    now: Callable[[], datetime]
    hour: Callable[[], Hour]
    pace: Callable[[float], bool]
    chance: Callable[[], float]

    def hold(self, link: Link) -> Told:
        """Exchange until nothing is left, the line fails, or `pace` says to stop."""
        told, more = Told(link), True
        try:
            while more and told.parcels < MOST_PARCELS:
                told, more, silence = self._exchange(told)
                more = more and self.pace(silence)
        except (Cut, TooBusy, Refused, exchange.NotForUs) as error:
            failed = timing.failed(told.link, self.rules, time.monotonic(), self.chance())
            told = replace(told, link=failed, fault=FAULTS[type(error)])
        return told

    def _exchange(self, told: Told) -> tuple[Told, bool, float]:
        """One parcel there and one back: what is known then, whether there is more to say, and seconds to be silent first."""
        open_ = timing.lanes(self.rules, self.hour())
        most = told.link.most
        make = partial(exchange.offer, self.node, most_bytes=most, at=self.now(), lanes=open_)
        start = time.monotonic()
        offered, back = carried(make, partial(self.way.carry, most=most, photos="photo" in open_))
        seconds = time.monotonic() - start
        taken = exchange.accept(back, at=self.now())
        size = len(offered.parcel) + len(back)
        told = replace(
            told,
            link=timing.went_through(told.link, self.rules, time.monotonic(), size, seconds),
            parcels=told.parcels + 1,
            sent=told.sent + offered.events,
            got=told.got + taken.events,
            sent_bytes=told.sent_bytes + len(offered.parcel),
            got_bytes=told.got_bytes + len(back),
        )
        # what was taken is told in the next parcel, even if there is nothing else to say
        return told, offered.more or taken.more or taken.events > 0, timing.pause(size, seconds, self.rules)


FAULTS: dict[type[Exception], str] = {Cut: "cut", TooBusy: "busy", Refused: "refused", exchange.NotForUs: "damaged"}
