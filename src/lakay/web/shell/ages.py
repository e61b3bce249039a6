"""How old a person is, for the screen and for the register."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Person


def birth_words(born: PartialDate) -> str:
    """A date of birth as people write it, or the parts that are known."""
    return formats.date_format(born.exact, "DATE_FORMAT") if born.exact else str(born)


def age_text(person: Person, today: date) -> str:
    """“35 years”, “about 35 years”, or nothing."""
    ages = person.born.age_on(today)
    if ages is None:
        return ""
    least, most = ages
    if least == most:
        return _("%(age)d years old") % {"age": least}
    return _("%(least)d to %(most)d years old") % {"least": least, "most": most}


def whole_age(person: Person, today: date) -> int | None:
    """The age for the register: only where it is certain."""
    ages = person.born.age_on(today)
    return ages[0] if ages and ages[0] == ages[1] else None
