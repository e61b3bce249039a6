"""Words for the codes of forms: literal tables."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

STATUS: dict[str, Any] = {
    "draft": _("Draft"),
    "proposed": _("Waits for a second person"),
    "published": _("Published"),
    "retired": _("Retired"),
}
STATUS_KIND = {"draft": "neutral", "proposed": "warning", "published": "success", "retired": "neutral"}

PURPOSES: dict[str, Any] = {
    "protection": _("Protection"),
    "reception": _("Reception"),
    "coordination": _("Coordination"),
    "training": _("Training"),
}

KINDS: dict[str, Any] = {
    "select1": _("one choice"),
    "select": _("several choices"),
    "rank": _("choices in order"),
    "upload": _("picture, sound or file"),
    "trigger": _("to be confirmed"),
    "range": _("number on a scale"),
    "int": _("whole number"),
    "decimal": _("decimal number"),
    "date": _("date"),
    "time": _("time"),
    "dateTime": _("date and time"),
    "geopoint": _("place on the map"),
    "geotrace": _("line on the map"),
    "geoshape": _("area on the map"),
    "barcode": _("code to scan"),
    "string": _("text"),
    "note": _("only to read"),
}

PARTS: dict[str, Any] = {
    "kind": _("kind of answer"),
    "required": _("whether it is required"),
    "relevant": _("when it is asked"),
    "constraint": _("what is allowed"),
    "choices": _("choices"),
    "labels": _("words"),
    "hints": _("hints"),
}

CHANGES: dict[str, Any] = {"added": _("new"), "removed": _("gone"), "changed": _("changed")}
