"""What the register knows of the people in some rows, asked once for all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from lakay.border.importing.rows import Past
from lakay.border.lookups import Known, stay_at_entry, stay_at_exit
from lakay.border.models import Crossing
from lakay.border.rules import Decision, Direction
from lakay.people.blind import number_key
from lakay.people.models import Document, Person
from lakay.people.queries import surviving

Holder = tuple[Person, Document]


@dataclass(slots=True)
class Register:
    """The holders of the documents of some rows, and their movements, in the order of time."""

    holders: dict[str, Holder] = field(default_factory=dict)
    movements: dict[UUID, list[Crossing]] = field(default_factory=dict)

    def holder_of(self, past: Past) -> Holder | None:
        """Whose document it is."""
        return self.holders.get(key_of(past)) if past.number else None

    def has(self, past: Past) -> bool:
        """Whether this very movement stands in the register: same person, same instant, same way."""
        holder = self.holder_of(past)
        listed = self.movements.get(holder[0].pk, []) if holder else []
        return any(crossing.at == past.at and crossing.direction == past.direction for crossing in listed)

    def known_of(self, past: Past) -> Known:
        """The stay that the movement begins or ends, by what came before it."""
        holder = self.holder_of(past)
        last = self._last_before(holder[0].pk, past.at) if holder else None
        if past.direction is Direction.EXIT:
            stay = stay_at_exit(last, past.local_on)
        else:
            stay = stay_at_entry(last, past.nationality, past.document_type, past.local_on)
        return Known(stay, stay.problems, stranger=holder is None)

    def _last_before(self, person: UUID, at: datetime) -> Crossing | None:
        listed = [crossing for crossing in self.movements.get(person, []) if crossing.decision == Decision.ADMITTED]
        place = bisect_left(listed, at, key=lambda crossing: crossing.at)
        return listed[place - 1] if place else None

    def add(self, past: Past, holder: Holder | None, crossing: Crossing) -> None:
        """A movement that was just written."""
        if holder is not None:
            self.holders[key_of(past)] = holder
        listed = self.movements.setdefault(crossing.person_id, [])
        listed.insert(bisect_left(listed, crossing.at, key=lambda known: known.at), crossing)


def key_of(past: Past) -> str:
    """The blind key of the document of a movement."""
    return _key(past.issuing_state, past.number, past.document_type)


_key = lru_cache(maxsize=1024)(number_key)
"""The same document is asked for several times while its row is written."""


def register_of(rows: Iterable[Past]) -> Register:
    """What the register knows of the people in some rows, in two queries."""
    register = Register()
    keys = {key_of(past) for past in rows if past.number}
    found = Document.objects.filter(number_key__in=keys).select_related("person__merged_into")
    for document in sorted(found, key=lambda one: (one.person.merged_into_id is not None, one.id), reverse=True):
        register.holders[document.number_key] = (surviving(document.person), document)
    people = {holder[0].pk for holder in register.holders.values()}
    for crossing in Crossing.objects.standing().filter(person__in=people).order_by("at", "pk"):
        register.movements.setdefault(crossing.person_id, []).append(crossing)
    return register
