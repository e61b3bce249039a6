"""The sender's side: drafted, sent, sent once more, called back, taken over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.access.queries import kind_of_agency
from lakay.coordination.pack import country_of
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.referral.actions.announcing import announce
from lakay.referral.actions.moves import move
from lakay.referral.known import known_of
from lakay.referral.models import Agreed, Referral
from lakay.referral.pack import the_pack
from lakay.referral.permissions import check_can_refer, check_holds
from lakay.referral.queries import live_consent
from lakay.referral.rules.agreements import Agreement, Party, agreement_for
from lakay.referral.rules.codes import make_case, make_receipt
from lakay.referral.rules.deadlines import deadline_for
from lakay.referral.rules.given import Basis, Drafted
from lakay.referral.rules.packets import build
from lakay.referral.rules.states import Channel, Status
from lakay.services.models import Service
from lakay.services.pack import types

PROTECTION = Purpose.PROTECTION
MOST_URGENT = 1


class NoAgreement(ValueError):
    """No agreement between the two offices is in force for this: nothing may go."""


class NoConsent(ValueError):
    """The person did not agree that this provider is told, or took it back, or it ran out."""


class NoGrounds(ValueError):
    """Without consent, and without a word why."""


class NotUrgent(ValueError):
    """Without consent something goes only where life is in danger now."""


@dataclass(frozen=True, slots=True)
class Going:
    """What would go, by which agreement, and with the name or without."""

    agreement: Agreement
    named: bool
    packet: dict[str, Any]


@action("referral.referral.draft", PROTECTION)
def draft_referral(
    act: Act, *, by: Actor, at: datetime, intake: Intake, service: Service, drafted: Drafted, command: UUID | None = None
) -> None:
    """A service was chosen. Nothing has gone yet. Raises NoGrounds, NotUrgent."""
    check_can_refer(by, intake)
    if drafted.basis is Basis.LIFE and not drafted.grounds.strip():
        raise NoGrounds
    if drafted.basis is Basis.LIFE and intake.priority != MOST_URGENT:
        raise NotUrgent
    act.create(
        Referral,
        at=at,
        by=by.id,
        holder=by.id,
        from_agency=by.agency,
        from_post=by.post,
        service=service,
        to_provider=service.provider.code,
        to_agency=service.provider.agency,
        urgency=intake.priority,
        case=make_case(act.batch.random),
        intake=intake.pk,
        basis=drafted.basis.value,
        grounds=drafted.grounds.strip(),
        note=drafted.note.strip(),
        phone=drafted.phone.strip(),
    )


def preview(referral: Referral, at: datetime) -> Going:
    """What would go if it were sent now. Raises NoAgreement, NoConsent."""
    intake = _file(referral)
    service = Service.objects.select_related("provider").get(pk=referral.service_id)
    kind, provider = types().get(service.type), service.provider
    sender = Party(referral.from_agency, kind_of_agency(referral.from_agency), country_of(referral.from_post))
    recipient = Party(provider.code, provider.category, provider.country)
    purpose = kind.pillar if kind else ""
    agreement = agreement_for(the_pack().agreements, sender, recipient, purpose, at.date())
    if agreement is None:
        raise NoAgreement(purpose)
    consent = _consent(referral, intake, at)
    named = bool(agreement.named and consent is not None and consent.named)
    return Going(agreement, named, build(agreement, named, referral.case, known_of(intake, referral, service)))


def _file(referral: Referral) -> Intake:
    """The file it came from. Raises NoConsent where the person was erased: nothing goes any more."""
    found = Intake.objects.filter(pk=referral.intake).first() if referral.intake else None
    if found is None:
        raise NoConsent
    return found


def _consent(referral: Referral, intake: Intake, at: datetime) -> Agreed | None:
    found = live_consent(intake, referral.to_provider, at)
    if found is None and referral.basis != Basis.LIFE:
        raise NoConsent
    return found


@action("referral.referral.send", PROTECTION)
def send_referral(act: Act, *, by: Actor, at: datetime, referral: Referral, command: UUID | None = None) -> None:
    """It goes, or goes once more: with what the agreement and the consent allow now, under a new receipt code.

    Raises NoAgreement, NoConsent, CannotMove.
    """
    now = _as_it_stands(referral)
    check_holds(by, now)
    check_can_refer(by, _file(now))
    going = preview(now, at)
    row = deadline_for(the_pack().deadlines, now.urgency)
    receipt = make_receipt(act.batch.random)
    move(
        act,
        now,
        Status.SENT,
        by=by,
        at=at,
        channel=Channel.PAGE,
        sent_at=at,
        expires_at=row.expires(at),
        times=now.times + 1,
        agreement=going.agreement.code,
        keep_days=going.agreement.keep_days,
        named=going.named,
        packet=going.packet,
        receipt=receipt,
    )
    announce(act, now, at)


@action("referral.referral.withdraw", PROTECTION)
def withdraw_referral(
    act: Act, *, by: Actor, at: datetime, referral: Referral, note: str = "", command: UUID | None = None
) -> None:
    """The desk calls it back, or does not send it after all: the recipient sees no more of the person."""
    now = _as_it_stands(referral)
    check_holds(by, now)
    move(act, now, Status.WITHDRAWN, by=by, at=at, channel=Channel.PAGE, note=note, packet=None, receipt="")


@action("referral.referral.follow", PROTECTION)
def follow_referral(act: Act, *, by: Actor, at: datetime, referral: Referral, command: UUID | None = None) -> None:
    """Whoever has the file now follows its referral too."""
    now = _as_it_stands(referral)
    check_can_refer(by, _file(now))
    act.update(now, holder=by.id)


def _as_it_stands(referral: Referral) -> Referral:
    return Referral.objects.select_for_update().get(pk=referral.pk)
