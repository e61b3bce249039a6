"""Binding a post to its hub's releases is a part of its enrolment: the half of the key reaches the hub by line or on a stick, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lakay.access.policy import Permission
from lakay.journal.keys import node_keys
from lakay.kernel import canonical
from lakay.kernel.actors import Actor
from lakay.sync import cards, queries, releasing
from lakay.sync.actions.joining import keep_attempt, keep_card, keep_place
from lakay.sync.enrolment.cards import read_card, write_card, write_receipt
from lakay.sync.enrolment.papers import BadPaper, Place
from lakay.sync.https import CARD, Refused, serving
from lakay.sync.https.client import Cut
from lakay.sync.models import Membership, Peer
from lakay.sync.secrets import secrets
from lakay.vault import binding, box, held, opening
from lakay.vault.slots import WrongPin
from lakay.vault.stick import make_stick
from tests.sync.machines import Machine
from tests.vault.conftest import DURESS, LIVES, NOW, PIN, QUICK

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=30)
THIEF = Machine("Thief")


@pytest.fixture(autouse=True)
def post(db: None, tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An open post that has just come in; it and its hub are one process with one set of keys."""
    before, keys = list(held._held), settings.KEYS
    node_keys()
    for file in keys.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    settings.KEYS = tmp_path
    held._held.clear()
    opening.make_vault(tmp_path, make_stick(), PIN, "Marie", "", QUICK)
    join(releasing.book().public)
    known = Peer(node=secrets().node, status="active", signing_key=secrets().signing_public)
    monkeypatch.setattr(queries, "peer_named", lambda node: known if node == known.node else None)
    yield
    held.forget()
    held._held[:] = before


def join(releases: bytes) -> None:
    own = secrets()
    keep_attempt(at=NOW, title="Ouanaminthe 1", attempt=b"{}", secret=b"x")
    place = Place("post", "HT-OUA", "DIE", "Hub", own.signing_public, own.sealing_public, "https://hub", "", releases)
    keep_place(at=NOW, place=place, hub=own.node, joined=True)


class Line:
    """A line to the hub of this process, up or down."""

    down = False

    def post(self, target: str, parcel: bytes) -> bytes:
        assert target == CARD
        if self.down:
            raise Cut("test")
        answer = serving.card(parcel, at=NOW)
        if answer.status != 200:
            raise Refused
        return answer.parcel


def test_a_post_that_came_in_is_bound_and_its_hub_can_release_it() -> None:
    assert cards.can_bind()
    first, second = cards.bind(NOW)
    assert first != second
    assert not cards.can_bind()
    assert box.load(held.held().folder).hub == secrets().signing_public.hex()
    assert cards.hand_over(Line(), NOW)
    assert cards.waiting() == b""
    assert releasing.book().posts() == [secrets().node]
    grant = serving.release(binding.ask_again(), at=LATER).parcel
    assert binding.renew(grant, LATER) == LATER + LIVES.usual


def test_the_card_waits_until_the_hub_has_it() -> None:
    cards.bind(NOW)
    line = Line()
    line.down = True
    assert not cards.hand_over(line, NOW)
    waits = cards.waiting()
    assert waits
    assert not cards.take_word(write_receipt(b"another card", secrets().signing)), "the word is about another card"
    assert not cards.take_word(write_receipt(waits, THIEF.signing)), "the word is not the hub's"
    assert cards.waiting() == waits
    line.down = False
    assert cards.hand_over(line, NOW)


def test_a_cut_of_power_between_binding_and_writing_the_card_is_made_good() -> None:
    cards.bind(NOW)
    keep_card(b"", 0)
    assert cards.hand_over(Line(), NOW)
    assert releasing.book().posts() == [secrets().node]


def test_an_older_card_that_comes_late_brings_back_nobody() -> None:
    """An officer was removed; the card that still names them lay in somebody's drawer."""
    cards.bind(NOW)
    old = cards.waiting()
    opening.add_officer(make_stick(), "72519463", "Jean", "", QUICK)
    assert cards.renew(NOW)
    assert read_card(cards.waiting()).number > read_card(old).number
    new = cards.waiting()
    assert serving.card(new, at=NOW).status == 200
    assert serving.card(old, at=NOW).status == 404
    assert serving.card(new, at=NOW).status == 200, "the same once more is no harm"


def test_a_card_of_another_hand_or_for_a_stopped_post_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    cards.bind(NOW)
    card = read_card(cards.waiting())
    forged = write_card(card.node, card.number + 1, card.closed, THIEF.signing)
    of_another = write_card("0123456789abcdef", card.number, card.closed, THIEF.signing)
    for paper in (forged, of_another, b"nonsense", canonical.to_bytes({"lakay": "card"})):
        assert serving.card(paper, at=NOW).status == 404
    own = queries.peer_named(secrets().node)
    own.status = "suspended"  # type: ignore[union-attr]
    assert serving.card(cards.waiting(), at=NOW).status == 404
    assert releasing.book().posts() == []


def test_not_a_byte_of_a_card_can_be_changed() -> None:
    card = read_card(write_card("0123456789abcdef", 3, b"closed", THIEF.signing))
    card.check(THIEF.keys[0])
    for changed in (replace(card, number=4), replace(card, node="0123456789abcdee"), replace(card, closed=b"other")):
        with pytest.raises(BadPaper):
            changed.check(THIEF.keys[0])


def test_nothing_is_bound_where_the_hub_gives_no_releases_or_there_is_no_vault(tmp_path: Any, settings: Any) -> None:
    Membership.objects.update(releases=b"")
    assert not cards.can_bind()
    with pytest.raises(cards.NothingToBind):
        cards.bind(NOW)
    assert not cards.renew(NOW)
    Membership.objects.update(releases=b"r" * 32)
    settings.KEYS = tmp_path / "elsewhere"
    assert not cards.can_bind()


def test_the_page_shows_the_code_once_and_gives_the_card(client: Any) -> None:
    assert client.get(reverse("nodes:card")).status_code == 404
    assert client.get(reverse("nodes:bind")).status_code == 200
    shown = client.post(reverse("nodes:bind")).content.decode()
    assert shown.count("big-code") == 2
    assert client.get(reverse("nodes:bind")).status_code == 404
    assert client.post(reverse("nodes:bind")).status_code == 404
    card = client.get(reverse("nodes:card"))
    assert card.content == cards.waiting()
    assert client.post(reverse("nodes:word"), {"file": SimpleUploadedFile("w", b"x")}).status_code == 302, "who is not logged in"


def test_the_hub_notes_what_it_gives_and_who_asked_under_threat() -> None:
    """The first is routine; the second stands on the page of the machines, and the line gives nothing more."""
    rose = make_stick()
    opening.add_officer(rose, PIN, "Rose", DURESS, QUICK)
    cards.bind(NOW)
    assert cards.hand_over(Line(), NOW)
    assert serving.release(binding.ask_again(), at=LATER).status == 200
    assert [note.outcome for note in queries.releases()] == ["granted", "bound"]
    with pytest.raises(WrongPin):
        opening.open_vault(held.held().folder, rose, DURESS, NOW, LIVES)
    request = binding.ask_again()
    assert serving.release(request, at=LATER).status == 404
    assert [note.node for note in queries.threats(NOW)] == [secrets().node]
    frantz = Actor(id=UUID(int=7), permissions=frozenset({Permission.NODE_MANAGE}))
    by_hand = releasing.grant(request, LATER, LATER + timedelta(days=2), by=frantz)
    assert by_hand.grant
    note = queries.releases()[0]
    assert (note.outcome, note.until, note.by) == ("granted", by_hand.until, frantz.id)
    with pytest.raises(releasing.NoRelease):
        releasing.grant(b"nonsense", LATER, None)
