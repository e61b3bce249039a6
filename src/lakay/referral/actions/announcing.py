"""A recipient without an account is told by SMS that somebody waits: the code, the words to answer with, and nothing of the person."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from lakay.access.address_lock import hidden_among
from lakay.journal.writing import Act
from lakay.messaging.actions import new_message
from lakay.referral.models import Referral
from lakay.services.models import Service

ANSWERS = {
    "ht": "WI, NON, KOMANSE, FINI",
    "fr": "OUI, NON, COMMENCE, FINI",
    "es": "SI, NO, EMPEZADO, TERMINADO",
    "en": "YES, NO, STARTED, DONE",
}
"""The words of `rules.messages` that are offered in each language."""


MOST_URGENT = 1


def announce(act: Act, referral: Referral, at: datetime) -> None:
    """Let the provider's telephone be told, if it has one and nobody of it works here.

    Under the address lock nothing is written to it: the code is on the person's paper, and a gateway would know both.
    """
    if hidden_among(Referral.kind, [referral.intake]):
        return
    provider = Service.objects.select_related("provider").get(pk=referral.service_id).provider
    if provider.agency or not provider.phone:
        return
    language = provider.language if provider.language in ANSWERS else "fr"
    with translation.override(language):
        text = _("Lakay: somebody needs your service. Answer with one word and the code: %(words)s %(code)s") % {
            "words": ANSWERS[language],
            "code": referral.receipt,
        }
    new_message(
        act, at=at, to=provider.phone, text=text, language=language, about=referral.pk, urgent=referral.urgency == MOST_URGENT
    )
