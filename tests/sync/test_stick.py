"""A stick between two machines: any order, any repetition, damage and loss; nothing on it can be read by a finder."""

import shutil
from datetime import UTC, datetime

import pytest

from lakay.coordination.models import Incident
from lakay.journal.models import Event
from lakay.sync import bundle, exchange, stick
from lakay.sync.bundle import address, read
from lakay.sync.core import offering
from tests.sync.https.test_serving import admitted

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def post(hub):
    return admitted()


@pytest.fixture
def place(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def carried(post, place, *parcels):
    """A post's bundle on the stick, as its own program would leave it."""
    folder = place / stick.FOLDER
    folder.mkdir(exist_ok=True)
    name = f"{stick.me()}-{post.peer.node}-{len(list(folder.iterdir())) + 1:04d}.lkb"
    (folder / name).write_bytes(bundle.write(stick.me(), post.peer.node, parcels))
    return folder / name


def parcels(post, count, each=4):
    """Parcels that follow each other without waiting for a receipt, as on a stick."""
    made, start = [], None
    for _ in range(count):
        post.write(each, NOW)
        store, draw = post.store, post.random.randbytes
        done = offering.offer(store, post.hub, most_bytes=100_000, at=NOW, random=draw, start=start)
        made.append(done.parcel)
        start = done.reached
    return made


def test_what_a_post_wrote_comes_on_a_stick_and_its_receipt_goes_back_on_it(post, place):
    carried(post, place, *parcels(post, 3))
    taken = stick.take(place, at=NOW)
    assert [(one.parcels, one.events, one.damaged, one.whole) for one in taken] == [(3, 12, 0, True)]
    assert Incident.objects.count() == 12
    back = stick.answer(place, taken, at=NOW)
    assert [one.to for one in back] == [post.peer.node]
    for name in back[0].files:
        data = (place / stick.FOLDER / name).read_bytes()
        assert address(data) == (post.peer.node, stick.me())
        for parcel in read(data).parcels:
            post.accept(parcel, NOW)
    assert post.confirmed >= 12


def test_any_order_and_any_repetition_gives_the_same(post, place):
    made = parcels(post, 4)
    carried(post, place, made[3], made[1])
    carried(post, place, made[0], made[0])
    stick.take(place, at=NOW)
    carried(post, place, made[2], made[1])
    stick.take(place, at=NOW)
    assert Incident.objects.count() == 16
    assert list(Event.objects.filter(node=post.peer.node).order_by("seq").values_list("seq", flat=True)) == list(range(1, 17))


def test_a_stick_that_was_lost_costs_nothing_but_time(post, place):
    made = parcels(post, 3)
    carried(post, place, made[0], made[2])
    stick.take(place, at=NOW)
    assert Incident.objects.count() == 8
    answer = exchange.offer(post.peer.node, most_bytes=100_000, at=NOW)
    post.accept(answer.parcel, NOW)
    carried(post, place, post.offer(NOW).parcel)
    stick.take(place, at=NOW)
    assert Incident.objects.count() == 12


@pytest.mark.parametrize("cut", [0.05, 0.4, 0.7, 0.95])
def test_a_bundle_that_was_cut_off_gives_what_is_whole_and_says_so(post, place, cut):
    file = carried(post, place, *parcels(post, 5))
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * cut)])
    (taken,) = stick.take(place, at=NOW)
    assert taken.damaged >= 1
    assert not taken.whole
    assert Incident.objects.count() == 4 * taken.parcels < 20


def test_a_bad_place_on_the_stick_costs_the_parcel_that_lies_on_it(post, place):
    made = parcels(post, 3)
    file = carried(post, place, *made)
    data = bytearray(file.read_bytes())
    data[data.find(made[1]) + 60] ^= 1
    file.write_bytes(data)
    (taken,) = stick.take(place, at=NOW)
    assert (taken.parcels, taken.damaged) == (2, 1)
    assert Incident.objects.count() == 8


def test_a_bundle_whose_content_somebody_changed_is_told_apart_from_a_bad_stick(post, place):
    made = parcels(post, 2)
    changed = bytearray(made[0])
    changed[-1] ^= 1
    carried(post, place, bytes(changed), made[1])
    (taken,) = stick.take(place, at=NOW)
    assert (taken.parcels, taken.strange, taken.damaged, taken.whole) == (1, 1, 0, False)


def test_what_is_for_another_node_is_left_as_it_is(post, place):
    other = "0123456789abcdef"
    folder = place / stick.FOLDER
    folder.mkdir()
    file = folder / f"{other}-{post.peer.node}-0001.lkb"
    file.write_bytes(bundle.write(other, post.peer.node, [b"x"]))
    (folder / "holiday.lkb").write_bytes(b"photos")
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert all(one.left for one in stick.take(place, at=NOW))
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_one_file_alone_is_taken_too(post, place):
    file = carried(post, place, *parcels(post, 1))
    (taken,) = stick.take(file, at=NOW)
    assert taken.events == 4


def test_an_export_goes_on_where_the_last_one_ended(post, place, monkeypatch):
    monkeypatch.setattr(stick, "FILE_BYTES", 100)
    monkeypatch.setattr(stick, "PARCEL_BYTES", 50)
    first = stick.export(place, post.peer.node, at=NOW)
    assert first.events > 0
    again = stick.export(place, post.peer.node, at=NOW)
    assert again.gone_on
    assert again.events == 0
    shutil.rmtree(place / stick.FOLDER)
    anew = stick.export(place, post.peer.node, at=NOW)
    assert (anew.gone_on, anew.events) == (False, first.events)


def test_an_export_that_was_interrupted_keeps_the_files_that_were_whole(post, place, monkeypatch):
    monkeypatch.setattr(stick, "FILE_BYTES", 100)
    monkeypatch.setattr(stick, "PARCEL_BYTES", 50)
    for seed in range(2, 8):
        admitted(seed)  # the hub has something to tell
    whole = stick.export(place, post.peer.node, at=NOW)
    assert len(whole.files) > 2
    shutil.rmtree(place / stick.FOLDER)
    write, left = stick.write_whole, [2]

    def pulled_out(folder, name, data):
        if name.endswith(".lkb"):
            left[0] -= 1
            if left[0] < 0:
                (folder / stick.HALF).write_bytes(data[: len(data) // 2])
                raise OSError("the stick was pulled out")
        write(folder, name, data)

    monkeypatch.setattr(stick, "write_whole", pulled_out)
    with pytest.raises(OSError, match="pulled out"):
        stick.export(place, post.peer.node, at=NOW)
    monkeypatch.setattr(stick, "write_whole", write)
    rest = stick.export(place, post.peer.node, at=NOW)
    assert rest.gone_on
    files = sorted((place / stick.FOLDER).glob("*.lkb"))
    assert all(read(file.read_bytes()).whole for file in files)
    events = sum(post.accept(parcel, NOW).events for file in files for parcel in read(file.read_bytes()).parcels)
    assert events == whole.events


def test_what_the_recipient_has_confirmed_leaves_the_stick_with_the_next_export(post, place):
    stick.export(place, post.peer.node, at=NOW)
    for file in (place / stick.FOLDER).glob("*.lkb"):
        for parcel in read(file.read_bytes()).parcels:
            post.accept(parcel, NOW)
    exchange.accept(post.offer(NOW).parcel, at=NOW)
    done = stick.export(place, post.peer.node, at=NOW)
    assert not done.gone_on
    assert done.events == 0
    assert [file.name for file in (place / stick.FOLDER).glob("*.lkb")] == done.files


def test_a_full_stick_is_told_and_holds_no_half_file(post, place, monkeypatch):
    monkeypatch.setattr(stick, "KEPT_FREE", 1 << 60)
    with pytest.raises(stick.StickFull):
        stick.export(place, post.peer.node, at=NOW)
    monkeypatch.setattr(stick, "KEPT_FREE", 0)
    stick.export(place, post.peer.node, at=NOW)
    usage = shutil.disk_usage(place)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=10))
    shutil.rmtree(place / stick.FOLDER)
    (place / stick.FOLDER).mkdir()
    (place / stick.FOLDER / "stick.id").write_text("0123456789abcdef")
    done = stick.export(place, post.peer.node, at=NOW)
    assert done.full
    assert done.files == []
    assert list((place / stick.FOLDER).iterdir()) == [place / stick.FOLDER / "stick.id"]


def test_nothing_of_what_happened_can_be_read_on_the_stick(post, place):
    post.write(5, NOW)
    carried(post, place, post.offer(NOW).parcel)
    stick.take(place, at=NOW)
    stick.export(place, post.peer.node, at=NOW)
    bytes_ = b"".join(file.read_bytes() for file in (place / stick.FOLDER).iterdir())
    for word in (b"Foul la", b"incident", b"HT-OUA", b"DIE", b"Ouanaminthe", b"changes", b"coordination", b"Hub", b"MICT"):
        assert word not in bytes_


def test_the_names_of_files_fit_the_file_system_of_any_stick(post, place):
    for name in stick.export(place, post.peer.node, at=NOW).files:
        assert len(name) < 60
        assert not set(name) & set('<>:"/\\|?*')
        assert name == name.lower()
