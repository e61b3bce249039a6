"""What was filled in, for those who work with it: the list with what waits for somebody, and one of them."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from lakay.access.visibility import get_or_404, holds, visible
from lakay.forms.contents import clear_file, content_of
from lakay.forms.mapped import map_now, unmapped_answers
from lakay.forms.models import Attachment, Mapped, Submission
from lakay.forms.permissions import PURPOSES, SUBMISSION_VIEW
from lakay.forms.queries import definition_of, files_here, last_mapping, last_mappings, missing_files, standing, waiting
from lakay.forms.words import UNMAPPED, WHAT_TO_DO
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.forms.shown import answered, best_language, labels_of
from lakay.web.forms.shown_files import shown_file
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
ON_A_PAGE = 50


@page(SUBMISSION_VIEW, purpose=PROTECTION)
def filled(request: DeskRequest) -> HttpResponse:
    """The filled forms of one's own agency, the newest first; no answers stand in the list."""
    faulty = request.GET.get("only") == "faulty"
    found = (waiting() if faulty else standing()) & _theirs(request)
    light = found.select_related("version__form").defer("xml", "answers", "version__source", "version__xform")
    shown = Paginator(light.order_by("-at", "-id"), ON_A_PAGE).get_page(request.GET.get("page"))
    last = last_mappings(shown)
    rows = [(one, _status(one, last.get(one.pk))) for one in shown]
    return render(request, "forms/filled.html", {"rows": rows, "page": shown, "faulty": faulty})


def _status(submission: Submission, mapped: Mapped | None) -> tuple[Any, Any]:
    """Why it waits and what to do about it, both empty where nothing waits."""
    code = "faults" if submission.faults else ""
    if mapped is not None:
        code = "" if mapped.done else mapped.reason
    return (UNMAPPED[code], WHAT_TO_DO[code]) if code else ("", "")


@page(SUBMISSION_VIEW, purpose=PROTECTION)
def one(request: DeskRequest, submission: UUID) -> HttpResponse:
    """One filled form, answer by answer. A look, and entered as one."""
    found = _found(request, submission)
    at = SystemClock().now()
    record_read(by=request.actor, at=at, purpose=request.purpose, what="forms.submission.read", subjects=[found.about])
    asked, content, mapped = definition_of(found.version), content_of(found), last_mapping(found)
    language = best_language(asked, request.GET.get("language", ""), get_language() or "")
    values = {
        "submission": found,
        "asked": asked,
        "language": language,
        "locked": content is None,
        "rows": answered(asked, content.answers, content.faults, language) if content else [],
        "missing": missing_files(found),
        "files": [shown_file(file) for file in files_here(found)],
        "mapped": mapped,
        "reason": UNMAPPED.get(mapped.reason, "") if mapped and not mapped.done else "",
        "to_do": WHAT_TO_DO.get(mapped.reason, "") if mapped and not mapped.done else "",
        "left": labels_of(asked, unmapped_answers(found.version), language),
    }
    return render(request, "forms/one.html", values)


@page(SUBMISSION_VIEW, purpose=PROTECTION)
def file(request: DeskRequest, submission: UUID, file: UUID) -> HttpResponse:
    """A file of a filled form: a picture, a sound. A look, and entered as one. What is no picture and no sound is only kept, never shown."""
    found, held = _found(request, submission), get_or_404(request.actor, request.purpose, Attachment, file)
    content = clear_file(found, held) if held.submission_id == found.pk else None
    if content is None:
        raise Http404
    at = SystemClock().now()
    record_read(by=request.actor, at=at, purpose=request.purpose, what="forms.attachment.read", subjects=[found.about])
    told = shown_file(held)
    response = HttpResponse(content, content_type=told.content_type or "application/octet-stream")
    response["Cache-Control"] = "no-store"
    if not told.kind:
        response["Content-Disposition"] = "attachment"
    return response


@page(SUBMISSION_VIEW, purpose=PROTECTION, methods=WRITE)
def again(request: DeskRequest, submission: UUID) -> HttpResponse:
    """Somebody has looked: make the records, whatever the form found wrong with the answers."""
    found = _found(request, submission)
    map_now(found, by=request.actor, at=SystemClock().now(), despite_faults=True)
    return redirect("forms:one", found.pk)


def _works_for(request: DeskRequest) -> list[Purpose]:
    """For what somebody looks at filled forms: what their roles work for."""
    return [purpose for purpose in PURPOSES if holds(request.actor, SUBMISSION_VIEW, purpose)]


def _theirs(request: DeskRequest) -> QuerySet[Submission]:
    """The filled forms that somebody may see, whatever they work for."""
    opened = [visible(request.actor, purpose, Submission) for purpose in _works_for(request)]
    return reduce(or_, opened, visible(request.actor, PROTECTION, Submission))


def _found(request: DeskRequest, submission: UUID) -> Submission:
    """A filled form; the purpose of the request becomes that of the form. Raises Http404."""
    found = _theirs(request).filter(pk=submission).first()
    if found is None or found.is_erased:
        raise Http404
    request.purpose = Purpose(found.purpose)
    return found
