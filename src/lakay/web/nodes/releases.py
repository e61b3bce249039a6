"""The hub's page of the keys of posts: which are bound, until when each is released, who asked under threat; and an answer by people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.sync import queries, releasing
from lakay.sync.models import Release
from lakay.sync.rules import HUB, PeerStatus, ReleaseOutcome
from lakay.web.nodes.forms import PaperForm
from lakay.web.nodes.words import RELEASES
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50
MOST_DAYS = 14


class GrantForm(PaperForm):
    """A request that was brought on a stick, and for how long it is granted."""

    days = forms.IntegerField(
        label=gettext_lazy("For how many days"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        help_text=gettext_lazy("Empty: the usual time. More for a post without a line."),
    )


@page(Permission.NODE_MANAGE, purpose=Purpose.SECURITY, methods=FORM)
def releases(request: DeskRequest) -> HttpResponse:
    """The keys of the posts; a request from a stick is answered with a file."""
    form = GrantForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        granted = answered(request, form)
        if granted is not None:
            return granted
    return show_releases(request, form)


def answered(request: DeskRequest, form: GrantForm) -> HttpResponse | None:
    """The file that goes back on the stick; nothing, and why, where there is none."""
    at, days = SystemClock().now(), form.cleaned_data["days"]
    try:
        found = releasing.grant(form.content(), at, at + timedelta(days=days) if days else None, request.actor)
    except releasing.NoRelease:
        form.add_error("file", _("This is no request of an officer whom this hub knows for a machine that takes part."))
        return None
    if not found.grant:
        form.add_error("file", _("This request was made under threat. Nothing is granted; call the post and the police."))
        return None
    headers = {"Content-Disposition": 'attachment; filename="lakay-release.txt"'}
    return HttpResponse(found.grant, content_type="application/octet-stream", headers=headers)


def show_releases(request: DeskRequest, form: GrantForm) -> HttpResponse:
    """The page."""
    peers = {peer.node: peer for peer in queries.peers()}
    shown = Paginator(queries.releases(), A_PAGE).get_page(request.GET.get("page"))
    names = staff_names([note.by for note in shown if note.by])
    bound = set(releasing.book().posts())
    away = [peer for peer in peers.values() if peer.role != HUB and peer.status == PeerStatus.ACTIVE]
    at = SystemClock().now()
    values = {
        "form": form,
        "hub": queries.own_hub(),
        "may_manage": True,
        "posts": [(peer, peer.node in bound, *last(peer.node, at)) for peer in away],
        "page": shown,
        "rows": [(note, peers.get(note.node), *RELEASES[note.outcome], names.get(note.by) if note.by else "") for note in shown],
    }
    return render(request, "nodes/releases.html", values, status=422 if form.errors else 200)


def last(node: str, at: datetime) -> tuple[Release | None, bool]:
    """The last release of a post, and whether it has ended."""
    note: Any = queries.releases().filter(node=node, outcome=ReleaseOutcome.GRANTED).first()
    return note, bool(note and note.until and note.until < at)
