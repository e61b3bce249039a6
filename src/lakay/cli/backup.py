"""`lakay backup`: copies of this node that count only once they were restored; and the key on paper that opens them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from lakay.cli.boot import boot

NICE = 10
PATIENCE = 900.0
"""Seconds that a command waits for the server to be done with its own copy."""
SOME_ROWS = 20_000


@click.group(invoke_without_command=True)
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Another folder than LAKAY_BACKUP.")
@click.option("--segments", is_flag=True, help="Only what came since the last copy; a whole one where that cannot be said.")
@click.option("--lines", is_flag=True, hidden=True)
@click.pass_context
def backup(ctx: click.Context, folder: Path | None, segments: bool, lines: bool) -> None:
    """Copy this node while it works, and restore the copy to see that it can be. Only then it counts."""
    if folder:
        os.environ["LAKAY_BACKUP"] = str(folder.resolve())
    if ctx.invoked_subcommand is None:
        _run(_more if segments else _whole, lines)


def _whole(clock: Any, tell: Callable[[int], None]) -> str:
    from lakay.backup.keeping import back_up

    done = back_up(clock, tell, PATIENCE)
    return f"{done.name}: {done.events} entries, {done.bytes} bytes, restored and equal in {done.seconds} s. Verified up to {done.head}"


def _more(clock: Any, tell: Callable[[int], None]) -> str:
    from lakay.backup.keeping import add_segment
    from lakay.backup.taking import CannotContinue

    try:
        return "What came since is copied." if add_segment(clock, PATIENCE) else "Nothing came since."
    except CannotContinue:
        return _whole(clock, tell)


def _run(work: Callable[[Any, Callable[[int], None]], str], lines: bool) -> None:
    """Do some work with the progress on the line, and say what went wrong in a sentence."""
    boot()
    from lakay.backup.files import CopyFailed
    from lakay.backup.keeping import Busy
    from lakay.backup.recipient import NoRecipient
    from lakay.backup.trying import CheckFailed
    from lakay.journal.writer import writer
    from lakay.kernel.clock import SystemClock

    if lines:
        os.nice(NICE)
    tell = _lines if lines else _bar
    try:
        said = work(SystemClock(), tell)
    except NoRecipient as error:
        _fail("no-key", str(error), lines)
    except Busy:
        _fail("busy", "Another process of this node is at its copies.", lines)
    except (CopyFailed, CheckFailed) as error:
        _fail(error.code, f"{PROBLEMS.get(error.code, error.code)} ({error})", lines)
    except LookupError:
        _fail("none", "There is no copy that this node can still open by itself.", lines)
    finally:
        writer.stop()
    click.echo(json.dumps({"said": said}) if lines else said)


PROBLEMS = {
    "disk-full": "The disk of the copies is full; nothing half was left on it. Make room or use another disk.",
    "disk-error": "The disk of the copies answered with an error; nothing was kept. Do not trust it any more.",
    "no-folder": "The folder of the copies cannot be written. Is the disk plugged in?",
    "damaged": "The copy was read back and is not what was written. It does not count. Use another disk.",
    "chain": "The journal could not be read whole. Run `lakay doctor`, then `lakay journal verify`.",
    "heads": "The copy ends elsewhere than the journal did.",
    "tables-differ": "The tables differ from the journal. Run `lakay journal verify`, then `lakay rebuild`.",
    "store-damaged": "The restored store is damaged.",
    "no-room": "There is not enough memory to check a copy of this encrypted node without leaving traces on a disk.",
    "unreadable": "The copy cannot be read back from its disk.",
    "check-died": "The check ended before its time; memory may be short.",
}


def _fail(code: str, sentence: str, lines: bool) -> NoReturn:
    if lines:
        click.echo(json.dumps({"problem": code}))
        sys.exit(1)
    raise click.ClickException(sentence)


def _bar(count: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{count} rows … ", nl=False, err=True)


def _lines(count: int) -> None:
    click.echo(json.dumps({"done": count}))
    sys.stdout.flush()


@backup.command()
@click.option("--lines", is_flag=True, hidden=True)
def verify(lines: bool) -> None:
    """Restore the newest copy and all that came since once more, from its disk."""
    _run(_again, lines)


def _again(clock: Any, tell: Callable[[int], None]) -> str:
    from lakay.backup.keeping import check_again

    done = check_again(clock, tell, PATIENCE)
    return f"{done.name}: restored and equal in {done.seconds} s. Verified up to {done.head}"


@backup.command("list")
def list_copies() -> None:
    """Print the copies that are known, and up to where each is good."""
    boot()
    from lakay.backup.queries import NOTHING_SINCE, copies, segments_of

    known = list(copies())
    segments = segments_of(known)
    for copy in known:
        since = segments.get(copy.name, NOTHING_SINCE)
        state = (
            f"verified {copy.verified_at:%Y-%m-%d %H:%M}"
            if copy.verified_at
            else f"DOES NOT COUNT ({copy.problem or 'not checked'})"
        )
        click.echo(f"{copy.made_at:%Y-%m-%d %H:%M}  {copy.events:>9} entries  {copy.bytes:>12} bytes  +{since.count:<5} {state}")


@backup.command()
@click.option("--shares", default=3, show_default=True, type=click.IntRange(1, 16), help="Sheets of paper.")
@click.option(
    "--needed", default=2, show_default=True, type=click.IntRange(1, 16), help="How many sheets open the copies together."
)
@click.option(
    "--pages", type=click.Path(file_okay=False, path_type=Path), help="Write pages to print, with a code, into this folder."
)
@click.option("--again", is_flag=True, help="Make another key although there is one: for copies made from now on.")
def key(shares: int, needed: int, pages: Path | None, again: bool) -> None:
    """Make the key that opens the copies, and print it for its holders. This machine keeps only what seals."""
    boot()
    from lakay.backup.queries import is_configured
    from lakay.backup.recipient import keep_public, make
    from lakay.backup.sealing import fingerprint
    from lakay.backup.sheets import sheet_html, sheet_text

    if is_configured() and not again:
        raise click.ClickException("There is a key already. --again makes another one for copies made from now on.")
    try:
        made = make(shares, needed)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    for number, words in enumerate(made.shares, 1):
        click.echo(sheet_text(words, number, made))
        if pages:
            pages.mkdir(parents=True, exist_ok=True, mode=0o700)
            page = pages / f"copies-key-{number}-of-{shares}.html"
            page.touch(mode=0o600)
            page.write_text(sheet_html(words, number, made))
    keep_public(made.public)
    click.echo(
        f"Key {fingerprint(made.public)}. {needed} of {shares} sheets open the copies. They are nowhere else: print them now."
    )
    if pages:
        click.echo(f"The pages lie in {pages}. Print them, then destroy the files.")


@backup.command()
@click.argument("sheets", nargs=-1, type=click.File())
def check(sheets: tuple[Any, ...]) -> None:
    """See whether the words of some sheets make the key of this node, without opening anything."""
    boot()
    from lakay.backup.recipient import recipient
    from lakay.cli.words import private_key

    public = private_key([sheet.read() for sheet in sheets]).public_key().public_bytes_raw()
    if public != recipient():
        raise click.ClickException("These sheets make a key, and it is not the one that this node seals its copies for.")
    click.echo("These sheets open the copies of this node.")


@backup.command(hidden=True)
@click.option("--copy", required=True)
@click.option("--head", required=True)
@click.option("--seconds", required=True, type=int)
def drilled(copy: str, head: str, seconds: int) -> None:
    """Enter a drill done at this machine with the sheets of paper; for `lakay restore --drill`."""
    boot()
    from lakay.backup.actions import DRILLER, note_drill
    from lakay.journal.writer import writer
    from lakay.kernel.clock import SystemClock

    try:
        note_drill(by=DRILLER, at=SystemClock().now(), what="paper", copy=copy, head=head, outcome="good", seconds=seconds)
    finally:
        writer.stop()


@backup.command("try-out", hidden=True)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def try_out(folder: Path) -> None:
    """In a process of its own: restore what the other side of the pipe names into a folder, and answer."""
    import base64

    os.nice(NICE)
    task = json.load(sys.stdin)
    keys = folder / "keys"
    keys.mkdir(mode=0o700)
    for name, text in task.pop("node").items():
        (keys / name).write_bytes(base64.b64decode(text))
    place = {
        "LAKAY_DATA": folder,
        "LAKAY_KEYS": keys,
        "LAKAY_DATABASE_URL": f"sqlite://{folder}/store.sqlite3",
        "LAKAY_ENCRYPT": "no",
    }
    os.environ |= {name: str(value) for name, value in place.items()}
    boot()
    from lakay.backup.trying import examine

    last = -SOME_ROWS

    def tell(count: int) -> None:
        nonlocal last
        if count - last >= SOME_ROWS:
            last = count
            _lines(count)

    click.echo(json.dumps(examine(task, tell)))
