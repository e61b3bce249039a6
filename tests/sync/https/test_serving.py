"""The door for parcels at a hub: what is posted to it, and what comes back."""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from lakay.coordination.models import Incident
from lakay.journal import writer
from lakay.journal.models import Event, Unapplied
from lakay.prove.sender import Sender
from lakay.sync import actions, exchange, queries
from lakay.sync.enrolment.codes import make_code
from lakay.sync.enrolment.fingerprints import fingerprint
from lakay.sync.enrolment.papers import Request, write_request
from lakay.sync.https import ENROL, PATH
from lakay.sync.https.serving import MOST_PARCEL
from lakay.sync.models import Invitation
from lakay.sync.receiving import answer_request
from lakay.sync.table import audience
from tests.sync.conftest import AT, FRANTZ, SOLANGE
from tests.sync.machines import Machine

NOW = datetime.now(UTC)


def own():
    """This hub, as its peers see it."""
    place = queries.own_place()
    assert place is not None
    return place


def admitted(seed=1, post="HT-OUA"):
    """A post that two people let in."""
    sender = Sender(seed, own(), audience(), post)
    code = make_code(sender.random.randbytes)
    actions.invite(by=FRANTZ, at=AT, code=code, role="post", agency="DIE", post=post, days=7)
    asked = Request(code.number, f"Post {seed}", "0.4", sender.peer.signing, sender.peer.sealing)
    answer_request(write_request(asked, code.key(), sender.keys.signing), AT)
    groups = " ".join(fingerprint(sender.peer.signing, sender.peer.sealing))
    actions.admit(by=SOLANGE, at=AT, invitation=Invitation.objects.get(number=code.number), groups=groups)
    return sender


@pytest.fixture
def post(hub):
    return admitted()


def posted(parcel, most=262_144):
    return Client().post(f"{PATH}?{most}", parcel, content_type="a/b")


def exchanged(sender, **offer):
    """One parcel there and one back."""
    answer = posted(sender.offer(NOW, **offer).parcel)
    assert answer.status_code == 200
    return sender.accept(answer.content, NOW)


@pytest.mark.django_db
def test_a_parcel_is_taken_and_one_comes_back_with_what_was_got(post):
    events = post.write(30, NOW)
    exchanged(post)
    assert Incident.objects.count() == 30
    assert Event.objects.filter(node=post.peer.node).count() == 30
    assert post.confirmed >= len(events)


@pytest.mark.django_db
def test_the_answer_says_nothing_that_it_could_do_without(post):
    answer = posted(post.offer(NOW).parcel)
    assert dict(answer.items()) == {"Content-Length": str(len(answer.content))}
    assert not answer.cookies


@pytest.mark.django_db
def test_the_same_parcel_again_changes_nothing_and_is_answered_with_the_same_receipt(post):
    post.write(5, NOW)
    parcel = post.offer(NOW).parcel
    first, second = posted(parcel), posted(parcel)
    assert Incident.objects.count() == 5
    assert first.status_code == second.status_code == 200
    post.accept(second.content, NOW)
    assert post.confirmed >= 5
    post.accept(first.content, NOW)
    assert post.confirmed >= 5


@pytest.mark.django_db
@pytest.mark.parametrize("parcel", [b"x", b"\0" * 200, b"LAKAY" * 100], ids=len)
def test_what_is_no_parcel_is_met_with_silence(hub, parcel):
    answer = posted(parcel)
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.django_db
def test_a_stranger_learns_nothing(hub):
    stranger = Sender(9, own(), audience())
    stranger.write(1, NOW)
    answer = posted(stranger.offer(NOW).parcel)
    assert (answer.status_code, answer.content) == (404, b"")
    assert not Event.objects.filter(node=stranger.peer.node).exists()


@pytest.mark.django_db
def test_a_stopped_post_is_a_stranger_from_that_moment_on(post):
    post.write(3, NOW)
    exchanged(post)
    peer = queries.peer_named(post.peer.node)
    assert peer is not None
    actions.suspend(by=FRANTZ, at=AT, peer=peer, reason="stolen")
    post.write(2, NOW)
    assert posted(post.offer(NOW).parcel).status_code == 404
    assert Incident.objects.count() == 3


@pytest.mark.django_db
def test_every_changed_byte_is_met_with_silence(post):
    post.write(1, NOW)
    parcel = post.offer(NOW).parcel
    for place in range(0, len(parcel), max(1, len(parcel) // 60)):
        spoilt = bytearray(parcel)
        spoilt[place] ^= 0x41
        assert posted(bytes(spoilt)).status_code == 404, place
    assert not Incident.objects.exists()
    assert posted(parcel).status_code == 200


@pytest.mark.django_db
def test_what_is_too_large_is_not_read(hub):
    answer = Client().generic("POST", PATH, b"x", content_type="a/b", CONTENT_LENGTH=str(MOST_PARCEL + 1))
    assert answer.status_code == 413
    assert Client().generic("POST", ENROL, b"x", content_type="a/b", CONTENT_LENGTH="20000").status_code == 413


@pytest.mark.django_db
def test_there_is_nothing_to_look_at(hub):
    for path in (PATH, ENROL):
        assert Client().get(path).status_code == 404


@pytest.mark.django_db
def test_a_slow_post_is_answered_in_small_parcels(post):
    """What the hub has for it is cut to the size that it asks for, and the rest follows."""
    post.write(1, NOW)
    small = posted(post.offer(NOW).parcel, most=0)
    assert len(small.content) < 20_000


@pytest.mark.django_db
def test_a_hub_whose_disk_refused_a_commit_acknowledges_nothing(post, monkeypatch):
    post.write(1, NOW)
    parcel = post.offer(NOW).parcel
    monkeypatch.setattr(exchange, "accept", _refusing)
    assert posted(parcel).status_code == 503


def _refusing(parcel, *, at):
    raise writer.StoreBroken


@pytest.mark.django_db
def test_the_hour_of_a_post_does_not_matter(post):
    """Failure 24: clocks off by more than a year, stepping back, equal stamps: nothing is skipped."""
    for hour in (NOW - timedelta(days=400), NOW, NOW, NOW + timedelta(days=400), NOW - timedelta(days=399)):
        post.write(4, hour)
        answer = posted(post.offer(hour).parcel)
        post.accept(answer.content, hour)
    assert Incident.objects.count() == 20
    assert post.confirmed >= 20


@pytest.mark.django_db
def test_spoilt_events_cost_no_other(post):
    """Failure 15: k of n cannot take effect: n-k are there, k in the list that people see."""
    good = post.write(6, NOW)
    draft = post._draft(NOW, 99)
    draft.changes[0].open["seriousness"] = "x" * 8  # no such word in this country
    post.store.append(draft, NOW)
    post.write(3, NOW)
    exchanged(post)
    assert Incident.objects.count() == len(good) + 3
    assert list(Unapplied.objects.values_list("state", flat=True)) == ["refused"]
    assert Event.objects.filter(node=post.peer.node).count() == len(good) + 4


@pytest.mark.django_db
def test_a_new_machine_hands_in_its_request(hub):
    machine, code = Machine(), make_code(os.urandom)
    actions.invite(by=FRANTZ, at=NOW, code=code, role="post", agency="DIE", post="HT-OUA", days=7)
    paper = machine.request(code)
    answer = Client().post(ENROL, paper, content_type="a/b")
    assert machine.read(answer.content, paper, code).state == "waiting"
    assert Client().post(ENROL, b"{}", content_type="a/b").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_twenty_times_the_same_parcel_at_once_has_one_effect_and_equal_receipts(hub, request):
    """Failure 10."""
    post = admitted()
    post.write(40, NOW)
    parcel = post.offer(NOW).parcel
    answers = together([lambda: posted(parcel)] * 20)
    assert [answer.status_code for answer in answers] == [200] * 20
    assert Incident.objects.count() == 40
    assert Event.objects.filter(node=post.peer.node).count() == 40
    for answer in answers:
        again = Sender(1, own(), audience())
        again.write(40, NOW)
        again.accept(answer.content, NOW)
        assert again.confirmed >= 40


@pytest.mark.django_db(transaction=True)
def test_posts_that_push_at_once_lose_and_double_nothing(hub):
    posts = [admitted(seed) for seed in range(6)]

    def push(sender):
        def work():
            for _ in range(4):
                sender.write(8, NOW)
                exchanged(sender, most_bytes=3_000)
            while exchanged(sender).more or sender.offer(NOW).events:
                pass

        return work

    together([push(sender) for sender in posts])
    for sender in posts:
        held = Event.objects.filter(node=sender.peer.node).order_by("seq").values_list("seq", flat=True)
        assert list(held) == list(range(1, 33))
    assert Incident.objects.count() == 6 * 32


def together(jobs):
    """Do some jobs at the same time and return what they return."""
    found = [None] * len(jobs)
    begin = threading.Barrier(len(jobs))

    def work(number, job):
        begin.wait()
        try:
            found[number] = job()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return found
