"""Two nodes change one field: nothing is lost silently, and every node comes to the same end."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from lakay.journal.core.merge import FieldState, Write, merge, written

POSTS = ("gonaives", "malpasse", "ouanaminthe")


@dataclass
class World:
    """Posts that write and send each other what they know: makes histories that can really happen."""

    states: dict[str, FieldState] = field(default_factory=lambda: {post: FieldState() for post in POSTS})
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(POSTS, 0))
    writes: list[FieldState] = field(default_factory=list)

    def write(self, post: str, hlc: int, value: int) -> None:
        self.counts[post] += 1
        alone = written(Write((post, self.counts[post]), hlc, value), self.states[post].seen)
        self.writes.append(alone)
        self.states[post] = merge(self.states[post], alone)

    def send(self, one: str, two: str) -> None:
        self.states[two] = merge(self.states[two], self.states[one])


STEPS = st.lists(
    st.tuples(st.sampled_from(POSTS), st.sampled_from(POSTS), st.integers(0, 5), st.booleans()), min_size=1, max_size=14
)


def history(steps) -> World:
    world = World()
    for number, (one, two, hlc, sends) in enumerate(steps):
        world.send(one, two) if sends else world.write(one, hlc, number)
    return world


def oracle(writes) -> tuple[list[Write], dict[str, int]]:
    """Written another way: a write stands unless another write's author had seen it."""
    alone = {state.heads[0].dot: state for state in writes}
    standing = [
        state.heads[0]
        for dot, state in alone.items()
        if not any(other != dot and later.seen.get(dot[0], 0) >= dot[1] for other, later in alone.items())
    ]
    seen: dict[str, int] = {}
    for state in writes:
        for origin, number in state.seen.items():
            seen[origin] = max(number, seen.get(origin, 0))
    return sorted(standing, key=lambda write: (write.hlc, write.dot[0], write.dot[1]), reverse=True), seen


def folded(states) -> FieldState:
    result = FieldState()
    for state in states:
        result = merge(result, state)
    return result


@given(STEPS, st.data())
def test_any_order_and_any_repetition_of_any_part_gives_what_the_oracle_says(steps, data):
    writes = history(steps).writes
    part = [state for state in writes if data.draw(st.booleans())]
    sent = data.draw(st.permutations(part + [state for state in part if data.draw(st.booleans())]))
    result = folded(sent)
    standing, seen = oracle(part)
    assert list(result.heads) == standing
    assert dict(result.seen) == seen


@given(STEPS, st.data())
def test_the_merge_is_commutative_associative_and_idempotent(steps, data):
    world = history(steps)
    known = st.sampled_from([FieldState(), *world.writes, *world.states.values()])
    one, two, three = data.draw(known), data.draw(known), data.draw(known)
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))
    assert merge(one, one) == one
    assert merge(merge(one, two), two) == merge(one, two)


@given(STEPS)
def test_a_value_disappears_only_if_somebody_saw_it_and_wrote_over_it(steps):
    world = history(steps)
    everywhere = folded(world.states.values())
    kept = {write.dot for write in everywhere.heads}
    for state in world.writes:
        dot = state.heads[0].dot
        overwritten = any(other is not state and other.seen.get(dot[0], 0) >= dot[1] for other in world.writes)
        assert (dot in kept) is not overwritten


def test_two_who_had_not_seen_each_other_are_both_kept_and_the_later_is_shown():
    world = World()
    world.write("malpasse", 1, 100)
    world.send("malpasse", "ouanaminthe")
    world.write("malpasse", 5, 200)
    world.write("ouanaminthe", 4, 300)
    world.send("malpasse", "ouanaminthe")
    state = world.states["ouanaminthe"]
    assert state.value == 200
    assert [rival.value for rival in state.rivals] == [300]
    world.write("ouanaminthe", 2, 300)  # a person decides, though the clock there is behind
    world.send("ouanaminthe", "malpasse")
    assert world.states["malpasse"].value == 300
    assert not world.states["malpasse"].rivals


class Exchange(RuleBasedStateMachine):
    """Posts write, send, send again, and are restored from old copies; once all have met, all are equal, conflicts included."""

    copies = Bundle("copies")

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.number = 0

    @rule(post=st.sampled_from(POSTS), hlc=st.integers(0, 9))
    def write(self, post, hlc):
        self.number += 1
        self.world.write(post, hlc, self.number)

    @rule(one=st.sampled_from(POSTS), two=st.sampled_from(POSTS))
    def send(self, one, two):
        self.world.send(one, two)

    @rule(target=copies, post=st.sampled_from(POSTS))
    def keep_a_copy(self, post):
        return self.world.states[post]

    @rule(copy=copies, post=st.sampled_from(POSTS))
    def an_old_message_arrives(self, copy, post):
        self.world.states[post] = merge(copy, self.world.states[post])

    @invariant()
    def no_post_shows_a_value_that_its_own_conflicts_replace(self):
        for state in self.world.states.values():
            assert len({write.dot for write in state.heads}) == len(state.heads)
            assert list(state.heads) == sorted(state.heads, key=lambda write: write.rank, reverse=True)

    def teardown(self):
        states = list(self.world.states.values())
        assert folded(states) == folded(reversed(states)) == folded(self.world.writes)


TestExchange = Exchange.TestCase
