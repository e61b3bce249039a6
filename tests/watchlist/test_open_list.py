"""The list as it is held at the hub: laid out on the disk for all processes, never staler than the tables, never less than they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

import pytest

from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist import opened, published
from lakay.watchlist.actions import decide_change, propose_end
from lakay.watchlist.held import follows, mark_now
from lakay.watchlist.keeper import publish
from lakay.watchlist.opened import OpenList
from lakay.watchlist.rules.contents import Contents, WantedName
from lakay.watchlist.rules.judging import Listed as Meant
from lakay.watchlist.rules.judging import Read
from lakay.watchlist.rules.weighing import few, laid_out, line
from tests.watchlist.conftest import HOUR, NOW, Listed, only_change, wanted

BORN = PartialDate(1984, 3, 7)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two names are a long list here; what lies on the disk goes with the test."""
    monkeypatch.setattr(published, "SHORT", 2)
    yield
    published.clear()


def of(name: str) -> Read:
    family, _, given = name.partition(", ")
    return Read(None, WantedName(family, given), BORN, "M", "HTI")


def met(held: OpenList, name: str) -> set[UUID]:
    """Who of the list this man may be."""
    return {alert for alert, odds in held.odds(of(name), mark_now()).items() if odds >= line(len(held)).by_names}


def person(name: str) -> Contents:
    return wanted(names=(of(name).name,))


def test_another_process_has_the_published_list_and_what_came_since(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = listed(wanted()), listed(person("Desrosiers, Odilon"))
    assert met(opened.open_list, "Senflè, Jan Wobè") == {one.pk}
    assert publish()
    three = listed(person("Telisma, Wilnor"))
    other = OpenList()
    monkeypatch.setattr(opened, "laid_out", lambda people: laid_out(only_few(people)))
    assert (met(other, "Dewozye, Odilon"), met(other, "Télismat, Wilnord")) == ({two.pk}, {three.pk})
    assert other.generation == published.current() != ""


def only_few(people: Iterable[tuple[str, Meant]]) -> list[tuple[str, Meant]]:
    """What the second process may lay out itself: the one entry that came since."""
    found = list(people)
    assert len(found) <= 1
    return found


def test_whoever_was_taken_off_is_met_no_more_although_the_disk_still_has_them(
    listed: Listed, kerline: Actor, gesner: Actor
) -> None:
    one = listed(wanted())
    listed(person("Desrosiers, Odilon"))
    assert met(opened.open_list, "Saint-Fleur, Jean Robert")
    assert publish()
    propose_end(by=kerline, at=NOW + HOUR, alert=one, reason="Found.")
    decide_change(by=gesner, at=NOW + HOUR, change=only_change(), approve=True, reason="Yes.")
    assert met(OpenList(), "Saint-Fleur, Jean Robert") == set()


def test_without_a_list_on_the_disk_or_with_a_damaged_one_the_tables_are_read(listed: Listed) -> None:
    one = listed(wanted())
    listed(person("Desrosiers, Odilon"))
    assert met(OpenList(), "Senflè, Jan Wobè") == {one.pk}
    assert published.current() == ""
    met(opened.open_list, "Nobody, Else")
    publish()
    (published.folder() / published.current() / "tokens.npy").write_bytes(b"damaged")
    damaged = OpenList()
    assert met(damaged, "Senflè, Jan Wobè") == {one.pk}
    assert damaged.generation == ""


def test_a_short_list_does_not_lie_on_the_disk(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(wanted())
    listed(person("Desrosiers, Odilon"))
    met(opened.open_list, "Nobody, Else")
    publish()
    monkeypatch.setattr(published, "SHORT", 100)
    met(opened.open_list, "Nobody, Else")
    publish()
    assert list(published.folder().glob("g*")) == []


def test_a_list_of_before_an_erasure_counts_as_none() -> None:
    mark = ("e1", 7, 2, b"h")
    assert follows(mark, ("e1", 9, 2, b"i"))
    assert not follows(mark, ("e1", 9, 3, b"i")), "a key was destroyed since"
    assert not follows(mark, ("e1", 7, 2, b"other")), "the store was taken back"
    assert not follows(mark, ("e2", 9, 2, b"i")), "another store"


@pytest.mark.parametrize(
    ("read", "meant", "stopped"),
    [
        ("Jean, Marie", "Jean, Marie", False),
        ("Kwabandor, Wilmita", "Kwabandor, Wilmita", True),
        ("Pierre, Jean", "Piere, Jea", False),
    ],
)
def test_a_frequent_name_alone_is_no_evidence_on_a_long_list_and_a_rare_one_is(read: str, meant: str, stopped: bool) -> None:
    listed = Meant((of(meant).name,), (), PartialDate(), "", ())
    odds = few(Read(None, of(read).name, PartialDate(), "", ""), [("1", listed, {})], 100_000)
    assert (odds.get("1", -99.0) >= line(100_000).by_names) is stopped


def test_an_entry_says_itself_how_rare_its_words_are_on_its_list() -> None:
    listed = Meant((of("Kwabandor, Wilmita").name,), (), BORN, "", ())
    rare, common = (
        few(of("Kwabandor, Wilmita"), [("1", listed, tells)], 10_000)["1"] for tells in ({}, {"KWABANDOR": 10, "WILMITA": 10})
    )
    assert common < rare - 1
