"""The four nodes of the rehearsal together: made, enrolled by two people, started, and what the visitor does to them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lakay.demo.nodes import notes
from lakay.demo.nodes.house import House, WentWrong
from lakay.demo.nodes.notes import Line, Order, Standing
from lakay.demo.relay import Relay

KEPT_LINES = 12
LOOK_SECONDS = 0.5
CODE, GROUPS = "code", "groups"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node of the rehearsal stands: a key for its folder, its title on the paper, its role and post, what it begins with."""

    key: str
    title: str
    role: str
    post: str
    agency: str
    crossings: int = 0


HUB = Place("hub", "Hub", "hub", "", "MICT")
PLACES = (
    Place("ouanaminthe", "Ouanaminthe", "post", "HT-OUA", "DIE", 60),
    Place("belladere", "Belladère", "post", "HT-BEL", "DIE", 30),
    Place("onm", "ONM", "office", "", "ONM"),
)
ENROLLED = "enrolled"
"""A file in a node's folder: it has come in."""


@dataclass(slots=True)
class Resident:
    """A node away from the hub, with its line."""

    place: Place
    house: House
    relay: Relay
    fate: str = ""


@dataclass(slots=True)
class Town:
    """Everything of a rehearsal lies in one folder; a second start finds it as it was."""

    folder: Path
    environment: Mapping[str, str]
    first_port: int
    say: Callable[[str], None]
    hub: House = field(init=False)
    residents: dict[str, Resident] = field(init=False)
    done: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.hub = House(self.folder / HUB.key, self.first_port, self.environment, {"LAKAY_DEMO_NODES": str(self.folder)})
        self.residents = {place.key: self._resident(place, number) for number, place in enumerate(PLACES, 1)}

    def _resident(self, place: Place, number: int) -> Resident:
        relay = Relay(self.first_port, self.first_port + 100 + number)
        own = {"LAKAY_HUB": f"http://127.0.0.1:{relay.port}"}
        house = House(self.folder / place.key, self.first_port + number, self.environment, own)
        return Resident(place, house, relay)

    def open(self) -> None:
        """Make what is missing and start everything."""
        if not (self.hub.folder / ENROLLED).exists():
            self.say("The hub: an invented country.")
            self.hub.run("rehearse", "found", HUB.title, HUB.agency, self._address(HUB.key))
            (self.hub.folder / ENROLLED).touch()
        self.hub.start()
        for resident in self.residents.values():
            resident.relay.start()
            self._move_in(resident)
        self.tell()

    def _move_in(self, resident: Resident) -> None:
        """Enrol a node that is new, and start it. One that was destroyed in an earlier rehearsal is made again."""
        place, house = resident.place, resident.house
        if not (house.folder / ENROLLED).exists():
            self.say(f"{place.title}: invited by one person, admitted by another, filled by the hub.")
            made = self._told(self.hub, "invite", place.role, place.agency, f"--post={place.post}")
            self._enrol(resident, made[CODE])
            if place.crossings:
                house.run("rehearse", "play", place.post, str(place.crossings))
        house.start()

    def _enrol(self, resident: Resident, code: str, admitted_here: bool = True) -> None:
        """A new machine shows its groups, somebody at the hub compares and admits, and the first parcels come."""
        house = resident.house
        house.run("rehearse", "bare")
        asked = self._told(house, "join", self._address(resident.place.key), code, resident.place.title)
        if admitted_here:
            self.hub.run("rehearse", "admit", asked[GROUPS])
            house.run("rehearse", "joined", self._address(resident.place.key))
            house.run("sync", "now")
            (house.folder / ENROLLED).touch()

    def _told(self, house: House, *arguments: str) -> dict[str, str]:
        told: dict[str, str] = json.loads(house.run("rehearse", *arguments).strip().splitlines()[-1])
        return told

    def _address(self, key: str) -> str:
        """Where a node finds the hub: at its own line."""
        port = self.first_port if key == HUB.key else self.residents[key].relay.port
        return f"http://127.0.0.1:{port}"

    def watch(self) -> None:
        """Obey the page until Ctrl+C."""
        while True:
            for order in notes.orders(self.folder):
                self.obey(order)
            self.tell()
            time.sleep(LOOK_SECONDS)

    def obey(self, order: Order) -> None:
        """Do what the visitor asked for, and say how it went."""
        resident = self.residents.get(order.node)
        if resident is None:
            return
        self.tell(busy=order.verb)
        try:
            line = self._deeds()[order.verb](resident, order)
        except (WentWrong, OSError) as fault:
            said = (str(fault).strip().splitlines() or [""])[-1]
            line = Line("failed", resident.place.title, text=said[-200:])
        self.done = [line, *self.done][:KEPT_LINES]
        self.tell()

    def _deeds(self) -> dict[str, Callable[[Resident, Order], Line]]:
        return {
            "cut": self._cut,
            "restore": self._restore,
            "carry": self._carry,
            "differ": self._differ,
            "steal": self._steal,
            "destroy": self._destroy,
            "rebuild": self._rebuild,
        }

    def _cut(self, resident: Resident, order: Order) -> Line:
        resident.relay.cut()
        return Line("cut", resident.place.title)

    def _restore(self, resident: Resident, order: Order) -> Line:
        resident.relay.restore()
        return Line("restored", resident.place.title)

    def _carry(self, resident: Resident, order: Order) -> Line:
        """From the hub to the node, back, and there once more: so both know at the end that the other has everything."""
        stick = self.folder / "stick"
        stick.mkdir(exist_ok=True)
        self.hub.run("sync", "export", str(stick))
        there = _events(resident.house.run("sync", "import", str(stick)))
        back = _events(self.hub.run("sync", "import", str(stick)))
        return Line("carried", resident.place.title, {"there": there, "back": back})

    def _differ(self, resident: Resident, order: Order) -> Line:
        """Two people judge one incident while the line is cut; then it is whole again and both judgements meet."""
        incident = self._told(resident.house, "incident", resident.place.post)["incident"]
        resident.house.run("sync", "now")
        resident.relay.cut()
        try:
            resident.house.run("rehearse", "judge", incident, resident.place.post, "minor")
            self.hub.run("rehearse", "judge", incident, resident.place.post, "grave")
        finally:
            resident.relay.restore()
        resident.house.run("sync", "now")
        return Line("differed", resident.place.title)

    def _steal(self, resident: Resident, order: Order) -> Line:
        resident.fate = "stolen"
        return Line("stolen", resident.place.title)

    def _destroy(self, resident: Resident, order: Order) -> Line:
        resident.house.destroy()
        resident.fate = "gone"
        return Line("destroyed", resident.place.title)

    def _rebuild(self, resident: Resident, order: Order) -> Line:
        """The new machine asks with the visitor's code; the visitor admits it on the page of the nodes, then it fills itself."""
        self._enrol(resident, order.code, admitted_here=False)
        (resident.house.folder / ENROLLED).touch()
        resident.house.start()
        resident.fate = ""
        return Line("rebuilt", resident.place.title)

    def tell(self, busy: str = "") -> None:
        """Write down for the page how things stand."""
        houses = [notes.House(HUB.key, HUB.title, HUB.role, "", _site(self.hub), "running" if self.hub.runs else "stopped")]
        houses += [self._shown(resident) for resident in self.residents.values()]
        notes.tell(self.folder, Standing(houses, self.done, busy))

    def _shown(self, resident: Resident) -> notes.House:
        place, relay = resident.place, resident.relay
        state = resident.fate or ("running" if resident.house.runs else "stopped")
        count = relay.count
        return notes.House(
            place.key, place.title, place.role, place.post, _site(resident.house), state, relay.whole, count.sent, count.received
        )

    def close(self) -> None:
        """Stop everything; the folder stays."""
        for resident in self.residents.values():
            resident.house.stop()
            resident.relay.end()
        self.hub.stop()


def _site(house: House) -> str:
    return f"http://localhost:{house.port}/"


def _events(said: str) -> int:
    """How many events a command says it has taken."""
    return int(json.loads(said.strip().splitlines()[-1])["events"])
