"""The thread of a node that speaks to its peers in time: at once when there is an alert, seldom when there is nothing, later and later
when the line is bad. It never writes itself; what it takes goes through the one writer like everything else.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import time as Hour  # noqa: N812
from pathlib import Path
from random import SystemRandom
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from lakay.journal.writer import StoreBroken, WriteUncertain
from lakay.kernel import locks
from lakay.kernel.clock import Clock
from lakay.kernel.whole import write_whole
from lakay.places.queries import where
from lakay.sync import cards, exchange, joining, listening, queries, timing
from lakay.sync.enrolment.papers import BadPaper
from lakay.sync.https import ENROL
from lakay.sync.https.client import BadAddress, Way, post_once
from lakay.sync.listening import Listener
from lakay.sync.talk import Talk, Told
from lakay.sync.timing import Link, Rules, Waiting

log = structlog.get_logger("lakay.sync")

LOOK_EVERY_SECONDS = 1.0
"""So long an alert waits at most before it is noticed, where no page of the same process has woken the thread."""

PEERS_EVERY_SECONDS = 15.0
WAKE = threading.Event()
"""Set by a page or an action that wants an exchange now."""


def peers() -> list[queries.Called]:
    """Whom this node calls, and where; its own settings may know a better way than the register."""
    return [replace(peer, address=settings.HUB_ADDRESS or peer.address) for peer in queries.called()]


def rules() -> Rules:
    """What this node's settings say of its line."""
    start, end = settings.LINK_NIGHT
    return Rules(idle_seconds=settings.LINK_IDLE, cap=settings.LINK_CAP, night=(Hour(start), Hour(end)))


@dataclass(slots=True)
class Known:
    """One peer that this node calls, and how it went so far."""

    called: queries.Called
    way: Way
    link: Link = field(default_factory=Link)
    waiting: Waiting = field(default_factory=Waiting)
    asked_at: int = -1
    listener: Listener | None = None

    def leave(self) -> None:
        """Speak and listen no more."""
        self.way.hang_up()
        if self.listener is not None:
            self.listener.end()


class Exchanger(threading.Thread):
    """Speaks to every peer that this node calls, one after the other. One process of a node does it, the others look on."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(name="lakay-exchange", daemon=True)
        self._clock = clock
        self._ended = threading.Event()
        self._chance = SystemRandom().random
        self._known: dict[str, Known] = {}
        self._looked_at = float("-inf")
        self._listens = False
        self.rules = rules()

    def run(self) -> None:
        """Until the process ends."""
        self._listens = listening.wanted(self.rules)
        while not self._ended.is_set():
            with alone() as mine:
                while mine and not self._ended.is_set():
                    self._turn_safely()
                    if WAKE.wait(LOOK_EVERY_SECONDS):
                        WAKE.clear()
                        self.hurry()
            self._ended.wait(PEERS_EVERY_SECONDS)  # another process of the node speaks; should it end, this one takes over
        for known in self._known.values():
            known.leave()
        connection.close()

    def _turn_safely(self) -> None:
        try:
            self.turn()
        except (DatabaseError, StoreBroken, WriteUncertain) as error:
            log.error("the exchange failed", fault=type(error).__name__)  # noqa: TRY400  (names could be in it)
            connection.close()

    def end(self) -> None:
        """Stop after the parcel in hand."""
        self._ended.set()
        WAKE.set()

    def hurry(self) -> None:
        """Speak to everybody at the next turn, however the line was."""
        for known in self._known.values():
            known.link = timing.came_back(known.link)

    def turn(self) -> list[Told]:
        """Hold the conversations that are due. Returns how they went."""
        self._meet()
        return [self.speak(known) for known in self._known.values() if self._due(known) and not self._ended.is_set()]

    def speak(self, known: Known) -> Told:
        """One conversation, and what was learnt of the line."""
        talk = Talk(known.called.node, known.way, self.rules, self._clock.now, self._hour, self._pace, self._chance)
        told = talk.hold(known.link)
        known.link = told.link
        remember(known.called.node, told.link)
        known.asked_at = -1
        if told.fault:
            log.warning("the exchange broke off", node=known.called.node, fault=told.fault, parcels=told.parcels)
        else:
            cards.hand_over(known.way, self._clock.now())
        return told

    def _meet(self) -> None:
        """Who is called now: peers come, go, and move to other addresses."""
        now = time.monotonic()
        if now - self._looked_at < PEERS_EVERY_SECONDS and self._known:
            return
        self._looked_at = now
        self._hear()
        called = {peer.node: peer for peer in peers()}
        for node in set(self._known) - set(called):
            self._known.pop(node).leave()
        for node, peer in called.items():
            known = self._known.get(node)
            if known is None or known.called != peer:
                self._call_anew(peer)

    def _hear(self) -> None:
        """A machine that has asked to come in asks again, until somebody at the hub has decided."""
        own = queries.membership()
        if own is None or own.joined_at is not None or not own.attempt or not own.address:
            return
        try:
            paper = post_once(settings.HUB_ADDRESS or own.address, ENROL, joining.last_request())
            joining.take_answer(paper, self._clock.now())
        except (ConnectionError, BadAddress, BadPaper) as error:
            log.warning("the hub did not answer the request to come in", fault=type(error).__name__)

    def _call_anew(self, peer: queries.Called) -> None:
        if before := self._known.pop(peer.node, None):
            before.leave()
        try:
            known = Known(peer, Way(peer.address, peer.authority), recall(peer.node))
            if self._listens:
                known.listener = Listener(peer, self._clock, self.rules, WAKE.set)
                known.listener.start()
        except (BadAddress, ValueError):
            log.warning("the address of a peer cannot be called", node=peer.node)
        else:
            self._known[peer.node] = known

    def _due(self, known: Known) -> bool:
        position = exchange.position()
        if position != known.asked_at:
            known.asked_at, known.waiting = position, exchange.waiting(known.called.node)
        waiting = known.waiting
        if "photo" not in timing.lanes(self.rules, self._hour()):
            waiting = replace(waiting, photo=0)
        now, link = time.monotonic(), known.link
        if known.listener is not None and link.spoke_at is not None and not link.failures:
            link = replace(
                link, spoke_at=max(link.spoke_at, known.listener.heard_at)
            )  # a held question is as good as an exchange
        return timing.next_moment(link, waiting, self.rules, now) <= now

    def _hour(self) -> Hour:
        return self._clock.now().astimezone(ZoneInfo(where(queries.own_post()).time_zone)).time()

    def _pace(self, seconds: float) -> bool:
        return not self._ended.wait(seconds)


def remember(node: str, link: Link) -> None:
    """Keep what was learnt of the line over the next start: how fast it is, and how long it holds."""
    file = _learnt(node)
    learnt = json.dumps({"speed": round(link.speed), "stretch": round(link.stretch)})
    if not file.exists() or file.read_text() != learnt:
        write_whole(file, learnt, sync=False)


def recall(node: str) -> Link:
    """What is known of the line to a peer; nothing of a new one."""
    try:
        learnt = json.loads(_learnt(node).read_text())
        return Link(speed=float(learnt["speed"]), stretch=float(learnt["stretch"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Link()


def _learnt(node: str) -> Path:
    return Path(settings.DATA) / "sync" / f"line-{node}.json"


def alone() -> AbstractContextManager[bool]:
    """Whether this process speaks for the node."""
    return locks.alone(Path(settings.DATA) / "sync" / "exchange.lock")


def speak_now(clock: Clock, tell: Callable[[str, Told], None]) -> None:
    """Speak to every peer once, from a command; a server beside it may speak too, nothing is taken twice."""
    exchanger = Exchanger(clock)
    for peer in peers():
        known = Known(peer, Way(peer.address, peer.authority), recall(peer.node))
        tell(peer.node, exchanger.speak(known))
        known.way.hang_up()
