"""How the invented administrators let a machine in: one invites, the machine asks, another compares and admits."""

from __future__ import annotations

import os
from datetime import datetime

from lakay.access.models import Staff
from lakay.access.sessions import actor_for
from lakay.kernel.actors import Actor
from lakay.sync import actions, queries
from lakay.sync.actions import admit, confirm, found_hub, invite, suspend
from lakay.sync.enrolment.codes import Code, make_code
from lakay.sync.enrolment.fingerprints import fingerprint
from lakay.sync.enrolment.papers import Request
from lakay.sync.https import ENROL
from lakay.sync.https.client import post_once
from lakay.sync.joining import ask_to_join, last_request, take_answer
from lakay.sync.secrets import secrets

INVITES, ADMITS = "frantz", "solange"
DAYS = 7


def administrator(username: str, at: datetime) -> Actor:
    """One of the two who look after the machines."""
    return actor_for(Staff.objects.select_related("agency").get(username=username), at)


def found(title: str, agency: str, address: str, at: datetime) -> None:
    """This machine is the hub."""
    found_hub(by=administrator(INVITES, at), at=at, title=title, agency=agency, address=address)


def make_invitation(role: str, post: str, agency: str, replaces: str, at: datetime) -> str:
    """The code on the paper."""
    code = make_code(os.urandom)
    by = administrator(INVITES, at)
    invite(by=by, at=at, code=code, role=role, post=post, agency=agency, days=DAYS, replaces=replaces)
    return str(code)


def let_in_machine(request: Request, code: Code, role: str, post: str, agency: str, at: datetime) -> None:
    """All three steps at once for a machine whose request is at hand: invited, asked, admitted."""
    invite(by=administrator(INVITES, at), at=at, code=code, role=role, post=post, agency=agency, days=DAYS)
    invitation = queries.invitations().get(number=code.number)
    actions.ask(by=administrator(INVITES, at), at=at, invitation=invitation, request=request)
    invitation.refresh_from_db()
    groups = " ".join(fingerprint(request.signing_key, request.sealing_key))
    admit(by=administrator(ADMITS, at), at=at, invitation=invitation, groups=groups)


def ask(address: str, code: str, title: str, at: datetime) -> str:
    """This new machine asks to come in, and shows the groups that somebody at the hub compares."""
    paper = ask_to_join(code, title, at)
    take_answer(post_once(address, ENROL, paper), at)
    own = secrets()
    return " ".join(fingerprint(own.signing_public, own.sealing_public))


def let_in(groups: str, at: datetime) -> None:
    """The other administrator admits the machine that shows these groups."""
    asked = queries.invitations().filter(status="asked")
    invitation = next(
        one for one in asked if " ".join(fingerprint(bytes(one.signing_key or b""), bytes(one.sealing_key or b""))) == groups
    )
    admit(by=administrator(ADMITS, at), at=at, invitation=invitation, groups=groups)


def hear(address: str, at: datetime) -> str:
    """What the hub says now to this machine's request: waiting, refused or admitted."""
    return take_answer(post_once(address, ENROL, last_request()), at)


def stop_for_good(node: str, reason: str, at: datetime) -> None:
    """One administrator stops a machine, the other makes it final."""
    peer = queries.peer_named(node)
    if peer is None:
        raise LookupError(node)
    suspend(by=administrator(INVITES, at), at=at, peer=peer, reason=reason)
    peer.refresh_from_db()
    confirm(by=administrator(ADMITS, at), at=at, peer=peer)
