"""Opening a post, and letting it go on: the officer's stick and PIN, the hub's release, the printed code, and wrong PINs."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lakay.vault import box as boxes
from lakay.vault import files, held, marks, recovery, release, slots
from lakay.vault.box import ALONE, Box
from lakay.vault.rules import Lives, Verdict, end_of, judge
from lakay.vault.sealing import KEY, DoesNotOpen, Random
from lakay.vault.slots import COST, Cost, Duress, Entered, WrongPin
from lakay.vault.stick import Stick


class NeedsRelease(RuntimeError):
    """Stick and PIN are right, and the hub's release is not here or has ended. `request` is what to bring to the hub."""

    def __init__(self, request: bytes) -> None:
        super().__init__()
        self.request = request


class ClockSuspect(RuntimeError):
    """The clock is more than a year past the end of the release: set it right first, nothing was lost."""


def make_vault(
    folder: Path, stick: Stick, pin: str, name: str, duress: str = "", cost: Cost = COST, random: Random = os.urandom
) -> None:
    """The vault of a new node, opened, with its first officer. Raises FileExistsError, PinTooShort."""
    if boxes.exists(folder):
        raise FileExistsError(folder / boxes.NAME)
    root, share = random(KEY), random(KEY)
    slot = slots.make_slot(share, stick, pin, duress, cost, random)
    entered = slots.enter((slot,), stick, pin)
    boxes.save(folder, boxes.make_box(share, root, slot), new=True)
    files.shred(folder / marks.WIPED)
    held.take(_held(folder, root, entered, None))
    boxes.save(folder, boxes.load(folder).with_slot(_labelled(slot, stick, pin, duress, name)))


def open_vault(folder: Path, stick: Stick, pin: str, at: datetime, lives: Lives) -> None:
    """Open the post. Raises NoVault, WrongStick, WrongPin, NeedsRelease, ClockSuspect."""
    box = boxes.load(folder)
    entered = _enter(folder, box, stick, pin, lives)
    if box.alone:
        root, until = boxes.open_root(box, entered.share, ALONE), None
    else:
        kept = _usable(folder, box, entered, at, lives)
        root, until = boxes.open_root(box, entered.share, kept.secret), kept.until
        boxes.save(folder, release.seen_at(box, entered.share, at))
    marks.right_pin(folder)
    held.take(_held(folder, root, entered, until))


def take_grant(folder: Path, stick: Stick, pin: str, grant: bytes, at: datetime, lives: Lives) -> None:
    """Keep what the hub granted, and open the post with it. Raises BadGrant and what `open_vault` raises."""
    box = boxes.load(folder)
    entered = _enter(folder, box, stick, pin, lives)
    box = release.take_release(box, entered.share, grant, at)
    try:
        boxes.open_root(box, entered.share, release.kept(box, entered.share).secret)
    except DoesNotOpen as error:
        raise release.BadGrant from error
    boxes.save(folder, box)
    marks.told(folder)
    open_vault(folder, stick, pin, at, lives)


def open_with_code(folder: Path, stick: Stick, pin: str, halves: tuple[str, str], at: datetime, lives: Lives) -> None:
    """Open the post by the printed code, for the usual time of a release. Raises WrongCode and what `open_vault` raises."""
    box = boxes.load(folder)
    entered = _enter(folder, box, stick, pin, lives)
    secret = recovery.recover(box, *halves)
    kept = release.Release(secret, end_of(None, at, lives), at)
    boxes.save(folder, release.keep(box, entered.share, kept))
    open_vault(folder, stick, pin, at, lives)


def add_officer(stick: Stick, pin: str, name: str, duress: str = "", cost: Cost = COST) -> None:
    """A slot more, made while the post is open. Raises Closed, PinTooShort."""
    known = held.held()
    slot = slots.make_slot(bytes(known.share), stick, pin, duress, cost)
    boxes.save(known.folder, boxes.load(known.folder).with_slot(_labelled(slot, stick, pin, duress, name)))


def remove_officer(slot: str) -> None:
    """Take a slot away: that stick opens nothing any more. Raises LookupError for an unknown one, LastOfficer for the last one."""
    known = held.held()
    box = boxes.load(known.folder)
    left = tuple(old for old in box.slots if old.id != slot)
    if len(left) == len(box.slots):
        raise LookupError(slot)
    if not left:
        raise LastOfficer
    boxes.save(known.folder, replace(box, slots=left))


class LastOfficer(RuntimeError):
    """Without this slot nobody could open the post."""


def officers() -> list[tuple[str, str]]:
    """Slot and name of each officer who can open this post; only while it is open."""
    found = [(slot.id, told_of(slot)) for slot in boxes.load(held.held().folder).slots]
    return [(slot, str(told["name"])) for slot, told in found]


def told_of(slot: slots.Slot) -> dict[str, str]:
    """Whose slot it is and the public halves that the hub knows its officer by. Raises Closed."""
    told: dict[str, str] = json.loads(held.open_file(f"slot {slot.id}", slot.label))
    return told


def _enter(folder: Path, box: Box, stick: Stick, pin: str, lives: Lives) -> Entered:
    """Stick and PIN; a duress PIN leaves a mark, takes the release away, and looks like a wrong one."""
    try:
        return slots.enter(box.slots, stick, pin)
    except Duress:
        marks.duress(folder)
        boxes.save(folder, release.dropped(box))
        raise WrongPin from None
    except WrongPin:
        if marks.wrong_pin(folder) >= lives.wrong_pins:
            boxes.save(folder, release.dropped(box))
        raise


def _usable(folder: Path, box: Box, entered: Entered, at: datetime, lives: Lives) -> release.Release:
    """The release that is kept, if it opens the post now; one that has ended is destroyed."""
    try:
        kept = release.kept(box, entered.share)
        verdict = judge(kept.until, kept.seen, at, lives)
    except (release.NoRelease, DoesNotOpen):
        verdict = Verdict.OVER
    if verdict is Verdict.CLOCK:
        raise ClockSuspect
    if verdict in {Verdict.OVER, Verdict.GRACE}:
        asking, mark = bytes(entered.asking), marks.is_marked(folder)
        waiting, request = release.request_release(release.dropped(box), entered.share, entered.slot, asking, mark)
        boxes.save(folder, waiting)
        raise NeedsRelease(request)
    return kept


def _labelled(slot: slots.Slot, stick: Stick, pin: str, duress: str, name: str) -> slots.Slot:
    alarms = slots.asking_key(stick, duress, slot).hex() if duress else ""
    told = {"name": name, "asks": slots.asking_key(stick, pin, slot).hex(), "alarms": alarms}
    return replace(slot, label=held.close_file(f"slot {slot.id}", json.dumps(told).encode()))


def _held(folder: Path, root: bytes, entered: Entered, until: datetime | None) -> held.Held:
    return held.Held(folder, bytearray(root), bytearray(entered.share), entered.slot, bytearray(entered.asking), until)
