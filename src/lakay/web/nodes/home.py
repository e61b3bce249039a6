"""How the machines of the country stand, the worst first; one of them; and this one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.journal import checking
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.sync import cards, queries
from lakay.sync.actions import found_hub
from lakay.sync.alarms import Level
from lakay.sync.enrolment.fingerprints import fingerprint
from lakay.sync.models import Peer
from lakay.sync.rules import PeerStatus
from lakay.sync.runner import WAKE
from lakay.sync.secrets import secrets
from lakay.sync.status import NodeStatus, status_of, statuses
from lakay.web.nodes.forms import FoundForm, ReasonForm
from lakay.web.nodes.words import LEVELS, PEER_STATUS, ROLES, SIGNS, amount, named
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

ALARM = timedelta(days=7)
"""So long an alarm stands on the page of the machines."""

COLUMNS = ("contact", "unsent", "oldest", "clock", "alerts", "waiting", "refused", "forks", "copy", "disk")


def row_of(status: NodeStatus) -> dict[str, Any]:
    """A node as a line of the table."""
    stopped = status.peer.status != PeerStatus.ACTIVE
    word, kind = PEER_STATUS[status.peer.status] if stopped else LEVELS[status.level]
    return {
        "status": status,
        "peer": status.peer,
        "role": named(ROLES, status.peer.role),
        "word": word,
        "kind": kind,
        "cells": [cell(status, what) for what in COLUMNS],
    }


def cell(status: NodeStatus, what: str) -> dict[str, Any]:
    """One sign of a node: its words, and a mark where it is not good."""
    sign = status.sign(what)
    if sign is None:
        return {"text": "", "level": ""}
    bad = {Level.GOOD: "", Level.LOOK: "warning", Level.BAD: "danger"}
    return {"text": amount(sign), "level": bad[sign.level]}


@page(Permission.NODE_VIEW)
def nodes(request: DeskRequest) -> HttpResponse:
    """Every machine, the worst first."""
    at = SystemClock().now()
    found = statuses(at)
    peers = {status.peer.node: status.peer.title for status in found}
    values = {
        "rows": [row_of(status) for status in found],
        "heads": [str(SIGNS[what]) for what in COLUMNS],
        "bad": sum(status.level == Level.BAD for status in found),
        "quiet": next((status.report.quiet for status in found if status.here), 0),
        "threats": [(note, peers.get(note.node, note.node)) for note in queries.threats(at - ALARM)],
        "asked": [row for row in queries.waiting_invitations(at) if row.status == "asked"],
        "hub": queries.own_hub(),
        "alone": queries.own_place() is None,
        "may_manage": request.actor.may(Permission.NODE_MANAGE),
        "now": at,
    }
    return render(request, "nodes/home.html", values)


def find(id: UUID) -> Peer:  # noqa: A002
    """A node of the register, or 404."""
    for peer in queries.peers():
        if peer.pk == id:
            return peer
    raise Http404


@page(Permission.NODE_VIEW)
def node(request: DeskRequest, peer: UUID) -> HttpResponse:
    """One machine."""
    return show_node(request, find(peer), ReasonForm())


def show_node(request: DeskRequest, peer: Peer, form: ReasonForm, problem: object = "") -> HttpResponse:
    """The page of a machine."""
    status = status_of(peer, SystemClock().now())
    names = staff_names([who for who in (peer.invited_by, peer.admitted_by, peer.stopped_by, peer.decided_by) if who])
    values = {
        "peer": peer,
        "status": status,
        "role": named(ROLES, peer.role),
        "word": PEER_STATUS[peer.status][0],
        "kind": PEER_STATUS[peer.status][1],
        "signs": [(SIGNS[sign.what], amount(sign), *LEVELS[sign.level]) for sign in status.signs],
        "groups": fingerprint(bytes(peer.signing_key), bytes(peer.sealing_key)),
        "invited_by": names.get(peer.invited_by) if peer.invited_by else "",
        "admitted_by": names.get(peer.admitted_by, ""),
        "stopped_by": names.get(peer.stopped_by) if peer.stopped_by else "",
        "decided_by": names.get(peer.decided_by) if peer.decided_by else "",
        "form": form,
        "problem": problem,
        "hub": queries.own_hub(),
        "may_manage": request.actor.may(Permission.NODE_MANAGE),
    }
    return render(request, "nodes/node.html", values, status=422 if form.errors or problem else 200)


@page(Permission.NODE_VIEW)
def this(request: DeskRequest) -> HttpResponse:
    """This machine: who it is, and the end of its journal."""
    return show_this(request)


def show_this(request: DeskRequest, form: FoundForm | None = None) -> HttpResponse:
    """The page of this machine."""
    own, head = secrets(), checking.head()
    peer = queries.peer_named(own.node)
    values = {
        "node": own.node,
        "groups": own.fingerprint,
        "head_text": str(head),
        "head": head,
        "peer": peer,
        "role": named(ROLES, peer.role) if peer else "",
        "called": queries.called(),
        "unsent": queries.unsent(),
        "alone": queries.own_place() is None,
        "form": form or FoundForm(),
        "card": bool(cards.waiting()),
        "unbound": cards.can_bind(),
        "may_manage": request.actor.may(Permission.NODE_MANAGE),
    }
    return render(request, "nodes/this.html", values, status=422 if form and form.errors else 200)


@page(Permission.NODE_MANAGE, methods=WRITE)
def found(request: DeskRequest) -> HttpResponse:
    """This machine becomes the hub of the country."""
    form = FoundForm(request.POST)
    if form.is_valid():
        try:
            found_hub(by=request.actor, at=SystemClock().now(), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("nodes:home")
    return show_this(request, form)


@page(Permission.NODE_MANAGE, methods=WRITE)
def speak(request: DeskRequest) -> HttpResponse:
    """Speak to the hub now, however the line was."""
    WAKE.set()
    return redirect("nodes:this")
