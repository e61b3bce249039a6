"""How the copies stand; a check now, with its progress, stopped by whoever asked; who had what restored, and how long it took."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.backup import queries
from lakay.backup.actions import DRILLER, RESTORER, AlreadyAsked, ask_trial, cancel_trial
from lakay.backup.models import Copy, Drill, Trial
from lakay.backup.rules import TrialStatus
from lakay.backup.schedule import WAKE
from lakay.backup.words import worry
from lakay.kernel.clock import SystemClock
from lakay.web.backups.words import STATUSES, WHATS, problem
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

MOST_COPIES = 30
MOST_DRILLS = 30
OPEN = (TrialStatus.ASKED, TrialStatus.RUNNING)


@page(Permission.BACKUP_VERIFY)
def home(request: DeskRequest) -> HttpResponse:
    """Everything on one page; while a check is under way the part with its progress asks again by itself."""
    trial = shown_trial(queries.trial_now())
    if request.htmx:
        return render(request, "backups/progress.html", {"trial": trial})
    head = queries.verified_up_to()
    values = {
        "worries": [worry(each) for each in queries.what_is_wrong(SystemClock().now())],
        "configured": queries.is_configured(),
        "verified_at": queries.last_verified_at(),
        "head": head,
        "folder": settings.BACKUP,
        "copies": shown_copies(list(queries.copies()[:MOST_COPIES])),
        "drills": shown_drills(list(queries.drills()[:MOST_DRILLS])),
        "trial": trial,
    }
    return render(request, "backups/home.html", values)


@page(Permission.BACKUP_VERIFY, methods=WRITE)
def check(request: DeskRequest) -> HttpResponse:
    """Have a copy taken and restored now. One that waits already is enough."""
    try:
        ask_trial(by=request.actor, at=SystemClock().now())
    except AlreadyAsked:
        return redirect("backups:home")
    WAKE.set()
    return redirect("backups:home")


@page(Permission.BACKUP_VERIFY, methods=WRITE)
def stop(request: DeskRequest) -> HttpResponse:
    """Stop the check; copies that were good stay good."""
    cancel_trial(by=request.actor, at=SystemClock().now())
    return redirect("backups:home")


def shown_trial(trial: Trial | None) -> dict[str, Any] | None:
    """The check that was asked for last."""
    if trial is None:
        return None
    name, kind = STATUSES[trial.status]
    return {
        "row": trial,
        "status": name,
        "kind": kind,
        "open": trial.status in OPEN,
        "problem": problem(trial.problem),
        "percent": min(99, trial.done * 100 // trial.total) if trial.total else None,
    }


def shown_copies(copies: list[Copy]) -> list[dict[str, Any]]:
    """Copies with what came after each."""
    since = queries.segments_of(copies)
    return [
        {
            "row": copy,
            "megabytes": round(copy.bytes / 1_000_000, 1),
            "since": since.get(copy.name, queries.NOTHING_SINCE),
            "problem": problem(copy.problem),
        }
        for copy in copies
    ]


def shown_drills(drills: list[Drill]) -> list[dict[str, Any]]:
    """Drills with the names of people; what was done at the machine itself has none."""
    names = staff_names({drill.by for drill in drills})
    machine = {DRILLER.id, RESTORER.id}
    return [
        {
            "row": drill,
            "what": WHATS.get(drill.what, drill.what),
            "who": "" if drill.by in machine else names.get(drill.by, "—"),
            "minutes": max(1, round(drill.seconds / 60)),
            "good": drill.outcome == "good",
            "problem": problem("" if drill.outcome == "good" else drill.outcome),
        }
        for drill in drills
    ]
