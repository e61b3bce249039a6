"""Asking somebody: the statements of consent, and the questions of an instrument. Everything works without a line of script."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.protection.actions import record_consent, record_screening, withdraw_consent
from lakay.protection.models import ConsentAnswer, Intake
from lakay.protection.pack import the_pack
from lakay.protection.pack.desk import NoSuchInstrument
from lakay.protection.rules.consents import NotAnswered
from lakay.protection.rules.instruments import BadAnswers, Instrument
from lakay.protection.rules.intakes import OPEN, treated_as_child
from lakay.web.protection import file_words as words
from lakay.web.protection.file_forms import ConsentForm, ScreeningForm
from lakay.web.protection.one_file import show
from lakay.web.protection.voices import spoken_languages, voice_of
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
FOLLOW = Permission.INTAKE_FOLLOW


def _mine(request: DeskRequest, intake: UUID) -> Intake:
    """A file in the hands of whoever asks. Raises Http404: nobody else asks by it."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    if found.assigned_to != request.actor.id or found.status not in OPEN:
        raise Http404
    return found


def _instrument(code: str, found: Intake) -> Instrument:
    try:
        instrument = the_pack().newest(code)
    except NoSuchInstrument:
        raise Http404 from None
    if not instrument.fits(treated_as_child(found.age_group)):
        raise Http404
    return instrument


@page(FOLLOW, purpose=PROTECTION, methods=FORM)
def ask(request: DeskRequest, intake: UUID, instrument: str) -> HttpResponse:
    """The questions of an instrument on one page."""
    found = _mine(request, intake)
    asked, now = _instrument(instrument, found), SystemClock().now()
    if request.method != "POST":
        form = ScreeningForm(asked, initial={"began": now, "interpreter": "none"})
        return _questions(request, found, form)
    form = ScreeningForm(asked, request.POST)
    if form.is_valid():
        try:
            record_screening(by=request.actor, at=now, intake=found, given=form.given, command=form.cleaned_data["command"])
        except BadAnswers as bad:
            form.blame(bad.faults)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except (CannotMove, CommandReused):
            form.add_error(None, _("This was sent before with other answers. Look at the list of files."))
        else:
            return redirect("files:one", intake=found.pk)
    return _questions(request, found, form, status=422)


def _questions(request: DeskRequest, found: Intake, form: ScreeningForm, status: int = 200) -> HttpResponse:
    record_read(
        by=request.actor, at=SystemClock().now(), purpose=request.purpose, what="protection.intake.read", subjects=[found.pk]
    )
    values = {"form": form, "intake": found, "title": words.said(form.instrument.labels)}
    return render(request, "protection/ask.html", values, status=status)


@page(FOLLOW, purpose=PROTECTION, methods=FORM)
def consent(request: DeskRequest, intake: UUID) -> HttpResponse:
    """The seven statements, each answered by itself. A no closes no door."""
    found, now = _mine(request, intake), SystemClock().now()
    child = treated_as_child(found.age_group)
    if request.method != "POST":
        return _statements(request, found, ConsentForm(child))
    form = ConsentForm(child, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            record_consent(by=request.actor, at=now, intake=found, answered=form.answered(now), command=said["command"])
        except NotAnswered as fault:
            where = fault.missing if fault.missing in form.fields else None
            form.add_error(where, str(words.MISSING[fault.missing]))
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except CommandReused:
            form.add_error(None, _("This was sent before with other answers. Look at the list of files."))
        else:
            return redirect("files:one", intake=found.pk)
    return _statements(request, found, form, status=422)


def _statements(request: DeskRequest, found: Intake, form: ConsentForm, status: int = 200) -> HttpResponse:
    """The statements, each with its picture, and with its recording where the pack has one."""
    spoken, wanted = spoken_languages(), request.GET.get("listen", "")
    language = wanted if wanted in spoken else next(iter(spoken), "")
    values = {
        "form": form,
        "intake": found,
        "child": form.child,
        "statements": [(code, field, voice_of(row, language) if language else None) for code, row, field in form.rows],
        "spoken": [(code, words.LANGUAGES[code]) for code in spoken],
        "listen": language,
    }
    return render(request, "protection/consent.html", values, status=status)


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def take_back(request: DeskRequest, intake: UUID, consent: UUID) -> HttpResponse:
    """The person takes an answer back."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    answer = get_or_404(request.actor, request.purpose, ConsentAnswer, consent)
    if answer.intake_id != found.pk:
        raise Http404
    try:
        withdraw_consent(by=request.actor, at=SystemClock().now(), consent=answer)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    return redirect("files:one", intake=found.pk)
