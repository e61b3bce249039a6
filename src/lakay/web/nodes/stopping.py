"""A machine was stolen or burnt: it is stopped, ended or let back, and what it held is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.journal.writing import Receipt
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.sync.actions import confirm, lift, suspend
from lakay.sync.losses import loss_of
from lakay.sync.models import Peer
from lakay.sync.releasing import book
from lakay.vault.hub import UnknownPost
from lakay.web.nodes.forms import ReasonForm
from lakay.web.nodes.home import find, show_node
from lakay.web.nodes.words import PEER_STATUS
from lakay.web.shell.names import KINDS, named
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest


@page(Permission.NODE_MANAGE, purpose=Purpose.SECURITY, methods=WRITE)
def stop(request: DeskRequest, peer: UUID) -> HttpResponse:
    """Stop a machine at once."""
    found, form = find(peer), ReasonForm(request.POST)
    if not form.is_valid():
        return show_node(request, found, form)
    return decided(request, found, suspend, reason=form.cleaned_data["reason"])


@page(Permission.NODE_MANAGE, purpose=Purpose.SECURITY, methods=WRITE)
def end(request: DeskRequest, peer: UUID) -> HttpResponse:
    """Another person makes it final; the hub's half of the post's own key is destroyed."""
    found = find(peer)
    answer = decided(request, found, confirm)
    if answer.status_code == HTTPStatus.FOUND:
        with suppress(UnknownPost):  # it was never opened by a release of this hub
            book().revoke(found.node)
    return answer


@page(Permission.NODE_MANAGE, purpose=Purpose.SECURITY, methods=WRITE)
def back(request: DeskRequest, peer: UUID) -> HttpResponse:
    """Another person lets it take part again."""
    return decided(request, find(peer), lift)


def decided(request: DeskRequest, peer: Peer, decide: Callable[..., Receipt], **more: Any) -> HttpResponse:
    """Do it and come back to the machine, or say why not."""
    try:
        decide(by=request.actor, at=SystemClock().now(), peer=peer, **more)
    except NotAllowed as refused:
        return show_node(request, peer, ReasonForm(), refused.reason)
    except CannotMove:
        return show_node(request, peer, ReasonForm(), _("Somebody else has decided on this machine meanwhile."))
    return redirect("nodes:node", peer.pk)


@page(Permission.NODE_VIEW, purpose=Purpose.SECURITY)
def lost(request: DeskRequest, peer: UUID) -> HttpResponse:
    """What a machine held, to be printed, and what to do now."""
    found = find(peer)
    loss = loss_of(found)
    values = {
        "peer": found,
        "loss": loss,
        "word": PEER_STATUS[found.status][0],
        "kind": PEER_STATUS[found.status][1],
        "wrote": [(named(KINDS, kind), count) for kind, count in loss.wrote.items()],
        "personal": loss.people.get("personal", 0),
        "sensitive": loss.people.get("sensitive", 0),
        "now": SystemClock().now(),
    }
    return render(request, "nodes/lost.html", values)
