"""Binding an open post to a hub: from then on it opens only with the hub's half beside an officer's stick and PIN."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import datetime

from lakay.vault import box as boxes
from lakay.vault import held, marks, recovery, release
from lakay.vault.opening import told_of
from lakay.vault.rules import Lives, Verdict, end_of, judge
from lakay.vault.sealing import KEY, DoesNotOpen, Random, close_for


class BadAddress(ValueError):
    """Not the two public keys of a hub."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding gives: the card for the hub, closed so that only the hub reads it, and the printed code's two halves."""

    card: bytes
    halves: tuple[str, str]


def bind(node: str, address: str, at: datetime, lives: Lives, random: Random = os.urandom) -> Bound:
    """Make a new hub's half and bind this open post to it, also a second time (another hub, another code). Raises Closed, BadAddress.

    The post holds a first release for the usual time.
    """
    sign, public = _address(address)
    known = held.held()
    share, secret = bytes(known.share), random(KEY)
    box = boxes.load(known.folder)
    root = boxes.close_root(bytes(known.root), share, secret)
    box, one, two = recovery.seal_recovery(replace(box, root=root, node=node, hub=sign.hex()), secret, random)
    kept = release.Release(secret, end_of(None, at, lives), at)
    boxes.save(known.folder, release.keep(box, share, kept))
    known.until = kept.until
    return Bound(_card(box, secret, public, random), (one, two))


def card(address: str, random: Random = os.urandom) -> bytes:
    """The card again, after an officer was added or removed: for the hub, which must know who may ask. Raises NoRelease, Closed."""
    known = held.held()
    box = boxes.load(known.folder)
    secret = release.kept(box, bytes(known.share)).secret
    return _card(box, secret, _address(address)[1], random)


def ask_again() -> bytes:
    """An open post asks for its release to be renewed; nobody need type a PIN. Raises Closed."""
    known = held.held()
    box, request = release.request_release(
        boxes.load(known.folder), bytes(known.share), known.slot, bytes(known.asking), mark=_marked()
    )
    boxes.save(known.folder, box)
    return request


def renew(grant: bytes, at: datetime) -> datetime:
    """An open post keeps a new release. Returns its end. Raises BadGrant, Closed."""
    known = held.held()
    share = bytes(known.share)
    box = release.take_release(boxes.load(known.folder), share, grant, at)
    kept = release.kept(box, share)
    try:
        boxes.open_root(box, share, kept.secret)
    except DoesNotOpen as error:
        raise release.BadGrant from error
    boxes.save(known.folder, box)
    marks.told(known.folder)
    known.until = kept.until
    return kept.until


def standing(at: datetime, lives: Lives) -> Verdict:
    """What the release of this open post is worth now. A node alone is always good. Raises Closed."""
    known = held.held()
    if known.until is None:
        return Verdict.GOOD
    try:
        kept = release.kept(boxes.load(known.folder), bytes(known.share))
    except release.NoRelease:
        return judge(known.until, at, at, lives)
    return judge(kept.until, kept.seen, at, lives)


def grow_older(at: datetime) -> None:
    """Let the kept release remember how late it is. Raises Closed."""
    known = held.held()
    box = boxes.load(known.folder)
    if known.until is not None and box.release:
        boxes.save(known.folder, release.seen_at(box, bytes(known.share), at))


def _card(box: boxes.Box, secret: bytes, public: bytes, random: Random) -> bytes:
    slots = {slot.id: {name: told_of(slot)[name] for name in ("asks", "alarms")} for slot in box.slots}
    said = json.dumps({"node": box.node, "secret": secret.hex(), "slots": slots}).encode()
    return close_for(public, said, "card", random)


def _address(address: str) -> tuple[bytes, bytes]:
    try:
        sign, public = (bytes.fromhex(part) for part in address.split())
    except ValueError as error:
        raise BadAddress from error
    if (len(sign), len(public)) != (KEY, KEY):
        raise BadAddress
    return sign, public


def _marked() -> bool:
    return marks.is_marked(held.held().folder)
