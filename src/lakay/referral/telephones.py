"""The running program says what waits for telephones, reads what a modem lays into the folder `inbox` of the data, and takes in what services
answered on machines of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from lakay.journal.background import Worker
from lakay.kernel.clock import Clock
from lakay.messaging.actions import WRITTEN
from lakay.messaging.gateways import BadGateway, Gateway, gateway_of
from lakay.messaging.incoming import read_incoming
from lakay.messaging.sending import IN_A_TURN, alone, send_waiting
from lakay.referral.delivering import take_replies
from lakay.referral.sms import take_sms

log = logging.getLogger(__name__)

LARGEST = 4_000
"""Bytes of a file with a message."""


def way_out() -> Gateway:
    """The way out of this node. An encrypted one has no folder: what lies there could be read by whoever takes the disk. Raises BadGateway."""
    folder = None if settings.ENCRYPTED else Path(settings.DATA) / "outbox"
    return gateway_of(settings.SMS_GATEWAY, settings.SMS_TOKEN, folder)


def telephones(clock: Clock) -> Worker:
    """The thread of the server that does it. With an address that nothing may be sent to it says so once, and only reads."""
    try:
        gateway: Gateway | None = way_out()
    except BadGateway:
        log.error("LAKAY_SMS_GATEWAY must begin with https://: no message is sent")  # noqa: TRY400  (the address may hold a secret)
        gateway = None
    return Worker("lakay-messages", lambda ended: work_through(gateway, clock, ended), WRITTEN, log, "messages wait")


def work_through(gateway: Gateway | None, clock: Clock, ended: Callable[[], bool]) -> None:
    """Say all that is to be said now, and read what came. One process of a node at a time."""
    with alone() as mine:
        if not mine:
            return
        while gateway is not None and not ended() and send_waiting(gateway, clock.now, ended).sent == IN_A_TURN:
            pass
        read_inbox(Path(settings.DATA) / "inbox", clock)
        take_replies(clock)


def read_inbox(folder: Path, clock: Clock) -> int:
    """Read the messages in a folder, one a file `*.json`, and take them away. Returns how many.

    What is none stays beside it as `*.bad`. A modem writes a file under another name first and renames it when it is whole.
    """
    found = sorted(folder.glob("*.json"))[:IN_A_TURN] if folder.is_dir() else []
    for file in found:
        said = read_incoming(file.read_bytes()) if file.stat().st_size <= LARGEST else None
        if said is None:
            file.replace(file.with_suffix(".bad"))
            continue
        take_sms(said.sender, said.text, gateway="file", ref=said.ref, at=clock.now())
        file.unlink()
    return len(found)
