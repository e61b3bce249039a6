"""Instances of records, made from the values of an action.

Django's own constructor sends signals, walks all columns and asks the router about every key; for a row that goes straight
into a statement that is half of the work. The result is the same instance.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.base import ModelState

from lakay.journal.models import Record

R = TypeVar("R", bound=Record)


class Maker(Generic[R]):
    """Makes instances of one model."""

    def __init__(self, model: type[R]) -> None:
        self.model = model
        self._fixed: dict[str, Any] = {}
        self._called: list[tuple[str, Callable[[], Any]]] = []
        self._keys: dict[str, models.ForeignKey[Any, Any]] = {}
        for field in model._meta.concrete_fields:
            if field.has_default() and callable(field.default):
                self._called.append((field.attname, field.default))
            self._fixed[field.attname] = field.get_default()
            if isinstance(field, models.ForeignKey):
                self._keys[field.name] = field

    def make(self, values: dict[str, Any]) -> R:
        """An instance not yet in the database. Raises TypeError for a name that is no field, or a record of another model."""
        instance = self.model.__new__(self.model)
        state = instance._state = ModelState()
        held = instance.__dict__
        held.update(self._fixed)
        for attname, default in self._called:
            held[attname] = default()
        for name, value in values.items():
            key = self._keys.get(name)
            if key is not None:
                held[key.attname] = self._key_of(key, value)
                if value is not None:
                    state.fields_cache[key.name] = value
            elif name in self._fixed:
                held[name] = value
            else:
                raise TypeError(f"{self.model.kind} has no field {name}")
        return instance

    def _key_of(self, key: models.ForeignKey[Any, Any], value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, key.remote_field.model):
            raise TypeError(f"{self.model.kind}.{key.name} is not a {type(value).__name__}")
        return value.pk


@cache
def maker(model: type[R]) -> Maker[R]:
    """The maker of a model."""
    return Maker(model)
