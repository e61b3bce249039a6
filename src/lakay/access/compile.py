"""Turns a predicate into a database filter that keeps exactly the records for which the predicate holds in memory."""

from __future__ import annotations

from django.db.models import Q

from lakay.kernel.predicates import (
    Always,
    And,
    Asker,
    FieldEquals,
    FieldIn,
    FieldIs,
    FieldIsNull,
    Never,
    Not,
    Or,
    Predicate,
    is_empty,
    several,
)


def nothing() -> Q:
    """A filter that keeps no record."""
    return Q(pk__in=[])


def everything() -> Q:
    """A filter that keeps every record; unlike an empty Q it can be negated."""
    return ~Q(pk__in=[])


def compiled(predicate: Predicate, asker: Asker) -> Q:
    """The filter of a predicate for the one who asks. Raises TypeError for a predicate that is not in the algebra."""
    match predicate:
        case Always():
            return everything()
        case Never():
            return nothing()
        case FieldIs(path, own):
            return _equals(path, asker.get(own))
        case FieldEquals(path, value):
            return _equals(path, value)
        case FieldIn(path, own):
            return Q(**{f"{path}__in": list(several(asker, own))})
        case FieldIsNull(path):
            return Q(**{f"{path}__isnull": True})
        case Not(part):
            return ~compiled(part, asker)
        case And(parts):
            return _joined(everything(), Q.AND, parts, asker)
        case Or(parts):
            return _joined(nothing(), Q.OR, parts, asker)
        case _:
            raise TypeError(f"no filter for {predicate}")


def _equals(path: str, value: object) -> Q:
    return nothing() if is_empty(value) else Q(**{path: value})


def _joined(start: Q, connector: str, parts: tuple[Predicate, ...], asker: Asker) -> Q:
    for part in parts:
        found = compiled(part, asker)
        start = start & found if connector == Q.AND else start | found
    return start
