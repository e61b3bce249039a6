"""Many posts at one hub: let in by the two people of the demo, known by their seeds to whoever plays them."""

from __future__ import annotations

from datetime import datetime

from lakay.demo.nodes.joining import let_in_machine
from lakay.prove.sender import Sender
from lakay.sync import queries
from lakay.sync.core.peers import Peer
from lakay.sync.enrolment.codes import make_code
from lakay.sync.enrolment.papers import Request
from lakay.sync.table import audience

GATES = ("HT-OUA", "HT-BEL", "HT-MAL", "HT-ANP", "HT-CAP")


class NotAHub(RuntimeError):
    """This node has no place among the nodes."""


def post_of(seed: int) -> str:
    """Where the post of a seed stands."""
    return GATES[seed % len(GATES)]


def let_in(posts: int, at: datetime) -> Peer:
    """Admit the posts of the seeds from 1 on. Returns the hub as its peers see it."""
    hub = queries.own_place()
    if hub is None:
        raise NotAHub
    for seed in range(1, posts + 1):
        sender = Sender(seed, hub, audience(), post_of(seed))
        code = make_code(sender.random.randbytes)
        request = Request(code.number, f"Post {seed}", "0.4", sender.peer.signing, sender.peer.sealing)
        let_in_machine(request, code, "post", post_of(seed), "DIE", at)
    return hub
