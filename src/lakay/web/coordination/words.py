"""The desk's words for codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lakay.coordination import pack
from lakay.coordination.rules import Audience, IncidentStatus, Seriousness, Severity, TaskStatus

SERIOUSNESS: dict[str, str | Promise] = {
    Seriousness.MINOR: pgettext_lazy("incident", "minor"),
    Seriousness.SERIOUS: pgettext_lazy("incident", "serious"),
    Seriousness.GRAVE: pgettext_lazy("incident", "grave"),
}
INCIDENT_STATUS: dict[str, str | Promise] = {
    IncidentStatus.OPEN: pgettext_lazy("incident", "open"),
    IncidentStatus.HANDED_OVER: _("handed over, not yet taken"),
    IncidentStatus.CLOSED: pgettext_lazy("incident", "closed"),
}
AUDIENCES: dict[str, str | Promise] = {
    Audience.INVOLVED: _("All who take part on this side"),
    Audience.ABROAD: _("Also the other side of the border"),
    Audience.AGENCY: _("My agency only"),
}
TASK_STATUS: dict[str, str | Promise] = {
    TaskStatus.ASKED: _("asked"),
    TaskStatus.ACCEPTED: _("taken on"),
    TaskStatus.DECLINED: _("declined"),
    TaskStatus.DONE: _("done"),
    TaskStatus.WITHDRAWN: _("withdrawn"),
}
SEVERITY: dict[str, str | Promise] = {
    Severity.NOTICE: _("notice"),
    Severity.WARNING: _("warning"),
    Severity.URGENT: _("urgent"),
}
KIND_OF_BADGE: dict[str, str] = {
    Seriousness.MINOR: "",
    Seriousness.SERIOUS: "warning",
    Seriousness.GRAVE: "danger",
    Severity.NOTICE: "",
    Severity.WARNING: "warning",
    Severity.URGENT: "danger",
}


def language() -> str:
    """The language of the screen."""
    return get_language() or "fr"


def incident_kind(code: str) -> str:
    """The label of a kind of incident."""
    return pack.label_of(pack.incident_kinds(), code, language())


def finding_kind(code: str) -> str:
    """The label of a kind of finding."""
    return pack.label_of(pack.finding_kinds(), code, language())


def incident_choices() -> list[tuple[str, str]]:
    """The kinds of incident to choose from."""
    return [(kind.code, kind.labels.in_language(language())) for kind in pack.incident_kinds()]


def finding_choices() -> list[tuple[str, str]]:
    """The kinds of finding to choose from."""
    return [(kind.code, kind.labels.in_language(language())) for kind in pack.finding_kinds()]


def calls_for_protection(code: str) -> bool:
    """Whether a kind of incident reminds to call the protection desk."""
    return any(kind.protection for kind in pack.incident_kinds() if kind.code == code)


def agency_choices(post: str, leave_out: set[str]) -> list[tuple[str, str]]:
    """The agencies that can be called in at a post, those across the line marked by their post."""
    rows = [(seat, pack.agency_name(seat.agency, language())) for seat in pack.seats_around(post) if seat.agency not in leave_out]
    return [(seat.agency, f"{seat.agency} · {name}" + (f" ({seat.post})" if seat.post != post else "")) for seat, name in rows]
