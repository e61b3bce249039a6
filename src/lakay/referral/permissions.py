"""Who may refer, and who may answer. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.protection.permissions import check_is_theirs
from lakay.referral.models import Delivery, Referral
from lakay.referral.rules.states import Channel


def check_can_refer(by: Actor, intake: Intake) -> None:
    """Whoever has the file refers the person."""
    if not by.may(Permission.REFERRAL_SEND):
        raise NotAllowed(_("Your role does not refer people to services."))
    check_is_theirs(by, intake)


def check_holds(by: Actor, referral: Referral) -> None:
    """Whoever sent it follows it; somebody else takes it over first."""
    if not by.may(Permission.REFERRAL_SEND):
        raise NotAllowed(_("Your role does not refer people to services."))
    if referral.holder != by.id:
        raise NotAllowed(_("Somebody else follows this referral. Take it over first."))


def check_can_answer(by: Actor, referral: Referral, channel: Channel) -> None:
    """The recipient answers on its page, or with the receipt code (`by` is then the node); by phone the desk writes it down."""
    if channel is Channel.PHONE:
        check_holds(by, referral)
    elif not by.may(Permission.REFERRAL_ANSWER):
        raise NotAllowed(_("Your role does not answer referrals."))
    elif channel is Channel.PAGE and (not by.agency or by.agency != referral.to_agency):
        raise NotAllowed(_("This referral was not sent to your agency."))


def check_can_reply(by: Actor, delivery: Delivery) -> None:
    """At the machine of a service its own people answer."""
    if not by.may(Permission.REFERRAL_ANSWER):
        raise NotAllowed(_("Your role does not answer referrals."))
    if not by.agency or by.agency != delivery.to_agency:
        raise NotAllowed(_("This referral was not sent to your agency."))


def may_be_told(by: Actor, intake: Intake) -> bool:
    """Which services hold something of somebody is for whoever has the file, and for the supervisor of its post."""
    return intake.assigned_to == by.id or (by.may(Permission.INTAKE_SUPERVISE) and bool(by.post) and by.post == intake.post)


def check_can_hear(by: Actor) -> None:
    """Complaints are read by those who answer for the work, not by those who may be complained of."""
    if not by.may(Permission.VOICE_HEAR):
        raise NotAllowed(_("Your role does not read complaints."))
