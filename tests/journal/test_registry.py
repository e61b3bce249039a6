"""Every record type of the program can travel, be sealed, and be erased."""

import pytest
from django.apps import apps

from lakay.journal.models import Local, Record
from lakay.journal.registry import bound_to, places, tables
from lakay.kernel.fields import SEALED, FieldClass

KINDS = sorted(tables())


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_class(kind):
    table = tables()[kind]
    assert set(table.model.classes) == {column.name for column in table.columns}
    assert all(isinstance(value, FieldClass) for value in table.model.classes.values())


@pytest.mark.parametrize(
    "model", [model for model in apps.get_models() if issubclass(model, Local)], ids=lambda model: model.__name__
)
def test_every_field_outside_the_journal_has_a_class(model):
    assert set(model.classes) == {field.name for field in model._meta.concrete_fields}


def test_every_table_is_a_record_or_local():
    strangers = [
        model for model in apps.get_models() if not issubclass(model, Record | Local) and model.__module__.startswith("lakay")
    ]
    assert strangers == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_sealed_field_can_be_blanked_when_its_subject_is_erased(kind):
    table = tables()[kind]
    columns = [column for column in table.columns if column.field_class in SEALED]
    assert [column.name for column in columns if column.empty is None and not column.field.null] == []
    assert not columns or table.subject_attname


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_for_its_module(kind):
    assert kind.split(".")[0] == tables()[kind].model._meta.app_label


def test_each_record_type_has_its_place_after_those_it_points_to():
    order = places()
    assert set(order) == {table.model for table in tables().values()}
    early = {
        f"{model._meta.label}.{field.name}"
        for model in order
        for field in model._meta.concrete_fields
        if (target := bound_to(field)) not in {None, model} and order[target] > order[model]
    }
    assert early == set()
