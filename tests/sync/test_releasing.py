"""A post renews the hub's release over the line of the exchange."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lakay.access.policy import Permission
from lakay.journal.keys import node_keys
from lakay.journal.models import Event
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from lakay.kernel.refusals import NotAllowed
from lakay.sync import queries, releasing
from lakay.sync.https import renewing, serving
from lakay.sync.models import Peer, Release
from lakay.vault import binding, held, opening
from lakay.vault.release import BadGrant
from lakay.vault.rules import Verdict
from lakay.vault.slots import WrongPin
from lakay.vault.stick import Stick, make_stick
from lakay.web.opening.watching import Watch
from tests.vault.conftest import DURESS, LIVES, NODE, NOW, PIN, QUICK

LATER = NOW + timedelta(hours=30)


@pytest.fixture
def post(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    """An open post that is bound to this hub; both in one process, the hub's keys in the key folder of this run."""
    before = list(held._held)
    node_keys()
    held._held.clear()
    stick, keys = make_stick(), tmp_path / "post"
    opening.make_vault(keys, stick, PIN, "Marie", DURESS, QUICK)
    settings.KEYS = tmp_path / "hub"
    bound = binding.bind(NODE, releasing.book().address, NOW, LIVES)
    releasing.book().enrol(bound.card)
    monkeypatch.setattr(queries, "peer_named", lambda node: Peer(node=node, status="active"))
    yield stick
    held.forget()
    held._held[:] = before


def test_the_hub_answers_an_open_post_and_the_post_goes_on(post: Stick) -> None:
    answer = serving.release(binding.ask_again(), at=LATER)
    assert answer.status == 200
    assert binding.renew(answer.parcel, LATER) == LATER + LIVES.usual
    assert written() == ["sync.release.grant"]


def test_a_post_that_was_stopped_or_is_not_in_the_register_gets_none(post: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    for found in (Peer(node=NODE, status="suspended"), Peer(node=NODE, status="revoked"), None):
        monkeypatch.setattr(queries, "peer_named", lambda _node, found=found: found)
        assert serving.release(binding.ask_again(), at=LATER) == serving.Answer(404)
    assert written() == [], "anybody can ask; what is refused fills no journal"


def test_nonsense_and_a_post_of_another_hub_get_none(post: Stick) -> None:
    assert serving.release(b"nonsense", at=LATER).status == 404
    releasing.book().revoke(NODE)
    assert serving.release(binding.ask_again(), at=LATER).status == 404


def test_after_a_duress_pin_people_answer_and_not_the_line(post: Stick) -> None:
    with pytest.raises(WrongPin):
        opening.open_vault(held.held().folder, post, DURESS, NOW, LIVES)
    assert serving.release(binding.ask_again(), at=LATER).status == 404
    assert written() == ["sync.release.alarm"]
    assert releasing.book().answer(binding.ask_again(), LATER, LIVES).grant


def test_who_answered_by_hand_stands_in_the_journal_and_must_be_allowed_to(post: Stick) -> None:
    frantz = Actor(id=new_id(), permissions=frozenset({Permission.NODE_MANAGE}))
    with pytest.raises(NotAllowed):
        releasing.grant(binding.ask_again(), LATER, None, Actor(id=frantz.id))
    assert releasing.grant(binding.ask_again(), LATER, None, frantz).grant
    assert Event.objects.get(action="sync.release.grant").actor == frantz.id
    assert Release.objects.get().by == frantz.id


def test_it_is_asked_for_when_half_of_it_is_left_and_a_cut_line_is_no_fault(post: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not releasing.is_due(NOW + timedelta(hours=17))
    assert releasing.is_due(NOW + timedelta(hours=19))
    called = [queries.Called("hub", "http://127.0.0.1:9", "")]
    monkeypatch.setattr(queries, "called", lambda: called)
    assert renewing.renew(LATER) is False
    assert renewing.renew(NOW) is False


def written() -> list[str]:
    """What the hub has entered about releases."""
    return list(Event.objects.filter(action__startswith="sync.release.").values_list("action", flat=True))


class Line:
    """A line to the hub of this process."""

    def __init__(self, address: str, authority: str) -> None:
        assert (address, authority) == ("https://hub", "pem")

    def post(self, path: str, paper: bytes) -> bytes:
        assert path == "/sync/release"
        return serving.release(paper, at=LATER).parcel

    def hang_up(self) -> None:
        """Nothing to do."""


def test_the_watch_of_an_open_post_renews_by_itself(post: Stick, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "called", lambda: [queries.Called("hub", "https://hub", "pem")])
    monkeypatch.setattr(renewing, "Way", Line)
    ended: list[str] = []
    watch = Watch(Stands(LATER), LIVES, lambda: ended.append("closed"), renewing.renew)
    for _n in range(10):
        assert watch.look() in {Verdict.ENDING, Verdict.GOOD}
    assert held.held().until == LATER + LIVES.usual
    assert ended == []


def test_without_a_line_the_post_closes_after_the_grace(post: Stick) -> None:
    ended: list[str] = []
    end = NOW + LIVES.usual
    for at, verdict in ((end, Verdict.GRACE), (end + LIVES.grace, Verdict.OVER)):
        assert Watch(Stands(at), LIVES, lambda: ended.append("closed"), lambda _at: False).look() is verdict
    assert ended == ["closed"]


def test_a_grant_for_another_request_changes_nothing(post: Stick) -> None:
    grant = serving.release(binding.ask_again(), at=LATER).parcel
    binding.ask_again()
    with pytest.raises(BadGrant):
        binding.renew(grant, LATER)
    assert held.held().until == NOW + LIVES.usual


class Stands:
    """A clock that stands still."""

    def __init__(self, at: Any) -> None:
        self.at = at

    def now(self) -> Any:
        return self.at
