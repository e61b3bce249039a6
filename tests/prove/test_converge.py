"""Many nodes, bad lines, wrong clocks, kills and losses: all agree in the end. And the proof can fail: each planted fault is found."""

from dataclasses import replace

import pytest

from lakay.journal.core import merge
from lakay.prove.converge import memo, memory, state, window
from lakay.prove.converge.running import run
from lakay.sync.core import accepting, audience, offering, peers, sealing, selecting, store
from lakay.sync.core.cursors import LANES, Cursor

pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("seed", range(1, 21))
def test_all_nodes_agree_in_the_end(seed):
    done = run(seed, posts=6, days=8)
    assert done.fault == ""
    assert done.figures["events"] > 50


def test_the_same_seed_is_the_same_run():
    assert run(3, posts=4, days=5).trace == run(3, posts=4, days=5).trace


def test_a_run_is_the_same_without_kept_answers(monkeypatch):
    kept = run(3, posts=4, days=5).trace
    monkeypatch.setattr(memo, "PURE", ())
    assert run(3, posts=4, days=5).trace == kept


def test_another_seed_is_another_run():
    assert run(3, posts=4, days=3).trace != run(4, posts=4, days=3).trace


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("seed", range(21, 24))
def test_fifty_posts_in_thirty_days_agree(seed):
    assert run(seed, posts=50, days=30).fault == ""


# Planted faults. Each is a small change to one function; some seed must find it.


def the_cursor_ignores_what_is_missing(patch):
    def moved(cursor, head, mine):
        here = cursor.within(head.incarnation, head.earlier)
        return here.at({lane: max(here.of(lane), head.reached.of(lane)) for lane in LANES})

    patch.setattr(accepting, "_moved", moved)


def the_cursor_never_falls_back(patch):
    patch.setattr(Cursor, "within", lambda self, incarnation, earlier: replace(self, incarnation=incarnation))


def a_late_parcel_is_believed(patch):
    real = accepting._confirmed
    patch.setattr(
        accepting, "_confirmed", lambda store, standing, head: real(store, replace(standing, heard=0, turn=0), far(store, head))
    )


def far(store, head):
    return replace(head, got=Cursor(store.incarnation, *[store.end()] * 3)) if head.got.incarnation else head


def echoes_are_known_by_node_and_not_by_store(patch):
    real = selecting.for_peer

    def for_peer(store, table, asking, held):
        return None if held.via.startswith(asking.peer.node) else real(store, table, asking, held)

    patch.setattr(selecting, "for_peer", for_peer)


def the_receiver_does_not_ask_who_may_write(patch):
    patch.setattr(audience.Audience, "may_write", lambda self, event, writer: True)


def a_stopped_node_goes_on(patch):
    patch.setattr(peers.Peer, "allows", lambda self, epoch, seq: True)


def everybody_gets_everything(patch):
    real = audience.Audience._fits
    patch.setattr(audience.Audience, "_fits", lambda self, line, *rest: line.scope in {"near", "own"} or real(self, line, *rest))


def sensitive_keys_go_with_personal_ones(patch):
    real = audience.Audience.opens
    patch.setattr(
        audience.Audience,
        "opens",
        lambda self, *about: audience.OPENABLE if real(self, *about) else real(self, *about),
    )


def keys_of_whereabouts_travel(patch):
    real = audience.Audience._classes

    def classes(self, *about):
        found = real(self, *about)
        return found and found | {"whereabouts"}

    patch.setattr(audience.Audience, "_classes", classes)


def keys_count_as_handed_over_when_sent(patch):
    patch.setattr(offering, "_handed_over", lambda granted, by, begin: True)


def keys_are_handed_over_to_any_incarnation(patch):
    patch.setattr(offering, "_handed_over", lambda granted, by, begin: granted.position <= begin.of(granted.lane))


def keys_are_not_sent(patch):
    patch.setattr(offering, "wanted", lambda *about: iter(()))


def grants_bring_no_keys(patch):
    patch.setattr(sealing.Brought, "opens", lambda self, key: False)


def a_parcel_of_strangers_is_dropped(patch):
    real = accepting._take

    def take(store, node, letter, runs, done, at, *, last=False):
        real(store, node, letter, [run for run in runs if store.peer(run.origin.node)], done, at, last=last)
        return []

    patch.setattr(accepting, "_take", take)


def waiting_events_are_not_passed_on(patch):
    patch.setattr(selecting, "PASSED_ON", frozenset({store.State.APPLIED}))


def what_waited_is_not_offered_again(patch):
    patch.setattr(memory.MemoryStore, "_again", lambda self, origin, seq: None)


def a_release_forgets_what_it_did_not_know(patch):
    patch.setattr(memory.MemoryStore, "upgrade", lambda self, table, judge: setattr(self, "_audience", table))


def erased_subjects_keep_their_keys(patch):
    patch.setattr(memory.MemoryStore, "_erase", lambda self, event: None)


def the_later_stamp_wins_alone(patch):
    real = merge.merge

    def latest(one, two):
        found = real(one, two)
        return merge.FieldState(found.heads[:1], found.seen)

    patch.setattr(merge, "merge", latest)
    patch.setattr("lakay.journal.core.folding.merge", latest)


def what_was_seen_is_not_replaced(patch):
    patch.setattr(merge, "_kept", lambda mine, other: list(mine.heads))


def writes_of_one_stamp_come_in_any_order(patch):
    patch.setattr(merge.Write, "rank", property(lambda self: (self.dot[1],)))


def records_are_not_waited_for(patch):
    patch.setattr(state, "needs", lambda event: [])


def nothing_waits_quietly(patch):
    patch.setattr(audience.Audience, "only_near", lambda self, event, peer: False)


def whatever_waits_does_so_quietly(patch):
    patch.setattr(audience.Audience, "only_near", lambda self, event, peer: True)


def what_left_is_taken_again(patch):
    patch.setattr(memory.MemoryStore, "_left", lambda self, origin, seq: False)


def what_the_hub_has_without_a_copy_leaves(patch):
    patch.setattr(window, "_covered", lambda store, hub, withdrawn: store.end())


def what_proves_others_leaves(patch):
    patch.setattr(window, "_unsigned", lambda store, origin, seq: False)


def what_others_point_to_leaves(patch):
    patch.setattr(window, "_pointed_at", lambda store, going: set())


FAULTS = [
    what_left_is_taken_again,
    what_the_hub_has_without_a_copy_leaves,
    what_proves_others_leaves,
    what_others_point_to_leaves,
    the_cursor_ignores_what_is_missing,
    the_cursor_never_falls_back,
    a_late_parcel_is_believed,
    echoes_are_known_by_node_and_not_by_store,
    the_receiver_does_not_ask_who_may_write,
    a_stopped_node_goes_on,
    everybody_gets_everything,
    sensitive_keys_go_with_personal_ones,
    keys_of_whereabouts_travel,
    keys_count_as_handed_over_when_sent,
    keys_are_handed_over_to_any_incarnation,
    keys_are_not_sent,
    grants_bring_no_keys,
    a_parcel_of_strangers_is_dropped,
    waiting_events_are_not_passed_on,
    what_waited_is_not_offered_again,
    a_release_forgets_what_it_did_not_know,
    erased_subjects_keep_their_keys,
    the_later_stamp_wins_alone,
    what_was_seen_is_not_replaced,
    writes_of_one_stamp_come_in_any_order,
    records_are_not_waited_for,
    nothing_waits_quietly,
    whatever_waits_does_so_quietly,
]

QUICK = {
    the_cursor_ignores_what_is_missing,
    keys_are_not_sent,
    the_later_stamp_wins_alone,
    everybody_gets_everything,
    nothing_waits_quietly,
}


@pytest.mark.parametrize(
    "plant", [pytest.param(one, marks=[] if one in QUICK else [pytest.mark.slow], id=one.__name__) for one in FAULTS]
)
def test_a_planted_fault_is_found_by_some_seed(plant, monkeypatch):
    plant(monkeypatch)
    assert found_by(40) is not None


def found_by(seeds):
    """The first seed that finds what is wrong, by its checks or by breaking down."""
    for seed in range(1, seeds + 1):
        try:
            if run(seed, posts=6, days=10).fault:
                return seed
        except (AssertionError, KeyError, AttributeError, IndexError, StopIteration):
            return seed
    return None
