"""Forms for the matrix: one waits for a second person, one is published and was filled, a phone was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid5

from lakay.forms.actions import draft_version, propose_phone, propose_version, publish_version
from lakay.forms.models import PhoneKey, Version
from lakay.forms.receiving import File, receive
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from tests.forms.conftest import SMALL, filled, made

CANARY = "kanari-fòm-81723"
"""What a child said in a filled form: no role of the border may ever see it."""

PHOTO, PICTURE = "1.jpg", b"\xff\xd8\xff a picture"


def settle_forms(sits: Callable[[str, str], Actor]) -> dict[str, Any]:
    """Frantz writes, Solange publishes, Mirlande fills."""
    now, frantz = SystemClock().now(), sits("frantz", "")
    kept = [
        draft_version(by=frantz, at=now, made=made(text), purpose=Purpose.PROTECTION).id_of(Version)
        for text in (SMALL, SMALL.replace("| small | 1 |", "| small | 2 |"))
    ]
    first, second = (Version.objects.select_related("form").get(pk=one) for one in kept)
    propose_version(by=frantz, at=now, version=first)
    publish_version(by=sits("solange", ""), at=now, version=first)
    propose_version(by=frantz, at=now, version=second)
    more = f"<more><weight>3</weight><photo>{PHOTO}</photo></more>"
    raw = filled(answers=f"<safe>no</safe><children><name>{CANARY}</name></children>{more}")
    files = {PHOTO: File("image/jpeg", PICTURE)}
    taken = receive(raw, files, by=sits("mirlande", "HT-OUA"), at=now, purposes=["protection"])
    arrival = SMALL.replace("| small |", "| arrival |")
    kept_arrival = draft_version(by=frantz, at=now, made=made(arrival), purpose=Purpose.RECEPTION).id_of(Version)
    third = Version.objects.select_related("form").get(pk=kept_arrival)
    propose_version(by=frantz, at=now, version=third)
    publish_version(by=sits("solange", ""), at=now, version=third)
    arrived = filled("uuid:arrived", f"<safe>no</safe>{more}").replace(b'id="small"', b'id="arrival"')
    received = receive(arrived, files, by=sits("josue", ""), at=now, purposes=["reception"])
    phone = propose_phone(by=frantz, at=now, name="Phone of Ouanaminthe", purpose=Purpose.PROTECTION)
    return {
        "form": first.form_id,
        "form_version": second.pk,
        "form_filled": taken.submission,
        "form_received": received.submission,
        "form_file": uuid5(taken.submission, PHOTO),
        "form_phone": phone.id_of(PhoneKey),
    }
