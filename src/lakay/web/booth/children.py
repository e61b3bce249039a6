"""Whether an authorisation is for the child in front."""

from __future__ import annotations

from lakay.border.models import Encounter
from lakay.credentials.queries.passes import PassCheck
from lakay.kernel.partial_dates import PartialDate
from lakay.names.folding import search_tokens
from lakay.people.queries import names_of


def is_about(check: PassCheck, encounter: Encounter) -> bool:
    """By the record where this node has it, else by the same words of the name and a birth date that does not contradict."""
    if check.person is not None and check.person.pk == encounter.person_id:
        return True
    if check.content is None:
        return False
    holder = check.content.holder
    wanted = search_tokens(holder.surname, holder.given_names)
    known = [search_tokens(name.family, name.given, name.whole) for name in names_of(encounter.person)]
    born = PartialDate(holder.birth.year, holder.birth.month, holder.birth.day)
    return any(wanted == words for words in known) and born.compatible(encounter.person.born)
