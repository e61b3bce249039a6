"""The desk's words for codes: what called, and why."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from lakay.border.models import Call, Firing
from lakay.border.patterns.pack import patterns
from lakay.border.rules import Accompanied, CallSource, CallStatus

SOURCES: dict[str, str | Promise] = {
    CallSource.MINOR: gettext_lazy("A child at the booth"),
    CallSource.OFFICER: gettext_lazy("The officer's own concern"),
    CallSource.ALERT: gettext_lazy("A protective alert"),
    CallSource.PATTERN: gettext_lazy("A pattern over weeks"),
    CallSource.SECOND_LINE: gettext_lazy("The second line"),
}

REASONS: dict[str, str | Promise] = {
    Accompanied.ALONE: gettext_lazy("The child travels alone."),
    Accompanied.NOT_PARENT: gettext_lazy("Who comes with the child is not the parent."),
    Accompanied.UNSURE: gettext_lazy("The officer is not sure who comes with the child."),
    "concern": gettext_lazy("The officer is worried about this traveller."),
    "alert": gettext_lazy("Somebody looks for this person to protect them."),
    "protective": gettext_lazy("Somebody looks for this person to protect them."),
}

STATUSES: dict[str, str | Promise] = {
    CallStatus.WAITING: gettext_lazy("Waiting"),
    CallStatus.TAKEN: gettext_lazy("Taken"),
    CallStatus.CLOSED: gettext_lazy("Closed"),
}

AGREED: dict[bool | None, str | Promise] = {
    True: gettext_lazy("It was right to call."),
    False: gettext_lazy("There was no need to call."),
    None: gettext_lazy("It stayed unclear."),
}


def reason_of(call: Call) -> str:
    """Why the desk was called, in words; of a pattern, what the rule is called."""
    if call.source == CallSource.PATTERN:
        return patterns().label(call.reason, get_language() or "")
    return str(REASONS.get(call.reason, call.reason))


def sentence_of(firing: Firing) -> str:
    """The sentence that explains a firing, with its figures and nobody's name."""
    return patterns().sentence(firing.rule, firing.values or {}, get_language() or "")


def since(at: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that says enough."""
    minutes = max(int((now - at).total_seconds()) // 60, 0)
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes < 48 * 60:
        return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
    days = minutes // (24 * 60)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
