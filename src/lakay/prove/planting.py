"""Plants a word in every delicate field of an invented node, to be looked for afterwards where nobody should find it."""

from __future__ import annotations

from typing import Any

from django.db import Error, models, transaction

from lakay.journal.registry import tables
from lakay.kernel.fields import SEALED

ROWS = 5
TEXT = (models.CharField, models.TextField)


def plant(marker: str) -> dict[str, int]:
    """Write the word into the last few rows of every table that has a field for it. Rows then differ from the journal: never on a real node.

    `fields` are all that can hold a word, `planted` those where a row took it; the others have no row in this node or only hold codes.
    """
    fields, planted, words = 0, 0, 0
    for model in (table.model for table in tables().values()):
        for name in sorted(_delicate(model)):
            field = model._meta.get_field(name)
            if isinstance(field, (*TEXT, models.BinaryField, models.JSONField)) and not field.primary_key:
                fields += 1
                count = _plant(model, field, marker)
                words += count
                planted += bool(count)
    return {"fields": fields, "planted": planted, "words": words}


def _delicate(model: type[models.Model]) -> set[str]:
    classes = getattr(model, "classes", {})
    return {name for name, field_class in classes.items() if field_class in SEALED}


def _plant(model: type[models.Model], field: models.Field[Any, Any], marker: str) -> int:
    count = 0
    for number, row in enumerate(model._default_manager.order_by("-pk").values_list("pk", flat=True)[:ROWS]):
        try:
            with transaction.atomic():
                count += model._default_manager.filter(pk=row).update(**{field.attname: _value(field, marker, number)})
        except Error:  # a code, a number of a fixed form, or too short a field: no place for a word
            continue
    return count


def _value(field: models.Field[Any, Any], marker: str, number: int) -> Any:
    word = f"{marker}{number}"
    if isinstance(field, models.JSONField):
        return {"word": word}
    if isinstance(field, models.BinaryField):
        return word.encode()
    return word[: field.max_length or None]
