"""A phone that loses its connection sends again before the first answer: twenty at once are one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connections

from lakay.forms import targets
from lakay.forms.models import Attachment, Mapped, Submission
from lakay.forms.receiving import File, Taken, receive
from lakay.forms.targets import Given
from lakay.journal import checking
from lakay.journal.writer import writer
from lakay.journal.writing import Act
from tests.forms.conftest import MAPPING, MIRLANDE, NOW, filled, published

MANY = 20
RAW = filled(answers="<safe>yes</safe><age>12</age><more><weight>3</weight><photo>1.jpg</photo></more>")
PICTURE = {"1.jpg": File("image/jpeg", b"a picture")}


@pytest.fixture
def made(transactional_db: None) -> Iterator[list[UUID]]:
    """The form with its mapping, a writer as a running server has it, and the records that are made."""
    records: list[UUID] = []

    def take(act: Act, given: Given) -> list[UUID]:
        records.append(uuid4())
        return records[-1:]

    targets.TARGETS.pop("tests.answers", None)
    targets.register("tests.answers", take)
    published(mapping=MAPPING)
    yield records
    targets.TARGETS.pop("tests.answers", None)
    writer.stop()
    writer.broken = None


def all_at_once(call: Callable[[], Taken]) -> list[Taken]:
    """The same call in threads of their own. What one of them raises is raised here."""

    def run(_number: int) -> Taken:
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(run, range(MANY)))


def test_twenty_equal_posts_are_one_submission_with_one_picture_and_one_record(made: list[UUID]) -> None:
    answers = all_at_once(lambda: receive(RAW, PICTURE, by=MIRLANDE, at=NOW, purposes=["protection"]))
    assert {one.submission for one in answers} == {Submission.objects.get().pk}
    assert all(one.missing == () for one in answers)
    assert (Attachment.objects.count(), Mapped.objects.filter(done=True).count(), len(made)) == (1, 1, 1)
    assert list(checking.findings()) == []
