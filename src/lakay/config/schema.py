"""The tables of a new store, made in one go.

A store that was never used has nothing to carry over. Replaying every migration on it, with all models rendered again after each
step, takes most of the time that a new node, a restored one or a check of a copy needs. So an empty store gets the tables that
the migrations end in, and each migration is noted as applied. It is one transaction: after a power cut the store is empty again.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether a store has no tables at all."""
    return not connection.introspection.table_names()


def lay_out(connection: BaseDatabaseWrapper) -> None:
    """Make all tables of an empty store, and note every migration as applied."""
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    noted: Any = recorder.Migration
    with connection.schema_editor(atomic=True) as editor:
        for model in (*_last_models(loader), noted):
            editor.create_model(model)
        for app, name in sorted(loader.disk_migrations):
            recorder.record_applied(app, name)


def _last_models(loader: MigrationLoader) -> list[type[Model]]:
    """The models that the migrations end in, with their fields in the order of the migrations."""
    state = loader.project_state()
    rendered = [model for model in state.apps.get_models() if (model._meta.app_label, model._meta.model_name) in state.models]
    return [model for model in rendered if model._meta.managed and not model._meta.proxy]
