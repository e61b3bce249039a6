"""A file of past movements, from the hand of the supervisor into the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from lakay.border.actions import imports
from lakay.border.background import runner, writing
from lakay.border.background.trying import rows_at
from lakay.border.importing import spool
from lakay.border.importing.columns import guess_columns, header_key
from lakay.border.importing.rows import Layout
from lakay.border.importing.sniffing import rows_of, shape_of
from lakay.border.models import Crossing, Encounter, ImportFault, ImportRun, Shift
from lakay.border.permissions import IMPORT_RUN
from lakay.border.queries import last_admitted
from lakay.kernel.actors import Actor
from lakay.kernel.clock import FixedClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.people.models import Document, Person
from lakay.people.queries import names_to_show
from tests.border.conftest import NOW, officer

pytestmark = pytest.mark.django_db

HEADER = "Date;Heure;Sens;N° document;Nationalité;Nom;Prénom;Sexe;Date de naissance\n".replace(
    "N° document", "Numéro de document"
)
CLOCK = FixedClock(NOW)


def line(day: str, way: str, number: str, name: str = "Pierre", **more: str) -> str:
    """A row as the other system exports it."""
    return f"{day};{more.get('hour', '08:15')};{way};{number};{more.get('nation', 'Haïti')};{name};Marie;F;04/03/1991\n"


TWO = line("05/03/2021", "Entrée", "RD1") + line("09/03/2021", "Sortie", "RD1", hour="17:40")


@pytest.fixture
def rose(monkeypatch: pytest.MonkeyPatch) -> Actor:
    """The supervisor, who brings files; the program works on her behalf."""
    who = officer(3, permissions=frozenset({IMPORT_RUN}))
    monkeypatch.setattr(runner, "actor_behind", lambda staff, at, post: who)
    return who


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    yield


def bring(by: Actor, text: str, layout: Layout | None = None) -> ImportRun:
    """A file as the page takes it in."""
    data = text.encode("cp1252")
    file_hash, size = spool.keep([data])
    shape = shape_of(data)
    with spool.opened(file_hash, shape.encoding) as opened:
        rows = sum(1 for _ in rows_of(opened, shape.delimiter))
    file = imports.Brought("mars 2021.csv", file_hash, size, shape, header_key(shape.header), rows)
    layout = layout or Layout(guess_columns(shape.header), "dmy")
    return run_of(imports.bring_file(by=by, at=NOW, post=by.post, file=file, layout=layout).id_of(ImportRun))


def run_of(key: UUID | ImportRun) -> ImportRun:
    """The run as it stands."""
    return ImportRun.objects.select_related("shift").get(pk=key.pk if isinstance(key, ImportRun) else key)


def tried(by: Actor, run: ImportRun) -> ImportRun:
    """Tried out by the program."""
    imports.describe_file(by=by, at=NOW, run=run, layout=Layout.from_json(run.mapping))
    runner.work_through(CLOCK)
    return run_of(run)


def read(by: Actor, text: str) -> ImportRun:
    """Brought, tried out and read to its end."""
    run = tried(by, bring(by, text))
    imports.start_import(by=by, at=NOW, run=run)
    runner.work_through(CLOCK)
    return run_of(run)


def test_movements_stand_in_the_register_at_their_own_time(rose: Actor) -> None:
    run = read(rose, HEADER + TWO)
    assert (run.status, run.rows, run.written, run.known, run.faulty) == ("done", 2, 2, 0, 0)
    entry, leaving = Crossing.objects.order_by("at")
    assert entry.at == datetime(2021, 3, 5, 8, 15, tzinfo=UTC)  # a post that nobody knows has the clock of the world
    assert (entry.direction, entry.source, entry.lane, entry.age) == ("entry", "import", "import", 30)
    assert leaving.entered == entry.pk
    assert (Person.objects.count(), Document.objects.count()) == (1, 1)


def test_the_person_is_known_afterwards(rose: Actor) -> None:
    read(rose, HEADER + TWO)
    person = Person.objects.get()
    last = last_admitted(person.pk)
    assert last is not None
    assert last.direction == "exit"
    assert "Pierre" in names_to_show([person.pk])[person.pk]


def test_the_dry_run_writes_nothing(rose: Actor) -> None:
    run = tried(rose, bring(rose, HEADER + TWO + line("31/02/2021", "Entrée", "RD2")))
    assert run.status == "checked"
    assert (run.checked["good"], run.checked["faulty"]) == (2, 1)
    assert run.checked["rows"] == [[4, [["date", "no-date"]]]]
    assert run.checked["days"] == ["2021-03-05", "2021-03-09"]
    assert ["Entrée", 2] in run.checked["words"]["direction"]
    assert not Crossing.objects.exists()


def test_the_dry_run_keeps_no_name(rose: Actor) -> None:
    run = tried(rose, bring(rose, HEADER + TWO + line("31/02/2021", "Entrée", "RD2", name="Toussaint")))
    assert "Toussaint" not in str(run.checked)
    assert rows_at(run, {4})[4][5] == "Toussaint"


def test_no_row_is_lost(rose: Actor) -> None:
    run = read(rose, HEADER + TWO + line("31/02/2021", "Entrée", "RD2") + line("05/03/2021", "?", "RD3"))
    assert (run.written, run.faulty, run.seen) == (2, 2, 4)
    faults = list(ImportFault.objects.order_by("number"))
    assert [(fault.number, fault.reasons) for fault in faults] == [
        (4, [["date", "no-date"]]),
        (5, [["direction", "unknown-word"]]),
    ]
    assert faults[1].cells[3] == "RD3"


def test_the_same_file_again_writes_nothing(rose: Actor) -> None:
    read(rose, HEADER + TWO)
    again = read(rose, HEADER + TWO)
    assert (again.written, again.known) == (0, 2)
    assert Crossing.objects.count() == 2


def test_a_longer_file_with_the_same_rows_writes_only_the_new_ones(rose: Actor) -> None:
    read(rose, HEADER + TWO)
    again = read(rose, HEADER + TWO + line("10/03/2021", "Entrée", "RD1"))
    assert (again.written, again.known) == (1, 2)


def test_a_row_twice_in_a_file_is_one_movement(rose: Actor) -> None:
    run = read(rose, HEADER + TWO + TWO)
    assert (run.written, run.known) == (2, 2)


def test_a_mended_row_is_taken_afterwards(rose: Actor) -> None:
    read(rose, HEADER + TWO + line("31/02/2021", "Entrée", "RD2"))
    mended = read(rose, HEADER + line("28/02/2021", "Entrée", "RD2"))
    assert (mended.written, mended.faulty) == (1, 0)


def test_who_has_no_document_is_registered_by_name(rose: Actor) -> None:
    read(rose, HEADER + line("05/03/2021", "Sortie", ""))
    crossing = Crossing.objects.get()
    assert (crossing.level, crossing.document_id) == ("identified", None)
    assert Encounter.objects.get().channel == "paper"


def test_a_stopped_run_goes_on_where_it_stopped(rose: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "CHUNK", 2)
    run = tried(rose, bring(rose, HEADER + "".join(line("05/03/2021", "Entrée", f"RD{n}") for n in range(6))))
    imports.start_import(by=rose, at=NOW, run=run)
    taken = writing.Reader._take

    def stop_after_one(reader: writing.Reader, *more: object) -> None:
        taken(reader, *more)  # type: ignore[arg-type]
        if run_of(run).status == "running":
            imports.stop_import(by=rose, at=NOW, run=run_of(run))

    monkeypatch.setattr(writing.Reader, "_take", stop_after_one)
    runner.work_through(CLOCK)
    stopped = run_of(run)
    assert (stopped.status, stopped.seen, Crossing.objects.count()) == ("stopped", 2, 2)
    monkeypatch.setattr(writing.Reader, "_take", taken)
    imports.start_import(by=rose, at=NOW, run=stopped)
    runner.work_through(CLOCK)
    assert (run_of(run).status, run_of(run).written, Crossing.objects.count()) == ("done", 6, 6)


def test_a_run_that_was_cut_off_goes_on_by_itself(rose: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "CHUNK", 2)
    run = tried(rose, bring(rose, HEADER + "".join(line("05/03/2021", "Entrée", f"RD{n}") for n in range(6))))
    imports.start_import(by=rose, at=NOW, run=run)
    taken, calls = writing.Reader._take, []

    def power_cut(reader: writing.Reader, *more: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        taken(reader, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(writing.Reader, "_take", power_cut)
    with pytest.raises(KeyboardInterrupt):
        runner.work_through(CLOCK)
    monkeypatch.setattr(writing.Reader, "_take", taken)
    runner.work_through(CLOCK)
    assert (run_of(run).status, run_of(run).written, Crossing.objects.count()) == ("done", 6, 6)


def test_the_content_lies_sealed_and_is_forgotten_at_the_end(rose: Actor) -> None:
    run = bring(rose, HEADER + TWO)
    held = spool.path_of(run.file_hash).read_bytes()
    assert b"Pierre" not in held
    read(rose, HEADER + TWO)
    assert spool.is_kept(run.file_hash)  # the first run may still want it
    imports.give_up_import(by=rose, at=NOW, run=run)
    runner.drop_if_ended(run)
    assert not spool.is_kept(run.file_hash)


def test_a_run_without_its_content_stops_and_says_why(rose: Actor) -> None:
    run = tried(rose, bring(rose, HEADER + TWO))
    imports.start_import(by=rose, at=NOW, run=run)
    spool.drop(run.file_hash)
    runner.work_through(CLOCK)
    assert (run_of(run).status, run_of(run).problem) == ("stopped", "content-lost")


def test_who_lost_the_role_imports_no_more(rose: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    run = tried(rose, bring(rose, HEADER + TWO))
    imports.start_import(by=rose, at=NOW, run=run)
    monkeypatch.setattr(runner, "actor_behind", lambda staff, at, post: officer(3, permissions=frozenset()))
    runner.work_through(CLOCK)
    assert (run_of(run).status, run_of(run).problem) == ("stopped", "not-allowed")
    assert not Crossing.objects.exists()


@pytest.mark.parametrize("stranger", [officer(9), officer(9, post="HT-MAL", permissions=frozenset({IMPORT_RUN}))])
def test_a_stranger_brings_nothing(rose: Actor, stranger: Actor) -> None:
    run = bring(rose, HEADER + TWO)
    with pytest.raises(NotAllowed):
        imports.describe_file(by=stranger, at=NOW, run=run, layout=Layout({}))


def test_what_was_not_tried_out_is_not_read(rose: Actor) -> None:
    with pytest.raises(CannotMove):
        imports.start_import(by=rose, at=NOW, run=bring(rose, HEADER + TWO))


def test_an_import_is_nobodys_shift(rose: Actor) -> None:
    read(rose, HEADER + TWO)
    shift = Shift.objects.get()
    assert (shift.status, shift.entries, shift.lane) == ("closed", None, "import")


def test_a_change_of_the_sealed_content_is_noticed(rose: Actor) -> None:
    run = bring(rose, HEADER + TWO)
    path = spool.path_of(run.file_hash)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(spool.SpoolLost), spool.opened(run.file_hash, "cp1252") as text:
        text.read()
