"""The simulated country: what is done in it, and everything that goes wrong, drawn from one seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

from lakay.prove.converge import table
from lakay.prove.converge.disk import Disk, Killed, ids, keys
from lakay.prove.converge.identity import invent
from lakay.prove.converge.luck import CALM, Mail, Rates
from lakay.prove.converge.nodes import Node, new_disk
from lakay.prove.converge.work import Writer, Wrote, do
from lakay.sync.core.accepting import Accepted, accept, judge
from lakay.sync.core.offering import Offer, offer
from lakay.sync.core.parcels import NotForUs
from lakay.sync.core.peers import ACTIVE

START = datetime(2026, 1, 1, tzinfo=UTC)
LARGEST_OFFSET = timedelta(days=400)


@dataclass
class World:
    """All machines, and what everybody was told is written."""

    seed: int
    posts: list[str]
    rates: Rates = field(default_factory=Rates)
    chance: Random = field(init=False)
    true: datetime = START
    day: int = 0
    nodes: dict[str, Node] = field(default_factory=dict)
    wrote: dict[UUID, Wrote] = field(default_factory=dict)
    extinct: set[UUID] = field(default_factory=set)
    extinct_keys: set[tuple[UUID, str, str]] = field(default_factory=set)
    secured: set[UUID] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    mail: list[Mail] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    hub: Node = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self._trace = sha256()
        self.hub = self._machine("hub", "", "MJSP")
        self.admit(self.hub)

    # The run is one sequence of steps, and this is its mark.

    def note(self, *words: object) -> None:
        """Enter a step into the trace."""
        self._trace.update(repr(words).encode())

    @property
    def trace(self) -> str:
        return self._trace.hexdigest()[:16]

    # Machines.

    def _machine(self, role: str, post: str, agency: str) -> Node:
        peer, keys = invent(self.chance, role, post, agency)
        enrolled = {} if role == "hub" else {self.hub.name: self.hub.peer}
        disk = new_disk(peer.node, self.chance.randbytes(8).hex())
        node = Node(peer, keys, disk, enrolled, self.posts, self._fault)
        if self.chance.random() < 0.6:
            node.offset = LARGEST_OFFSET * self.chance.uniform(-1, 1)
        node.release = self.chance.choice([1, 1, 2])
        self.nodes[peer.node] = node
        return node

    def join(self, role: str, post: str, agency: str) -> Node:
        """A new machine, admitted by the hub."""
        node = self._machine(role, post, agency)
        self.admit(node)
        return node

    def admit(self, node: Node) -> None:
        """The hub enters a node into the register, anew if it has forgotten it."""
        peer = node.peer
        values = {
            "node": peer.node,
            "signing": peer.signing.hex(),
            "sealing": peer.sealing.hex(),
            "role": peer.role,
            "post": peer.post,
            "agency": peer.agency,
            "status": ACTIVE,
        }
        writer = self._writer(self.hub, table.ADMIT)
        writer.make("sync.peer", values, record=record_of(peer.node))
        self._enter_surely(writer)

    def stop(self, node: Node) -> None:
        """The hub stops a node for good: what it has of its chains by now still counts."""
        held = {
            origin.epoch: self.hub.started().top(origin)[0]
            for origin in sorted(self.hub.disk.chains, key=str)
            if origin.node == node.name
        }
        writer = self._writer(self.hub, table.STOP)
        writer.change("sync.peer", record_of(node.name), {"status": "revoked", "held": held})
        self._enter_surely(writer)
        self.hub.started().judge_again(judge(self.hub.started()))

    def living(self) -> list[Node]:
        """Machines in honest hands."""
        return [node for node in self.nodes.values() if not node.stolen]

    # Faults.

    def _fault(self, node: Node, step: str) -> None:
        rate = self.rates.hub_killed if node is self.hub else self.rates.killed
        if rate and self.chance.random() < rate:
            self.note("killed", node.name, step)
            self.figures["kills"] += 1
            node.killed()
            raise Killed(step)

    def lose(self, node: Node, kept: Disk | None) -> None:
        """A disk is lost but for a copy: what nobody else holds now is gone for good."""
        others = [other.disk for other in self.living() if other is not node] + ([kept] if kept else [])
        gone = ids(node.disk) - {event for disk in others for event in ids(disk) if disk.reasons.get(event, "newer") == "newer"}
        self.extinct |= gone
        self.extinct_keys |= keys(node.disk) - {key for disk in others for key in keys(disk)}
        self.figures["events lost with their only disk"] += len(gone)

    def back_up_hub(self) -> None:
        """A copy of the hub: what lies in it may leave the posts."""
        self.hub.back_up()
        self.secured |= ids(self.hub.disk)
        self.note("backup", self.hub.disk.end)

    # Work.

    def _writer(self, node: Node, action: str, post: str | None = None) -> Writer:
        now = node.now(self.true)
        return Writer(node.started(), self.chance, now, action, node.peer.post if post is None else post, node.peer.agency)

    def _enter(self, writer: Writer) -> None:
        event, told = writer.enter()
        self.wrote[told.id] = told
        self.figures["events"] += 1
        self.note("wrote", event.hash)

    def _enter_surely(self, writer: Writer) -> None:
        """Somebody does it again after a kill."""
        rates, self.rates = self.rates, CALM
        self._enter(writer)
        self.rates = rates

    def work(self, node: Node, action: str, post: str | None = None) -> None:
        """Somebody does something at a node."""
        try:
            writer = self._writer(node, action, post)
            if do(writer, self.posts):
                self._enter(writer)
        except Killed:
            return

    def erase(self, subject: UUID) -> None:
        """The hub erases somebody."""
        writer = self._writer(self.hub, table.ERASE)
        writer.subjects.append(subject)
        try:
            self._enter(writer)
        except Killed:
            return

    # Exchange.

    def offered(
        self, node: Node, to: Node, most: int, *, photos: bool = True, start: Offer | None = None, brief: bool = False
    ) -> Offer | None:
        """A parcel, if the machine lives long enough to make one."""
        lanes = ("alert", "text", "photo") if photos else ("alert", "text")
        try:
            made = offer(
                node.started(),
                to.name,
                most_bytes=most,
                at=node.now(self.true),
                random=self.chance.randbytes,
                lanes=lanes,
                start=start.reached if start else None,
                may_be_brief=brief,
            )
        except (Killed, NotForUs):
            return None
        self.figures["parcels"] += 1
        self.figures["bytes"] += len(made.parcel)
        self.figures["short parcels"] += made.brief
        self.note("offer", node.name, to.name, len(made.parcel), made.events)
        return made

    def arrived(self, to: Node, parcel: bytes) -> Accepted | None:
        """A parcel is taken, or not."""
        try:
            taken = accept(to.started(), parcel, at=to.now(self.true))
        except Killed:
            return None
        except NotForUs:
            self.figures["parcels refused"] += 1
            return None
        self.figures["deliveries"] += taken.events
        self.note("accept", to.name, taken.sender, sorted(taken.counts.items()))
        return taken

    def carry(self, made: Offer, to: Node) -> Accepted | None:
        """A bad line: what is sent may be lost, spoilt, come late or twice."""
        chance, rates = self.chance, self.rates
        draw = chance.random()
        if draw < rates.lost:
            return None
        draw -= rates.lost
        if draw < rates.late:
            self.mail.append(Mail(self.day + chance.randint(0, 5), to.name, made.parcel))
            return None
        draw -= rates.late
        if draw < rates.spoilt:
            place = chance.randrange(len(made.parcel))
            self.arrived(
                to, made.parcel[:place] + bytes([made.parcel[place] ^ 1 << chance.randrange(8)]) + made.parcel[place + 1 :]
            )
            return None
        draw -= rates.spoilt
        if draw < rates.twice:
            self.arrived(to, made.parcel)
        return self.arrived(to, made.parcel)

    def talk(self, one: Node, two: Node, rounds: int, most: int, *, photos: bool = True) -> bool:
        """A conversation over a line. Returns whether anything moved."""
        moved = False
        for _ in range(rounds):
            more = False
            for sender, receiver in ((one, two), (two, one)):
                made, taken = self._said(sender, receiver, most, photos=photos)
                if made is None or taken is None:
                    return moved
                moved = moved or made.events > 0
                more = more or made.more
            if not more:
                break
        return moved

    def _said(self, sender: Node, receiver: Node, most: int, *, photos: bool) -> tuple[Offer | None, Accepted | None]:
        """One parcel over a line: short if it may be, and if it is refused so, in the long form."""
        refused = self.figures["parcels refused"]
        made = self.offered(sender, receiver, most, photos=photos, brief=True)
        taken = self.carry(made, receiver) if made else None
        if made and made.brief and taken is None and self.figures["parcels refused"] > refused:
            self.figures["said again in the long form"] += 1
            made = self.offered(sender, receiver, most, photos=photos)
            taken = self.carry(made, receiver) if made else None
        return made, taken

    def stick(self, node: Node, to: Node) -> None:
        """Parcels for a peer on a stick, that is lost, used late, or twice."""
        made: Offer | None = None
        parcels: list[bytes] = []
        for _ in range(self.chance.randint(1, 4)):
            made = self.offered(node, to, 3000, start=made)
            if made is None:
                break
            parcels.append(made.parcel)
            if not made.more:
                break
        self.chance.shuffle(parcels)
        for parcel in parcels:
            for _ in range(self.chance.choice([0, 1, 1, 2])):
                self.mail.append(Mail(self.day + self.chance.randint(0, 8), to.name, parcel))

    def post_office(self) -> None:
        """What was on its way arrives today."""
        due = [mail for mail in self.mail if mail.day <= self.day]
        self.mail = [mail for mail in self.mail if mail.day > self.day]
        for mail in due:
            node = self.nodes[mail.to]
            if not node.stolen:
                self.arrived(node, mail.parcel)

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.rates = CALM


def record_of(node: str) -> UUID:
    """The record of a node in the register: the same, whoever makes it."""
    return UUID(bytes=sha256(node.encode()).digest()[:16])


__all__ = ["CALM", "START", "Rates", "World", "ids", "keys", "record_of"]
