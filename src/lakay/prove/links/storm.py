"""`lakay prove links`: real nodes on bad lines that fail, killed and started again while people work; at the end all must agree."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lakay.prove.links.away import Away, Way, at_a_post, at_the_hub
from lakay.prove.links.comparing import compare
from lakay.prove.links.network import Quality, network

POSTS = (
    ("post", "HT-OUA", "DIE"),
    ("post", "HT-BEL", "DIE"),
    ("post", "HT-MAL", "DIE"),
    ("post", "HT-ANP", "DIE"),
    ("post", "HT-CAP", "DIE"),
    ("post", "HT-CAP-SEA", "DIE"),
    ("office", "", "ONM"),
    ("post", "HT-OUA", "DIE"),
    ("post", "HT-BEL", "DIE"),
)
CALM_SECONDS = 90
"""For each node: so long may it take until nothing waits any more. Each question starts a program of its own."""

Tell = Callable[[str], None]


@dataclass(slots=True)
class Post:
    """One node away from the hub, and how often what happened to it."""

    line: Way
    house: Away
    role: str
    post: str
    agency: str


@dataclass(slots=True)
class Storm:
    """Everything of one run. The same seed makes the same blows, though not the same moments."""

    hub: Away
    posts: list[Post]
    random: Random
    tell: Tell
    lines_fail: bool = True
    figures: Counter[str] = field(default_factory=Counter)

    def settle(self) -> None:
        """Found the hub, let every machine in, and start them all: on good lines, so that the storm begins soon."""
        self.tell("the hub")
        self.hub.run("rehearse", "found", "Hub", "MICT", "https://hub.example")
        self.hub.start()
        for post in self.posts:
            self.tell(f"{post.post or post.agency} comes in")
            self._let_in(post)
        for post in self.posts:
            post.line.spoil()
            post.house.start()
            self._work(post)

    def _let_in(self, post: Post) -> None:
        house, address = post.house, post.line.address
        code = self.hub.told("rehearse", "invite", post.role, post.agency, f"--post={post.post}")["code"]
        house.run("rehearse", "bare")
        groups = house.told("rehearse", "join", address, code, f"Post {post.line.number}")["groups"]
        self.hub.run("rehearse", "admit", groups)
        house.run("rehearse", "joined", address)
        house.run("sync", "now")

    def _work(self, post: Post) -> None:
        if post.role == "post":
            post.house.begin_work(post.post, self.random.randrange(1 << 30))

    def blow(self, seconds: float) -> None:
        """Lines fail, servers and workers are killed, for so long."""
        end = time.monotonic() + seconds
        kills = (self._kill_server, self._kill_worker, self._kill_hub)
        blows = (self._flap, self._flap, *kills) if self.lines_fail else kills
        while time.monotonic() < end:
            self.random.choice(blows)()
            time.sleep(self.random.uniform(0.5, 4))

    def _flap(self) -> None:
        line = self.random.choice(self.posts).line
        line.fail()
        time.sleep(self.random.uniform(0.5, 6))
        line.mend()
        self.figures["lines failed"] += 1

    def _kill_server(self) -> None:
        house = self.random.choice(self.posts).house
        house.stop(9)
        house.start()
        self.figures["servers killed"] += 1

    def _kill_hub(self) -> None:
        self.hub.stop(9)
        self.hub.start()
        self.figures["hub killed"] += 1

    def _kill_worker(self) -> None:
        post = self.random.choice(self.posts)
        post.house.end_work()
        self._work(post)
        self.figures["workers killed"] += 1

    def calm(self) -> None:
        """Nobody works any more, the lines are good: wait until nothing waits anywhere."""
        self.figures["bytes on the lines"] = sum(post.line.bytes() for post in self.posts)
        for post in self.posts:
            post.house.end_work()
            post.line.heal()
        end = time.monotonic() + CALM_SECONDS * (len(self.posts) + 1)
        while time.monotonic() < end:
            for post in self.posts:
                post.house.run("sync", "now")
            if not any(self._waiting(house) for house in (self.hub, *(post.house for post in self.posts))):
                return
        self.figures["wrong: did not come to rest"] += 1

    def _waiting(self, house: Away) -> bool:
        rows = house.told("sync", "status", "--json")
        return any(row["alert"] + row["text"] + row["photo"] for row in rows if row["role"] == "hub" or house is self.hub)

    def hold_against(self) -> Counter[str]:
        """Every post against the hub, and what was acknowledged against what the hub holds."""
        held = self.hub.asked("holdings")
        for post in self.posts:
            mine = post.house.asked("holdings")
            owed, owes = self.hub.asked("owed", mine["node"]), post.house.asked("owed", held["node"])
            self.figures += compare(held, mine, owed["events"], owes["events"])
            promised = post.house.acknowledged()
            self.figures["acknowledged"] += len(promised)
            self.figures["wrong: acknowledged and lost"] += sum(not _stands(one, held["events"]) for one in promised)
        self.figures.update({f"wrong: without effect at the hub: {what}": count for what, count in held["unapplied"].items()})
        self.figures["wrong: faults of the hub's chains"] += held["faults"]
        return self.figures

    def end(self) -> None:
        """Stop all programs."""
        for house in (self.hub, *(post.house for post in self.posts)):
            house.end_work()
            house.stop(9)


def _stands(promise: str, events: Mapping[str, str]) -> bool:
    """Whether an acknowledged event (identity and hash) stands at the hub."""
    identity, _, digest = promise.rpartition(" ")
    return events.get(identity) == digest


def storm(
    folder: Path, environment: Mapping[str, str], nodes: int, minutes: float, seed: int, quality: Quality, tell: Tell
) -> dict[str, int]:
    """So many nodes (the hub is one of them) for so many minutes. Returns the figures; `wrong` is 0 if all agree. Raises NotHere."""
    with network(nodes - 1, quality) as net:
        hub = at_the_hub(folder, net.space(0), environment)
        posts = [settled(folder, line, environment) for line in net.lines]
        run = Storm(hub, posts, Random(seed), tell)  # noqa: S311  (the same seed, the same blows)
        return {"nodes": nodes, **go_through(run, minutes * 60)}


def settled(folder: Path, line: Way, environment: Mapping[str, str]) -> Post:
    """A post at a line."""
    return Post(line, at_a_post(folder, line, environment), *POSTS[(line.number - 1) % len(POSTS)])


def go_through(run: Storm, seconds: float) -> dict[str, int]:
    """One run from the first invitation to the last comparison."""
    try:
        run.settle()
        run.tell("the storm")
        run.blow(seconds)
        run.tell("calm")
        run.calm()
        figures = run.hold_against()
    finally:
        run.end()
    wrong = sum(number for name, number in figures.items() if name.startswith("wrong"))
    return {"seconds": int(seconds), **dict(sorted(figures.items())), "wrong": wrong}
