"""A small algebra of conditions over a record and the one who asks. Plain values: it decides in memory, and others compile it.

A path names a field, through foreign keys by two underscores (`staff__agency__code`), as in Django. What is empty never
matches: an officer without a post does not stand in relation to records without a post.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Asker = Mapping[str, Any]
"""What is known of the one who asks: `id`, `agency`, `post`, `live`…"""


class Predicate:
    """A condition. `&`, `|` and `~` combine."""

    def holds(self, record: Any, asker: Asker) -> bool:
        """Whether the condition is true of a record for the one who asks."""
        raise NotImplementedError

    def __and__(self, other: Predicate) -> And:
        return And((self, other))

    def __or__(self, other: Predicate) -> Or:
        return Or((self, other))

    def __invert__(self) -> Not:
        return Not(self)


@dataclass(frozen=True, slots=True)
class Always(Predicate):
    """True of every record."""

    def holds(self, record: Any, asker: Asker) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Never(Predicate):
    """True of none."""

    def holds(self, record: Any, asker: Asker) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class FieldIs(Predicate):
    """The field is the asker's own value: `FieldIs("post", "post")` is the same post."""

    path: str
    own: str

    def holds(self, record: Any, asker: Asker) -> bool:
        wanted = asker.get(self.own)
        return not is_empty(wanted) and bool(value_at(record, self.path) == wanted)


@dataclass(frozen=True, slots=True)
class FieldIn(Predicate):
    """The field is one of several values that the asker has: the persons before them, their cases."""

    path: str
    own: str

    def holds(self, record: Any, asker: Asker) -> bool:
        found = value_at(record, self.path)
        return not is_empty(found) and found in several(asker, self.own)


@dataclass(frozen=True, slots=True)
class FieldEquals(Predicate):
    """The field is one fixed value, the same for all who ask."""

    path: str
    value: Any

    def holds(self, record: Any, asker: Asker) -> bool:
        return not is_empty(self.value) and bool(value_at(record, self.path) == self.value)


@dataclass(frozen=True, slots=True)
class FieldIsNull(Predicate):
    """Nothing stands in the field (null; an empty text is something)."""

    path: str

    def holds(self, record: Any, asker: Asker) -> bool:
        return value_at(record, self.path) is None


@dataclass(frozen=True, slots=True)
class AskerHas(Predicate):
    """One value is among several that the asker has, whatever the record: what their agency has agreed upon."""

    own: str
    value: Any

    def holds(self, record: Any, asker: Asker) -> bool:
        return not is_empty(self.value) and self.value in several(asker, self.own)


@dataclass(frozen=True, slots=True)
class Some(Predicate):
    """Among the records that hang on this one by a key of theirs (`participations`, `incident__participations`), the condition is
    true of at least one. The last name is the way back of the foreign key; those before it lead to the record it hangs on.
    """

    relation: str
    part: Predicate

    def holds(self, record: Any, asker: Asker) -> bool:
        hanging = value_at(record, self.relation)
        return hanging is not None and any(self.part.holds(one, asker) for one in hanging.all())


@dataclass(frozen=True, slots=True)
class And(Predicate):
    """All parts are true; true if there are none."""

    parts: tuple[Predicate, ...]

    def holds(self, record: Any, asker: Asker) -> bool:
        return all(part.holds(record, asker) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or(Predicate):
    """One part is true; false if there are none."""

    parts: tuple[Predicate, ...]

    def holds(self, record: Any, asker: Asker) -> bool:
        return any(part.holds(record, asker) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not(Predicate):
    """The part is not true."""

    part: Predicate

    def holds(self, record: Any, asker: Asker) -> bool:
        return not self.part.holds(record, asker)


def value_at(record: Any, path: str) -> Any:
    """Follow a path. None where a link on the way leads nowhere; raises AttributeError for a field that does not exist."""
    for name in path.split("__"):
        if record is None:
            return None
        record = getattr(record, name)
    return record


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or value == ""


def several(asker: Asker, own: str) -> Collection[Any]:
    """The asker's values under a name, without the empty ones."""
    return [value for value in asker.get(own) or () if not is_empty(value)]


def paths(predicate: Predicate) -> Iterator[str]:
    """Every field that a condition looks at."""
    match predicate:
        case And(parts) | Or(parts):
            for part in parts:
                yield from paths(part)
        case Not(part):
            yield from paths(part)
        case FieldIs(path) | FieldIn(path) | FieldEquals(path) | FieldIsNull(path) | Some(path):
            yield path
        case _:
            return
