"""People handed on to a service: how many, how soon somebody said yes, and whether the loop was closed. By kind of provider, never by provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, expressions, text, whole
from lakay.statistics.wording import Named, Wording

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, StringColumn, Table

REFERRALS = FactTable(
    "referrals",
    "People handed on to a service, by the day on which it was first asked; what was only drafted is not in it",
    Sensitivity.PROTECTION,
    (
        text("provider_type", "kind of organisation asked; which one is not said"),
        text("service_type", "kind of service, as in the country pack"),
        text("service_country", "country of the service, three letters"),
        text("service_area", "p-code of the department or region; empty where nobody may learn where it stands"),
        text("urgency", "1 is now, 4 can wait"),
        text("stage", "sent, received, accepted, declined, begun, done, withdrawn"),
        text("channel", "page, code, sms, phone: how the yes came; empty without one"),
        text("declined", "why it said no, the last time it did; empty if it never did"),
        whole("times", "how often it was asked"),
        whole("accepted_hours", "hours until the first yes"),
        whole("closed_days", "days until the service said that it had done its part"),
    ),
)

A_DAY = 24
WAITS = ((4, "0-4h"), (24, "5-24h"), (72, "25-72h"))
LONGER, NOT_YET = "73h+", "open"


def rows_of(rows: Table) -> IntegerColumn:
    """How many rows."""
    return rows.count()


def band_of(hours: IntegerColumn) -> StringColumn:
    """The band of a number of hours; `open` where there is none."""
    word = expressions().literal(LONGER)
    for most, band in reversed(WAITS):
        word = (hours <= most).ifelse(expressions().literal(band), word)
    return hours.isnull().ifelse(expressions().literal(NOT_YET), word)


def closed(rows: Table) -> IntegerColumn:
    """Those whose service said that it had done its part."""
    return (rows.stage == "done").ifelse(1, 0).sum()


FILES = _("The files of referral: the steps of the desk and the answers of the services, by whatever way they came.")
TO_WHOM = ("month", "post", "provider_type", "service_type", "service_country", "urgency")

WORDS = Wording(
    {
        "provider_type": _("Kind of organisation"),
        "service_type": _("Kind of service"),
        "service_country": _("Country of the service"),
        "service_area": _("Department of the service"),
        "urgency": _("Urgency"),
        "stage": _("How far it came"),
        "channel": _("How the answer came"),
        "declined": _("Why it said no"),
        "wait": _("Time until the first yes"),
    },
    {
        "provider_type": {
            "ministry": _("ministry"),
            "immigration": _("immigration office"),
            "migration": _("migration office"),
            "child-welfare": _("child welfare"),
            "committee": _("committee"),
            "police": _("police"),
            "child-police": _("child-protection police"),
            "customs": _("customs"),
            "shelter": _("shelter"),
            "hospital": _("hospital"),
            "ngo": _("association"),
            "international": _("international organisation"),
        },
        "stage": {
            "sent": _("asked, no answer"),
            "received": _("read, no answer"),
            "accepted": _("accepted"),
            "declined": _("declined"),
            "begun": _("begun"),
            "done": _("done"),
            "withdrawn": _("taken back"),
        },
        "channel": {
            "page": _("by the program"),
            "code": _("by the code on paper"),
            "sms": _("by SMS"),
            "phone": _("by telephone"),
        },
        "declined": {
            "full": _("no room"),
            "not_for_them": _("not for such people"),
            "no_means": _("no means"),
            "unsafe": _("not safe there"),
            "not_come": _("the person did not come"),
            "other": _("another reason"),
        },
        "wait": {
            "0-4h": _("up to 4 hours"),
            "5-24h": _("up to a day"),
            "25-72h": _("up to three days"),
            "73h+": _("longer"),
            "open": _("no yes so far"),
        },
    },
    {"service_type": Named.SERVICE, "service_country": Named.COUNTRY, "service_area": Named.PLACE},
)

INDICATORS = (
    Indicator(
        "referral.sent",
        Page(
            _("People handed on to a service"),
            _("Each referral that was sent, in the month in which the service was first asked, by how far it came."),
            _("Somebody handed on to two services is two referrals. One that nobody answered in time stands as asked or read."),
            FILES,
        ),
        Measure.REFERRALS,
        REFERRALS,
        rows_of,
        (*TO_WHOM, "service_area", "stage"),
    ),
    Indicator(
        "referral.wait",
        Page(
            _("Time until a service says yes"),
            _("Each referral that was sent, by the hours between the first asking and the first yes."),
            _("A yes by telephone counts from when the desk wrote it down. Those to whom nobody has said yes stand apart."),
            FILES,
        ),
        Measure.REFERRALS,
        REFERRALS,
        rows_of,
        (*TO_WHOM, "channel", "wait"),
        lambda facts: facts.mutate(wait=band_of(facts.accepted_hours)),
    ),
    Indicator(
        "referral.accepted_in_a_day",
        Page(
            _("Accepted within a day"),
            _("Referrals to which the service said yes within twenty-four hours, among all sent."),
            _("The last days of the newest month have not had their day yet."),
            FILES,
        ),
        Measure.REFERRALS,
        REFERRALS,
        lambda rows: (rows.accepted_hours < A_DAY).ifelse(1, 0).sum(),
        TO_WHOM,
        of=rows_of,
    ),
    Indicator(
        "referral.loop_closed",
        Page(
            _("Loop closed"),
            _("Referrals of which the service said that it had done its part, among all sent."),
            _(
                "A service that helps for months closes late: the newest months rise for long. What was taken back counts as not closed."
            ),
            FILES,
        ),
        Measure.REFERRALS,
        REFERRALS,
        closed,
        TO_WHOM,
        of=rows_of,
    ),
    Indicator(
        "referral.declined",
        Page(
            _("Services that said no"),
            _("Each referral to which the service said no at least once, by the last reason it gave."),
            _("Where “no room” is frequent, a service is missing. A reason that was erased counts as not known."),
            FILES,
        ),
        Measure.REFERRALS,
        REFERRALS,
        rows_of,
        (*TO_WHOM, "declined"),
        lambda facts: facts.filter(facts.declined != ""),
    ),
)
