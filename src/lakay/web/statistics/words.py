"""Words for dimensions and codes of figures, in the language of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.dates import MONTHS_3
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lakay.border.pack import pack
from lakay.coordination.pack import incident_kinds, label_of
from lakay.services.pack import types
from lakay.statistics.indicators import OF, VALUE
from lakay.statistics.registry import wording
from lakay.statistics.wording import Named
from lakay.web.shell.country import country_name, reason_label
from lakay.web.shell.posts import post_name
from lakay.web.shell.words import DECISIONS, DIRECTIONS, SEXES

Words = Mapping[str, str | Promise]

DIMENSIONS: Words = {
    "month": gettext_lazy("Month"),
    "post": gettext_lazy("Post"),
    "direction": gettext_lazy("Direction"),
    "sex": gettext_lazy("Sex"),
    "age_group": gettext_lazy("Age"),
    "age_band": gettext_lazy("Age in bands"),
    "nationality": gettext_lazy("Nationality"),
    "level": gettext_lazy("How well known"),
    "market_day": gettext_lazy("Market day"),
    "citizen": gettext_lazy("Citizen"),
    "weekday": gettext_lazy("Day of the week"),
    "reason": gettext_lazy("Reason"),
    "band": gettext_lazy("How long"),
    "residence_rule": gettext_lazy("Rule of residence"),
    "basis": gettext_lazy("Known how"),
    "status": gettext_lazy("State"),
    "category": gettext_lazy("Category"),
    "outcome": gettext_lazy("Outcome"),
    "decision": gettext_lazy("Decision"),
    "override": gettext_lazy("Against a stop"),
    "origin": gettext_lazy("How they came"),
    "priority": gettext_lazy("Urgency"),
    "instrument": gettext_lazy("Instrument"),
    "private": gettext_lazy("In private"),
    "interpreter": gettext_lazy("Interpreter"),
    "raised_by": gettext_lazy("Raised by"),
    "agreed": gettext_lazy("Found right"),
    "rule": gettext_lazy("What is wrong"),
    "decider": gettext_lazy("Who decided"),
    VALUE: gettext_lazy("How many"),
    OF: gettext_lazy("Out of"),
}
YES_NO: Words = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
LEVELS: Words = {
    "documented": gettext_lazy("with a document"),
    "identified": gettext_lazy("without a document"),
    "counted": gettext_lazy("only counted"),
}
STATES: Words = {
    "final": gettext_lazy("final"),
    "provisional": gettext_lazy("may still change"),
    "observed": gettext_lazy("observed"),
    "12M": gettext_lazy("twelve months"),
    "6M1D": gettext_lazy("six months and a day"),
    "same": gettext_lazy("the same person"),
    "other": gettext_lazy("another person"),
    "unsure": gettext_lazy("nobody can say"),
    "open": gettext_lazy("still open"),
    "child": gettext_lazy("child"),
    "adult": gettext_lazy("adult"),
    "unknown": gettext_lazy("not known"),
}
FAULTS: Words = {
    "twice-in": gettext_lazy("entered twice on one day, no exit between"),
    "no-age": gettext_lazy("no age"),
    "too-old": gettext_lazy("older than 110 years"),
    "no-nationality": gettext_lazy("no nationality"),
    "no-sex": gettext_lazy("sex not stated"),
    "in-the-future": gettext_lazy("a day that has not come yet"),
    "very-long-stay": gettext_lazy("a stay of more than five years"),
    "backwards": gettext_lazy("an exit before its entry"),
}
CODES: Mapping[str, Words] = {
    "rule": FAULTS,
    "direction": DIRECTIONS,
    "decision": DECISIONS,
    "sex": SEXES,
    "level": LEVELS,
    **dict.fromkeys(("market_day", "citizen", "override", "private", "agreed"), YES_NO),
    **dict.fromkeys(("status", "basis", "residence_rule", "outcome", "band", "age_group"), STATES),
}


def dimension(name: str) -> str:
    """What a dimension is called; the code where it has no word yet."""
    return str(DIMENSIONS.get(name) or _(wording().dimensions.get(name, name)))


def month(code: str) -> str:
    """A month, as “Mar 2026”; English alone writes months large."""
    name = str(MONTHS_3[int(code[5:])])
    return f"{name.title() if get_language() == 'en' else name} {code[:4]}"


def value(name: str, code: str) -> str:
    """What a code of a dimension means."""
    if not code:
        return _("not known")
    asked = ASKED.get(name) or NAMES.get(wording().named.get(name, ""))
    if asked:
        return asked(code)
    return str(CODES.get(name, {}).get(code) or _(wording().codes.get(name, {}).get(code, code)))


def _country(code: str) -> str:
    return country_name(code) or code


def _category(code: str) -> str:
    language = get_language() or "fr"
    return next((row.labels.in_language(language) for row in pack().alerts if row.code == code), code)


ASKED: Mapping[str, Callable[[str], str]] = {
    "month": month,
    "post": post_name,
    "nationality": _country,
    "reason": reason_label,
    "category": _category,
}
"""Dimensions whose words are in the country pack, or made."""


def _place(code: str) -> str:
    language = get_language() or "fr"
    return next((place.names.in_language(language) for place in pack().places if place.pcode == code), code)


def _service(code: str) -> str:
    known = types().get(code)
    return known.labels.in_language(get_language() or "fr") if known else code


def _incident(code: str) -> str:
    return label_of(incident_kinds(), code, get_language() or "fr")


NAMES: Mapping[str, Callable[[str], str]] = {
    Named.POST: post_name,
    Named.PLACE: _place,
    Named.COUNTRY: _country,
    Named.SERVICE: _service,
    Named.INCIDENT: _incident,
}
"""Who names the codes of the dimensions that a file of indicators brings."""
