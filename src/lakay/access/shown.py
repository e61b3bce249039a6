"""A record as one person may see it: what pages and prints are given instead of the record itself."""

from __future__ import annotations

from typing import Any

from lakay.access.address_lock import blank_of, is_hidden
from lakay.access.visibility import Live, classes_visible
from lakay.journal.models import Record
from lakay.kernel.actors import Actor
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose


class NotShown(RuntimeError):
    """A page asked a record for something that is not a classified field. Not an AttributeError: templates would swallow that."""


class Hidden:
    """Stands where a value is not for the reader. It is false, and prints as dots of one length."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return "••••"


HIDDEN = Hidden()


class Shown:
    """Read-only. A field of a class that the reader may not see is HIDDEN; a linked record is shown under its own rules."""

    __slots__ = ("_actor", "_classes", "_live", "_purpose", "_record")

    def __init__(self, actor: Actor, purpose: Purpose, record: Record, live: Live) -> None:
        self._actor = actor
        self._purpose = purpose
        self._record = record
        self._live = live
        self._classes = classes_visible(actor, purpose, record, live)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        field_class = self._field_class(name)
        if field_class not in self._classes:
            return HIDDEN
        if is_hidden(self._record, name):
            return blank_of(self._record, name)
        value = getattr(self._record, name)
        return Shown(self._actor, self._purpose, value, self._live) if isinstance(value, Record) else value

    def _field_class(self, name: str) -> FieldClass:
        known = type(self._record).classes
        if name in {"id", "pk"}:
            return FieldClass.INTERNAL
        found = known.get(name) or known.get(name.removesuffix("_id"))
        if found is None:
            raise NotShown(f"{self._record.kind} has no classified field {name}")
        return found


def shown(actor: Actor, purpose: Purpose, record: Record, live: Live = ()) -> Shown:
    """A record as the actor may see it. One that no rule opens shows nothing but hidden values."""
    return Shown(actor, purpose, record, live)
