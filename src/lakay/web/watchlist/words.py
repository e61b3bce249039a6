"""The desk's words for codes: states, proposals, faults of an alert and of a file, outcomes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.watchlist.categories import VEHICLE, categories, document_kinds
from lakay.watchlist.rules.contents import Fault
from lakay.watchlist.rules.lists import ListStatus, RedressStatus, SilenceStatus
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.states import AlertStatus, BatchStatus, ChangeStatus, Outcome, ScreeningStatus, What

Words = dict[str, str | Promise]

STATUSES: Words = {
    AlertStatus.PROPOSED: _("proposed"),
    AlertStatus.ACTIVE: _("on the list"),
    AlertStatus.ENDED: _("ended"),
    AlertStatus.EXPIRED: _("expired"),
    AlertStatus.REJECTED: _("rejected"),
}
STATUS_KINDS = {AlertStatus.ACTIVE.value: "success", AlertStatus.PROPOSED.value: "warning"}

WHATS: Words = {
    What.ADD: _("New alert"),
    What.CHANGE: _("Change of an alert"),
    What.RENEW: _("Renewal of an alert"),
    What.END: _("End of an alert"),
    What.CONFIRM: _("Confirmation of an alert raised at once"),
}

CHANGE_STATUSES: Words = {
    ChangeStatus.WAITING: _("waits for a second person"),
    ChangeStatus.APPROVED: _("approved"),
    ChangeStatus.REJECTED: _("rejected"),
    ChangeStatus.LAPSED: _("lapsed"),
}

BATCH_STATUSES: Words = {
    BatchStatus.TRYING: _("being tried out"),
    BatchStatus.TRIED: _("tried out"),
    BatchStatus.LOADING: _("being read in"),
    BatchStatus.WAITING: _("waits for a second person"),
    BatchStatus.APPROVED: _("approved, not yet carried out to the end"),
    BatchStatus.STOPPED: _("approved, stopped half-way"),
    BatchStatus.REJECTED: _("rejected, not yet carried out to the end"),
    BatchStatus.WITHDRAWN: _("taken back"),
    BatchStatus.DONE: _("done"),
}

LIST_STATUSES: Words = {
    ListStatus.PROPOSED: _("waits for a second person"),
    ListStatus.STANDING: _("stands"),
    ListStatus.REJECTED: _("rejected"),
    ListStatus.CLOSING: _("is to be closed; waits for a second person"),
    ListStatus.CLOSED: _("closed"),
}

REDRESS_STATUSES: Words = {
    RedressStatus.OPEN: _("not answered yet"),
    RedressStatus.GRANTED: _("they were right"),
    RedressStatus.REFUSED: _("nothing was changed"),
}

SCREENING_STATUSES: Words = {
    ScreeningStatus.RUNNING: _("goes on"),
    ScreeningStatus.STOPPED: _("stopped"),
    ScreeningStatus.DONE: _("done"),
}

FAULTS: Words = {
    Fault.NO_PERSON: _("Write the name of the person."),
    Fault.NO_DOCUMENT: _("Write the number of the document."),
    Fault.TOO_MANY: _("An alert has at most ten names and twenty documents."),
    Fault.BAD_NAME: _("A name has at least one letter and at most 120."),
    Fault.BAD_DOCUMENT: _("A document has an issuing state of one to three letters, a number and a type."),
    Fault.BAD_SEX: _("The sex is F, M or X, or stays empty."),
    Fault.BAD_NATIONALITY: _("A nationality is a code of one to three letters, as in a passport."),
    Fault.NO_BASIS: _("Write the legal basis: no alert without one."),
    Fault.NO_REFERENCE: _("Write the reference of the act that orders it, at most 120 signs."),
    Fault.NO_AUTHORITY: _("Write the authority that ordered it, at most 120 signs."),
    Fault.ENDS_FIRST: _("The last day is before the first."),
    Fault.ENDED: _("The last day is over."),
    Fault.TOO_LONG: _("An alert of this category cannot stand so long. Choose an earlier last day; two people can renew it."),
}

FAULT_FIELDS = {
    Fault.NO_PERSON: "family",
    Fault.BAD_NAME: "family",
    Fault.NO_DOCUMENT: "number",
    Fault.BAD_DOCUMENT: "number",
    Fault.BAD_SEX: "sex",
    Fault.BAD_NATIONALITY: "nationalities",
    Fault.NO_BASIS: "legal_basis",
    Fault.NO_REFERENCE: "legal_reference",
    Fault.NO_AUTHORITY: "authority",
    Fault.ENDS_FIRST: "last_day",
    Fault.ENDED: "last_day",
    Fault.TOO_LONG: "last_day",
}
"""Beside which field of the form a fault is told; the others on top."""

CELL_FAULTS: Words = {
    **FAULTS,
    "unknown": _("The country pack has no such category."),
    "day": _("Write the day as 1984-03-07."),
    "cells": _("The row has too many or too few cells."),
}

SHEET_FAULTS: Words = {
    "encoding": _("This is not a comma-separated file in UTF-8."),
    "header": _("The first line must be exactly the columns named here."),
    "rows": _("A file has at most 5,000 alerts. Split it."),
    "empty": _("There is no alert in this file."),
}

SOURCE_FAULTS: Words = {
    "encoding": _("This is no text in UTF-8."),
    "header": _("No column of this table holds a name or the number of a document."),
    "rows": _("The file has too many entries."),
    "empty": _("There is nothing in this file."),
    "xml": _("This is not the list of the United Nations."),
    "entities": _("This XML brings a document type or entities. It is not read."),
    "json": _("This line is no entity."),
    "other": _("This is neither a person nor a vehicle."),
    "twice": _("This entry stands in the file twice; the first counts."),
}

FILE_PROBLEMS: Words = {
    **SHEET_FAULTS,
    **SOURCE_FAULTS,
    "content-lost": _("The content of the file is not there any more. Bring it again."),
    "not-allowed": _("Whoever asked for it may do it no longer."),
    "list-closed": _("This list does not stand now."),
}
"""Why the program itself went no further with a file."""

SILENCE_STATUSES: Words = {
    SilenceStatus.PROPOSED: _("waits for a second person"),
    SilenceStatus.STANDING: _("the booths are silent"),
    SilenceStatus.REJECTED: _("rejected"),
    SilenceStatus.ENDED: _("ended"),
    "over": _("over"),
}

OUTCOMES: Words = {
    Outcome.SAME: _("The same person or document"),
    Outcome.NOT_SAME: _("Somebody else"),
    Outcome.UNRESOLVED: _("Not found out"),
}

BASES: Words = {Basis.DOCUMENT: _("document"), Basis.NAME: _("name")}

SEXES: Words = {"": "—", "F": _("F (woman)"), "M": _("M (man)"), "X": _("X (not specified)")}


def category_label(code: str) -> str:
    """What a category is called; the code itself if the pack no longer has it."""
    known = categories().get(code)
    return known.labels.in_language(get_language() or "fr") if known else code


def document_label(code: str) -> str:
    """What a type of document is called; the code itself if the pack does not have it."""
    names = {row.code: row.names for row in document_kinds()}
    if code == VEHICLE:
        return str(_("Plate of a vehicle"))
    return names[code].in_language(get_language() or "fr") if code in names else code


def document_choices() -> list[tuple[str, str]]:
    """What an alert can be about that has a number: documents of the pack, and a vehicle by its plate."""
    return [(code, document_label(code)) for code in (*(row.code for row in document_kinds()), VEHICLE)]
