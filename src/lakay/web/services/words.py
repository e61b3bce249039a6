"""The directory's words for its codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from lakay.places.pack.records import Names
from lakay.services.pack import types
from lakay.services.rules import Cost, Pillar, Reason, Why

Words = dict[str, str | Promise]

PILLARS: Words = {
    Pillar.IDENTIFICATION: gettext_lazy("Identification and protection"),
    Pillar.SUPPORT: gettext_lazy("Help for the person"),
    Pillar.INCLUSION: gettext_lazy("Starting again"),
    Pillar.JUSTICE: gettext_lazy("Justice"),
}

COSTS: Words = {
    Cost.FREE: gettext_lazy("Free of charge"),
    Cost.REDUCED: gettext_lazy("At a low price"),
    Cost.PAID: gettext_lazy("Against payment"),
}

SEXES: Words = {"": gettext_lazy("Women and men"), "F": gettext_lazy("Women and girls"), "M": gettext_lazy("Men and boys")}

LANGUAGES: Words = {
    "ht": gettext_lazy("Kreyòl"),
    "fr": gettext_lazy("French"),
    "es": gettext_lazy("Spanish"),
    "en": gettext_lazy("English"),
}

_PLAIN: Words = {
    Why.ROOM_UNKNOWN: gettext_lazy("Nobody has counted its places"),
    Why.FULL: gettext_lazy("Full"),
    Why.SAME_COMMUNE: gettext_lazy("In this commune"),
    Why.SAME_DISTRICT: gettext_lazy("In this district"),
    Why.SAME_REGION: gettext_lazy("In this department"),
    Why.SAME_COUNTRY: gettext_lazy("In this country"),
    Why.OTHER_COUNTRY: gettext_lazy("Across the border"),
    Why.SPEAKS: gettext_lazy("Speaks their language"),
    Why.SPEAKS_OTHER: gettext_lazy("Speaks another language"),
    Why.NOT_FREE: gettext_lazy("Not free of charge"),
}

FAULTS: Words = {
    "cells": gettext_lazy("The row has too few or too many cells."),
    "empty": gettext_lazy("Something must stand here."),
    "long": gettext_lazy("This is too long."),
    "code": gettext_lazy("A code has capital letters, digits and hyphens, at most 20."),
    "unknown": gettext_lazy("Nobody knows this code."),
    "number": gettext_lazy("This is no number that fits."),
    "phone": gettext_lazy("Write the telephone as +509 and the number."),
    "hidden": gettext_lazy("Where a hidden house stands is not written in a directory."),
    "half": gettext_lazy("Write both numbers of the position, or none."),
    "ages": gettext_lazy("The ages stand in the wrong order."),
    "twice": gettext_lazy("This code is in the file twice."),
}

REFUSED: Words = {
    "encoding": gettext_lazy("This is no CSV file in UTF-8."),
    "header": gettext_lazy("The first line must name the columns, as below."),
    "size": gettext_lazy("The file is too large. Split it."),
}

KINDS = {Why.ROOM: "success", Why.FULL: "danger", Why.ROOM_OLD: "warning", Why.ROOM_UNKNOWN: "warning"}
"""How a reason stands out."""


def reason_words(reason: Reason) -> str:
    """A reason for the place of a service in the list, with its figure."""
    figure = reason.figure or 0
    if reason.why is Why.ROOM:
        return ngettext("%(free)d place free", "%(free)d places free", figure) % {"free": figure}
    if reason.why is Why.ROOM_OLD:
        return ngettext("Counted %(days)d day ago", "Counted %(days)d days ago", figure) % {"days": figure}
    if reason.why is Why.KM:
        return _("%(km)d km away") % {"km": figure}
    return str(_PLAIN[reason.why])


def said(names: Names) -> str:
    """A name of the pack in the language of the screen."""
    return names.in_language(get_language() or "fr")


def type_words(code: str) -> str:
    """A kind of service; the code itself if the pack has lost it."""
    found = types().get(code)
    return said(found.labels) if found else code


def type_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind, by pillar."""
    return [
        (str(word), [(one.code, said(one.labels)) for one in types().values() if one.pillar == pillar])
        for pillar, word in PILLARS.items()
    ]
