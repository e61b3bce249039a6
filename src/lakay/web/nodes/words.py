"""What the codes of nodes are called."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lakay.sync.alarms import Level, Sign

ROLES: dict[str, Any] = {
    "hub": _("Hub"),
    "post": _("Border post"),
    "office": _("Reception office"),
    "centre": _("Resource centre"),
    "shelter": _("Shelter"),
}

PEER_STATUS: dict[str, tuple[Any, str]] = {
    "active": (_("takes part"), "success"),
    "suspended": (_("stopped"), "danger"),
    "revoked": (_("ended"), ""),
}

INVITATION_STATUS: dict[str, tuple[Any, str]] = {
    "open": (_("waits for the machine"), ""),
    "asked": (_("waits for a second person"), "warning"),
    "admitted": (_("admitted"), "success"),
    "refused": (_("refused"), "danger"),
    "locked": (_("closed: too many wrong codes"), "danger"),
    "withdrawn": (_("withdrawn"), ""),
}

RELEASES: dict[str, tuple[Any, str]] = {
    "bound": (_("bound to this hub"), "success"),
    "granted": (_("released"), ""),
    "threat": (_("asked under threat"), "danger"),
}

LEVELS: dict[Level, tuple[Any, str]] = {
    Level.GOOD: (_("good"), "success"),
    Level.LOOK: (_("look at it"), "warning"),
    Level.BAD: (_("bad"), "danger"),
}

SIGNS: dict[str, Any] = {
    "contact": _("Last contact"),
    "unsent": _("Not sent yet"),
    "oldest": _("The oldest waits"),
    "clock": _("Its clock"),
    "alerts": _("Alert list"),
    "waiting": _("Waiting"),
    "refused": _("Refused"),
    "forks": _("Copied machine"),
    "copy": _("Last verified copy"),
    "disk": _("Free on the disk"),
}

STATES: dict[str, Any] = {
    "waiting": _("waits for a record that has not come"),
    "refused": _("refused"),
    "newer": _("of a newer release"),
}

REASONS: dict[str, Any] = {
    "may_not_write": _("This machine may not write that."),
    "revoked": _("Written by a stopped machine after it was stopped."),
    "unknown_node": _("The machine that wrote it is not in the register."),
    "origin": _("The machine that wrote it is not in the register."),
    "constraint": _("It does not fit what is held here."),
    "record": _("It speaks of a record that is not here yet."),
    "id": _("Its number is in use by another machine."),
    "kind": _("This release does not know this kind of record."),
    "left": _("It changes a record that has left this post. The hub holds both."),
    "field": _("This release does not know one of its fields."),
}


def amount(sign: Sign) -> str:
    """The value of a sign in words."""
    if sign.value is None:
        return str(_("not known"))
    if sign.what in {"contact", "oldest", "alerts", "copy"}:
        return hours(sign.value)
    if sign.what == "clock":
        return ngettext("%(count)s minute", "%(count)s minutes", sign.value) % {"count": sign.value}
    return f"{sign.value} %" if sign.what == "disk" else str(sign.value)


def hours(value: int) -> str:
    """So many hours, or days once they are many."""
    if value == 0:
        return str(_("less than 1 h"))
    if value < 48:
        return ngettext("%(count)s hour", "%(count)s hours", value) % {"count": value}
    days = value // 24
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def named(table: dict[str, Any], code: str) -> str:
    """The words for a code; the code itself for one that this release does not know."""
    return str(table.get(code, code))
