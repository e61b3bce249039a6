"""What stands in a copy: rows of the journal as lines of JSON. Of tables made from the journal only a digest, to compare with.

{"lakay": 1, …about…}  {"table": label, "fields": […]}  [row] [row] …  {"end": manifest}
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet

from lakay.journal.core.chain import Head
from lakay.journal.core.events import Origin
from lakay.journal.inserting import inserter
from lakay.journal.models import ClassKey, Conflict, Event, Local, Reference, SecondPlace, SubjectKey
from lakay.journal.models import Head as HeadRow
from lakay.journal.rebuild import dump
from lakay.journal.registry import CODECS
from lakay.journal.replay import as_bytes

M = TypeVar("M", bound=models.Model)
Line = dict[str, Any] | list[Any]
Tell = Callable[[int], None]
TEXT = "="
PAGE = 2000

CARRIED_APPS = ("journal", "sync")
"""Modules whose technical tables a copy holds. Those of the others may be lost: log-ins, lock-outs, work half done."""

MADE_AGAIN: tuple[type[models.Model], ...] = (HeadRow, Conflict)
"""Tables of these modules that a restore makes anew."""


KEYS: tuple[type[models.Model], ...] = (SubjectKey, ClassKey)
"""Tables that open what is sealed: they lie in files of their own."""


def carried() -> list[type[models.Model]]:
    """Technical tables that are copied row for row, besides events, their order, references and keys."""
    others = [model for model in Local.__subclasses__() if model._meta.app_label in CARRIED_APPS]
    apart = (Event, SecondPlace, Reference, *KEYS, *MADE_AGAIN)
    return sorted((model for model in others if model not in apart), key=lambda model: model._meta.label_lower)


def rows_of(found: QuerySet[Any]) -> Iterator[Line]:
    """The rows of a query as lines, after a line that says of which table they are."""
    model: type[models.Model] = found.model
    fields = _fields(model)
    yield {"table": model._meta.label_lower, "fields": [name for name, _, _ in fields]}
    encoders = [encode for _, encode, _ in fields]
    for values in found.values_list(*[name for name, _, _ in fields]).iterator(chunk_size=PAGE):
        yield [None if value is None else encode(value) for encode, value in zip(encoders, values, strict=True)]


def decoder(model: type[models.Model], names: list[str]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """How a line becomes a row in the order of the table's columns. A field that the copy does not know is as it is by default."""
    known = {name: (place, decode) for (name, _, decode) in _fields(model) if name in names for place in [names.index(name)]}
    order = [known.get(field.attname, field.get_default()) for field in inserter(model).fields]

    def decode(line: list[Any]) -> tuple[Any, ...]:
        return tuple([_value(line, step) for step in order])

    return decode


def _value(line: list[Any], step: Any) -> Any:
    if isinstance(step, tuple):
        place, decode = step
        return None if line[place] is None else decode(line[place])
    return step


@cache
def _fields(model: type[models.Model]) -> list[tuple[str, Callable[[Any], Any], Callable[[Any], Any]]]:
    return [(field.attname, *_codec(field)) for field in inserter(model).fields]


def _codec(field: models.Field[Any, Any]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    target: Any = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    if isinstance(target, models.BinaryField):
        return _text, _binary
    return next(codec for kind, codec in CODECS if isinstance(target, kind))


def _text(value: Any) -> str:
    """Bytes as text: those of an event are text already, and pack far better so."""
    data = as_bytes(value)
    if data.startswith(b"{"):
        try:
            return TEXT + data.decode()
        except UnicodeDecodeError:
            pass
    return base64.b64encode(data).decode()


def _binary(text: str) -> bytes:
    return text[1:].encode() if text.startswith(TEXT) else base64.b64decode(text)


def heads() -> dict[str, tuple[Head, int]]:
    """The end of each origin's events in this view, and how many there are of it."""
    found: dict[str, tuple[Head, int]] = {}
    for node, epoch in Event.objects.order_by().values_list("node", "epoch").distinct():
        mine = Event.objects.filter(node=node, epoch=epoch)
        seq, digest, hlc = mine.order_by("-seq").values_list("seq", "hash", "hlc")[0]
        head = Head(Origin(node, epoch), seq, bytes(digest), hlc)
        found[str(head.origin)] = (head, mine.count())
    return found


def digests() -> dict[str, list[Any]]:
    """Of every table made from the journal: how many rows, and a digest over all values in the order of ids."""
    found: dict[str, list[Any]] = {}
    for kind, rows in groupby(dump(), key=itemgetter(0)):
        count, digest = 0, sha256()
        for _, values in rows:
            count += 1
            digest.update(json.dumps(values, sort_keys=True, default=str).encode())
        found[kind] = [count, digest.hexdigest()]
    return found


def as_lines(lines: Iterable[Line], tell: Tell | None = None) -> Iterator[bytes]:
    """Lines of JSON in bunches, fit for writing."""
    bunch: list[str] = []
    for count, line in enumerate(lines, 1):
        bunch.append(json.dumps(line, separators=(",", ":"), ensure_ascii=False))
        if count % PAGE == 0:
            yield ("\n".join(bunch) + "\n").encode()
            bunch.clear()
            if tell:
                tell(count)
    yield ("\n".join(bunch) + "\n").encode() if bunch else b""
