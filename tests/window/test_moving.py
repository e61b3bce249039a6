"""The window moves on: what is old and safe leaves the tables, the journal and the disk; nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lakay.journal import checking, rebuild
from lakay.journal.models import Event, Gap, Head
from lakay.journal.pruning import Cover
from lakay.journal.reading import record_read
from lakay.journal.registry import tables
from lakay.journal.writer import writer
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.window import safety
from lakay.window.choosing import plan
from lakay.window.moving import Moved, move
from lakay.window.pack import BadWindow, Window, read_window
from tests.journal.sample.actions import change_card, open_card, stamp
from tests.journal.sample.models import Card, Stamp

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
WINDOW = Window({"sample.card": 30, "sample.stamp": 30}, reads=30)
MARIE = Actor(id=new_id(), agency="DIE", post="HT-OUA")
NEVER = Window({}, 0)


@pytest.fixture(autouse=True)
def all_goes_to_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of the pack does not know the sample actions of these tests."""
    monkeypatch.setattr(safety, "goes_to_hub", lambda _action: True)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def card(days: int, name: str = "Wideline") -> Card:
    """A card that was opened so many days ago."""
    receipt = open_card(by=MARIE, at=ago(days), name=name, story=f"story of {name}", address=f"address of {name}")
    return Card.objects.get(id=receipt.id_of(Card))


def covered(up_to: int | None = None) -> Cover:
    """The hub holds all that entered up to a position."""
    head = Head.objects.get(id=1)
    return Cover(head.position if up_to is None else up_to, head.seq, bytes(head.hash), b"signed by the hub")


def whole() -> bool:
    return not [*checking.findings(), *rebuild.drifts()]


def names() -> list[str]:
    return sorted(Card.objects.values_list("name", flat=True))


@pytest.mark.django_db
def test_what_is_old_leaves_and_what_is_young_stays() -> None:
    card(31, "old")
    card(29, "young")
    assert move(WINDOW, covered(), NOW) == Moved(1, 1)
    assert names() == ["young"]
    assert Gap.objects.get().reason == Gap.PRUNED
    assert whole()
    assert move(WINDOW, covered(), NOW) == Moved(0, 0)


@pytest.mark.django_db
def test_without_the_receipt_of_the_hub_nothing_leaves() -> None:
    card(900)
    assert move(WINDOW, None, NOW) == Moved(refused="no-receipt")
    assert Card.objects.count() == 1


@pytest.mark.django_db
def test_what_was_not_sent_yet_stays_and_so_does_all_it_hangs_on() -> None:
    one, _two = card(40, "one"), card(40, "two")
    sent = Head.objects.get(id=1).position
    change_card(by=MARIE, at=ago(35), card=one, colour="blue")
    move(WINDOW, covered(sent), NOW)
    assert names() == ["one"], "a change of hers is not at the hub yet"
    assert whole()


@pytest.mark.django_db
def test_who_came_again_lately_stays() -> None:
    one, two = card(90, "one"), card(90, "two")
    stamp(by=MARIE, at=ago(2), card=one, number=1, remark="again")
    stamp(by=MARIE, at=ago(80), card=two, number=2, remark="long ago")
    move(WINDOW, covered(), NOW)
    assert names() == ["one"]
    assert Stamp.objects.get().number == 1
    assert whole()


@pytest.mark.django_db
def test_what_has_not_ended_stays_with_all_that_belongs_to_it_however_old() -> None:
    one, two = card(90, "open"), card(90, "ended")
    for number, (each, days) in enumerate([(one, 80), (two, 80)], start=1):
        stamp(by=MARIE, at=ago(days), card=each, number=number)
    change_card(by=MARIE, at=ago(70), card=two, born_on=date(2001, 1, 1))
    ends = Window(WINDOW.days, 30, {"sample.card": "born_on"})
    move(ends, covered(), NOW)
    assert names() == ["open"]
    assert Stamp.objects.get().number == 1
    assert whole()
    change_card(by=MARIE, at=ago(2), card=one, born_on=date(2001, 1, 1))
    move(ends, covered(), NOW + timedelta(days=40))
    assert names() == []


@pytest.mark.django_db
def test_looking_at_a_person_does_not_keep_them_and_looks_have_days_of_their_own() -> None:
    one = card(90)
    for days in (60, 5):
        record_read(by=MARIE, at=ago(days), purpose=Purpose.OVERSIGHT, what="sample.card.read", subjects=[one.id])
    assert move(WINDOW, covered(), NOW) == Moved(2, 1)
    assert Event.objects.get().at == ago(5)
    assert whole()


@pytest.mark.django_db
def test_a_kind_that_the_pack_does_not_name_stays_with_what_it_points_to() -> None:
    one = card(900, "one")
    card(900, "two")
    stamp(by=MARIE, at=ago(900), card=one, number=1)
    move(Window({"sample.card": 30}), covered(), NOW)
    assert names() == ["one"]
    assert plan(NEVER, lambda _place: True, NOW).events == 0


@pytest.mark.django_db
def test_a_person_whose_key_left_can_come_back() -> None:
    card(90, "one")
    move(WINDOW, covered(), NOW)
    card(0, "one")
    assert names() == ["one"]
    assert whole()


def test_the_pack_names_only_kinds_that_there_are(tmp_path: Path) -> None:
    window = read_window(settings.PACK, tables().keys())
    assert window.days["border.crossing"] == 30
    assert window.shortest == 7
    assert all(tables()[kind].model._meta.get_field(name).null for kind, name in window.ends.items())
    assert window.ends["protection.intake"] == "closed_at"
    (tmp_path / "window.toml").write_text('[days]\n"border.crosing" = 30\n')
    with pytest.raises(BadWindow, match="crosing"):
        read_window(tmp_path, tables().keys())
    (tmp_path / "window.toml").write_text('[days]\n"border.crossing" = 30\n[ends]\n"border.crosing" = "at"\n')
    with pytest.raises(BadWindow, match="crosing"):
        read_window(tmp_path, tables().keys())
    (tmp_path / "window.toml").write_text('[days]\n"border.crossing" = 0\n')
    with pytest.raises(BadWindow):
        read_window(tmp_path, tables().keys())
    assert read_window(tmp_path / "nowhere", ()) == Window()


@pytest.fixture
def node(transactional_db: None) -> Iterator[None]:
    """A store with a writer of its own, as a running server has it."""
    yield
    writer.stop()
    writer.broken = None


WORDS = ("KANARI-NAME", "KANARI-STORY", "KANARI-ADDRESS", "KANARI-REMARK")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is for a hub, which keeps everything")
@pytest.mark.skipif(settings.ENCRYPTED, reason="nothing could be found in an encrypted store before either")
def test_not_a_byte_of_what_left_is_on_the_disk(node: None, traces: Callable[[str], list[str]]) -> None:
    for number in range(40):
        receipt = open_card(by=MARIE, at=ago(90), name=WORDS[0], story=WORDS[1] + " long" * 300 * (number % 3), address=WORDS[2])
        one = Card.objects.get(id=receipt.id_of(Card))
        stamp(by=MARIE, at=ago(80), card=one, number=number, remark=WORDS[3])
    card(1, "KANARI-STAYS")
    assert all(traces(word) for word in WORDS)
    assert move(WINDOW, covered(), NOW) == Moved(80, 80)
    card(0, "after")  # the writer has done what it had to do after the commit before
    assert [word for word in WORDS if traces(word)] == []
    assert traces("KANARI-STAYS")
    assert whole()


@pytest.fixture
def traces() -> Callable[[str], list[str]]:
    """The files of the store that hold a word: the file itself, its log, its shared memory, its temporary ones."""

    def find(word: str) -> list[str]:
        folder = Path(settings.DATABASES["default"]["TEST"]["NAME"]).parent
        return [path.name for path in folder.glob("*") if path.is_file() and word.encode() in path.read_bytes()]

    return find
