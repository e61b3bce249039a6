"""What the file of the desk knows that a packet could hold. The agreement then takes its part of it."""

from __future__ import annotations

from typing import Any

from lakay.access.address_lock import stripped
from lakay.protection.models import ConsentAnswer, Intake, Screening
from lakay.protection.rules.codes import Interpreter
from lakay.referral.models import Referral
from lakay.services.models import Service


def known_of(intake: Intake, referral: Referral, service: Service) -> dict[str, Any]:
    """Every field of `rules.agreements.FIELDS`, empty where nothing is known. What was answered to questions is not among them."""
    consent = ConsentAnswer.objects.filter(intake=intake).order_by("-at", "-pk").first()
    asked = Screening.objects.filter(intake=intake).order_by("-at", "-pk").first()
    interpreted = asked is not None and asked.interpreter not in {"", Interpreter.NONE}
    told = {
        "called": intake.called,
        "sex": intake.sex,
        "age": intake.age,
        "age_group": intake.age_group,
        "language": consent.language if consent else "",
        "service": service.type,
        "urgency": referral.urgency,
        "signals": list(intake.signals or ()),
        "guardian": consent.guardian_name if consent else "",
        "interpreter": "yes" if interpreted else "",
        "note": referral.note,
        "from_agency": referral.from_agency,
        "from_post": referral.from_post,
        "from_phone": referral.phone,
    }
    return {**dict.fromkeys(told, ""), **stripped("referral.packet", intake.pk, told)}
