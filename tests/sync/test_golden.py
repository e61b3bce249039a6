"""Files kept for ever: events of every action, and parcels, as some release wrote them. Today's code reads them all.

`events.json` is made by `pytest -p tests.sync.golden.collecting --golden tests/sync/golden/events.json tests/…`; what is in it is
never changed. A new action gets its event by running that for the tests that write it.
"""

import json
import pkgutil
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

import lakay
from lakay.journal.core.chain import Head
from lakay.journal.core.events import Change, Event, Origin, from_body, to_body
from lakay.journal.registry import tables
from lakay.journal.writing import ACTIONS
from lakay.kernel import canonical
from lakay.places.pack.exchange import ExchangeRow
from lakay.prove.converge import table
from lakay.sync.core.accepting import judge
from lakay.sync.core.audience import Audience
from lakay.sync.core.heads import Head as LetterHead
from lakay.sync.core.lines import LetterWriter, read_letter
from lakay.sync.core.parcels import Content
from lakay.sync.core.store import State
from lakay.sync.core.tail import TailReader
from lakay.sync.core.wire import Place
from tests.sync.core.country import post, quiet_country, talk

FOLDER = Path(__file__).parent / "golden"
EVENTS = json.loads((FOLDER / "events.json").read_text())

NONE_YET = set((FOLDER / "none_yet.txt").read_text().split())
"""Actions of which there is no event yet. It only gets shorter: a new action needs its event."""


@pytest.fixture(scope="module")
def actions():
    for found in pkgutil.walk_packages(lakay.__path__, "lakay."):
        if ".actions" in found.name or found.name.endswith((".erasure", ".conflicts")):
            import_module(found.name)
    return {name for name in ACTIONS if not name.startswith(("sample.", "tests."))}


def test_every_action_has_an_event_kept_for_ever(actions):
    missing = actions - set(EVENTS)
    assert sorted(missing - NONE_YET) == [], "run the collecting plugin over the tests of these actions"
    assert sorted(NONE_YET & set(EVENTS)) == [], "these have an event now: take them out of none_yet.txt"


@pytest.mark.parametrize("action", sorted(EVENTS))
def test_an_old_event_is_read_and_proven(action):
    kept = EVENTS[action]
    body = kept["body"].encode()
    header, changes = from_body(body)
    assert header.action == action
    assert sha256(body).hexdigest() == kept["hash"]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(kept["key"])).verify(
        bytes.fromhex(kept["signature"]), bytes.fromhex(kept["hash"])
    )
    assert to_body(header, list(changes)) == body


@pytest.mark.parametrize("action", sorted(EVENTS))
def test_an_old_event_still_finds_its_tables(action):
    """A field that was renamed or taken away keeps its old name in the registry for two releases; this fails if it does not."""
    kept = EVENTS[action]
    for change, sealed in zip(from_body(kept["body"].encode())[1], kept["sealed"], strict=True):
        assert strange(change, sealed) == []


def strange(change: Change, sealed):
    table = tables().get(change.kind)
    if table is None:
        return [change.kind]
    names = [*change.open, *(name for fields in sealed.values() for name in fields)]
    unknown = [name for name in names if name not in table.by_name]
    for name, value in change.open.items():
        if name in table.by_name and value is not None:
            table.by_name[name].decode(value)
    return unknown


def test_old_events_travel_as_lines_without_losing_a_byte():
    """All of them in one parcel, each a run of its own, for each came from another store."""
    writer = LetterWriter(Origin("a" * 16, "b" * 16))
    for kept in EVENTS.values():
        header = from_body(kept["body"].encode())[0]
        writer.run(header.origin, header.seq, header.prev, held=False)
        writer.event(kept["body"].encode(), Place(header.origin, header.seq, header.prev), bytes.fromhex(kept["signature"]))
    content = writer.content(empty_head())
    letter = read_letter("a" * 16, content, lambda origin, seq: None)
    assert [run.events[0].body.decode() for run in letter.runs] == [kept["body"] for kept in EVENTS.values()]


def empty_head():
    return LetterHead.from_json('{"i":"b"}', TailReader(b""))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("parcel-*.json")), ids=lambda path: path.stem)
def test_an_old_parcel_is_read(path):
    """Text and tail of a parcel as a release wrote them: every body has the hash that it had then."""
    kept = json.loads(path.read_text())
    letter = read_letter(kept["sender"], Content(kept["text"], bytes.fromhex(kept["tail"])), lambda origin, seq: None)
    found = [[str(run.origin), sent.seq, sent.hash.hex()] for run in letter.runs for sent in run.events]
    assert found == kept["events"]
    assert [letter.head.incarnation, list(letter.head.reached.positions)] == kept["head"]
    assert len(letter.keys) == kept["keys"]


def later_release(body: bytes, seq: int, prev: bytes) -> bytes:
    """What a release after the next might write: keys, kinds, fields, parts of a change and classes that nobody here knows."""
    data = json.loads(body)
    data["proof"] = {"kind": "later", "of": [1, None, "two"]}
    data["action"] = "future.thing.do"
    data["id"] = "0" * 11 + "1" + "7000" + "8" + "0" * 15
    data["hlc"] += 5
    data["changes"] = [
        [
            "future.thing",
            "c" * 32,
            {"shape": [1, {"a": "b"}], "to_whom": "x"},
            {"mysterious": "AAAA", "of": "d" * 32},
            {},
            {"sixth": 1},
        ],
    ]
    return canonical.to_bytes(data | {"seq": seq, "prev": prev.hex()})


FUTURE = ExchangeRow("future.*", ("post",), ("hub", "post"), "all", None, ("personal",), "text", (), ())


def of_the_future(world, *nodes):
    """The release after the next is put on some machines: their table names what the others have never heard of."""
    for node in nodes:
        store = node.started()
        store.upgrade(Audience.of([*table.SECOND_RELEASE, FUTURE], table.corridors(world.posts)), judge)


def test_what_the_release_after_the_next_writes_is_carried_through_unharmed():
    """A post two releases ahead, a hub that knows nothing of it: bytes, hash and signature lie at the hub, and go on after its upgrade."""
    world = quiet_country(2)
    here, there = post(world, "P00"), post(world, "P01")
    talk(world, here, there)
    of_the_future(world, here)
    world.work(here, "count.make")
    event = written_later(here)
    talk(world, here, there)
    at_hub = world.hub.disk.chains[event.header.origin][event.header.seq]
    assert (at_hub.event.body, at_hub.event.hash, at_hub.state) == (event.body, event.hash, State.NEWER)
    of_the_future(world, world.hub, there)
    talk(world, here, there)
    arrived = there.disk.chains[event.header.origin][event.header.seq]
    assert (arrived.event.body, arrived.state) == (event.body, State.APPLIED)


def written_later(node) -> Event:
    """An event as that release writes it, after the last one of a node."""
    store = node.started()
    head = store.disk.chain
    last = store.disk.chains[head.origin][head.seq].event
    body = later_release(last.body, head.seq + 1, last.hash)
    header, changes = from_body(body)
    digest = sha256(body).digest()
    event = Event(header, changes, body, digest, store.secrets.sign(digest))
    store.disk.chain = Head(head.origin, head.seq + 1, digest, header.hlc)
    store._enter(event, "", "")
    store.records.settle()
    store._copy_states()
    return event


def test_a_line_of_an_unknown_type_is_passed_over():
    writer = LetterWriter(Origin("a" * 16, "b" * 16))
    content = writer.content(empty_head())
    letter = read_letter("a" * 16, Content(content.text + '\n["later",{"x":[1]}]', content.tail), lambda origin, seq: None)
    assert letter.runs == []
