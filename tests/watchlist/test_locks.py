"""The list as posts get it: what opens an entry and what does not, when it is locked anew, and that a rebuild makes the same rows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from lakay.journal.models import Event
from lakay.journal.rebuild import drifts
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist import keeper, locking
from lakay.watchlist.actions import answer_redress, decide_change, propose_end, take_redress
from lakay.watchlist.decoys import place
from lakay.watchlist.held import Mark, came, mark_now
from lakay.watchlist.keeper import keep_anew, program
from lakay.watchlist.locking import lock_waiting, pepper
from lakay.watchlist.models import Alert, Change, Lock, Redress
from lakay.watchlist.permissions import OwnProposal
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import MOST_ASKED, asked_keys, bones_of, listed_keys
from lakay.watchlist.rules.contents import WantedName
from lakay.watchlist.rules.likely import likely_name
from lakay.watchlist.rules.locks import KEY_BYTES, PLACE_BYTES, Locked, Opening, lock, opening, places, unlock
from tests.watchlist.conftest import HOUR, NOW, Listed, wanted
from tests.watchlist.stolen import among

BORN = PartialDate(1984, 3, 7)
KEY = b"k" * 32


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs nothing in tests."""
    monkeypatch.setattr(locks, "COST", 1)


def name(text: str) -> WantedName:
    family, _, given = text.partition(", ")
    return WantedName(family, given)


def test_an_entry_opens_for_one_of_its_keys_and_for_no_other() -> None:
    entry = uuid4()
    made = lock({"names": [["Saint-Fleur", "Jean"]]}, [opening("a", KEY, 1), opening("b", KEY, 1)], entry, os.urandom)
    assert unlock(made, opening("b", KEY, 1), entry) == {"names": [["Saint-Fleur", "Jean"]]}
    assert unlock(made, opening("c", KEY, 1), entry) is None
    assert unlock(made, opening("b", b"x" * 32, 1), entry) is None, "another country's search key"
    assert unlock(made, opening("b", KEY, 1), uuid4()) is None, "the box of another entry"
    assert len(places(made.slots)) % locks.SLOTS_OF == 0, "how many keys there are is not told"
    assert unlock(replace(made, box=made.box[:-4] + "AAAA"), opening("b", KEY, 1), entry) is None


@pytest.mark.parametrize(
    ("traveller", "birth"),
    [
        ("Saint-Fleur, Jean Robert", BORN),
        ("Senflè, Jan Wobè", BORN),
        ("SENFLE, JAN", BORN),
        ("Jean Robert, Saint Fleur", PartialDate(1985, 1, 1)),
        ("St-Fleur, Jean", PartialDate(1984, 7, 3)),
        ("Saintfleur, Jeanrobert", BORN),
        ("Saint-Fleur, Jean", PartialDate()),
        ("Saint-Fleur, Jean Robert", PartialDate(1974, 3, 7)),
        ("Saint-Fleur, Jezn Rlbert", PartialDate(1984)),
    ],
)
def test_spellings_by_ear_meet_under_one_key(traveller: str, birth: PartialDate) -> None:
    asked = asked_keys(name(traveller), birth)
    assert len(asked) <= MOST_ASKED or birth.year is None
    assert set(asked) & listed_keys([name("Saint-Fleur, Jean Robert")], BORN)


def test_no_key_is_made_of_1_january_alone() -> None:
    """Clerks put it down for a day that nobody knows: a thief would have to guess it alone."""
    first, other = (listed_keys([name("Saint-Fleur, Jean")], PartialDate(1984, 1, day)) for day in (1, 2))
    assert not [key for key in first if key.startswith("M|")]
    assert len([key for key in other if key.startswith("M|")]) == 2
    assert set(asked_keys(name("Saint-Fleur, Jean"), PartialDate(1983, 1, 1))) & first, "the years beside are asked"


def test_a_word_that_is_no_name_may_be_a_slip_of_a_frequent_one() -> None:
    assert (likely_name("RLBERT"), likely_name("JOSEHP")) == ("ROBERT", "JOSEPH")
    assert likely_name("ROBERT") == likely_name("JAN") == likely_name("XQZWVK") == ""


def test_others_meet_under_none() -> None:
    for other, birth in (("Desrosiers, Odette", BORN), ("Saint-Fleur, Jean Robert", PartialDate(1970, 1, 1))):
        assert not set(asked_keys(name(other), birth)) & listed_keys([name("Saint-Fleur, Jean Robert")], BORN)
    assert listed_keys([name("Saint-Fleur, Jean")], PartialDate()) & set(asked_keys(name("Senflè, Jan"), BORN)), "no birth date"


def test_bones_bring_spellings_together() -> None:
    assert set(bones_of("TOUSSAINT")) & set(bones_of("TOUSEN"))
    assert set(bones_of("JEAN")) & set(bones_of("JAN"))
    assert not set(bones_of("PIERRE")) & set(bones_of("JACQUES"))


def clock() -> datetime:
    return NOW + HOUR


def keep() -> int:
    return lock_waiting(by=program(), clock=clock)


def test_a_change_is_locked_anew_and_an_end_empties_the_lock(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed(wanted())
    assert (keep(), keep()) == (1, 0)
    made = Lock.objects.get()
    key = next(key for key in listed_keys(alert.contents.names, alert.contents.birth) if key.endswith("|1984"))
    said = unlock(Locked(made.slots, made.box), opening(key, pepper(), 1), made.pk)
    assert said is not None
    assert said["names"] == [["Saint-Fleur", "Jean Robert"]]
    assert not {"legal_basis", "legal_reference", "authority", "note"} & said.keys(), "a post never gets the ground"
    propose_end(by=kerline, at=NOW + HOUR, alert=alert, reason="Found.")
    change = Change.objects.latest("proposed_at")
    decide_change(by=gesner, at=NOW + HOUR, change=change, approve=True, reason="Yes.")
    assert keep() == 1
    made.refresh_from_db()
    assert (made.slots, made.box, made.is_current) == ("", "", False)
    assert list(drifts()) == [], "a rebuild makes the same rows"


def test_a_list_of_which_nothing_changed_is_not_gone_through_again(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through: list[int | None] = []

    def counted(*asked: Any, keep: Callable[..., int | None] = keeper.keep) -> int | None:
        gone_through.append(keep(*asked))
        return gone_through[-1]

    monkeypatch.setattr(keeper, "keep", counted)
    settled = keeper.Settled()
    listed(wanted())
    for _look in range(5):
        settled.keep(SystemClock(), lambda: False)
    assert gone_through == [1, 0]
    listed(wanted())
    for _look in range(5):
        settled.keep(SystemClock(), lambda: False)
    assert gone_through == [1, 0, 1, 0]


def test_what_came_by_others_is_looked_through_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = mark_now()
    marks = iter([(begin[0], begin[1] + far, begin[2], bytes([far])) for far in (0, 10, 30, 60)])
    looked_through: list[tuple[int, int]] = []

    def heard(actions: str, after: Mark, until: Mark) -> QuerySet[Event]:
        looked_through.append((after[1] - begin[1], until[1] - begin[1]))
        return came(actions, after, until)

    monkeypatch.setattr(keeper, "mark_now", lambda: next(marks))
    monkeypatch.setattr(keeper, "came", heard)
    settled = keeper.Settled()
    for _look in range(4):
        settled.keep(SystemClock(), lambda: False)
    assert looked_through == [(0, 10), (10, 30), (30, 60)]


def test_when_names_sound_otherwise_all_is_locked_anew(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = listed(wanted())
    assert (keep(), keep()) == (1, 0)
    before = Lock.objects.get().slots
    monkeypatch.setattr(locking, "rules_now", lambda: "newsound")
    assert (keep(), keep()) == (1, 0)
    made = Lock.objects.get()
    assert (made.rules, made.alert, made.slots != before) == ("newsound", alert.pk, True)


def test_by_force_the_list_is_locked_anew_and_goes_on_where_it_was_stopped(
    listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        listed(wanted(legal_reference=f"R-{number}"))
    keep()
    before = {lock.pk: lock.slots for lock in Lock.objects.all()}
    monkeypatch.setattr(locking, "IN_A_STEP", 2)
    steps: list[int] = []
    assert not keep_anew(At(), lambda: bool(steps), steps.append), "told to stop after the first step"
    assert len([lock for lock in Lock.objects.all() if lock.slots != before[lock.pk]]) == 2
    assert keep_anew(At(), lambda: False, steps.append)
    assert not [lock for lock in Lock.objects.all() if lock.slots == before[lock.pk]]
    assert steps == [2, 1]


class At:
    """The clock of these tests."""

    def now(self) -> datetime:
        return clock()


@pytest.mark.tampers
def test_what_is_only_proposed_is_not_locked(listed: Listed) -> None:
    alert = listed()
    Alert.objects.filter(pk=alert.pk).update(status="proposed")
    assert keep() == 0


def test_a_decoy_lies_at_one_post(db: None, gesner: Actor) -> None:
    assert place("HT-OUA", [wanted()], by=gesner, at=NOW) == 1
    assert Lock.objects.get().post == "HT-OUA"
    assert not Alert.objects.exists()


def test_redress_is_answered_by_another_person(db: None, kerline: Actor, gesner: Actor) -> None:
    taken = take_redress(by=kerline, at=NOW, asked_by="Jan, 3712 0000", asked="It is not me.")
    asked = Redress.objects.get(pk=taken.id_of(Redress))
    decider = replace(kerline, permissions=kerline.permissions | gesner.permissions)
    with pytest.raises(OwnProposal):
        answer_redress(by=decider, at=NOW, redress=asked, granted=True, answer="Right.")
    answer_redress(by=gesner, at=NOW + timedelta(days=1), redress=asked, granted=True, answer="The alert was ended.")
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("granted", "The alert was ended.")


def test_the_thief_of_these_tests_overlooks_nothing() -> None:
    words = {b"kwabadandor", b"wilmita", b"zx0000001", b"zx0000010", b"dieudonn\xc3\xa9"}
    assert among(words, b"..xkwakwabadandorwilmitazx00000010zx000000") == {b"kwabadandor", b"wilmita", b"zx0000001"}
    assert among(words, "Dieudonné".casefold().encode()) == {b"dieudonn\xc3\xa9"}
    assert among(words, b"") == set()


def test_the_slow_step_is_scrypt_as_python_has_it_so_that_what_was_locked_before_opens() -> None:
    made = hashlib.scrypt(b"N|JN+SFL|1984", salt=KEY, n=2**11, r=8, p=1, maxmem=2**23, dklen=PLACE_BYTES + KEY_BYTES)
    place = int.from_bytes(made[:PLACE_BYTES], "big", signed=True)
    assert opening("N|JN+SFL|1984", KEY, 11) == Opening(place, made[PLACE_BYTES:])


def test_a_traveller_without_a_year_costs_less_than_a_hundred_keys() -> None:
    asked = asked_keys(name("Senflè, Jan Wobè"), PartialDate())
    assert MOST_ASKED < len(asked) <= 92
    assert set(asked) & listed_keys([name("Saint-Fleur, Jean Robert")], PartialDate()), "the list knows none either"
    assert set(asked_keys(name("Dorvil, Jan"), PartialDate())) & listed_keys([name("Dovil, Jean")], PartialDate(1941, 3, 7))
