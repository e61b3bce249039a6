"""Taking copies: a base holds the journal whole, a segment what came since. The keys go beside them, in files of their own."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from lakay.backup import beside, contents, files
from lakay.backup.contents import Line, Tell
from lakay.backup.files import Written
from lakay.backup.recipient import recipient
from lakay.backup.rules import Kind, Name
from lakay.journal import checking, order
from lakay.journal.core.chain import Head
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Reference, SecondPlace, SubjectKey
from lakay.journal.snapshot import one_view
from lakay.vault import protected

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece and its keys, both on disk, neither checked yet."""

    store: Written
    keys: Written
    name: Name
    head: Head
    events: int
    base: str = ""
    manifest: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Since:
    """Up to where earlier pieces reach: the last position, and the last row of each table of keys."""

    position: int
    keys: Sequence[int]


START = Since(0, (0,) * len(contents.KEYS))


class CannotContinue(RuntimeError):
    """A segment cannot say what changed since the last piece (something older came, went, or was erased): a base must be taken."""


def take_base(at: datetime, tell: Tell | None = None) -> Taken:
    """Copy the whole journal and all keys, as of one instant, while others go on writing. Raises CopyFailed, NoRecipient."""
    with one_view():
        manifest = _manifest() | {"tables": contents.digests()}
        return _take(at, Kind.BASE, "", "", START, manifest, tell)


def take_segment(at: datetime, base: str, after: str, before: dict[str, Any]) -> Taken | None:
    """Copy what came since the last piece, whose manifest is given; None if nothing did. Raises CannotContinue besides."""
    with one_view():
        manifest = _manifest()
        since = Since(before["position"], before["keys"])
        if (
            manifest["erased"] != before["erased"]
            or Event.objects.filter(position__lte=since.position).count() != before["count"]
        ):
            raise CannotContinue
        if (manifest["position"], manifest["keys"]) == (since.position, list(since.keys)):
            return None
        return _take(at, Kind.MORE, base, after, since, manifest, None)


def _take(at: datetime, kind: Kind, base: str, after: str, since: Since, manifest: dict[str, Any], tell: Tell | None) -> Taken:
    """Both files of a piece, or none of them."""
    own, for_whom = checking.head(), recipient()
    name, keys_name = Name(at, kind, node_keys().node), Name(at, Kind.KEYS, node_keys().node)
    about = _about(at, own, {"base": base, "after": after})
    with ExitStack() as both:
        keys = both.enter_context(files.writing(keys_name, for_whom, about | {"kind": Kind.KEYS}, lambda: _keys(since)))
        store = both.enter_context(files.writing(name, for_whom, about | {"kind": kind}, lambda: _journal(since, manifest, tell)))
    return Taken(store, keys, name, own, manifest["position"] - since.position, base, manifest)


def _about(at: datetime, own: Head, line: dict[str, str]) -> dict[str, Any]:
    """The head of a file, which anybody can read: whose it is, of when, what it follows, up to where it reaches."""
    return {"lakay": FORMAT, "made_at": at.isoformat(), "node": own.origin.node, "head": str(own), **line}


def _manifest() -> dict[str, Any]:
    """Where everything ends in this view."""
    return {
        "heads": {name: [str(head), count] for name, (head, count) in contents.heads().items()},
        "position": order.end(),
        "count": Event.objects.count(),
        "erased": SubjectKey.objects.filter(wrapped=None).count(),
        "keys": [model._default_manager.aggregate(last=Max("id"))["last"] or 0 for model in contents.KEYS],
    }


def _journal(since: Since, manifest: dict[str, Any], tell: Tell | None) -> Iterator[bytes]:
    """Events in the order in which they entered this store, and what is needed to find them and to go on.

    One that stands in the order once more since the last piece comes again, for it may have got its signature.
    """
    later = SecondPlace.objects.filter(position__gt=since.position)
    came = Event.objects.filter(Q(position__gt=since.position) | Q(id__in=later.values("event")))

    def lines() -> Iterator[Line]:
        yield {"lakay": FORMAT}
        for model in contents.carried():
            yield from contents.rows_of(model._default_manager.order_by("pk"))
        yield from contents.rows_of(came.order_by("position"))
        yield from contents.rows_of(later.order_by("position"))
        yield from contents.rows_of(Reference.objects.filter(event__position__gt=since.position).order_by("id"))
        yield {"end": manifest}

    return contents.as_lines(lines(), tell)


def _keys(since: Since) -> Iterator[bytes]:
    """The keys of subjects, and the node's own unless they are kept elsewhere on purpose."""

    def lines() -> Iterator[Line]:
        yield {"lakay": FORMAT}
        if settings.BACKUP_NODE_KEYS and since is START:
            yield {"node": _node_keys(), "beside": beside.found()}
        for model, last in zip(contents.KEYS, since.keys, strict=True):
            yield from contents.rows_of(model._default_manager.filter(id__gt=last).order_by("id"))
        yield {"end": {}}

    return contents.as_lines(lines())


def _node_keys() -> dict[str, str]:
    """The secret files of this node, open, by their place in the folder of keys."""
    folder = Path(settings.KEYS)
    found = {path for pattern in protected.PROTECTED for end in ("", protected.SUFFIX) for path in folder.glob(pattern + end)}
    names = {path.relative_to(folder).as_posix().removesuffix(protected.SUFFIX) for path in found}
    return {name: base64.b64encode(protected.read(folder / name)).decode() for name in sorted(names)}
