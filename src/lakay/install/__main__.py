"""The installer's command line: `sudo bash install.sh`, or `sudo lakay upgrade STICK` with the installer that is installed."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from lakay.install import manifest, releases
from lakay.install.answers import NoAnswer
from lakay.install.going import Installation, Stop, Wishes, mend
from lakay.install.layout import Layout
from lakay.install.machine import Machine, Places
from lakay.install.manifest import BadStick
from lakay.install.words import LANGUAGES, Speaker


def parser() -> argparse.ArgumentParser:
    """The words of the command line."""
    made = argparse.ArgumentParser(
        prog="install.sh", description="Lakay: installe, met à jour, enlève / install, upgrade, remove."
    )
    made.add_argument("stick", nargs="?", type=Path, help="folder of the stick")
    made.add_argument("--language", choices=LANGUAGES, default="fr")
    made.add_argument("--role", default="", help="post, office, centre, shelter or hub")
    made.add_argument("--post", default="", help="code of the post, as HT-OUA")
    made.add_argument("--name", default="", help="name of this machine in the network of the post")
    made.add_argument("--release-key", default="", help="digits of the release key on the paper that came with the stick")
    made.add_argument("--keys", type=Path, default=None, help="folder for the node's keys, on another disk than the data")
    made.add_argument("--copies", type=Path, default=None, help="folder for the backups, on another disk than the data")
    made.add_argument(
        "--join", action="store_true", help="this machine joins a hub, and takes the country from it (`lakay join`)"
    )
    made.add_argument("--yes", action="store_true", help="ask nothing: take what is given here and what is usual")
    made.add_argument("--prefix", type=Path, default=Path("/"), help="install below this folder (with --no-systemd)")
    made.add_argument("--no-systemd", action="store_true", help="no user, no service, nothing outside the prefix")
    made.add_argument("--allow-older", action="store_true", help="also from a stick older than what is installed")
    made.add_argument("--without-backup", action="store_true", help="upgrade without a backup before it")
    made.add_argument("--check", action="store_true", help="only check the stick")
    made.add_argument("--mend", action="store_true", help="undo an upgrade that a power cut ended in the middle")
    made.add_argument("--uninstall", action="store_true", help="remove the program; the data stay")
    return made


def ask(question: str) -> str:
    """Ask the person at the keyboard."""
    print(question, end="", flush=True)  # noqa: T201  (it speaks by printing)
    line = sys.stdin.readline()
    if not line:
        raise NoAnswer(question)
    return line.rstrip("\n")


def main(words: list[str] | None = None) -> int:
    """Do what is asked; 0 when done, 1 when it could not be done and said why."""
    given = parser().parse_args(words)
    speaker = Speaker(given.language)
    machine = Machine(Layout(given.prefix.resolve()), real=not given.no_systemd)
    if machine.real and (os.geteuid() != 0 or given.prefix != Path("/")):
        print(speaker("need_root"), file=sys.stderr)  # noqa: T201
        return 1
    os.umask(0o022)
    try:
        return act(given, machine, speaker)
    except (Stop, NoAnswer) as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return 1


def act(given: argparse.Namespace, machine: Machine, speaker: Speaker) -> int:
    """Remove, check, or install."""
    if given.uninstall:
        return uninstall(machine, speaker)
    if given.mend:
        if mend(machine):
            speaker.say("half_done")
        return 0
    stick = (given.stick or Path.cwd()).resolve()
    answers = {"role": given.role, "post": given.post, "name": given.name}
    wishes = Wishes(
        stick, answers, given.release_key, Places(given.keys, given.copies), given.allow_older, given.without_backup, given.join
    )
    run = Installation(machine, speaker, wishes, None if given.yes else ask, getpass if sys.stdin.isatty() else ask)
    if given.check:
        record = releases.read_record(machine.layout)
        run.check_stick("".join(given.release_key.split()).upper() or (record.trusted if record else shown_key(stick, speaker)))
    else:
        run.run()
    return 0


def shown_key(stick: Path, speaker: Speaker) -> str:
    """With nothing to compare by, the key that the stick itself shows: whoever checks is told to compare it."""
    try:
        shown = manifest.fingerprint(manifest.public_key(stick))
    except (FileNotFoundError, ValueError) as error:
        raise Stop(speaker(BadStick("not_a_stick").code)) from error
    speaker.say("compare_key", manifest.grouped(shown))
    return shown


def uninstall(machine: Machine, speaker: Speaker) -> int:
    """Remove the program, never the data."""
    if releases.read_record(machine.layout) is None:
        speaker.say("nothing_there")
        return 1
    machine.remove_program()
    speaker.say("removed", machine.layout.data, machine.layout.settings.parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
