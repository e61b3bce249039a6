"""The second line's words for codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border.rules import Accompanied, CallStatus, HitOutcome, Problem, SecondLineStatus
from lakay.watchlist.rules.matching import Basis
from lakay.web.shell.country import reason_label
from lakay.web.shell.words import PROBLEMS

Words = dict[str, str | Promise]

STATUSES: Words = {
    SecondLineStatus.WAITING: _("waits"),
    SecondLineStatus.TAKEN: _("being looked at"),
    SecondLineStatus.PROPOSED: _("waits for a second person"),
    SecondLineStatus.DECIDED: _("decided"),
    SecondLineStatus.LEFT: _("went away"),
}

SEEN: Words = {**PROBLEMS, Problem.ALERT_STOP: _("An alert stops this traveller.")}
"""What spoke against a traveller, as the second line is told it: the booth is told to call the second line, which is here."""

REASONS: Words = {
    "doubt": _("The officer has a doubt."),
    "alert": _("There is an alert."),
    "inspection": _("Something is to be looked into."),
}

OUTCOMES: Words = {
    HitOutcome.SAME: _("It is this person"),
    HitOutcome.OTHER: _("It is another person"),
    HitOutcome.UNSURE: _("It cannot be told"),
}

BASES: Words = {Basis.DOCUMENT: _("by the document"), Basis.NAME: _("by the name")}

ACCOMPANIED: Words = {
    Accompanied.PARENT: _("With a parent"),
    Accompanied.GUARDIAN: _("With the legal guardian"),
    Accompanied.AUTHORISED: _("With somebody who has the parents' written leave"),
    Accompanied.ALONE: _("Alone"),
    Accompanied.NOT_PARENT: _("With somebody who is not the parent"),
    Accompanied.UNSURE: _("It is not clear"),
}

CALLS: Words = {
    CallStatus.WAITING: _("The protection desk was called."),
    CallStatus.TAKEN: _("The protection desk is there."),
    CallStatus.CLOSED: _("The protection desk has finished."),
}

CHIPS: Words = {
    "valid": _("The chip is genuine."),
    "forged": _("The chip is not the issuer's."),
    "cannot_check": _("The chip could not be checked."),
}

SEALS: Words = {
    "valid": _("The seal holds."),
    "forged": _("The seal is forged or was altered."),
    "cannot_check": _("The seal could not be checked."),
}
SEAL_ELSEWHERE = _("It was made for another document.")


def reason_words(code: str) -> str:
    """Why a traveller was handed over: a problem of the document, a word of the officer, or a reason of refusal."""
    return str(SEEN.get(code) or REASONS.get(code) or reason_label(code))


def seal_words(verdict: str, *, elsewhere: bool) -> str:
    """What the booth saw of a visible seal; `elsewhere`: it names another document than the one in front."""
    said = [SEALS.get(verdict, verdict), *([SEAL_ELSEWHERE] if elsewhere else [])]
    return " ".join(map(str, said))
