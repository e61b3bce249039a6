"""A file that is worked on in the background: tried out, read in, carried out, stopped, gone on with after a cut; and who may do that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from lakay.access.actions import add_staff, declare_agency, end_grant, grant_role
from lakay.access.models import Agency, Grant, Staff
from lakay.access.sessions import actor_for
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.states import CannotMove
from lakay.watchlist import loading, working
from lakay.watchlist.actions import (
    ListNotStanding,
    bring_tried,
    decide_batch,
    decide_list,
    go_on_settling,
    propose_closing,
    propose_list,
    stop_settling,
    withdraw_batch,
)
from lakay.watchlist.bringing import bring_file
from lakay.watchlist.models import Alert, AlertList, Batch, Screening
from lakay.watchlist.permissions import OwnProposal
from lakay.watchlist.queries import settled_of
from lakay.watchlist.working import FILES, next_batch, work_through
from tests.watchlist.conftest import A_LIST

pytestmark = pytest.mark.django_db

INSTALLER = system_actor("install", frozenset({"access:staff:manage", "access:grant:manage", "access:agency:manage"}))
CLOCK = SystemClock()
NOW = CLOCK.now()


def table(*given: str) -> bytes:
    """A list of men of one family."""
    return "\n".join(["ref,nom,prenom,dob", *(f"{place},Saint-Fleur,{name},1984" for place, name in enumerate(given))]).encode()


NAMES = ("Jean", "Wilner", "Ti Jo", "Fritz", "Lesly")


def hired(username: str, role: str) -> Actor:
    """Somebody with an account here: what is done in the background is done on their behalf."""
    agency = Agency.objects.get(code="PNH")
    values: Any = {"username": username, "full_name": username.title(), "agency": agency, "language": "fr", "password_hash": "x"}
    staff = Staff.objects.get(pk=add_staff(by=INSTALLER, at=NOW, **values).id_of(Staff))
    grant_role(by=INSTALLER, at=NOW, staff=staff, role=role, post="")
    return actor_for(staff, CLOCK.now())


@pytest.fixture
def officer(db: None) -> Actor:
    names: Any = dict.fromkeys(("name_ht", "name_fr", "name_es", "name_en"), "Police")
    declare_agency(by=INSTALLER, at=NOW, code="PNH", kind="police", **names)
    return hired("kerline", "alert_officer")


@pytest.fixture
def approver(officer: Actor) -> Actor:
    return hired("gesner", "alert_approver")


@pytest.fixture
def register(officer: Actor, approver: Actor) -> AlertList:
    found = AlertList.objects.get(pk=propose_list(by=officer, at=NOW, said=A_LIST, reason="Decree.").id_of(AlertList))
    decide_list(by=approver, at=NOW, of_list=found, approve=True, reason="Seen.")
    return AlertList.objects.get(pk=found.pk)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two alerts a step, so that a file of five is cut short in the middle."""
    monkeypatch.setattr(loading, "IN_A_STEP", 2)
    monkeypatch.setattr("lakay.watchlist.actions.batches.IN_A_STEP", 2)
    yield


def bring(register: AlertList, by: Actor, content: bytes, **more: Any) -> Batch:
    found = bring_file([content], by=by, at=CLOCK.now(), file_name="list.csv", reason="New.", of_list=register, **more)
    return Batch.objects.get(pk=found)


def again(batch: Batch) -> Batch:
    return Batch.objects.get(pk=batch.pk)


def test_tried_out_it_says_what_it_would_change_and_writes_no_alert(register: AlertList, officer: Actor) -> None:
    batch = bring(register, officer, table(*NAMES) + b"\n7,,,1984", only_try=True)
    assert work_through(CLOCK) == 1
    now = again(batch)
    assert (now.status, now.planned) == ("tried", {"new": 5, "changed": 0, "gone": 0, "same": 0, "total": 5})
    assert now.faults == [[7, "", "no_person"]]
    assert not Alert.objects.exists()
    assert FILES.is_kept(batch.file_hash), "somebody may want it read in"
    bring_tried(by=officer, at=CLOCK.now(), batch=now)
    work_through(CLOCK)
    assert (again(batch).status, again(batch).rows) == ("waiting", 5)
    assert not FILES.is_kept(batch.file_hash)


def test_read_in_and_carried_out_while_nobody_waits(register: AlertList, officer: Actor, approver: Actor) -> None:
    batch = bring(register, officer, table(*NAMES))
    with pytest.raises(CannotMove):
        decide_batch(by=approver, at=CLOCK.now(), batch=batch, approve=True, reason="Too early.")
    work_through(CLOCK)
    decide_batch(by=approver, at=CLOCK.now(), batch=again(batch), approve=True, reason="Seen.")
    work_through(CLOCK)
    assert (again(batch).status, settled_of(batch)) == ("done", {"active": 5})
    assert Screening.objects.count() == 1
    assert next_batch() is None


def cut(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The power goes at the third step of something."""
    real, steps = getattr(loading, name), []

    def once(**values: Any) -> Any:
        steps.append(1)
        if len(steps) == 2:
            raise KeyboardInterrupt
        return real(**values)

    monkeypatch.setattr(loading, name, once)
    with pytest.raises(KeyboardInterrupt):
        work_through(CLOCK)


def test_what_was_cut_short_is_read_to_the_end_once(
    register: AlertList, officer: Actor, approver: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = bring(register, officer, table(*NAMES))
    cut(monkeypatch, "add_to_batch")
    assert (again(batch).status, again(batch).rows) == ("loading", 2)
    work_through(CLOCK)
    assert (again(batch).status, again(batch).rows) == ("waiting", 5)
    assert sorted(Alert.objects.values_list("origin", flat=True)) == ["0", "1", "2", "3", "4"]
    decide_batch(by=approver, at=CLOCK.now(), batch=again(batch), approve=True, reason="Seen.")
    cut(monkeypatch, "settle_batch")
    assert settled_of(batch) == {"active": 2, "proposed": 3}
    work_through(CLOCK)
    assert settled_of(batch) == {"active": 5}


def test_a_second_person_stops_it_and_has_it_gone_on_with(
    register: AlertList, officer: Actor, approver: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = bring(register, officer, table(*NAMES))
    work_through(CLOCK)
    decide_batch(by=approver, at=CLOCK.now(), batch=again(batch), approve=True, reason="Seen.")
    cut(monkeypatch, "settle_batch")
    with pytest.raises(OwnProposal):
        stop_settling(by=Actor(officer.id, "PNH", "", approver.roles, approver.permissions), at=CLOCK.now(), batch=batch)
    stop_settling(by=approver, at=CLOCK.now(), batch=batch)
    assert work_through(CLOCK) == 0
    assert settled_of(batch) == {"active": 2, "proposed": 3}
    go_on_settling(by=approver, at=CLOCK.now(), batch=batch)
    work_through(CLOCK)
    assert (again(batch).status, settled_of(batch)) == ("done", {"active": 5})


def test_taken_back_while_it_comes_in(register: AlertList, officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = bring(register, officer, table(*NAMES))
    cut(monkeypatch, "add_to_batch")
    withdraw_batch(by=officer, at=CLOCK.now(), batch=batch)
    assert work_through(CLOCK) == 0
    assert (again(batch).status, again(batch).rows) == ("withdrawn", 2)


def test_whose_role_was_taken_back_has_nothing_done(register: AlertList, officer: Actor, approver: Actor) -> None:
    batch = bring(register, officer, table(*NAMES))
    work_through(CLOCK)
    decide_batch(by=approver, at=CLOCK.now(), batch=again(batch), approve=True, reason="Seen.")
    end_grant(by=INSTALLER, at=CLOCK.now(), grant=Grant.objects.get(staff=approver.id))
    work_through(CLOCK)
    assert (again(batch).problem, settled_of(batch)) == ("not-allowed", {"proposed": 5})
    assert work_through(CLOCK) == 0, "it is not tried over and over"
    go_on_settling(by=hired("yvrose", "alert_approver"), at=CLOCK.now(), batch=batch)
    work_through(CLOCK)
    assert (again(batch).problem, settled_of(batch)) == ("", {"active": 5})


@pytest.mark.parametrize(
    ("content", "problem"), [(b"<!DOCTYPE a>", "entities"), (b"colour\nred", "header"), (b"\xff\xfe", "encoding")]
)
def test_what_is_no_list_says_so_on_its_page(register: AlertList, officer: Actor, content: bytes, problem: str) -> None:
    batch = bring(register, officer, content)
    work_through(CLOCK)
    assert (again(batch).status, again(batch).problem) == ("loading", problem)
    assert not FILES.is_kept(batch.file_hash)
    withdraw_batch(by=officer, at=CLOCK.now(), batch=batch)


def test_a_list_that_was_closed_meanwhile_takes_nothing(register: AlertList, officer: Actor) -> None:
    batch = bring(register, officer, table(*NAMES))
    propose_closing(by=officer, at=CLOCK.now(), of_list=register, reason="Lifted.")
    work_through(CLOCK)
    assert again(batch).problem == "list-closed"
    with pytest.raises(ListNotStanding):
        bring(register, officer, table("Other"))
    refused = sha256(table("Other")).hexdigest()
    assert not FILES.is_kept(refused), "nothing is kept of a file that was refused"


def test_a_lost_content_is_told(register: AlertList, officer: Actor) -> None:
    batch = bring(register, officer, table(*NAMES))
    FILES.drop(batch.file_hash)
    work_through(CLOCK)
    assert again(batch).problem == "content-lost"


def test_headings_may_be_said(register: AlertList, officer: Actor) -> None:
    said = {"columns": {"family": "kolòn A", "given": "kolòn B"}}
    batch = bring(register, officer, "kolòn A,kolòn B\nSaint-Fleur,Jean\n".encode(), said=said)
    work_through(CLOCK)
    assert again(batch).rows == 1
    assert Alert.objects.get().names == [["Saint-Fleur", "Jean"]]


def test_one_process_of_a_node_works_at_a_time(register: AlertList, officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(register, officer, table(*NAMES))
    inside: list[int] = []
    real = working.do

    def do(batch: Batch, clock: Any) -> None:
        inside.append(work_through(clock))
        real(batch, clock)

    monkeypatch.setattr(working, "do", do)
    assert work_through(CLOCK) == 1
    assert inside == [0]


def test_a_file_brought_while_it_is_read_stays_in_the_queue(register: AlertList, officer: Actor) -> None:
    first, second = bring(register, officer, table("Jean")), bring(register, officer, table("Jean", "Wilner"))
    assert next_batch() == first
    assert work_through(CLOCK) == 2
    assert (again(first).rows, again(second).rows) == (1, 2)
    assert again(second).proposed_at - again(first).proposed_at < timedelta(hours=1)
