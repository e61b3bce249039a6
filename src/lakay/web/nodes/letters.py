"""Events of other machines that have no effect here, and why; machines that stand twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.journal import queries as journal
from lakay.kernel.clock import SystemClock
from lakay.sync import queries
from lakay.sync.quiet import quiet, without_quiet
from lakay.sync.settling import retry as try_again
from lakay.web.nodes.words import REASONS, STATES
from lakay.web.nodes.words import named as worded
from lakay.web.shell.names import ACTIONS, named
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50


@page(Permission.NODE_VIEW)
def letters(request: DeskRequest) -> HttpResponse:
    """What waits, was refused or is of a newer release, the oldest first; `state` shows one kind only.

    What waits quietly, because its traveller is known only further away, is but counted.
    """
    wanted = request.GET.get("state", "")
    found = without_quiet(journal.unapplied(wanted if wanted in STATES else ""))
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    titles = {peer.node: peer.title for peer in queries.peers()}
    values = {
        "page": shown,
        "rows": [line(row, titles) for row in shown],
        "forks": [(fork, titles.get(fork.node, fork.node)) for fork in journal.forks()[:A_PAGE]],
        "states": [(code, word, code == wanted) for code, word in STATES.items()],
        "quiet": quiet().count(),
        "hub": queries.own_hub(),
        "may_manage": request.actor.may(Permission.NODE_MANAGE),
    }
    return render(request, "nodes/letters.html", values)


def line(row: Any, titles: dict[str, str]) -> dict[str, Any]:
    """One of them: what was done where, and why it has no effect. Never a value of a record."""
    return {
        "event": row.event_id,
        "action": named(ACTIONS, row.event.action),
        "node": titles.get(row.event.node, row.event.node),
        "at": row.event.at,
        "state": worded(STATES, row.state),
        "kind": {"waiting": "warning", "refused": "danger"}.get(row.state, ""),
        "reason": worded(REASONS, row.reason),
        "detail": row.detail,
        "since": row.since,
        "tries": row.tries,
    }


@page(Permission.NODE_MANAGE, methods=WRITE)
def retry(request: DeskRequest, event: UUID) -> HttpResponse:
    """Try once more to let it take effect."""
    if not journal.unapplied("").filter(event=event).exists():
        raise Http404
    try_again(event, SystemClock().now())
    return redirect("nodes:letters")
