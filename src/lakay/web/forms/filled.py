"""What was filled in, for those who work with it: the list with what waits for somebody, and one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from lakay.access.visibility import get_or_404, visible
from lakay.forms.contents import content_of
from lakay.forms.mapped import map_now
from lakay.forms.models import Mapped, Submission
from lakay.forms.permissions import SUBMISSION_VIEW
from lakay.forms.queries import definition_of, last_mapping, last_mappings, missing_files, standing, waiting
from lakay.forms.words import UNMAPPED
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.forms.shown import answered, best_language
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
ON_A_PAGE = 50


@page(SUBMISSION_VIEW, purpose=PROTECTION)
def filled(request: DeskRequest) -> HttpResponse:
    """The filled forms of one's own agency, the newest first; no answers stand in the list."""
    faulty = request.GET.get("only") == "faulty"
    found = (waiting() if faulty else standing()) & visible(request.actor, request.purpose, Submission)
    light = found.select_related("version__form").defer("xml", "answers", "version__source", "version__xform")
    shown = Paginator(light.order_by("-at", "-id"), ON_A_PAGE).get_page(request.GET.get("page"))
    last = last_mappings(shown)
    rows = [(one, _status(one, last.get(one.pk))) for one in shown]
    return render(request, "forms/filled.html", {"rows": rows, "page": shown, "faulty": faulty})


def _status(submission: Submission, mapped: Mapped | None) -> tuple[str, Any]:
    """The kind of badge and why it waits, empty where nothing waits."""
    if mapped is not None and not mapped.done:
        return "warning", UNMAPPED[mapped.reason]
    return ("warning", UNMAPPED["faults"]) if submission.faults else ("", "")


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
        "mapped": mapped,
        "reason": UNMAPPED.get(mapped.reason, "") if mapped and not mapped.done else "",
    }
    return render(request, "forms/one.html", values)


@page(SUBMISSION_VIEW, purpose=PROTECTION, methods=WRITE)
def again(request: DeskRequest, submission: UUID) -> HttpResponse:
    """Somebody has looked: make the records, whatever the form found wrong with the answers."""
    found = _found(request, submission)
    map_now(found, by=request.actor, at=SystemClock().now(), despite_faults=True)
    return redirect("forms:one", found.pk)


def _found(request: DeskRequest, submission: UUID) -> Submission:
    found = get_or_404(request.actor, request.purpose, Submission, submission)
    if found.is_erased:
        raise Http404
    return found
