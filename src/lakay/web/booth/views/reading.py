"""A document or a pass is read, a name is taken, a group is formed."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.border import actions, lookups
from lakay.border.models import Encounter, Shift
from lakay.border.permissions import ENCOUNTER_OPEN
from lakay.border.queries import document_of, open_shift_of, reader_of
from lakay.border.rules import Channel
from lakay.credentials.queries import check_seal
from lakay.credentials.queries.passes import UNREAD, PassCheck, Reason, check_pass
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.traveldocs.keyboards import as_typed
from lakay.traveldocs.mrz import Mrz, Verdict
from lakay.traveldocs.passes import Kind, looks_like_pass
from lakay.traveldocs.reading import read
from lakay.traveldocs.seals import payload_of
from lakay.web.booth.forms import GroupForm, IdentifyForm, ScanForm
from lakay.web.booth.passes import shown_by
from lakay.web.booth.screen import again, group_of, own_encounter, show
from lakay.web.booth.seals import shown_seal
from lakay.web.booth.traveller import traveller_of
from lakay.web.booth.unread import Unread, not_a_pass, not_a_zone, not_holding
from lakay.web.booth.views.asking import after, authorise
from lakay.web.booth.words import NOT_FOR_A_TRAVELLER
from lakay.web.booth.work import work_of
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.place import Here, here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL


@page(ENCOUNTER_OPEN, purpose=BORDER, methods=WRITE)
def scan(request: DeskRequest) -> HttpResponse:
    """A document was read. Opens the encounter and shows the traveller, or says what could not be read."""
    shift = open_shift_of(request.actor.id)
    if shift is None:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("booth:home")})
    form, now = ScanForm(request.POST), here(shift.post)
    text = str(request.POST.get("mrz", ""))
    if looks_like_pass(text):
        return _read_pass(request, shift, form, text, now)
    learnt = reader_of(shift.post, shift.lane) if request.POST.get("channel") == Channel.READER else None
    text = as_typed(text, learnt.mapping if learnt else None)
    if (payload := payload_of(text)) and form.is_valid():
        return _read_seal(request, shift, form, payload, now)
    mrz = read(text, today=now.today)
    if not form.is_valid() or mrz.verdict is Verdict.REJECT or not mrz.document_number:
        return _unread(request, shift, now, not_a_zone(mrz))
    if mrz.verdict is not Verdict.VALID and not form.cleaned_data["as_read"]:
        return _unread(request, shift, now, not_holding(mrz))
    reading = actions.Reading.of_zone(mrz, Channel(form.cleaned_data["channel"]), now.today, now.home)
    return _open(request, shift, form, reading, mrz)


def _unread(request: DeskRequest, shift: Shift, now: Here, unread: Unread) -> HttpResponse:
    return show(request, work_of(shift, now, unread=unread), status=422)


def _read_pass(request: DeskRequest, shift: Shift, form: ScanForm, text: str, now: Here) -> HttpResponse:
    """A signed code: a border pass stands for its holder, an authorisation for the child who stands there already."""
    check = check_pass(text, at=now.at, post=shift.post, direction=shift.direction)
    if not form.is_valid() or check.content is None or check.reason in UNREAD | {Reason.ONLY_A_SLIP}:
        return _unread(request, shift, now, not_a_pass(check.reason))
    if check.content.kind is Kind.MINOR:
        return _authorisation(request, shift, form, check, now)
    reading = actions.Reading(shown_by(check, now.home), Channel.PASS, now.today, now.home)
    return _open(request, shift, form, reading)


def _read_seal(request: DeskRequest, shift: Shift, form: ScanForm, payload: bytes, now: Here) -> HttpResponse:
    """The seal of a visa or of a paper: what stands in it and who vouches for it. Beside whoever stands there, it is kept with
    them; nothing closes."""
    check = check_seal(payload, now.at)
    front = form.cleaned_data["before"] or form.cleaned_data["front"]
    if front is None:
        return show(request, work_of(shift, now, seal=shown_seal(check, now.today)))
    encounter = own_encounter(request, front)
    seal = shown_seal(check, now.today, document_of(encounter))
    if check.seal is None:
        return again(request, encounter, seal=seal)
    return after(
        request,
        encounter,
        lambda: actions.record_seal(
            by=request.actor,
            at=now.at,
            encounter=encounter,
            verdict=check.verdict.value,
            reason=check.reason.value if check.reason else "",
            elsewhere=bool(seal.other),
            command=form.cleaned_data["command"],
        ),
        seal=seal,
    )


def _authorisation(request: DeskRequest, shift: Shift, form: ScanForm, check: PassCheck, now: Here) -> HttpResponse:
    before = form.cleaned_data["before"]
    if before is None:
        return _unread(request, shift, now, Unread([NOT_FOR_A_TRAVELLER]))
    return authorise(request, own_encounter(request, before), check, form.cleaned_data["command"])


def _open(request: DeskRequest, shift: Shift, form: ScanForm, reading: actions.Reading, mrz: Mrz | None = None) -> HttpResponse:
    now = here(shift.post)
    lookups.foresee_alerts(reading.shown)
    try:
        receipt = actions.open_encounter(
            by=request.actor,
            at=now.at,
            shift=shift,
            reading=reading,
            group=group_of(request),
            command=form.cleaned_data["command"],
        )
    except NotAllowed as refused:
        return show(request, work_of(shift, now, fault=refused.reason), status=422)
    except CommandReused:
        fault = _("The reading was changed after it was sent. Read the document again.")
        return show(request, work_of(shift, now, fault=fault), status=422)
    encounter = own_encounter(request, receipt.id_of(Encounter))
    return show(request, work_of(shift, now, traveller=traveller_of(encounter, now.today, mrz=mrz)))


@page(ENCOUNTER_OPEN, purpose=BORDER, methods=WRITE)
def identify(request: DeskRequest) -> HttpResponse:
    """Somebody without a document says who they are; they are asked little, and it is kept as said."""
    shift = open_shift_of(request.actor.id)
    if shift is None:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("booth:home")})
    form, now = IdentifyForm(request.POST), here(shift.post)
    if not form.is_valid():
        values = {"form": form}
        return show(request, work_of(shift, now, identify=values), status=422)
    spoken = form.spoken(now.today)
    lookups.foresee_alerts_on_name(spoken.name.family or spoken.name.whole, spoken.name.given, spoken.birth)
    try:
        receipt = actions.identify_traveller(
            by=request.actor,
            at=now.at,
            shift=shift,
            spoken=spoken,
            today=now.today,
            home=now.home,
            group=group_of(request),
            command=form.cleaned_data["command"],
        )
    except NotAllowed as refused:
        return show(request, work_of(shift, now, fault=refused.reason), status=422)
    except CommandReused:
        return show(request, work_of(shift, now, fault=_("This was sent before with other words. Begin again.")), status=422)
    encounter = own_encounter(request, receipt.id_of(Encounter))
    return show(request, work_of(shift, now, traveller=traveller_of(encounter, now.today)))


@page(ENCOUNTER_OPEN, purpose=BORDER, methods=WRITE)
def group(request: DeskRequest) -> HttpResponse:
    """From now on the next travellers belong together, with the one in front if somebody stands there; or no longer."""
    shift = open_shift_of(request.actor.id)
    form = GroupForm(request.POST)
    if shift is None or not form.is_valid():
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("booth:home")})
    now, before = here(shift.post), form.cleaned_data["encounter"]
    if before is None:
        return show(request, work_of(shift, now, group=None if form.cleaned_data["ends"] else new_id()))
    encounter = own_encounter(request, before)
    together = None if form.cleaned_data["ends"] else encounter.group or encounter.pk
    return again(request, encounter, group=together)
