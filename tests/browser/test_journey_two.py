"""Journey 2 up to "the shelter accepted and received him": the officer, the social worker, the shelter and a stranger.

Each sees in their own language exactly what they may. The child, his note and his code are invented.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lakay.people.models import Person
from lakay.protection.models import Intake
from lakay.referral.models import Referral, Step
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browsing import Visit
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
PICTURES = os.environ.get("LAKAY_PICTURES", "")
NOTE = "Li pè chen anpil."


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def press(page: Page, key: str, address: str) -> None:
    """Press a key, and wait for the page that it leads to."""
    page.keyboard.press(key)
    page.wait_for_url(address)


def refer(opened: Visit) -> Referral:
    """The social worker takes him in, finds the house that has room, asks him, and sends."""
    page = opened.page
    opened.faults.clear()  # the picture of this world is none
    press(page, "Alt+F", "**/protection/files/*")
    press(page, "Alt+R", "**/referrals/of/*")
    opened.check()
    picture(page, "journey-of-file-ht")
    press(page, "Alt+F", "**/services/?file=*")
    page.select_option("[name=need]", "shelter-child")
    press(page, "Alt+S", "**need=shelter-child*")
    expect(page.locator("tbody tr")).to_have_count(1)
    opened.check()
    picture(page, "journey-services-ht")
    press(page, "Alt+1", "**/to/*")
    page.check("[name=agrees][value=named]")
    page.check("[name=assent][value=yes]")
    page.select_option("[name=guardian]", "authority")
    page.fill("[name=note]", NOTE)
    opened.check()
    picture(page, "journey-new-ht")
    press(page, "Alt+S", "**/referrals/*-*")
    picture(page, "journey-going-ht")
    page.keyboard.press("Alt+S")
    expect(page.locator("main strong.code")).to_have_count(1)
    opened.check()
    picture(page, "journey-sent-ht")
    return Referral.objects.get(note=NOTE)


def receive(opened: Visit, sent: Referral) -> None:
    """The shelter reads what it needs, accepts him, and says that he is there."""
    page = opened.page
    row = page.locator("tbody tr", has_text=sent.case)
    opened.check()
    picture(page, "journey-to-us-fr")
    row.get_by_role("link").click()
    page.wait_for_url(f"**/referrals/{sent.pk}")
    expect(page.locator("main")).to_contain_text(NOTE)
    opened.check()
    picture(page, "journey-packet-fr")
    for step in ("accepted", "begun"):
        page.select_option("[name=step]", step)
        page.keyboard.press("Alt+S")
        expect(page.locator(f"[name=step] option[value={step}]")).to_have_count(0)
    opened.check()


def read_in_spanish(world: World, name: str, sent: Referral) -> str:
    """The referral as somebody reads it in Spanish; its words are the same for all, so no browser is needed to read them."""
    client = world.clients[name]
    kept, client.cookies["lakay_language"] = client.cookies.get("lakay_language"), "es"
    page = client.get(f"/referrals/{sent.pk}").content.decode()
    if kept is not None:
        client.cookies["lakay_language"] = kept.value
    return page.partition("<main")[2]


def test_the_shelter_accepts_and_receives_him(world: World, seat: SeatedVisit) -> None:
    Person.objects.filter(pk=world.records["seen"]).update(birth="2015-03-01")
    call = f"/protection/calls/{world.records['call_taken']}"
    worker = seat("mirlande", call, language="ht")
    sent = refer(worker)
    him = Intake.objects.get(pk=str(sent.intake))
    assert him.called

    stranger = seat("idle", f"/answer/{sent.receipt}/", language="es")
    picture(stranger.page, "journey-stranger-es")
    stranger.check()
    secrets = (him.called, NOTE, sent.case, "Kay Timoun", "IBESR")
    shown = stranger.page.locator("main").inner_text()
    assert not [secret for secret in secrets if secret in shown]

    receive(seat("yves", "/referrals/to-us", language="fr"), sent)
    assert list(Step.objects.filter(referral=sent).order_by("pk").values_list("status", flat=True)) == [
        "sent",
        "accepted",
        "begun",
    ]
    worker.go(f"/referrals/{sent.pk}")
    expect(worker.page.locator("main")).to_contain_text("Moun nan rive")
    picture(worker.page, "journey-there-ht")

    in_spanish = {name: read_in_spanish(world, name, sent) for name in ("mirlande", "yves")}
    assert all("La persona llegó" in page and NOTE in page and sent.case in page for page in in_spanish.values())
    assert sent.receipt in in_spanish["mirlande"]
    assert sent.receipt not in in_spanish["yves"], "the code is for those who have no account"

    officer = seat("marie", "/booth/", language="ht")
    shown = officer.page.content()
    assert not [secret for secret in (*secrets, sent.receipt, str(sent.pk)) if secret in shown and secret != him.called]
    for path in (f"/referrals/{sent.pk}", "/referrals/", "/services/", f"/referrals/of/{him.pk}"):
        assert world.clients["marie"].get(path).status_code == 404
        assert world.clients["idle"].get(path).status_code == 404
