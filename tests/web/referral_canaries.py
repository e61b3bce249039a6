"""Markers in referrals, complaints and messages, and who may meet them: one of the two sides, and nobody of the border."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lakay.kernel.clock import SystemClock
from lakay.messaging.models import Message, Received
from lakay.referral.models import Complaint, Delivery, Feedback, Referral, Reply, Step
from tests.web.matrix import DESK, GINETTE, MIRLANDE, YVES

WITHOUT = {
    *(f"referral.referral.{name}" for name in ("case", "intake", "basis", "phone", "named", "receipt")),
    *("referral.step.reason", "referral.agreed.recipient", "referral.agreed.named", "referral.agreed.assent"),
    *(f"referral.feedback.{name}" for name in ("understood", "safe", "satisfied")),
    *("referral.complaint.safe", "referral.complaint.about", "messaging.message.about", "messaging.received.sender"),
    "referral.complaint.answer",
    *("referral.delivery.case", "referral.delivery.referral", "referral.reply.reason"),
}
"""Codes of fixed lists, ids, columns too short for a marker; and the answer to a complaint, which is for whoever has its number."""


def _pages(*names: str, who: frozenset[str]) -> dict[str, frozenset[str]]:
    return {f"referral:{name}": who for name in names}


BOTH_SIDES = _pages("one", "answer", who=DESK | YVES) | _pages("send", "withdraw", "phone", "feedback", who=DESK)

MEETS: dict[str, dict[str, frozenset[str]]] = {
    "referral.referral.packet": BOTH_SIDES,
    "referral.referral.note": _pages("one", "send", "withdraw", who=DESK),
    "protection.consent.guardian_name": _pages(
        "one", "send", "withdraw", who=DESK
    ),  # before it goes, the desk sees what would go
    **dict.fromkeys(("referral.delivery.packet", "referral.reply.note"), _pages("delivery", who=YVES)),
    "referral.step.note": BOTH_SIDES,
    "referral.feedback.words": _pages("one", "phone", "feedback", who=MIRLANDE),
    **dict.fromkeys(("referral.complaint.text", "referral.complaint.contact"), _pages("voices", "answer_voice", who=GINETTE)),
}


def plant(world: Any, mark: Callable[[str], str]) -> list[str]:
    """Put the markers there. Returns the fields marked."""
    Referral.objects.update(**{name: mark(f"referral.referral.{name}") for name in ("grounds", "note")})
    gone = Referral.objects.get(pk=world.records["referral_sent"])
    Referral.objects.filter(pk=gone.pk).update(packet={"case": gone.case, "called": mark("referral.referral.packet")})
    Delivery.objects.update(packet={"case": gone.case, "called": mark("referral.delivery.packet")})
    one = Delivery.objects.get(pk=world.records["delivery"])
    Reply.objects.create(id=uuid4(), delivery=one, at=one.at, status="received", by=uuid4(), note=mark("referral.reply.note"))
    Step.objects.update(note=mark("referral.step.note"))
    Feedback.objects.update(words=mark("referral.feedback.words"))
    Complaint.objects.update(**{name: mark(f"referral.complaint.{name}") for name in ("text", "contact")})
    now = SystemClock().now()
    out = {name: mark(f"messaging.message.{name}") for name in ("to", "text")}
    Message.objects.create(id=uuid4(), versions={}, at=now, language="ht", about=gone.pk, **out)
    Received.objects.create(id=uuid4(), at=now, gateway="http", text=mark("messaging.received.text"))
    return [
        *(f"referral.referral.{name}" for name in ("grounds", "note", "packet")),
        *("referral.delivery.packet", "referral.reply.note"),
        *("referral.step.note", "referral.feedback.words", "referral.complaint.text", "referral.complaint.contact"),
        *("messaging.message.to", "messaging.message.text", "messaging.received.text"),
    ]
