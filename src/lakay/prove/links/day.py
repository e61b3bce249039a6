"""`lakay prove day`: a busy post hands over a day that it worked alone, over a telephone line that goes in mid-sentence now and then."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lakay.demo.nodes.house import WentWrong
from lakay.demo.relay import Relay
from lakay.prove.links.away import Away, at_a_post, at_the_hub
from lakay.prove.links.comparing import compare
from lakay.prove.links.network import PORT, Line, Quality, inside, network

Tell = Callable[[str], None]
SAID_TWICE_AT_MOST = 0.05
SECONDS_AT_MOST = 600
BETWEEN_CUTS = (20_000, 60_000)
HEADS = 180
"""Bytes of HTTP around a parcel and its answer (two lines of a request, four of an answer)."""


class Within(Relay):
    """A relay whose sockets belong to a namespace: it counts and cuts what a post says on its line."""

    def __init__(self, line: Line) -> None:
        self._space = line.post
        with inside(line.post):
            super().__init__(PORT, to_host=line.hub_address)

    def run(self) -> None:
        with inside(self._space):
            super().run()


@dataclass(frozen=True, slots=True)
class Said:
    """What the post's program says of its exchanges: bytes of parcels that were answered, and how often it had to begin again."""

    answered: int
    began: int
    sent: int
    parcels: int


def day(
    folder: Path, environment: Mapping[str, str], crossings: int, quality: Quality, cuts: int, seed: int, tell: Tell
) -> dict[str, int]:
    """The figures; `wrong` is 0 if all arrived, in time, with little said twice. Raises NotHere."""
    with network(1, quality) as net:
        line = net.lines[0]
        hub, post = at_the_hub(folder, net.space(0), environment), at_a_post(folder, line, environment)
        relay = Within(line)
        relay.start()
        try:
            _settle(hub, post, line, tell)
            tell(f"{crossings} crossings")
            post.run("rehearse", "play", "HT-OUA", str(crossings), timeout=1800)
            tell("the line")
            post.more = {**post.more, "LAKAY_HUB": f"http://127.0.0.1:{relay.port}"}
            line.spoil()
            before, start = line.bytes(), time.monotonic()
            said = _hand_over(post, relay, cuts, Random(seed))  # noqa: S311
            seconds, on_the_line = time.monotonic() - start, line.bytes() - before
            line.heal()
            found = _compared(hub, post)
        finally:
            relay.end()
            hub.stop(9)
    through = relay.count.both
    heads = said.parcels * HEADS
    twice = (through - said.answered - heads) / through
    wrong = sum(number for name, number in found.items() if name.startswith("wrong"))
    wrong += int(seconds > SECONDS_AT_MOST) + int(twice > SAID_TWICE_AT_MOST)
    return {
        "crossings": crossings,
        "events sent": said.sent,
        "seconds": round(seconds),
        "times begun again": said.began,
        "bytes of parcels that were answered": said.answered,
        "bytes of HTTP around them": heads,
        "bytes through the connection": through,
        "per mille said in vain": round(twice * 1000),
        "bytes on the line (with TCP, IP and what it lost)": on_the_line,
        **dict(sorted(found.items())),
        "wrong": wrong,
    }


def _settle(hub: Away, post: Away, line: Line, tell: Tell) -> None:
    tell("the hub")
    hub.run("rehearse", "found", "Hub", "MICT", "https://hub.example")
    hub.start()
    tell("the post comes in")
    code = hub.told("rehearse", "invite", "post", "DIE", "--post=HT-OUA")["code"]
    post.run("rehearse", "bare")
    groups = post.told("rehearse", "join", line.address, code, "Ouanaminthe")["groups"]
    hub.run("rehearse", "admit", groups)
    post.run("rehearse", "joined", line.address)
    post.run("sync", "now")


def _hand_over(post: Away, relay: Relay, cuts: int, random: Random) -> Said:
    """Exchange until all was said, calling again after each cut."""
    answered = began = sent = parcels = 0
    while True:
        if began < cuts:
            relay.cut_after(random.randrange(*BETWEEN_CUTS))
        lines = post.run("sync", "now", "--json", also_if_it_fails=True).strip().splitlines()
        if not lines:
            raise WentWrong("the post's program said nothing")
        told = json.loads(lines[-1])
        answered += told["sent_bytes"] + told["got_bytes"]
        sent += told["sent"]
        parcels += told["parcels"]
        relay.restore()
        if not told["fault"]:
            return Said(answered, began, sent, parcels)
        began += 1


def _compared(hub: Away, post: Away) -> dict[str, int]:
    held, mine = hub.asked("holdings"), post.asked("holdings")
    owed, owes = hub.asked("owed", mine["node"]), post.asked("owed", held["node"])
    return dict(compare(held, mine, owed["events"], owes["events"]))
