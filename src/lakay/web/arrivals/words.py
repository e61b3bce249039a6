"""The desk's words for codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border.passengers.holding import Basis
from lakay.manifests import Code, Kind, Mode, Role
from lakay.manifests.faults import Fault

Words = dict[str, str | Promise]

MODES: Words = {Mode.AIR: _("Plane"), Mode.SEA: _("Boat"), Mode.BUS: _("Bus"), Mode.UNKNOWN: "—"}

KINDS: Words = {
    Kind.PASSENGERS: _("passengers"),
    Kind.CREW: _("crew"),
    Kind.CLOSE_OUT: _("end of boarding"),
    Kind.BOOKINGS: _("reservations"),
    Kind.OTHER: _("other list"),
}

ROLES: Words = {
    Role.PASSENGER: "",
    Role.CREW: _("crew"),
    Role.TRANSIT: _("in transit"),
    Role.TRANSIT_CREW: _("crew in transit"),
}

CHANNELS: Words = {"page": _("brought by hand"), "inbox": _("from the inbox"), "feed": _("from a sender")}

BASES: Words = {
    Basis.DOCUMENT: _("came, by the document"),
    Basis.NAME: _("came, by name and birth"),
    Basis.ALIKE: _("came, by a name alike"),
}

FOUND: Words = {"document": _("by the document"), "name": _("by the name")}

REFUSED: Words = {
    "no_list": _("There is nobody's list in this file."),
    "no_post": _("This list is for none of our posts."),
    "too_large": _("This file is too large."),
}

FAULTS: Words = {
    Code.EMPTY: _("The file is empty."),
    Code.NOT_A_LIST: _("This is no list: a picture, a locked file or a torn one."),
    Code.LEADING_BYTES: _("Something stands before the message."),
    Code.NO_SEGMENT: _("Something stands between the segments that is none."),
    Code.CUT_OFF: _("The file ends in the middle of a segment."),
    Code.SEPARATORS: _("The separators are not those that the file declares."),
    Code.NO_UNB: _("The head of the file (UNB) is missing."),
    Code.NO_UNZ: _("The end of the file (UNZ) is missing."),
    Code.NO_UNH: _("The head of a message (UNH) is missing."),
    Code.NO_UNT: _("The end of a message (UNT) is missing."),
    Code.UNT_COUNT: _("The message has another number of segments than it says."),
    Code.UNT_REFERENCE: _("The end of a message belongs to another one."),
    Code.UNZ_COUNT: _("The file has fewer messages than it says."),
    Code.NO_MESSAGE: _("There is no message in the file."),
    Code.UNKNOWN_MESSAGE: _("This kind of message is not read here."),
    Code.NO_VOYAGE: _("The number of the voyage is missing."),
    Code.NO_ROUTE: _("Where the voyage goes is missing."),
    Code.PEOPLE_COUNT: _("The list has another number of people than it says."),
    Code.PART_MISSING: _("A part of the list is missing."),
    Code.BAD_DATE: _("This is no date."),
    Code.BAD_SEX: _("This is no sex."),
    Code.BAD_NUMBER: _("This is no number."),
    Code.NO_NAME: _("Somebody has no name."),
    Code.NO_HEADER: _("No line says what the columns hold."),
    Code.ROW_TOO_LONG: _("A row is too long or has a quotation mark that is never closed."),
    Code.TOO_MANY: _("There are more faults or rows than are shown here."),
}


def fault_rows(faults: list[Fault]) -> list[tuple[str | Promise, int, int, str]]:
    """Faults in words: what, at which byte, in which segment or row, and what stood there."""
    return [(FAULTS[fault.code], fault.offset, fault.segment, fault.detail) for fault in faults]


def kept_faults(kept: list[list[str | int]]) -> list[tuple[str | Promise, int, int, str]]:
    """The same of faults as a file keeps them; a code of a later version is shown as it is."""
    return [(FAULTS.get(str(code), str(code)), int(offset), int(number), str(detail)) for code, offset, number, detail in kept]
