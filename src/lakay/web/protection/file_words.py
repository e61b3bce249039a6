"""The desk's words for the codes of its files. What the country pack names is shown in the language of the screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.places.pack.records import Names
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import (
    Decider,
    Finding,
    Guardian,
    Informed,
    IntakeStatus,
    Interpreter,
    Method,
    Outcome,
    Source,
)

Words = dict[str, str | Promise]

SOURCES: Words = {
    Source.BOOTH: _("From the booth"),
    Source.SELF: _("Came by themselves"),
    Source.RECEPTION: _("From the reception"),
    Source.HOTLINE: _("By the hotline"),
    Source.COMMUNITY: _("From the community"),
    Source.ABROAD: _("From the other side of the border"),
}

STATUSES: Words = {
    IntakeStatus.WAITING: _("Waits to be received"),
    IntakeStatus.RECEIVED: _("Received"),
    IntakeStatus.SCREENED: _("Screened"),
    IntakeStatus.CLOSED: _("Closed"),
    IntakeStatus.LEFT: _("Went away"),
}

NEXT: Words = {
    IntakeStatus.WAITING: _("Somebody of the desk receives the person."),
    IntakeStatus.RECEIVED: _("Ask the first look, then health and safety. Help does not wait for answers."),
    IntakeStatus.SCREENED: _("Decide what is needed, refer, and close the file when it is done."),
    IntakeStatus.CLOSED: _("Nothing more is to be done here."),
    IntakeStatus.LEFT: _("Nothing more is to be done here."),
}

PRIORITIES: dict[int, str | Promise] = {1: _("Now"), 2: _("Within the hour"), 3: _("Today"), 4: _("Can wait")}
KINDS = {1: "danger", 2: "warning", 3: "primary", 4: ""}
"""The style of a priority; the word says it too."""

OUTCOMES: Words = {
    Outcome.HELPED: _("Helped here"),
    Outcome.REFERRED: _("Referred to a service"),
    Outcome.NO_NEED: _("No need of protection"),
    Outcome.REFUSED_HELP: _("Wanted no help"),
    Outcome.LEFT: _("Went away"),
}

INTERPRETERS: Words = {
    Interpreter.NONE: _("No interpreter needed"),
    Interpreter.STAFF: _("An interpreter of the staff"),
    Interpreter.PHONE: _("An interpreter on the telephone"),
    Interpreter.COMPANION: _("A companion: ask again without them"),
}

METHODS: Words = {Method.SPOKEN: _("Spoken"), Method.SIGNED: _("Signed"), Method.THUMB: _("Thumb print")}

INFORMED: Words = {
    Informed.READ: _("Read aloud"),
    Informed.AUDIO: _("Recording"),
    Informed.PICTURES: _("Pictures"),
    Informed.INTERPRETER: _("Interpreter"),
}

GUARDIANS: Words = {
    Guardian.PARENT: _("A parent"),
    Guardian.GUARDIAN: _("A guardian"),
    Guardian.AUTHORITY: _("The authority for children"),
    Guardian.NOBODY: _("Nobody is here who may answer"),
}

ASSENTS: Words = {"yes": _("The child agrees"), "no": _("The child does not agree"), "young": _("Too young to be asked")}
YES_NO: Words = {"yes": _("Yes"), "no": _("No")}
ANSWERS: Words = {**YES_NO, "unknown": _("Not known")}
FINDINGS: Words = {Finding.ACTUAL: _("It was trafficking"), Finding.NOT: _("It was not trafficking")}

DECIDERS: Words = {
    Decider.POLICE: _("Police"),
    Decider.NGO: _("Association"),
    Decider.COURT: _("Court or prosecution"),
    Decider.GOVERNMENT: _("Another office of the state"),
    Decider.OTHER: _("Another office"),
}

WEIGHTS: Words = {"S": _("strong"), "M": _("medium"), "W": _("weak")}

MISSING: Words = {
    "statements": _("Answer each of the seven statements."),
    "informed": _("Say how and in which language the statements were explained."),
    "witness": _("A spoken answer or a thumb print needs a witness."),
    "until": _("Say until when it holds, five years at most."),
    "guardian": _("Say who answers beside the child."),
    "guardian_name": _("Write the name of the one who answers beside the child."),
}

LANGUAGES: Words = {"ht": "Kreyòl", "fr": "Français", "es": "Español", "en": "English"}

SEXES: Words = {"F": _("Woman or girl"), "M": _("Man or boy"), "X": _("Other"), "": _("Not stated")}


def said(names: Names) -> str:
    """What the pack calls something, in the language of the screen."""
    return names.in_language(get_language() or "")


def signal_words(codes: list[str]) -> str:
    """What makes somebody urgent, in words; a code that the pack has lost stands as it is."""
    rows = {row.code: said(row.labels) for row in the_pack().signals}
    return " · ".join(rows.get(code, code) for code in codes)


def section_words(code: str) -> str:
    """The heading of a section of an instrument."""
    names = the_pack().sections.get(code)
    return said(names) if names else code
