"""Turns a predicate into a database filter that keeps exactly the records for which the predicate holds in memory."""

from __future__ import annotations

from functools import reduce, singledispatch
from operator import and_, or_
from typing import Any

from django.db import models
from django.db.models import Exists, Expression, OuterRef, Q

from lakay.kernel.predicates import (
    Always,
    And,
    Asker,
    AskerHas,
    FieldEquals,
    FieldIn,
    FieldIs,
    FieldIsNull,
    Never,
    Not,
    Or,
    Predicate,
    Some,
    is_empty,
    several,
)


def nothing() -> Q:
    """A filter that keeps no record."""
    return Q(pk__in=[])


def everything() -> Q:
    """A filter that keeps every record; unlike an empty Q it can be negated."""
    return ~Q(pk__in=[])


@singledispatch
def compiled(predicate: Predicate, asker: Asker) -> Q:
    """The filter of a predicate for the one who asks. Raises TypeError for a predicate that is not in the algebra."""
    raise TypeError(f"no filter for {predicate}")


@compiled.register
def _(predicate: Always, asker: Asker) -> Q:
    return everything()


@compiled.register
def _(predicate: Never, asker: Asker) -> Q:
    return nothing()


@compiled.register
def _(predicate: FieldIs, asker: Asker) -> Q:
    return _equals(predicate.path, asker.get(predicate.own))


@compiled.register
def _(predicate: FieldEquals, asker: Asker) -> Q:
    return _equals(predicate.path, predicate.value)


@compiled.register
def _(predicate: FieldIn, asker: Asker) -> Q:
    return Q(**{f"{predicate.path}__in": list(several(asker, predicate.own))})


@compiled.register
def _(predicate: FieldIsNull, asker: Asker) -> Q:
    return Q(**{f"{predicate.path}__isnull": True})


@compiled.register
def _(predicate: AskerHas, asker: Asker) -> Q:
    return everything() if predicate.holds(None, asker) else nothing()


@compiled.register
def _(predicate: Some, asker: Asker) -> Q:
    return Q(_Hanging(predicate.relation, compiled(predicate.part, asker)))


@compiled.register
def _(predicate: Not, asker: Asker) -> Q:
    return ~compiled(predicate.part, asker)


@compiled.register
def _(predicate: And, asker: Asker) -> Q:
    return reduce(and_, (compiled(part, asker) for part in predicate.parts), everything())


@compiled.register
def _(predicate: Or, asker: Asker) -> Q:
    return reduce(or_, (compiled(part, asker) for part in predicate.parts), nothing())


def _equals(path: str, value: object) -> Q:
    return nothing() if is_empty(value) else Q(**{path: value})


class _Hanging(Expression):
    """Whether a record hangs on that of the query that a filter keeps. Not a join: a list would name a record once for each."""

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, relation: str, wanted: Q) -> None:
        super().__init__()
        self.relation = relation
        self.wanted = wanted

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Find the model that hangs there, which is known only now, and ask whether it has such a row."""
        *way, last = self.relation.split("__")
        owner = query.model
        for name in way:
            owner = owner._meta.get_field(name).related_model
        back = owner._meta.get_field(last)
        rows = back.related_model._default_manager.filter(self.wanted, **{back.field.name: OuterRef("__".join(way) or "pk")})
        return Exists(rows).resolve_expression(query, *args, **kwargs)
