"""Every table of Lakay: each field has its class, and no lower module can walk upward through a key."""

import pytest
from django.apps import apps
from django.db import models

from lakay.journal.models import File, Local, Record
from lakay.kernel.fields import FieldClass

MODELS = [model for model in apps.get_models() if model.__module__.startswith("lakay.")]
KEPT_BY_THE_JOURNAL = {"id", "versions"}


def keys(model: type[models.Model]) -> list[models.ForeignKey[models.Model, models.Model]]:
    """The foreign keys of a model that lead into another module."""
    fields = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
    return [field for field in fields if field.related_model._meta.app_label != model._meta.app_label]


def concrete(model: type[models.Model]) -> set[str]:
    """The names of a model's own columns."""
    return {field.name for field in model._meta.concrete_fields}


def test_there_are_models() -> None:
    assert len(MODELS) > 5


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[Record | Local]) -> None:
    assert issubclass(model, Record | Local), "every table is a fact, a file or a local"
    names = set(model.classes)
    optional = KEPT_BY_THE_JOURNAL | {"id"}
    assert concrete(model) - optional <= names, "fields without a class"
    assert names <= concrete(model), "classes of fields that do not exist"
    assert all(isinstance(value, FieldClass) for value in model.classes.values())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_key_into_another_module_cannot_be_walked_back(model: type[models.Model]) -> None:
    assert [key.name for key in keys(model) if not key.remote_field.hidden] == []
    assert [key.name for key in keys(model) if key.remote_field.on_delete is not models.PROTECT] == []


@pytest.mark.parametrize("model", [model for model in MODELS if issubclass(model, Record)], ids=lambda model: model._meta.label)
def test_what_is_personal_is_sealed(model: type[Record]) -> None:
    delicate = {FieldClass.PERSONAL, FieldClass.SENSITIVE, FieldClass.WHEREABOUTS}
    assert model.subject is None or model.subject in concrete(model) or f"{model.subject}".removesuffix("_id") in concrete(model)
    assert model.subject is not None or not delicate & set(model.classes.values()), "personal values without a key to seal them"


def test_kinds_are_stable_names_and_unique() -> None:
    kinds = [model.kind for model in MODELS if issubclass(model, Record)]
    assert len(kinds) == len(set(kinds))
    labels = {model.kind: model._meta.app_label for model in MODELS if issubclass(model, Record)}
    assert [kind for kind, label in labels.items() if kind.split(".")[0] != label] == []


def test_every_constraint_and_index_carries_the_name_of_its_table() -> None:
    named = {model: [*model._meta.constraints, *model._meta.indexes] for model in MODELS}
    strays = [
        f"{model._meta.label}: {rule.name}"
        for model, rules in named.items()
        for rule in rules
        if not str(rule.name).startswith(model._meta.app_label)
    ]
    assert strays == []


def test_text_that_may_be_missing_is_empty_not_two_kinds_of_nothing() -> None:
    texts = [(model, field) for model in MODELS for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
    assert [f"{model._meta.label}.{field.name}" for model, field in texts if field.null] == []


def test_a_file_keeps_its_versions_and_a_fact_does_not() -> None:
    assert {model._meta.label for model in MODELS if "versions" in concrete(model)} == {
        model._meta.label for model in MODELS if issubclass(model, File)
    }
