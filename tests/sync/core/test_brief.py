"""The short form of a parcel: only between two stores that know each other, and nothing is lost where they do not after all."""

from dataclasses import replace
from random import Random

import pytest

from lakay.prove.converge import table
from lakay.prove.converge.identity import invent
from lakay.prove.converge.memory import MemoryStore
from lakay.prove.converge.world import ids
from lakay.sync.core import brief
from lakay.sync.core.accepting import Spoilt, accept
from lakay.sync.core.brief import Between
from lakay.sync.core.offering import offer
from lakay.sync.core.parcels import MARK, Content, NotForUs
from lakay.sync.core.standing import from_json, to_json
from lakay.sync.core.store import Standing
from lakay.sync.core.tail import Damaged
from lakay.sync.https import Refused
from lakay.sync.talk import carried
from tests.sync.core.country import NOW, post, quiet_country, talk

HUB, HUB_KEYS = invent(Random(1), "hub")
POST, POST_KEYS = invent(Random(2), "post", "P01")
OTHER, OTHER_KEYS = invent(Random(3), "post", "P02")
STORES = Between("a" * 16, "b" * 16)
CONTENT = Content('{"s":[0,5,0],"n":3}\n["s",7]', b"tail")
KEPT = "029a52b3d7d5bac1f456f4e66de2b444cd337a2ee80ec9375826fc6345d9ee9d2d075764e495d3259b9e4a1be872e49f87cf2a385b"
"""Never changed: a release wrote it so."""


def closed(content=CONTENT, between=STORES):
    return brief.close(content, POST, HUB, POST_KEYS, between)


def test_what_was_put_in_comes_out_and_an_old_one_is_read_for_ever():
    assert brief.open_parcel(closed(), HUB, POST, HUB_KEYS, STORES) == CONTENT
    assert brief.open_parcel(bytes.fromhex(KEPT), HUB, POST, HUB_KEYS, STORES) == CONTENT


def test_the_same_content_is_the_same_parcel_and_any_other_shows_nothing_of_it():
    """There is no nonce that could come twice: equal parcels are equal contents, and that is all that is seen."""
    assert closed() == closed()
    near = closed(Content(CONTENT.text, b"tale"))
    assert near[3:19] != closed()[3:19]
    assert sum(one == other for one, other in zip(near[19:], closed()[19:], strict=True)) < 6


def test_nobody_else_opens_it_and_nobody_else_can_have_made_it():
    with pytest.raises(NotForUs):
        brief.open_parcel(closed(), OTHER, POST, OTHER_KEYS, STORES)
    with pytest.raises(NotForUs):
        brief.open_parcel(brief.close(CONTENT, POST, HUB, OTHER_KEYS, STORES), HUB, POST, HUB_KEYS, STORES)
    with pytest.raises(NotForUs, match="other stores"):
        brief.open_parcel(closed(), POST, HUB, POST_KEYS, STORES)


@pytest.mark.parametrize(
    "between", [Between("a" * 16, "c" * 16), Between("c" * 16, "b" * 16), Between("b" * 16, "a" * 16), Between("", "")]
)
def test_it_opens_between_these_stores_alone(between):
    with pytest.raises(NotForUs):
        brief.open_parcel(closed(), HUB, POST, HUB_KEYS, between)


@pytest.mark.parametrize("place", range(3, 52, 7))
def test_one_changed_bit_and_it_is_not_opened(place):
    sent = bytearray(closed())
    sent[place] ^= 1
    with pytest.raises(NotForUs):
        brief.open_parcel(bytes(sent), HUB, POST, HUB_KEYS, STORES)


@pytest.mark.parametrize("length", [0, 1, 3, 10, 19, 40])
def test_cut_short_it_is_not_opened(length):
    with pytest.raises(NotForUs):
        brief.open_parcel(closed()[:length], HUB, POST, HUB_KEYS, STORES)


@pytest.mark.parametrize(
    "data", [b"\x01", b"\x01\x05\x05ab", b"\x01\xff\xff\xff\xff\xff\xff", b"\x09\x01\x01a", b"\x01\x05\x03abc"]
)
def test_nonsense_from_a_known_node_is_refused(data, monkeypatch):
    monkeypatch.setattr(brief, "packed", lambda content, number: data)
    with pytest.raises(Damaged):
        brief.open_parcel(closed(), HUB, POST, HUB_KEYS, STORES)


# Between two stores.


@pytest.fixture
def world():
    world = quiet_country(2)
    talk(world, post(world, "P00"))
    return world


@pytest.fixture
def here(world):
    return post(world, "P00")


def made(world, sender, receiver, *, may_be_brief=True):
    return offer(
        sender.started(), receiver.name, most_bytes=100_000, at=NOW, random=world.chance.randbytes, may_be_brief=may_be_brief
    )


def test_two_that_have_spoken_go_on_in_the_short_form_and_it_is_fifty_bytes_shorter(world, here):
    world.work(here, table.VISIT)
    long, short = made(world, here, world.hub, may_be_brief=False), made(world, here, world.hub)
    assert (long.brief, short.brief) == (False, True)
    assert len(short.parcel) <= len(long.parcel) - 50
    assert accept(world.hub.started(), short.parcel, at=NOW).counts == {"applied": 1}
    assert ids(here.disk) <= ids(world.hub.disk)
    assert made(world, world.hub, here).brief


def test_a_first_word_and_a_stick_have_the_long_form(world, here):
    stranger = post(world, "P01")
    assert not made(world, stranger, world.hub).brief
    on_a_stick = made(world, here, world.hub, may_be_brief=False)
    assert on_a_stick.parcel.startswith(MARK)


@pytest.mark.parametrize("older", [{"reads": 1}, {"knows": ""}, {"knows": "e" * 16}, {"by": ""}])
def test_a_release_that_does_not_read_it_or_a_store_that_may_not_know_gets_the_long_form(world, here, older):
    standing = here.started().standing(world.hub.name)
    here.started().set_standing(world.hub.name, replace(standing, **older))
    assert not made(world, here, world.hub).brief


def test_the_memory_of_an_older_release_is_read():
    row = to_json(Standing(by="a" * 16, turn=3))
    del row["knows"]
    assert from_json(row) == Standing(by="a" * 16, turn=3)


def test_a_restored_hub_does_not_open_it_and_understands_the_long_form(world, here):
    world.hub.back_up()
    world.work(here, table.VISIT)
    world.hub.restore(world.hub.copies[0], "f" * 16)

    def carry(parcel):
        try:
            return accept(world.hub.started(), parcel, at=NOW)
        except NotForUs as error:
            raise Refused from error

    with pytest.raises(Refused):
        carry(made(world, here, world.hub).parcel)
    taken, answer = carried(lambda may_be_brief=False: made(world, here, world.hub, may_be_brief=may_be_brief), carry)
    assert not taken.brief
    assert answer.counts == {"applied": 1}


def test_a_peer_that_refuses_the_long_form_is_not_asked_twice(world, here):
    here.started().set_standing(world.hub.name, Standing())
    asked = []

    def carry(parcel):
        asked.append(parcel)
        raise Refused

    with pytest.raises(Refused):
        carried(lambda may_be_brief=False: made(world, here, world.hub, may_be_brief=may_be_brief), carry)
    assert len(asked) == 1


def test_names_that_begin_alike_are_told_apart_by_their_keys(world, here, monkeypatch):
    world.work(here, table.COUNT)
    parcel = made(world, here, world.hub).parcel
    everybody = [post(world, "P01").peer, world.hub.peer, here.peer]
    monkeypatch.setattr(MemoryStore, "called", lambda self, hint: everybody)
    assert accept(world.hub.started(), parcel, at=NOW).sender == here.name


def test_a_stopped_node_is_not_listened_to_in_the_short_form_either(world, here):
    parcel = made(world, here, world.hub).parcel
    world.stop(here)
    with pytest.raises(NotForUs):
        accept(world.hub.started(), parcel, at=NOW)


def test_what_makes_no_sense_names_who_closed_it(world, here):
    between = Between(here.started().incarnation, world.hub.started().incarnation)
    parcel = brief.close(Content("nonsense", b""), here.peer, world.hub.peer, here.keys, between)
    with pytest.raises(Spoilt) as found:
        accept(world.hub.started(), parcel, at=NOW)
    assert found.value.sender == here.name


def test_a_run_after_another_chain_than_the_sender_thinks_is_not_believed_but_asked_for(world, here):
    """Nothing is told of the hash before a run: the signature shows that it was another."""
    world.work(here, table.COUNT)
    world.talk(here, world.hub, 5, 100_000)
    world.work(here, table.COUNT)
    parcel = made(world, here, world.hub).parcel
    store = world.hub.started()
    store.chain_end = lambda origin, seq: b"x" * 32
    taken = accept(store, parcel, at=NOW)
    assert (taken.events, len(taken.unproven), taken.counts) == (1, 1, {})
    del store.chain_end
    talk(world, here)
    assert ids(here.disk) <= ids(world.hub.disk)
