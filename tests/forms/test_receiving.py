"""What was filled in comes in once, whole, whatever is wrong with it, and becomes records where it can."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from lakay.forms import targets
from lakay.forms.actions import NotOnce, close_form
from lakay.forms.codes import Channel
from lakay.forms.mapped import map_now
from lakay.forms.mapping import BadMapping, read_mapping
from lakay.forms.models import Attachment, Mapped, Submission, Version
from lakay.forms.queries import last_mapping
from lakay.forms.receiving import Closed, Faulty, File, NoSuchForm, NotCurrent, Taken, receive
from lakay.forms.targets import Given, NotTaken
from lakay.journal.erasure import CAN_ERASE, erase_subject
from lakay.journal.models import Event
from lakay.journal.writing import Act
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from tests.forms.conftest import FRANTZ, MAPPING, MARIE, MIRLANDE, NOW, filled, made, published

PHOTO = File("image/jpeg", b"\xff\xd8 a picture")
LINES = 'target = "x"\n[lines.family]\nfrom = "children"\nfields = ["name", "born"]\n'
WITH_PHOTO = "<safe>no</safe><more><weight>3</weight><photo>1.jpg</photo></more>"


def send(raw: bytes, files: dict[str, File] | None = None, *, by: Actor = MIRLANDE, strict: bool = False) -> Taken:
    return receive(raw, files or {}, by=by, at=NOW, purposes=["protection"], channel=Channel.PHONE, device="phone", strict=strict)


def test_it_is_kept_once_however_often_it_comes(small: Version) -> None:
    first = send(filled())
    before = Event.objects.count()
    assert send(filled()) == first
    assert Event.objects.count() == before
    kept = Submission.objects.get()
    assert (kept.answers["age"], kept.about, kept.sent_xml()) == (12, kept.pk, filled())
    with pytest.raises(NotOnce):
        send(filled(answers="<safe>no</safe>"))


def test_files_come_in_parts_and_only_those_that_it_names(small: Version) -> None:
    raw = filled(answers=WITH_PHOTO)
    assert send(raw).missing == ("1.jpg",)
    assert send(raw, {"other.jpg": PHOTO}).missing == ("1.jpg",)
    assert send(raw, {"1.jpg": PHOTO}).missing == ()
    assert send(raw, {"1.jpg": PHOTO}).missing == ()
    assert [(row.name, bytes(row.content or b"")) for row in Attachment.objects.all()] == [("1.jpg", PHOTO.content)]
    with pytest.raises(NotOnce):
        send(raw, {"1.jpg": File("image/jpeg", b"another")})


def test_wrong_answers_are_kept_from_a_phone_and_refused_from_a_page(small: Version) -> None:
    raw = filled(answers="<safe>maybe</safe>")
    with pytest.raises(Faulty) as refused:
        send(raw, strict=True)
    assert [fault.code for fault in refused.value.faults] == ["not_a_choice"]
    assert not Submission.objects.exists()
    send(raw)
    assert Submission.objects.get().faults == [["not_a_choice", "safe", 0]]


def test_what_may_not_come_in_stays_out(small: Version) -> None:
    with pytest.raises(NoSuchForm):
        send(filled(version="2"))
    with pytest.raises(NoSuchForm):
        receive(filled(), {}, by=MIRLANDE, at=NOW, purposes=["reception"])
    with pytest.raises(NotAllowed):
        send(filled(), by=MARIE)
    close_form(by=FRANTZ, at=NOW, form=small.form)
    with pytest.raises(Closed):
        send(filled())
    assert not Submission.objects.exists()


def test_an_edit_replaces_the_one_that_stands_and_no_other(small: Version) -> None:
    send(filled())
    edit = filled("uuid:2", meta="<orx:deprecatedID>uuid:1</orx:deprecatedID>")
    send(edit)
    send(edit)
    with pytest.raises(NotCurrent):
        send(filled("uuid:3", meta="<orx:deprecatedID>uuid:1</orx:deprecatedID>"))
    with pytest.raises(NotCurrent):
        send(filled("uuid:4", meta="<orx:deprecatedID>uuid:0</orx:deprecatedID>"))
    assert [one.instance_id for one in Submission.objects.standing()] == ["uuid:2"]
    assert Submission.objects.get(instance_id="uuid:2").about == Submission.objects.get(instance_id="uuid:1").pk


def test_what_was_erased_does_not_come_back(small: Version) -> None:
    taken = send(filled())
    eraser = Actor(UUID(int=9), permissions=frozenset({CAN_ERASE}))
    erase_subject(by=eraser, at=NOW, subject=taken.submission)
    assert Submission.objects.get().xml is None
    with pytest.raises(NotCurrent):
        send(filled())


@pytest.fixture
def taking(db: None) -> object:
    """A target that keeps what it is given, and refuses who is over 99."""
    given: list[Given] = []

    def take(act: Act, one: Given) -> list[UUID]:
        if one.values["age"] > 99:
            raise NotTaken("too old")
        given.append(one)
        return [uuid4()]

    targets.TARGETS.pop("tests.answers", None)
    published(mapping=MAPPING)
    yield given, take
    targets.TARGETS.pop("tests.answers", None)


def test_answers_become_a_record_by_the_mapping_alone(taking: tuple[list[Given], targets.Target]) -> None:
    given, take = taking
    targets.register("tests.answers", take)
    send(filled(answers="<safe>yes</safe><age>12</age><children><name>Ana</name></children>"))
    send(filled(answers="<safe>yes</safe><age>12</age><children><name>Ana</name></children>"))
    assert [one.values for one in given] == [{"instrument": "small", "age": 12, "safe": "Y", "children": [{"name": "Ana"}]}]
    assert Mapped.objects.get().done


def test_a_repeat_is_told_in_lines_and_what_no_record_takes_is_known() -> None:
    said = read_mapping(LINES)
    rounds = [{"name": "Ana", "born": "2015-01-02"}, {"name": "Jo"}]
    assert said.apply({"children": rounds, "safe": "yes"}) == {"family": "Ana · 2015-01-02\nJo"}
    assert said.apply({}) == {}
    form = made().definition
    said.check(form)
    assert said.left(form) == ["safe", "age", "many", "more/weight", "more/photo"]
    with pytest.raises(BadMapping, match="lines"):
        read_mapping(LINES.replace('["name", "born"]', '"name"'))


def test_what_cannot_be_mapped_is_told_and_can_be_tried_again(taking: tuple[list[Given], targets.Target]) -> None:
    given, take = taking
    send(filled())
    kept = Submission.objects.get()
    assert Mapped.objects.get().reason == "no_target"
    send(filled())
    assert Mapped.objects.count() == 1
    targets.register("tests.answers", take)
    assert map_now(kept, by=MIRLANDE, at=NOW)
    assert len(given) == 1
    assert not Submission.objects.unmapped().exists()


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ("<safe>yes</safe><age>150</age>", "refused"),
        ("<safe>yes</safe>", "failed"),
        ("<safe>x</safe><age>1</age>", "faults"),
        ("<safe>no</safe><age>1</age><more><weight>1</weight><photo>1.jpg</photo></more>", "incomplete"),
    ],
)
def test_each_reason_stands_beside_the_submission(taking: tuple[list[Given], targets.Target], answers: str, reason: str) -> None:
    targets.register("tests.answers", taking[1])
    send(filled(answers=answers))
    found = last_mapping(Submission.objects.get())
    assert found is not None
    assert (found.done, found.reason) == (False, reason)


def test_somebody_who_looked_lets_wrong_answers_through(taking: tuple[list[Given], targets.Target]) -> None:
    given, take = taking
    targets.register("tests.answers", take)
    send(filled(answers="<safe>x</safe><age>1</age>"))
    assert map_now(Submission.objects.get(), by=MIRLANDE, at=NOW, despite_faults=True)
    assert given[0].values["safe"] == "x"
