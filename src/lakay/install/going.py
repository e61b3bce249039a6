"""An installation and an upgrade, step by step. Whatever fails, what worked before works again."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from lakay.install import disk, manifest, releases, store
from lakay.install.answers import Ask, gather, posts_of
from lakay.install.layout import Layout
from lakay.install.machine import Machine, Places
from lakay.install.manifest import BadStick, Manifest
from lakay.install.node import Failed, Program, read_settings
from lakay.install.releases import Record
from lakay.install.words import Speaker

ROOM = 400 * 1024**2
"""Bytes that a release takes, with room to spare."""


class Stop(Exception):
    """The installation ends here; the text says why, and what stands."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked on the command line."""

    stick: Path
    answers: dict[str, str]
    release_key: str = ""
    places: Places = field(default_factory=Places)
    allow_older: bool = False
    without_backup: bool = False
    join: bool = False


def go_back(machine: Machine) -> None:
    """Register and program as they were before the upgrade; nothing may be running."""
    store.put_back(machine.layout, machine.user)
    record = releases.read_record(machine.layout)
    if record:
        releases.turn_to(machine.layout, record.release)
    store.forget(machine.layout)


def mend(machine: Machine) -> bool:
    """Undo an upgrade that a power cut ended before the new release was started. Returns whether there was one.

    The service calls this before each start, so that the post comes back by itself with the power.
    """
    if not store.is_kept(machine.layout):
        return False
    go_back(machine)
    return True


@dataclass(frozen=True, slots=True)
class Installation:
    """One run of the installer on one machine, speaking one language; `ask` is None where nobody sits before it."""

    machine: Machine
    speaker: Speaker
    wishes: Wishes
    ask: Ask | None
    ask_pin: Ask | None = None

    @property
    def layout(self) -> Layout:
        """Where everything lies."""
        return self.machine.layout

    def run(self) -> None:
        """Install, or upgrade what is installed. Raises Stop."""
        started = time.monotonic()
        if mend(self.machine):
            self.speaker.say("half_done")
        record = releases.read_record(self.layout)
        trusted = self._trusted(record)
        found = self.check_stick(trusted)
        if record and found.made < record.made and not self.wishes.allow_older:
            raise Stop(self.speaker("older", found.release, record.release))
        if record:
            self.upgrade(found, record, trusted)
        else:
            self.first(found, trusted)
        self.speaker.say("done_upgrade" if record else "done_first", found.release, time.monotonic() - started)
        self._what_next(first=record is None)

    # ------------------------------------------------------------------ the stick

    def _trusted(self, record: Record | None) -> str:
        """The fingerprint that the stick must be signed by: as on paper, as before, or as a person just compared."""
        on_paper = "".join(self.wishes.release_key.split()).upper()
        if on_paper or record:
            return on_paper or (record.trusted if record else "")
        try:
            shown = manifest.fingerprint(manifest.public_key(self.wishes.stick))
        except (FileNotFoundError, ValueError) as error:
            raise Stop(self.speaker("not_a_stick")) from error
        self.speaker.say("compare_key", manifest.grouped(shown))
        if self.ask is None or self.ask(self.speaker("ask_same")).strip().lower() not in {"oui", "o", "yes", "y", "wi"}:
            raise Stop(self.speaker("key_not_compared"))
        return shown

    def check_stick(self, trusted: str) -> Manifest:
        """The manifest of the stick, after its signature and every file were found good."""
        self.speaker.say("checking")
        try:
            found = manifest.read(self.wishes.stick, trusted)
            manifest.check_machine(found)
            manifest.check_files(self.wishes.stick, found)
        except BadStick as fault:
            raise Stop(self.speaker(fault.code, fault.detail)) from fault
        megabytes = sum(file.size for file in found.files) // 10**6
        self.speaker.say("checked", found.release, len(found.files), megabytes)
        return found

    # ------------------------------------------------------------------ the first time

    def first(self, found: Manifest, trusted: str) -> None:
        """Make the system user, the folders, the settings, the node and its service."""
        wheel = next((self.wishes.stick / "wheels").glob("lakay-*.whl"))
        answers = gather(self.wishes.answers, posts_of(wheel), self.speaker, self.ask)
        self.machine.make_user()
        self.machine.make_folders(self.wishes.places)
        self._probe_disk()
        program = self._install(found)
        self.machine.write_settings(answers, self.wishes.places, joins=self.wishes.join)
        store.keep(self.layout)
        try:
            self._prepare(program)
        except Stop:
            store.put_back(self.layout, self.machine.user)
            raise
        finally:
            store.forget(self.layout)
        self._tls(program)
        self._put_in_place(found, trusted, [])
        if not self.machine.start():
            raise Stop(self.speaker("not_serving"))

    def _probe_disk(self) -> None:
        """Say how the disk is. Only a file system that cannot keep a register at all ends the installation."""
        seen = disk.probe(self.layout.data)
        self.speaker.say("disk", seen.middle, seen.slow, seen.filesystem)
        for doubt in seen.doubts:
            if doubt == "disk_unfit" and self.machine.real:
                raise Stop(self.speaker(doubt))
            self.speaker.say(doubt)

    def _install(self, found: Manifest, pin: str = "") -> Program:
        free = shutil.disk_usage(self.layout.program).free
        if free < ROOM:
            raise Stop(self.speaker("no_space", ROOM // 10**6, self.layout.program, free // 10**6))
        self.speaker.say("already" if releases.is_complete(self.layout, found.release) else "installing")
        try:
            return Program(self.layout, releases.install(self.layout, self.wishes.stick, found), self.machine.user, pin)
        except releases.NotInstalled as fault:
            raise Stop(self.speaker("install_failed", fault)) from fault

    def _prepare(self, program: Program) -> None:
        self.speaker.say("preparing")
        try:
            program.run("init", *(["--empty"] if self._joins() else []))
        except Failed as fault:
            raise Stop(self.speaker("prepare_failed", fault)) from fault

    def _joins(self) -> bool:
        """Whether this machine joins a hub: then the country comes from there (`lakay join`), and is not loaded here."""
        return self.wishes.join or read_settings(self.layout.settings).get("LAKAY_JOINS") == "yes"

    def _tls(self, program: Program) -> None:
        """Make the authority if there is none, and let this machine's own browser trust it."""
        sheets = self.layout.data / "trust"
        try:
            program.run("tls", "make")
            program.run("tls", "trust", "--to", str(sheets))
        except Failed as fault:
            raise Stop(self.speaker("prepare_failed", fault)) from fault
        self.machine.trust(sheets)
        self.machine.name_itself(read_settings(self.layout.settings)["LAKAY_NAMES"].split()[0])

    def _put_in_place(self, found: Manifest, trusted: str, earlier: list[str]) -> None:
        releases.turn_to(self.layout, found.release)
        self.machine.write_command()
        self.machine.write_units()
        releases.write_record(self.layout, Record(found.release, trusted, earlier))

    # ------------------------------------------------------------------ again

    def upgrade(self, found: Manifest, record: Record, trusted: str) -> None:
        """Bring a node up to date; if the new release finds something bad that was not bad before, go back to the one before."""
        pin = self._pin()
        before = Program(self.layout, releases.folder_of(self.layout, record.release), self.machine.user, pin)
        was_bad = before.bad()
        if pin and "doctor" in was_bad:
            raise Stop(self.speaker("not_opened"))
        program = self._install(found, pin)
        self._backup(before)
        self.speaker.say("stopping")
        self.machine.stop()
        self.speaker.say("keeping", store.store_bytes(self.layout) // 10**6)
        store.keep(self.layout)
        try:
            self._try(program, was_bad, found, trusted, record)
        except Stop as fault:
            self.machine.stop()
            go_back(self.machine)
            self.machine.start()
            raise Stop(f"{fault}\n{self.speaker('went_back', record.release)}") from fault
        store.forget(self.layout)
        releases.forget_old(self.layout, [found.release, *self._earlier(found, record)])

    def _pin(self) -> str:
        """An encrypted register opens for an officer alone, whose stick is plugged in and who types a PIN. Empty where it is not encrypted."""
        if read_settings(self.layout.settings).get("LAKAY_ENCRYPT", "no").lower() not in {"yes", "true", "1", "on"}:
            return ""
        pin = self.ask_pin(self.speaker("ask_pin")) if self.ask_pin else ""
        if not pin:
            raise Stop(self.speaker("need_officer"))
        return pin

    def _try(self, program: Program, was_bad: set[str], found: Manifest, trusted: str, record: Record) -> None:
        self._prepare(program)
        worse = program.bad() - was_bad
        if worse:
            raise Stop(self.speaker("doctor_failed", ", ".join(sorted(worse))))
        self._tls(program)
        self._put_in_place(found, trusted, self._earlier(found, record))
        store.tried(self.layout)
        if not self.machine.start():
            raise Stop(self.speaker("not_serving"))

    def _earlier(self, found: Manifest, record: Record) -> list[str]:
        return [release for release in (record.release, *record.earlier) if release != found.release][: releases.KEPT - 1]

    def _backup(self, before: Program) -> None:
        """A backup by the release that is installed, where this node has a key for backups."""
        if self.wishes.without_backup:
            return
        keys = Path(read_settings(self.layout.settings).get("LAKAY_KEYS", self.layout.data / "keys"))
        if not (keys / "copies.pub").is_file():
            self.speaker.say("backup_none")
            return
        try:
            before.run("backup")
        except Failed as fault:
            raise Stop(self.speaker("backup_failed", fault)) from fault
        self.speaker.say("backup_made")

    def _what_next(self, *, first: bool) -> None:
        settings = read_settings(self.layout.settings)
        if first:
            self.speaker.say("sheet", self.layout.sheets)
            self.speaker.say("next_staff")
        if self.machine.real:
            self.speaker.say("next_open", settings.get("LAKAY_ORIGIN", ""))
        else:
            self.speaker.say("by_hand", self.layout.command)
