"""From where to where: between the places that a post joins, between the post of the way in and the one of the way out, and by voyage.

Nowhere does it stand where a person lives: no address leaves the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.sets.border import CROSSINGS, REGISTER, people, rows_of, told_apart
from lakay.statistics.shapes import FactTable, Sensitivity, expressions, text, whole
from lakay.statistics.wording import Named, Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

FLOWS = FactTable(
    "flows",
    "Movements of a day at a post in one direction, counted, with the places that the post joins",
    Sensitivity.MOVEMENTS,
    (
        text("direction", "entry or exit"),
        text("mode", "land, air, sea"),
        text("citizen", "yes, no, or empty for those who were only counted"),
        text("from_place", "p-code of the commune or province that is left; empty where it is not joined by the post"),
        text("from_area", "p-code of its department or region"),
        text("to_place", "p-code of the commune or province that is reached"),
        text("to_area", "p-code of its department or region"),
        whole("number", "people; may be below zero where a count was corrected on another day"),
    ),
)
VOYAGES = FactTable(
    "voyages",
    "Passengers on the lists of voyages, by where they come from or go to; the newest list of each voyage",
    Sensitivity.MOVEMENTS,
    (
        text("direction", "entry or exit"),
        text("mode", "air, sea, bus"),
        text(
            "elsewhere", "code of the airport (IATA) or port (UN/LOCODE) at the other end; empty where the list says it otherwise"
        ),
        whole("number", "passengers on the list, no crew"),
    ),
)


def between_posts(facts: Table) -> Table:
    """Movements whose person was last let through the other way, with the post at which that was."""
    known = told_apart(facts)
    order = expressions().window(group_by=known.person, order_by=[known.month, known.nth])
    found = known.mutate(from_post=known.post.lag().over(order), before=known.direction.lag().over(order))
    return found.filter(found.before != found.direction)


WORDS = Wording(
    {
        "mode": _("By land, air or sea"),
        "from_place": _("From (commune)"),
        "from_area": _("From (department)"),
        "to_place": _("To (commune)"),
        "to_area": _("To (department)"),
        "from_post": _("Last seen at"),
        "elsewhere": _("Airport or port at the other end"),
    },
    {"mode": {"land": _("by land"), "air": _("by air"), "sea": _("by sea"), "bus": _("by bus")}},
    {
        "from_place": Named.PLACE,
        "from_area": Named.PLACE,
        "to_place": Named.PLACE,
        "to_area": Named.PLACE,
        "from_post": Named.POST,
    },
)

INDICATORS = (
    Indicator(
        "flows.places",
        Page(
            _("Movements between communes"),
            _("Each movement at a post of a land border, from the commune or province on one side to the one on the other."),
            _(
                "It tells which two places the post joins, not where people live or go on to. Of airports and ports the other end is not known here."
            ),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        FLOWS,
        people,
        ("month", "post", "direction", "mode", "citizen", "from_place", "from_area", "to_place", "to_area"),
        breakdowns=(("month", "from_place", "post", "to_place"), ("month", "from_area", "post", "to_area")),
    ),
    Indicator(
        "flows.posts",
        Page(
            _("In by one post, out by another"),
            _(
                "Each movement of somebody known whose last movement went the other way, by the post of that and the post of this."
            ),
            _("Who was only counted, and whose movement before is not in the register, is left out."),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        CROSSINGS,
        rows_of,
        ("month", "from_post", "post", "direction", "citizen", "sex", "age_group"),
        between_posts,
        breakdowns=(("month", "from_post", "post", "direction"),),
    ),
    Indicator(
        "flows.voyages",
        Page(
            _("Passengers by route"),
            _("Passengers on the newest list of each voyage, by the airport or port at the other end."),
            _("Who is on a list was announced, and may not have come. Never added to movements: the same people are in both."),
            _("The passenger lists of the carriers."),
        ),
        Measure.ANNOUNCED,
        VOYAGES,
        people,
        ("month", "post", "direction", "mode", "elsewhere"),
    ),
)
