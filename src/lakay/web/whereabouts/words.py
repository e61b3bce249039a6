"""Codes of the compartment in words."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_lazy as _

from lakay.whereabouts.rules.codes import CardEnd, GlassState, Judgement, PlaceKind

PLACES = {
    PlaceKind.SHELTER: _("Shelter"),
    PlaceKind.HOST: _("Host family"),
    PlaceKind.FAMILY: _("Own family"),
    PlaceKind.HOSPITAL: _("Hospital"),
    PlaceKind.OWN: _("Lives on their own"),
    PlaceKind.OTHER: _("Another place"),
}

STATES = {
    GlassState.ASKED: (_("Waits for a second person"), "warning"),
    GlassState.OPEN: (_("Open for an hour"), "danger"),
    GlassState.REFUSED: (_("Refused"), ""),
    GlassState.LAPSED: (_("Nobody answered in time"), ""),
    GlassState.OVER: (_("Over, to be reviewed"), "warning"),
    GlassState.REVIEWED: (_("Reviewed"), "success"),
}

JUDGEMENTS = {
    Judgement.RIGHT: _("It was right"),
    Judgement.AVOIDABLE: _("It could have been avoided"),
    Judgement.WRONG: _("It was wrong"),
}

CARD_ENDS = {
    CardEnd.LOST: _("They lost it"),
    CardEnd.TAKEN: _("Somebody took it from them"),
    CardEnd.UNWANTED: _("They do not want it any more"),
}

ON_THE_CARD = (
    gettext_noop("Keep this card with you"),
    gettext_noop("Show it at a Lakay desk if you wish. It is worth nothing without your word."),
)
"""What stands on a card: nothing by which a stranger could tell what it is for."""


def in_all(text: str) -> list[str]:
    """A text in every language, each wording once, Kreyòl first."""
    said = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.append(gettext(text))
    return list(dict.fromkeys(said))
