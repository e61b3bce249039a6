"""An SMS of a partner: understood, done, and answered by the same way."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from lakay.journal.writer import one_turn
from lakay.kernel.states import CannotMove
from lakay.messaging.actions import NODE, queue_message, take_message
from lakay.messaging.models import Received
from lakay.messaging.rules import BadMessage
from lakay.referral.actions.answers import CODE_HOLDER, AlreadySo, answer_referral
from lakay.referral.models import Referral
from lakay.referral.queries import by_receipt
from lakay.referral.rules.given import Answered
from lakay.referral.rules.messages import Said, read_message
from lakay.referral.rules.states import Channel


def take_sms(sender: str, text: str, *, gateway: str, ref: str, at: datetime) -> bool:
    """Take a message; True if it moved a referral or said what stands already. What a gateway repeats does nothing the second time.

    A code that nobody knows gets no answer: the telephone learns nothing, and nobody pays for guessing.
    """
    if ref and Received.objects.filter(gateway=gateway, ref=ref).exists():
        return True
    said = read_message(text)
    referral = by_receipt(said.receipt) if said else None
    with one_turn():
        understood = _answer(said, referral, sender, at) if said and referral else False
        take_message(by=NODE, at=at, sender=sender, text=text, gateway=gateway, ref=ref, understood=understood)
    return understood


def _answer(said: Said, referral: Referral, sender: str, at: datetime) -> bool:
    answered = Answered(said.step, Channel.SMS, said.reason, said.note)
    language = said.language or referral.service.provider.language
    with translation.override(language):
        try:
            answer_referral(by=CODE_HOLDER, at=at, referral=referral, answered=answered)
        except CannotMove:
            reply = _("Lakay: this can no longer be answered. Call the desk.")
        except AlreadySo:
            reply = _("Lakay: we know. Thank you.")
        else:
            reply = _("Lakay: written down. Thank you.")
    with suppress(BadMessage):  # a sender without a number that can be answered, such as a short code
        queue_message(by=NODE, at=at, to=sender, text=reply, language=language, about=referral.pk)
    return True
