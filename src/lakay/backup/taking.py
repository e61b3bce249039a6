"""Taking copies: a base holds the journal whole, a segment what came since. The keys go beside them, in files of their own."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
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
Own = dict[str, dict[str, str]]
"""Files of the node by what they are and their name, as text: `node` and `beside`, or nothing."""


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
    """Up to where earlier pieces reach: the last position, the last row of each table of keys, and the digest of the node's own."""

    position: int
    keys: Sequence[int]
    own: str = ""


START = Since(0, (0,) * len(contents.KEYS))


class CannotContinue(RuntimeError):
    """A segment cannot say what changed since the last piece (something older came, went, or was erased): a base must be taken."""


def take_base(at: datetime, tell: Tell | None = None) -> Taken:
    """Copy the whole journal and all keys, as of one instant, while others go on writing. Raises CopyFailed, NoRecipient."""
    with one_view():
        own = _own_files()
        manifest = _manifest(own) | {"tables": contents.digests()}
        return _take(at, Kind.BASE, ("", ""), START, manifest, own, tell)


def take_segment(at: datetime, base: str, after: str, before: dict[str, Any]) -> Taken | None:
    """Copy what came since the last piece, whose manifest is given; None if nothing did. Raises CannotContinue besides."""
    with one_view():
        own = _own_files()
        manifest = _manifest(own)
        since = Since(before["position"], before["keys"], before.get("own", ""))
        if (
            manifest["erased"] != before["erased"]
            or Event.objects.filter(position__lte=since.position).count() != before["count"]
        ):
            raise CannotContinue
        if (manifest["position"], manifest["keys"], manifest["own"]) == (since.position, list(since.keys), since.own):
            return None
        return _take(at, Kind.MORE, (base, after), since, manifest, own, None)


def _take(
    at: datetime, kind: Kind, line: tuple[str, str], since: Since, manifest: dict[str, Any], own: Own, tell: Tell | None
) -> Taken:
    """Both files of a piece, or none of them. `line` names its base and the piece before it."""
    head, for_whom = checking.head(), recipient()
    name, keys_name = Name(at, kind, node_keys().node), Name(at, Kind.KEYS, node_keys().node)
    about = _about(at, head, dict(zip(("base", "after"), line, strict=True)))
    fresh = {} if manifest["own"] == since.own else own
    with ExitStack() as both:
        keys = both.enter_context(files.writing(keys_name, for_whom, about | {"kind": Kind.KEYS}, lambda: _keys(since, fresh)))
        store = both.enter_context(files.writing(name, for_whom, about | {"kind": kind}, lambda: _journal(since, manifest, tell)))
    return Taken(store, keys, name, head, manifest["position"] - since.position, line[0], manifest)


def _about(at: datetime, own: Head, line: dict[str, str]) -> dict[str, Any]:
    """The head of a file, which anybody can read: whose it is, of when, what it follows, up to where it reaches."""
    return {"lakay": FORMAT, "made_at": at.isoformat(), "node": own.origin.node, "head": str(own), **line}


def _manifest(own: Own) -> dict[str, Any]:
    """Where everything ends in this view, and by which digest the node's own keys are told from those of another day."""
    return {
        "heads": {name: [str(head), count] for name, (head, count) in contents.heads().items()},
        "position": order.end(),
        "count": Event.objects.count(),
        "erased": SubjectKey.objects.filter(wrapped=None).count(),
        "keys": [model._default_manager.aggregate(last=Max("id"))["last"] or 0 for model in contents.KEYS],
        "own": sha256(json.dumps(own, sort_keys=True).encode()).hexdigest() if own else "",
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


def _keys(since: Since, own: Own) -> Iterator[bytes]:
    """The keys of subjects that came since, and the node's own, all of them, where one was added or changed."""

    def lines() -> Iterator[Line]:
        yield {"lakay": FORMAT}
        if own:
            yield {**own}
        for model, last in zip(contents.KEYS, since.keys, strict=True):
            yield from contents.rows_of(model._default_manager.filter(id__gt=last).order_by("id"))
        yield {"end": {}}

    return contents.as_lines(lines())


def _own_files() -> Own:
    """What the node has in files of its own, unless they are kept elsewhere on purpose: its keys, and what goes beside them."""
    return {"node": _node_keys(), "beside": beside.found()} if settings.BACKUP_NODE_KEYS else {}


def _node_keys() -> dict[str, str]:
    """The secret files of this node, open, by their place in the folder of keys."""
    folder = Path(settings.KEYS)
    found = {path for pattern in protected.PROTECTED for end in ("", protected.SUFFIX) for path in folder.glob(pattern + end)}
    names = {path.relative_to(folder).as_posix().removesuffix(protected.SUFFIX) for path in found}
    return {name: base64.b64encode(protected.read(folder / name)).decode() for name in sorted(names)}
