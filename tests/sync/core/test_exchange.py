"""Offering and accepting between a hub and posts: what arrives, what does not, and what an interruption costs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lakay.prove.converge import table
from lakay.prove.converge.disk import Disk
from lakay.prove.converge.memory import Killed
from lakay.prove.converge.world import ids
from lakay.sync.core import receipts
from lakay.sync.core.accepting import accept
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.offering import offer
from lakay.sync.core.parcels import NotForUs
from lakay.sync.core.selecting import FIRST_PAGE
from lakay.sync.core.standing import from_json, to_json
from lakay.sync.core.store import State
from tests.sync.core.country import NOW, post, quiet_country, talk


@pytest.fixture
def world():
    world = quiet_country(4)
    talk(world, *[node for node in world.nodes.values() if node is not world.hub])
    return world


@pytest.fixture
def here(world):
    return post(world, "P00")


def made(world, sender, receiver, most=100_000, **asked):
    return offer(sender.started(), receiver.name, most_bytes=most, at=NOW, random=world.chance.randbytes, **asked)


def sent(world, sender, receiver, **asked):
    parcel = made(world, sender, receiver, **asked)
    return parcel, accept(receiver.started(), parcel.parcel, at=NOW)


def actions(node):
    return [held.event.header.action for chain in node.disk.chains.values() for held in chain.values()]


def test_work_at_a_post_reaches_the_hub_and_what_stays_at_home_does_not(world, here):
    for action in (table.COUNT, table.LOGIN, table.VISIT):
        world.work(here, action)
    talk(world, here)
    assert table.COUNT in actions(world.hub)
    assert table.VISIT in actions(world.hub)
    assert table.LOGIN not in actions(world.hub)


def test_a_visit_goes_to_the_corridor_and_no_further_and_sensitive_values_stay_closed(world, here):
    world.work(here, table.VISIT)
    near, far = post(world, "P01"), post(world, "P03")
    talk(world, here, near, far)
    assert table.VISIT in actions(near)
    assert table.VISIT not in actions(far)
    assert {name for _, name in near.disk.keys} == {"personal"}
    assert far.disk.keys == {}


def test_a_parcel_taken_twice_is_taken_once(world, here):
    world.work(here, table.COUNT)
    parcel, first = sent(world, here, world.hub)
    again = accept(world.hub.started(), parcel.parcel, at=NOW)
    assert first.counts == {"applied": 1}
    assert again.counts == {"known": 1}


def test_parcels_in_the_wrong_order_lose_nothing(world, here):
    for _ in range(6):
        world.work(here, table.COUNT)
    first = made(world, here, world.hub, most=60)
    second = made(world, here, world.hub, most=60, start=first.reached)
    assert first.more
    accept(world.hub.started(), second.parcel, at=NOW)
    assert world.hub.started().standing(here.name).cursor.text < first.reached.text
    talk(world, here)
    assert ids(here.disk) <= ids(world.hub.disk)


@pytest.mark.parametrize(
    "step", ["before take", "after take", "before standing", "after standing", "before grant", "after grant"]
)
def test_a_kill_between_any_two_steps_costs_nothing(world, here, step):
    """Reliability: the parcel is offered again, whatever was durable."""
    world.work(here, table.VISIT)
    parcel = made(world, here, world.hub)
    killed: list[str] = []

    def fault(name):
        if name == step and not killed:
            killed.append(name)
            raise Killed

    world.hub.started().fault = fault
    with pytest.raises(Killed):
        accept(world.hub.started(), parcel.parcel, at=NOW)
    world.hub.killed()
    talk(world, here)
    assert actions(world.hub).count(table.VISIT) == 1
    assert ids(here.disk) <= ids(world.hub.disk)


def test_an_exchange_with_nothing_new_sends_no_event_and_little_else(world, here):
    """Idle exchange: failure 22 of the list, and the price of a line kept open."""
    talk(world, here)
    one, two = made(world, here, world.hub), made(world, world.hub, here)
    assert (one.events, two.events) == (0, 0)
    assert len(one.parcel) + len(two.parcel) < 400


def test_a_hub_restored_from_yesterday_gets_everything_again(world, here):
    """Failure 8: posts send again what the hub forgot, also what it had passed on for others."""
    world.hub.back_up()
    for node in (here, post(world, "P01")):
        world.work(node, table.VISIT)
    talk(world, here, post(world, "P01"), here)
    before = ids(world.hub.disk)
    world.hub.restore(world.hub.copies[0], "f" * 16)
    assert ids(world.hub.disk) < before
    talk(world, here)
    talk(world, here)
    assert before == ids(world.hub.disk)


def test_what_only_an_event_proves_that_the_restored_hub_has_already_goes_back_with_it(world, here):
    """The hub's own work of the night, on a stick for one post: a question, and a listing that another post has handed back meanwhile."""
    there = post(world, "P01")
    world.hub.back_up()
    world.work(world.hub, table.ASK)
    while named(world.hub) != here.peer.post:
        world.work(world.hub, table.ASK)
    world.work(world.hub, table.LISTED)
    talk(world, there)
    on_a_stick = made(world, world.hub, here)
    lost = ids(world.hub.disk)
    world.hub.restore(world.hub.copies[0], "f" * 16)
    talk(world, there, there, here)
    accept(here.started(), on_a_stick.parcel, at=NOW)
    asked = {event for event in lost - ids(world.hub.disk) if event in ids(here.disk)}
    assert asked
    talk(world, here)
    assert asked <= ids(world.hub.disk)


def named(node):
    """The post that the last event of a node names."""
    disk = node.disk
    return disk.chains[disk.chain.origin][disk.chain.seq].event.changes[0].open["post"]


def test_a_post_restored_from_yesterday_gets_its_own_work_back(world, here):
    here.back_up()
    world.work(here, table.VISIT)
    talk(world, here)
    before = ids(here.disk)
    here.restore(here.copies[0], "f" * 16)
    talk(world, here)
    assert before <= ids(here.disk)
    assert {name for _, name in here.disk.keys} == {"personal", "sensitive"}


def test_a_clock_wrong_by_years_skips_nothing(world, here):
    """Failure 24: places are numbers, never times."""
    for days in (400, -400, 0):
        here.offset = timedelta(days=days)
        world.work(here, table.COUNT)
        talk(world, here)
    assert actions(world.hub).count(table.COUNT) == 3


def test_a_post_that_writes_for_another_is_kept_and_refused(world, here):
    world.work(here, table.COUNT, post="P03")
    talk(world, here, post(world, "P03"))
    refused = [held for chain in world.hub.disk.chains.values() for held in chain.values() if held.state == State.REFUSED]
    assert [held.event.header.action for held in refused] == [table.COUNT]
    assert world.hub.disk.reasons[refused[0].event.header.id] == "may_not_write"
    assert table.COUNT not in actions(post(world, "P03"))


def test_a_stopped_node_is_not_listened_to_and_its_later_events_count_nowhere(world, here):
    other = post(world, "P01")
    world.work(here, table.VISIT)
    talk(world, here, other)
    late = made(world, here, other)
    world.work(here, table.VISIT)
    later = made(world, here, other)
    here.stolen = True
    world.stop(here)
    with pytest.raises(NotForUs):
        accept(world.hub.started(), later.parcel, at=NOW)
    with pytest.raises(NotForUs):
        made(world, world.hub, here)
    accept(other.started(), later.parcel, at=NOW)
    assert actions(other).count(table.VISIT) == 2
    talk(world, other)
    states = [held.state for held in other.disk.chains[here.disk.chain.origin].values()]
    assert sorted(states) == [State.APPLIED, State.REFUSED]
    with pytest.raises(NotForUs):
        accept(other.started(), late.parcel, at=NOW)


def test_nobody_can_claim_to_have_got_further_than_the_end(world, here):
    store = world.hub.started()
    standing = store.standing(here.name)
    far = replace(here.started().standing(world.hub.name), cursor=Cursor(world.hub.disk.epoch, 10**6, 10**6, 10**6))
    here.disk.standings[world.hub.name] = far
    sent(world, here, world.hub)
    assert store.standing(here.name).confirmed.text <= store.end()
    assert standing.by == store.standing(here.name).by


def test_a_spoilt_event_costs_none_of_its_neighbours(world, here):
    """Failure 15: k of n are spoilt, n - k are applied, k are asked for one by one and named."""
    for _ in range(5):
        world.work(here, table.COUNT)
    chain = here.disk.chains[here.disk.chain.origin]
    spoilt = chain[3]
    chain[3] = replace(spoilt, event=replace(spoilt.event, body=spoilt.event.body.replace(b"count.make", b"count.fake")))
    _, taken = sent(world, here, world.hub)
    assert taken.unproven
    talk(world, here)
    talk(world, here)
    assert actions(world.hub).count(table.COUNT) == 4
    assert world.hub.started().standing(here.name).asked == ()


def test_erased_stays_erased_though_the_key_comes_later(world, here):
    world.work(here, table.VISIT)
    late = made(world, here, world.hub)
    person = next(record for record, state in here.started().records.states.items() if state.kind == "person")
    world.erase(person)
    accept(world.hub.started(), late.parcel, at=NOW)
    talk(world, here)
    assert not [which for which in {**world.hub.disk.keys, **here.disk.keys} if which[0] == person]
    assert "name" not in here.started().records.states[person].fields


def test_the_hub_signs_what_it_has_and_a_post_believes_only_the_hub(world, here):
    world.work(here, table.COUNT)
    talk(world, here)
    talk(world, here)
    data = here.started().standing(world.hub.name).receipt
    receipt = receipts.read(data, world.hub.peer, here.name)
    assert receipt.covers(here.disk.epoch, {}, "text", here.disk.end)
    assert not receipt.secures(here.disk.epoch, {}, "text", here.disk.end)
    world.hub.back_up()
    talk(world, here)
    secured = receipts.read(here.started().standing(world.hub.name).receipt, world.hub.peer, here.name)
    assert secured.secures(here.disk.epoch, {}, "text", here.disk.end)
    changed = data[:-3] + b"9" + data[-2:]
    with pytest.raises(ValueError, match=r"signed|receipt"):
        receipts.read(changed, world.hub.peer, here.name)
    with pytest.raises(ValueError, match="another"):
        receipts.read(data, world.hub.peer, "0" * 16)


def test_photos_wait_for_the_night_and_hold_nothing_up(world, here):
    world.work(here, table.VISIT)
    world.work(here, table.PHOTO)
    world.work(here, table.COUNT)
    sent(world, here, world.hub, lanes=("alert", "text"))
    assert table.PHOTO not in actions(world.hub)
    assert table.COUNT in actions(world.hub)
    talk(world, here)
    assert table.PHOTO in actions(world.hub)


def test_alerts_go_first(world, here):
    world.work(here, table.VISIT)
    world.work(here, table.LISTED)
    _, taken = sent(world, here, world.hub, most=1)
    assert taken.events == 1
    assert actions(world.hub)[-1] == table.LISTED


@pytest.fixture
def read(monkeypatch):
    """The events that stores read from now on to choose what goes into a parcel."""
    found = []

    def told(disk, *asked, after=Disk.after):
        found.extend(here := after(disk, *asked))
        return here

    monkeypatch.setattr(Disk, "after", told)
    return found


def test_a_parcel_that_is_full_after_one_event_costs_no_long_reading(world, here, read):
    for _time in range(60):
        world.work(here, table.VISIT)
    assert made(world, here, world.hub, most=1).events == 1
    assert len(read) <= 3 * FIRST_PAGE
    assert made(world, here, world.hub).events == 60


def test_what_stays_at_home_is_not_even_read(world, here, read):
    for action in (table.LOGIN, table.COUNT, table.LOGIN):
        world.work(here, action)
    made(world, here, world.hub)
    assert [held.event.header.action for held in read if held.event.header.origin.node == here.name] == [table.COUNT]


def test_a_node_of_the_release_before_keeps_what_it_does_not_know_for_later(world, here):
    other = post(world, "P01")
    other.release, other.store = 1, None
    world.work(here, table.NEW)
    talk(world, here, other)
    held = [one for chain in other.disk.chains.values() for one in chain.values() if one.event.header.action == table.NEW]
    assert [one.state for one in held] == [State.NEWER]
    other.upgrade()
    states = other.started().records.states
    assert [state.value("c") is not None for state in states.values() if state.kind == "list"] == [True]


def test_the_memory_of_an_exchange_survives_as_json(world, here):
    world.work(here, table.COUNT)
    talk(world, here)
    for node in (here, world.hub):
        for standing in node.disk.standings.values():
            assert from_json(to_json(standing)) == standing


def test_a_bad_line_costs_one_parcel(world, here):
    """Resume in mid-batch: what arrived once is not sent again."""
    for _ in range(40):
        world.work(here, table.COUNT)
    sent(world, here, world.hub, most=300)
    sent(world, world.hub, here)
    rest = made(world, here, world.hub)
    assert 0 < rest.events < 40


def test_time_of_sending_does_not_matter(world, here):
    world.work(here, table.COUNT)
    parcel = offer(
        here.started(), world.hub.name, most_bytes=1000, at=datetime(1970, 1, 2, tzinfo=UTC), random=world.chance.randbytes
    )
    assert accept(world.hub.started(), parcel.parcel, at=datetime(2040, 1, 1, tzinfo=UTC)).counts == {"applied": 1}
