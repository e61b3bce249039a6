"""An index costs every event that is taken in: none repeats the beginning of another."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

AT_THE_BOOTH = ("border", "people", "journal")
"""Modules whose rows come by the thousand."""


def first_columns(model: type[models.Model]) -> Iterator[str]:
    """The fields with which the longer indexes of a table begin."""
    for index in model._meta.indexes:
        if index.fields and index.condition is None:
            yield index.fields[0].lstrip("-")
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and rule.fields and rule.condition is None:
            yield rule.fields[0]


def test_no_key_has_an_index_of_its_own_where_a_longer_one_begins_with_it() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in AT_THE_BOOTH]
    twice = [
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.local_fields
        if getattr(field, "db_index", False) and not field.unique and field.name in first_columns(model)
    ]
    assert len(ours) > 20
    assert not twice, "\n".join(twice)
