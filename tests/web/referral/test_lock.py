"""Under the address lock no page of the desk tells to which service somebody went, but the one that is there for it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.urls import reverse

from lakay.kernel.clock import SystemClock
from lakay.referral.models import Referral
from lakay.services.models import Provider, Service
from lakay.whereabouts.models import AddressLock
from tests.web.world import World

pytestmark = pytest.mark.django_db
MARKS = ("zqprovider", "zqservice", "+50990001234", "zqagency", "zqkontak")
PAPER = ("zqservice", "zqprovider")


@pytest.fixture(autouse=True)
def _marked(world: World) -> None:
    """The house with marks in all that names it. The boy of Mirlande's file is locked."""
    Provider.objects.update(name="zqprovider", phone="+50990001234")
    Service.objects.update(name="zqservice", contact="zqkontak", hidden=False, address="zqkontak", hours="zqkontak")


def met(world: World, visitor: str, names: Iterable[tuple[str, str]]) -> set[str]:
    """The marks that stand on some pages for somebody."""
    pages = [
        world.clients[visitor].get(reverse(f"referral:{name}", args=[world.records[key]] if key else [])) for name, key in names
    ]
    assert all(page.status_code == 200 for page in pages)
    return {mark for page in pages for mark in MARKS if mark in page.content.decode()}


OF_THE_DESK = [
    ("sent", ""),
    ("messages", ""),
    ("of_file", "file_mirlande"),
    ("one", "referral_sent"),
    ("one", "referral_drafted"),
]


def test_no_page_of_the_desk_names_the_service_of_a_locked_person(world: World) -> None:
    papers = [*OF_THE_DESK, ("receipt", "referral_sent")]
    assert met(world, "mirlande", papers) == met(world, "ginette", OF_THE_DESK) == set()
    AddressLock.objects.update(lifted_at=SystemClock().now(), lifted_by=world.id_of("ginette"))
    assert met(world, "mirlande", papers) >= {"zqprovider", "zqservice", "zqkontak"}
    assert met(world, "ginette", OF_THE_DESK) >= {"zqprovider", "zqservice"}


def test_one_page_says_whom_to_telephone_and_the_service_reads_its_own(world: World) -> None:
    told = [("told", "file_mirlande")]
    assert met(world, "mirlande", told) == met(world, "ginette", told) == {"zqprovider", "zqservice", "+50990001234"}
    assert "zqservice" in met(world, "yves", [("received", ""), ("one", "referral_sent")])


def test_the_agency_that_answered_is_not_named_either(world: World) -> None:
    world.clients["yves"].post(
        reverse("referral:answer", args=[world.records["referral_sent"]]), {"step": "accepted", "command": "0" * 32}
    )
    assert Referral.objects.get(pk=world.records["referral_sent"]).status == "accepted"
    page = world.clients["mirlande"].get(reverse("referral:one", args=[world.records["referral_sent"]])).content.decode()
    assert ">IBESR<" not in page.partition("<main")[2]


def test_whoever_has_the_file_is_not_named_where_that_is_locked_too(world: World) -> None:
    def taker() -> bool:
        page = world.clients["ginette"].get(reverse("files:list")).content.decode()
        return "Mirlande" in page.partition("<main")[2]

    assert taker()
    AddressLock.objects.update(case_worker=True)
    assert not taker()
