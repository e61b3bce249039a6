"""The round of a copy: taken beside the work, restored in a process of its own, and only then it counts."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from lakay.backup import files, keeping, queries, taking
from lakay.backup.actions import file_key_of
from lakay.backup.contents import digests
from lakay.backup.files import CopyFailed
from lakay.backup.keeping import Busy, add_segment, alone, back_up, check_again, rotate
from lakay.backup.models import Copy
from lakay.backup.recipient import NoRecipient
from lakay.backup.restoring import choose, node_keys_in
from lakay.backup.rules import Kind, Name
from lakay.backup.sealing import Damaged, Sealer
from lakay.backup.taking import CannotContinue
from lakay.backup.trying import MEMORY, SCRATCH, CheckFailed, sweep
from lakay.journal import checking
from lakay.journal.core.chain import Head
from lakay.journal.erasure import erase_subject
from lakay.journal.keys import SIGNING
from lakay.journal.models import SubjectKey
from tests.backup.conftest import NOON, damaged
from tests.journal.sample.actions import change_card, stamp
from tests.journal.sample.models import Card

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(marie, card):
    """Something to copy: a card, changed and stamped."""
    made = card(colour="blue")
    change_card(by=marie, at=NOON, card=made, colour="red")
    stamp(by=marie, at=NOON, card=made, number=1)
    return made


def safe() -> Head:
    """The last entry in a copy that counts."""
    head = queries.verified_up_to()
    assert head is not None
    return head


def store_files(folder):
    return sorted(path for path in folder.iterdir() if path.name.endswith(".copy"))


def test_a_copy_counts_once_it_was_restored_and_found_equal(work, paper, folder, clock):
    assert queries.verified_up_to() is None
    done = back_up(clock)
    head = checking.head()
    assert str(done.head) == str(queries.verified_up_to()) == str(head)
    assert done.events == head.seq
    (path,) = store_files(folder)
    assert files.marked(path)["verified up to"] == str(head)
    at = queries.last_verified_at()
    assert at is not None
    assert at > NOON


@pytest.mark.once
def test_nothing_of_a_person_can_be_read_in_the_files(work, paper, folder, clock):
    back_up(clock)
    for path in folder.parent.rglob("*.copy"):
        data = path.read_bytes()
        assert b"Wideline" not in data
        assert b"sample.card" not in data


@pytest.mark.once
def test_the_paper_key_opens_what_the_node_sealed(work, paper, folder, clock):
    back_up(clock)
    (path,) = store_files(folder)
    with files.reading(path, lambda opener: opener.key_for(paper.private)) as lines:
        tables = [line["table"] for line in lines if isinstance(line, dict) and "table" in line]
    assert "journal.event" in tables
    assert "journal.subjectkey" not in tables, "keys lie in a file of their own"
    assert "sample.card" not in tables, "tables are made again from the journal"


@pytest.mark.once
def test_without_a_key_on_paper_no_copy_is_made(work, folder, clock):
    with pytest.raises(NoRecipient):
        back_up(clock)
    assert not folder.exists()
    assert queries.what_is_wrong(clock.now()) == ["no-key"]


@pytest.mark.once
def test_a_copy_that_rotted_on_its_disk_does_not_count_any_more(work, paper, folder, clock):
    back_up(clock)
    (path,) = store_files(folder)
    damaged(path)
    with pytest.raises(CheckFailed, match="damaged"):
        check_again(clock)
    assert queries.verified_up_to() is None
    assert "failed" in queries.what_is_wrong(clock.now())


@pytest.mark.once
def test_a_copy_written_wrong_never_counts(work, paper, folder, clock, monkeypatch):
    real = taking.take_base

    def wrong(at, tell):
        taken = real(at, tell)
        damaged(taken.store.path)
        return taken

    monkeypatch.setattr(keeping, "take_base", wrong)
    with pytest.raises(CheckFailed):
        back_up(clock)
    assert queries.verified_up_to() is None
    assert not files.marked(store_files(folder)[0])


@pytest.mark.tampers
def test_a_store_whose_tables_were_changed_by_hand_has_no_copy_that_counts(work, paper, clock):
    Card.objects.filter(pk=work.pk).update(colour="black")
    with pytest.raises(CheckFailed, match="tables-differ"):
        back_up(clock)


@pytest.mark.tampers
def test_a_journal_that_was_rewritten_has_no_copy_that_counts(work, paper, clock):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_event SET body = replace(CAST(body AS TEXT), 'HT-OUA', 'HT-MAL') WHERE seq = 2") if (
            connection.vendor == "sqlite"
        ) else cursor.execute("UPDATE journal_event SET hash = sha256('x') WHERE seq = 2")
    with pytest.raises(CheckFailed, match="chain"):
        back_up(clock)


def test_what_comes_after_is_copied_and_read_back(work, paper, folder, clock, marie):
    back_up(clock)
    assert add_segment(clock) is False, "nothing came"
    change_card(by=marie, at=NOON, card=work, colour="green")
    assert add_segment(clock) is True
    assert str(queries.verified_up_to()) == str(checking.head())
    change_card(by=marie, at=NOON, card=work, colour="white")
    assert safe().seq == checking.head().seq - 1
    assert add_segment(clock) is True
    assert str(check_again(clock).head) == str(checking.head())
    assert len(store_files(folder)) == 3


def test_a_key_made_after_the_whole_copy_is_in_the_next_piece_though_nothing_else_came(work, paper, folder, clock, settings):
    """A form's or an issuer's key, or a post's half at a hub: without it a restored node could not read what was sealed for it since."""
    back_up(clock)
    made = Path(settings.KEYS) / "forms" / "made-later.key"
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(b"a key of a form")
    try:
        assert add_segment(clock) is True
        assert add_segment(clock) is False, "it is there now"
    finally:
        made.unlink()
    chosen = choose(folder, settings.BACKUP_KEYS, None, unverified=False)
    own, _beside = node_keys_in(chosen, paper.private)
    assert own["forms/made-later.key"] == b"a key of a form"
    assert SIGNING in own, "and all the others with it"
    assert str(check_again(clock).head) == str(checking.head())


@pytest.mark.once
def test_the_first_piece_must_be_a_whole_one(work, paper, clock):
    with pytest.raises(CannotContinue):
        add_segment(clock)


@pytest.mark.once
def test_a_segment_does_not_follow_one_that_rotted(work, paper, folder, clock, marie):
    back_up(clock)
    damaged(store_files(folder)[0])
    change_card(by=marie, at=NOON, card=work, colour="green")
    with pytest.raises(CannotContinue):
        add_segment(clock)
    assert queries.verified_up_to() is None


def test_after_an_erasure_a_whole_copy_is_due_and_the_old_keys_go(work, paper, folder, clock, officer_of_data):
    back_up(clock)
    erase_subject(by=officer_of_data, at=NOON, subject=work.pk)
    with pytest.raises(CannotContinue):
        add_segment(clock)
    back_up(clock)
    keys = sorted(folder.parent.joinpath("keys").glob("*.copy"))
    assert len(keys) == 1, "with the older file of keys the erased person could be read again"
    with files.reading(keys[0], lambda opener: opener.key_for(paper.private)) as lines:
        rows = [line for line in lines if isinstance(line, list)]
    assert SubjectKey.objects.get(subject=work.pk).wrapped is None
    assert [row for row in rows if work.pk.hex in row and row[2] is not None] == []


@pytest.mark.once
def test_only_the_newest_copy_can_be_opened_by_the_node_itself(work, paper, clock):
    back_up(clock)
    first = Copy.objects.get(kind=Kind.BASE)
    assert file_key_of(first)
    clock.advance(timedelta(days=1))
    back_up(clock)
    with pytest.raises(LookupError):
        file_key_of(Copy.objects.get(pk=first.pk))


@pytest.mark.once
@pytest.mark.parametrize(("code", "number"), [("disk-full", 28), ("disk-error", 5), ("no-folder", 30)])
@pytest.mark.parametrize("call", ["write", "sync", "name"])
def test_a_disk_that_fails_leaves_nothing_half(work, paper, folder, clock, monkeypatch, code, number, call):
    def fail(*_args: object) -> None:
        raise OSError(number, "the disk")

    places = {"write": (Sealer, "finish"), "sync": (os, "fsync"), "name": (Path, "replace")}
    with monkeypatch.context() as patched:
        patched.setattr(*places[call], fail)
        with pytest.raises(CopyFailed, match=code):
            back_up(clock)
    assert [path for path in folder.parent.rglob("*") if path.is_file() and "copy" in path.name] == []
    assert queries.verified_up_to() is None
    assert Copy.objects.get().problem == code
    assert "failed" in queries.what_is_wrong(clock.now())


@pytest.mark.once
def test_once_the_disk_is_well_again_the_next_copy_counts_and_nobody_worries(work, paper, folder, clock, settings):
    settings.BACKUP = folder / "file"
    folder.mkdir()
    settings.BACKUP.touch()
    with pytest.raises(CopyFailed):
        back_up(clock)
    settings.BACKUP = folder
    back_up(clock)
    assert queries.what_is_wrong(clock.now()) == []


@pytest.mark.once
def test_old_copies_go_with_their_segments_and_the_newest_stays(work, paper, folder, clock, marie, kept):
    kept(daily=1, weekly=0, segment_days=1)
    back_up(clock)
    change_card(by=marie, at=NOON, card=work, colour="green")
    add_segment(clock)
    clock.advance(timedelta(days=3))
    back_up(clock)
    assert len(store_files(folder)) == 1
    assert [copy.verified_at is not None for copy in Copy.objects.filter(kind=Kind.BASE)] == [True]
    assert not list(folder.glob("*.verified")) or len(list(folder.glob("*.verified"))) == 1
    rotate(clock.now() + timedelta(days=900))
    assert len(store_files(folder)) == 1


@pytest.mark.once
def test_two_processes_do_not_take_copies_at_once(work, paper, clock):
    with alone(), pytest.raises(Busy):
        back_up(clock)


@pytest.mark.once
def test_a_check_that_is_stopped_leaves_nothing_behind(work, paper, folder, clock):
    class EnoughOfItError(Exception):
        pass

    def tell(_count: int) -> None:
        raise EnoughOfItError

    back_up(clock)
    before = sorted(folder.parent.rglob("*"))
    with pytest.raises(EnoughOfItError):
        back_up(clock, tell)
    assert sorted(folder.parent.rglob("*")) == before
    assert Copy.objects.filter(kind=Kind.BASE).count() == 1
    assert not list(MEMORY.glob(f"{SCRATCH}{os.getpid()}-*"))
    assert add_segment(clock) is False, "the line of copies goes on where it was"


@pytest.mark.once
def test_a_segment_that_is_not_what_was_written_is_found_at_once(work, paper, folder, clock, marie, monkeypatch):
    back_up(clock)
    change_card(by=marie, at=NOON, card=work, colour="green")
    real = taking.take_segment

    def wrong(*args):
        taken = real(*args)
        assert taken is not None
        damaged(taken.store.path)
        return taken

    monkeypatch.setattr(keeping, "take_segment", wrong)
    with pytest.raises(CheckFailed):
        add_segment(clock)
    assert safe().seq == checking.head().seq - 1


def test_the_digest_of_the_tables_changes_with_any_value(work, marie):
    before = digests()
    change_card(by=marie, at=NOON, card=work, colour="grey")
    assert digests()["sample.card"] != before["sample.card"]
    assert digests()["sample.stamp"] == before["sample.stamp"]


@pytest.mark.once
def test_a_file_of_another_node_is_told_by_its_name(folder, paper):
    name = Name(NOON, Kind.BASE, "f" * 16)
    with files.writing(name, paper.made.public, {"kind": "base"}, lambda: [b'{"end": {}}\n']):
        pass
    assert [found.name.node for found in files.found_in(folder)] == ["f" * 16]


@pytest.mark.once
def test_a_file_without_an_end_is_not_believed(folder, paper):
    name = Name(NOON, Kind.BASE, "f" * 16)
    with files.writing(name, paper.made.public, {"kind": "base"}, lambda: [b"[1]\n"]) as written:
        key = written.file_key
    with pytest.raises(Damaged, match="no end"), files.reading(folder / str(name), lambda _: key) as lines:
        list(lines)


@pytest.mark.django_db(transaction=True)
def test_officers_write_while_a_copy_is_taken(node, work, paper, clock, marie):
    stop = threading.Event()
    written: list[int] = []

    def officer() -> None:
        while not stop.is_set():
            written.append(change_card(by=marie, at=NOON, card=Card.objects.get(pk=work.pk), colour=f"shade {len(written)}").seq)
        connection.close()

    thread = threading.Thread(target=officer)
    thread.start()
    try:
        done = [back_up(clock) for _ in range(2)]
    finally:
        stop.set()
        thread.join()
    assert [each.head.seq for each in done] == sorted({each.head.seq for each in done})
    assert checking.head().seq > done[-1].head.seq > done[0].head.seq
    assert written[-1] == checking.head().seq


def test_what_a_killed_check_left_is_swept_away(tmp_path):
    dead, living = tmp_path / f"{SCRATCH}4194999-x", tmp_path / f"{SCRATCH}{os.getpid()}-x"
    dead.mkdir()
    living.mkdir()
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == [living]
