"""Two kinds of record that every other module builds on, and rows outside the journal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lakay.kernel.fields import FieldClass, Nature

INTERNAL = FieldClass.INTERNAL


class Record(models.Model):
    """A row that the journal can make again: nothing writes it but the journal.

    `kind` is its stable name in events; `subject` names the field with the id whose key seals the personal values;
    `classes` says how delicate every field is (a test fails on one that is missing).
    """

    nature: ClassVar[Nature]
    kind: ClassVar[str]
    subject: ClassVar[str | None] = None
    classes: ClassVar[dict[str, FieldClass]]

    id = models.UUIDField(primary_key=True, editable=False)

    class Meta:
        abstract = True


class Fact(Record):
    """What happened. It never changes and cannot conflict; a correction is a new fact."""

    nature = Nature.FACT

    class Meta:
        abstract = True


class File(Record):
    """What is known now. Field by field the later knowledge holds, and two that had not seen each other are both kept.

    `versions` is the journal's: field -> [origin, seq, hlc, {other origins seen}], with "*" for all that stand as created.
    `together` names groups of fields that mean something only as a whole (a state, and who decided it): who writes one of them says
    all, so that of two writers that had not seen each other the whole set of one stands.
    """

    nature = Nature.FILE
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    versions = models.JSONField(editable=False, default=dict)

    class Meta:
        abstract = True


class Local(models.Model):
    """A technical row outside the journal (a session, a lock-out): it may be lost without losing what people entered."""

    nature: ClassVar[Nature] = Nature.LOCAL
    classes: ClassVar[dict[str, FieldClass]]

    class Meta:
        abstract = True
