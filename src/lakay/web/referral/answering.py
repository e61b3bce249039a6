"""What the service answers, on its page or by telephone to the desk; and what the person says of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.referral.actions import answer_referral, give_feedback
from lakay.referral.actions.answers import AlreadySo, NoReason
from lakay.referral.actions.voices import NothingSaid, NotYet
from lakay.referral.models import Referral
from lakay.referral.rules.states import RECIPIENT, Channel, possible, stands
from lakay.web.referral.forms import AnswerForm, FeedbackForm
from lakay.web.referral.views import is_recipient, referral_or_404, show
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION


@page(Permission.REFERRAL_ANSWER, purpose=PROTECTION, methods=WRITE)
def answer(request: DeskRequest, referral: UUID) -> HttpResponse:
    """The service says what it does."""
    found = referral_or_404(request, referral)
    if not is_recipient(request, found):
        raise Http404
    return _answer(request, found, Channel.PAGE, "answering")


@page(Permission.REFERRAL_SEND, purpose=PROTECTION, methods=WRITE)
def phone(request: DeskRequest, referral: UUID) -> HttpResponse:
    """The service telephoned: the desk writes down what it said."""
    found = referral_or_404(request, referral)
    if found.holder != request.actor.id:
        raise Http404
    return _answer(request, found, Channel.PHONE, "phoning")


def _answer(request: DeskRequest, found: Referral, channel: Channel, name: str) -> HttpResponse:
    now = SystemClock().now()
    about = "answer" if channel is Channel.PAGE else "phone"
    form = AnswerForm(possible(stands(found.status, found.expires_at, now), RECIPIENT), request.POST, about=about)
    if not form.is_valid():
        return show(request, found, "", **{name: form})
    answered, command = form.answered(channel), form.cleaned_data["command"]
    try:
        answer_referral(by=request.actor, at=now, referral=found, answered=answered, command=command)
    except AlreadySo:
        pass  # pressed twice: it is as they wish
    except NoReason:
        form.add_error("reason", _("Say why, so that the desk chooses better."))
        return show(request, found, "", **{name: form})
    except (CannotMove, CommandReused):
        return show(request, found, _("Somebody moved this referral meanwhile. Look where it stands now."), **{name: form})
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), **{name: form})
    return redirect("referral:one", referral=found.pk)


@page(Permission.REFERRAL_SEND, purpose=PROTECTION, methods=WRITE)
def feedback(request: DeskRequest, referral: UUID) -> HttpResponse:
    """The person says how it was."""
    found = referral_or_404(request, referral)
    if found.holder != request.actor.id:
        raise Http404
    form = FeedbackForm(request.POST)
    if form.is_valid():
        told, command = form.told, form.cleaned_data["command"]
        try:
            give_feedback(by=request.actor, at=SystemClock().now(), referral=found, told=told, channel="desk", command=command)
        except NothingSaid:
            form.add_error(None, _("Write down at least one answer."))
        except (NotYet, CommandReused):
            form.add_error(None, _("This cannot be written down now. Look where it stands."))
        else:
            return redirect("referral:one", referral=found.pk)
    return show(request, found, voice=form)
