"""The traveller's photo: taken in by the booth, and shown to the officer before whom the traveller stands."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse

from lakay.access.visibility import may_see
from lakay.border import actions
from lakay.border.models import Encounter
from lakay.border.permissions import CROSSING_RECORD, can_see_before
from lakay.border.queries import encounter_of
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.people.queries import photo_of
from lakay.people.rules.pictures import BadPicture, clean
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

MOST_BYTES = 300 * 1024
"""What the booth's own page sends has 60 KB; more than this is something else."""


class PhotoForm(forms.Form):
    """A picture under a command, so that it is kept once."""

    photo = forms.FileField()
    command = forms.UUIDField()


@page(CROSSING_RECORD, purpose=Purpose.BORDER_CONTROL, methods=FORM)
def photo(request: DeskRequest, encounter: UUID) -> HttpResponse:
    """The newest photo of the person before this officer; by POST, a new one."""
    found = encounter_of(encounter, request.actor.id)
    if found is None or not can_see_before(request.actor, found, here(found.post).at):
        raise Http404
    return _keep(request, found) if request.method == "POST" else _show(request, found)


def _keep(request: DeskRequest, encounter: Encounter) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["photo"].size > MOST_BYTES:
        return HttpResponse(status=422)
    try:
        picture = clean(form.cleaned_data["photo"].read())
        now = here(encounter.post).at
        actions.take_photo(by=request.actor, at=now, encounter=encounter, picture=picture, command=form.cleaned_data["command"])
    except (BadPicture, NotAllowed, CommandReused):
        return HttpResponse(status=422)
    return HttpResponse(status=204)


def _show(request: DeskRequest, encounter: Encounter) -> HttpResponse:
    newest = photo_of(encounter.person)
    if newest is None or not may_see(request.actor, request.purpose, newest, live={newest.person_id}):
        raise Http404
    now = here(encounter.post).at
    subjects = {encounter.person_id, newest.person_id}
    record_read(by=request.actor, at=now, purpose=request.purpose, what="border.photo.read", subjects=subjects)
    return HttpResponse(bytes(newest.image or b""), content_type="image/jpeg")
