"""A visible seal at the booth: it holds, it does not, nobody knows who signed; and the line goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from lakay.border.models import Crossing, Encounter, SealCheck
from lakay.border.queues import seen_of
from lakay.credentials import queries
from lakay.credentials.actions import import_anchors
from lakay.kernel.actors import system_actor
from lakay.traveldocs.seals import c40
from lakay.traveldocs.seals.specimen import make_seal
from lakay.web.second_line.words import seal_words
from tests.traveldocs.chips.world import NOW
from tests.traveldocs.seals import test_seals as seals
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """The signers of the specimens are in office."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def trusted(sit: Sit) -> None:
    """The oversight has taken the signer of seals from the embassy."""
    keeper = system_actor("tests", permissions=frozenset({"credentials:trust:edit"}))
    report = queries.report_on(seals.offices()[1].certificate)
    import_anchors(by=keeper, at=NOW, source="embassy", anchors=report.new)


def panel(answer: Any) -> str:
    """The panel of the seal."""
    page = answer.content.decode()
    assert answer.status_code == 200, page
    return str(page.split('id="seal"')[1].split("</section>")[0])


def read(client: Client, payload: bytes, **more: Any) -> str:
    """A two-dimensional reader sends the bytes of a seal."""
    return panel(scan(client, payload.hex(), **more))


def visa(passport: str) -> bytes:
    """A seal on a visa in a passport."""
    fields = [*seals.VISA[:-1], (5, c40.encode(passport))]
    return make_seal(seals.offices()[1], signer_name="UTTS", on=seals.ON, kind="5d01", fields=fields)


@pytest.mark.usefixtures("trusted")
def test_a_seal_that_holds_shows_what_stands_in_it(marie: Client) -> None:
    shown = read(marie, seals.seal())
    assert "✓ Seal: it holds" in shown
    for told in ("Visa", "SPECIMEN, ANNA", "L898902C3", "UTTS 2a", "5 March 2026"):
        assert told in shown
    assert Encounter.objects.count() == 0


@pytest.mark.usefixtures("trusted")
def test_a_changed_seal_is_told(marie: Client) -> None:
    forged = seals.seal().replace(c40.encode("L898902C3"), c40.encode("L898902C4"))
    shown = read(marie, forged)
    assert "✕ Seal: forged or altered" in shown
    assert 'class="panel danger"' in scan(marie, forged.hex()).content.decode()


def test_a_signer_whom_nobody_knows_is_told_and_the_content_shown(marie: Client) -> None:
    shown = read(marie, seals.seal())
    assert "does not know who signed it" in shown
    assert "SPECIMEN, ANNA" in shown


def test_half_a_seal_is_read_again(marie: Client) -> None:
    assert "read it again" in read(marie, seals.seal()[:40])


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("passport", "other"), [("RD1234567", False), ("RD7654321", True)])
def test_a_seal_is_held_against_the_document_in_front_and_closes_nothing(marie: Client, passport: str, other: bool) -> None:
    scan(marie, lines())
    encounter = Encounter.objects.get()
    answer = scan(marie, visa(passport).hex(), front=str(encounter.pk))
    assert ("another document than the one in front" in panel(answer)) is other
    assert 'id="traveller"' in answer.content.decode()
    kept = SealCheck.objects.get()
    assert (kept.encounter_id, kept.verdict, kept.elsewhere) == (encounter.pk, "valid", other)
    decide(marie, encounter.pk)
    assert Crossing.objects.get().decision == "admitted"


@pytest.mark.usefixtures("trusted")
def test_a_forged_seal_is_kept_with_the_traveller_in_front_and_the_second_line_reads_it(marie: Client) -> None:
    scan(marie, lines())
    encounter = Encounter.objects.get()
    forged = seals.seal().replace(c40.encode("L898902C3"), c40.encode("L898902C4"))
    assert "✕ Seal: forged or altered" in panel(scan(marie, forged.hex(), front=str(encounter.pk)))
    (kept,) = seen_of(encounter.pk).seals
    assert (kept.verdict, kept.elsewhere) == ("forged", True)
    assert seal_words(kept.verdict, elsewhere=kept.elsewhere).startswith(
        "The seal is forged or was altered. It was made for another"
    )


def test_half_a_seal_is_kept_with_nobody(marie: Client) -> None:
    scan(marie, lines())
    scan(marie, seals.seal()[:40].hex(), front=str(Encounter.objects.get().pk))
    assert SealCheck.objects.count() == 0


def test_a_traveller_whom_this_officer_does_not_have_is_nobody(marie: Client) -> None:
    assert scan(marie, seals.seal().hex(), front=str(uuid4())).status_code == 404
