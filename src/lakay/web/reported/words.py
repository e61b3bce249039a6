"""Words for the figures of others."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.reported.rules import What, Wrong

WHAT: Mapping[str, str | Promise] = {
    What.REMITTANCES: _("Remittances"),
    What.STOCK: _("People living somewhere (census)"),
    What.RETURNS: _("Returns as the other side reports them"),
    What.REFUGEES: _("Refugees and asylum"),
    What.DEATHS: _("Deaths and disappearances on the way"),
    What.OTHER: _("Something else"),
}
NO_PERIOD = _("no period (2025, 2025-Q3, 2025-03, 2025-03-31)")
NO_NUMBER = _("no number")
WRONG: Mapping[str, str | Promise] = {
    Wrong.WIDTH: _("another number of cells than in the first line"),
    Wrong.PERIOD: NO_PERIOD,
    Wrong.NUMBER: NO_NUMBER,
    Wrong.EMPTY: _("nothing stands there"),
    Wrong.TWICE: _("the same period and place twice"),
    Wrong.LONG: _("too long"),
}
