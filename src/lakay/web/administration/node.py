"""Is this machine fit to be trusted with records?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.backup.doctor import examine_copies
from lakay.journal import checking
from lakay.journal.doctor import examine
from lakay.kernel.clock import SystemClock
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest
from lakay.window.doctor import examine_window

KINDS = {"good": "success", "look": "warning", "bad": "danger"}


@page(Permission.NODE_VIEW)
def node(request: DeskRequest) -> HttpResponse:
    """What the doctor finds, and what to do about it."""
    names = {
        "versions": _("Versions"),
        "store": _("Tables"),
        "disk_sync": _("Disk"),
        "clock": _("Clock"),
        "space": _("Free space"),
        "keys": _("Keys"),
        "vault": _("Encryption"),
        "mode": _("Mode"),
        "copies": _("Copies"),
        "window": _("What stays here"),
    }
    states = {"good": _("good"), "look": _("look at it"), "bad": _("bad")}
    rows = [
        {
            "name": names.get(result.code, result.code),
            "state": states[result.state],
            "kind": KINDS[result.state],
            "found": result.found,
            "todo": result.todo,
        }
        for result in [*examine(), examine_copies(SystemClock().now()), *examine_window()]
    ]
    return render(request, "administration/node.html", {"rows": rows, "head": checking.head()})
