"""The forms: list, upload, one form with its versions, one version with its preview and what changed, and the steps to publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404, visible
from lakay.forms import actions
from lakay.forms.differences import differences
from lakay.forms.making import Refused, make
from lakay.forms.mapped import unmapped_answers
from lakay.forms.models import Form, Version
from lakay.forms.permissions import FORM_PUBLISH, FORM_VIEW, FORM_WRITE
from lakay.forms.queries import definition_of, media_of, version_before, version_kept, versions_of
from lakay.forms.words import fault_words
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.web.forms.forms import BringForm, NoteForm
from lakay.web.forms.shown import best_language, changes, labels_of, questions, row_of
from lakay.web.forms.words import PURPOSES
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

ADMINISTRATION = Purpose.ADMINISTRATION
HEAVY = ("source", "xform")


@page(FORM_VIEW, purpose=ADMINISTRATION)
def home(request: DeskRequest) -> HttpResponse:
    """Every form with its newest version."""
    return show_home(request, BringForm(), [])


def show_home(request: DeskRequest, form: BringForm, faults: list[Any]) -> HttpResponse:
    """The list, with what was wrong with a workbook."""
    newest: dict[UUID, Version] = {}
    for version in visible(request.actor, request.purpose, Version).select_related("form").defer(*HEAVY).order_by("number"):
        newest[version.form_id] = version
    rows = [(row_of(version), PURPOSES.get(version.form.purpose, "")) for version in newest.values()]
    rows.sort(key=lambda row: row[0].version.form.title.lower())
    values = {"form": form, "rows": rows, "faults": faults}
    return render(request, "forms/home.html", values, status=422 if faults or form.errors else 200)


@page(FORM_WRITE, purpose=ADMINISTRATION, methods=WRITE)
def bring(request: DeskRequest) -> HttpResponse:
    """A workbook becomes a draft, or every reason is told why not."""
    form, at = BringForm(request.POST, request.FILES), SystemClock().now()
    if not form.is_valid():
        return show_home(request, form, [])
    upload, beside = form.cleaned_data["file"], form.cleaned_data["mapping"]
    mapping = beside.read().decode(errors="replace") if beside else ""
    try:
        made = make(upload.read(), upload.name, at, mapping)
        purpose, media = Purpose(form.cleaned_data["purpose"]), form.cleaned_data["along"]
        actions.draft_version(by=request.actor, at=at, made=made, purpose=purpose, media=media)
    except Refused as refused:
        form.add_error("file", _("The workbook is not accepted. The table names every reason."))
        return show_home(request, form, [(fault, fault_words(fault)) for fault in refused.faults[:200]])
    except NotAllowed as refused:
        form.add_error("file", str(refused.reason))
        return show_home(request, form, [])
    kept = version_kept(made.definition.form_id, made.definition.version)
    return redirect("forms:version", kept.pk)


@page(FORM_VIEW, purpose=ADMINISTRATION)
def form(request: DeskRequest, form: UUID) -> HttpResponse:
    """One form with all its versions."""
    return show_form(request, get_or_404(request.actor, request.purpose, Form, form))


def show_form(request: DeskRequest, found: Form, fault: Any = "") -> HttpResponse:
    """The page of a form, with what was wrong with a step."""
    rows = [row_of(version) for version in versions_of(found).defer(*HEAVY)]
    values = {"form": found, "rows": rows, "purpose": PURPOSES.get(found.purpose, ""), "fault": fault}
    return render(request, "forms/form.html", values, status=422 if fault else 200)


@page(FORM_WRITE, purpose=ADMINISTRATION, methods=WRITE)
def close(request: DeskRequest, form: UUID) -> HttpResponse:
    """Take nothing in any more that was filled with it, or take it in again."""
    found = get_or_404(request.actor, request.purpose, Form, form)
    act = actions.reopen_form if found.closed_at else actions.close_form
    try:
        act(by=request.actor, at=SystemClock().now(), form=found)
    except NotAllowed as refused:
        return show_form(request, found, refused.reason)
    return redirect("forms:form", found.pk)


@page(FORM_VIEW, purpose=ADMINISTRATION)
def version(request: DeskRequest, version: UUID) -> HttpResponse:
    """One version: what it asks in a language, what changed, what the converter would have people think about."""
    found = get_or_404(request.actor, request.purpose, Version, version)
    return show_version(request, found)


def show_version(request: DeskRequest, found: Version, fault: Any = "") -> HttpResponse:
    """The page of a version, with what was wrong with a step."""
    asked = definition_of(found)
    language = best_language(asked, request.GET.get("language", ""), get_language() or "")
    earlier = version_before(found)
    before = definition_of(earlier) if earlier else None
    here = list(media_of(found).values_list("name", flat=True))
    values = {
        "row": row_of(found),
        "asked": asked,
        "language": language,
        "questions": questions(asked, language),
        "earlier": earlier,
        "changes": changes(differences(before, asked), before, asked, language) if before else [],
        "media": sorted({*asked.media} - set(here)),
        "here": here,
        "left": labels_of(asked, unmapped_answers(found), language) if found.mapping.strip() else None,
        "note": NoteForm(),
        "fault": fault,
        "mine": request.actor.id in {found.drafted_by, found.proposed_by},
    }
    return render(request, "forms/version.html", values, status=422 if fault else 200)


def _step(request: DeskRequest, version: UUID, act: Callable[..., object], **more: Any) -> HttpResponse:
    found = get_or_404(request.actor, request.purpose, Version, version)
    try:
        act(by=request.actor, at=SystemClock().now(), version=found, **more)
    except NotAllowed as refused:
        return show_version(request, found, refused.reason)
    except CannotMove:
        found.refresh_from_db()
        return show_version(request, found, _("Somebody else has moved this meanwhile. Look at it again."))
    return redirect("forms:version", found.pk)


@page(FORM_WRITE, purpose=ADMINISTRATION, methods=WRITE)
def propose(request: DeskRequest, version: UUID) -> HttpResponse:
    """Ask that a draft be published."""
    return _step(request, version, actions.propose_version)


@page(FORM_PUBLISH, purpose=ADMINISTRATION, methods=WRITE)
def publish(request: DeskRequest, version: UUID) -> HttpResponse:
    """Agree: it is offered from now on."""
    return _step(request, version, actions.publish_version)


@page(FORM_PUBLISH, purpose=ADMINISTRATION, methods=WRITE)
def give_back(request: DeskRequest, version: UUID) -> HttpResponse:
    """Not agree, and say why."""
    return _step(request, version, actions.give_back, note=request.POST.get("note", "")[:300])


@page(FORM_WRITE, purpose=ADMINISTRATION, methods=WRITE)
def retire(request: DeskRequest, version: UUID) -> HttpResponse:
    """Offer it no more."""
    return _step(request, version, actions.retire_version, note=request.POST.get("note", "")[:300])


@page(FORM_VIEW, purpose=ADMINISTRATION)
def workbook(request: DeskRequest, version: UUID) -> HttpResponse:
    """The workbook as it came."""
    found = get_or_404(request.actor, request.purpose, Version, version)
    response = HttpResponse(found.workbook, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="lakay-form-{found.number}.{found.source_kind}"'
    return response
