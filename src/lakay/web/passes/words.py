"""What codes are called on the screen and on paper: literal tables."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_lazy as _

KINDS = {"border": _("Border pass"), "minor": _("Child's authorisation")}
STATES = {"in_force": _("in force"), "run_out": _("run out"), "revoked": _("taken back")}
SEXES = {"F": _("Female"), "M": _("Male"), "X": _("Unspecified")}
LEGS = {"exit": _("out of the country"), "entry": _("into the country"), "both": _("both ways")}
HOW = {
    "present": _("The parent was present"),
    "signed": _("A signed paper was shown"),
    "court": _("A judge has decided"),
}
RELATIONS = {
    "parent": _("Mother or father"),
    "guardian": _("Guardian"),
    "grandparent": _("Grandparent"),
    "other": _("Other"),
}
REVOKED_FOR = {
    "lost": _("It was lost"),
    "stolen": _("It was stolen"),
    "replaced": _("Another one is issued"),
    "misused": _("It was misused"),
    "mistake": _("It was issued by mistake"),
    "consent_withdrawn": _("The parent has taken the consent back"),
    "not_entitled": _("The holder no longer fulfils the rule"),
}
SIGNED_KINDS = {
    "border": _("Border passes"),
    "minor": _("Children's authorisations"),
    "refusal": _("Slips of refusal"),
    "entry": _("Slips of entry"),
}
KEY_STATES = {
    "proposed": _("waits for a second person"),
    "active": _("in use"),
    "rejected": _("refused"),
    "withdrawn": _("withdrawn"),
}
FAULTS = {
    "days_out_of_order": _("The last day comes before the first."),
    "days_past": _("The last day is past."),
    "days_too_many": _("The rule does not allow so many days."),
    "other_rule": _("This rule is for another kind of pass."),
    "residence": _("This rule is for residents of certain places. Choose the place where the person lives."),
    "posts": _("The rule does not allow this post."),
    "not_a_minor": _("This is for children under 18 whose year of birth is known."),
    "companion": _("Write the family name and the document number of the person who travels with the child."),
    "consent": _("Write who gave consent, and on which day; the day cannot lie ahead."),
    "document_or_photo": _("Write the number of a document, or add a photo: nobody gets a pass on a bare name."),
}

CARD = {
    "border": gettext_noop("Border pass"),
    "minor": gettext_noop("Child's authorisation to travel"),
    "surname": gettext_noop("Family name"),
    "given_names": gettext_noop("Given names"),
    "birth": gettext_noop("Born"),
    "nationality": gettext_noop("Nationality"),
    "until": gettext_noop("Valid until"),
    "from": gettext_noop("Valid from"),
    "posts": gettext_noop("Posts"),
    "with": gettext_noop("Travels with"),
    "direction": gettext_noop("Direction"),
    "trips": gettext_noop("Trips"),
    "several": gettext_noop("several"),
    "market": gettext_noop("Market days only"),
    "check": gettext_noop("Scan the code: it is checked without a network."),
}
"""What stands on the paper itself, which is printed in all four languages."""


def in_all(code: str) -> list[str]:
    """A text of the paper in every language, each wording once, Kreyòl first."""
    said = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.append(gettext(CARD[code]))
    return list(dict.fromkeys(said))


def joined(words: Iterable[str]) -> str:
    """The wordings on one line."""
    return " / ".join(dict.fromkeys(words))
